// Searching and filling bitmaps: bit i is bit i % 64 of word i / 64.
#ifndef MINIC_RUNTIME_BITS_H
#define MINIC_RUNTIME_BITS_H

#include <stdbool.h>
#include <stdint.h>

// The first bit in [from, to) that is set once flipped: with flip 0 the first set bit, with flip ~0 the first
// clear one; `to` if there is none.
static inline uint32_t bits_find(const uint64_t *bits, uint32_t from, uint32_t to, uint64_t flip) {
    if (from >= to)
        return to;
    uint32_t word = from / 64;
    uint64_t rest = (bits[word] ^ flip) >> (from % 64) << (from % 64);
    while (rest == 0) {
        if (++word * 64 >= to)
            return to;
        rest = bits[word] ^ flip;
    }
    uint32_t found = word * 64 + (uint32_t)__builtin_ctzll(rest);
    return found < to ? found : to;
}

static inline uint32_t bits_find_set(const uint64_t *bits, uint32_t from, uint32_t to) {
    return bits_find(bits, from, to, 0);
}

static inline uint32_t bits_find_clear(const uint64_t *bits, uint32_t from, uint32_t to) {
    return bits_find(bits, from, to, ~UINT64_C(0));
}

static inline bool bits_test(const uint64_t *bits, uint32_t i) {
    return bits[i / 64] >> (i % 64) & 1;
}

// Flips every bit in [from, to), which the caller knows to be all set or all clear.
static inline void bits_flip(uint64_t *bits, uint32_t from, uint32_t to) {
    while (from < to) {
        uint32_t word = from / 64, shift = from % 64;
        uint32_t count = 64 - shift < to - from ? 64 - shift : to - from;
        bits[word] ^= (~UINT64_C(0) >> (64 - count)) << shift;
        from += count;
    }
}

#endif
