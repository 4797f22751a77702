// Growth of slices by Go's rule: double below 256 elements, then in steps that go over smoothly to a
// quarter; the result rounded up to what fits into Go's size class.
#include "entry.h"
#include "size_class.h"
#include "state.h"
#include "value.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { DOUBLING_BELOW = 256 };

static const int64_t max_bytes = INT64_C(1) << 48;

// The capacity before rounding. May overflow to a negative number when the length is absurd.
static int64_t next_capacity(int64_t length, int64_t old) {
    if (length > 2 * old)
        return length;
    if (old < DOUBLING_BELOW)
        return 2 * old;
    uint64_t capacity = (uint64_t)old;
    while (capacity < (uint64_t)length)
        capacity += (capacity + 3 * (uint64_t)DOUBLING_BELOW) >> 2;
    return (int64_t)capacity;
}

static int64_t grown_capacity(const RtType *element, int64_t length, int64_t old) {
    int64_t capacity = next_capacity(length, old), bytes;
    if (capacity < 0 || __builtin_mul_overflow(capacity, element->size, &bytes) || bytes > max_bytes)
        PANIC_PLAIN("growslice: len out of range");
    return size_class_round(bytes, type_has_pointers(element)) / element->size;
}

static void *new_array(RtPieces *frame, const RtType *element, int64_t capacity, int64_t filled) {
    int64_t bytes = (capacity * element->size + 15) / 16 * 16;
    if (!frame || bytes > frame->room)
        return heap_new_array_filled(element, capacity, filled);
    void *memory = memset(frame->memory, 0, (size_t)bytes);
    frame->memory += bytes;
    frame->room -= bytes;
    return memory;
}

void rt_slice_grow(void *in_out, void *element_type, int64_t extra, void *growth) {
    RtSlice *slice = in_out;
    RtPieces *frame = growth;
    const RtType *element = element_type;
    int64_t old_length = slice->len, length;
    if (__builtin_add_overflow(old_length, extra, &length))
        PANIC_PLAIN("growslice: len out of range");
    if (element->size == 0) {
        *slice = (RtSlice){&rt_zero_base, length, length};
        return;
    }
    int64_t capacity;
    if (slice->cap == 0 && frame && length <= frame->first) {
        capacity = frame->first;
        frame->first = 0;
    } else {
        capacity = grown_capacity(element, length, slice->cap);
    }
    // Bytes without pointers may be more than the capacity can use; the elements say what is scanned.
    int64_t filled = old_length * element->size;
    void *memory = new_array(frame, element, capacity, filled);
    if (filled > 0) // fresh memory: nothing is overwritten, so no barrier
        memcpy(memory, slice->ptr, (size_t)filled);
    *slice = (RtSlice){memory, length, capacity};
}
