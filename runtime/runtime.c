// Package runtime's entry points: the functions that lib/runtime/*.mini declares without a body.
#define _GNU_SOURCE // sched_getaffinity
#include <sched.h>
#include <signal.h>
#include <stdint.h>

#include "gc.h"
#include "state.h"

void rt_runtime_NumCPU(int64_t *result);
void rt_runtime_NumCPU(int64_t *result) {
    cpu_set_t set;
    *result = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
}

void rt_runtime_NumGoroutine(int64_t *result);
void rt_runtime_NumGoroutine(int64_t *result) {
    *result = sched_count();
}

void rt_runtime_Gosched(void);
void rt_runtime_Gosched(void) {
    sched_give_way();
}

_Noreturn void rt_runtime_Goexit(void);
_Noreturn void rt_runtime_Goexit(void) {
    panic_goexit();
}

void rt_runtime_Breakpoint(void);
void rt_runtime_Breakpoint(void) {
    raise(SIGTRAP);
}

void rt_runtime_keep(const void *type, const void *data);
void rt_runtime_keep(const void *type, const void *data) {
    (void)type;
    (void)data;
}

void rt_runtime_setErrorTypes(const RtType *assertion, void *data, const RtType *panic_nil, void *also);
void rt_runtime_setErrorTypes(const RtType *assertion, void *data, const RtType *panic_nil, void *also) {
    (void)data;
    (void)also;
    error_set_types(assertion, panic_nil);
}

// ---- the heap --------------------------------------------------------------------------------

void rt_runtime_GC(void);
void rt_runtime_GC(void) {
    heap_collect();
    rt_collections.forced++;
}

void rt_debug_FreeOSMemory(void);
void rt_debug_FreeOSMemory(void) {
    rt_runtime_GC();
    block_scavenge(0);
}

void rt_debug_SetGCPercent(int64_t *result, int64_t percent);
void rt_debug_SetGCPercent(int64_t *result, int64_t percent) {
    *result = rt_heap.percent;
    rt_heap.percent = percent < 0 ? -1 : percent;
    collect_set_trigger();
}

void rt_debug_SetMemoryLimit(int64_t *result, int64_t limit);
void rt_debug_SetMemoryLimit(int64_t *result, int64_t limit) {
    *result = rt_heap.limit;
    if (limit >= 0)
        rt_heap.limit = limit;
    collect_set_trigger();
}

typedef struct {
    int64_t bytes, objects, blocks, reserved;
} HeapUse;

static void count_block(HeapUse *use, uint32_t index) {
    const Block *block = &rt_heap.blocks[index];
    const uint64_t *alloc = heap_bitmap(rt_heap.alloc, index);
    switch ((BlockKind)block->kind) {
    case BLOCK_FREE: return;
    case BLOCK_TAIL: break;
    case BLOCK_LARGE:
        use->objects++;
        use->bytes += (int64_t)block->mask;
        break;
    case BLOCK_SMALL:
        for (int i = 0; i < BLOCK_BITMAP_WORDS; i++) {
            int64_t cells = __builtin_popcountll(alloc[i]);
            use->objects += cells;
            use->bytes += cells * block->size;
        }
        break;
    }
    use->blocks += BLOCK_SIZE;
}

void rt_runtime_heapInUse(HeapUse *result);
void rt_runtime_heapInUse(HeapUse *result) {
    *result = (HeapUse){.reserved = (int64_t)rt_heap.extent};
    for (uint32_t i = 1; i < heap_block_count(); i++)
        count_block(result, i);
    int64_t bytes, cells;
    cursors_count(&bytes, &cells);
    result->bytes -= bytes;
    result->objects -= cells;
}

typedef struct {
    int64_t bytes, objects;
} HeapTotals;

void rt_runtime_heapTotals(HeapTotals *result);
void rt_runtime_heapTotals(HeapTotals *result) {
    *result = (HeapTotals){rt_heap.total_bytes, rt_heap.total_cells};
    int64_t bytes, cells;
    cursors_count(&bytes, &cells);
    result->bytes -= bytes;
    result->objects -= cells;
}

typedef struct {
    uint32_t count, forced;
    int64_t next, last, paused;
} CollectionTotals;

void rt_runtime_collections(CollectionTotals *result);
void rt_runtime_collections(CollectionTotals *result) {
    const Collections *all = &rt_collections;
    int64_t newest = all->count ? all->pauses[(all->count - 1) % PAUSE_COUNT].end : 0;
    *result =
        (CollectionTotals){(uint32_t)all->count, (uint32_t)all->forced, rt_heap.trigger, newest, all->paused};
}

void rt_runtime_pause(Pause *result, int64_t i);
void rt_runtime_pause(Pause *result, int64_t i) {
    *result = rt_collections.pauses[i];
}

void rt_runtime_stackInUse(int64_t *result);
void rt_runtime_stackInUse(int64_t *result) {
    *result = rt_g->stack.high - (char *)__builtin_frame_address(0);
}
