// Is a constant a value of a type? And rounding to it.
#include "sema/check.h"
#include "sema/constant_value.h"
#include "sema/untyped.h"
#include <math.h>

static bool fits_integer(const Constant *value, const Type *type) {
    static const int bits[] = {
        [TYPE_INT] = -64,   [TYPE_INT8] = -8,   [TYPE_INT16] = -16,  [TYPE_INT32] = -32,
        [TYPE_INT64] = -64, [TYPE_UINT] = 64,   [TYPE_UINT8] = 8,    [TYPE_UINT16] = 16,
        [TYPE_UINT32] = 32, [TYPE_UINT64] = 64, [TYPE_UINTPTR] = 64,
    };
    if (type_is_untyped(type)) {
        return true;
    }
    int width = bits[type->kind];
    if (width > 0) {
        return constant_sign(value) >= 0 && constant_bit_length(value) <= width;
    }
    // -2^n needs no more bits than 2^n - 1: compare the complement of a negative number
    mpz_t magnitude;
    mpz_init_set(magnitude, value->integer);
    if (mpz_sgn(magnitude) < 0) {
        mpz_com(magnitude, magnitude);
    }
    bool fits = mpz_sgn(magnitude) == 0 || mpz_sizeinbase(magnitude, 2) < (size_t)-width;
    mpz_clear(magnitude);
    return fits;
}

// NULL when the rounded number is infinite.
static Constant *round_float(Arena *arena, const Constant *value, bool single) {
    double rounded = single ? (double)constant_float32(value) : constant_float64(value);
    if (!isfinite(rounded)) {
        return NULL;
    }
    return constant_from_double(arena, rounded);
}

static Constant *as_complex(Arena *arena, Constant *value, const Type *type) {
    value = constant_convert(arena, value, CONSTANT_COMPLEX);
    if (!value || type->kind == TYPE_UNTYPED_COMPLEX) {
        return value;
    }
    bool single = type->kind == TYPE_COMPLEX64;
    Constant *re = round_float(arena, value->complex.re, single);
    Constant *im = round_float(arena, value->complex.im, single);
    return re && im ? constant_make_complex(arena, re, im) : NULL;
}

// The value as one of the type, NULL if it is none.
static Constant *represent(Arena *arena, Constant *value, const Type *type) {
    if (type_is_integer(type)) {
        value = constant_convert(arena, value, CONSTANT_INT);
        return value && fits_integer(value, type) ? value : NULL;
    }
    if (type_is_float(type)) {
        value = constant_convert(arena, value, CONSTANT_FLOAT);
        if (!value || type->kind == TYPE_UNTYPED_FLOAT) {
            return value;
        }
        return round_float(arena, value, type->kind == TYPE_FLOAT32);
    }
    if (type_is_complex(type)) {
        return as_complex(arena, value, type);
    }
    bool same = (type_is_string(type) && value->kind == CONSTANT_STRING) ||
                (type_is_boolean(type) && value->kind == CONSTANT_BOOL);
    return same ? value : NULL;
}

bool constant_representable(Checker *c, Constant **value, Type *type) {
    Constant *represented = represent(c->session->arena, *value, type_underlying(type)->canonical);
    if (represented) {
        *value = represented;
    }
    return represented != NULL;
}

// What the operator is called in "constant addition overflow".
static const char *operation_name(const Expr *expr) {
    if (expr->kind == EXPR_UNARY) {
        return expr->unary.op == OP_XOR ? "bitwise complement " : "";
    }
    if (expr->kind != EXPR_BINARY) {
        return "";
    }
    switch (expr->binary.op) {
    case OP_ADD: return "addition ";
    case OP_SUB: return "subtraction ";
    case OP_XOR: return "bitwise XOR ";
    case OP_MUL: return "multiplication ";
    case OP_SHL: return "shift ";
    default: return "";
    }
}

void constant_check_overflow(Checker *c, Expr *expr, Pos op_pos) {
    if (!expr->constant) {
        check_error(c, (Span){op_pos, op_pos}, "constant result is not representable");
        expr_set_invalid(c, expr);
    } else if (!type_is_untyped(expr->type)) {
        Type *target = type_underlying(expr->type);
        if (!constant_representable(c, &expr->constant, target)) {
            bool truncated = !type_is_integer(expr->type) && type_is_integer(target);
            untyped_report(c, expr, target, truncated ? UNTYPED_TRUNCATED : UNTYPED_OVERFLOWS);
            expr_set_invalid(c, expr);
        }
    } else if (constant_kind(expr->constant) == CONSTANT_INT &&
               constant_bit_length(expr->constant) > CONSTANT_PRECISION) {
        check_error(c, (Span){op_pos, op_pos}, "constant %soverflow", operation_name(expr));
        expr_set_invalid(c, expr);
    }
}
