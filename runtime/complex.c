// Division of complex numbers, with Smith's method (R. L. Smith, Algorithm 116, Communications of the ACM 5,
// 1962): the divisor's larger part is divided out first, so that squares do not overflow. A result without
// meaning is then settled by the rules of C99's annex G: a number by zero and an infinity by a number are
// infinite, a number by an infinity is zero.
#include "entry.h"

#include <math.h>

// ±1 for an infinity, ±0 for anything else.
static double direction(double x) {
    return copysign(isinf(x) ? 1 : 0, x);
}

static RtComplex settle(double a, double b, double c, double d, RtComplex quotient) {
    if (c == 0 && d == 0 && (!isnan(a) || !isnan(b))) {
        return (RtComplex){copysign(INFINITY, c) * a, copysign(INFINITY, c) * b};
    }
    if ((isinf(a) || isinf(b)) && isfinite(c) && isfinite(d)) {
        a = direction(a);
        b = direction(b);
        return (RtComplex){INFINITY * (a * c + b * d), INFINITY * (b * c - a * d)};
    }
    if ((isinf(c) || isinf(d)) && isfinite(a) && isfinite(b)) {
        c = direction(c);
        d = direction(d);
        return (RtComplex){0 * (a * c + b * d), 0 * (b * c - a * d)};
    }
    return quotient;
}

// (a + bi) / (c + di)
RtComplex rt_complex_divide(double a, double b, double c, double d) {
    RtComplex quotient;
    if (fabs(c) >= fabs(d)) {
        double ratio = d / c, denominator = c + ratio * d;
        quotient = (RtComplex){(a + b * ratio) / denominator, (b - a * ratio) / denominator};
    } else {
        double ratio = c / d, denominator = d + ratio * c;
        quotient = (RtComplex){(a * ratio + b) / denominator, (b * ratio - a) / denominator};
    }
    if (isnan(quotient.real) && isnan(quotient.imag)) {
        return settle(a, b, c, d, quotient);
    }
    return quotient;
}
