// Floating-point numbers as text, in the formats of Go's strconv.FormatFloat.
#include "buffer.h"
#include "decimal.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// A finite number taken apart: mantissa x 2^exponent; a normal number's mantissa has its top bit at
// mantissa_bits.
typedef struct {
    uint64_t mantissa;
    int exponent;
    int mantissa_bits;
} Parts;

static Parts take_apart(double value, int bits) {
    Parts parts;
    uint64_t word;
    int biased, bias;
    if (bits == 32) {
        float narrow = (float)value;
        uint32_t word32;
        memcpy(&word32, &narrow, 4);
        word = word32;
        parts.mantissa_bits = 23;
        biased = (int)(word >> 23 & 0xFF);
        bias = 127;
    } else {
        memcpy(&word, &value, 8);
        parts.mantissa_bits = 52;
        biased = (int)(word >> 52 & 0x7FF);
        bias = 1023;
    }
    uint64_t top = UINT64_C(1) << parts.mantissa_bits;
    parts.mantissa = (word & (top - 1)) | (biased ? top : 0);
    parts.exponent = (biased ? biased : 1) - bias - parts.mantissa_bits;
    return parts;
}

// Two digits at least.
static void add_exponent(Buffer *buffer, int exponent) {
    buffer_add_byte(buffer, exponent < 0 ? '-' : '+');
    exponent = abs(exponent);
    if (exponent < 10)
        buffer_add_byte(buffer, '0');
    buffer_add_uint(buffer, (uint64_t)exponent);
}

static void add_digits(Buffer *buffer, const Decimal *decimal, int from, int count) {
    if (from >= 0 && count > 0 && from + count <= decimal->count) {
        buffer_add(buffer, decimal->digits + from, (size_t)count);
        return;
    }
    for (int i = from; i < from + count; i++)
        buffer_add_byte(buffer, (char)(i >= 0 && i < decimal->count ? decimal->digits[i] : '0'));
}

// d.ddde+dd with `places` digits after the point
static void add_scientific(Buffer *buffer, const Decimal *decimal, int places, char e) {
    add_digits(buffer, decimal, 0, 1);
    if (places > 0) {
        buffer_add_byte(buffer, '.');
        add_digits(buffer, decimal, 1, places);
    }
    buffer_add_byte(buffer, e);
    add_exponent(buffer, decimal->count ? decimal->point - 1 : 0);
}

// ddd.ddd with `places` digits after the point
static void add_positional(Buffer *buffer, const Decimal *decimal, int places) {
    if (decimal->point > 0)
        add_digits(buffer, decimal, 0, decimal->point);
    else
        buffer_add_byte(buffer, '0');
    if (places > 0) {
        buffer_add_byte(buffer, '.');
        add_digits(buffer, decimal, decimal->point, places);
    }
}

static int at_least_0(int n) {
    return n > 0 ? n : 0;
}

// %g: scientific when the exponent is below -4 or not below the precision.
static void add_general(Buffer *buffer, const Decimal *decimal, int precision, bool is_shortest, char verb) {
    int limit = precision, exponent = decimal->point - 1;
    if (limit > decimal->count && decimal->count >= decimal->point)
        limit = decimal->count;
    if (is_shortest)
        limit = 6;
    if (exponent < -4 || exponent >= limit) {
        int digits = precision < decimal->count ? precision : decimal->count;
        add_scientific(buffer, decimal, digits - 1, verb == 'g' ? 'e' : 'E');
        return;
    }
    if (precision > decimal->point)
        precision = decimal->count;
    add_positional(buffer, decimal, at_least_0(precision - decimal->point));
}

