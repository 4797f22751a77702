// Number literals to constants.
#include "sema/constant_value.h"
#include <stdlib.h>

// The digits without underscores, NUL-terminated.
static char *strip_underscores(Arena *arena, const char *text, int len) {
    char *digits = arena_alloc(arena, (size_t)len + 1);
    int count = 0;
    for (int i = 0; i < len; i++) {
        if (text[i] != '_') {
            digits[count++] = text[i];
        }
    }
    return digits;
}

static int base_of(const char *digits) {
    if (digits[0] != '0' || digits[1] == '\0') {
        return 10;
    }
    switch (digits[1] | 0x20) {
    case 'x': return 16;
    case 'b': return 2;
    case 'o':
    default: return 8;
    }
}

static Constant *parse_int(Arena *arena, const char *digits, int base) {
    bool has_letter = base != 10 && (digits[1] | 0x20) >= 'a';
    mpz_t integer;
    mpz_init(integer);
    bool ok = mpz_set_str(integer, digits + (has_letter ? 2 : 0), base) == 0;
    Constant *result = ok ? constant_from_mpz(arena, integer) : NULL;
    mpz_clear(integer);
    return result;
}

// mantissa * base^exponent, exactly.
static Constant *scale(Arena *arena, const mpz_t mantissa, unsigned base, long exponent) {
    mpq_t ratio;
    mpz_t power;
    mpq_init(ratio);
    mpz_init(power);
    mpz_ui_pow_ui(power, base, (unsigned long)labs(exponent));
    if (exponent >= 0) {
        mpz_mul(mpq_numref(ratio), mantissa, power);
    } else {
        mpz_set(mpq_numref(ratio), mantissa);
        mpz_set(mpq_denref(ratio), power);
        mpq_canonicalize(ratio);
    }
    Constant *result = constant_from_mpq(arena, ratio);
    mpz_clear(power);
    mpq_clear(ratio);
    return result;
}

// A float of moderate size: the digits are an integer, the point and the exponent a power of 10 (of 2 in
// hexadecimal).
static Constant *parse_exactly(Arena *arena, const char *text, bool hex) {
    char *digits = arena_alloc(arena, strlen(text) + 1);
    int count = 0;
    long fraction = 0;
    bool after_point = false;
    const char *s = hex ? text + 2 : text;
    for (; *s && (*s | 0x20) != (hex ? 'p' : 'e'); s++) {
        if (*s == '.') {
            after_point = true;
        } else {
            digits[count++] = *s;
            fraction += after_point;
        }
    }
    long exponent = *s ? strtol(s + 1, NULL, 10) : 0;
    mpz_t mantissa;
    mpz_init(mantissa);
    Constant *result = NULL;
    if (mpz_set_str(mantissa, digits, hex ? 16 : 10) == 0) {
        result = hex ? scale(arena, mantissa, 2, exponent - 4 * fraction)
                     : scale(arena, mantissa, 10, exponent - fraction);
    }
    mpz_clear(mantissa);
    return result;
}

static Constant *parse_float(Arena *arena, const char *digits) {
    bool hex = digits[0] == '0' && (digits[1] | 0x20) == 'x';
    constant_limit_exponents();
    mpfr_t value;
    mpfr_init2(value, CONSTANT_PRECISION);
    char *end;
    mpfr_strtofr(value, digits, &end, hex ? 16 : 10, MPFR_RNDN);
    Constant *result = NULL;
    if (*end == '\0' && mpfr_number_p(value)) {
        mpfr_exp_t exponent = mpfr_zero_p(value) ? 0 : mpfr_get_exp(value);
        if (mpfr_zero_p(value)) { // or too small to tell
            result = constant_from_double(arena, 0);
        } else if (exponent > -CONSTANT_RATIO_EXPONENT && exponent < CONSTANT_RATIO_EXPONENT) {
            result = parse_exactly(arena, digits, hex);
        } else {
            result = constant_from_mpfr(arena, value);
        }
    }
    mpfr_clear(value);
    return result;
}

static Constant *parse_imaginary(Arena *arena, const char *digits) {
    size_t len = strlen(digits) - 1; // without the i
    char *number = arena_strndup(arena, digits, len);
    bool prefixed = number[0] == '0' && strchr("xXbBoO", number[1]) && number[1];
    Constant *part;
    if (strpbrk(number, prefixed ? ".pP" : ".eE")) {
        part = parse_float(arena, number);
    } else {
        part = parse_int(arena, number, prefixed ? base_of(number) : 10); // 0123i is 123i
    }
    return part ? constant_make_complex(arena, constant_from_int64(arena, 0), part) : NULL;
}

Constant *constant_from_literal(Arena *arena, LitKind kind, const char *text, int len) {
    const char *digits = strip_underscores(arena, text, len);
    switch (kind) {
    case LIT_INT: return parse_int(arena, digits, base_of(digits));
    case LIT_FLOAT: return parse_float(arena, digits);
    case LIT_IMAGINARY: return parse_imaginary(arena, digits);
    case LIT_RUNE:
    case LIT_STRING: return NULL; // not numbers
    }
    return NULL;
}
