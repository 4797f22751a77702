// Growth of VEC(T).
#include "base/vec.h"

#include <stddef.h>
#include <string.h>

void *vec_grow(Arena *arena, void *items, int *cap, size_t item_size) {
    int old = *cap;
    *cap = old == 0 ? 8 : old * 2;
    void *grown = arena_alloc(arena, (size_t)*cap * item_size);
    if (old > 0) {
        memcpy(grown, items, (size_t)old * item_size);
    }
    return grown;
}
