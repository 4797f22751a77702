// The shortest decimal that reads back as a given float: Schubfach (R. Giulietti, The Schubfach way to render
// doubles, 2020).
//
// What reads back as c x 2^q lies between the points half way to its neighbours. 10^k is chosen to be the
// largest power of ten that is at most the width of that interval: so there is at least one multiple of 10^k
// in it, and at most one multiple of 10^(k+1), which would be a digit shorter. Below and above the number
// there is one multiple of each, so four candidates are all. The comparisons need c x 2^q / 10^k and the two
// ends of the interval to two bits after the point, and whether anything follows these: the last bit,
// "rounded to odd", says so. A power of ten of 128 bits, rounded up, gives that without error (section 9 of
// the paper).
//
// The powers are not a table in the source: each is computed, exactly, when it is first used.
#include "decimal.h"

#include <stdbool.h>
#include <stdint.h>

__extension__ typedef unsigned __int128 Wide;

enum {
    POWER_MIN = -292,
    POWER_MAX = 324,
    POWER_WORDS = 28, // 32 bits each: 2^128 x 5^324 and what it is divided by
    FIVES = 13,       // 5^13 fits a word
};

// floor(log2(10^exponent)), floor(log10(2^exponent)), floor(log10(3/4 x 2^exponent)), for exponents up to
// 1500.
static int log2_of_power_of_ten(int exponent) {
    return exponent * 1741647 >> 19;
}

static int log10_of_power_of_two(int exponent) {
    return exponent * 1262611 >> 22;
}

static int log10_of_three_quarters(int exponent) {
    return (exponent * 1262611 - 524031) >> 22;
}

// ---- Powers of ten

static uint32_t power_of_five(int exponent) {
    uint32_t power = 1;
    while (exponent-- > 0)
        power *= 5;
    return power;
}

static void multiply(uint32_t *words, uint32_t factor) {
    uint64_t carry = 0;
    for (int i = 0; i < POWER_WORDS; i++) {
        carry += (uint64_t)words[i] * factor;
        words[i] = (uint32_t)carry;
        carry >>= 32;
    }
}

// Returns whether something is left.
static bool divide(uint32_t *words, uint32_t divisor) {
    uint64_t rest = 0;
    for (int i = POWER_WORDS - 1; i >= 0; i--) {
        rest = rest << 32 | words[i];
        words[i] = (uint32_t)(rest / divisor);
        rest %= divisor;
    }
    return rest != 0;
}

static uint32_t word_at(const uint32_t *words, int index) {
    return index >= 0 ? words[index] : 0;
}

// The top 128 bits; *inexact becomes true when there are others.
static Wide top_bits(const uint32_t *words, bool *inexact) {
    int top = POWER_WORDS - 1;
    while (top > 0 && words[top] == 0)
        top--;
    int zeros = __builtin_clz(words[top] | 1);
    uint32_t below = word_at(words, top - 4);
    Wide bits = 0;
    for (int i = top; i > top - 4; i--)
        bits = bits << 32 | word_at(words, i);
    if (zeros)
        bits = bits << zeros | below >> (32 - zeros);
    *inexact |= (uint32_t)(below << zeros) != 0;
    for (int i = top - 5; i >= 0; i--)
        *inexact |= words[i] != 0;
    return bits;
}

// 10^exponent, times the power of two that makes it 128 bits, rounded up. The fives alone decide the bits.
static Wide compute_power(int exponent) {
    uint32_t words[POWER_WORDS] = {0};
    bool inexact = false;
    words[exponent < 0 ? POWER_WORDS - 1 : 0] = 1;
    for (int left = exponent < 0 ? -exponent : exponent; left > 0; left -= FIVES) {
        uint32_t factor = power_of_five(left < FIVES ? left : FIVES);
        if (exponent < 0)
            inexact |= divide(words, factor);
        else
            multiply(words, factor);
    }
    Wide bits = top_bits(words, &inexact);
    return bits + inexact;
}

static Wide power_of_ten(int exponent) {
    static Wide powers[POWER_MAX - POWER_MIN + 1];
    Wide *power = &powers[exponent - POWER_MIN];
    if (*power == 0)
        *power = compute_power(exponent);
    return *power;
}

// ---- The search

// The upper 64 bits of power x factor, with the last bit set if others are: one unit in the last place of the
// rest comes of the rounded power.
static uint64_t multiply_to_odd(Wide power, uint64_t factor) {
    Wide low = (Wide)(uint64_t)power * factor,
         high = (Wide)(uint64_t)(power >> 64) * factor + (uint64_t)(low >> 64);
    return (uint64_t)(high >> 64) | ((uint64_t)high > 1);
}

// The one of two neighbouring multiples, `low` and low + 1 of `unit`, that lies between the ends, if it is
// just one.
static bool only_one(uint64_t low, uint64_t unit, uint64_t lower, uint64_t upper, uint64_t *result) {
    bool low_fits = lower <= unit * low, high_fits = unit * (low + 1) <= upper;
    *result = low + high_fits;
    return low_fits != high_fits;
}

// The one float for which Go breaks a tie upwards: its shortest form is 0.00024414063.
static bool is_rounded_up(uint64_t mantissa, int exponent) {
    return mantissa == UINT64_C(1) << 23 && exponent == -35;
}

void decimal_set_shortest(Decimal *decimal, uint64_t mantissa, int exponent, bool is_lower_near) {
    if (exponent <= 0 && exponent > -64 && (mantissa & ((UINT64_C(1) << -exponent) - 1)) == 0) {
        decimal_set_scaled(decimal, mantissa >> -exponent, 0); // an integer
        return;
    }
    int k = is_lower_near ? log10_of_three_quarters(exponent) : log10_of_power_of_two(exponent);
    int shift = (exponent + log2_of_power_of_ten(-k) + 1) & 7; // 1 to 4
    Wide power = power_of_ten(-k);
    // The number and the ends of its interval, in quarters of 10^k.
    uint64_t value = multiply_to_odd(power, 4 * mantissa << shift);
    uint64_t lower = multiply_to_odd(power, (4 * mantissa - 2 + is_lower_near) << shift);
    uint64_t upper = multiply_to_odd(power, (4 * mantissa + 2) << shift);
    bool is_odd = mantissa % 2 != 0; // then the ends themselves read as the neighbours
    lower += is_odd;
    upper -= is_odd;
    uint64_t digits = value / 4, shorter = digits / 10;
    if (digits >= 10 && only_one(shorter, 40, lower, upper, &shorter)) {
        decimal_set_scaled(decimal, shorter, -k - 1);
        return;
    }
    if (!only_one(digits, 4, lower, upper, &digits)) {
        digits = value / 4;
        uint64_t rest = value % 4;
        bool is_tie = rest == 2;
        digits += rest > 2 || (is_tie && (digits % 2 != 0 || is_rounded_up(mantissa, exponent)));
    }
    decimal_set_scaled(decimal, digits, -k);
}
