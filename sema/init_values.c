// Values against variables, where both may be several: x, y = a, b; x, y = f(); v, ok = m[k].
#include "sema/declare.h"

static const char *count_text(Checker *c, int count, const char *unit) {
    return arena_printf(c->session->arena, "%d %s%s", count, unit, count == 1 ? "" : "s");
}

void report_assignment_mismatch(Checker *c, const ExprList *values, int variables, int count) {
    const Expr *first = values->items[0];
    const Expr *call = ast_unparen((Expr *)first);
    const char *left = count_text(c, variables, "variable");
    const char *right = count_text(c, count, "value");
    if (values->len == 1 && call->kind == EXPR_CALL) {
        check_error(c, expr_position(first), "assignment mismatch: %s but %s returns %s", left,
                    expr_text(c->session->arena, call->call.fun), right);
    } else {
        check_error(c, expr_position(first), "assignment mismatch: %s but %s", left, right);
    }
}

static void report_return_mismatch(Checker *c, Span span, Type **types, int count, const ExprList *values) {
    const char *problem = "not enough";
    if (values->len > count) {
        span = values->items[count]->span;
        problem = "too many";
    } else if (values->len > 0) {
        span = values->items[values->len - 1]->span;
    }
    check_error(c, span, "%s return values\n\thave %s\n\twant %s", problem,
                types_summary(c, expr_types(c, values), values->len, false, false),
                types_summary(c, types, count, false, false));
}

static void set_comma_ok(Expr *expr, Type *tuple) {
    for (;; expr = expr->paren.x) {
        expr->comma_ok = true;
        expr->type = tuple;
        if (expr->kind != EXPR_PAREN) {
            return;
        }
    }
}

ExprList split_values(Checker *c, Expr **value, bool allow_comma_ok, Type *ok_type, Expr **tuple) {
    ExprList items = {0};
    check_multi_expr(c, value);
    Expr *expr = *value;
    *tuple = NULL;
    if (expr_is_invalid(expr)) {
        VEC_PUSH(c->session->arena, &items, expr);
        return items;
    }
    bool comma_ok = allow_comma_ok && (expr->mode == OPERAND_MAP_INDEX || expr->mode == OPERAND_COMMA_OK);
    if (comma_ok) {
        // The second value is an untyped boolean: it takes the type of a boolean variable.
        Type *boolean = type_basic(c->types, TYPE_BOOL);
        bool other = ok_type && ok_type->kind != TYPE_INVALID && !type_is_interface(ok_type);
        Type *item =
            other ? (type_is_boolean(ok_type) ? ok_type : type_basic(c->types, TYPE_UNTYPED_BOOL)) : boolean;
        Type *types[2] = {expr->type, boolean};
        Expr *first = expr_tuple_item(c, expr, 0, types[0]);
        first->mode = expr->mode; // in messages, the first value is still what the expression was
        set_comma_ok(expr, type_tuple(c->types, types, 2));
        VEC_PUSH(c->session->arena, &items, first);
        VEC_PUSH(c->session->arena, &items, expr_tuple_item(c, expr, 1, item));
        *tuple = expr;
    } else if (expr->type->kind == TYPE_TUPLE) {
        for (int i = 0; i < expr->type->tuple.count; i++) {
            VEC_PUSH(c->session->arena, &items, expr_tuple_item(c, expr, i, expr->type->tuple.items[i]));
        }
        *tuple = expr;
    } else {
        VEC_PUSH(c->session->arena, &items, expr);
    }
    return items;
}

static void invalidate_missing_types(Checker *c, Type **types, int count) {
    for (int i = 0; i < count; i++) {
        types[i] = types[i] ? types[i] : universe_invalid_type(c);
    }
}

static void check_unequal_counts(Checker *c, Span span, Type **types, int count, ExprList *values,
                                 bool returning) {
    if (use_exprs(c, values)) {
        if (returning) {
            report_return_mismatch(c, span, types, count, values);
        } else {
            report_assignment_mismatch(c, values, count, values->len);
        }
    }
    invalidate_missing_types(c, types, count);
}

Expr *check_init_values(Checker *c, Span span, Type **types, int count, ExprList *values, const char *context,
                        bool returning) {
    bool is_call = values->len == 1 && ast_unparen(values->items[0])->kind == EXPR_CALL;
    if (values->len == count && !is_call) {
        for (int i = 0; i < count; i++) {
            check_expr_hint(c, &values->items[i], NULL);
            values->items[i] = check_init_value(c, values->items[i], &types[i], context);
        }
        return NULL;
    }
    if (values->len != 1) {
        check_unequal_counts(c, span, types, count, values, returning);
        return NULL;
    }
    Expr *tuple;
    ExprList items =
        split_values(c, &values->items[0], count == 2 && !returning, count == 2 ? types[1] : NULL, &tuple);
    if (items.len != count) {
        bool valid = items.len > 0 && !expr_is_invalid(items.items[0]);
        if (valid && returning) {
            report_return_mismatch(c, span, types, count, &items);
        } else if (valid) {
            report_assignment_mismatch(c, values, count, items.len);
        }
        invalidate_missing_types(c, types, count);
        return NULL;
    }
    for (int i = 0; i < count; i++) {
        items.items[i] = check_init_value(c, items.items[i], &types[i], context);
    }
    *values = items;
    return tuple;
}
