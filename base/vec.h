// Typed growable arrays in an arena: VEC(T) is a struct {items, len, cap}. A zeroed VEC is empty.
#ifndef MINIC_BASE_VEC_H
#define MINIC_BASE_VEC_H

#include "base/arena.h"
#include <string.h>

#define VEC(T)                                                                                               \
    struct {                                                                                                 \
        T *items;                                                                                            \
        int len;                                                                                             \
        int cap;                                                                                             \
    }

// Appends a value; old storage stays in the arena, so pointers into it remain readable.
#define VEC_PUSH(arena, vec, ...)                                                                            \
    do {                                                                                                     \
        if ((vec)->len == (vec)->cap) {                                                                      \
            (vec)->items = vec_grow((arena), (vec)->items, &(vec)->cap, sizeof *(vec)->items);               \
        }                                                                                                    \
        (vec)->items[(vec)->len++] = (__VA_ARGS__);                                                          \
    } while (0)

#define VEC_LAST(vec) ((vec)->items[(vec)->len - 1])

// Doubles *cap (at least 8); returns the new storage with the old elements copied.
void *vec_grow(Arena *arena, void *items, int *cap, size_t item_size);

#endif
