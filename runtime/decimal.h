// Binary floating-point numbers as decimal digits, exactly.
#ifndef MINIC_RUNTIME_DECIMAL_H
#define MINIC_RUNTIME_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

// A double has at most 767 significant digits.
enum { DECIMAL_MAX = 800 };

// 0.d1d2d3... x 10^point. The last digit is not 0; zero has no digits.
typedef struct {
    int count;
    int point;
    char digits[DECIMAL_MAX]; // '0' to '9'
} Decimal;

// mantissa x 2^exponent, with all its digits.
void decimal_set(Decimal *decimal, uint64_t mantissa, int exponent);

// Rounds to `count` digits, halves to even.
void decimal_round(Decimal *decimal, int count);

// decimal_shortest.c: the shortest decimal that reads back as mantissa x 2^exponent, a float with all bits of
// its mantissa; of several, the one nearest to it. `is_lower_near`: the float below is nearer than the one
// above.
void decimal_set_shortest(Decimal *decimal, uint64_t mantissa, int exponent, bool is_lower_near);

// decimal_quick.c: the same for numbers of moderate size, quickly; false means that this is not one.

// digits / 10^places
void decimal_set_scaled(Decimal *decimal, uint64_t digits, int places);
// mantissa x 2^exponent, rounded to `places` digits after the point, halves to even.
bool decimal_set_places(Decimal *decimal, uint64_t mantissa, int exponent, int places);

#endif
