// What package fmt's scanning cannot do in the language: read standard input without package os, and store
// into operands whose type it does not know. A pointer operand is the interface's data word.
#include "state.h"

#include <limits.h>
#include <math.h>
#include <unistd.h>

typedef struct {
    int64_t count;
    bool ok;
} Transfer;

void rt_fmt_readInput(Transfer *result, void *bytes, int64_t length, int64_t capacity);
void rt_fmt_readInput(Transfer *result, void *bytes, int64_t length, int64_t capacity) {
    int64_t count = input_read(STDIN_FILENO, bytes, length);
    *result = (Transfer){.count = count < 0 ? 0 : count, .ok = count >= 0};
}

typedef struct {
    uint8_t kind;
    int64_t bits;
} Kind;

static uint8_t kind_of(const RtType *type) {
    if (type->kind == RT_BOOL)
        return 'b';
    if (type->kind >= RT_INT && type->kind <= RT_INT64)
        return 'i';
    if (type->kind >= RT_UINT && type->kind <= RT_UINTPTR)
        return 'u';
    if (type->kind == RT_FLOAT32 || type->kind == RT_FLOAT64)
        return 'f';
    if (type->kind == RT_COMPLEX64 || type->kind == RT_COMPLEX128)
        return 'c';
    if (type->kind == RT_STRING)
        return 's';
    if (type->kind == RT_SLICE && type->elem->kind == RT_UINT8)
        return 'B';
    return '?';
}

void rt_fmt_pointedKind(Kind *result, const RtType *type, const void *data);
void rt_fmt_pointedKind(Kind *result, const RtType *type, const void *data) {
    *result = (Kind){0};
    if (!type || type->kind != RT_POINTER)
        return;
    if (!data)
        panic_memory();
    *result = (Kind){kind_of(type->elem), type->elem->size * 8};
}

void rt_fmt_setInteger(const RtType *type, void *data, int64_t value);
void rt_fmt_setInteger(const RtType *type, void *data, int64_t value) {
    switch (type->elem->size) {
    case 1: *(int8_t *)data = (int8_t)value; break;
    case 2: *(int16_t *)data = (int16_t)value; break;
    case 4: *(int32_t *)data = (int32_t)value; break;
    default: *(int64_t *)data = value; break;
    }
}

void rt_fmt_setFloat(const RtType *type, void *data, double real, double imaginary);
void rt_fmt_setFloat(const RtType *type, void *data, double real, double imaginary) {
    float *single = data;
    double *twice = data;
    bool is_complex = kind_of(type->elem) == 'c';
    if (type->elem->size == (is_complex ? 8 : 4)) {
        single[0] = (float)real;
        if (is_complex)
            single[1] = (float)imaginary;
    } else {
        twice[0] = real;
        if (is_complex)
            twice[1] = imaginary;
    }
}

void rt_fmt_scale(double *result, double value, int64_t exponent);
void rt_fmt_scale(double *result, double value, int64_t exponent) {
    int clamped = exponent > INT_MAX ? INT_MAX : exponent < INT_MIN ? INT_MIN : (int)exponent;
    *result = ldexp(value, clamped);
}
