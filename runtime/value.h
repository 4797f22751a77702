// Hashing and equality of Go values by their type, and the small helpers over RtType that the maps,
// the interfaces and package fmt share.
#ifndef MINIC_RUNTIME_VALUE_H
#define MINIC_RUNTIME_VALUE_H

#include "abi.h"

#include <string.h>

// hash.c: equal values have equal hashes, except NaN, whose hash is a new random number each time.
// Panics with "hash of unhashable type T" when an interface holds a value that cannot be compared.
uint64_t hash_value(const RtType *type, const void *value, uint64_t seed);
void hash_check(const RtType *type, const void *value); // panics where hash_value does, as for an empty map
uint64_t hash_bytes(const void *bytes, int64_t length, uint64_t seed);

// A 64-bit pseudo-random number; differs from run to run.
uint64_t hash_random(void);

// The product of two words, folded: every bit of the result depends on nearly all bits of both.
static inline uint64_t hash_mix(uint64_t a, uint64_t b) {
    __extension__ typedef unsigned __int128 Wide;
    Wide product = (Wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

// Values lie in memory of any type and, inside an array of bytes, at any address.
static inline uint64_t load_word8(const void *p) {
    uint64_t word;
    memcpy(&word, p, 8);
    return word;
}

static inline uint32_t load_word4(const void *p) {
    uint32_t word;
    memcpy(&word, p, 4);
    return word;
}

static inline uint64_t hash_word(uint64_t word, uint64_t seed) {
    return hash_mix(word ^ seed, UINT64_C(0x9E3779B97F4A7C15));
}

// equal.c: == of two values in memory, of one type.
bool equal_values(const RtType *type, const void *a, const void *b);

static inline bool equal_strings(const RtString *a, const RtString *b) {
    return a->len == b->len && (a->ptr == b->ptr || memcmp(a->ptr, b->ptr, (size_t)a->len) == 0);
}

// The dynamic type and the data word of an interface value in memory, whose static type is `type`.
static inline RtEface value_dynamic(const RtType *type, const void *interface) {
    if (type->nmethods == 0)
        return *(const RtEface *)interface;
    const RtIface *full = interface;
    return (RtEface){full->itab ? full->itab->type : NULL, full->data};
}

static inline bool type_has_pointers(const RtType *type) {
    return type->layout != NULL && type->layout->mask_words != 0;
}

// iface.c: the code of the concrete type's exported method with this name and func type, or NULL. The
// methods of run-time errors have no func type and match by name.
void *type_find_method(const RtType *type, const char *name, const char *func_type);

// For printing a type's name with "%.*s".
#define TYPE_NAME(type) (int)(type)->name.len, (const char *)(type)->name.ptr

#endif
