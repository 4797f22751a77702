// UTF-8, with Go's rules: an invalid sequence decodes to U+FFFD and is one byte wide; surrogates and
// numbers beyond U+10FFFF encode as U+FFFD.
#ifndef MINIC_RUNTIME_UTF8_H
#define MINIC_RUNTIME_UTF8_H

#include <stdbool.h>
#include <stdint.h>

enum { UTF8_MAX = 4, RUNE_ERROR = 0xFFFD, RUNE_MAX = 0x10FFFF };

static inline bool rune_is_valid(int64_t rune) {
    return (rune >= 0 && rune < 0xD800) || (rune > 0xDFFF && rune <= RUNE_MAX);
}

// Decodes the rune at p (p < end) and returns its width.
static inline int utf8_decode(const uint8_t *p, const uint8_t *end, int32_t *rune) {
    uint32_t first = *p;
    *rune = RUNE_ERROR;
    if (first < 0x80) {
        *rune = (int32_t)first;
        return 1;
    }
    int width = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (width == 0 || end - p < width)
        return 1;
    uint32_t value = first & (0xFFu >> (width + 1));
    for (int i = 1; i < width; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return 1;
        value = value << 6 | (p[i] & 0x3F);
    }
    bool is_overlong = (width == 3 && value < 0x800) || (width == 4 && value < 0x10000);
    if (is_overlong || !rune_is_valid(value))
        return 1;
    *rune = (int32_t)value;
    return width;
}

// Writes at most UTF8_MAX bytes and returns how many.
static inline int utf8_encode(uint8_t *out, int64_t rune) {
    if (!rune_is_valid(rune))
        rune = RUNE_ERROR;
    if (rune < 0x80) {
        out[0] = (uint8_t)rune;
        return 1;
    }
    int width = rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;
    for (int i = width - 1; i > 0; i--, rune >>= 6)
        out[i] = (uint8_t)(0x80 | (rune & 0x3F));
    out[0] = (uint8_t)(0xF00 >> width | rune);
    return width;
}

static inline int64_t utf8_count(const uint8_t *p, int64_t length) {
    const uint8_t *end = p + length;
    int64_t count = 0;
    for (int32_t rune; p < end; count++)
        p += utf8_decode(p, end, &rune);
    return count;
}

#endif
