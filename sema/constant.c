// Constants: construction, conversion between kinds, and what the later stages ask of them.
#include "sema/constant_value.h"
#include <math.h>

static Constant *constant_create(Arena *arena, ConstantKind kind) {
    Constant *constant = ARENA_NEW(arena, Constant);
    constant->kind = kind;
    return constant;
}

// Construction.

Constant *constant_from_bool(Arena *arena, bool value) {
    Constant *constant = constant_create(arena, CONSTANT_BOOL);
    constant->boolean = value;
    return constant;
}

Constant *constant_from_string(Arena *arena, const char *text, int64_t len) {
    Constant *constant = constant_create(arena, CONSTANT_STRING);
    constant->string.bytes = arena_strndup(arena, text, (size_t)len);
    constant->string.len = len;
    return constant;
}

Constant *constant_from_int64(Arena *arena, int64_t value) {
    mpz_t integer;
    mpz_init_set_si(integer, value);
    Constant *constant = constant_from_mpz(arena, integer);
    mpz_clear(integer);
    return constant;
}

// Makes `result` a read-only integer whose limbs are in the arena.
static void copy_integer(Arena *arena, mpz_ptr result, mpz_srcptr value) {
    size_t limbs = mpz_size(value);
    mp_limb_t *copy = arena_alloc(arena, (limbs ? limbs : 1) * sizeof(mp_limb_t));
    if (limbs > 0) {
        memcpy(copy, mpz_limbs_read(value), limbs * sizeof(mp_limb_t));
    }
    mpz_roinit_n(result, copy, mpz_sgn(value) < 0 ? -(mp_size_t)limbs : (mp_size_t)limbs);
}

Constant *constant_from_mpz(Arena *arena, const mpz_t value) {
    Constant *constant = constant_create(arena, CONSTANT_INT);
    copy_integer(arena, constant->integer, value);
    return constant;
}

static Constant *create_big(Arena *arena, const mpfr_t value) {
    Constant *constant = constant_create(arena, CONSTANT_FLOAT);
    void *significand = arena_alloc(arena, mpfr_custom_get_size(CONSTANT_PRECISION));
    mpfr_custom_init(significand, CONSTANT_PRECISION);
    mpfr_custom_init_set(constant->big, MPFR_ZERO_KIND, 0, CONSTANT_PRECISION, significand);
    mpfr_set(constant->big, value, MPFR_RNDN);
    constant->is_big = true;
    return constant;
}

static bool is_moderate(const mpfr_t value) {
    if (mpfr_zero_p(value)) {
        return true;
    }
    mpfr_exp_t exponent = mpfr_get_exp(value);
    return exponent > -CONSTANT_RATIO_EXPONENT && exponent < CONSTANT_RATIO_EXPONENT;
}

Constant *constant_from_mpq(Arena *arena, const mpq_t value) {
    size_t bits = mpz_sizeinbase(mpq_numref(value), 2);
    size_t den_bits = mpz_sizeinbase(mpq_denref(value), 2);
    if (bits < CONSTANT_RATIO_EXPONENT && den_bits < CONSTANT_RATIO_EXPONENT) {
        Constant *constant = constant_create(arena, CONSTANT_FLOAT);
        copy_integer(arena, mpq_numref(constant->ratio), mpq_numref(value));
        copy_integer(arena, mpq_denref(constant->ratio), mpq_denref(value));
        return constant;
    }
    mpfr_t big;
    mpfr_init2(big, CONSTANT_PRECISION);
    mpfr_set_q(big, value, MPFR_RNDN);
    Constant *constant = create_big(arena, big);
    mpfr_clear(big);
    return constant;
}

Constant *constant_from_mpfr(Arena *arena, const mpfr_t value) {
    return mpfr_number_p(value) ? create_big(arena, value) : NULL;
}

Constant *constant_from_double(Arena *arena, double value) {
    mpq_t ratio;
    mpq_init(ratio);
    mpq_set_d(ratio, value);
    Constant *constant = constant_from_mpq(arena, ratio);
    mpq_clear(ratio);
    return constant;
}

