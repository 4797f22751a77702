// Constants seen so far, each with its type: for duplicate keys of map literals and duplicate cases of
// switches.
#include "sema/constant_set.h"
#include "sema/check.h"

static uint64_t hash_bytes(const char *bytes, int64_t len) {
    uint64_t hash = 1469598103934665603U; // FNV-1a
    for (int64_t i = 0; i < len; i++) {
        hash = (hash ^ (unsigned char)bytes[i]) * 1099511628211U;
    }
    return hash;
}

static uint64_t hash_double(double value) {
    value += 0; // -0 is 0
    return hash_bytes((const char *)&value, sizeof value);
}

static uint64_t hash_constant(const Constant *value) {
    switch (constant_kind(value)) {
    case CONSTANT_BOOL: return constant_bool(value);
    case CONSTANT_STRING: {
        int64_t len;
        const char *text = constant_string(value, &len);
        return hash_bytes(text, len);
    }
    case CONSTANT_INT:
    case CONSTANT_FLOAT: return hash_double(constant_float64(value));
    case CONSTANT_COMPLEX: return hash_double(constant_real(value)) * 31 + hash_double(constant_imag(value));
    }
    return 0;
}

static bool are_equal(const Constant *a, const Constant *b) {
    bool a_numeric = constant_kind(a) >= CONSTANT_INT;
    bool b_numeric = constant_kind(b) >= CONSTANT_INT;
    return (a_numeric ? b_numeric : constant_kind(a) == constant_kind(b)) && constant_compare(OP_EQ, a, b);
}

const ConstantEntry *constant_set_add(Arena *arena, ConstantSet *set, const Constant *value, const Type *type,
                                      Pos pos) {
    uint64_t hash = hash_constant(value);
    ConstantEntry **bucket = &set->buckets[hash % CONSTANT_SET_BUCKETS];
    for (const ConstantEntry *entry = *bucket; entry; entry = entry->next) {
        if (entry->hash == hash && type_is_identical(entry->type, type) && are_equal(entry->value, value)) {
            return entry;
        }
    }
    ConstantEntry *entry = ARENA_NEW(arena, ConstantEntry);
    *entry = (ConstantEntry){value, type, pos, hash, *bucket};
    *bucket = entry;
    return NULL;
}
