// Exact conversion of binary floating-point numbers to decimal digits.
//
// An integer is divided by 10^9 until nothing is left; a fraction is multiplied by 10^9, the carry being
// the next nine digits. Either is exact and needs no more than 1,100 bits. The shortest form (Steele &
// White 1990: the fewest digits that identify the number) is found by rounding the exact digits to more and
// more places until one reads back; numbers that have a form of at most 15 digits, most of those that people
// write, are found without the exact digits.
#include "decimal.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 1000000000, CHUNK_DIGITS = 9, WORDS = 36 };

static void trim_zeros(Decimal *decimal) {
    while (decimal->count > 0 && decimal->digits[decimal->count - 1] == '0')
        decimal->count--;
    if (decimal->count == 0)
        decimal->point = 0;
}

// Appends nine digits; leading zeros of the number only move the point.
static void add_chunk(Decimal *decimal, uint32_t chunk) {
    char digits[CHUNK_DIGITS];
    for (int i = CHUNK_DIGITS - 1; i >= 0; i--, chunk /= 10)
        digits[i] = (char)('0' + chunk % 10);
    int skipped = 0;
    if (decimal->count == 0)
        while (skipped < CHUNK_DIGITS && digits[skipped] == '0')
            skipped++;
    int count = CHUNK_DIGITS - skipped;
    if (decimal->count + count > DECIMAL_MAX)
        count = DECIMAL_MAX - decimal->count;
    memcpy(decimal->digits + decimal->count, digits + skipped, (size_t)count);
    decimal->count += count;
}

// The integer mantissa x 2^exponent. Its nine-digit chunks come out lowest first.
static void set_integer(Decimal *decimal, uint64_t mantissa, int exponent) {
    uint32_t words[WORDS] = {0}, chunks[WORDS];
    int low = exponent / 32, shift = exponent % 32, used = low + 3, count = 0;
    words[low] = (uint32_t)(mantissa << shift);
    words[low + 1] = (uint32_t)(mantissa >> (32 - shift));
    if (shift)
        words[low + 2] = (uint32_t)(mantissa >> 32 >> (32 - shift));
    while (used > 0) {
        uint64_t rest = 0;
        for (int i = used - 1; i >= 0; i--) {
            rest = rest << 32 | words[i];
            words[i] = (uint32_t)(rest / CHUNK);
            rest %= CHUNK;
        }
        chunks[count++] = (uint32_t)rest;
        while (used > 0 && words[used - 1] == 0)
            used--;
    }
    while (count > 0 && chunks[count - 1] == 0)
        count--;
    int chunk_digits = count * CHUNK_DIGITS;
    for (int i = count - 1; i >= 0; i--)
        add_chunk(decimal, chunks[i]);
    decimal->point = count ? decimal->count - (chunk_digits - count * CHUNK_DIGITS) : 0;
}

// Adds the digits of fraction / 2^bits, which is less than 1.
static void add_fraction(Decimal *decimal, uint64_t fraction, int bits) {
    uint32_t words[WORDS] = {0}; // fixed point, the point being above the highest word
    int used = (bits + 31) / 32, shift = used * 32 - bits, first = 0;
    words[0] = (uint32_t)(fraction << shift);
    if (used > 1)
        words[1] = (uint32_t)(fraction << shift >> 32);
    if (used > 2 && shift)
        words[2] = (uint32_t)(fraction >> (64 - shift));
    while (first < used) {
        uint64_t carry = 0;
        for (int i = first; i < used; i++) {
            carry += (uint64_t)words[i] * CHUNK;
            words[i] = (uint32_t)carry;
            carry >>= 32;
        }
        int before = decimal->count;
        add_chunk(decimal, (uint32_t)carry);
        if (before == 0) // nothing but zeros so far
            decimal->point -= CHUNK_DIGITS - decimal->count;
        while (first < used && words[first] == 0)
            first++;
    }
}

void decimal_set(Decimal *decimal, uint64_t mantissa, int exponent) {
    decimal->count = decimal->point = 0;
    if (mantissa == 0)
        return;
    int zeros = __builtin_ctzll(mantissa);
    mantissa >>= zeros;
    exponent += zeros;
    if (exponent >= 0) {
        set_integer(decimal, mantissa, exponent);
    } else {
        int bits = -exponent;
        uint64_t whole = bits < 64 ? mantissa >> bits : 0;
        if (whole)
            set_integer(decimal, whole, 0);
        add_fraction(decimal, bits < 64 ? mantissa & ((UINT64_C(1) << bits) - 1) : mantissa, bits);
    }
    trim_zeros(decimal);
}

