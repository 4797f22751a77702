// A growing buffer of bytes, malloc'ed: text that is being put together by print and package fmt.
// It must never hold the only pointer to something in the heap.
#ifndef MINIC_RUNTIME_BUFFER_H
#define MINIC_RUNTIME_BUFFER_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    char *data;
    size_t length;
    size_t capacity;
} Buffer;

// Makes room for `extra` more bytes and returns where they go.
void buffer_grow(Buffer *buffer, size_t extra);

static inline char *buffer_reserve(Buffer *buffer, size_t extra) {
    if (buffer->capacity - buffer->length < extra)
        buffer_grow(buffer, extra);
    return buffer->data + buffer->length;
}

static inline void buffer_add(Buffer *buffer, const void *bytes, size_t count) {
    if (count)
        memcpy(buffer_reserve(buffer, count), bytes, count);
    buffer->length += count;
}

static inline void buffer_add_byte(Buffer *buffer, char byte) {
    *buffer_reserve(buffer, 1) = byte;
    buffer->length++;
}

static inline void buffer_add_text(Buffer *buffer, const char *text) {
    buffer_add(buffer, text, strlen(text));
}

static inline void buffer_fill(Buffer *buffer, char byte, size_t count) {
    if (count)
        memset(buffer_reserve(buffer, count), byte, count);
    buffer->length += count;
}

void buffer_add_rune(Buffer *buffer, int64_t rune);
void buffer_add_uint(Buffer *buffer, uint64_t value); // in decimal
void buffer_add_int(Buffer *buffer, int64_t value);
void buffer_add_hex(Buffer *buffer, uint64_t value); // 0x1f
// Writes the value in decimal so that it ends at `end`, and returns where it begins.
char *digits_before(char *end, uint64_t value);

// float.c: strconv.AppendFloat. `verb` is one of e E f g G b x X; precision -1 asks for the fewest digits
// that read back as the same number; bits is 32 or 64.
void buffer_add_float(Buffer *buffer, double value, char verb, int precision, int bits);

#endif
