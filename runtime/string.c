// Strings: concatenation, comparison, conversions to and from bytes and runes.
//
// A result goes into the frame buffer when there is one and it fits, else into the heap. A
// concatenation with only one non-empty operand is that operand, if it lasts as long as the result.
// Strings of one byte take no memory: they are slices of a table.
#include "entry.h"
#include "gc.h"
#include "size_class.h"
#include "state.h"
#include "utf8.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define BYTES_4(n)  (n), (n) + 1, (n) + 2, (n) + 3
#define BYTES_16(n) BYTES_4(n), BYTES_4((n) + 4), BYTES_4((n) + 8), BYTES_4((n) + 12)
#define BYTES_64(n) BYTES_16(n), BYTES_16((n) + 16), BYTES_16((n) + 32), BYTES_16((n) + 48)
static const uint8_t one_byte[256] = {BYTES_64(0), BYTES_64(64), BYTES_64(128), BYTES_64(192)};

static uint8_t *take_bytes(void *buffer, int64_t room, int64_t length) {
    return buffer && length <= room ? buffer : heap_new_bytes(length);
}

// Bounds of the program's image, set by the linker.
extern const uint8_t image_start[] __asm__("__executable_start"), image_end[] __asm__("end");

// Whether the bytes stay where they are for as long as anything points at them: they lie in the heap or
// in the program's image. The others are in a frame. The escape analysis relies on it: to it, an operand does
// not flow into a concatenation.
static bool is_lasting(const uint8_t *bytes) {
    uintptr_t address = (uintptr_t)bytes;
    return (address - rt_heap.base < rt_heap.extent && !checked_is_cell(bytes)) ||
           (address >= (uintptr_t)image_start && address < (uintptr_t)image_end);
}

RtString rt_string_concat(void *buffer, int64_t room, void *operands, int64_t count) {
    const RtString *strings = operands;
    int64_t length = 0, non_empty = 0, last = 0;
    for (int64_t i = 0; i < count; i++) {
        if (strings[i].len == 0)
            continue;
        if (__builtin_add_overflow(length, strings[i].len, &length))
            rt_throw("string concatenation too long");
        non_empty++;
        last = i;
    }
    if (non_empty == 0)
        return (RtString){NULL, 0};
    bool fits = buffer && length <= room;
    if (non_empty == 1 && !fits && is_lasting(strings[last].ptr))
        return strings[last];
    uint8_t *result = take_bytes(buffer, room, length), *p = result;
    for (int64_t i = 0; i < count; i++) {
        if (strings[i].len == 0)
            continue;
        memmove(p, strings[i].ptr, (size_t)strings[i].len);
        p += strings[i].len;
    }
    return (RtString){result, length};
}

static uint64_t big_endian_8(const uint8_t *p) {
    uint64_t word;
    memcpy(&word, p, 8);
    return __builtin_bswap64(word);
}

static uint64_t big_endian_4(const uint8_t *p) {
    uint32_t word;
    memcpy(&word, p, 4);
    return __builtin_bswap32(word);
}

// The order of `count` bytes. Most strings are short, or differ early: they are compared as numbers, of which
// the first and the last may overlap.
static int64_t compare_bytes(const uint8_t *a, const uint8_t *b, int64_t count) {
    uint64_t x, y;
    if (count >= 8) {
        x = big_endian_8(a), y = big_endian_8(b);
        if (x == y && count > 16)
            return memcmp(a + 8, b + 8, (size_t)count - 8);
        if (x == y)
            x = big_endian_8(a + count - 8), y = big_endian_8(b + count - 8);
    } else if (count >= 4) {
        x = big_endian_4(a) << 32 | big_endian_4(a + count - 4);
        y = big_endian_4(b) << 32 | big_endian_4(b + count - 4);
    } else if (count > 0) {
        x = (uint64_t)a[0] << 16 | (uint64_t)a[count / 2] << 8 | a[count - 1];
        y = (uint64_t)b[0] << 16 | (uint64_t)b[count / 2] << 8 | b[count - 1];
    } else {
        return 0;
    }
    return (x > y) - (x < y);
}

