// Function literals and function bodies.
#include "sema/declare.h"

static void check_literal_body(Checker *c, void *data) {
    check_func_body(c, data);
}

void check_func_lit(Checker *c, Expr **expr) {
    Expr *literal = *expr;
    Func *func = func_create(c, NULL);
    func->literal = literal;
    func->parent = c->func;
    func->body = literal->func_lit.body;
    literal->func_lit.func = func;
    Func *outer = c->func;
    Scope *outer_scope = c->scope;
    c->func = func;
    Scope *scope = scope_create(c, outer_scope, "function");
    Type *type = check_func_type(c, literal->func_lit.type, func, scope);
    if (type->kind == TYPE_INVALID) {
        c->func = outer;
        expr_set_invalid(c, literal);
        return;
    }
    if (outer) {
        VEC_PUSH(c->session->arena, &outer->literals, func);
    } else {
        VEC_PUSH(c->session->arena, &c->global_literals, func);
    }
    c->scope = scope;
    check_later(c, check_literal_body, func);
    c->func = outer;
    c->scope = outer_scope;
    literal->func_lit.type->type = type;
    literal->func_lit.type->is_type = true;
    set_value(literal, OPERAND_VALUE, type);
}

void check_func_body(Checker *c, Func *func) {
    check_stmt_list(c, &func->body->stmts);
    check_labels(c, func->body);
    const StmtList *stmts = &func->body->stmts;
    int last = stmts->len - 1;
    while (last >= 0 && stmts->items[last]->kind == STMT_EMPTY) {
        last--;
    }
    if (func->type->func.result_count > 0 && (last < 0 || !stmt_is_terminating(stmts->items[last]))) {
        Span rbrace = {func->body->span.end - 1, func->body->span.end};
        check_error(c, rbrace, "missing return");
    }
    check_unused(c, func);
    if (func->has_range_func && diag_error_count(c->session->diags) == 0) {
        lower_range_funcs(c, func);
    }
}