// Adds one in the last of `count` digits.
static void round_up(Decimal *decimal, int count) {
    while (count > 0 && decimal->digits[count - 1] == '9')
        count--;
    if (count == 0) {
        decimal->digits[0] = '1';
        decimal->count = 1;
        decimal->point++;
        return;
    }
    decimal->digits[count - 1]++;
    decimal->count = count;
}

static void round_down(Decimal *decimal, int count) {
    decimal->count = count;
    trim_zeros(decimal);
}

static bool should_round_up(const Decimal *decimal, int count) {
    bool is_half = decimal->digits[count] == '5' && count + 1 == decimal->count;
    if (is_half)
        return count > 0 && (decimal->digits[count - 1] - '0') % 2 != 0;
    return decimal->digits[count] >= '5';
}

void decimal_round(Decimal *decimal, int count) {
    if (count >= decimal->count)
        return;
    if (count < 0) {
        decimal->count = decimal->point = 0;
    } else if (should_round_up(decimal, count)) {
        round_up(decimal, count);
    } else {
        round_down(decimal, count);
    }
}

// Whether the decimal reads back as value. The C library's conversions are correctly rounded.
static bool reads_as(const Decimal *decimal, double value, int bits) {
    char text[48];
    memcpy(text, decimal->digits, (size_t)decimal->count);
    char *p = text + decimal->count;
    int exponent = decimal->point - decimal->count;
    *p++ = 'e';
    *p++ = exponent < 0 ? '-' : '+';
    exponent = abs(exponent);
    *p++ = (char)('0' + exponent / 100);
    *p++ = (char)('0' + exponent / 10 % 10);
    *p++ = (char)('0' + exponent % 10);
    *p = '\0';
    return bits == 32 ? strtof(text, NULL) == (float)value : strtod(text, NULL) == value;
}

// Two decimals of at most 15 digits never read as the same double, so one that does is the shortest.
// Scaling to 15 digits and back with powers of ten up to 10^22, which are exact, loses less than a quarter.
static bool set_up_to_15_digits(Decimal *decimal, double value) {
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    if (value >= 1e15 || value < 1e-7)
        return false;
    int places = 14;
    while (value * powers[places] >= 1e15)
        places--;
    while (value * powers[places] < 1e14)
        places++;
    double scaled = (double)(int64_t)(value * powers[places] + 0.5);
    if (scaled >= 1e15 || scaled / powers[places] != value)
        return false;
    decimal_set_scaled(decimal, (uint64_t)scaled, places);
    return true;
}

// The one float for which Go breaks a tie upwards: its shortest form is 0.00024414063.
static const double tie_rounded_up = 0x1p-12;

// Cuts to `count` digits, to the nearest if that reads back. The other neighbour can only do so where the
// float below is nearer than the one above, at a power of two.
static bool cut_to(Decimal *decimal, const Decimal *exact, int count, double value, int bits) {
    bool rounds_up = count < exact->count && should_round_up(exact, count);
    rounds_up |= bits == 32 && value == tie_rounded_up;
    int ignored;
    int candidates = frexp(value, &ignored) == 0.5 ? 2 : 1;
    for (int i = 0; i < candidates; i++, rounds_up = !rounds_up) {
        decimal->point = exact->point;
        decimal->count = exact->count;
        memcpy(decimal->digits, exact->digits, (size_t)exact->count);
        if (count >= exact->count)
            return true;
        if (rounds_up)
            round_up(decimal, count);
        else
            round_down(decimal, count);
        if (count >= (bits == 32 ? FLT_DECIMAL_DIG : DBL_DECIMAL_DIG) || reads_as(decimal, value, bits))
            return true;
    }
    return false;
}

// Of a normal number, at most one decimal with FLT_DIG or DBL_DIG digits reads back: the search begins there.
static int first_count(double value, int bits) {
    if (value < (bits == 32 ? FLT_MIN : DBL_MIN))
        return 1;
    if (bits == 32)
        return FLT_DIG;
    bool was_tried = value < 1e15 && value >= 1e-7; // by set_up_to_15_digits
    return was_tried ? DBL_DIG + 1 : DBL_DIG;
}

void decimal_set_shortest(Decimal *decimal, double value, int bits) {
    if (bits == 64 && (set_up_to_15_digits(decimal, value) || decimal_set_16_or_17_digits(decimal, value)))
        return;
    Decimal exact;
    int exponent, count = first_count(value, bits);
    double fraction = frexp(value, &exponent); // [0.5, 1)
    decimal_set(&exact, (uint64_t)ldexp(fraction, DBL_MANT_DIG), exponent - DBL_MANT_DIG);
    while (!cut_to(decimal, &exact, count, value, bits))
        count++;
}
