// Private to the declarations side of sema: package-level declarations, delayed checks, and what its files
// share.
#ifndef MINIC_SEMA_DECLARE_H
#define MINIC_SEMA_DECLARE_H

#include "sema/check.h"

// Resolution states of Object.color. A grey object is on Checker.path.
enum { COLOR_WHITE, COLOR_GREY, COLOR_BLACK };

// What is known of a package-level object (of a method, too) before it is resolved.
struct DeclInfo {
    Object *object;
    Package *package;
    File *file;
    Scope *scope; // of the file
    Decl *decl;
    int index;             // which name of the declaration
    bool inherited;        // constants: type and value are those of an earlier spec
    Expr *type;            // constants: the type, a copy for inherited ones
    Expr *value;           // constants: the value, a copy for inherited ones; NULL if missing
    VEC(Object *) deps;    // package-level objects of the same package that the initialiser or body mentions
    VEC(Object *) methods; // of a type name: declared methods, in source order
    Scope *func_scope;     // of a function: its parameters
    bool reached;          // the program uses it; a function's body is checked, or waiting to be
};

// Where checking stands: saved and restored around declarations and delayed checks.
typedef struct {
    Package *package;
    File *file;
    Scope *scope;
    Func *func;
    Constant *iota;
    DeclInfo *decl;
    Span error_span;
} Environment;

// A check that has to wait: a function body until all declarations are known, a literal's body until the end
// of its statement, a property of a type until the type is complete.
typedef struct DelayedCheck {
    void (*run)(Checker *c, void *data);
    void *data;
    Environment environment;
} DelayedCheck;

// package.c
Environment environment_save(const Checker *c);
void environment_restore(Checker *c, const Environment *environment);
void check_later(Checker *c, void (*run)(Checker *c, void *data), void *data);
// Runs the delayed checks from number `first` on, those that they add included.
void check_delayed(Checker *c, int first);

// import.c
// The package for an import declaration, parsed and collected; NULL after an error.
Package *import_package(Checker *c, Decl *import);
void import_load(Checker *c, Package *package, Span span); // if it is deferred; `span` is where it is used
void import_order_packages(Checker *c);                    // lists the packages in use, imported ones first
Package *package_create(Checker *c, const char *path, const Name *name, bool library);

// collect.c
// Enters the declarations of the package's files in its scopes.
void collect_package(Checker *c, Package *package);
void check_unused_imports(Checker *c, Package *package);
const char *package_last_element(const char *path);
bool declare_object(Checker *c, Scope *scope, Object *object); // false after reporting a redeclaration
void check_declaration_arity(Checker *c, const Decl *decl, const FieldDecl *names, int name_count,
                             const ExprList *values, bool inherited);
const char *position_text(Checker *c, Pos pos);

// decl.c
void check_package_objects(Checker *c, Package *package);
void declare_local(Checker *c, Object *var); // in c->scope and c->func
Func *func_create(Checker *c, Type *type);
const char *declared_func_name(Checker *c, const Decl *decl, int init_number);
// One value for one variable: *type NULL is inferred. Returns the converted value.
Expr *check_init_value(Checker *c, Expr *value, Type **type, const char *context);

// typedecl.c
void check_type_decl(Checker *c, Object *object, Decl *decl);
void collect_methods(Checker *c, Object *type_name);
void report_incomplete_types(Checker *c);
void check_type_is_finite(Checker *c, Type *named);
bool type_is_incomplete(const Checker *c, const Type *type);

// cycle.c
void report_cycle(Checker *c, Object **cycle, int count);
bool cycle_is_valid(Checker *c, Object *object);
void check_type_name_cycles(Checker *c, Package *package);

// signature.c
void check_func_parameters(Checker *c, Func *func, Expr *type_expr, FieldDecl *receiver, Scope *scope);

// reach.c
// Notes that the program uses a package-level object; a library function's body is then checked.
void reach_object(Checker *c, Object *object);
void reach_init_functions(Checker *c, const Package *package);
void check_bodies(Checker *c);
void reach_type_methods(Checker *c, Object *type_name);
void add_dependency(Checker *c, Object *object);

// capture.c
void capture_variable(Checker *c, Object *var);
void resolve_captures(Func *func);

// ident.c
void check_ident_as(Checker *c, Expr *expr, bool want_type);
Object *lookup_ident(const Checker *c, const Expr *expr); // NULL unless an identifier that is declared
Object *lookup_package_name(const Checker *c, const Expr *expr);

