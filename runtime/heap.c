// Allocation: the entry points, small cells by bumping a cursor, large objects as runs of blocks.
//
// A layout's cursor walks through a run of free cells that was zeroed when it was taken; generated code has
// that fast path inline and comes here when the run is used up. After allocation in Immix
// (Blackburn & McKinley 2008), with runs of cells for lines.
#include <stdint.h>
#include <string.h>

#include "entry.h"
#include "gc.h"
#include "state.h"

uint64_t rt_zero_base;

void heap_init(void) {
    debug_init();
    block_init();
    collect_init();
}

static void register_layout(RtLayout *layout) {
    layout->cells = BLOCK_SIZE / layout->size;
    layout->reciprocal = ((INT64_C(1) << 32) + layout->size - 1) / layout->size;
    layout->next = rt_heap.layouts;
    rt_heap.layouts = layout;
}

// Makes a free block the layout's only one to allocate from.
static void take_block(RtLayout *layout) {
    uint32_t index = block_take(1);
    Block *block = &rt_heap.blocks[index];
    block->kind = BLOCK_SMALL;
    block->layout = layout;
    block->mask = layout->mask_words > 0 && layout->mask_words <= 64 ? layout->mask[0] : 0;
    block->leaf = layout_is_leaf(layout);
    block->reciprocal = (uint32_t)layout->reciprocal;
    block->size = (uint32_t)layout->size;
    block->cells = (uint16_t)layout->cells;
    block->link = 0;
    layout->block = index;
    layout->cell = 0;
}

static __attribute__((noinline)) void *take_cell_slow(RtLayout *layout) {
    heap_account(layout->size);
    if (layout->cells == 0)
        register_layout(layout);
    if (!sweep_take_run(layout)) {
        take_block(layout);
        sweep_take_run(layout);
    }
    char *cell = layout->cursor;
    layout->cursor = cell + layout->size;
    return cell;
}

void *heap_take_cell(RtLayout *layout) {
    char *cell = layout->cursor;
    if (layout->limit - cell < layout->size)
        return take_cell_slow(layout);
    layout->cursor = cell + layout->size;
    return cell;
}

// Zeroes a block that was in use, but not what lies in the first `filled` bytes of the object.
static void clear_block(uint32_t index, int64_t filled) {
    int64_t kept = filled < 0 ? 0 : filled < BLOCK_SIZE ? filled : BLOCK_SIZE;
    memset((char *)heap_block_address(index) + kept, 0, (size_t)(BLOCK_SIZE - kept));
}

static void *take_large(int64_t bytes, RtLayout *element, int64_t filled) {
    if (bytes > (int64_t)rt_heap.reserved)
        rt_throw("runtime: out of memory");
    uint32_t count = (uint32_t)((bytes + BLOCK_SIZE - 1) >> BLOCK_SHIFT);
    heap_account((int64_t)count << BLOCK_SHIFT);
    uint32_t first = block_take(count);
    for (uint32_t i = first; i < first + count; i++) {
        Block *block = &rt_heap.blocks[i];
        if (block->dirty)
            clear_block(i, filled - ((int64_t)(i - first) << BLOCK_SHIFT));
        *block = (Block){.kind = BLOCK_TAIL, .link = first, .dirty = true};
    }
    rt_heap.blocks[first] = (Block){.kind = BLOCK_LARGE,
                                    .layout = element,
                                    .mask = (uint64_t)bytes,
                                    .link = count,
                                    .dirty = true,
                                    .leaf = layout_is_leaf(element)};
    heap_bitmap(rt_heap.alloc, first)[0] = 1;
    rt_heap.used += (int64_t)count << BLOCK_SHIFT;
    rt_heap.total_cells++;
    rt_heap.total_bytes += bytes;
    return heap_block_address(first);
}

void *heap_new(RtLayout *layout) {
    return layout->size <= SMALL_MAX ? heap_take_cell(layout) : take_large(layout->size, layout, 0);
}

void *heap_new_bytes(int64_t size) {
    if (size <= 0)
        return &rt_zero_base;
    return size <= SMALL_MAX ? heap_take_cell(array_layout(NULL, size)) : take_large(size, NULL, 0);
}

void *heap_new_array(const RtType *element, int64_t count) {
    return heap_new_array_filled(element, count, 0);
}

void *heap_new_array_filled(const RtType *element, int64_t count, int64_t filled) {
    int64_t bytes;
    if (__builtin_mul_overflow(element->size, count, &bytes))
        rt_throw("runtime: out of memory");
    if (bytes <= 0)
        return &rt_zero_base;
    bool is_leaf = layout_is_leaf(element->layout);
    if (bytes > SMALL_MAX && (is_leaf || count > 1))
        return take_large(bytes, is_leaf ? NULL : element->layout, filled);
    if (is_leaf)
        return heap_new_bytes(bytes);
    return count == 1 ? heap_new(element->layout) : heap_take_cell(array_layout(element->layout, bytes));
}

void *rt_new_slow(void *layout) {
    return heap_new(layout);
}

void *rt_new_array(void *element, int64_t count) {
    return heap_new_array(element, count);
}

void *rt_new_bytes(int64_t size) {
    return heap_new_bytes(size);
}
