// Short variable declarations: a, b := x, y.
#include "sema/declare.h"
#include <string.h>

Object *new_local_variable(Checker *c, const Expr *ident, Type *type) {
    Object *object = object_create(c, OBJECT_VAR, ident->ident.name, ident->span, type);
    object->var.func = c->func;
    object->color = COLOR_BLACK;
    return object;
}

static bool is_repeated(const ExprList *lhs, int index) {
    for (int i = 0; i < index; i++) {
        if (lhs->items[i]->kind == EXPR_IDENT && lhs->items[i]->ident.name == lhs->items[index]->ident.name) {
            return true;
        }
    }
    return false;
}

// The variable of lhs[index], new or redeclared; NULL for the blank identifier. *valid becomes false after an
// error.
static Object *define_name(Checker *c, Stmt *stmt, int index, bool *valid) {
    ExprList *lhs = &stmt->assign.lhs;
    Expr *expr = lhs->items[index];
    const char *text = expr_text(c->session->arena, expr);
    if (expr->kind != EXPR_IDENT) {
        ExprList one = {&lhs->items[index], 1, 1};
        use_lhs(c, &one);
        check_error(c, expr_position(expr), "non-name %s on left side of :=", text);
        *valid = false;
        return NULL;
    }
    if (strcmp(expr->ident.name->text, "_") == 0) {
        return NULL;
    }
    if (is_repeated(lhs, index)) {
        check_error(c, expr_position(expr), "%s repeated on left side of :=", text);
        *valid = false;
        return NULL;
    }
    Object *object = scope_lookup_local(c->scope, expr->ident.name);
    if (!object) {
        object = new_local_variable(c, expr, NULL);
        expr->ident.object = object;
        stmt->assign.is_new[index] = true;
        return object;
    }
    expr->ident.object = object;
    if (object->kind != OBJECT_VAR) {
        check_error(c, expr_position(expr), "cannot assign to %s", text);
        *valid = false;
        return NULL;
    }
    object->var.reassigned = true;
    return object;
}

void check_define_stmt(Checker *c, Stmt *stmt) {
    ExprList *lhs = &stmt->assign.lhs;
    int count = lhs->len;
    Object **vars = ARENA_NEW_N(c->session->arena, Object *, count + 1);
    Type **types = ARENA_NEW_N(c->session->arena, Type *, count + 1);
    stmt->assign.is_new = ARENA_NEW_N(c->session->arena, bool, count + 1);
    bool valid = true;
    bool any_new = false;
    for (int i = 0; i < count; i++) {
        vars[i] = define_name(c, stmt, i, &valid);
        types[i] = vars[i] ? vars[i]->type : NULL;
        any_new |= stmt->assign.is_new[i];
    }
    int delayed = c->delayed.len;
    stmt->assign.tuple =
        check_init_values(c, stmt->span, types, count, &stmt->assign.rhs, "assignment", false);
    check_delayed(c, delayed);
    if (!any_new && valid) {
        check_error(c, (Span){stmt->op_pos, stmt->op_pos + 2}, "no new variables on left side of :=");
    }
    for (int i = 0; i < count; i++) {
        Expr *expr = lhs->items[i];
        if (stmt->assign.is_new[i]) {
            vars[i]->type = types[i];
            declare_local(c, vars[i]);
        }
        if (expr->kind == EXPR_IDENT) {
            set_value(expr, OPERAND_VARIABLE, types[i]);
        }
    }
}
