// The debug modes, chosen by MINIDEBUG=name=1,...:
//   gcstress=N   collect at every N-th allocation
//   gcpoison     fill cells when they are freed
//   gccheckmark  mark a second time, with a marker as plain as can be, and compare
//   gctrace      a line for each collection on standard error, in the shape of Go's
//   gcbarrier    the write barrier is always on; the number of barriers is printed at exit
//   heapstat     the number of objects and bytes allocated since main.main began is printed at exit
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "bits.h"
#include "entry.h"
#include "gc.h"
#include "state.h"

enum { POISON = 0xdb };

Debug rt_debug;

static void set_option(const char *name, size_t length, long value) {
    static const struct {
        const char *name;
        bool *flag;
    } flags[] = {
        {"gcpoison", &rt_debug.poison},   {"gccheckmark", &rt_debug.checkmark}, {"gctrace", &rt_debug.trace},
        {"gcbarrier", &rt_debug.barrier}, {"heapstat", &rt_debug.stat},
    };
    if (length == strlen("gcstress") && memcmp(name, "gcstress", length) == 0) {
        rt_debug.stress = value;
        return;
    }
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        if (strlen(flags[i].name) == length && memcmp(flags[i].name, name, length) == 0) {
            *flags[i].flag = value != 0;
            return;
        }
    }
    fprintf(stderr, "minic: MINIDEBUG: unknown setting %.*s\n", (int)length, name);
}

void debug_init(void) {
    const char *at = getenv("MINIDEBUG");
    while (at && *at) {
        size_t length = strcspn(at, "=,");
        long value = at[length] == '=' ? strtol(at + length + 1, NULL, 10) : 1;
        if (length > 0)
            set_option(at, length, value);
        at += strcspn(at, ",");
        at += *at == ',';
    }
    rt_gc.marking = rt_debug.barrier;
}

static struct {
    int64_t cells, bytes;
} before_main;

static void count_allocated(int64_t *cells, int64_t *bytes) {
    cursors_count(bytes, cells);
    *cells = rt_heap.total_cells - *cells;
    *bytes = rt_heap.total_bytes - *bytes;
}

void debug_main_begins(void) {
    if (rt_debug.stat)
        count_allocated(&before_main.cells, &before_main.bytes);
}

void debug_exit(void) {
    if (barrier_count() > 0)
        fprintf(stderr, "gcbarrier: %lld barriers\n", (long long)barrier_count());
    if (rt_debug.stat) {
        int64_t cells, bytes;
        count_allocated(&cells, &bytes);
        fprintf(stderr, "heapstat: %lld objects, %lld bytes\n", (long long)(cells - before_main.cells),
                (long long)(bytes - before_main.bytes));
    }
}

// ---- gccheckmark -----------------------------------------------------------------------------

static struct {
    uint64_t *seen; // one bit per cell, as in the mark bitmap
    Cell *queue;    // seen, not scanned
    size_t count, capacity;
} check;

static _Noreturn void fail(const char *what, uintptr_t address, uintptr_t from) {
    fprintf(stderr, "gccheckmark: %s: %#lx, found in %#lx\n", what, (unsigned long)address,
            (unsigned long)from);
    rt_throw("checkmark found a marking error");
}

static void check_cell(Cell cell, uintptr_t from) {
    uint64_t *seen = heap_bitmap(check.seen, cell.block);
    if (bits_test(seen, cell.cell))
        return;
    bits_flip(seen, cell.cell, cell.cell + 1);
    if (!cell_is_marked(cell))
        fail("reachable object is not marked", (uintptr_t)cell_address(cell), from);
    if (rt_heap.blocks[cell.block].leaf)
        return;
    if (check.count == check.capacity) {
        check.capacity = check.capacity ? 2 * check.capacity : 1024;
        Cell *queue = realloc(check.queue, check.capacity * sizeof *queue);
        if (!queue)
            rt_throw("runtime: out of memory");
        check.queue = queue;
    }
    check.queue[check.count++] = cell;
}

__attribute__((no_sanitize_address)) static void check_roots(const Word *from, const Word *to,
                                                             bool is_stack) {
    for (const Word *at = from; at < to; at++) {
        for (int past = 0; past <= is_stack; past++) {
            Cell cell = past ? cell_find_end(*at) : cell_find(*at);
            if (cell.found)
                check_cell(cell, (uintptr_t)at);
        }
    }
}

// Every pointer word of the cell, which may be an array of elements: element by element.
static void check_object(Cell cell) {
    const RtLayout *layout = rt_heap.blocks[cell.block].layout;
    const char *object = cell_address(cell);
    for (int64_t start = 0; start + layout->size <= cell_size(cell); start += layout->size) {
        for (int64_t word = 0; word < layout->mask_words; word++) {
            if (!bits_test(layout->mask, (uint32_t)word))
                continue;
            const Word *at = (const Word *)(object + start + word * 8);
            Cell target = cell_find(*at);
            if (target.found)
                check_cell(target, (uintptr_t)at);
            else if (*at - rt_heap.base < rt_heap.extent && !cell_find(*at - 1).found)
                fail("pointer to a free cell", *at, (uintptr_t)at);
        }
    }
}

// No cell in use is marked that was not seen. (A free one may be: by a pointer one past the end of its
// neighbour.)
static void check_unreached(void) {
    size_t words = (size_t)heap_block_count() * BLOCK_BITMAP_WORDS;
    for (size_t i = 0; i < words; i++)
        if (rt_heap.mark[i] & rt_heap.alloc[i] & ~check.seen[i])
            fail("marked object is not reachable, in block",
                 (uintptr_t)heap_block_address((uint32_t)(i / BLOCK_BITMAP_WORDS)), 0);
}

static void see_kept(Cell cell) {
    uint64_t *seen = heap_bitmap(check.seen, cell.block);
    if (!bits_test(seen, cell.cell))
        bits_flip(seen, cell.cell, cell.cell + 1);
}

void verify_marks(char *stack_pointer) {
    size_t size = (size_t)heap_block_count() * BLOCK_BITMAP_BYTES;
    check.seen = memory_reserve(size);
    if (!check.seen)
        rt_throw("runtime: out of memory");
    cursors_visit_kept(see_kept);
    roots_visit(stack_pointer, check_roots);
    while (check.count > 0)
        check_object(check.queue[--check.count]);
    if (!rt_debug.barrier) // what it shades is marked without being reachable
        check_unreached();
    munmap(check.seen, size);
}

// ---- gcpoison --------------------------------------------------------------------------------

// Fills what this cycle is about to free.
void verify_poison(void) {
    for (uint32_t i = 1; i < heap_block_count(); i++) {
        const Block *block = &rt_heap.blocks[i];
        uint32_t cells = block->kind == BLOCK_SMALL ? block->cells : block->kind == BLOCK_LARGE;
        for (uint32_t number = 0; number < cells; number++) {
            Cell cell = {i, number, bits_test(heap_bitmap(rt_heap.alloc, i), number)};
            if (cell.found && !cell_is_marked(cell))
                memset(cell_address(cell), POISON, (size_t)cell_size(cell));
        }
    }
}
