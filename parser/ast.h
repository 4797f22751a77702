// The abstract syntax tree: what the parser builds and what sema resolves, types and makes explicit in place.
//
// Each field is written by the stage its comment names; without a comment, by the parser. The concrete syntax
// stands above each node. After sema (see sema/sema.h for the full contract):
//   - every value Expr has `type`; a constant expression has `constant` (test it before looking at the kind);
//   - implicit steps are nodes with `implicit` set: EXPR_CONVERT, EXPR_STAR, EXPR_ADDRESS, embedded
//   EXPR_SELECTOR;
//   - EXPR_PAREN remains (reports print it); ast_unparen skips it.
#ifndef MINIC_PARSER_AST_H
#define MINIC_PARSER_AST_H

#include "base/name.h"
#include "base/source.h"
#include "base/vec.h"
#include <stdbool.h>

typedef struct Expr Expr;
typedef struct Stmt Stmt;
typedef struct Decl Decl;
typedef struct FuncBody FuncBody;
typedef struct File File;
// Sema's, opaque here.
typedef struct Type Type;
typedef struct Object Object;
typedef struct Constant Constant;
typedef struct Func Func;
typedef struct Scope Scope;

typedef VEC(Expr *) ExprList;
typedef VEC(Stmt *) StmtList;
typedef VEC(Decl *) DeclList;

// clang-format off
#define EXPR_KINDS(X) \
    X(BAD) X(IDENT) X(BASIC_LIT) X(COMPOSITE_LIT) X(FUNC_LIT) X(PAREN) X(SELECTOR) X(INDEX) X(SLICE) \
    X(TYPE_ASSERT) X(CALL) X(STAR) X(ADDRESS) X(UNARY) X(BINARY) X(KEY_VALUE) X(ELLIPSIS) \
    /* types */ X(ARRAY_TYPE) X(STRUCT_TYPE) X(FUNC_TYPE) X(INTERFACE_TYPE) X(MAP_TYPE) X(CHAN_TYPE) \
    /* made by sema */ X(CONVERT) X(TUPLE_ITEM)

#define STMT_KINDS(X) \
    X(BAD) X(EMPTY) X(EXPR) X(SEND) X(INC_DEC) X(ASSIGN) X(DEFINE) X(GO) X(DEFER) X(RETURN) X(BRANCH) X(BLOCK) X(IF) \
    X(SWITCH) X(TYPE_SWITCH) X(SELECT) X(FOR) X(RANGE) X(LABELED) X(DECL)

#define DECL_KINDS(X) X(BAD) X(IMPORT) X(CONST) X(TYPE) X(VAR) X(FUNC)

// Operators of unary and binary expressions and of assignments (ADD for += ...); the text is the operator's.
#define OPERATORS(X) \
    X(NONE, "") X(ADD, "+") X(SUB, "-") X(MUL, "*") X(DIV, "/") X(REM, "%") X(AND, "&") X(OR, "|") X(XOR, "^") \
    X(SHL, "<<") X(SHR, ">>") X(AND_NOT, "&^") X(LOGICAL_AND, "&&") X(LOGICAL_OR, "||") X(NOT, "!") X(RECEIVE, "<-") \
    X(EQ, "==") X(NE, "!=") X(LT, "<") X(LE, "<=") X(GT, ">") X(GE, ">=") X(TILDE, "~")
// clang-format on

#define X(k) EXPR_##k,
typedef enum { EXPR_KINDS(X) EXPR_KIND_COUNT } ExprKind;
#undef X
#define X(k) STMT_##k,
typedef enum { STMT_KINDS(X) STMT_KIND_COUNT } StmtKind;
#undef X
#define X(k) DECL_##k,
typedef enum { DECL_KINDS(X) DECL_KIND_COUNT } DeclKind;
#undef X
#define X(k, text) OP_##k,
typedef enum { OPERATORS(X) OP_COUNT } Operator;
#undef X

typedef enum { LIT_INT, LIT_FLOAT, LIT_IMAGINARY, LIT_RUNE, LIT_STRING } LitKind;
typedef enum { CHAN_BOTH, CHAN_SEND_ONLY, CHAN_RECEIVE_ONLY } ChanDir;

// What a call is; sema. Conversions become EXPR_CONVERT.
typedef enum {
    CALL_UNRESOLVED,
    CALL_FUNCTION,  // a declared function: callee is an EXPR_IDENT or a qualified EXPR_SELECTOR
    CALL_METHOD,    // a declared method: callee is an EXPR_SELECTOR (SELECT_METHOD) whose x is the receiver
                    // argument
    CALL_INTERFACE, // callee is an EXPR_SELECTOR (SELECT_INTERFACE_METHOD)
    CALL_VALUE,     // a function value
    CALL_BUILTIN,
} CallKind;

