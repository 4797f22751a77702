// New nodes, names of the node kinds, and the small questions one asks of a node.
#include "parser/ast.h"

#include <stddef.h>

Expr *ast_new_expr(Arena *arena, ExprKind kind, Span span) {
    Expr *expr = ARENA_NEW(arena, Expr);
    expr->kind = kind;
    expr->span = span;
    expr->op_pos = span.start;
    return expr;
}

Stmt *ast_new_stmt(Arena *arena, StmtKind kind, Span span) {
    Stmt *stmt = ARENA_NEW(arena, Stmt);
    stmt->kind = kind;
    stmt->span = span;
    stmt->op_pos = span.start;
    return stmt;
}

const char *ast_expr_kind_name(ExprKind kind) {
    static const char *const names[] = {
#define X(k) [EXPR_##k] = #k,
        EXPR_KINDS(X)
#undef X
    };
    return names[kind];
}

const char *ast_stmt_kind_name(StmtKind kind) {
    static const char *const names[] = {
#define X(k) [STMT_##k] = #k,
        STMT_KINDS(X)
#undef X
    };
    return names[kind];
}

const char *ast_decl_kind_name(DeclKind kind) {
    static const char *const names[] = {
#define X(k) [DECL_##k] = #k,
        DECL_KINDS(X)
#undef X
    };
    return names[kind];
}

const char *ast_operator_text(Operator op) {
    static const char *const texts[] = {
#define X(k, text) [OP_##k] = text,
        OPERATORS(X)
#undef X
    };
    return texts[op];
}

Expr *ast_unparen(Expr *expr) {
    while (expr != NULL && expr->kind == EXPR_PAREN) {
        expr = expr->paren.x;
    }
    return expr;
}
