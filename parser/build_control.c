// Constructors of if, for, switch and select, and what is checked of their headers.
#include "parser/build.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

Header build_range_header(Parser *p, Span span, const Token *op, ExprList lhs, bool define, Expr *x) {
    Stmt *stmt = ast_new_stmt(p->arena, STMT_RANGE, span);
    stmt->op_pos = op->span.start;
    stmt->range.define = define;
    stmt->range.x = x;
    stmt->range.key = lhs.len > 0 ? lhs.items[0] : NULL;
    stmt->range.value = lhs.len > 1 ? lhs.items[1] : NULL;
    stmt->range.extra = lhs.len > 2 ? lhs.items[2] : NULL;
    return (Header){.parts = 1, .range = stmt};
}

// A binary expression in parentheses, so that a = that was meant as == stands out.
static const char *emphasized(Parser *p, const Expr *expr) {
    const char *text = errors_source_text(p, expr->span);
    return expr->kind == EXPR_BINARY ? arena_printf(p->arena, "(%s)", text) : text;
}

// The condition as an expression; reports statements that are none.
static Expr *condition(Parser *p, const Stmt *stmt) {
    if (stmt == NULL) {
        return NULL;
    }
    if (stmt->kind == STMT_EXPR) {
        return stmt->expr.x;
    }
    Span at = {stmt->op_pos, stmt->op_pos};
    if (stmt->kind == STMT_ASSIGN && stmt->assign.op == OP_NONE && stmt->assign.lhs.len == 1 &&
        stmt->assign.rhs.len == 1) {
        report_syntax_error(p, at, "cannot use assignment %s = %s as value",
                            emphasized(p, stmt->assign.lhs.items[0]),
                            emphasized(p, stmt->assign.rhs.items[0]));
    } else {
        const char *assignment = stmt->kind == STMT_ASSIGN && stmt->assign.op == OP_NONE ? "assignment " : "";
        report_syntax_error(p, at, "cannot use %s%s as value", assignment, errors_source_text(p, stmt->span));
    }
    return build_bad_expr(p, stmt->span);
}

Header build_var_header(Header header) {
    header.var = true;
    return header;
}

static void check_var(Parser *p, const Header *header, const char *keyword) {
    const Stmt *first = header->init != NULL ? header->init : header->cond;
    if (header->var && first != NULL) {
        report_syntax_error(p, first->span, "var declaration not allowed in %s initializer", keyword);
    }
}

// The lookahead is the { of the body.
Header build_if_header(Parser *p, Header header) {
    check_var(p, &header, "if");
    if (header.cond != NULL || header.parts == 0) {
        return header;
    }
    if (header.parts == 1) {
        report_syntax_error(p, p->token.span, "missing condition in if statement");
    } else if (strcmp(header.semicolon.text, "semicolon") != 0) {
        report_syntax_error(p, header.semicolon.span, "unexpected %s, expected { after if clause",
                            header.semicolon.text);
    } else {
        report_syntax_error(p, header.semicolon.span, "missing condition in if statement");
    }
    return header;
}

// A header without its last clause; the lookahead is the { of the body.
Header build_for_header(Parser *p, Header header) {
    if (header.parts == 2) {
        report_syntax_error(p, p->token.span, "unexpected {, expected %s",
                            header.cond == NULL ? "for loop condition" : "semicolon or newline");
    }
    return header;
}

Stmt *build_if(Parser *p, Span span, const Header *header, Stmt *then, Stmt *els) {
    Stmt *stmt = ast_new_stmt(p->arena, STMT_IF, span);
    stmt->if_.init = header->init;
    stmt->if_.cond = header->cond != NULL ? condition(p, header->cond) : build_bad_expr(p, span);
    stmt->if_.then = then;
    stmt->if_.els = els;
    return stmt;
}

Stmt *build_stray_else(Parser *p, const Token *keyword, Stmt *stmt) {
    report_syntax_error(p, keyword->span, "unexpected keyword else, expected }");
    return stmt;
}

Stmt *build_for(Parser *p, Span span, const Header *header, Stmt *body) {
    if (header->range != NULL) {
        header->range->span = span;
        header->range->range.body = body;
        return header->range;
    }
    check_var(p, header, "for");
    if (header->post != NULL && header->post->kind == STMT_DEFINE) {
        report_syntax_error(p, (Span){header->post->op_pos, header->post->op_pos},
                            "cannot declare in post statement of for loop");
    }
    Stmt *stmt = ast_new_stmt(p->arena, STMT_FOR, span);
    stmt->for_.init = header->init;
    stmt->for_.cond = condition(p, header->cond);
    stmt->for_.post = header->post;
    stmt->for_.body = body;
    return stmt;
}

// x.(type) or v := x.(type); takes the complaint about it back.
static Expr *type_guard(Parser *p, const Stmt *stmt, const Expr **bind) {
    Expr *guard = NULL;
    if (stmt != NULL && stmt->kind == STMT_EXPR) {
        guard = stmt->expr.x;
    } else if (stmt != NULL && stmt->kind == STMT_DEFINE && stmt->assign.lhs.len == 1 &&
               stmt->assign.rhs.len == 1 && stmt->assign.lhs.items[0]->kind == EXPR_IDENT) {
        *bind = stmt->assign.lhs.items[0];
        guard = stmt->assign.rhs.items[0];
    }
    if (guard == NULL || guard->kind != EXPR_TYPE_ASSERT || guard->type_assert.type != NULL) {
        return NULL;
    }
    withdraw_late_error(p, guard);
    return guard;
}

Stmt *build_switch(Parser *p, Span span, const Header *header, CaseList clauses, const Token *rbrace) {
    check_var(p, header, "switch");
    const Expr *bind = NULL;
    Expr *guard = type_guard(p, header->cond, &bind);
    if (guard == NULL) {
        Stmt *stmt = ast_new_stmt(p->arena, STMT_SWITCH, span);
        stmt->switch_.init = header->init;
        stmt->switch_.tag = condition(p, header->cond);
        stmt->switch_.cases = clauses;
        stmt->switch_.rbrace = rbrace->span.start;
        return stmt;
    }
    Stmt *stmt = ast_new_stmt(p->arena, STMT_TYPE_SWITCH, span);
    stmt->type_switch.init = header->init;
    stmt->type_switch.x = guard->type_assert.x;
    stmt->type_switch.cases = clauses;
    stmt->type_switch.rbrace = rbrace->span.start;
    if (bind != NULL) {
        stmt->type_switch.bind = bind->ident.name;
        stmt->type_switch.bind_span = bind->span;
    }
    return stmt;
}

Stmt *build_select(Parser *p, Span span, CaseList clauses, const Token *rbrace) {
    Stmt *stmt = ast_new_stmt(p->arena, STMT_SELECT, span);
    stmt->select.cases = clauses;
    stmt->select.rbrace = rbrace->span.start;
    return stmt;
}

CaseClause *build_clause(Parser *p, Span span, Span colon, bool is_default, ExprList exprs, Stmt *comm,
                         StmtList body) {
    CaseClause *clause = ARENA_NEW(p->arena, CaseClause);
    clause->span = span;
    clause->colon = colon.start;
    clause->is_default = is_default;
    clause->exprs = exprs;
    clause->comm = comm;
    clause->body = body;
    return clause;
}

CaseList build_append_clause(Parser *p, CaseList list, CaseClause *clause) {
    VEC_PUSH(p->arena, &list, clause);
    return list;
}