Constant *constant_make_complex(Arena *arena, const Constant *re, const Constant *im) {
    Constant *constant = constant_create(arena, CONSTANT_COMPLEX);
    constant->complex.re = (Constant *)re;
    constant->complex.im = (Constant *)im;
    return constant;
}

Constant *constant_part(Arena *arena, const Constant *value, bool imaginary) {
    if (value->kind == CONSTANT_COMPLEX) {
        return imaginary ? value->complex.im : value->complex.re;
    }
    return imaginary ? constant_from_int64(arena, 0) : (Constant *)value;
}

// Temporaries.

void constant_to_mpq(mpq_t result, const Constant *value) {
    if (value->kind == CONSTANT_INT) {
        mpq_set_z(result, value->integer);
    } else {
        mpq_set(result, value->ratio);
    }
}

void constant_to_mpfr(mpfr_t result, const Constant *value) {
    if (value->kind == CONSTANT_INT) {
        mpfr_set_z(result, value->integer, MPFR_RNDN);
    } else if (value->is_big) {
        mpfr_set(result, value->big, MPFR_RNDN);
    } else {
        mpfr_set_q(result, value->ratio, MPFR_RNDN);
    }
}

void constant_limit_exponents(void) {
    mpfr_set_emin(INT32_MIN);
    mpfr_set_emax(INT32_MAX);
}

// Conversion between kinds, only where no value is lost.

// A big float counts as an integer if it is one but for its last bits: those may be the rounding errors of
// what computed it.
static Constant *big_to_int(Arena *arena, const Constant *value) {
    static const mpfr_rnd_t roundings[] = {MPFR_RNDN, MPFR_RNDZ, MPFR_RNDA};
    if (!is_moderate(value->big)) {
        return NULL; // as in Go: no integers of millions of digits
    }
    Constant *result = NULL;
    for (int i = 0; i < 3 && !result; i++) {
        mpfr_t rounded;
        mpfr_init2(rounded, i == 0 ? CONSTANT_PRECISION : CONSTANT_PRECISION - 4);
        mpfr_set(rounded, value->big, roundings[i]);
        if (mpfr_integer_p(rounded)) {
            mpz_t integer;
            mpz_init(integer);
            mpfr_get_z(integer, rounded, MPFR_RNDN);
            result = constant_from_mpz(arena, integer);
            mpz_clear(integer);
        }
        mpfr_clear(rounded);
    }
    return result;
}

static Constant *float_to_int(Arena *arena, const Constant *value) {
    if (value->is_big) {
        return big_to_int(arena, value);
    }
    bool integral = mpz_cmp_ui(mpq_denref(value->ratio), 1) == 0;
    return integral ? constant_from_mpz(arena, mpq_numref(value->ratio)) : NULL;
}

static Constant *int_to_float(Arena *arena, const Constant *value) {
    mpq_t ratio;
    mpq_init(ratio);
    mpq_set_z(ratio, value->integer);
    Constant *result = constant_from_mpq(arena, ratio);
    mpq_clear(ratio);
    return result;
}

Constant *constant_convert(Arena *arena, Constant *value, ConstantKind kind) {
    if (value->kind == kind) {
        return value;
    }
    if (value->kind < CONSTANT_INT || kind < CONSTANT_INT) {
        return NULL;
    }
    if (kind == CONSTANT_COMPLEX) {
        return constant_make_complex(arena, value, constant_from_int64(arena, 0));
    }
    if (value->kind == CONSTANT_COMPLEX) {
        bool is_real = constant_is_zero(value->complex.im);
        return is_real ? constant_convert(arena, value->complex.re, kind) : NULL;
    }
    return kind == CONSTANT_INT ? float_to_int(arena, value) : int_to_float(arena, value);
}

// Questions.

ConstantKind constant_kind(const Constant *value) {
    return value->kind;
}

