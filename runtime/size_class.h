// Go's size classes, as far as programs can see them: in what cap returns.
#ifndef MINIC_RUNTIME_SIZE_CLASS_H
#define MINIC_RUNTIME_SIZE_CLASS_H

#include <stdbool.h>
#include <stdint.h>

// How many bytes Go's allocator makes usable when asked for `size` bytes, with or without pointers inside.
int64_t size_class_round(int64_t size, bool has_pointers);

#endif
