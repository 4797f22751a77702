// Package strings' entry points: the functions that lib/strings declares without a body. Package bytes uses
// them, too.
#define _GNU_SOURCE // memmem, memrchr
#include "entry.h"
#include "size_class.h"
#include "state.h"

#include <emmintrin.h>
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

// The slots of 16 bytes that equal `byte`.
static __m128i equal_bytes(const uint8_t *bytes, __m128i byte) {
    return _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)bytes), byte);
}

// A search: 16 places at a time are looked at, for the first byte of the part and for its last one (Mula,
// "SIMD-friendly algorithms for substring searching", 2018).
typedef struct {
    const uint8_t *part;
    int64_t length; // of the part, two at least
    __m128i first, last;
    int64_t misses; // places where both bytes were right, and others not
} Search;

static const uint8_t *find_in_16(Search *search, const uint8_t *places) {
    __m128i both = _mm_and_si128(equal_bytes(places, search->first),
                                 equal_bytes(places + search->length - 1, search->last));
    for (uint32_t match = (uint32_t)_mm_movemask_epi8(both); match; match &= match - 1) {
        const uint8_t *place = places + __builtin_ctz(match);
        if (search->length == 2 || memcmp(place + 1, search->part + 1, (size_t)search->length - 2) == 0)
            return place;
        search->misses++;
    }
    return NULL;
}

// Of a short text each place is looked at; one that misleads too often is left to memmem, which takes linear
// time and a while to begin.
static const uint8_t *find_part(const uint8_t *text, int64_t length, const uint8_t *part,
                                int64_t part_length) {
    enum { MISSES_MAX = 16 };
    int64_t places = length - part_length + 1;
    if (places < 16) {
        for (int64_t i = 0; i < places; i++)
            if (text[i] == *part && memcmp(text + i, part, (size_t)part_length) == 0)
                return text + i;
        return NULL;
    }
    Search search = {part, part_length, _mm_set1_epi8((char)*part),
                     _mm_set1_epi8((char)part[part_length - 1]), 0};
    for (int64_t i = 0; i < places; i += 16) {
        i = i <= places - 16 ? i : places - 16;
        const uint8_t *found = find_in_16(&search, text + i);
        if (found)
            return found;
        if (search.misses > MISSES_MAX + i / 8)
            return memmem(text + i, (size_t)(length - i), part, (size_t)part_length);
    }
    return NULL;
}

static const uint8_t *find(const uint8_t *text, int64_t length, const uint8_t *part, int64_t part_length) {
    return part_length == 1 ? memchr(text, *part, (size_t)length)
                            : find_part(text, length, part, part_length);
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

// 16 counters of a byte each, which are added up before one can overflow.
static int64_t count_byte(const uint8_t *text, int64_t length, uint8_t byte) {
    enum { ROUNDS_MAX = 255 };
    const __m128i wanted = _mm_set1_epi8((char)byte), zero = _mm_setzero_si128();
    __m128i sums = zero;
    const uint8_t *end = text + length;
    while (end - text >= 16) {
        int64_t vectors = (end - text) / 16;
        const uint8_t *stop = text + 16 * (vectors < ROUNDS_MAX ? vectors : ROUNDS_MAX);
        __m128i counts = zero;
#pragma GCC unroll 4
        for (; text < stop; text += 16)
            counts = _mm_sub_epi8(counts, equal_bytes(text, wanted));
        sums = _mm_add_epi64(sums, _mm_sad_epu8(counts, zero));
    }
    int64_t count = _mm_cvtsi128_si64(sums) + _mm_cvtsi128_si64(_mm_unpackhi_epi64(sums, sums));
    for (; text < end; text++)
        count += *text == byte;
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
