// Private to sema: the checker's state and the functions that its files call across one another.
//
// Expressions are checked and rewritten in place; a function that must put a node around an expression (an
// implicit conversion) returns the new node, and the caller stores it back. After an error has been reported
// the expression has mode OPERAND_INVALID and type TYPE_INVALID, and nothing more is reported about it.
//
// Below the state, the functions stand under the files that define them; what is for the declarations side
// alone is in declare.h.
#ifndef MINIC_SEMA_CHECK_H
#define MINIC_SEMA_CHECK_H

#include "sema/sema.h"

typedef enum {
    OPERAND_INVALID,
    OPERAND_NO_VALUE, // call without results
    OPERAND_BUILTIN,
    OPERAND_TYPE,
    OPERAND_CONSTANT,  // expr->constant
    OPERAND_VARIABLE,  // addressable
    OPERAND_MAP_INDEX, // assignable, not addressable; allows comma-ok
    OPERAND_VALUE,
    OPERAND_NIL,      // untyped nil
    OPERAND_COMMA_OK, // value that allows comma-ok: type assertion, receive
} OperandMode;

struct Scope {
    Scope *parent;
    const char *comment; // "universe", "package", "file", "function", "block", for dumps
    Func *func;          // the function a local scope is in
    struct ScopeEntry **buckets;
    int bucket_count;
    int entry_count;
    VEC(Object *) objects; // in order of declaration
};

typedef struct DeclInfo DeclInfo;

typedef struct Checker {
    Session *session;
    TypeTable *types;
    Program *program;
    Package *package; // being checked
    File *file;       // being checked
    Scope *universe;
    Scope *scope;             // innermost
    Func *func;               // innermost function or NULL
    Constant *iota;           // inside a const declaration, else NULL
    DeclInfo *decl;           // package-level declaration being checked: dependencies are recorded for it
    bool has_call_or_receive; // set by every call and receive: len(x) of an array is constant without one
    struct IncompleteType *incomplete; // types whose right side is still being resolved (typedecl.c)
    Type *awaited; // the incomplete interface that the interface type just checked embeds, else NULL
    VEC(Func *) global_literals; // function literals in initialisers of package variables
    VEC(Func *) bodies;    // declared functions whose bodies are to be checked once all declarations are
    ExprList const_values; // unchecked copies of the last local constant values, for specs that repeat them
    Expr *const_type;
    Span error_span; // if start != 0, errors go there: the name declared by an inherited constant initialiser
    VEC(Object *) path;                 // objects being resolved, for cycles
    VEC(struct DelayedCheck *) delayed; // function bodies and the like, checked once all declarations are
    void *packages;                     // package.c's own table
} Checker;

// scope.c
Scope *scope_create(Checker *c, Scope *parent, const char *comment);
Object *scope_lookup_local(const Scope *scope, const Name *name);
// The innermost declaration visible from `scope`.
Object *scope_lookup(const Scope *scope, const Name *name, Scope **where);
// Returns the previous object of the same name in this very scope, or NULL after declaring. Blank names are
// not entered.
Object *scope_declare(Checker *c, Scope *scope, Object *object);
Object *object_create(Checker *c, ObjectKind kind, const Name *name, Span span, Type *type);

// lookup.c: fields and methods by name, with Go's rules of embedding: the shallowest depth wins, two at that
// depth are ambiguous.
typedef enum {
    LOOKUP_NONE,
    LOOKUP_FIELD,
    LOOKUP_METHOD,
    LOOKUP_INTERFACE_METHOD,
    LOOKUP_AMBIGUOUS
} LookupKind;

typedef struct {
    LookupKind kind;
    const int *path; // indices of the embedded fields to follow, without the field or method itself
    int path_len;
    bool indirect; // `type` is a pointer, or a pointer is followed on the way: pointer-receiver methods are
                   // in reach
    const Field *field;             // LOOKUP_FIELD; index is its index in the struct
    Object *method;                 // LOOKUP_METHOD; its type may have to be resolved with check_object
    const Method *interface_method; // LOOKUP_INTERFACE_METHOD of `interface`, at index
    Type *interface;
    int index;
} Lookup;

// `fold_case` ignores case and package, for hints in messages. A pointer to an interface has nothing.
Lookup type_lookup(Arena *arena, const Type *type, const Name *name, const Package *package, bool fold_case);

