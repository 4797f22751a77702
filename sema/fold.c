// Arithmetic on constants, exact apart from floats too large or small for a ratio.
#include "sema/constant_value.h"

// Unary operators.

static Constant *negate_or_invert(Arena *arena, Operator op, const Constant *x, int bits) {
    mpz_t result;
    mpz_init(result);
    if (op == OP_SUB) {
        mpz_neg(result, x->integer);
    } else {
        mpz_com(result, x->integer);
        if (bits > 0) {
            mpz_fdiv_r_2exp(result, result, (mp_bitcnt_t)bits); // of an unsigned type: stay within its bits
        }
    }
    Constant *constant = constant_from_mpz(arena, result);
    mpz_clear(result);
    return constant;
}

static Constant *negate_float(Arena *arena, const Constant *x) {
    return constant_binary(arena, OP_SUB, constant_from_int64(arena, 0), x, false);
}

Constant *constant_unary(Arena *arena, Operator op, const Constant *x, int bits) {
    if (op == OP_ADD) {
        return (Constant *)x;
    }
    switch (x->kind) {
    case CONSTANT_BOOL: return constant_from_bool(arena, !x->boolean);
    case CONSTANT_INT: return negate_or_invert(arena, op, x, bits);
    case CONSTANT_FLOAT: return negate_float(arena, x);
    case CONSTANT_COMPLEX:
        return constant_make_complex(arena, constant_unary(arena, op, x->complex.re, 0),
                                     constant_unary(arena, op, x->complex.im, 0));
    case CONSTANT_STRING: return NULL;
    }
    return NULL;
}

// Binary operators.

static Constant *int_binary(Arena *arena, Operator op, const Constant *x, const Constant *y) {
    if ((op == OP_DIV || op == OP_REM) && constant_is_zero(y)) {
        return NULL;
    }
    mpz_t result;
    mpz_init(result);
    switch (op) {
    case OP_ADD: mpz_add(result, x->integer, y->integer); break;
    case OP_SUB: mpz_sub(result, x->integer, y->integer); break;
    case OP_MUL: mpz_mul(result, x->integer, y->integer); break;
    case OP_DIV: mpz_tdiv_q(result, x->integer, y->integer); break;
    case OP_REM: mpz_tdiv_r(result, x->integer, y->integer); break;
    case OP_AND: mpz_and(result, x->integer, y->integer); break;
    case OP_OR: mpz_ior(result, x->integer, y->integer); break;
    case OP_XOR: mpz_xor(result, x->integer, y->integer); break;
    case OP_AND_NOT:
        mpz_com(result, y->integer);
        mpz_and(result, x->integer, result);
        break;
    default: break; // no other operators on integers
    }
    Constant *constant = constant_from_mpz(arena, result);
    mpz_clear(result);
    return constant;
}

static Constant *ratio_binary(Arena *arena, Operator op, const Constant *x, const Constant *y) {
    mpq_t a;
    mpq_t b;
    mpq_init(a);
    mpq_init(b);
    constant_to_mpq(a, x);
    constant_to_mpq(b, y);
    switch (op) {
    case OP_ADD: mpq_add(a, a, b); break;
    case OP_SUB: mpq_sub(a, a, b); break;
    case OP_MUL: mpq_mul(a, a, b); break;
    case OP_DIV: mpq_div(a, a, b); break;
    default: break; // no other operators on floats
    }
    Constant *constant = constant_from_mpq(arena, a);
    mpq_clear(a);
    mpq_clear(b);
    return constant;
}

