// The arguments of calls: counting, assigning them to parameters, the slice of a variadic call, and f(g()).
#include "sema/declare.h"

// Checks expressions whose values do not matter because of another error. False if one is invalid.
bool use_exprs(Checker *c, ExprList *list) {
    bool valid = true;
    for (int i = 0; i < list->len; i++) {
        Expr *expr = list->items[i];
        if (expr->kind == EXPR_KEY_VALUE) {
            check_raw_expr(c, &expr->key_value.value, NULL);
            continue;
        }
        check_raw_expr(c, &list->items[i], NULL);
        valid &= !expr_is_invalid(list->items[i]);
    }
    return valid;
}

// The same for left sides, which do not count as uses of a variable.
bool use_lhs(Checker *c, ExprList *list) {
    bool valid = true;
    for (int i = 0; i < list->len; i++) {
        const Expr *expr = ast_unparen(list->items[i]);
        if (expr->kind == EXPR_IDENT && strcmp(expr->ident.name->text, "_") == 0) {
            continue;
        }
        Object *object = lookup_ident(c, expr);
        bool used = object && object->used;
        check_raw_expr(c, &list->items[i], NULL);
        if (object && object->kind == OBJECT_VAR) {
            object->used = used;
        }
        valid &= !expr_is_invalid(list->items[i]);
    }
    return valid;
}

Type **expr_types(Checker *c, const ExprList *list) {
    Type **types = ARENA_NEW_N(c->session->arena, Type *, list->len + 1);
    for (int i = 0; i < list->len; i++) {
        types[i] = expr_is_invalid(list->items[i]) ? universe_invalid_type(c) : list->items[i]->type;
    }
    return types;
}

static const char *type_summary(Checker *c, const Type *type) {
    if (!type || type->kind == TYPE_INVALID) {
        return "unknown type";
    }
    if (!type_is_untyped(type)) {
        return type_string(c, type);
    }
    return type_is_numeric(type) ? "number" : type_string(c, type) + strlen("untyped ");
}

// "(number, string, ...int)"
const char *types_summary(Checker *c, Type **types, int count, bool variadic, bool has_dots) {
    Arena *arena = c->session->arena;
    const char *text = "(";
    for (int i = 0; i < count; i++) {
        bool last = i == count - 1;
        const Type *type = types[i];
        if (last && variadic && type->kind == TYPE_SLICE) {
            type = type->slice.elem;
        }
        text = arena_printf(arena, "%s%s%s%s%s", text, i > 0 ? ", " : "", last && variadic ? "..." : "",
                            type_summary(c, type), last && has_dots ? "..." : "");
    }
    return arena_printf(arena, "%s)", text);
}

static void spread_results(Checker *c, Expr *call, Expr *results, ExprList *args) {
    call->call.spread = results;
    for (int i = 0; i < results->type->tuple.count; i++) {
        VEC_PUSH(c->session->arena, args, expr_tuple_item(c, results, i, results->type->tuple.items[i]));
    }
}

bool check_argument_list(Checker *c, Expr *call, ExprList *args) {
    ExprList *given = &call->call.args;
    *args = (ExprList){0};
    if (given->len == 1) {
        check_multi_expr(c, &given->items[0]);
        Expr *arg = given->items[0];
        if (!expr_is_invalid(arg) && arg->type->kind == TYPE_TUPLE) {
            spread_results(c, call, arg, args);
            return true;
        }
        VEC_PUSH(c->session->arena, args, arg);
        return !expr_is_invalid(arg);
    }
    bool valid = true;
    for (int i = 0; i < given->len; i++) {
        check_expr(c, &given->items[i]);
        VEC_PUSH(c->session->arena, args, given->items[i]);
        valid &= !expr_is_invalid(given->items[i]);
    }
    return valid;
}

