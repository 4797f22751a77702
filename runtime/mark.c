// Marking: from the roots to everything that can be reached.
//
// A grey object is marked and on the mark stack, still to be scanned. What is popped first goes through a
// ring of eight prefetches, so that its memory arrives while seven others are scanned (Cher, Hosking & Vitek
// 2004): 8 times faster on a shuffled heap of 4 million objects. An entry is an address: of a cell, or of one
// block of a large object, which is scanned block by block to keep the stack small.
//
// Words of heap objects are precise: the layout's mask says which are pointers. An address outside the heap
// (a stack, a constant, nil) is ignored.
#define _GNU_SOURCE // mremap
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>

#include "bits.h"
#include "gc.h"
#include "state.h"

enum {
    RING_SIZE = 32,
    STACK_INITIAL = 1 << 16,       // entries; also what is kept between cycles
    SCAN_PUSHES = BLOCK_WORDS + 1, // the most that scanning one entry pushes
};

static struct {
    uintptr_t *base, *top, *end;
} grey;

Cell cell_find(uintptr_t address) {
    uintptr_t offset = address - rt_heap.base;
    if (offset >= rt_heap.extent)
        return (Cell){0};
    uint32_t index = (uint32_t)(offset >> BLOCK_SHIFT);
    const Block *block = &rt_heap.blocks[index];
    uint32_t cell = 0;
    switch ((BlockKind)block->kind) {
    case BLOCK_FREE: return (Cell){0};
    case BLOCK_SMALL:
        cell = (uint32_t)((offset & (BLOCK_SIZE - 1)) * block->reciprocal >> 32);
        if (cell >= block->cells)
            return (Cell){0};
        break;
    case BLOCK_LARGE: break;
    case BLOCK_TAIL: index = block->link; break;
    }
    return (Cell){index, cell, bits_test(heap_bitmap(rt_heap.alloc, index), cell)};
}

Cell cell_find_end(uintptr_t address) {
    Cell cell = cell_find(address - 1);
    const Block *block = &rt_heap.blocks[cell.block];
    cell.found = cell.found && !(block->kind == BLOCK_SMALL && block->layout->single);
    return cell;
}

char *cell_address(Cell cell) {
    const Block *block = &rt_heap.blocks[cell.block];
    return heap_block_address(cell.block) + (size_t)cell.cell * block->size;
}

int64_t cell_size(Cell cell) {
    const Block *block = &rt_heap.blocks[cell.block];
    return block->kind == BLOCK_LARGE ? (int64_t)block->mask : block->size;
}

bool cell_is_marked(Cell cell) {
    return bits_test(heap_bitmap(rt_heap.mark, cell.block), cell.cell);
}

// Makes room for what scanning one entry can push, so that push itself need not look.
static __attribute__((noinline)) void grow_stack(void) {
    size_t used = (size_t)(grey.top - grey.base), size = (size_t)(grey.end - grey.base);
    size_t bytes = size * sizeof *grey.base;
    void *memory = size ? mremap(grey.base, bytes, 2 * bytes, MREMAP_MAYMOVE)
                        : memory_reserve(STACK_INITIAL * sizeof *grey.base);
    if (!memory || memory == MAP_FAILED)
        rt_throw("runtime: out of memory");
    grey.base = memory;
    grey.top = grey.base + used;
    grey.end = grey.base + (size ? 2 * size : STACK_INITIAL);
}

static inline bool is_stack_short(const uintptr_t *top) {
    return grey.end - top < SCAN_PUSHES;
}

// Sets the mark bit; true if it was clear.
static inline bool set_mark(uint32_t block, uint32_t cell) {
    uint64_t *word = heap_bitmap(rt_heap.mark, block) + cell / 64, bit = UINT64_C(1) << (cell % 64);
    if (*word & bit)
        return false;
    *word |= bit;
    return true;
}

// The functions from here to scan push onto the stack whose top they are given, in a register, and return the
// new top.

static __attribute__((noinline)) uintptr_t *mark_large(uintptr_t *top, uint32_t index) {
    const Block *block = &rt_heap.blocks[index];
    if (block->kind == BLOCK_FREE)
        return top;
    if (block->kind == BLOCK_TAIL) {
        index = block->link;
        block = &rt_heap.blocks[index];
    }
    if (set_mark(index, 0) && !block->leaf)
        *top++ = (uintptr_t)heap_block_address(index);
    return top;
}

// Marks what a pointer word of a live object points to.
static inline uintptr_t *mark_word(uintptr_t *top, uintptr_t word) {
    uintptr_t offset = word - rt_heap.base;
    if (offset >= rt_heap.extent)
        return top;
    uint32_t index = (uint32_t)(offset >> BLOCK_SHIFT);
    const Block *block = &rt_heap.blocks[index];
    if (__builtin_expect(block->kind != BLOCK_SMALL, 0))
        return mark_large(top, index);
    uint32_t cell = (uint32_t)((offset & (BLOCK_SIZE - 1)) * block->reciprocal >> 32);
    if (set_mark(index, cell) && !block->leaf)
        *top++ = (uintptr_t)heap_block_address(index) + (uintptr_t)cell * block->size;
    return top;
}

