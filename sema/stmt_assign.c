// Assignments: =, op=, ++ and --, and return, which assigns to the results.
#include "sema/declare.h"
#include <string.h>

static bool is_blank(const Expr *expr) {
    expr = ast_unparen((Expr *)expr);
    return expr->kind == EXPR_IDENT && strcmp(expr->ident.name->text, "_") == 0;
}

// The operand as written, without the steps that promotion inserted.
static const Expr *written_operand(const Expr *expr) {
    while (expr->implicit && expr->kind == EXPR_SELECTOR) {
        expr = expr->selector.x;
    }
    return expr;
}

static Type *report_unassignable(Checker *c, const Expr *expr) {
    const Expr *inner = ast_unparen((Expr *)expr);
    const char *text = expr_text(c->session->arena, expr);
    if (expr->kind == EXPR_SELECTOR && expr->selector.kind == SELECT_FIELD &&
        written_operand(inner->selector.x)->mode == OPERAND_MAP_INDEX) {
        check_error(c, expr_position(expr), "cannot assign to struct field %s in map", text);
    } else {
        check_error(c, expr_position(expr),
                    "cannot assign to %s (neither addressable nor a map index expression)", text);
    }
    return universe_invalid_type(c);
}

Type *check_lhs(Checker *c, Expr **lhs) {
    if (is_blank(*lhs)) {
        return NULL;
    }
    // Being assigned to does not make a variable used.
    Object *object = lookup_ident(c, ast_unparen(*lhs));
    Object *var = object && object->kind == OBJECT_VAR ? object : NULL;
    bool used = var && var->used;
    check_expr(c, lhs);
    if (var) {
        var->used = used;
    }
    if (expr_is_invalid(*lhs)) {
        return universe_invalid_type(c);
    }
    if ((*lhs)->mode != OPERAND_VARIABLE && (*lhs)->mode != OPERAND_MAP_INDEX) {
        return report_unassignable(c, *lhs);
    }
    expr_mark_reassigned(*lhs);
    return (*lhs)->type;
}

// Assigns a checked value to a left side of the type (NULL: blank).
static Expr *assign_value(Checker *c, Expr *lhs, Type *type, Expr *value) {
    if (expr_is_invalid(value) || (type && type->kind == TYPE_INVALID)) {
        return value;
    }
    value = check_assign_to(c, value, type, type ? "assignment" : "assignment to _ identifier");
    if (!type) {
        ast_unparen(lhs)->type = value->type;
        lhs->type = value->type;
    }
    return value;
}

static void assign_pairwise(Checker *c, ExprList *lhs, ExprList *rhs) {
    for (int i = 0; i < lhs->len; i++) {
        Type *type = check_lhs(c, &lhs->items[i]);
        if (type && type->kind == TYPE_INVALID) {
            check_raw_expr(c, &rhs->items[i], NULL);
            continue;
        }
        check_expr(c, &rhs->items[i]);
        rhs->items[i] = assign_value(c, lhs->items[i], type, rhs->items[i]);
    }
}

static void assign_tuple(Checker *c, Stmt *stmt) {
    ExprList *lhs = &stmt->assign.lhs;
    ExprList *rhs = &stmt->assign.rhs;
    // The type of a boolean left side decides that of `ok`; it must be known before.
    Type *ok_type = NULL;
    if (lhs->len == 2 && ast_unparen(rhs->items[0])->kind != EXPR_CALL) {
        ok_type = check_lhs(c, &lhs->items[1]);
    }
    Expr *tuple;
    ExprList items = split_values(c, &rhs->items[0], lhs->len == 2, ok_type, &tuple);
    if (items.len != lhs->len) {
        if (!expr_is_invalid(items.items[0])) {
            report_assignment_mismatch(c, rhs, lhs->len, items.len);
        }
        use_lhs(c, lhs);
        return;
    }
    for (int i = 0; i < lhs->len; i++) {
        Type *type = check_lhs(c, &lhs->items[i]);
        items.items[i] = assign_value(c, lhs->items[i], type, items.items[i]);
    }
    stmt->assign.tuple = tuple;
    *rhs = items;
}

