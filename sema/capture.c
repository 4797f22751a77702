// Variables that function literals capture, and what decides how: by value when the variable is never
// assigned after its declaration, its address is not taken, and it is small (the rule of gc's escape
// analysis).
#include "sema/declare.h"

enum { MAX_CAPTURED_BY_VALUE = 128 }; // bytes

static bool has_capture(const Func *func, const Object *var) {
    for (int i = 0; i < func->captures.len; i++) {
        if (func->captures.items[i].var == var) {
            return true;
        }
    }
    return false;
}

// The variable of an enclosing function is captured by every literal on the way down to the use.
void capture_variable(Checker *c, Object *var) {
    for (Func *func = c->func; func && func != var->var.func; func = func->parent) {
        if (has_capture(func, var)) {
            return;
        }
        VEC_PUSH(c->session->arena, &func->captures, (Capture){var, false});
        var->var.captured = true;
    }
}

// The variable whose own storage the expression denotes, wholly or in part; NULL behind a pointer, slice or
// map.
static Object *storage_variable(Expr *expr) {
    for (;;) {
        expr = ast_unparen(expr);
        if (expr->kind == EXPR_SELECTOR && expr->selector.kind == SELECT_FIELD &&
            !expr->selector.through_pointer) {
            expr = expr->selector.x;
        } else if (expr->kind == EXPR_SELECTOR && expr->selector.kind == SELECT_QUALIFIED) {
            return expr->selector.object && expr->selector.object->kind == OBJECT_VAR ? expr->selector.object
                                                                                      : NULL;
        } else if (expr->kind == EXPR_INDEX && expr->index.x->type &&
                   type_underlying(expr->index.x->type)->kind == TYPE_ARRAY) {
            expr = expr->index.x;
        } else {
            break;
        }
    }
    bool is_variable =
        expr->kind == EXPR_IDENT && expr->ident.object && expr->ident.object->kind == OBJECT_VAR;
    return is_variable ? expr->ident.object : NULL;
}

void expr_mark_address_taken(Expr *expr) {
    Object *var = storage_variable(expr);
    if (var) {
        var->var.address_taken = true;
    }
}

void expr_mark_reassigned(Expr *expr) {
    Object *var = storage_variable(expr);
    if (var) {
        var->var.reassigned = true;
    }
}

// Once all uses are known.
void resolve_captures(Func *func) {
    for (int i = 0; i < func->captures.len; i++) {
        Capture *capture = &func->captures.items[i];
        const Object *var = capture->var;
        capture->by_value = !var->var.reassigned && !var->var.address_taken && type_layout(var->type) &&
                            type_size(var->type) <= MAX_CAPTURED_BY_VALUE;
    }
}
