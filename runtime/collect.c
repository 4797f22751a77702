// When to collect, and the order of a cycle. The program stands still meanwhile.
//
// A cycle: every cursor gives back the rest of its run; mark from the roots; forget what the checked mode
// knew of dying cells; swap the bitmaps, which frees what was not marked. The next cycle starts when the
// memory in use reaches live * (1 + GOGC/100), at least 4 MiB * GOGC/100, or the memory limit.
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "gc.h"
#include "state.h"

#define MIB               (INT64_C(1) << 20)
#define TRIGGER_MIN       (4 * MIB)
#define SCAVENGE_SLACK    (32 * MIB)
#define GIVE_BACK_SECONDS 2.0
#define DEFAULT_PERCENT   100

Collections rt_collections;

static struct {
    double start;        // seconds, of the program
    int64_t allocations; // since the last collection, under gcstress
} cycle;

static double now(void) {
    struct timespec time;
    timespec_get(&time, TIME_UTC);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

// The value of GOGC: "off" or a percentage.
static int64_t parse_percent(const char *text) {
    if (!text || !*text)
        return DEFAULT_PERCENT;
    if (strcmp(text, "off") == 0)
        return -1;
    char *end;
    long value = strtol(text, &end, 10);
    return *end || value < INT_MIN || value > INT_MAX ? DEFAULT_PERCENT : value;
}

// The value of GOMEMLIMIT: "off" or bytes with an optional unit.
static int64_t parse_limit(const char *text) {
    static const struct {
        const char *name;
        int shift;
    } units[] = {{"", 0}, {"B", 0}, {"KiB", 10}, {"MiB", 20}, {"GiB", 30}, {"TiB", 40}};
    if (!text || *text < '0' || *text > '9')
        return INT64_MAX;
    char *end;
    long value = strtol(text, &end, 10);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(end, units[i].name) == 0 && value <= LONG_MAX >> units[i].shift)
            return (int64_t)value << units[i].shift;
    return INT64_MAX;
}

void collect_set_trigger(void) {
    int64_t trigger = INT64_MAX;
    if (rt_heap.percent >= 0) {
        // In floating point, because live * percent may exceed 64 bits.
        double goal = (double)rt_heap.live * (1 + (double)rt_heap.percent / 100);
        double least = (double)TRIGGER_MIN * (double)rt_heap.percent / 100;
        trigger = (int64_t)(goal < least ? least : goal > 1e18 ? 1e18 : goal);
    }
    if (trigger > rt_heap.limit) {
        // At the limit, leave some room all the same, so as not to collect without end.
        int64_t least = rt_heap.live + MIB + rt_heap.live / 16;
        trigger = rt_heap.limit < least ? least : rt_heap.limit;
    }
    rt_heap.trigger = trigger;
}

void collect_init(void) {
    cycle.start = now();
    rt_heap.percent = parse_percent(getenv("GOGC"));
    rt_heap.limit = parse_limit(getenv("GOMEMLIMIT"));
    collect_set_trigger();
}

static void record_pause(double begin, double end) {
    Collections *all = &rt_collections;
    Pause *pause = &all->pauses[all->count++ % PAUSE_COUNT];
    *pause = (Pause){(int64_t)((end - begin) * 1e9), (int64_t)(end * 1e9)};
    all->paused += pause->length;
}

// Gives memory back that the next cycle will not need: by and by, since a program that has needed it may do
// the same again, and each page would cost a fault. With a limit, at once.
static void give_back(double time) {
    static double last;
    int64_t needed = rt_heap.trigger - rt_heap.live + SCAVENGE_SLACK, held = block_held();
    double share = (time - last) / GIVE_BACK_SECONDS;
    last = time;
    if (held > needed)
        block_scavenge(share < 1 && rt_heap.limit == INT64_MAX
                           ? held - (int64_t)((double)(held - needed) * share)
                           : needed);
}

// The line of Go's gctrace, with one processor and no concurrent phase.
static void trace_cycle(double begin, double marked, double end, int64_t before, const char *stack_pointer) {
    double sweep = (end - marked) * 1e3, mark = (marked - begin) * 1e3;
    fprintf(stderr,
            "gc %lld @%.3fs %d%%: %.3f+%.3f+%.3f ms clock, %.3f+0/%.3f/0+%.3f ms cpu, %lld->%lld->%lld MB, "
            "%lld MB "
            "goal, %lld MB stacks, 0 MB globals, 1 P\n",
            (long long)rt_collections.count, begin - cycle.start,
            (int)((double)rt_collections.paused / 1e7 / (end - cycle.start)), 0.0, mark, sweep, 0.0, mark,
            sweep, (long long)(before / MIB), (long long)(before / MIB), (long long)(rt_heap.live / MIB),
            (long long)(rt_heap.trigger / MIB), (long long)((rt_g->stack.high - stack_pointer) / MIB));
}

static void run_cycle(char *stack_pointer) {
    double begin = now();
    int64_t before = rt_heap.used;
    rt_heap.collecting = true;
    cursors_retire();
    mark_all(stack_pointer);
    double marked = now();
    if (rt_debug.checkmark)
        verify_marks(stack_pointer);
    finalizer_sweep();
    checked_sweep();
    if (rt_debug.poison)
        verify_poison();
    rt_heap.live = rt_heap.used = sweep_finish();
    rt_heap.collecting = false;
    double end = now();
    record_pause(begin, end);
    if (rt_debug.trace)
        trace_cycle(begin, marked, end, before, stack_pointer);
    collect_set_trigger();
    if (rt_heap.trigger != INT64_MAX)
        give_back(end);
}

void heap_collect(void) {
    if (rt_heap.collecting)
        rt_throw("runtime: allocation during a collection");
    stack_spill(run_cycle);
    finalizer_start();
}

void heap_account(int64_t bytes) {
    if (rt_debug.stress && ++cycle.allocations >= rt_debug.stress) {
        cycle.allocations = 0;
        heap_collect();
    } else if (rt_heap.used + bytes >= rt_heap.trigger) {
        heap_collect();
    }
}
