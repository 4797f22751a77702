// How constants are represented; private to the constant*.c and fold.c files.
//
// Numbers are immutable and live in the arena, so GMP's and MPFR's own memory is only used for temporaries. A
// float is an exact ratio while its exponent is moderate, else a 512-bit float, as in Go's constant package.
#ifndef MINIC_SEMA_CONSTANT_VALUE_H
#define MINIC_SEMA_CONSTANT_VALUE_H

#include "sema/check.h"
#include <gmp.h>
#include <mpfr.h>

enum {
    CONSTANT_PRECISION = 512,       // bits of a big float
    CONSTANT_RATIO_EXPONENT = 4096, // a float is a ratio while |binary exponent| is below this
};

struct Constant {
    ConstantKind kind;
    bool is_big; // CONSTANT_FLOAT: `big` instead of `ratio`
    union {
        bool boolean;
        struct {
            const char *bytes;
            int64_t len;
        } string;
        mpz_t integer;
        mpq_t ratio;
        mpfr_t big;
        struct {
            Constant *re, *im; // CONSTANT_INT or CONSTANT_FLOAT
        } complex;
    };
};

// Copies of the temporaries; the caller clears those.
Constant *constant_from_mpz(Arena *arena, const mpz_t value);
Constant *constant_from_mpq(Arena *arena, const mpq_t value);
// A big float; NULL for infinities and NaN.
Constant *constant_from_mpfr(Arena *arena, const mpfr_t value);
Constant *constant_from_double(Arena *arena, double value); // exact

// The value of an integer or float in an initialised temporary.
void constant_to_mpfr(mpfr_t result, const Constant *value);
void constant_to_mpq(mpq_t result, const Constant *value); // not of a big float

// Floats beyond Go's exponents, 32 bits, become infinite. To be called before arithmetic on big floats.
void constant_limit_exponents(void);

// Is it zero? (any number)
bool constant_is_zero(const Constant *value);

#endif