static Constant *big_binary(Arena *arena, Operator op, const Constant *x, const Constant *y) {
    constant_limit_exponents();
    mpfr_t a;
    mpfr_t b;
    mpfr_init2(a, CONSTANT_PRECISION);
    mpfr_init2(b, CONSTANT_PRECISION);
    constant_to_mpfr(a, x);
    constant_to_mpfr(b, y);
    switch (op) {
    case OP_ADD: mpfr_add(a, a, b, MPFR_RNDN); break;
    case OP_SUB: mpfr_sub(a, a, b, MPFR_RNDN); break;
    case OP_MUL: mpfr_mul(a, a, b, MPFR_RNDN); break;
    case OP_DIV: mpfr_div(a, a, b, MPFR_RNDN); break;
    default: break; // no other operators on floats
    }
    Constant *constant = constant_from_mpfr(arena, a);
    mpfr_clear(a);
    mpfr_clear(b);
    return constant;
}

// Real numbers, of which at least one is a float, or a quotient of integers that need not be one.
static Constant *float_binary(Arena *arena, Operator op, const Constant *x, const Constant *y) {
    if (op == OP_DIV && constant_is_zero(y)) {
        return NULL;
    }
    bool big = (x->kind == CONSTANT_FLOAT && x->is_big) || (y->kind == CONSTANT_FLOAT && y->is_big);
    return big ? big_binary(arena, op, x, y) : ratio_binary(arena, op, x, y);
}

static Constant *complex_multiply(Arena *arena, const Constant *x, const Constant *y) {
    const Constant *a = x->complex.re, *b = x->complex.im, *c = y->complex.re, *d = y->complex.im;
    Constant *ac = constant_binary(arena, OP_MUL, a, c, false);
    Constant *bd = constant_binary(arena, OP_MUL, b, d, false);
    Constant *bc = constant_binary(arena, OP_MUL, b, c, false);
    Constant *ad = constant_binary(arena, OP_MUL, a, d, false);
    return constant_make_complex(arena, constant_binary(arena, OP_SUB, ac, bd, false),
                                 constant_binary(arena, OP_ADD, bc, ad, false));
}

// (a+bi)/(c+di) = (a+bi)(c-di) / (c²+d²)
static Constant *complex_divide(Arena *arena, const Constant *x, const Constant *y) {
    const Constant *c = y->complex.re;
    const Constant *d = y->complex.im;
    Constant *norm = constant_binary(arena, OP_ADD, constant_binary(arena, OP_MUL, c, c, false),
                                     constant_binary(arena, OP_MUL, d, d, false), false);
    if (constant_is_zero(norm)) {
        return NULL;
    }
    Constant *conjugate = constant_make_complex(arena, c, constant_unary(arena, OP_SUB, d, 0));
    Constant *product = complex_multiply(arena, x, conjugate);
    return constant_make_complex(arena, constant_binary(arena, OP_DIV, product->complex.re, norm, false),
                                 constant_binary(arena, OP_DIV, product->complex.im, norm, false));
}

static Constant *complex_binary(Arena *arena, Operator op, const Constant *x, const Constant *y) {
    switch (op) {
    case OP_MUL: return complex_multiply(arena, x, y);
    case OP_DIV: return complex_divide(arena, x, y);
    default: // addition and subtraction go part by part
        return constant_make_complex(arena, constant_binary(arena, op, x->complex.re, y->complex.re, false),
                                     constant_binary(arena, op, x->complex.im, y->complex.im, false));
    }
}

static Constant *concatenate(Arena *arena, const Constant *x, const Constant *y) {
    int64_t len = x->string.len + y->string.len;
    char *bytes = arena_alloc(arena, (size_t)len + 1);
    memcpy(bytes, x->string.bytes, (size_t)x->string.len);
    memcpy(bytes + x->string.len, y->string.bytes, (size_t)y->string.len);
    return constant_from_string(arena, bytes, len);
}

static bool logical(Operator op, bool x, bool y) {
    return op == OP_LOGICAL_AND ? x && y : x || y;
}

// Integers that meet complex numbers become complex; floats and integers mix freely.
static void match_complex(Arena *arena, const Constant **x, const Constant **y) {
    *x = constant_convert(arena, (Constant *)*x, CONSTANT_COMPLEX);
    *y = constant_convert(arena, (Constant *)*y, CONSTANT_COMPLEX);
}

