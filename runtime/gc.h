// Private to the heap and the collector: blocks, bitmaps, layouts, the debug modes.
//
// The heap is one reserved range of addresses cut into blocks of 16 KiB. A small block holds cells of one
// layout and nothing else: no header in the cell, none in the block. What is known about block i is
// in `blocks[i]` and in two bitmaps of one bit per cell: `alloc` (the cell is in use) and `mark` (found alive
// in this cycle). The end of a cycle swaps the two, which frees every cell that was not marked; allocation
// then finds runs of clear bits in `alloc`, which is the sweep. A large object is a run of whole blocks.
//
// Invariants outside a collection:
// - [cursor, limit) of every layout is zeroed, and its cells' alloc bits are set;
// - both bitmaps of a free block are clear; `mark` is clear altogether, but for cells shaded by the barrier;
// - bits of a block beyond its last cell are clear.
#ifndef MINIC_RUNTIME_GC_H
#define MINIC_RUNTIME_GC_H

#include "abi.h" // IWYU pragma: export

enum {
    BLOCK_SHIFT = 14,
    BLOCK_SIZE = 1 << BLOCK_SHIFT,
    BLOCK_WORDS = BLOCK_SIZE / 8,          // words, and the most cells, of one block
    BLOCK_BITMAP_WORDS = BLOCK_WORDS / 64, // of one block in one bitmap
    BLOCK_BITMAP_BYTES = BLOCK_BITMAP_WORDS * 8,
    SMALL_MAX = BLOCK_SIZE / 2, // the largest cell of a small block
    RUN_MAX = 8192,             // bytes zeroed and handed to a cursor at a time
};

typedef enum { BLOCK_FREE, BLOCK_SMALL, BLOCK_LARGE, BLOCK_TAIL } BlockKind;

typedef struct {
    RtLayout *layout; // small: of its cells; large: of its elements; NULL or without mask: no pointers
    uint64_t mask; // small: the whole pointer mask if one word holds it, else 0; large: bytes of the object
    uint32_t reciprocal; // small: ceil(2^32 / size), so that offset * reciprocal >> 32 is the cell
    uint32_t size;       // small: of one cell
    uint32_t link;  // small: next block of the layout with free cells, 0 none; large: blocks; tail: its head
    uint16_t cells; // small
    uint8_t kind;   // BlockKind
    bool dirty : 1; // memory may be non-zero where no cell is in use
    bool leaf : 1;  // no pointers inside
} Block;

_Static_assert(sizeof(Block) == 32, "two to a cache line");

// A word of the heap or of a stack, whatever its type was when it was written.
typedef uintptr_t __attribute__((may_alias)) Word;

typedef struct {
    uintptr_t base;
    uintptr_t extent; // bytes from base to the end of the highest block ever used
    uintptr_t reserved;
    Block *blocks; // block 0 is never used, so that 0 is "none"
    uint64_t *alloc;
    uint64_t *mark;
    uint64_t *free_blocks; // one bit per block below `extent`
    uint32_t first_free;   // no block below is free
    RtLayout *layouts;     // every layout that has blocks, linked by `next`

    // Bytes. `used` grows as runs are taken; a collection starts when it reaches `trigger`.
    int64_t live; // at the end of the last collection
    int64_t used;
    int64_t trigger;
    int64_t percent; // GOGC; negative: off
    int64_t limit;   // GOMEMLIMIT

    int64_t total_cells; // taken since the start, what cursors have left over included
    int64_t total_bytes;
    bool collecting;
} Heap;

extern Heap rt_heap;

enum { PAUSE_COUNT = 256 };

// Nanoseconds; `end` since 1970.
typedef struct {
    int64_t length, end;
} Pause;

typedef struct {
    int64_t count, forced; // forced: by runtime.GC
    int64_t paused;        // nanoseconds in all
    Pause pauses[PAUSE_COUNT];
} Collections;

extern Collections rt_collections; // collect.c

typedef struct {
    int64_t stress; // collect at every n-th allocation
    bool poison;
    bool checkmark;
    bool trace;
    bool barrier;
    bool stat;
} Debug;