// implements.c
// Does `type` have all methods of `interface`? *cause (may be NULL) gets Go's reason, "(missing
// method M)" and the like. With `dynamic`, `type` may be an interface whose dynamic type could have more
// methods: only conflicting ones count.
bool check_implements(Checker *c, Type *type, Type *interface, bool dynamic, const char **cause);
// "type *I is pointer to interface, not interface"
bool type_is_interface_pointer(const Type *type);
// For `case T:` in a type switch on x and for x.(T): could the dynamic type be T? Reports if not. `expr` is
// the position.
bool check_assertion_possible(Checker *c, const Expr *expr, const Expr *x, Type *type, bool is_type_switch);

// universe.c: predeclared identifiers; c->universe.
void universe_create(Checker *c);
Type *universe_error_type(const Checker *c);
Type *universe_any_type(const Checker *c);  // the empty interface
Type *universe_byte_type(const Checker *c); // prints as "byte", identical to uint8
Type *universe_rune_type(const Checker *c); // prints as "rune", identical to int32
Type *universe_invalid_type(const Checker *c);

// expr.c: all report their own errors. An expression that has a type has been checked: they leave it alone.
void check_expr(Checker *c, Expr **expr); // a single value (untyped allowed)
// `hint`: the expected type, for elided composite literals' error texts; may be NULL.
void check_expr_hint(Checker *c, Expr **expr, Type *hint);
void check_multi_expr(Checker *c, Expr **expr); // a call may have any number of results (a tuple type)
void check_expr_or_type(Checker *c, Expr **expr);
void check_raw_expr(Checker *c, Expr **expr, Type *hint); // any mode; no "is not an expression"-like errors
void check_not_value_error(Checker *c, Expr *expr, const char *what);
bool expr_is_invalid(const Expr *expr);
void expr_set_invalid(Checker *c, Expr *expr);

// ident.c
void check_ident(Checker *c, Expr **expr);

// selector.c
void check_selector(Checker *c, Expr **expr);

// call.c
void check_call(Checker *c, Expr **expr); // calls, conversions, builtins

// builtin.c
void check_builtin(Checker *c, Expr **expr, BuiltinId id);

// literal.c
void check_composite_lit(Checker *c, Expr **expr, Type *hint);

// func_lit.c
void check_func_lit(Checker *c, Expr **expr);
void check_func_body(Checker *c, Func *func);

// index.c
void check_index(Checker *c, Expr **expr);
void check_slice(Checker *c, Expr **expr);
void check_type_assert(Checker *c, Expr **expr);
// Checks an index or size operand: integer (or integral constant), non-negative if constant, < length if
// length >= 0. `what` is Go's noun ("index"). Stores the constant value in *value (-1 if not
// constant).
bool check_index_value(Checker *c, Expr **index, const char *what, int64_t length, int64_t *value);

// unary.c
void check_unary(Checker *c, Expr **expr);

// binary.c
void check_binary(Checker *c, Expr **expr);
// x op y of checked operands, for any binary operator; also for x op= y (`is_assignment`: the texts of errors
// differ), where `result` is a scratch node with span and op_pos of the statement. Conversions go around the
// operands; *y is then converted as op needs it.
void check_operation(Checker *c, Expr *result, Operator op, Expr **x, Expr **y, bool is_assignment);

// compare.c
// A comparison x op y of already checked operands (also for switch cases); converts both; result is untyped
// bool in `result`.
void check_comparison(Checker *c, Expr *result, Operator op, Expr **x, Expr **y, bool is_switch_case);

// typexpr.c
Type *check_type(Checker *c, Expr *expr); // never NULL; TYPE_INVALID after an error
Type *check_var_type(Checker *c, Expr *expr);

// signature.c
// `func` and `scope`, for its parameters, may be NULL.
Type *check_func_type(Checker *c, Expr *expr, Func *func, Scope *scope);

// convert.c: T(x)
void check_conversion(Checker *c, Expr **expr, Type *type);