static void add_decimal(Buffer *buffer, double value, char verb, int precision, int bits) {
    Decimal decimal;
    bool is_shortest = precision < 0;
    Parts parts = take_apart(value, bits);
    if (is_shortest && value != 0) {
        bool is_power_of_two = parts.mantissa == UINT64_C(1) << parts.mantissa_bits;
        bool is_least =
            parts.exponent == (bits == 32 ? FLT_MIN_EXP - FLT_MANT_DIG : DBL_MIN_EXP - DBL_MANT_DIG);
        decimal_set_shortest(&decimal, parts.mantissa, parts.exponent, is_power_of_two && !is_least);
    } else {
        if (verb != 'f' || !decimal_set_places(&decimal, parts.mantissa, parts.exponent, precision))
            decimal_set(&decimal, parts.mantissa, parts.exponent);
    }
    switch (verb) {
    case 'e':
    case 'E':
        if (is_shortest)
            precision = at_least_0(decimal.count - 1);
        decimal_round(&decimal, precision + 1);
        add_scientific(buffer, &decimal, precision, verb);
        break;
    case 'f':
        if (is_shortest)
            precision = at_least_0(decimal.count - decimal.point);
        decimal_round(&decimal, decimal.point + precision);
        add_positional(buffer, &decimal, precision);
        break;
    default:
        if (is_shortest)
            precision = decimal.count;
        else if (precision == 0)
            precision = 1;
        decimal_round(&decimal, precision);
        add_general(buffer, &decimal, precision, is_shortest, verb);
    }
}

// %b: 4503599627370496p-52
static void add_binary(Buffer *buffer, Parts parts) {
    buffer_add_uint(buffer, parts.mantissa);
    buffer_add_byte(buffer, 'p');
    if (parts.exponent >= 0)
        buffer_add_byte(buffer, '+');
    buffer_add_int(buffer, parts.exponent);
}

// %x: 0x1.8p+01. The mantissa is shifted so that its leading 1 is bit 60, which leaves 15 hex digits below.
static void add_hexadecimal(Buffer *buffer, Parts parts, char verb, int precision) {
    enum { TOP = 60, DIGITS = TOP / 4 };
    const char *digits = verb == 'x' ? "0123456789abcdef" : "0123456789ABCDEF";
    uint64_t mantissa = parts.mantissa;
    int exponent = 0;
    if (mantissa) {
        int shift = __builtin_clzll(mantissa) - (63 - TOP);
        mantissa <<= shift;
        exponent = parts.exponent + TOP - shift;
    }
    if (precision >= 0 && precision < DIGITS) {
        int dropped = TOP - precision * 4;
        uint64_t half = UINT64_C(1) << (dropped - 1), rest = mantissa & (2 * half - 1);
        mantissa >>= dropped;
        if (rest > half || (rest == half && mantissa & 1))
            mantissa++;
        mantissa <<= dropped;
        if (mantissa >> (TOP + 1)) {
            mantissa >>= 1;
            exponent++;
        }
    }
    buffer_add_byte(buffer, '0');
    buffer_add_byte(buffer, verb);
    buffer_add_byte(buffer, (char)('0' + (mantissa >> TOP & 1)));
    mantissa <<= 4;
    if (precision > 0 || (precision < 0 && mantissa))
        buffer_add_byte(buffer, '.');
    for (int i = 0; precision < 0 ? mantissa != 0 : i < precision; i++, mantissa <<= 4)
        buffer_add_byte(buffer, digits[mantissa >> TOP & 15]);
    buffer_add_byte(buffer, verb == 'x' ? 'p' : 'P');
    add_exponent(buffer, exponent);
}

void buffer_add_float(Buffer *buffer, double value, char verb, int precision, int bits) {
    if (isnan(value)) {
        buffer_add_text(buffer, "NaN");
        return;
    }
    bool is_negative = signbit(value);
    if (isinf(value)) {
        buffer_add_text(buffer, is_negative ? "-Inf" : "+Inf");
        return;
    }
    if (is_negative)
        buffer_add_byte(buffer, '-');
    value = fabs(value);
    switch (verb) {
    case 'b': add_binary(buffer, take_apart(value, bits)); break;
    case 'x':
    case 'X': add_hexadecimal(buffer, take_apart(value, bits), verb, precision); break;
    default: add_decimal(buffer, value, verb, precision, bits);
    }
}