// selector.c
void check_selector_as(Checker *c, Expr **expr, bool want_type);
const char *missing_field_text(Checker *c, Type *type, const Name *name, const Lookup *alternative,
                               bool in_literal);

// method.c: receivers and method expressions
void select_method(Checker *c, Expr **expr, const Lookup *found);
void select_method_expression(Checker *c, Expr *expr, const Lookup *found);
Expr *follow_embedded(Checker *c, Expr *x, const int *path, int path_len);

// clone.c
Expr *clone_expr(Checker *c, const Expr *expr);

// call.c
// What the call is, and its type.
void call_set_result(Checker *c, Expr *call, const Type *signature);

// call_arguments.c
// All arguments of a call, checked but not yet converted; of one multi-valued argument, its items (and
// call.spread is the argument). False after an error.
bool check_argument_list(Checker *c, Expr *call, ExprList *args);
void assign_arguments(Checker *c, Expr *call, Type *signature, ExprList *args);
const char *types_summary(Checker *c, Type **types, int count, bool variadic, bool has_dots);
Type **expr_types(Checker *c, const ExprList *list);
// Check expressions whose values do not matter because of another error. False if one is invalid.
bool use_exprs(Checker *c, ExprList *list);
bool use_lhs(Checker *c, ExprList *list); // of left sides, which are no uses of a variable
Expr *variadic_slice(Checker *c, const Expr *call, Expr **values, int count, Type *slice);
Expr *nil_of_type(Checker *c, Span span, Type *type);

// builtin.c
void set_value(Expr *expr, OperandMode mode, Type *type);
void set_constant(Expr *expr, Type *type, Constant *value);

// builtin_slice.c
bool check_builtin_make(Checker *c, Expr *call);
bool check_builtin_new(Checker *c, Expr *call);
bool check_builtin_append(Checker *c, Expr *call, ExprList *args);
bool check_builtin_copy(Checker *c, Expr *call, ExprList *args);
bool check_builtin_len(Checker *c, Expr *call, ExprList *args, BuiltinId id);
Type *array_pointer_target(Type *type); // of *[N]T the array, else the type

// builtin_number.c
bool check_builtin_min_max(Checker *c, Expr *call, ExprList *args, BuiltinId id);
bool check_builtin_complex(Checker *c, Expr *call, ExprList *args);
bool check_builtin_part(Checker *c, Expr *call, ExprList *args, BuiltinId id);

// literal_elements.c
void check_struct_elements(Checker *c, Expr *literal, Type *base);
void check_map_elements(Checker *c, Expr *literal, Type *base);
int64_t check_indexed_elements(Checker *c, Expr *literal, Type *elem, int64_t length);

// init_values.c
// The values of an expression that may have several, as TUPLE_ITEMs of *tuple, or itself alone (*tuple NULL).
// With allow_comma_ok, v, ok = m[k] and the like; ok_type is the type of the second variable or NULL.
ExprList split_values(Checker *c, Expr **value, bool allow_comma_ok, Type *ok_type, Expr **tuple);
void report_assignment_mismatch(Checker *c, const ExprList *values, int variables, int count);

// stmt.c
void check_stmt(Checker *c, Stmt *stmt);
void check_stmt_list(Checker *c, StmtList *stmts);
Scope *open_scope(Checker *c, const char *comment);
void close_scope(Checker *c);

// stmt_assign.c
void check_assign_stmt(Checker *c, Stmt *stmt);
void check_inc_dec_stmt(Checker *c, Stmt *stmt);
void check_return_stmt(Checker *c, Stmt *stmt);
// Checks the left side of an assignment. NULL type: blank. TYPE_INVALID after an error.
Type *check_lhs(Checker *c, Expr **lhs);

// stmt_define.c
void check_define_stmt(Checker *c, Stmt *stmt);
Object *new_local_variable(Checker *c, const Expr *ident, Type *type);

// stmt_range.c
Func *range_outer_func(const Func *func); // the function whose code this is: not a loop's body
void check_range_stmt(Checker *c, Stmt *stmt);

// stmt_switch.c
void check_switch_stmt(Checker *c, Stmt *stmt);
void check_type_switch_stmt(Checker *c, Stmt *stmt);
void check_select_stmt(Checker *c, Stmt *stmt);
void check_default_clauses(Checker *c, const CaseList *cases);

// rangefunc.c
void lower_range_funcs(Checker *c, Func *func);

// initorder.c
void order_initialization(Checker *c, Package *package);

// sizes.c
void check_sizes(Checker *c);

// finish.c: fills Program's lists once everything is checked.
void finish_program(Checker *c);

#endif