// assign.c
// May the (checked) expression be assigned to `type`? Appends the reason to *cause if not.
bool assignable_to(Checker *c, Expr *expr, Type *type, const char **cause);
// Converts `expr` to `type` for an assignment in `context` ("assignment", "argument", "return statement",
// "variable declaration", "struct literal", "array or slice literal", "map literal", "send", "range
// clause"...), with Go's "cannot use x (variable of type T) as U value in CONTEXT: ..." . type == NULL: the
// default type of an untyped expression ("use of untyped nil in CONTEXT"). Returns the expression, wrapped in
// an implicit EXPR_CONVERT where the representation or the type changes.
Expr *check_assign_to(Checker *c, Expr *expr, Type *type, const char *context);
Expr *expr_implicit_convert(Checker *c, Expr *expr, Type *type, ConvertKind kind);
Expr *expr_tuple_item(Checker *c, Expr *tuple, int index, Type *type);

// untyped.c
Type *type_default(Checker *c, Type *type); // of an untyped type
// Gives an untyped expression (and its untyped operands) its final type; reports "cannot use 1.5 (untyped
// float constant) as int value in CONTEXT (truncated)" and the like.
void untyped_convert(Checker *c, Expr *expr, Type *type);
// Both operands of a binary operation: gives an untyped one the other's type. False after an error
// (mismatched types).
bool untyped_match(Checker *c, Expr *x, Expr *y);

// representable.c
// Is the constant representable in `type`? Rounds it (floats) in place. No message.
bool constant_representable(Checker *c, Constant **value, Type *type);

// operand.c
// `x (variable of type T)`, as in Go's messages.
const char *operand_text(Checker *c, const Expr *expr);
const char *type_string(Checker *c, const Type *type); // relative to the package being checked
// Where Go reports an error about the expression: its start, but for a slice, alone or leftmost in it, the
// bracket.
Span expr_position(const Expr *expr);
__attribute__((format(printf, 3, 4))) void check_error(Checker *c, Span span, const char *format, ...);

// expr_text.c
// The expression as Go prints it in messages (types2's ExprString).
const char *expr_text(Arena *arena, const Expr *expr);

// constant.c (sema/constant.h is the public part)
Constant *constant_from_bool(Arena *arena, bool value);
Constant *constant_from_int64(Arena *arena, int64_t value);
Constant *constant_from_string(Arena *arena, const char *text, int64_t len);
Constant *constant_convert(Arena *arena, Constant *value, ConstantKind kind); // NULL when not exact
Constant *constant_make_complex(Arena *arena, const Constant *re, const Constant *im);
Constant *constant_part(Arena *arena, const Constant *value, bool imaginary);
int constant_bit_length(const Constant *value);

// constant_literal.c
// Of a number; NULL if malformed.
Constant *constant_from_literal(Arena *arena, LitKind kind, const char *text, int len);

// fold.c
// `bits`: of an unsigned type, for ^; else 0.
Constant *constant_unary(Arena *arena, Operator op, const Constant *x, int bits);
// NULL on division by zero.
Constant *constant_binary(Arena *arena, Operator op, const Constant *x, const Constant *y,
                          bool integer_division);
Constant *constant_shift(Arena *arena, Operator op, const Constant *x, unsigned count);
bool constant_compare(Operator op, const Constant *x, const Constant *y);

// capture.c
// The variable that an addressable expression is or is a part of: &x, x[:] of an array, x.m() with a pointer
// receiver.
void expr_mark_address_taken(Expr *expr);
void expr_mark_reassigned(Expr *expr); // the same for an assignment

// decl.c
void check_object(Checker *c, Object *object); // resolves a package-level or local object's type on demand
void check_decl_stmt(Checker *c, Decl *decl);
void func_add_local(Checker *c, Object *var);

// init_values.c
// Variables of an assignment or declaration against values: Go's "assignment mismatch: 2 variables but f()
// returns 1 value". types[i] may be NULL (then inferred into types[i]). Returns the multi-valued expression
// or NULL; replaces *values by one per variable.
Expr *check_init_values(Checker *c, Span span, Type **types, int count, ExprList *values, const char *context,
                        bool returning);

// stmt.c
void check_block(Checker *c, StmtList *stmts);

// labels.c
void check_labels(Checker *c, const FuncBody *body);

// flow.c
bool stmt_is_terminating(const Stmt *stmt);

// unused.c
void check_unused(Checker *c, Func *func);

// canonical.c
// After the last check, when there were no errors: makes the types of the whole program canonical.
void canonicalize_program(Checker *c);

#endif