// What a selector is; sema.
typedef enum {
    SELECT_UNRESOLVED,
    SELECT_QUALIFIED, // pkg.Name: `object` is set
    SELECT_FIELD,     // x.f; x is a struct or, when through_pointer, a pointer to one; `field` is set
    SELECT_METHOD,    // x.m, m a declared method; x is exactly the receiver's type (steps inserted). A method
                      // value unless called
    SELECT_INTERFACE_METHOD, // x.m, x an interface; `method_index` is set. A method value unless called
    SELECT_METHOD_EXPR,      // T.m; `object` or `method_index`
} SelectKind;

// What a conversion does; sema. Each names what codegen has to emit.
typedef enum {
    CONVERT_NOOP,    // same representation (identical underlying types, pointers, nil to typed nil, ...)
    CONVERT_NUMERIC, // between integers, floats, complex numbers
    CONVERT_INT_TO_STRING, // string(rune)
    CONVERT_BYTES_TO_STRING,
    CONVERT_RUNES_TO_STRING,
    CONVERT_STRING_TO_BYTES,
    CONVERT_STRING_TO_RUNES,
    CONVERT_SLICE_TO_ARRAY,
    CONVERT_SLICE_TO_ARRAY_POINTER,
    CONVERT_TO_INTERFACE, // concrete value to interface (boxing)
    CONVERT_INTERFACE,    // interface to interface whose method set it statically implements
} ConvertKind;

// Passes may recurse over expressions: the parser refuses deeper ones.
enum { AST_MAX_DEPTH = 10000 };

struct Expr {
    ExprKind kind;
    uint16_t depth; // of the nodes below, at most AST_MAX_DEPTH
    Span span;
    Pos op_pos; // where Go's compiler reports it: binary operator, '(' of a call, '{' of a literal, '.' of a
                // selector,
                // '[' of an index or slice; else span.start
    bool implicit; // sema: inserted, has no text of its own
    bool is_type;  // sema: denotes a type; `type` is that type
    bool comma_ok; // sema: index, type assertion or receive whose second result is used: type is a tuple (T,
                   // bool)
    bool addressable;   // sema
    int mode;           // sema's own: OperandMode of sema/check.h
    Type *type;         // sema; for a call without results the empty tuple
    Constant *constant; // sema: its value, NULL if not constant
    int site; // escape: 1 + index into the decisions when evaluating this allocates (0: it does not)
    union {
        // Name
        struct {
            const Name *name;
            Object *object; // sema; nil is OBJECT_NIL
        } ident;
        // 12, 1.5, 'a', "s", `raw`
        struct {
            LitKind kind;
            const char *text; // as written
            int len;
            const char *value; // string and rune literals: decoded bytes
            int value_len;
        } basic;
        // T{a, k: b}; type is NULL when elided
        struct {
            Expr *type;
            ExprList elems; // values or EXPR_KEY_VALUE. After sema: struct: EXPR_KEY_VALUE with an IDENT key
                            // resolved to the field, in source order; array and slice: element i is at
                            // indices[i]; map: EXPR_KEY_VALUE
            int64_t *indices; // sema: arrays and slices
            int64_t length;   // sema: arrays and slices: number of elements of the whole literal
            bool address;     // sema: elided &T: the value is a pointer to the literal
            Pos rbrace;
        } composite;
        // func(...) { ... }
        struct {
            Expr *type;
            FuncBody *body;
            Func *func; // sema
        } func_lit;
        // (x)
        struct {
            Expr *x;
        } paren;
        // x.sel
        struct {
            Expr *x;
            const Name *sel;
            Span sel_span;
            SelectKind kind;      // sema
            Object *object;       // sema: qualified object, field or method
            int field;            // sema: index in the struct
            int method_index;     // sema: index in the interface type's sorted methods
            bool through_pointer; // sema
        } selector;
        // x[index]; more than one index: instantiation
        struct {
            Expr *x;
            ExprList indices;
        } index;
        // x[lo:hi:max]
        struct {
            Expr *x, *lo, *hi, *max;
            bool three;
        } slice;
        // x.(T); type is NULL for x.(type)
        struct {
            Expr *x;
            Expr *type;
        } type_assert;
        // f(args...)
        struct {
            Expr *fun;
            ExprList args; // after sema: one per parameter, converted; a variadic call's last is an implicit
                           // slice literal
            bool has_dots;
            Pos dots;
            Pos rparen;
            CallKind kind; // sema
            int builtin;   // sema: BuiltinId of sema.h
            Expr *spread;  // sema: for f(g()) with several results: the call g(), evaluated first; args hold
                           // TUPLE_ITEMs of it
        } call;
        // *x
        struct {
            Expr *x;
        } star;
        // &x
        struct {
            Expr *x;
        } address;
        // op x
        struct {
            Operator op;
            Expr *x;
        } unary;
        // x op y
        struct {
            Operator op;
            Expr *x, *y;
        } binary;
        // key: value
        struct {
            Expr *key, *value;
        } key_value;
        // ...T or [...]T's length
        struct {
            Expr *elem;
        } ellipsis;
        // [len]T, [...]T; len NULL: slice
        struct {
            Expr *len, *elem;
        } array_type;
        // struct { fields }
        struct {
            struct FieldDecl *fields; // one per name, embedded ones without
            int field_count;
        } struct_type;
        // func(params) results
        struct {
            struct FieldDecl *params;
            int param_count;
            struct FieldDecl *results;
            int result_count;
            bool has_type_params; // generics: parsed, refused by sema
        } func_type;
        // interface { methods; embedded }
        struct {
            struct FieldDecl *methods; // name and func type, or an embedded element without name
            int method_count;
        } interface_type;
        // map[key]value
        struct {
            Expr *key, *value;
        } map_type;
        // chan T
        struct {
            ChanDir dir;
            Expr *elem;
        } chan_type;
        // T(x), and implicit conversions (convert.type_expr NULL)
        struct {
            ConvertKind kind;
            Expr *type_expr;
            Expr *x;
        } convert;
        // result `index` of a multi-valued expression that the enclosing statement or call evaluates first
        struct {
            Expr *tuple;
            int index;
        } tuple_item;
    };
};

