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

// The length with `extra` more elements; false: they take no memory, and are there already.
static bool grow_length(RtSlice *slice, const RtType *element, int64_t extra, int64_t *length) {
    if (__builtin_add_overflow(slice->len, extra, length))
        PANIC_PLAIN("growslice: len out of range");
    if (element->size == 0)
        *slice = (RtSlice){&rt_zero_base, *length, *length};
    return element->size > 0;
}

static void *moved_array(RtPieces *frame, const RtType *element, const RtSlice *slice, int64_t capacity,
                         int64_t kept) {
    // Bytes without pointers may be more than the capacity can use; the elements say what is scanned.
    int64_t filled = kept * element->size;
    void *memory = new_array(frame, element, capacity, filled);
    if (filled > 0) // fresh memory: nothing is overwritten, so no barrier
        memcpy(memory, slice->ptr, (size_t)filled);
    return memory;
}

void rt_slice_grow(void *in_out, void *element_type, int64_t extra, void *growth) {
    RtSlice *slice = in_out;
    RtPieces *frame = growth;
    const RtType *element = element_type;
    int64_t length, capacity;
    if (!grow_length(slice, element, extra, &length))
        return;
    if (slice->cap == 0 && frame && length <= frame->first) {
        capacity = frame->first;
        frame->first = 0;
    } else {
        capacity = grown_capacity(element, length, slice->cap);
    }
    *slice = (RtSlice){moved_array(frame, element, slice, capacity, slice->len), length, capacity};
}

// ---- Slices that begin in the frame

static bool is_in_frame(const RtBacking *backing, const RtSlice *slice) {
    return (uintptr_t)slice->ptr - (uintptr_t)backing->memory < (uintptr_t)backing->room;
}

static int64_t rounded_capacity(const RtType *element, int64_t length) {
    return size_class_round(length * element->size, type_has_pointers(element)) / element->size;
}

// Where the slice grows in the frame; NULL: nowhere. What is behind its present capacity there is of no use
// to anyone.
static char *frame_array(RtBacking *backing, RtType *element, const RtSlice *slice, int64_t capacity) {
    int64_t bytes = capacity * element->size, kept = 0;
    char *array = backing->memory;
    if (slice->cap > 0) {
        array = slice->ptr;
        kept = slice->cap * element->size;
        if (!is_in_frame(backing, slice) || bytes > backing->memory + backing->room - array)
            return NULL;
    } else if (bytes > backing->room) {
        return NULL;
    } else if (backing->site) {
        array = backing->memory = rt_checked_new(element, backing->room / element->size, backing->site,
                                                 backing->frame, backing->memory);
    }
    memset(array + kept, 0, (size_t)(bytes - kept));
    return array;
}

static void *leave(RtBacking *backing, const RtType *element, const RtSlice *slice, int64_t capacity,
                   int64_t kept) {
    void *array = moved_array(backing->pieces, element, slice, capacity, kept);
    if (backing->site && is_in_frame(backing, slice))
        rt_checked_moved(backing->memory);
    return array;
}

void rt_slice_grow_backed(void *in_out, void *element_type, int64_t extra, void *store, int64_t go_room,
                          int32_t how) {
    RtSlice *slice = in_out;
    RtBacking *backing = store;
    RtType *element = element_type;
    int64_t length, capacity;
    if (!grow_length(slice, element, extra, &length))
        return;
    bool steps = how & RT_BACKING_STEPS;
    bool in_go_buffer = length <= go_room && !steps && slice->len == 0 && !backing->go_used;
    if (in_go_buffer)
        capacity = go_room;
    else if (length <= go_room && steps)
        capacity = rounded_capacity(element, length);
    else
        capacity = grown_capacity(element, length, slice->cap);
    void *array = how & RT_BACKING_FRAME ? frame_array(backing, element, slice, capacity) : NULL;
    bool in_frame = array;
    if (!in_frame)
        array = leave(backing, element, slice, capacity, slice->len);
    *slice = (RtSlice){array, length, capacity};
    backing->go_used |= in_go_buffer;
    backing->go_array = in_go_buffer ? array : NULL;
    backing->held = in_frame || in_go_buffer;
}

void rt_slice_leave(void *in_out, void *element_type, void *store, bool cuts) {
    RtSlice *slice = in_out;
    RtBacking *backing = store;
    const RtType *element = element_type;
    bool in_go_buffer = backing->go_array && slice->ptr == backing->go_array;
    if (cuts && in_go_buffer) {
        slice->cap = rounded_capacity(element, slice->len);
        in_go_buffer = false;
    }
    if (is_in_frame(backing, slice))
        slice->ptr = slice->cap == 0 ? &rt_zero_base : leave(backing, element, slice, slice->cap, slice->cap);
    backing->go_array = in_go_buffer ? slice->ptr : NULL;
    backing->held = in_go_buffer;
}
