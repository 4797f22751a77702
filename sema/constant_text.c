// Constants as Go's messages show them: integers in full, floats with six digits, long strings cut.
#include "sema/constant_value.h"
#include "sema/text.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { STRING_TEXT_MAX = 72 }; // characters, quotes included

static const char *string_text(Arena *arena, const Constant *value) {
    Text text = {.arena = arena};
    text_add_quoted(&text, value->string.bytes, value->string.len);
    int chars = 0;
    int cut = 0;
    for (int i = 0; i < text.chars.len; i++) {
        if (((unsigned char)text.chars.items[i] & 0xC0) != 0x80) {
            if (chars == STRING_TEXT_MAX - 3) {
                cut = i;
            }
            chars++;
        }
    }
    if (chars > STRING_TEXT_MAX) {
        return arena_printf(arena, "%.*s...", cut, text.chars.items);
    }
    return text_finish(&text);
}

static const char *int_text(Arena *arena, const Constant *value) {
    char *text = arena_alloc(arena, mpz_sizeinbase(value->integer, 10) + 2);
    return mpz_get_str(text, 10, value->integer);
}

// The shortest digits that read back as the same number.
static const char *shortest_text(Arena *arena, double value) {
    for (int precision = 1;; precision++) {
        const char *text = arena_printf(arena, "%.*g", precision, value);
        if (precision == 17 || strtod(text, NULL) == value) {
            return text;
        }
    }
}

// Beyond the range of float64: mantissa and decimal exponent.
static const char *huge_text(Arena *arena, const mpfr_t value) {
    mpfr_t log;
    mpfr_t mantissa;
    mpfr_init2(log, CONSTANT_PRECISION);
    mpfr_init2(mantissa, CONSTANT_PRECISION);
    mpfr_abs(mantissa, value, MPFR_RNDN);
    mpfr_log10(log, mantissa, MPFR_RNDN);
    mpfr_floor(log, log);
    long exponent = mpfr_get_si(log, MPFR_RNDN);
    mpfr_exp10(log, log, MPFR_RNDN);
    mpfr_div(mantissa, mantissa, log, MPFR_RNDN);
    double digits = mpfr_get_d(mantissa, MPFR_RNDN);
    mpfr_clear(mantissa);
    mpfr_clear(log);
    return arena_printf(arena, "%s%.6ge%+ld", mpfr_sgn(value) < 0 ? "-" : "", digits, exponent);
}

static const char *float_text(Arena *arena, const Constant *value) {
    double number = constant_float64(value);
    if (isfinite(number) && (number == 0) == constant_is_zero(value)) {
        const char *text = arena_printf(arena, "%.6g", number);
        bool integral =
            value->is_big ? mpfr_integer_p(value->big) : mpz_cmp_ui(mpq_denref(value->ratio), 1) == 0;
        bool shown_integral = !strchr(text, '.');
        return !integral && shown_integral ? shortest_text(arena, number) : text;
    }
    mpfr_t big;
    mpfr_init2(big, CONSTANT_PRECISION);
    constant_to_mpfr(big, value);
    const char *text = huge_text(arena, big);
    mpfr_clear(big);
    return text;
}

const char *constant_text(Arena *arena, const Constant *value) {
    switch (value->kind) {
    case CONSTANT_BOOL: return value->boolean ? "true" : "false";
    case CONSTANT_STRING: return string_text(arena, value);
    case CONSTANT_INT: return int_text(arena, value);
    case CONSTANT_FLOAT: return float_text(arena, value);
    case CONSTANT_COMPLEX:
        return arena_printf(arena, "(%s + %si)", constant_text(arena, value->complex.re),
                            constant_text(arena, value->complex.im));
    }
    return "";
}
