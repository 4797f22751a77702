// The heap's address range and its blocks of 16 KiB: which are free, first fit.
//
// Everything is reserved once, without commitment (MAP_NORESERVE): the blocks, their table and the two
// bitmaps, so that an address finds its block by a subtraction and a shift. Reusing the lowest free run keeps
// the heap dense; without reuse of large runs a million appends took 20 times as long.
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

#include "bits.h"
#include "gc.h"
#include "state.h"

#define ARENA_MAX (UINT64_C(64) << 30)
#define ARENA_MIN (UINT64_C(64) << 20)
#define HUGE_PAGE (UINT64_C(2) << 20)

Heap rt_heap;

void *memory_reserve(size_t bytes) {
    void *memory =
        mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

// One reservation for `arena` bytes of blocks and their tables.
static bool reserve_arena(uintptr_t arena) {
    size_t blocks = arena >> BLOCK_SHIFT;
    size_t table = blocks * sizeof(Block), bitmap = blocks * BLOCK_BITMAP_WORDS * 8;
    char *memory = memory_reserve(HUGE_PAGE + arena + table + 2 * bitmap + blocks / 8);
    if (!memory)
        return false;
    rt_heap.base = ((uintptr_t)memory + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1);
    rt_heap.reserved = arena;
    char *next = (char *)(rt_heap.base + arena);
    rt_heap.blocks = (Block *)next;
    rt_heap.alloc = (uint64_t *)(next + table);
    rt_heap.mark = (uint64_t *)(next + table + bitmap);
    rt_heap.free_blocks = (uint64_t *)(next + table + 2 * bitmap);
    return true;
}

void block_init(void) {
    uintptr_t arena = ARENA_MAX;
    while (!reserve_arena(arena)) { // an address space limit (ulimit -v)
        arena /= 2;
        if (arena < ARENA_MIN)
            rt_throw("runtime: cannot reserve memory for the heap");
    }
    rt_heap.extent = BLOCK_SIZE; // block 0 stays unused
    rt_heap.first_free = 1;
}

// The lowest free run of `count` blocks. At the upper end of the heap a shorter run will do.
static uint32_t find_free(uint32_t count) {
    const uint64_t *map = rt_heap.free_blocks;
    uint32_t end = heap_block_count();
    uint32_t first = bits_find_set(map, rt_heap.first_free, end);
    if (count == 1)
        rt_heap.first_free = first;
    while (first < end) {
        uint32_t wanted = count < end - first ? first + count : end;
        uint32_t stop = bits_find_clear(map, first, wanted);
        if (stop == wanted)
            return first;
        first = bits_find_set(map, stop, end);
    }
    return end;
}

uint32_t block_take(uint32_t count) {
    uint32_t first = find_free(count), end = heap_block_count();
    if (count > (rt_heap.reserved >> BLOCK_SHIFT) - first)
        rt_throw("runtime: out of memory");
    uint32_t reused = count < end - first ? count : end - first;
    bits_flip(rt_heap.free_blocks, first, first + reused);
    if (reused < count)
        rt_heap.extent += (uintptr_t)(count - reused) << BLOCK_SHIFT;
    return first;
}

void block_release(uint32_t first, uint32_t count) {
    for (uint32_t i = first; i < first + count; i++)
        rt_heap.blocks[i] = (Block){.kind = BLOCK_FREE, .dirty = true};
    bits_flip(rt_heap.free_blocks, first, first + count);
    if (first < rt_heap.first_free)
        rt_heap.first_free = first;
}

int64_t block_held(void) {
    int64_t held = 0;
    for (uint32_t i = 1; i < heap_block_count(); i++)
        if (rt_heap.blocks[i].kind == BLOCK_FREE && rt_heap.blocks[i].dirty)
            held += BLOCK_SIZE;
    return held;
}

void block_scavenge(int64_t keep) {
    int64_t held = block_held();
    for (uint32_t i = heap_block_count() - 1; i > 0 && held > keep; i--) {
        Block *block = &rt_heap.blocks[i];
        if (block->kind != BLOCK_FREE || !block->dirty)
            continue;
        if (madvise(heap_block_address(i), BLOCK_SIZE, MADV_DONTNEED) == 0)
            block->dirty = false;
        held -= BLOCK_SIZE;
    }
}
