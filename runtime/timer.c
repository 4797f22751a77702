// Timers: a binary heap, the earliest first, by the address of the RtTimer, which is its owner's. The
// scheduler fires those whose time has come whenever it looks for the next goroutine.
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include "scheduler.h"
#include "state.h"

enum { NANOSECONDS = 1000000000, CAPACITY_INITIAL = 64 };

static struct {
    RtTimer **heap; // a root: timers may lie on the heap
    int64_t count, capacity;
} timers;

int64_t time_now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time); // NOLINT(misc-include-cleaner)
    return time.tv_sec * (int64_t)NANOSECONDS + time.tv_nsec;
}

static void put(int64_t at, RtTimer *timer) {
    timers.heap[at] = timer;
    timer->heap_index = at + 1;
}

// Finds the place of the timer, at or above `at`.
static void move_up(int64_t at, RtTimer *timer) {
    while (at > 0 && timers.heap[(at - 1) / 2]->when > timer->when) {
        put(at, timers.heap[(at - 1) / 2]);
        at = (at - 1) / 2;
    }
    put(at, timer);
}

// Likewise at or below.
static void move_down(int64_t at, RtTimer *timer) {
    for (;;) {
        int64_t child = 2 * at + 1;
        if (child >= timers.count)
            break;
        if (child + 1 < timers.count && timers.heap[child + 1]->when < timers.heap[child]->when)
            child++;
        if (timers.heap[child]->when >= timer->when)
            break;
        put(at, timers.heap[child]);
        at = child;
    }
    put(at, timer);
}

bool timer_is_any(void) {
    return timers.count > 0;
}

void timer_start(RtTimer *timer) {
    preempt_start();
    timer_stop(timer);
    if (timers.count == timers.capacity) {
        int64_t capacity = timers.capacity ? 2 * timers.capacity : CAPACITY_INITIAL;
        RtTimer **heap = realloc(timers.heap, (size_t)capacity * sizeof *heap);
        if (!heap)
            rt_throw("runtime: out of memory");
        timers.heap = heap;
        timers.capacity = capacity;
    }
    move_up(timers.count++, timer);
}

bool timer_stop(RtTimer *timer) {
    if (timer->heap_index == 0)
        return false;
    int64_t at = timer->heap_index - 1;
    timer->heap_index = 0;
    RtTimer *last = timers.heap[--timers.count];
    if (last != timer) {
        move_down(at, last);
        move_up(last->heap_index - 1, last);
    }
    return true;
}

RtTimer *const *timer_list(int64_t *count) {
    *count = timers.count;
    return timers.heap;
}

// A periodic one starts anew before it fires, at the first multiple of the period that is yet to come.
static void fire(int64_t now) {
    RtTimer *timer = timers.heap[0];
    if (timer->period > 0) {
        timer->when += timer->period * (1 + (now - timer->when) / timer->period);
        move_down(0, timer);
    } else {
        timer_stop(timer);
    }
    timer->fire(timer);
}

void timer_run(void) {
    if (timers.count == 0)
        return;
    for (int64_t now = time_now(); timers.count > 0 && timers.heap[0]->when <= now;)
        fire(now);
}

int64_t timer_next(void) {
    return timers.count == 0 ? INT64_MAX : timers.heap[0]->when;
}
