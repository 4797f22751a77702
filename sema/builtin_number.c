// The built-in functions of numbers: min, max, complex, real, imag.
#include "sema/declare.h"

// Gives the arguments one type. Returns the one that is the result if all are constant, or the last that is
// no constant; NULL after an error.
static Expr *choose(Checker *c, Operator op, const ExprList *args) {
    Expr *best = args->items[0];
    for (int i = 0; i < args->len; i++) {
        Expr *arg = args->items[i];
        if (!type_is_ordered(arg->type)) {
            check_error(c, expr_position(arg), "invalid argument: %s cannot be ordered",
                        operand_text(c, arg));
            return NULL;
        }
        if (i > 0 && !untyped_match(c, best, arg)) {
            return NULL;
        }
        if (i > 0 && !type_is_identical(best->type, arg->type)) {
            check_error(
                c, arg->span, "invalid argument: mismatched types %s (previous argument) and %s (type of %s)",
                type_string(c, best->type), type_string(c, arg->type), expr_text(c->session->arena, arg));
            return NULL;
        }
        bool better =
            best->constant && i > 0 && arg->constant && constant_compare(op, arg->constant, best->constant);
        if (!arg->constant || better) {
            best = arg;
        }
    }
    return best;
}

bool check_builtin_min_max(Checker *c, Expr *call, ExprList *args, BuiltinId id) {
    const Expr *best = choose(c, id == BUILTIN_MAX ? OP_GT : OP_LT, args);
    if (!best) {
        return false;
    }
    if (best->constant) {
        set_constant(call, best->type, best->constant);
        return true;
    }
    Type *type = type_is_untyped(best->type) ? type_default(c, best->type) : best->type;
    for (int i = 0; i < args->len; i++) {
        args->items[i] = check_assign_to(c, args->items[i], type, "argument");
        if (expr_is_invalid(args->items[i])) {
            return false;
        }
    }
    set_value(call, OPERAND_VALUE, type);
    return true;
}

// An untyped constant without an imaginary part counts as a float.
static void untyped_to_float(Checker *c, Expr *x) {
    Constant *value =
        type_is_numeric(x->type) ? constant_convert(c->session->arena, x->constant, CONSTANT_FLOAT) : NULL;
    if (value) {
        x->type = type_basic(c->types, TYPE_UNTYPED_FLOAT);
        x->constant = value;
    }
}

static bool match_complex_operands(Checker *c, Expr *x, Expr *y) {
    bool x_untyped = type_is_untyped(x->type);
    bool y_untyped = type_is_untyped(y->type);
    Type *float64 = type_basic(c->types, TYPE_FLOAT64);
    if (x_untyped && y_untyped && x->constant && y->constant) {
        untyped_to_float(c, x);
        untyped_to_float(c, y);
    } else if (x_untyped && y_untyped) {
        untyped_convert(c, x, float64);
        untyped_convert(c, y, float64);
    } else if (x_untyped) {
        untyped_convert(c, x, y->type);
    } else if (y_untyped) {
        untyped_convert(c, y, x->type);
    }
    return !expr_is_invalid(x) && !expr_is_invalid(y);
}

// float32 to complex64 and so on; NULL for other types.
static Type *complex_of(Checker *c, const Type *type) {
    switch (type_underlying(type)->kind) {
    case TYPE_FLOAT32: return type_basic(c->types, TYPE_COMPLEX64);
    case TYPE_FLOAT64: return type_basic(c->types, TYPE_COMPLEX128);
    case TYPE_UNTYPED_FLOAT: return type_basic(c->types, TYPE_UNTYPED_COMPLEX);
    default: return NULL;
    }
}

static Type *part_of(Checker *c, const Type *type) {
    switch (type_underlying(type)->kind) {
    case TYPE_COMPLEX64: return type_basic(c->types, TYPE_FLOAT32);
    case TYPE_COMPLEX128: return type_basic(c->types, TYPE_FLOAT64);
    case TYPE_UNTYPED_COMPLEX: return type_basic(c->types, TYPE_UNTYPED_FLOAT);
    default: return NULL;
    }
}

bool check_builtin_complex(Checker *c, Expr *call, ExprList *args) {
    Expr *x = args->items[0];
    Expr *y = args->items[1];
    if (!match_complex_operands(c, x, y)) {
        return false;
    }
    if (!type_is_identical(x->type, y->type)) {
        check_error(c, expr_position(x), "invalid operation: %s (mismatched types %s and %s)",
                    expr_text(c->session->arena, call), type_string(c, x->type), type_string(c, y->type));
        return false;
    }
    Type *type = complex_of(c, x->type);
    if (!type) {
        check_error(c, expr_position(x), "invalid argument: arguments have type %s, expected floating-point",
                    type_string(c, x->type));
        return false;
    }
    if (x->constant && y->constant) {
        set_constant(call, type, constant_make_complex(c->session->arena, x->constant, y->constant));
    } else {
        set_value(call, OPERAND_VALUE, type);
    }
    return true;
}

bool check_builtin_part(Checker *c, Expr *call, ExprList *args, BuiltinId id) {
    Expr *x = args->items[0];
    if (type_is_untyped(x->type) && x->constant) {
        if (type_is_numeric(x->type)) {
            Constant *value = constant_convert(c->session->arena, x->constant, CONSTANT_COMPLEX);
            x->constant = value ? value : x->constant;
            x->type = type_basic(c->types, TYPE_UNTYPED_COMPLEX);
        }
    } else if (type_is_untyped(x->type)) {
        untyped_convert(c, x, type_basic(c->types, TYPE_COMPLEX128));
        if (expr_is_invalid(x)) {
            return false;
        }
    }
    Type *type = part_of(c, x->type);
    if (!type) {
        check_error(c, expr_position(x), "invalid argument: argument has type %s, expected complex type",
                    type_string(c, x->type));
        return false;
    }
    if (x->constant) {
        set_constant(call, type, constant_part(c->session->arena, x->constant, id == BUILTIN_IMAG));
    } else {
        set_value(call, OPERAND_VALUE, type);
    }
    return true;
}
