// minic run --allocs: what each allocation site made, counted as the source says, beside what the analysis
// said of it.
//
// Generated code enters a site before it allocates there and leaves it after; what the heap has handed out in
// between is the site's. Nothing else runs between the two, so there is one current site.
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "entry.h"
#include "gc.h"

typedef struct {
    int64_t bytes, objects;
} HeapTotals;

void rt_runtime_heapTotals(HeapTotals *result);

static struct {
    RtAllocSite *sites;
    int64_t count;
    RtAllocSite *current;
    int64_t bytes; // that it takes in the frame, unless it takes them from the heap
    HeapTotals before;
} allocs;

void rt_allocs_enter(void *site, int64_t bytes) {
    allocs.current = site;
    allocs.current->objects++;
    allocs.bytes = bytes;
    rt_runtime_heapTotals(&allocs.before);
}

void rt_allocs_move(void *site, int64_t bytes) {
    allocs.current = site;
    allocs.current->bytes -= bytes;
    allocs.bytes = bytes;
    rt_runtime_heapTotals(&allocs.before);
}

void rt_allocs_leave(void) {
    HeapTotals now;
    rt_runtime_heapTotals(&now);
    if (now.objects == allocs.before.objects)
        allocs.current->bytes += allocs.bytes;
    allocs.current->heap_objects += now.objects - allocs.before.objects;
    allocs.current->heap_bytes += now.bytes - allocs.before.bytes;
}

static void print_site(const RtAllocSite *site, int64_t *wrong) {
    if (site->objects == 0 || site->position[0] == '\0')
        return;
    fprintf(stderr, "%10" PRId64 " %12" PRId64 " %10" PRId64 " %12" PRId64 "  %s: %s: %s\n", site->objects,
            site->bytes + site->heap_bytes, site->heap_objects, site->heap_bytes, site->position, site->text,
            site->said);
    if (site->heap_objects > 0 && site->never_on_heap) {
        fprintf(stderr,
                "minic: bug: %s: %s is said to be in the frame, and was %" PRId64 " times on the heap\n",
                site->position, site->text, site->heap_objects);
        (*wrong)++;
    }
}

static void print_all(void) {
    int64_t wrong = 0;
    fprintf(stderr, "%10s %12s %10s %12s  site\n", "objects", "bytes", "on heap", "bytes");
    for (int64_t i = 0; i < allocs.count; i++)
        print_site(&allocs.sites[i], &wrong);
    if (wrong > 0) {
        fflush(NULL);
        _Exit(3);
    }
}

void rt_allocs_start(void *sites, int64_t count) {
    allocs.sites = sites;
    allocs.count = count;
    atexit(print_all);
}
