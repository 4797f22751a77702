// Freeing. The end of a cycle swaps the two bitmaps, and what is not marked is free; no memory is touched.
// The sweep proper is lazy: allocation looks for runs of clear bits and zeroes what it takes.
#include <stdint.h>
#include <string.h>

#include "bits.h"
#include "gc.h"

static void clear_bitmap(uint64_t *bitmap, uint32_t index) {
    memset(heap_bitmap(bitmap, index), 0, BLOCK_BITMAP_BYTES);
}

static void free_blocks(uint32_t first, uint32_t count) {
    clear_bitmap(rt_heap.alloc, first);
    block_release(first, count);
}

// Returns the bytes alive in a small block; an empty one is freed, one with free cells put on its layout's
// list.
static int64_t finish_small(uint32_t index) {
    Block *block = &rt_heap.blocks[index];
    const uint64_t *mark = heap_bitmap(rt_heap.mark, index);
    uint32_t marked = 0;
    for (uint32_t word = 0; word * 64 < block->cells; word++)
        marked += (uint32_t)__builtin_popcountll(mark[word]);
    if (marked == 0) {
        free_blocks(index, 1);
        return 0;
    }
    block->dirty = true;
    if (marked < block->cells) {
        block->link = (uint32_t)block->layout->first_block;
        block->layout->first_block = index;
    }
    clear_bitmap(rt_heap.alloc, index);
    return (int64_t)marked * block->size;
}

static int64_t finish_large(uint32_t index) {
    uint32_t count = rt_heap.blocks[index].link;
    bool alive = bits_test(heap_bitmap(rt_heap.mark, index), 0);
    if (alive)
        clear_bitmap(rt_heap.alloc, index);
    else
        free_blocks(index, count);
    return alive ? (int64_t)count << BLOCK_SHIFT : 0;
}

int64_t sweep_finish(void) {
    for (RtLayout *layout = rt_heap.layouts; layout; layout = layout->next)
        layout->first_block = 0;
    int64_t live = 0;
    // Downwards, so that each layout's list is in the order of addresses.
    for (uint32_t index = heap_block_count() - 1; index > 0; index--) {
        switch ((BlockKind)rt_heap.blocks[index].kind) {
        case BLOCK_FREE:
        case BLOCK_TAIL: break;
        case BLOCK_SMALL: live += finish_small(index); break;
        case BLOCK_LARGE: live += finish_large(index); break;
        }
    }
    for (RtLayout *layout = rt_heap.layouts; layout; layout = layout->next) {
        layout->block = layout->first_block;
        layout->cell = 0;
    }
    uint64_t *marked = rt_heap.mark;
    rt_heap.mark = rt_heap.alloc;
    rt_heap.alloc = marked;
    return live;
}

// Hands cells [start, end) of a block to the layout's cursor.
static void give_run(RtLayout *layout, uint32_t index, uint32_t start, uint32_t end) {
    int64_t count = end - start, bytes = count * layout->size;
    bits_flip(heap_bitmap(rt_heap.alloc, index), start, end);
    layout->cursor = heap_block_address(index) + (size_t)start * (size_t)layout->size;
    layout->limit = layout->cursor + bytes;
    layout->cell = end;
    if (rt_heap.blocks[index].dirty)
        memset(layout->cursor, 0, (size_t)bytes);
    rt_heap.used += bytes;
    rt_heap.total_cells += count;
    rt_heap.total_bytes += bytes;
}

bool sweep_take_run(RtLayout *layout) {
    uint32_t cells = (uint32_t)layout->cells;
    uint32_t most = rt_debug.stress ? 1 : (uint32_t)(RUN_MAX / layout->size);
    while (layout->block) {
        uint32_t index = (uint32_t)layout->block;
        const uint64_t *alloc = heap_bitmap(rt_heap.alloc, index);
        uint32_t start = bits_find_clear(alloc, (uint32_t)layout->cell, cells);
        if (start < cells) {
            uint32_t end = bits_find_set(alloc, start, most < cells - start ? start + most : cells);
            give_run(layout, index, start, end);
            return true;
        }
        layout->block = rt_heap.blocks[index].link;
        layout->cell = 0;
    }
    return false;
}
