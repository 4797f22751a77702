// The scheduler: goroutines take turns on the one thread. A queue, first in, first out, and before it one
// slot for the goroutine that was made ready last (as in Go), so that one that hands over a value and parks
// is followed by the one that got it, whose data is still in the cache.
//
// There is no scheduler thread or stack: a goroutine that stops finds the next one and switches to it. When
// none is ready it waits on behalf of all for the next timer or for input, and when nobody waits for these,
// nothing can ever happen again: Go's deadlock.
#define _GNU_SOURCE
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "entry.h"
#include "machine.h"
#include "scheduler.h"
#include "state.h"
#include "switch.h"
#include "traceback.h"

static struct {
    RtG *next;         // to run before the queue, or NULL
    RtG *first, *last; // the queue, linked by RtG.next
    int64_t count;     // of goroutines that are not dead
    int64_t last_id;
} sched = {.count = 1, .last_id = 1};

static void enqueue(RtG *g) {
    g->next = NULL;
    if (sched.first)
        sched.last->next = g;
    else
        sched.first = g;
    sched.last = g;
}

void sched_ready(RtG *g) {
    g->state = G_READY;
    if (sched.next)
        enqueue(sched.next);
    sched.next = g;
    preempt_start();
}

bool sched_is_contended(void) {
    return sched.next || sched.first || timer_is_any() || input_is_awaited();
}

int64_t sched_count(void) {
    return sched.count;
}

// ---- Deadlock --------------------------------------------------------------------------------

static _Noreturn void throw_deadlock(void) {
    rt_output_flush();
    bool main_exited = rt_main.state == G_DEAD;
    fprintf(stderr, "fatal error: %s - deadlock!\n",
            main_exited ? "no goroutines (main called runtime.Goexit)" : "all goroutines are asleep");
    traceback_print_all(stderr);
    rt_exit(2);
}

// ---- Switching -------------------------------------------------------------------------------

// Two that keep making each other ready must not shut out the queue: they share one turn.
static RtG *take_ready(void) {
    if (preempt_take_due()) {
        if (input_is_awaited())
            input_poll(0);
        if (sched.next)
            enqueue(sched.next);
        sched.next = NULL;
    }
    RtG *g = sched.next;
    if (g) {
        sched.next = NULL;
    } else if ((g = sched.first)) {
        sched.first = g->next;
    }
    return g;
}

// False: nothing will ever happen.
static bool wait_for_event(void) {
    if (!timer_is_any() && !input_is_awaited())
        return false;
    int64_t when = timer_next();
    if (when > time_now()) {
        rt_output_flush();
        preempt_stop();
        input_poll(when);
        preempt_start();
    }
    timer_run();
    return true;
}

// Takes the next goroutine to run, waiting if there is none yet.
static RtG *find_ready(void) {
    timer_run();
    RtG *g;
    while (!(g = take_ready()))
        if (!wait_for_event())
            throw_deadlock();
    return g;
}

// What the first switch to a goroutine, and every return from switch_stacks, has to do first.
static void arrive(void) {
    rt_g->state = G_RUNNING;
    machine_set_limit(stack_limit(rt_g));
}

static void switch_to(RtG *g) {
    RtG *from = rt_g;
    if (g != from) {
        rt_g = g;
        stack_announce(&g->stack);
        switch_stacks(&from->stack.pointer, g->stack.pointer);
    }
    arrive();
}

void sched_park(const char *why) {
    rt_g->state = G_PARKED;
    rt_g->why = why;
    switch_to(find_ready());
}

void sched_give_way(void) {
    rt_g->state = G_READY;
    if (sched.next)
        enqueue(sched.next);
    sched.next = NULL;
    enqueue(rt_g);
    switch_to(find_ready());
}

// ---- Begin and end ---------------------------------------------------------------------------

static _Noreturn void run_goroutine(void) {
    arrive();
    RtClosure *closure = rt_g->closure;
    __extension__ void (*code)(RtClosure *) = (void (*)(RtClosure *))closure->code;
    code(closure);
    sched_exit();
}

static void start(RtClosure *closure, void *caller) {
    RtG *g = stack_new(run_goroutine);
    g->creator = rt_g->id;
    g->created_at = caller;
    g->id = ++sched.last_id;
    g->closure = closure;
    sched.count++;
    sched_ready(g);
}

void sched_go(RtClosure *closure) {
    start(closure, NULL);
}

void rt_go(void *closure) {
    if (!closure)
        rt_throw("go of nil func value");
    start(closure, __builtin_return_address(0));
}

// The next goroutine is chosen first: a timer that fires meanwhile may start one, which must not get this
// stack.
void sched_exit(void) {
    rt_g->state = G_DEAD;
    sched.count--;
    if (rt_g->left.pointer)
        stack_return();
    RtG *next = find_ready();
    if (rt_g != &rt_main)
        stack_free(rt_g);
    switch_to(next);
    __builtin_unreachable();
}
