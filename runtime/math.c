// The entry points of packages math and math/bits.
#include "state.h"

#include <immintrin.h>
#include <math.h>
#include <string.h>

void rt_bits_quotientOverflow(void);
void rt_bits_quotientOverflow(void) {
    PANIC_RUNTIME("integer overflow");
}

static double double_from_bits(uint64_t bits) {
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

// The exponential function, by the method of Shibata ("Efficient Evaluation Methods of Elementary Functions
// Suitable for SIMD Computation", 2010): x = k ln 2 + 16 r; a Taylor polynomial gives e^r - 1, and four times
// y (y + 2) goes from e^r - 1 to e^2r - 1.
//
// It is here and not in lib/math since Go's uses fused multiplications where the machine has them, and
// gives other last bits then.
static const double ln2_high = 0.69314718055966295651160180568695068359375;
static const double ln2_low = 0.28235290563031577122588448175013436025525412068e-12;
static const double log2_e = 1.4426950408889634073599246810018920;
enum { TAYLOR_TERMS = 8 };
static const double taylor[TAYLOR_TERMS] = { // 1/8!, 1/7!, ...
    2.4801587301587301587e-5,
    1.9841269841269841270e-4,
    1.3888888888888888889e-3,
    8.3333333333333333333e-3,
    4.1666666666666666667e-2,
    1.6666666666666666667e-1,
    0.5,
    1.0};

static double exp_plain(double x, double k) {
    double r = ((x - k * ln2_high) - k * ln2_low) * 0.0625;
    double sum = taylor[0];
    for (int i = 1; i < TAYLOR_TERMS; i++)
        sum = sum * r + taylor[i];
    double y = r * sum;
    for (int i = 0; i < 4; i++)
        y = y * (y + 2);
    return y + 1;
}

__attribute__((target("fma"))) static double exp_fused(double x, double k) {
    double r = __builtin_fma(-k, ln2_low, __builtin_fma(-k, ln2_high, x)) * 0.0625;
    double sum = taylor[0];
    for (int i = 1; i < TAYLOR_TERMS; i++)
        sum = __builtin_fma(sum, r, taylor[i]);
    double y = r * sum;
    for (int i = 0; i < 3; i++)
        y = y * (y + 2);
    return __builtin_fma(y, y + 2, 1);
}

double rt_math_exp(double x);
double rt_math_exp(double x) {
    if (x > 7.09782712893384e+02)
        return INFINITY;
    if (!(x > -1000))
        return isnan(x) ? x : 0;
    int exponent = _mm_cvtsd_si32(_mm_set_sd(x * log2_e));
    double value = (__builtin_cpu_supports("fma") ? exp_fused : exp_plain)(x, exponent);
    exponent += 1023;
    if (exponent >= 0x7ff)
        return INFINITY;
    if (exponent > 0)
        return value * double_from_bits((uint64_t)exponent << 52);
    if (exponent < -52)
        return 0;
    return value * double_from_bits((uint64_t)(exponent + 1022) << 52) * 0x1p-1022;
}