// Marks the pointer words among words [from, to) of the object at `base`.
static uintptr_t *scan_masked(uintptr_t *top, const Word *base, const uint64_t *mask, int64_t from,
                              int64_t to) {
    for (int64_t word = from / 64; word * 64 < to; word++) {
        uint64_t bits = mask[word];
        if (word * 64 < from)
            bits &= ~UINT64_C(0) << (from % 64);
        for (; bits; bits &= bits - 1) {
            int64_t i = word * 64 + __builtin_ctzll(bits);
            if (i >= to)
                return top;
            top = mark_word(top, base[i]);
        }
    }
    return top;
}

static int64_t least(int64_t a, int64_t b) {
    return a < b ? a : b;
}

// Scans one block of a large object, an array of elements with the block's layout.
static __attribute__((noinline)) uintptr_t *scan_large(uintptr_t *top, uint32_t index) {
    uint32_t head = rt_heap.blocks[index].kind == BLOCK_LARGE ? index : rt_heap.blocks[index].link;
    const Block *object = &rt_heap.blocks[head];
    const Word *base = (const Word *)heap_block_address(head);
    int64_t from = (int64_t)(index - head) * BLOCK_WORDS;
    int64_t to = least(from + BLOCK_WORDS, (int64_t)object->mask / 8);
    if (index + 1 < head + object->link)
        *top++ = (uintptr_t)heap_block_address(index + 1);
    int64_t stride = object->layout->size / 8;
    int64_t described = object->layout->mask_words;
    for (int64_t element = from / stride * stride; element < to; element += stride)
        top = scan_masked(top, base + element, object->layout->mask, element < from ? from - element : 0,
                          least(described, to - element));
    return top;
}

static inline uintptr_t *scan(uintptr_t *top, uintptr_t entry) {
    uint32_t index = (uint32_t)((entry - rt_heap.base) >> BLOCK_SHIFT);
    const Block *block = &rt_heap.blocks[index];
    const Word *base = (const Word *)entry;
    if (__builtin_expect(block->kind != BLOCK_SMALL, 0))
        return scan_large(top, index);
    if (!block->mask)
        return scan_masked(top, base, block->layout->mask, 0, block->layout->mask_words);
    for (uint64_t bits = block->mask; bits; bits &= bits - 1)
        top = mark_word(top, base[__builtin_ctzll(bits)]);
    return top;
}

static void drain(void) {
    uintptr_t ring[RING_SIZE] = {0};
    uintptr_t *top = grey.top;
    unsigned waiting = 0;
    for (unsigned at = 0;; at = (at + 1) % RING_SIZE) {
        uintptr_t entry = ring[at];
        ring[at] = 0;
        if (top > grey.base) {
            ring[at] = *--top;
            __builtin_prefetch((const void *)ring[at]);
            waiting++;
        }
        if (entry) {
            waiting--;
            if (is_stack_short(top)) {
                grey.top = top;
                grow_stack();
                top = grey.top;
            }
            top = scan(top, entry);
        } else if (waiting == 0) {
            break;
        }
    }
    grey.top = top;
}

// Marks the cell that the word points into, if it is one in use. There must be room for one entry.
static inline uintptr_t *mark_conservative(uintptr_t *top, uintptr_t word) {
    return cell_find(word).found ? mark_word(top, word) : top;
}

__attribute__((no_sanitize_address)) static void mark_range(const Word *from, const Word *to, bool is_stack) {
    for (const Word *at = from; at < to; at++) {
        uintptr_t word = *at;
        if (word - rt_heap.base > rt_heap.extent)
            continue;
        if (is_stack_short(grey.top))
            grow_stack();
        grey.top = mark_conservative(grey.top, word);
        if (is_stack)
            grey.top = cell_find_end(word).found ? mark_word(grey.top, word - 1) : grey.top;
    }
}

static void mark_kept(Cell cell) {
    set_mark(cell.block, cell.cell);
}

void mark_all(char *stack_pointer) {
    cursors_visit_kept(mark_kept); // zeroed: nothing to scan
    roots_visit(stack_pointer, mark_range);
    drain();
    size_t size = (size_t)(grey.end - grey.base);
    if (size > STACK_INITIAL)
        madvise(grey.base + STACK_INITIAL, (size - STACK_INITIAL) * sizeof *grey.base, MADV_DONTNEED);
}

void mark_shade(uintptr_t old) {
    if (is_stack_short(grey.top))
        grow_stack();
    grey.top = mark_conservative(grey.top, old);
}

void mark_keep(Cell cell) {
    set_mark(cell.block, cell.cell);
}
