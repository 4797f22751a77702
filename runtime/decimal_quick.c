// Decimal digits of the numbers that people mostly print, from exact integers of 128 bits instead of arrays:
// a number times a power of ten fits when it is neither very large nor very small.
#include "decimal.h"

#include "buffer.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

__extension__ typedef unsigned __int128 Wide;

static Wide power_of_ten(int exponent) {
    Wide power = 1;
    for (; exponent >= 16; exponent -= 16)
        power *= UINT64_C(10000000000000000);
    for (; exponent > 0; exponent--)
        power *= 10;
    return power;
}

// Drops the zeros at the end, the most that there can be first.
static uint64_t drop_zeros(uint64_t digits, int *places) {
    for (; digits % 100000000 == 0; *places -= 8)
        digits /= 100000000;
    for (; digits % 100 == 0; *places -= 2)
        digits /= 100;
    for (; digits % 10 == 0; --*places)
        digits /= 10;
    return digits;
}

void decimal_set_scaled(Decimal *decimal, uint64_t digits, int places) {
    decimal->count = decimal->point = 0;
    if (digits == 0)
        return;
    digits = drop_zeros(digits, &places);
    char text[20], *begin = digits_before(text + sizeof text, digits);
    decimal->count = (int)(text + sizeof text - begin);
    decimal->point = decimal->count - places;
    memcpy(decimal->digits, begin, (size_t)decimal->count);
}

bool decimal_set_places(Decimal *decimal, uint64_t mantissa, int exponent, int places) {
    enum { MOST_PLACES = 18, MOST_BITS = 120 }; // 53 bits times 10^18 are 113 bits
    if (exponent > 0 || exponent < -MOST_BITS || places < 0 || places > MOST_PLACES)
        return false;
    Wide scaled = mantissa * power_of_ten(places), unit = (Wide)1 << -exponent;
    Wide whole = scaled >> -exponent, twice_rest = 2 * (scaled & (unit - 1));
    if (twice_rest > unit || (twice_rest == unit && whole % 2 == 1))
        whole++;
    if (whole > UINT64_MAX)
        return false;
    decimal_set_scaled(decimal, (uint64_t)whole, places);
    return true;
}