int64_t rt_string_compare(void *a, int64_t a_length, void *b, int64_t b_length) {
    int64_t shorter = a_length < b_length ? a_length : b_length;
    int64_t order = compare_bytes(a, b, shorter);
    return order ? order : (a_length > b_length) - (a_length < b_length);
}

int64_t rt_string_search(void *table, int64_t count, void *text, int64_t length) {
    const RtString *strings = table;
    for (int64_t low = 0, high = count; low < high;) {
        int64_t middle = low + (high - low) / 2;
        const RtString *at = &strings[middle];
        int order = at->len != length ? (at->len > length ? 1 : -1)
                    : length          ? memcmp(at->ptr, text, (size_t)length)
                                      : 0;
        if (order == 0)
            return middle;
        if (order > 0)
            high = middle;
        else
            low = middle + 1;
    }
    return -1;
}

bool rt_string_equal(void *a, int64_t a_length, void *b, int64_t b_length) {
    return a_length == b_length && (a == b || memcmp(a, b, (size_t)a_length) == 0);
}

RtString rt_string_from_bytes(void *buffer, int64_t room, void *bytes, int64_t length) {
    if (length == 0)
        return (RtString){NULL, 0};
    if (length == 1)
        return (RtString){&one_byte[*(uint8_t *)bytes], 1};
    uint8_t *result = take_bytes(buffer, room, length);
    memmove(result, bytes, (size_t)length);
    return (RtString){result, length};
}

RtString rt_string_from_runes(void *buffer, int64_t room, void *runes, int64_t count) {
    const int32_t *rune = runes;
    uint8_t scratch[UTF8_MAX];
    int64_t length = 0;
    for (int64_t i = 0; i < count; i++)
        length += utf8_encode(scratch, rune[i]);
    if (length == 0)
        return (RtString){NULL, 0};
    uint8_t *result = take_bytes(buffer, room, length), *p = result;
    for (int64_t i = 0; i < count; i++)
        p += utf8_encode(p, rune[i]);
    return (RtString){result, length};
}

RtString rt_string_from_rune(void *buffer, int64_t room, int64_t rune) {
    uint8_t bytes[UTF8_MAX];
    return rt_string_from_bytes(buffer, room, bytes, utf8_encode(bytes, rune));
}

// Zeroed memory for `length` elements of `size` bytes, and its capacity.
static RtSlice new_slice(void *buffer, int64_t room, int64_t least, int64_t length, int64_t size) {
    int64_t capacity = length <= least ? least : size_class_round(length * size, false) / size;
    void *memory = take_bytes(buffer, room, capacity * size);
    if (buffer && memory == buffer)
        memset((char *)memory + length * size, 0, (size_t)((capacity - length) * size));
    return (RtSlice){memory, length, capacity};
}

void rt_bytes_from_string(void *out, void *buffer, int64_t room, int64_t least, void *string,
                          int64_t length) {
    RtSlice *result = out;
    *result = new_slice(buffer, room, least, length, 1);
    if (length)
        memmove(result->ptr, string, (size_t)length);
}

void rt_runes_from_string(void *out, void *buffer, int64_t room, int64_t least, void *string,
                          int64_t length) {
    RtSlice *result = out;
    const uint8_t *p = string, *limit = p + length;
    *result = new_slice(buffer, room, least, utf8_count(p, length), sizeof(int32_t));
    for (int32_t *rune = result->ptr; p < limit; rune++)
        p += utf8_decode(p, limit, rune);
}

int64_t rt_string_decode(void *rune, void *string, int64_t length, int64_t at) {
    const uint8_t *bytes = string;
    return at + utf8_decode(bytes + at, bytes + length, rune);
}
