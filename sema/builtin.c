// Calls of built-in functions: the arguments they share, and the simple ones. The others stand in
// builtin_*.c.
#include "sema/declare.h"

void set_value(Expr *expr, OperandMode mode, Type *type) {
    expr->mode = mode;
    expr->type = type;
    expr->addressable = mode == OPERAND_VARIABLE;
}

void set_constant(Expr *expr, Type *type, Constant *value) {
    set_value(expr, OPERAND_CONSTANT, type);
    expr->constant = value;
}

typedef struct {
    int args; // at least, or exactly
    bool variadic;
} BuiltinArity;

static BuiltinArity builtin_arity(BuiltinId id) {
    switch (id) {
    case BUILTIN_APPEND: return (BuiltinArity){1, true};
    case BUILTIN_CAP: return (BuiltinArity){1, false};
    case BUILTIN_CLEAR: return (BuiltinArity){1, false};
    case BUILTIN_CLOSE: return (BuiltinArity){1, false};
    case BUILTIN_COMPLEX: return (BuiltinArity){2, false};
    case BUILTIN_COPY: return (BuiltinArity){2, false};
    case BUILTIN_DELETE: return (BuiltinArity){2, false};
    case BUILTIN_IMAG: return (BuiltinArity){1, false};
    case BUILTIN_LEN: return (BuiltinArity){1, false};
    case BUILTIN_MAKE: return (BuiltinArity){1, true};
    case BUILTIN_MAX: return (BuiltinArity){1, true};
    case BUILTIN_MIN: return (BuiltinArity){1, true};
    case BUILTIN_NEW: return (BuiltinArity){1, false};
    case BUILTIN_PANIC: return (BuiltinArity){1, false};
    case BUILTIN_PRINT: return (BuiltinArity){0, true};
    case BUILTIN_PRINTLN: return (BuiltinArity){0, true};
    case BUILTIN_REAL: return (BuiltinArity){1, false};
    case BUILTIN_RECOVER: return (BuiltinArity){0, false};
    case BUILTIN_RANGE_DEFERS:
    case BUILTIN_RANGE_PANIC:
    case BUILTIN_COUNT: break;
    }
    return (BuiltinArity){0, true};
}

static bool check_arity(Checker *c, const Expr *call, BuiltinId id, int count) {
    BuiltinArity arity = builtin_arity(id);
    const char *problem = count < arity.args                      ? "not enough"
                          : !arity.variadic && count > arity.args ? "too many"
                                                                  : NULL;
    if (problem) {
        check_error(c, expr_position(call), "invalid operation: %s arguments for %s (expected %d, found %d)",
                    problem, expr_text(c->session->arena, call), arity.args, count);
    }
    return !problem;
}

static bool check_no_value(Checker *c, Expr *call) {
    set_value(call, OPERAND_NO_VALUE, type_tuple(c->types, NULL, 0));
    return true;
}

static bool check_clear(Checker *c, Expr *call, ExprList *args) {
    const Expr *x = args->items[0];
    TypeKind kind = type_underlying(x->type)->kind;
    if (kind != TYPE_MAP && kind != TYPE_SLICE) {
        check_error(c, expr_position(x),
                    "invalid argument: cannot clear %s: argument must be (or constrained by) map or slice",
                    operand_text(c, x));
        return false;
    }
    return check_no_value(c, call);
}

static bool check_close(Checker *c, Expr *call, ExprList *args) {
    const Expr *x = args->items[0];
    const Type *type = type_underlying(x->type);
    if (type->kind != TYPE_CHAN) {
        check_error(c, expr_position(x), "invalid operation: cannot close non-channel %s",
                    operand_text(c, x));
        return false;
    }
    if (type->chan.dir == CHAN_RECEIVE_ONLY) {
        check_error(c, expr_position(x), "invalid operation: cannot close receive-only channel %s",
                    operand_text(c, x));
        return false;
    }
    return check_no_value(c, call);
}

static bool check_delete(Checker *c, Expr *call, ExprList *args) {
    const Expr *x = args->items[0];
    const Type *type = type_underlying(x->type);
    if (type->kind != TYPE_MAP) {
        check_error(c, expr_position(x), "invalid argument: %s is not a map", operand_text(c, x));
        return false;
    }
    args->items[1] = check_assign_to(c, args->items[1], type->map.key, "argument to delete");
    return !expr_is_invalid(args->items[1]) && check_no_value(c, call);
}

