// The write barrier (snapshot at the beginning, Yuasa 1990): before a pointer in the heap is overwritten
// while marking is on, its old value is shaded, so that everything reachable when marking began gets marked.
// Generated code tests rt_gc.marking and calls rt_shade; the runtime's own moves and clears go through here.
//
// Collections stop the world, so marking is never on, but for MINIDEBUG=gcbarrier=1: then each barrier shades
// and is counted, and what it shades survives the next cycle.
#include <stdint.h>
#include <string.h>

#include "entry.h"
#include "gc.h"
#include "state.h"

RtGcState rt_gc;

static int64_t shaded;

int64_t barrier_count(void) {
    return shaded;
}

void rt_shade(void *old) {
    shaded++;
    mark_shade((uintptr_t)old);
}

// Shades the pointers of `count` values at `start`.
static void shade_values(const RtLayout *layout, const void *start, int64_t size, int64_t count) {
    for (int64_t i = 0; i < count; i++) {
        const Word *value = (const Word *)((const char *)start + i * size);
        for (int64_t first = 0; first < layout->mask_words; first += 64)
            for (uint64_t bits = layout->mask[first / 64]; bits; bits &= bits - 1)
                rt_shade((void *)value[first + __builtin_ctzll(bits)]);
    }
}

void heap_shade_values(const RtType *type, const void *to, int64_t count) {
    if (rt_gc.marking && !layout_is_leaf(type->layout))
        shade_values(type->layout, to, type->size, count);
}

void heap_move(const RtType *type, void *to, const void *from, int64_t count) {
    heap_shade_values(type, to, count);
    if (count > 0 && type->size > 0)
        memmove(to, from, (size_t)(type->size * count));
}

void heap_clear(const RtType *type, void *to, int64_t count) {
    heap_shade_values(type, to, count);
    if (count > 0 && type->size > 0)
        memset(to, 0, (size_t)(type->size * count));
}

void rt_typed_move(void *type, void *to, void *from) {
    heap_move(type, to, from, 1);
}

void rt_typed_move_n(void *element, void *to, void *from, int64_t count) {
    heap_move(element, to, from, count);
}

void rt_typed_clear(void *type, void *to, int64_t count) {
    heap_clear(type, to, count);
}