extern Debug rt_debug;

static inline uint32_t heap_block_count(void) {
    return (uint32_t)(rt_heap.extent >> BLOCK_SHIFT);
}

static inline char *heap_block_address(uint32_t index) {
    return (char *)(rt_heap.base + ((uintptr_t)index << BLOCK_SHIFT));
}

static inline uint64_t *heap_bitmap(uint64_t *bitmap, uint32_t index) {
    return bitmap + (size_t)index * BLOCK_BITMAP_WORDS;
}

// collect.c
void collect_init(void);
void collect_set_trigger(void);   // after `live`, `percent` or `limit` has changed
void heap_collect(void);          // callable from anywhere in C code, but not from a signal handler
void heap_account(int64_t bytes); // before taking bytes: collects first if it is time

// heap.c
void heap_init(void);
// Bump allocation in a run of the layout's own; the entry for cells of at most SMALL_MAX bytes.
void *heap_take_cell(RtLayout *layout);

// array.c: the layouts of small arrays.
RtLayout *array_layout(RtLayout *element, int64_t bytes); // element NULL: no pointers; 0 < bytes <= SMALL_MAX
static inline bool layout_is_leaf(const RtLayout *layout) {
    return layout == NULL || layout->mask_words == 0;
}

// block.c
void *memory_reserve(size_t bytes); // zeroed, page by page on first use; NULL: no address space
void block_init(void);
uint32_t block_take(uint32_t count); // kind and layout are still to be set
void block_release(uint32_t first, uint32_t count);
int64_t block_held(void);          // bytes of free memory that the system has not got back
void block_scavenge(int64_t keep); // gives free memory beyond `keep` bytes back to the system

// roots.c: calls visit for every range of root words, with the running stack from stack_pointer up. On a
// stack a word may also point one past the end of an object.
typedef void RootVisitor(const Word *from, const Word *to, bool is_stack);
void roots_visit(char *stack_pointer, RootVisitor *visit);

// A cell: its block and number. found == false: the address is not in a cell in use.
typedef struct {
    uint32_t block;
    uint32_t cell;
    bool found;
} Cell;

// mark.c
Cell cell_find(uintptr_t address);
// The cell in use that ends at the address or holds the byte before it. Of an array compiled code may keep
// but the address of its end. A single value is not found: the dead neighbour of a live one would often be a
// whole tree.
Cell cell_find_end(uintptr_t address);
char *cell_address(Cell cell);
int64_t cell_size(Cell cell);
bool cell_is_marked(Cell cell);
void mark_all(char *stack_pointer); // from the roots and from what the barrier shaded
void mark_shade(uintptr_t old);
void mark_keep(Cell cell); // what it points to is marked

// finalizer.c. The sweep comes after marking: it keeps the objects whose finalizers are to run now.
void finalizer_visit_roots(RootVisitor *visit);
void finalizer_sweep(void);
void finalizer_start(void); // has a goroutine run them

// cursor.c
typedef struct KeptRuns KeptRuns;
void cursors_retire(void);                          // gives back what all cursors have left over
KeptRuns *cursors_keep(void);                       // puts all cursors aside, in order to
void cursors_restore(KeptRuns *all);                // put them back, instead of the present ones
void cursors_visit_kept(void (*visit)(Cell cell));  // every cell that is put aside
void cursors_count(int64_t *bytes, int64_t *cells); // all that cursors have left over

// sweep.c: ends a cycle: frees what is not marked. Returns the bytes alive.
int64_t sweep_finish(void);
bool sweep_take_run(RtLayout *layout); // false: no free cell in the layout's blocks

// verify.c
void debug_init(void);
void debug_main_begins(void); // heapstat counts from here on
void debug_exit(void);        // prints what was counted
void verify_marks(char *stack_pointer);
void verify_poison(void);

// barrier.c
int64_t barrier_count(void);

// checked.c: forgets the cells that die in this cycle; after marking, before sweeping.
void checked_sweep(void);

// switch.S: calls function(sp) with all callee-saved registers stored at and above sp.
void stack_spill(void (*function)(char *stack_pointer));

#endif
