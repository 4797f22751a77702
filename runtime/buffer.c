// Growing buffers of bytes, and numbers written into them.
#include "buffer.h"

#include "state.h"
#include "utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BUFFER_FIRST = 256 };

void buffer_grow(Buffer *buffer, size_t extra) {
    size_t capacity = buffer->capacity ? buffer->capacity * 2 : BUFFER_FIRST;
    while (capacity - buffer->length < extra)
        capacity *= 2;
    char *data = realloc(buffer->data, capacity);
    if (!data)
        rt_throw("out of memory");
    buffer->data = data;
    buffer->capacity = capacity;
}

void buffer_add_rune(Buffer *buffer, int64_t rune) {
    uint8_t *p = (uint8_t *)buffer_reserve(buffer, UTF8_MAX);
    buffer->length += (size_t)utf8_encode(p, rune);
}

static const char digit_pairs[] = "00010203040506070809101112131415161718192021222324"
                                  "25262728293031323334353637383940414243444546474849"
                                  "50515253545556575859606162636465666768697071727374"
                                  "75767778798081828384858687888990919293949596979899";

char *digits_before(char *end, uint64_t value) {
    for (; value >= 100; value /= 100)
        memcpy(end -= 2, digit_pairs + value % 100 * 2, 2);
    if (value >= 10)
        memcpy(end -= 2, digit_pairs + value * 2, 2);
    else
        *--end = (char)('0' + value);
    return end;
}

void buffer_add_uint(Buffer *buffer, uint64_t value) {
    char digits[20], *begin = digits_before(digits + sizeof digits, value);
    buffer_add(buffer, begin, (size_t)(digits + sizeof digits - begin));
}

void buffer_add_int(Buffer *buffer, int64_t value) {
    if (value < 0)
        buffer_add_byte(buffer, '-');
    buffer_add_uint(buffer, value < 0 ? -(uint64_t)value : (uint64_t)value);
}

void buffer_add_hex(Buffer *buffer, uint64_t value) {
    char digits[18], *p = digits + sizeof digits;
    do {
        *--p = "0123456789abcdef"[value & 15];
        value >>= 4;
    } while (value);
    *--p = 'x';
    *--p = '0';
    buffer_add(buffer, p, (size_t)(digits + sizeof digits - p));
}
