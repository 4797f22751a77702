// Go 1.26's size classes. They are facts about Go, not about our heap: a slice has the capacity that it
// would have there, and the heap rounds that up in its own way.
#include "size_class.h"

#include <stddef.h>
#include <stdint.h>

enum {
    SMALL_MAX = 32768,  // Go's largest size class
    PAGE = 8192,        // larger objects are whole pages
    HEADER = 8,         // Go's header of a cell with pointers,
    HEADER_ABOVE = 512, // which only cells larger than this have
};

static const uint16_t classes[] = {
    0,     8,     16,    24,    32,    48,    64,    80,    96,    112,   128,   144,   160,   176,
    192,   208,   224,   240,   256,   288,   320,   352,   384,   416,   448,   480,   512,   576,
    640,   704,   768,   896,   1024,  1152,  1280,  1408,  1536,  1792,  2048,  2304,  2688,  3072,
    3200,  3456,  4096,  4864,  5120,  5376,  6144,  6528,  6784,  6912,  8192,  9472,  9728,  10240,
    10880, 12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672, 32768,
};

int64_t size_class_round(int64_t size, bool has_pointers) {
    if (size > SMALL_MAX - HEADER)
        return (size + PAGE - 1) & ~(int64_t)(PAGE - 1);
    int64_t header = has_pointers && size > HEADER_ABOVE ? HEADER : 0;
    size_t low = 0, high = sizeof classes / sizeof classes[0] - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (classes[middle] < size + header)
            low = middle + 1;
        else
            high = middle;
    }
    return classes[low] - header;
}
