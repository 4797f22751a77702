// The representation of maps, shared by map.c (find, insert, delete, grow) and map_iter.c.
//
// Small form: control == NULL; up to RT_MAP_SMALL entries, the used ones told by the bits of
// `used`. Entries never move while the map is small, so an iterator can hold a slot number.
// Table form: `mask` + 1 slots (a power of two, at least a group), one control byte each. A control
// byte is 0 for an empty slot, 1 for a deleted one, and 0x80 | 7 bits of the hash for a full one.
//
// A table that has been replaced by a larger one is never written again: an iterator that began in it
// goes on there. `clears` counts calls of clear, which is how an iterator learns of them.
#ifndef MINIC_RUNTIME_MAP_H
#define MINIC_RUNTIME_MAP_H

#include "abi.h"

#include <emmintrin.h>

typedef struct {
    int64_t count;
    uint8_t *control;
    char *entries;
    uint64_t mask;
    int64_t room; // table form: how many empty slots may still be filled
    uint64_t seed;
    uint32_t clears;
    uint8_t used;
    uint8_t key_form; // MapKeyForm
    uint8_t spare[10];
} RtMap;

_Static_assert(sizeof(RtMap) == RT_MAP_HEADER_SIZE, "codegen reserves frame memory for the header");

enum { MAP_GROUP = 16, MAP_EMPTY = 0, MAP_DELETED = 1, MAP_FULL = 0x80 };

// How keys are compared: as one word, as strings, or by their type.
typedef enum { MAP_KEY_ANY, MAP_KEY_WORD8, MAP_KEY_WORD4, MAP_KEY_STRING } MapKeyForm;

// The slots of a group of 16 control bytes that equal `byte`, as bits.
static inline uint32_t map_group_match(const uint8_t *group, uint8_t byte) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)group);
    return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)byte)));
}

// The full slots of a group: those whose control byte has its sign bit set.
static inline uint32_t map_group_full(const uint8_t *group) {
    return (uint32_t)_mm_movemask_epi8(_mm_loadu_si128((const __m128i *)group));
}

#endif