// A field, parameter, result, or interface element.
typedef struct FieldDecl {
    const Name *name; // NULL: unnamed or embedded
    Span name_span;
    Expr *type; // shared by the names of one group
    Expr *tag;  // struct fields: a string literal or NULL
    bool embedded;
    Object *object; // sema
} FieldDecl;

struct FuncBody {
    StmtList stmts;
    Span span; // with braces
};

// case a, b: body / default: body / select: comm: body
typedef struct CaseClause {
    Span span;
    Pos colon;
    bool is_default;
    ExprList exprs; // switch: values, or types (type switch; `nil` stays an identifier)
    Stmt *comm;     // select
    StmtList body;
    bool falls_through; // sema: the last statement is fallthrough
    Object *object;     // sema: type switch: this clause's variable, or NULL
} CaseClause;
typedef VEC(CaseClause *) CaseList;

typedef enum { BRANCH_BREAK, BRANCH_CONTINUE, BRANCH_GOTO, BRANCH_FALLTHROUGH } BranchKind;

// How range iterates; sema.
typedef enum {
    RANGE_UNRESOLVED,
    RANGE_INT,
    RANGE_ARRAY,         // an array value (copied when the value variable is used)
    RANGE_ARRAY_POINTER, // *[N]T
    RANGE_SLICE,
    RANGE_STRING,
    RANGE_MAP,
    RANGE_CHAN,
    RANGE_FUNC,
} RangeKind;