static void check_plain_assignment(Checker *c, Stmt *stmt) {
    ExprList *lhs = &stmt->assign.lhs;
    ExprList *rhs = &stmt->assign.rhs;
    bool is_call = rhs->len == 1 && ast_unparen(rhs->items[0])->kind == EXPR_CALL;
    if (lhs->len == rhs->len && !is_call) {
        assign_pairwise(c, lhs, rhs);
    } else if (rhs->len == 1) {
        assign_tuple(c, stmt);
    } else {
        bool valid = use_lhs(c, lhs);
        valid &= use_exprs(c, rhs);
        if (valid) {
            report_assignment_mismatch(c, rhs, lhs->len, rhs->len);
        }
    }
}

// x op= y is checked as x op y; y takes x's type, a shift count keeps its own.
static void check_operator_assignment(Checker *c, Stmt *stmt) {
    ExprList *lhs = &stmt->assign.lhs;
    ExprList *rhs = &stmt->assign.rhs;
    if (lhs->len != 1 || rhs->len != 1) {
        check_error(c, stmt->span, "assignment operation %s= requires single-valued expressions",
                    ast_operator_text(stmt->assign.op));
        return;
    }
    Expr *operation = ast_new_expr(c->session->arena, EXPR_BINARY, stmt->span);
    operation->op_pos = stmt->op_pos;
    operation->implicit = true;
    operation->binary.op = stmt->assign.op;
    operation->binary.x = lhs->items[0];
    operation->binary.y = rhs->items[0];
    Expr *result = operation;
    check_binary(c, &result);
    rhs->items[0] = operation->binary.y;
    Type *type = check_lhs(c, &lhs->items[0]);
    if (!expr_is_invalid(result) && type && type->kind != TYPE_INVALID) {
        check_assign_to(c, result, type, "assignment");
    }
}

void check_assign_stmt(Checker *c, Stmt *stmt) {
    if (stmt->assign.op == OP_NONE) {
        check_plain_assignment(c, stmt);
    } else {
        check_operator_assignment(c, stmt);
    }
}

void check_inc_dec_stmt(Checker *c, Stmt *stmt) {
    Expr **x = &stmt->inc_dec.x;
    check_expr(c, x);
    if (expr_is_invalid(*x)) {
        return;
    }
    if (!type_is_numeric((*x)->type)) {
        const char *op = stmt->inc_dec.decrement ? "--" : "++";
        check_error(c, expr_position((*x)), "invalid operation: %s%s (non-numeric type %s)",
                    expr_text(c->session->arena, *x), op, type_string(c, (*x)->type));
        return;
    }
    check_lhs(c, x);
}

static void check_result_shadowing(Checker *c, const Func *func, const Stmt *stmt) {
    for (int i = 0; i < func->results.len; i++) {
        const Object *result = func->results.items[i];
        Object *found = result->name ? scope_lookup(c->scope, result->name, NULL) : NULL;
        if (found && found != result) {
            check_error(c, stmt->span,
                        "result parameter %s not in scope at return\n\t%s: inner declaration of %s",
                        result->name->text, position_text(c, found->span.start),
                        arena_printf(c->session->arena, "%s %s%s%s",
                                     found->kind == OBJECT_VAR     ? "var"
                                     : found->kind == OBJECT_CONST ? "const"
                                                                   : "type",
                                     found->name->text, found->type ? " " : "",
                                     found->type ? type_string(c, found->type) : ""));
        }
    }
}

void check_return_stmt(Checker *c, Stmt *stmt) {
    Func *func = range_outer_func(c->func);
    int count = func->results.len;
    Type **types = ARENA_NEW_N(c->session->arena, Type *, count + 1);
    for (int i = 0; i < count; i++) {
        types[i] = func->results.items[i]->type;
        func->results.items[i]->var.reassigned = true;
    }
    if (stmt->ret.results.len == 0 && count > 0 && func->results.items[0]->name) {
        check_result_shadowing(c, func, stmt);
        return;
    }
    stmt->ret.tuple =
        check_init_values(c, stmt->span, types, count, &stmt->ret.results, "return statement", true);
}
