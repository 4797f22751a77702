// Shifts. The left operand of a non-constant shift stays untyped until the context of the whole expression
// gives it a type.
#include "sema/operators.h"
#include "sema/untyped.h"

enum { SHIFT_COUNT_MAX = 1023 - 1 + 52 }; // of constants: enough for the smallest float64

static bool fail(Checker *c, const Expr *operand, const char *before, const char *after) {
    check_error(c, expr_position(operand), "invalid operation: %s %s%s", before, operand_text(c, operand),
                after);
    return false;
}

static bool check_constant_count(Checker *c, Expr *y) {
    Constant *value = constant_convert(c->session->arena, y->constant, CONSTANT_INT);
    if (value && constant_sign(value) < 0) {
        return fail(c, y, "negative shift count", "");
    }
    if (type_is_untyped(y->type)) {
        Constant *rounded;
        UntypedFit fit;
        Type *uint = type_basic(c->types, TYPE_UINT);
        if (!untyped_implicit_type(c, y, uint, &rounded, &fit)) {
            untyped_report(c, y, uint, fit);
            return false;
        }
        y->constant = rounded;
    } else if (!type_is_integer(y->type)) {
        return fail(c, y, "shift count", " must be integer");
    }
    return true;
}

static bool check_count(Checker *c, Expr *y) {
    if (y->mode == OPERAND_CONSTANT) {
        return check_constant_count(c, y);
    }
    if (type_is_integer(y->type) && !type_is_untyped(y->type)) {
        return true;
    }
    if (type_is_untyped(y->type)) {
        untyped_convert(c, y, type_basic(c->types, TYPE_UINT));
        return y->mode != OPERAND_INVALID;
    }
    return fail(c, y, "shift count", " must be integer");
}

static void fold_shift(Checker *c, Expr *result, Operator op, const Expr *x, const Constant *value, Expr *y) {
    Constant *count = constant_convert(c->session->arena, y->constant, CONSTANT_INT);
    if (!count || !constant_fits_uint64(count) || constant_bits(count) > SHIFT_COUNT_MAX) {
        fail(c, y, "invalid shift count", "");
        expr_set_invalid(c, result);
        return;
    }
    result->mode = OPERAND_CONSTANT;
    result->type = type_is_integer(x->type) ? x->type : type_basic(c->types, TYPE_UNTYPED_INT);
    result->constant = constant_shift(c->session->arena, op, value, (unsigned)constant_bits(count));
    constant_check_overflow(c, result, result->op_pos);
}

void check_shift(Checker *c, Expr *result, Operator op, Expr *x, Expr *y) {
    Constant *value =
        x->mode == OPERAND_CONSTANT ? constant_convert(c->session->arena, x->constant, CONSTANT_INT) : NULL;
    bool untyped = type_is_untyped(x->type);
    if (!type_is_integer(x->type) && !(untyped && value)) {
        fail(c, x, "shifted operand", " must be integer");
        expr_set_invalid(c, result);
    } else if (!check_count(c, y)) {
        expr_set_invalid(c, result);
    } else if (value && y->mode == OPERAND_CONSTANT) {
        fold_shift(c, result, op, x, value, y);
    } else if (!type_is_integer(x->type) && !value) {
        fail(c, x, "shifted operand", " must be integer");
        expr_set_invalid(c, result);
    } else {
        result->mode = OPERAND_VALUE;
        result->type = x->type;
    }
    if (!expr_is_invalid(result) && type_is_untyped(y->type)) {
        untyped_update(c, y, type_basic(c->types, TYPE_UINT), true);
    }
}
