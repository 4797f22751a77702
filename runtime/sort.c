// Package sort's entry points: what it does with slices whose element type it does not know.
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

// Through memory of this frame, where the collector sees the pointers in between.
static void swap_memory(char *a, char *b, int64_t size) {
    while (size > 0) {
        uint64_t piece[16];
        size_t length = size < (int64_t)sizeof piece ? (size_t)size : sizeof piece;
        memcpy(piece, a, length);
        memcpy(a, b, length);
        memcpy(b, piece, length);
        a += length;
        b += length;
        size -= (int64_t)length;
    }
}

void rt_sort_swapElements(const RtType *type, const RtSlice *slice, int64_t i, int64_t j);
void rt_sort_swapElements(const RtType *type, const RtSlice *slice, int64_t i, int64_t j) {
    int64_t size = type->elem->size;
    char *a = (char *)slice->ptr + i * size, *b = (char *)slice->ptr + j * size;
    heap_shade_values(type->elem, a, 1);
    heap_shade_values(type->elem, b, 1);
    if (size == 8) {
        uint64_t old = *(uint64_t *)a;
        *(uint64_t *)a = *(uint64_t *)b;
        *(uint64_t *)b = old;
    } else {
        swap_memory(a, b, size);
    }
}
