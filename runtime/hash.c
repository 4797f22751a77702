// Hashes of Go values, by the 64 x 64 -> 128 bit multiply-and-fold of the wyhash family (Wang Yi).
// A seed per map keeps an adversary from preparing collisions.
#include "entry.h"
#include "state.h"
#include "value.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

// Odd constants with about as many ones as zeros.
static const uint64_t key1 = UINT64_C(0xA0761D6478BD642F);
static const uint64_t key2 = UINT64_C(0xE7037ED1A0B428DB);

static uint64_t random_state;

uint64_t hash_random(void) {
    if (random_state == 0) {
        if (getrandom(&random_state, sizeof random_state, 0) != sizeof random_state)
            random_state = (uint64_t)time(NULL) ^ (uint64_t)(uintptr_t)&random_state;
        random_state |= 1;
    }
    random_state += key1;
    return hash_mix(random_state, random_state ^ key2);
}

// Short strings are read as two words that may overlap; longer ones 16 bytes a step, the last step
// ending at the last byte.
uint64_t hash_bytes(const void *bytes, int64_t length, uint64_t seed) {
    const uint8_t *p = bytes;
    uint64_t low, high;
    if (length <= 16) {
        if (length >= 8) {
            low = load_word8(p);
            high = load_word8(p + length - 8);
        } else if (length >= 4) {
            low = load_word4(p);
            high = load_word4(p + length - 4);
        } else if (length > 0) {
            low = (uint64_t)p[0] << 16 | (uint64_t)p[length >> 1] << 8 | p[length - 1];
            high = 0;
        } else {
            low = high = 0;
        }
    } else {
        const uint8_t *last = p + length - 16;
        for (; p < last; p += 16)
            seed = hash_mix(load_word8(p) ^ key1, load_word8(p + 8) ^ seed);
        low = load_word8(last);
        high = load_word8(last + 8);
    }
    return hash_mix(key2 ^ (uint64_t)length, hash_mix(low ^ key1, high ^ seed));
}

static uint64_t hash_double(double value, uint64_t seed) {
    if (value == 0) // +0 == -0
        return hash_word(0, seed);
    if (isnan(value))
        return hash_random();
    uint64_t bits;
    memcpy(&bits, &value, 8);
    return hash_word(bits, seed);
}

typedef struct {
    const RtType *type;
    const void *value;
    uint64_t hash; // in: the seed
} HashCall;

static void hash_on_segment(void *argument) {
    HashCall *call = argument;
    call->hash = hash_value(call->type, call->value, call->hash);
}

static bool is_only_checked; // a key, by hash_check

static _Noreturn void refuse(const RtType *type) {
    if (!is_only_checked)
        panic_runtime_error("hash of unhashable type %.*s", TYPE_NAME(type));
    is_only_checked = false;
    panic_unhashable(type);
}

void hash_check(const RtType *type, const void *value) {
    is_only_checked = true;
    hash_value(type, value, 0);
    is_only_checked = false;
}

static uint64_t hash_interface(const RtType *type, const void *value, uint64_t seed) {
    RtEface dynamic = value_dynamic(type, value);
    if (!dynamic.type)
        return hash_word(0, seed);
    if (!(dynamic.type->flags & RT_FLAG_COMPARABLE))
        refuse(dynamic.type);
    seed = hash_word(dynamic.type->hash, seed);
    if (dynamic.type->flags & RT_FLAG_DIRECT)
        return hash_word((uint64_t)(uintptr_t)dynamic.data, seed);
    if (stack_has(STACK_WANTED))
        return hash_value(dynamic.type, dynamic.data, seed);
    HashCall call = {dynamic.type, dynamic.data, seed};
    stack_call(hash_on_segment, &call);
    return call.hash;
}

static uint64_t hash_struct(const RtType *type, const char *value, uint64_t seed) {
    for (int64_t i = 0; i < type->nfields; i++) {
        const RtField *field = &type->fields[i];
        bool is_blank = field->name.len == 1 && field->name.ptr[0] == '_';
        if (!is_blank)
            seed = hash_value(field->type, value + field->offset, seed);
    }
    return seed;
}

uint64_t hash_value(const RtType *type, const void *value, uint64_t seed) {
    if (type->flags & RT_FLAG_MEMEQ)
        return type->size == 8 ? hash_word(load_word8(value), seed) : hash_bytes(value, type->size, seed);
    switch (type->kind) {
    case RT_FLOAT32: return hash_double(*(const float *)value, seed);
    case RT_FLOAT64: return hash_double(*(const double *)value, seed);
    case RT_COMPLEX64: {
        const float *parts = value;
        return hash_double(parts[1], hash_double(parts[0], seed));
    }
    case RT_COMPLEX128: {
        const double *parts = value;
        return hash_double(parts[1], hash_double(parts[0], seed));
    }
    case RT_STRING: {
        const RtString *string = value;
        return hash_bytes(string->ptr, string->len, seed);
    }
    case RT_INTERFACE: return hash_interface(type, value, seed);
    case RT_STRUCT: return hash_struct(type, value, seed);
    case RT_ARRAY:
        for (int64_t i = 0; i < type->len; i++)
            seed = hash_value(type->elem, (const char *)value + i * type->elem->size, seed);
        return seed;
    default:
        if (!(type->flags & RT_FLAG_COMPARABLE))
            refuse(type);
        return hash_bytes(value, type->size, seed);
    }
}
