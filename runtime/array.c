// The layouts of small arrays, made at run time. An array of n elements takes a cell of the smallest size
// class that holds it, so that arrays of many lengths share blocks; the element's pointer mask is repeated
// over the whole cell. What no element covers stays zero.
//
// Size classes: Go's up to 1,024 bytes; above, the largest cells of which 15, 14, ... 2 fit into a block.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gc.h"
#include "state.h"

enum { TABLE_MAX = 1024, TABLE_CLASSES = 32, CLASSES = TABLE_CLASSES + 14 };

static const uint16_t table_sizes[TABLE_CLASSES] = {
    8,   16,  24,  32,  48,  64,  80,  96,  112, 128, 144, 160, 176, 192, 208, 224,
    240, 256, 288, 320, 352, 384, 416, 448, 480, 512, 576, 640, 704, 768, 896, 1024,
};

typedef struct {
    int index;
    int64_t size;
} Class;

typedef struct {
    RtLayout layout;
    uint64_t mask[];
} ArrayLayout;

static RtLayout *byte_layouts[CLASSES];

static Class class_of(int64_t bytes) {
    if (bytes <= TABLE_MAX) {
        static uint8_t index_of_words[TABLE_MAX / 8 + 1];
        if (index_of_words[1] == index_of_words[TABLE_MAX / 8])
            for (int words = 1, index = 0; words <= TABLE_MAX / 8; words++) {
                index += words * 8 > table_sizes[index];
                index_of_words[words] = (uint8_t)index;
            }
        int index = index_of_words[(bytes + 7) / 8];
        return (Class){index, table_sizes[index]};
    }
    int64_t per_block = BLOCK_SIZE / ((bytes + 7) & ~INT64_C(7));
    return (Class){TABLE_CLASSES + 15 - (int)per_block, BLOCK_SIZE / per_block & ~INT64_C(7)};
}

// Sets the bits of as many whole elements as fit into `words` words.
static void repeat_mask(uint64_t *mask, int64_t words, const RtLayout *element) {
    int64_t stride = element->size / 8;
    for (int64_t start = 0; start + stride <= words; start += stride) {
        for (int64_t bit = 0; bit < element->mask_words; bit++) {
            if (element->mask[bit / 64] >> (bit % 64) & 1)
                mask[(start + bit) / 64] |= UINT64_C(1) << ((start + bit) % 64);
        }
    }
}

static RtLayout *make_layout(const RtLayout *element, int64_t size) {
    int64_t words = size / 8;
    ArrayLayout *array = calloc(1, sizeof *array + (size_t)(element ? (words + 63) / 64 * 8 : 0));
    if (!array)
        rt_throw("runtime: out of memory");
    array->layout.size = size;
    if (element) {
        repeat_mask(array->mask, words, element);
        array->layout.mask = array->mask;
        array->layout.mask_words = words;
    }
    return &array->layout;
}

RtLayout *array_layout(RtLayout *element, int64_t bytes) {
    RtLayout **table = element ? element->arrays : byte_layouts;
    if (!table) {
        table = element->arrays = (RtLayout **)calloc(CLASSES, sizeof(RtLayout *));
        if (!table)
            rt_throw("runtime: out of memory");
    }
    Class class = class_of(bytes);
    if (!table[class.index])
        table[class.index] = make_layout(element, class.size);
    return table[class.index];
}
