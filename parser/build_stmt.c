// Constructors of simple statements.
#include "parser/build.h"

#include <stdbool.h>
#include <stddef.h>

// Empty statements are dropped; the specs of a declaration group become statements of their own.
StmtList build_append_stmt(Parser *p, StmtList list, Stmt *stmt) {
    if (stmt != NULL) {
        VEC_PUSH(p->arena, &list, stmt);
    }
    for (Stmt *last = stmt; last != NULL && last->kind == STMT_LABELED;) {
        stmt = last = last->labeled.stmt;
    }
    for (; stmt != NULL && stmt->kind == STMT_DECL && stmt->decl.rest != NULL; stmt = stmt->decl.rest) {
        VEC_PUSH(p->arena, &list, stmt->decl.rest);
    }
    return list;
}

Stmt *build_block(Parser *p, Span span, StmtList stmts) {
    Stmt *stmt = ast_new_stmt(p->arena, STMT_BLOCK, span);
    stmt->block.stmts = stmts;
    return stmt;
}

// The first spec's statement, the others chained by `rest`; NULL for an empty group.
Stmt *build_decl_stmt(Parser *p, Span span, DeclList decls) {
    (void)span;
    Stmt *first = NULL;
    for (int i = decls.len - 1; i >= 0; i--) {
        Stmt *stmt = ast_new_stmt(p->arena, STMT_DECL, decls.items[i]->span);
        stmt->decl.decl = decls.items[i];
        stmt->decl.rest = first;
        first = stmt;
    }
    return first;
}

Stmt *build_labeled(Parser *p, Span span, const Token *label, Stmt *stmt) {
    Stmt *labeled = ast_new_stmt(p->arena, STMT_LABELED, span);
    labeled->labeled.label = label->name;
    labeled->labeled.label_span = label->span;
    labeled->labeled.stmt =
        stmt != NULL ? stmt : ast_new_stmt(p->arena, STMT_EMPTY, (Span){span.end, span.end});
    return labeled;
}

Stmt *build_go_defer(Parser *p, Span span, StmtKind kind, Expr *call) {
    const char *keyword = kind == STMT_GO ? "go" : "defer";
    Expr *inner = ast_unparen(call);
    if (inner != call) {
        report_error(p, call->span, "expression in %s must not be parenthesized", keyword);
    }
    if (inner->kind != EXPR_CALL) {
        report_late_error(p, call->span, NULL,
                          arena_printf(p->arena, "expression in %s must be function call", keyword));
    }
    Stmt *stmt = ast_new_stmt(p->arena, kind, span);
    stmt->go_defer.call = inner;
    return stmt;
}

Stmt *build_return(Parser *p, Span span, ExprList results) {
    Stmt *stmt = ast_new_stmt(p->arena, STMT_RETURN, span);
    stmt->ret.results = results;
    return stmt;
}

Stmt *build_branch(Parser *p, Span span, BranchKind kind, const Token *label) {
    Stmt *stmt = ast_new_stmt(p->arena, STMT_BRANCH, span);
    stmt->branch.kind = kind;
    if (label != NULL) {
        stmt->branch.label = label->name;
        stmt->branch.label_span = label->span;
    }
    return stmt;
}

Stmt *build_expr_stmt(Parser *p, Span span, Expr *x) {
    Stmt *stmt = ast_new_stmt(p->arena, STMT_EXPR, span);
    stmt->expr.x = x;
    return stmt;
}

Stmt *build_inc_dec(Parser *p, Span span, const Token *op, Expr *x, bool decrement) {
    Stmt *stmt = ast_new_stmt(p->arena, STMT_INC_DEC, span);
    stmt->op_pos = op->span.start;
    stmt->inc_dec.x = x;
    stmt->inc_dec.decrement = decrement;
    return stmt;
}

Stmt *build_send(Parser *p, Span span, const Token *op, Expr *chan, Expr *value) {
    Stmt *stmt = ast_new_stmt(p->arena, STMT_SEND, span);
    stmt->op_pos = op->span.start;
    stmt->send.chan = chan;
    stmt->send.value = value;
    return stmt;
}

static Operator assign_operator(const Token *token) {
    switch ((int)token->op) {
    case TOKEN_ADD: return OP_ADD;
    case TOKEN_SUB: return OP_SUB;
    case TOKEN_MUL: return OP_MUL;
    case TOKEN_DIV: return OP_DIV;
    case TOKEN_REM: return OP_REM;
    case TOKEN_AND: return OP_AND;
    case TOKEN_OR: return OP_OR;
    case TOKEN_XOR: return OP_XOR;
    case TOKEN_SHL: return OP_SHL;
    case TOKEN_SHR: return OP_SHR;
    case TOKEN_AND_NOT: return OP_AND_NOT;
    default: return OP_NONE;
    }
}

Stmt *build_assign(Parser *p, Span span, const Token *op, ExprList lhs, ExprList rhs) {
    Stmt *stmt = ast_new_stmt(p->arena, STMT_ASSIGN, span);
    stmt->op_pos = op->span.start;
    stmt->assign.op = assign_operator(op);
    stmt->assign.lhs = lhs;
    stmt->assign.rhs = rhs;
    return stmt;
}

Stmt *build_define(Parser *p, Span span, const Token *op, ExprList lhs, ExprList rhs) {
    Stmt *stmt = build_assign(p, span, op, lhs, rhs);
    stmt->kind = STMT_DEFINE;
    return stmt;
}