Constant *constant_binary(Arena *arena, Operator op, const Constant *x, const Constant *y,
                          bool integer_division) {
    if (x->kind == CONSTANT_BOOL) {
        return constant_from_bool(arena, logical(op, x->boolean, y->boolean));
    }
    if (x->kind == CONSTANT_STRING) {
        return concatenate(arena, x, y);
    }
    if (x->kind == CONSTANT_COMPLEX || y->kind == CONSTANT_COMPLEX) {
        match_complex(arena, &x, &y);
        return complex_binary(arena, op, x, y);
    }
    if (x->kind == CONSTANT_INT && y->kind == CONSTANT_INT && (op != OP_DIV || integer_division)) {
        return int_binary(arena, op, x, y);
    }
    return float_binary(arena, op, x, y);
}

Constant *constant_shift(Arena *arena, Operator op, const Constant *x, unsigned count) {
    mpz_t result;
    mpz_init(result);
    if (op == OP_SHL) {
        mpz_mul_2exp(result, x->integer, count);
    } else {
        mpz_fdiv_q_2exp(result, x->integer, count);
    }
    Constant *constant = constant_from_mpz(arena, result);
    mpz_clear(result);
    return constant;
}

// Comparison.

static int sign_of(int order) {
    return (order > 0) - (order < 0);
}

static int compare_strings(const Constant *x, const Constant *y) {
    int64_t len = x->string.len < y->string.len ? x->string.len : y->string.len;
    int order = memcmp(x->string.bytes, y->string.bytes, (size_t)len);
    return order ? sign_of(order) : (x->string.len > y->string.len) - (x->string.len < y->string.len);
}

static int compare_numbers(const Constant *x, const Constant *y) {
    if (x->kind == CONSTANT_INT && y->kind == CONSTANT_INT) {
        return sign_of(mpz_cmp(x->integer, y->integer));
    }
    bool big = (x->kind == CONSTANT_FLOAT && x->is_big) || (y->kind == CONSTANT_FLOAT && y->is_big);
    int order;
    if (big) {
        mpfr_t a;
        mpfr_t b;
        mpfr_init2(a, CONSTANT_PRECISION);
        mpfr_init2(b, CONSTANT_PRECISION);
        constant_to_mpfr(a, x);
        constant_to_mpfr(b, y);
        order = mpfr_cmp(a, b);
        mpfr_clear(a);
        mpfr_clear(b);
    } else {
        mpq_t a;
        mpq_t b;
        mpq_init(a);
        mpq_init(b);
        constant_to_mpq(a, x);
        constant_to_mpq(b, y);
        order = mpq_cmp(a, b);
        mpq_clear(a);
        mpq_clear(b);
    }
    return sign_of(order);
}

// 0 when equal; -1 or 1 otherwise, in no order for booleans and complex numbers.
static int compare(const Constant *x, const Constant *y) {
    if (x->kind == CONSTANT_BOOL) {
        return x->boolean != y->boolean;
    }
    if (x->kind == CONSTANT_STRING) {
        return compare_strings(x, y);
    }
    if (x->kind == CONSTANT_COMPLEX && y->kind == CONSTANT_COMPLEX) {
        return compare_numbers(x->complex.re, y->complex.re) || compare_numbers(x->complex.im, y->complex.im);
    }
    if (x->kind == CONSTANT_COMPLEX) {
        return compare_numbers(x->complex.re, y) || !constant_is_zero(x->complex.im);
    }
    return y->kind == CONSTANT_COMPLEX ? compare(y, x) : compare_numbers(x, y);
}

bool constant_compare(Operator op, const Constant *x, const Constant *y) {
    int order = compare(x, y);
    switch (op) {
    case OP_EQ: return order == 0;
    case OP_NE: return order != 0;
    case OP_LT: return order < 0;
    case OP_LE: return order <= 0;
    case OP_GT: return order > 0;
    case OP_GE: return order >= 0;
    default: return false; // not a comparison
    }
}