static bool check_panic(Checker *c, Expr *call, ExprList *args) {
    args->items[0] = check_assign_to(c, args->items[0], universe_any_type(c), "argument to panic");
    return !expr_is_invalid(args->items[0]) && check_no_value(c, call);
}

static bool check_print(Checker *c, Expr *call, ExprList *args, const char *name) {
    const char *context = arena_printf(c->session->arena, "argument to built-in %s", name);
    for (int i = 0; i < args->len; i++) {
        args->items[i] = check_assign_to(c, args->items[i], NULL, context);
        if (expr_is_invalid(args->items[i])) {
            return false;
        }
    }
    return check_no_value(c, call);
}

static bool check_recover(Checker *c, Expr *call) {
    if (c->func) {
        c->func->has_recover = true;
    }
    set_value(call, OPERAND_VALUE, type_interface(c->types, NULL, 0)); // prints as interface{}
    return true;
}

static bool dispatch_builtin(Checker *c, Expr *call, BuiltinId id, ExprList *args) {
    switch (id) {
    case BUILTIN_APPEND: return check_builtin_append(c, call, args);
    case BUILTIN_CAP:
    case BUILTIN_LEN: return check_builtin_len(c, call, args, id);
    case BUILTIN_CLEAR: return check_clear(c, call, args);
    case BUILTIN_CLOSE: return check_close(c, call, args);
    case BUILTIN_COMPLEX: return check_builtin_complex(c, call, args);
    case BUILTIN_COPY: return check_builtin_copy(c, call, args);
    case BUILTIN_DELETE: return check_delete(c, call, args);
    case BUILTIN_IMAG:
    case BUILTIN_REAL: return check_builtin_part(c, call, args, id);
    case BUILTIN_MAKE: return check_builtin_make(c, call);
    case BUILTIN_MAX:
    case BUILTIN_MIN: return check_builtin_min_max(c, call, args, id);
    case BUILTIN_NEW: return check_builtin_new(c, call);
    case BUILTIN_PANIC: return check_panic(c, call, args);
    case BUILTIN_PRINT: return check_print(c, call, args, "print");
    case BUILTIN_PRINTLN: return check_print(c, call, args, "println");
    case BUILTIN_RECOVER: return check_recover(c, call);
    case BUILTIN_RANGE_DEFERS:
    case BUILTIN_RANGE_PANIC:
    case BUILTIN_COUNT: break;
    }
    return false;
}

// make and new take a type: they check their arguments themselves.
static bool check_builtin_arguments(Checker *c, Expr *call, BuiltinId id, ExprList *args) {
    if (id == BUILTIN_MAKE || id == BUILTIN_NEW) {
        return check_arity(c, call, id, call->call.args.len);
    }
    return check_argument_list(c, call, args) && check_arity(c, call, id, args->len);
}

void check_builtin(Checker *c, Expr **expr, BuiltinId id) {
    Expr *call = *expr;
    call->call.kind = CALL_BUILTIN;
    call->call.builtin = (int)id;
    const Expr *name = ast_unparen(call->call.fun);
    if (call->call.has_dots && id != BUILTIN_APPEND) {
        check_error(c, expr_position(call), "invalid operation: invalid use of ... with built-in %s",
                    name->ident.object->name->text);
        use_exprs(c, &call->call.args);
        expr_set_invalid(c, call);
        return;
    }
    bool saved = c->has_call_or_receive;
    bool is_length = id == BUILTIN_LEN || id == BUILTIN_CAP;
    if (is_length) {
        c->has_call_or_receive = false;
    }
    ExprList args = {0};
    bool valid = check_builtin_arguments(c, call, id, &args) && dispatch_builtin(c, call, id, &args);
    if (!valid) {
        expr_set_invalid(c, call);
    } else if (args.len > 0 && id != BUILTIN_APPEND) {
        call->call.args = args; // append leaves its own
    }
    if (is_length) {
        c->has_call_or_receive = saved;
    }
    c->has_call_or_receive |= valid && !call->constant;
}
