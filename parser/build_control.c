// Constructors of if, for, switch and select, and what is checked of their headers.
#include "parser/build.h"

static Stmt *new_stmt(Parser *p, StmtKind kind, Span span) {
    Stmt *stmt = ARENA_NEW(p->arena, Stmt);
    stmt->kind = kind;
    stmt->span = span;
    stmt->op_pos = span.start;
    return stmt;
}

Header build_range_header(Parser *p, Span span, const Token *op, ExprList lhs, bool define, Expr *x) {
    Stmt *stmt = new_stmt(p, STMT_RANGE, span);
    stmt->op_pos = op->span.start;
    stmt->range.define = define;
    stmt->range.x = x;
    if (lhs.len > 2) {
        diag_syntax_error(p->session->diags, lhs.items[2]->span,
                          "range clause permits at most two iteration variables");
    }
    stmt->range.key = lhs.len > 0 ? lhs.items[0] : NULL;
    stmt->range.value = lhs.len > 1 ? lhs.items[1] : NULL;
    return (Header){.parts = 1, .range = stmt};
}

// The condition as an expression; reports statements that are none.
static Expr *condition(Parser *p, Stmt *stmt) {
    if (stmt == NULL) {
        return NULL;
    }
    if (stmt->kind == STMT_EXPR) {
        return stmt->expr.x;
    }
    const char *source = p->source->text + (stmt->span.start - p->source->base);
    int length = (int)(stmt->span.end - stmt->span.start);
    if (stmt->kind == STMT_ASSIGN && stmt->assign.op == OP_NONE) {
        report_syntax_error(p, stmt->span, "cannot use assignment %.*s as value", length, source);
    } else {
        report_syntax_error(p, stmt->span, "cannot use %.*s as value", length, source);
    }
    return build_bad_expr(p, stmt->span);
}

static void check_if_condition(Parser *p, Span span, const Header *header) {
    if (header->cond != NULL) {
        return;
    }
    if (header->parts == 1) {
        report_syntax_error(p, (Span){span.start + 2, span.start + 2}, "missing condition in if statement");
    } else if (strcmp(header->semicolon.text, "newline") == 0) {
        report_syntax_error(p, header->semicolon.span, "unexpected newline, expected { after if clause");
    } else {
        report_syntax_error(p, header->semicolon.span, "missing condition in if statement");
    }
}

Stmt *build_if(Parser *p, Span span, const Header *header, Stmt *then, Stmt *els) {
    check_if_condition(p, span, header);
    Stmt *stmt = new_stmt(p, STMT_IF, span);
    stmt->if_.init = header->init;
    stmt->if_.cond = header->cond != NULL ? condition(p, header->cond) : build_bad_expr(p, span);
    stmt->if_.then = then;
    stmt->if_.els = els;
    return stmt;
}

Stmt *build_for(Parser *p, Span span, const Header *header, Stmt *body) {
    if (header->range != NULL) {
        header->range->span = span;
        header->range->range.body = body;
        return header->range;
    }
    if (header->parts == 2) {
        report_syntax_error(p, header->semicolon.span, "expected for loop condition");
    }
    if (header->post != NULL && header->post->kind == STMT_DEFINE) {
        report_syntax_error(p, header->post->span, "cannot declare in post statement of for loop");
    }
    Stmt *stmt = new_stmt(p, STMT_FOR, span);
    stmt->for_.init = header->init;
    stmt->for_.cond = condition(p, header->cond);
    stmt->for_.post = header->post;
    stmt->for_.body = body;
    return stmt;
}

// x.(type) or v := x.(type); takes it off the list of guards without a switch.
static Expr *type_guard(Parser *p, const Stmt *stmt, const Expr **bind) {
    Expr *guard = NULL;
    if (stmt != NULL && stmt->kind == STMT_EXPR) {
        guard = ast_unparen(stmt->expr.x);
    } else if (stmt != NULL && stmt->kind == STMT_DEFINE && stmt->assign.lhs.len == 1 && stmt->assign.rhs.len == 1) {
        *bind = stmt->assign.lhs.items[0];
        guard = ast_unparen(stmt->assign.rhs.items[0]);
    }
    if (guard == NULL || guard->kind != EXPR_TYPE_ASSERT || guard->type_assert.type != NULL) {
        return NULL;
    }
    for (int i = 0; i < p->type_guards.len; i++) {
        if (p->type_guards.items[i] == guard) {
            p->type_guards.items[i] = VEC_LAST(&p->type_guards);
            p->type_guards.len--;
        }
    }
    return guard;
}

Stmt *build_switch(Parser *p, Span span, const Header *header, CaseList clauses, const Token *rbrace) {
    const Expr *bind = NULL;
    Expr *guard = type_guard(p, header->cond, &bind);
    if (guard == NULL) {
        Stmt *stmt = new_stmt(p, STMT_SWITCH, span);
        stmt->switch_.init = header->init;
        stmt->switch_.tag = condition(p, header->cond);
        stmt->switch_.cases = clauses;
        stmt->switch_.rbrace = rbrace->span.start;
        return stmt;
    }
    Stmt *stmt = new_stmt(p, STMT_TYPE_SWITCH, span);
    stmt->type_switch.init = header->init;
    stmt->type_switch.x = guard->type_assert.x;
    stmt->type_switch.cases = clauses;
    stmt->type_switch.rbrace = rbrace->span.start;
    if (bind != NULL && bind->kind == EXPR_IDENT) {
        stmt->type_switch.bind = bind->ident.name;
        stmt->type_switch.bind_span = bind->span;
    } else if (bind != NULL) {
        report_syntax_error(p, bind->span, "invalid variable name in type switch");
    }
    return stmt;
}

Stmt *build_select(Parser *p, Span span, CaseList clauses, const Token *rbrace) {
    Stmt *stmt = new_stmt(p, STMT_SELECT, span);
    stmt->select.cases = clauses;
    stmt->select.rbrace = rbrace->span.start;
    return stmt;
}

CaseClause *build_clause(Parser *p, Span span, Span colon, bool is_default, ExprList exprs, Stmt *comm, StmtList body) {
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
