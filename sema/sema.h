// Semantic analysis: AST to typed, resolved, explicit AST, and the Program that the later stages walk.
//
// In:  the files of one package (main, or any package under `check` and `escape`). Imported library packages
// are found in
//      Session.options.library_path, parsed and checked; their function bodies only when the program reaches
//      them.
// Out: a Program. Errors go to the session's diagnostics, in Go's words; after any error the Program must not
// be compiled.
//
// The contract with escape and codegen (beside what ast.h says of each field):
//   - identifiers are resolved; conversions are explicit EXPR_CONVERT nodes, so operands of an operation,
//   both sides of an
//     assignment, arguments, results, elements, and case values have exactly the types the operation needs;
//   - untyped expressions have their final type; constants of interface context are CONVERT(constant);
//   - selectors have one step each: promotion is spelled out by implicit selectors, method receivers by
//   implicit & or *;
//   - a multi-valued expression on a right-hand side, or as the arguments of a call, is evaluated once
//   (`tuple`, `spread`) and
//     its parts are EXPR_TUPLE_ITEMs;
//   - `&T{}` is EXPR_ADDRESS of EXPR_COMPOSITE_LIT; the implicit slice of a variadic call an implicit
//   COMPOSITE_LIT (nil constant-typed
//     CONVERT of nil when there are no arguments);
//   - INC_DEC statements remain; `x op= y` has y converted to x's type;
//   - break, continue and goto know their target; unreachable code is still there;
//   - a comparison has operands of equal types (interface against concrete: the concrete side is converted).
#ifndef MINIC_SEMA_SEMA_H
#define MINIC_SEMA_SEMA_H

#include "sema/constant.h"
#include "sema/types.h"

typedef enum {
    OBJECT_PACKAGE_NAME,
    OBJECT_CONST,
    OBJECT_TYPE,
    OBJECT_VAR,
    OBJECT_FUNC,
    OBJECT_LABEL,
    OBJECT_BUILTIN,
    OBJECT_NIL,
} ObjectKind;

// clang-format off
#define BUILTINS(X) \
    X(APPEND, "append") X(CAP, "cap") X(CLEAR, "clear") X(CLOSE, "close") X(COMPLEX, "complex") X(COPY, "copy") \
    X(DELETE, "delete") X(IMAG, "imag") X(LEN, "len") X(MAKE, "make") X(MAX, "max") X(MIN, "min") X(NEW, "new") \
    X(PANIC, "panic") X(PRINT, "print") X(PRINTLN, "println") X(REAL, "real") X(RECOVER, "recover") \
    X(RANGE_DEFERS, "#rangedefers") X(RANGE_PANIC, "#rangepanic") /* rangefunc.c alone can say these */
// clang-format on
#define X(id, name) BUILTIN_##id,
typedef enum { BUILTINS(X) BUILTIN_COUNT } BuiltinId;
#undef X

// A declared entity.
struct Object {
    ObjectKind kind;
    const Name *name; // "_" for blank, "" never; unnamed parameters have NULL
    Span span;        // of the declaring name
    Type *type;
    Package *package; // NULL in the universe
    Scope *parent;    // scope it is declared in
    Decl *decl;       // package-level objects, local consts and types
    bool used;
    int color;             // private to sema: resolution state
    bool in_bad_cycle;     // private to sema: its definition refers to itself, and that has been reported
    struct DeclInfo *info; // private to sema: package-level declaration
    union {
        struct {
            Constant *value;
        } constant;
        struct {
            Package *imported;
        } package_name;
        struct {
            bool alias;
        } type_name;
        struct {
            Func *func;    // the function it is local to; NULL for package variables and struct fields
            bool is_param; // parameter or receiver
            bool is_result;
            bool is_field;
            bool captured;      // used by a function literal inside `func`
            bool address_taken; // &x, x[:] on an array, x.m() with pointer receiver, of it or of a part
                                // stored in it
            bool reassigned;    // assigned after its declaration (++, op= and range clauses included)
            int site;           // escape: 1 + index into the decisions
            void *codegen;      // codegen: where it lives
        } var;
        struct {
            Func *func;     // body and parameters
            Type *receiver; // receiver type, NULL for functions
            bool pointer_receiver;
            int order; // private to sema
        } func;
        struct {
            BuiltinId id;
        } builtin;
        struct {
            Stmt *stmt;
        } label;
    };
};

typedef struct Capture {
    Object *var;
    bool by_value; // never reassigned, address not taken, at most 128 bytes (Go's rule)
} Capture;

// A function with a body (or an external one): declared function, method, or function literal.
struct Func {
    Object *object; // NULL for a literal
    Expr *literal;  // NULL for a declared function
    Func *parent;   // enclosing function of a literal; NULL for one in a package variable's initialiser
    Decl *decl;     // NULL for a literal
    Package *package;
    const char *name; // as tracebacks name it: "main.f", "main.(*T).m", "main.f.func1", "main.init.0",
                      // "main.init.func1"
    Type *type;       // without receiver
    Object *receiver; // parameter object or NULL
    VEC(Object *) params;
    VEC(Object *) results; // always as many as the type has; unnamed ones have name NULL
    VEC(Object *) locals;  // every variable declared in the body, in order; not those of nested literals
    VEC(Capture) captures; // in order of first use
    VEC(Func *) literals;  // directly nested ones, in source order
    FuncBody *body;        // NULL: external (a runtime entry point)
    bool has_defer;
    bool has_recover;
    bool has_range_func; // private to sema: ranges over a function, and is not itself the body of such a loop
    bool is_range_body;  // the literal made of the body of a range over a function
    bool noinline;       // //go:noinline
    bool shares;         // //minic:shares: no body; its result is its parameter, seen as another type
    bool starts_goroutine; // //minic:go: has the runtime start one
    bool reachable; // sema: library functions that the program cannot reach are neither analysed nor compiled
    int id;
    void *escape;  // escape's own
    void *codegen; // codegen's own
};

struct Package {
    const char *path; // import path; "main"
    const Name *name;
    VEC(File *) files;
    Scope *scope;
    VEC(Package *) imports;
    bool library;
    bool checked;
    bool deferred; // a library package that only library packages import: not read until one of its names is
                   // used
};

// Initialisation of package variables: lhs = rhs, in dependency order.
typedef struct VarInit {
    Decl *decl; // DECL_VAR; values already converted
    int index;  // which name; -1: all of them from `decl->var.tuple`
    Package *package;
} VarInit;

typedef struct Program {
    Session *session;
    TypeTable *types;
    VEC(Package *) packages; // imported ones first, the package of the command line last
    Package *main;
    VEC(Func *) funcs;      // every function of every package, literals after the function they are in
    VEC(Object *) globals;  // package variables
    VEC(VarInit) var_inits; // in execution order, package by package
    VEC(Func *) inits;      // init functions in execution order; those of a package run after its var_inits
    Func *main_func;        // NULL when the package is not main
    Object *error_type;     // universe's `error`
} Program;

// Parses nothing itself but the imported packages. The files must be of one package.
Program *sema_check(Session *session, File **files, int file_count);

// All that is checked of files with syntax errors: labels, and the branches to them.
void sema_check_labels(Session *session, File **files, int file_count);

// The annotation for ast_dump: type, constant, selection.
const char *sema_describe_expr(void *program, const Expr *expr);

#endif