Expr *nil_of_type(Checker *c, Span span, Type *type) {
    Expr *nil = ast_new_expr(c->session->arena, EXPR_IDENT, span);
    nil->implicit = true;
    nil->ident.name = name_intern_cstr(c->session->names, "nil");
    nil->ident.object = scope_lookup_local(c->universe, nil->ident.name);
    set_value(nil, OPERAND_NIL, nil->ident.object->type);
    Expr *converted = expr_implicit_convert(c, nil, type, CONVERT_NOOP);
    set_value(converted, OPERAND_VALUE, type);
    return converted;
}

Expr *variadic_slice(Checker *c, const Expr *call, Expr **values, int count, Type *slice) {
    Span span = {call->op_pos, call->span.end};
    if (count == 0) {
        return nil_of_type(c, span, slice);
    }
    Arena *arena = c->session->arena;
    Expr *literal = ast_new_expr(c->session->arena, EXPR_COMPOSITE_LIT, span);
    literal->op_pos = call->op_pos;
    literal->implicit = true;
    literal->composite.length = count;
    literal->composite.indices = ARENA_NEW_N(arena, int64_t, count);
    for (int i = 0; i < count; i++) {
        literal->composite.indices[i] = i;
        VEC_PUSH(arena, &literal->composite.elems, values[i]);
    }
    set_value(literal, OPERAND_VALUE, slice);
    return literal;
}

static void report_argument_count(Checker *c, const Expr *call, const Type *signature, const ExprList *args,
                                  int wanted) {
    Span span = call->span;
    bool too_many = args->len > wanted;
    if (too_many) {
        span = args->items[wanted]->span;
    } else if (args->len > 0) {
        span = args->items[args->len - 1]->span;
    }
    check_error(c, span, "%s arguments in call to %s\n\thave %s\n\twant %s",
                too_many ? "too many" : "not enough", expr_text(c->session->arena, call->call.fun),
                types_summary(c, expr_types(c, args), args->len, false, call->call.has_dots),
                types_summary(c, signature->func.params, signature->func.param_count,
                              signature->func.variadic, false));
}

// Converts the arguments to the parameters' types and leaves one per parameter in the call.
static void convert_arguments(Checker *c, Expr *call, const Type *signature, ExprList *args, bool packs) {
    const char *context =
        arena_printf(c->session->arena, "argument to %s", expr_text(c->session->arena, call->call.fun));
    int fixed = signature->func.param_count - packs;
    for (int i = 0; i < args->len; i++) {
        Type *type = i < fixed ? signature->func.params[i] : signature->func.params[fixed]->slice.elem;
        if (!expr_is_invalid(args->items[i])) {
            args->items[i] = check_assign_to(c, args->items[i], type, context);
        }
    }
    if (packs) {
        Expr *slice =
            variadic_slice(c, call, args->items + fixed, args->len - fixed, signature->func.params[fixed]);
        ExprList packed = {0};
        for (int i = 0; i < fixed; i++) {
            VEC_PUSH(c->session->arena, &packed, args->items[i]);
        }
        VEC_PUSH(c->session->arena, &packed, slice);
        *args = packed;
    }
    call->call.args = *args;
}

void assign_arguments(Checker *c, Expr *call, Type *signature, ExprList *args) {
    int wanted = signature->func.param_count;
    bool variadic = signature->func.variadic;
    bool dots = call->call.has_dots;
    const char *fun = expr_text(c->session->arena, call->call.fun);
    if (dots && !variadic) {
        check_error(c, expr_position(call), "cannot use ... in call to non-variadic %s", fun);
        return;
    }
    if (dots && call->call.spread) {
        check_error(c, expr_position(call), "cannot use ... with %d-valued %s", args->len,
                    expr_text(c->session->arena, call->call.spread));
        return;
    }
    bool packs = variadic && !dots;
    bool too_few = packs && args->len < wanted - 1;
    if (packs) {
        wanted = too_few ? wanted - 1 : args->len;
    }
    if (args->len != wanted) {
        report_argument_count(c, call, signature, args, wanted);
        return;
    }
    convert_arguments(c, call, signature, args, packs);
}
