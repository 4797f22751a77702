// Package sort's entry points: what it does with slices whose element type it does not know.
#include "entry.h"
#include "state.h"

#include <string.h>

typedef struct {
    int64_t length; // -1: not a slice
    RtString kind;
} SliceLength;

static const char *const kind_names[] = {
    "zero",    "bool",      "int",        "int8",   "int16",  "int32",          "int64",
    "uint",    "uint8",     "uint16",     "uint32", "uint64", "uintptr",        "float32",
    "float64", "complex64", "complex128", "array",  "chan",   "func",           "interface",
    "map",     "ptr",       "slice",      "string", "struct", "unsafe.Pointer",
};

void rt_sort_sliceLen(SliceLength *result, const RtType *type, const RtSlice *slice);
void rt_sort_sliceLen(SliceLength *result, const RtType *type, const RtSlice *slice) {
    if (type && type->kind == RT_SLICE) {
        *result = (SliceLength){.length = slice->len};
        return;
    }
    const char *kind = kind_names[type ? type->kind : RT_INVALID];
    *result = (SliceLength){-1, {(const uint8_t *)kind, (int64_t)strlen(kind)}};
}

// The collector sees what is in this frame in between.
static void swap_memory(char *a, char *b, int64_t size) {
    int64_t at = 0;
    for (; at + 8 <= size; at += 8) {
        uint64_t old;
        memcpy(&old, a + at, 8);
        memcpy(a + at, b + at, 8);
        memcpy(b + at, &old, 8);
    }
    for (; at < size; at++) {
        char old = a[at];
        a[at] = b[at];
        b[at] = old;
    }
}

void rt_sort_swapElements(const RtType *type, const RtSlice *slice, int64_t i, int64_t j);
void rt_sort_swapElements(const RtType *type, const RtSlice *slice, int64_t i, int64_t j) {
    int64_t size = type->elem->size;
    char *a = (char *)slice->ptr + i * size, *b = (char *)slice->ptr + j * size;
    if (rt_gc.marking) {
        heap_shade_values(type->elem, a, 1);
        heap_shade_values(type->elem, b, 1);
    }
    swap_memory(a, b, size);
}
