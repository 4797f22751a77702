// The builtins print and println. One call's operands are put together and written to standard error
// at its end. A value prints as strconv formats it: floats in their shortest form.
#include "buffer.h"
#include "entry.h"
#include "output.h"

#include <stddef.h>
#include <stdint.h>

static Buffer line; // of the call in progress

void rt_print_begin(void) {
    line.length = 0;
}

void rt_print_end(void) {
    output_write_error(line.data, line.length);
    line.length = 0;
}

void rt_print_bool(bool value) {
    buffer_add_text(&line, value ? "true" : "false");
}

void rt_print_int(int64_t value) {
    buffer_add_int(&line, value);
}

void rt_print_uint(int64_t value) {
    buffer_add_uint(&line, (uint64_t)value);
}

void rt_print_float(double value) {
    buffer_add_float(&line, value, 'g', -1, 64);
}

void rt_print_float32(float value) {
    buffer_add_float(&line, value, 'g', -1, 32);
}

// The imaginary part always has a sign; an infinity has brought its own.
static void print_complex(double real, double imaginary, int bits) {
    buffer_add_byte(&line, '(');
    buffer_add_float(&line, real, 'g', -1, bits);
    size_t sign = line.length;
    buffer_add_float(&line, imaginary, 'g', -1, bits);
    if (line.data[sign] != '+' && line.data[sign] != '-') {
        line.length = sign;
        buffer_add_byte(&line, '+');
        buffer_add_float(&line, imaginary, 'g', -1, bits);
    }
    buffer_add_text(&line, "i)");
}

void rt_print_complex(double real, double imaginary) {
    print_complex(real, imaginary, 64);
}

void rt_print_complex64(float real, float imaginary) {
    print_complex(real, imaginary, 32);
}

void rt_print_string(void *bytes, int64_t length) {
    buffer_add(&line, bytes, (size_t)length);
}

void rt_print_pointer(void *pointer) {
    buffer_add_hex(&line, (uint64_t)(uintptr_t)pointer);
}

void rt_print_slice(void *pointer, int64_t length, int64_t capacity) {
    buffer_add_byte(&line, '[');
    buffer_add_int(&line, length);
    buffer_add_byte(&line, '/');
    buffer_add_int(&line, capacity);
    buffer_add_byte(&line, ']');
    rt_print_pointer(pointer);
}

void rt_print_iface(void *type, void *data) {
    buffer_add_byte(&line, '(');
    rt_print_pointer(type);
    buffer_add_byte(&line, ',');
    rt_print_pointer(data);
    buffer_add_byte(&line, ')');
}

void rt_print_space(void) {
    buffer_add_byte(&line, ' ');
}

void rt_print_newline(void) {
    buffer_add_byte(&line, '\n');
}
