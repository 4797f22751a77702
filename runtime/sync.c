// Package sync's C side: goroutines that wait for an address, the idea of Linux's futex (Franke, Russell,
// Kirkwood, 2002). lib/sync decides in its own words whether to wait; park asks once more, because the
// goroutine may have lost the processor on the way here.
//
// The word `sema` at the address counts who waits there. The records are on the stacks of those who wait.
#include <stdint.h>
#include <stdio.h>

#include "state.h"

typedef struct Waiter {
    struct Waiter *next;
    uint32_t *sema;
    RtG *g;
} Waiter;

enum { QUEUES = 251 };

typedef struct {
    Waiter *first, *last;
} Queue;

static Queue queues[QUEUES]; // each for several addresses; those that wait longest first

void rt_sync_park(bool *parked, uint32_t *sema, const int32_t *state, int64_t value, int64_t why);
void rt_sync_wake(bool *woken, uint32_t *sema);
void rt_sync_broadcast(int64_t *count, uint32_t *sema);
_Noreturn void rt_sync_fatal(const char *text, int64_t length);

static Queue *queue_of(const uint32_t *sema) {
    return &queues[((uintptr_t)sema >> 2) % QUEUES];
}

void rt_sync_park(bool *parked, uint32_t *sema, const int32_t *state, int64_t value, int64_t why) {
    static const char *const reasons[] = {
        "sync.Mutex.Lock", "sync.RWMutex.RLock", "sync.RWMutex.Lock", "sync.WaitGroup.Wait", "sync.Cond.Wait",
    };
    *parked = *state == value;
    if (!*parked)
        return;
    Waiter waiter = {.sema = sema, .g = rt_g};
    Queue *queue = queue_of(sema);
    *(queue->first ? &queue->last->next : &queue->first) = &waiter;
    queue->last = &waiter;
    ++*sema;
    sched_park(reasons[why]);
}

void rt_sync_wake(bool *woken, uint32_t *sema) {
    *woken = *sema > 0;
    if (!*woken)
        return;
    Queue *queue = queue_of(sema);
    Waiter *before = NULL, *waiter = queue->first;
    for (; waiter->sema != sema; waiter = waiter->next)
        before = waiter;
    *(before ? &before->next : &queue->first) = waiter->next;
    if (queue->last == waiter)
        queue->last = before;
    --*sema;
    sched_ready(waiter->g);
}

void rt_sync_broadcast(int64_t *count, uint32_t *sema) {
    bool woken;
    *count = 0;
    while (rt_sync_wake(&woken, sema), woken)
        ++*count;
}

void rt_sync_fatal(const char *text, int64_t length) {
    char message[128];
    snprintf(message, sizeof message, "%.*s", (int)length, text);
    rt_throw(message);
}

// ---- package sync/atomic ---------------------------------------------------------------------

void rt_atomic_identical(bool *same, const RtType *a, void *a_data, const RtType *b, void *b_data);

void rt_atomic_identical(bool *same, const RtType *a, void *a_data, const RtType *b, void *b_data) {
    (void)a_data;
    (void)b_data;
    *same = a == b;
}