bool constant_bool(const Constant *value) {
    return value->boolean;
}

const char *constant_string(const Constant *value, int64_t *len) {
    if (len) {
        *len = value->string.len;
    }
    return value->string.bytes;
}

int constant_sign(const Constant *value) {
    switch (value->kind) {
    case CONSTANT_INT: return mpz_sgn(value->integer);
    case CONSTANT_FLOAT: return value->is_big ? mpfr_sgn(value->big) : mpq_sgn(value->ratio);
    case CONSTANT_COMPLEX: return constant_sign(value->complex.re) | constant_sign(value->complex.im);
    case CONSTANT_BOOL:
    case CONSTANT_STRING: return 1;
    }
    return 1;
}

bool constant_is_zero(const Constant *value) {
    return constant_sign(value) == 0;
}

int constant_bit_length(const Constant *value) {
    return mpz_sgn(value->integer) == 0 ? 0 : (int)mpz_sizeinbase(value->integer, 2);
}

uint64_t constant_bits(const Constant *value) {
    if (value->kind == CONSTANT_COMPLEX) {
        return constant_bits(value->complex.re);
    }
    mpz_t low;
    mpz_init(low);
    if (value->kind == CONSTANT_INT) {
        mpz_fdiv_r_2exp(low, value->integer, 64);
    } else if (value->kind == CONSTANT_FLOAT && !value->is_big) {
        mpz_fdiv_q(low, mpq_numref(value->ratio), mpq_denref(value->ratio));
        mpz_fdiv_r_2exp(low, low, 64);
    }
    uint64_t bits = value->kind == CONSTANT_BOOL ? value->boolean : mpz_get_ui(low);
    mpz_clear(low);
    return bits;
}

bool constant_fits_int64(const Constant *value) {
    return value->kind == CONSTANT_INT && mpz_fits_slong_p(value->integer);
}

bool constant_fits_uint64(const Constant *value) {
    return value->kind == CONSTANT_INT && mpz_fits_ulong_p(value->integer);
}

// Rounds once, to nearest even, subnormal numbers included: the temporary has the precision and exponents of
// the target.
static double round_to(const Constant *value, mpfr_prec_t precision, mpfr_exp_t min, mpfr_exp_t max) {
    mpfr_exp_t old_min = mpfr_get_emin();
    mpfr_exp_t old_max = mpfr_get_emax();
    mpfr_t rounded;
    mpfr_init2(rounded, precision);
    mpfr_set_emin(min);
    mpfr_set_emax(max);
    int inexact;
    if (value->kind == CONSTANT_INT) {
        inexact = mpfr_set_z(rounded, value->integer, MPFR_RNDN);
    } else if (value->is_big) {
        inexact = mpfr_set(rounded, value->big, MPFR_RNDN);
        inexact = mpfr_check_range(rounded, inexact, MPFR_RNDN);
    } else {
        inexact = mpfr_set_q(rounded, value->ratio, MPFR_RNDN);
    }
    mpfr_subnormalize(rounded, inexact, MPFR_RNDN);
    double result = mpfr_get_d(rounded, MPFR_RNDN);
    mpfr_clear(rounded);
    mpfr_set_emin(old_min);
    mpfr_set_emax(old_max);
    return result == 0 ? 0 : result; // constants have no negative zero
}

double constant_float64(const Constant *value) {
    return value->kind == CONSTANT_COMPLEX ? constant_real(value) : round_to(value, 53, -1073, 1024);
}

float constant_float32(const Constant *value) {
    if (value->kind == CONSTANT_COMPLEX) {
        value = value->complex.re;
    }
    return (float)round_to(value, 24, -148, 128);
}

double constant_real(const Constant *value) {
    return constant_float64(value->kind == CONSTANT_COMPLEX ? value->complex.re : value);
}

double constant_imag(const Constant *value) {
    return value->kind == CONSTANT_COMPLEX ? constant_float64(value->complex.im) : 0;
}
