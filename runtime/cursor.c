// The cursors of the layouts: giving back what they have left over, and putting them aside.
//
// Compiled code may hold a cursor in a register from one allocation to the next when LLVM knows that nothing
// in between allocates. That a goroutine can be made to yield at the entry of such a function, or at a poll,
// LLVM does not know. So before that happens all cursors are put aside, and put back before the goroutine
// goes on: the runs are its own until then. A cycle in between leaves them as they are: in use, and zeroed.
#include <stdint.h>
#include <stdlib.h>

#include "bits.h"
#include "gc.h"
#include "state.h"

typedef struct {
    RtLayout *layout;
    char *cursor, *limit;
} Run;

struct KeptRuns {
    KeptRuns *next, **link; // in the list of all
    size_t count;
    Run runs[];
};

static KeptRuns *kept;

static Cell first_cell(const Run *run) {
    uintptr_t from = (uintptr_t)run->cursor - rt_heap.base;
    uint32_t index = (uint32_t)(from >> BLOCK_SHIFT);
    return (Cell){index, (uint32_t)((from & (BLOCK_SIZE - 1)) / (uint64_t)run->layout->size), true};
}

static uint32_t cell_count(const Run *run) {
    return (uint32_t)((run->limit - run->cursor) / run->layout->size);
}

static void retire(RtLayout *layout) {
    if (layout->limit > layout->cursor) {
        Run run = {layout, layout->cursor, layout->limit};
        Cell cell = first_cell(&run);
        uint32_t count = cell_count(&run);
        bits_flip(heap_bitmap(rt_heap.alloc, cell.block), cell.cell, cell.cell + count);
        rt_heap.total_cells -= count;
        rt_heap.total_bytes -= count * layout->size;
    }
    layout->cursor = layout->limit = NULL;
}

void cursors_retire(void) {
    for (RtLayout *layout = rt_heap.layouts; layout; layout = layout->next)
        retire(layout);
}

KeptRuns *cursors_keep(void) {
    size_t count = 0;
    for (const RtLayout *layout = rt_heap.layouts; layout; layout = layout->next)
        count += layout->limit > layout->cursor;
    KeptRuns *all = malloc(sizeof *all + count * sizeof(Run));
    if (!all)
        rt_throw("runtime: out of memory");
    *all = (KeptRuns){.next = kept, .link = &kept};
    if (kept)
        kept->link = &all->next;
    kept = all;
    for (RtLayout *layout = rt_heap.layouts; layout; layout = layout->next) {
        if (layout->limit > layout->cursor)
            all->runs[all->count++] = (Run){layout, layout->cursor, layout->limit};
        layout->cursor = layout->limit = NULL;
    }
    return all;
}

void cursors_restore(KeptRuns *all) {
    cursors_retire();
    for (size_t i = 0; i < all->count; i++) {
        all->runs[i].layout->cursor = all->runs[i].cursor;
        all->runs[i].layout->limit = all->runs[i].limit;
    }
    *all->link = all->next;
    if (all->next)
        all->next->link = all->link;
    free(all);
}

void cursors_visit_kept(void (*visit)(Cell cell)) {
    for (const KeptRuns *all = kept; all; all = all->next) {
        for (size_t i = 0; i < all->count; i++) {
            Cell cell = first_cell(&all->runs[i]);
            for (uint32_t count = cell_count(&all->runs[i]); count > 0; count--, cell.cell++)
                visit(cell);
        }
    }
}

static void count_run(const Run *run, int64_t *bytes, int64_t *cells) {
    *bytes += run->limit - run->cursor;
    *cells += cell_count(run);
}

void cursors_count(int64_t *bytes, int64_t *cells) {
    *bytes = *cells = 0;
    for (RtLayout *layout = rt_heap.layouts; layout; layout = layout->next)
        count_run(&(Run){layout, layout->cursor, layout->limit}, bytes, cells);
    for (const KeptRuns *all = kept; all; all = all->next)
        for (size_t i = 0; i < all->count; i++)
            count_run(&all->runs[i], bytes, cells);
}
