// Calls: of functions, methods and function values. Conversions and built-in functions have the same syntax.
#include "sema/declare.h"

static void check_conversion_call(Checker *c, Expr **expr, Type *type) {
    Expr *call = *expr;
    ExprList *args = &call->call.args;
    const char *type_name = type_string(c, type);
    if (args->len == 0) {
        check_error(c, expr_position(call), "missing argument in conversion to %s", type_name);
    } else if (args->len > 1) {
        use_exprs(c, args);
        check_error(c, expr_position(args->items[args->len - 1]), "too many arguments in conversion to %s",
                    type_name);
    } else if (call->call.has_dots) {
        check_expr(c, &args->items[0]);
        if (!expr_is_invalid(args->items[0])) {
            check_error(c, expr_position(args->items[0]), "invalid use of ... in conversion to %s",
                        type_name);
        }
    } else {
        check_conversion(c, expr, type);
        return;
    }
    expr_set_invalid(c, call);
}

static CallKind callee_kind(const Expr *fun) {
    fun = ast_unparen((Expr *)fun);
    if (fun->kind == EXPR_IDENT && fun->ident.object && fun->ident.object->kind == OBJECT_FUNC) {
        return CALL_FUNCTION;
    }
    if (fun->kind != EXPR_SELECTOR) {
        return CALL_VALUE;
    }
    switch (fun->selector.kind) {
    case SELECT_QUALIFIED: return fun->selector.object->kind == OBJECT_FUNC ? CALL_FUNCTION : CALL_VALUE;
    case SELECT_METHOD: return CALL_METHOD;
    case SELECT_INTERFACE_METHOD: return CALL_INTERFACE;
    case SELECT_FIELD:
    case SELECT_METHOD_EXPR:
    case SELECT_UNRESOLVED: return CALL_VALUE;
    }
    return CALL_VALUE;
}

void call_set_result(Checker *c, Expr *call, const Type *signature) {
    c->has_call_or_receive = true;
    call->call.kind = callee_kind(call->call.fun);
    switch (signature->func.result_count) {
    case 0: set_value(call, OPERAND_NO_VALUE, type_tuple(c->types, NULL, 0)); break;
    case 1: set_value(call, OPERAND_VALUE, signature->func.results[0]); break;
    default:
        set_value(call, OPERAND_VALUE,
                  type_tuple(c->types, signature->func.results, signature->func.result_count));
    }
}

static void check_function_call(Checker *c, Expr *call) {
    const Expr *fun = call->call.fun;
    Type *signature = type_underlying(fun->type);
    if (signature->kind != TYPE_FUNC) {
        if (signature->kind != TYPE_INVALID) {
            check_error(c, expr_position(fun), "invalid operation: cannot call %s: %s is not a function",
                        operand_text(c, fun), type_string(c, fun->type));
        } else {
            use_exprs(c, &call->call.args);
        }
        expr_set_invalid(c, call);
        return;
    }
    // The result's type is known even when the arguments are wrong.
    ExprList args;
    check_argument_list(c, call, &args);
    assign_arguments(c, call, signature, &args);
    call_set_result(c, call, signature);
}

void check_call(Checker *c, Expr **expr) {
    Expr *call = *expr;
    check_expr_or_type(c, &call->call.fun);
    Expr *fun = call->call.fun;
    switch ((OperandMode)fun->mode) {
    case OPERAND_INVALID:
        use_exprs(c, &call->call.args);
        expr_set_invalid(c, call);
        break;
    case OPERAND_TYPE: check_conversion_call(c, expr, fun->type); break;
    case OPERAND_BUILTIN: {
        const Expr *name = ast_unparen(fun);
        check_builtin(c, expr, name->ident.object->builtin.id);
        break;
    }
    case OPERAND_NO_VALUE:
    case OPERAND_CONSTANT:
    case OPERAND_VARIABLE:
    case OPERAND_MAP_INDEX:
    case OPERAND_VALUE:
    case OPERAND_NIL:
    case OPERAND_COMMA_OK: check_function_call(c, call); break;
    }
}
