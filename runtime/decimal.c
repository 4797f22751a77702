// Exact conversion of binary floating-point numbers to decimal digits.
//
// An integer is divided by 10^9 until nothing is left; a fraction is multiplied by 10^9, the carry being
// the next nine digits. Either is exact and needs no more than 1,100 bits.
#include "decimal.h"

#include <stdint.h>
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
