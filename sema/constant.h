// Exact constant values of any size: booleans, strings, integers (GMP), rationals and big floats, complex
// numbers.
#ifndef MINIC_SEMA_CONSTANT_H
#define MINIC_SEMA_CONSTANT_H

#include "parser/ast.h"
#include <stdbool.h>
#include <stdint.h>

typedef enum { CONSTANT_BOOL, CONSTANT_STRING, CONSTANT_INT, CONSTANT_FLOAT, CONSTANT_COMPLEX } ConstantKind;

ConstantKind constant_kind(const Constant *value);
bool constant_bool(const Constant *value);
const char *constant_string(const Constant *value, int64_t *len); // not NUL-terminated by contract
// The low 64 bits in two's complement; also of a float constant with an integral value.
uint64_t constant_bits(const Constant *value);
bool constant_fits_int64(const Constant *value);
bool constant_fits_uint64(const Constant *value);
int constant_sign(const Constant *value); // -1, 0, 1 (integers and floats)
// Correctly rounded; for integers too.
double constant_float64(const Constant *value);
float constant_float32(const Constant *value);
double constant_real(const Constant *value);
double constant_imag(const Constant *value);
// As Go prints it in messages: "1 << 62 (untyped int constant 4611686018427387904)" uses the number's text.
const char *constant_text(Arena *arena, const Constant *value);

#endif
