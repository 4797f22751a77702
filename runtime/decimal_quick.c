// Decimal digits of the numbers that people mostly print, from exact integers of 128 bits instead of arrays:
// a number times a power of ten fits when it is neither very large nor very small.
#include "decimal.h"

#include <float.h>
#include <math.h>
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

void decimal_set_scaled(Decimal *decimal, uint64_t digits, int places) {
    decimal->count = decimal->point = 0;
    if (digits == 0)
        return;
    for (; digits % 10 == 0; places--)
        digits /= 10;
    char text[20], *begin = text + sizeof text;
    for (; digits; digits /= 10)
        *--begin = (char)('0' + digits % 10);
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

// A number as `scaled` times a unit that is half the distance to the next float, and 10^places. What reads
// back as the number is within `below` and `above` of it, or at these distances when its mantissa is even.
typedef struct {
    Wide scaled;
    Wide below, above;
    int shift; // scaled >> shift is the number times 10^places
    bool is_even;
} Neighbourhood;

// Rounds to a multiple of step, 1 or 10; false when that does not read back.
static bool round_to(const Neighbourhood *n, uint64_t step, uint64_t *result) {
    uint64_t whole = (uint64_t)(n->scaled >> n->shift), down = whole / step;
    Wide unit = (Wide)step << n->shift;
    Wide under = n->scaled - ((Wide)(down * step) << n->shift), over = unit - under;
    bool down_fits = under < n->below || (under == n->below && n->is_even);
    bool up_fits = over < n->above || (over == n->above && n->is_even);
    bool prefers_up = over < under || (over == under && down % 2 == 1);
    if (!down_fits && !up_fits)
        return false;
    *result = up_fits && (prefers_up || !down_fits) ? down + 1 : down;
    return true;
}

bool decimal_set_16_or_17_digits(Decimal *decimal, double value) {
    enum { MOST_PLACES = 22 }; // 2 x 53 bits times 10^22 are 128 bits
    if (value < 1e-6 || value >= 1e15)
        return false;
    int places = 2, exponent;
    for (double scaled = value * 1e2; scaled < 1e16 && places < MOST_PLACES; scaled *= 10)
        places++;
    uint64_t mantissa = (uint64_t)ldexp(frexp(value, &exponent), DBL_MANT_DIG);
    exponent -= DBL_MANT_DIG;
    Wide power = power_of_ten(places);
    bool is_power_of_two = mantissa == UINT64_C(1) << (DBL_MANT_DIG - 1);
    Neighbourhood n = {.scaled = 2 * (Wide)mantissa * power,
                       .below = is_power_of_two ? power / 2 : power,
                       .above = power,
                       .shift = 1 - exponent,
                       .is_even = mantissa % 2 == 0};
    uint64_t digits;
    if (round_to(&n, 10, &digits)) {
        decimal_set_scaled(decimal, digits, places - 1);
        return true;
    }
    if (!round_to(&n, 1, &digits))
        return false;
    decimal_set_scaled(decimal, digits, places);
    return true;
}
