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

// The shortest decimal that reads back as `value`, a positive finite number (a float when bits is 32);
// of several, the one nearest to it.
void decimal_set_shortest(Decimal *decimal, double value, int bits);

// decimal_quick.c: the same for numbers of moderate size, quickly; false means that this is not one.

// digits / 10^places
void decimal_set_scaled(Decimal *decimal, uint64_t digits, int places);
// mantissa x 2^exponent, rounded to `places` digits after the point, halves to even.
bool decimal_set_places(Decimal *decimal, uint64_t mantissa, int exponent, int places);
// The shortest form of a number that has none of 15 digits.
bool decimal_set_16_or_17_digits(Decimal *decimal, double value);

#endif