struct Stmt {
    StmtKind kind;
    Span span;
    Pos op_pos; // assignment operator, else span.start
    int site;   // escape: as in Expr: `s += x` on strings, the record of a go or defer statement
    union {
        struct {
            Expr *x;
        } expr;
        struct {
            Expr *chan, *value;
        } send;
        // x++ and x--
        struct {
            Expr *x;
            bool decrement;
        } inc_dec;
        // lhs = rhs, lhs op= rhs, lhs := rhs (STMT_DEFINE)
        struct {
            Operator op;       // OP_NONE for plain assignment
            ExprList lhs, rhs; // after sema: equal lengths; rhs converted to lhs types; TUPLE_ITEMs of
                               // `tuple` if it is set
            Expr *tuple;       // sema: the multi-valued expression, evaluated first
            bool *is_new;      // sema: DEFINE: lhs[i] declares a variable
        } assign;
        // go call / defer call
        struct {
            Expr *call;
            Expr *frame; // sema: in the body of a range over a function: the frame of the function around
        } go_defer;
        struct {
            ExprList results; // after sema: as many as the function has, converted; empty for a bare return
            Expr *tuple;      // sema
        } ret;
        struct {
            BranchKind kind;
            const Name *label; // or NULL
            Span label_span;
            Stmt *target; // sema: LABELED statement (goto) or the enclosing FOR, RANGE, SWITCH, ... that it
                          // leaves or continues
        } branch;
        struct {
            StmtList stmts;
        } block;
        // if init; cond { then } else els
        struct {
            Stmt *init;
            Expr *cond;
            Stmt *then; // BLOCK
            Stmt *els;  // BLOCK, IF or NULL
        } if_;
        // switch init; tag { cases }
        struct {
            Stmt *init;
            Expr *tag; // NULL: true
            CaseList cases;
            Pos rbrace;
        } switch_;
        // switch init; bind := x.(type) { cases }
        struct {
            Stmt *init;
            const Name *bind; // or NULL
            Span bind_span;
            Expr *x;
            CaseList cases;
            Pos rbrace;
        } type_switch;
        struct {
            CaseList cases;
            Pos rbrace;
        } select;
        // for init; cond; post { body }
        struct {
            Stmt *init;
            Expr *cond;
            Stmt *post;
            Stmt *body;
            Object **loop_vars; // sema: variables declared by init, a fresh copy per iteration (Go 1.22)
            int loop_var_count;
        } for_;
        // for key, value := range x { body }
        struct {
            Expr *key, *value; // NULL if absent
            Expr *extra;       // a third variable, which is an error, or NULL
            bool define;
            Expr *x;
            Stmt *body;
            RangeKind kind;                    // sema
            Func *func;                        // sema: over a function: the body's, until lowered
            Expr *key_convert, *value_convert; // sema: assignment form: the iteration value's conversion
                                               // where types differ, else NULL
        } range;
        struct {
            const Name *label;
            Span label_span;
            Stmt *stmt;
            bool used; // sema
        } labeled;
        struct {
            Decl *decl; // its names are the local ones
            Stmt *rest; // parser only: the next spec of a group, until the statement list takes it in
        } decl;
    };
};

struct Decl {
    DeclKind kind;
    Span span;
    union {
        // import name "path"
        struct {
            const Name *name; // NULL; "." and "_" are names
            Span name_span;
            Expr *path;
            Object *object; // sema
        } import;
        // one spec of const ( names type = values ); a spec without values repeats the last one: shared
        // `values`
        struct {
            FieldDecl *names; // name, span, object; type unused
            int name_count;
            Expr *type;
            ExprList values;
            int iota;
            bool inherited; // type and values are those of an earlier spec
        } const_;
        // type name = T
        struct {
            const Name *name;
            Span name_span;
            bool alias;
            bool has_type_params;
            Expr *type;
            Object *object; // sema
        } type;
        // one spec of var names type = values
        struct {
            FieldDecl *names;
            int name_count;
            Expr *type;
            ExprList values; // after sema: as STMT_ASSIGN's rhs
            Expr *tuple;     // sema
        } var;
        // func (recv) name(params) results { body }
        struct {
            const Name *name;
            Span name_span;
            FieldDecl *receiver; // NULL: a function
            Expr *type;          // FUNC_TYPE
            FuncBody *body;      // NULL: external
            VEC(const char *)
            directives;     // comment lines directly above, as "//go:noinline", "//minic:noescape"
            Object *object; // sema
            Func *func;     // sema
        } func;
    };
};

struct File {
    SourceFile *source;
    const Name *package_name;
    Span package_span;
    DeclList decls; // imports first, specs flattened out of their groups
};

const char *ast_expr_kind_name(ExprKind kind);
const char *ast_stmt_kind_name(StmtKind kind);
const char *ast_decl_kind_name(DeclKind kind);
const char *ast_operator_text(Operator op);
// New nodes; op_pos is the start of the span.
Expr *ast_new_expr(Arena *arena, ExprKind kind, Span span);
Stmt *ast_new_stmt(Arena *arena, StmtKind kind, Span span);
Expr *ast_unparen(Expr *expr);

// Calls `visit` for the node and, while it returns true, for its children in source order.
typedef struct AstVisitor {
    bool (*expr)(struct AstVisitor *visitor, Expr *expr);
    bool (*stmt)(struct AstVisitor *visitor, Stmt *stmt);
    bool (*decl)(struct AstVisitor *visitor, Decl *decl);
    void *data;
} AstVisitor;
void ast_walk_expr(AstVisitor *visitor, Expr *expr);
void ast_walk_stmt(AstVisitor *visitor, Stmt *stmt);
void ast_walk_decl(AstVisitor *visitor, Decl *decl);
void ast_walk_body(AstVisitor *visitor, const FuncBody *body); // NULL: nothing
bool ast_skip_literals(AstVisitor *visitor, Expr *expr); // an `expr` that stays out of function literals

#endif
