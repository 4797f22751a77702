// Package strings' entry points: the functions that lib/strings declares without a body. Package bytes uses
// them, too.
#define _GNU_SOURCE // memmem, memrchr
#include "entry.h"
#include "size_class.h"
#include "state.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

// memchr and its kin may not be given NULL, which is where an empty string may be.
static int64_t offset_of(const void *found, const uint8_t *text) {
    return found ? (const uint8_t *)found - text : -1;
}

void rt_strings_IndexByte(int64_t *result, const uint8_t *text, int64_t length, uint64_t byte);
void rt_strings_IndexByte(int64_t *result, const uint8_t *text, int64_t length, uint64_t byte) {
    *result = length ? offset_of(memchr(text, (int)byte, (size_t)length), text) : -1;
}

void rt_strings_LastIndexByte(int64_t *result, const uint8_t *text, int64_t length, uint64_t byte);
void rt_strings_LastIndexByte(int64_t *result, const uint8_t *text, int64_t length, uint64_t byte) {
    *result = length ? offset_of(memrchr(text, (int)byte, (size_t)length), text) : -1;
}

// memmem first builds a table, which does not pay for a short text.
static const uint8_t *find(const uint8_t *text, int64_t length, const uint8_t *part, int64_t part_length) {
    enum { SHORT = 64 };
    if (part_length == 1)
        return memchr(text, *part, (size_t)length);
    if (length <= SHORT) {
        for (int64_t last = length - part_length, i = 0; i <= last; i++)
            if (text[i] == *part && memcmp(text + i, part, (size_t)part_length) == 0)
                return text + i;
        return NULL;
    }
    return memmem(text, (size_t)length, part, (size_t)part_length);
}

void rt_strings_Index(int64_t *result, const uint8_t *text, int64_t length, const uint8_t *part,
                      int64_t part_length);
void rt_strings_Index(int64_t *result, const uint8_t *text, int64_t length, const uint8_t *part,
                      int64_t part_length) {
    if (part_length == 0)
        *result = 0;
    else
        *result = part_length > length ? -1 : offset_of(find(text, length, part, part_length), text);
}

static int64_t count_byte(const uint8_t *text, int64_t length, uint8_t byte) {
    int64_t count = 0;
    for (int64_t i = 0; i < length; i++)
        count += text[i] == byte;
    return count;
}

void rt_strings_count(int64_t *result, const uint8_t *text, int64_t length, const uint8_t *part,
                      int64_t part_length);
void rt_strings_count(int64_t *result, const uint8_t *text, int64_t length, const uint8_t *part,
                      int64_t part_length) {
    if (part_length == 1) {
        *result = count_byte(text, length, *part);
        return;
    }
    int64_t count = 0;
    while (length >= part_length) {
        const uint8_t *found = find(text, length, part, part_length);
        if (!found)
            break;
        count++;
        length -= found - text + part_length;
        text = found + part_length;
    }
    *result = count;
}

void rt_strings_Compare(int64_t *result, void *a, int64_t a_length, void *b, int64_t b_length);
void rt_strings_Compare(int64_t *result, void *a, int64_t a_length, void *b, int64_t b_length) {
    int64_t order = rt_string_compare(a, a_length, b, b_length);
    *result = (order > 0) - (order < 0);
}

void rt_strings_room(RtSlice *result, int64_t length);
void rt_strings_room(RtSlice *result, int64_t length) {
    if (length < 0 || length > INT64_C(1) << 48)
        rt_panic_makeslice_len();
    int64_t capacity = size_class_round(length, false);
    *result = (RtSlice){heap_new_bytes(capacity), length, capacity};
}

void rt_bytes_room(RtSlice *result, int64_t length);
void rt_bytes_room(RtSlice *result, int64_t length) {
    rt_strings_room(result, length);
}
