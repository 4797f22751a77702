// Private to sema: a set of constants of certain types.
#ifndef MINIC_SEMA_CONSTANT_SET_H
#define MINIC_SEMA_CONSTANT_SET_H

#include "sema/constant.h"
#include "sema/types.h"

enum { CONSTANT_SET_BUCKETS = 64 };

typedef struct ConstantEntry {
    const Constant *value;
    const Type *type;
    Pos pos;
    uint64_t hash;
    struct ConstantEntry *next;
} ConstantEntry;

// A zeroed set is empty.
typedef struct {
    ConstantEntry *buckets[CONSTANT_SET_BUCKETS];
} ConstantSet;

// The entry with the same value and type that was there before, or NULL after adding.
const ConstantEntry *constant_set_add(Arena *arena, ConstantSet *set, const Constant *value, const Type *type,
                                      Pos pos);

#endif
