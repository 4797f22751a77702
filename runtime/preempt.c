// Fairness: a goroutine that runs for long is made to yield. While others are ready, or a timer is started, a
// signal comes every 10 ms and sets the stack limit to the highest address there is: the next function that
// is entered, or the poll of a loop without calls, calls the runtime, which puts the limit right and yields.
//
// The signal stops coming when it finds nothing to do; the scheduler asks for it again.
#define _GNU_SOURCE
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/time.h>

#include "gc.h"
#include "machine.h"
#include "scheduler.h"
#include "state.h"

enum { TICK = 10000 }; // microseconds

#define LIMIT_YIELD ((char *)UINTPTR_MAX)

static volatile sig_atomic_t ticking;
static volatile sig_atomic_t due; // a signal has come, and nobody has yielded since

static void set_ticking(bool on) {
    struct itimerval interval = {0};
    if (on)
        interval.it_interval.tv_usec = interval.it_value.tv_usec = TICK;
    ticking = on;
    setitimer(ITIMER_REAL, &interval, NULL);
}

// On the thread that runs the goroutine, whose limit it is.
static void handle_tick(int number) {
    (void)number;
    if (sched_is_contended()) {
        due = true;
        machine_set_limit(LIMIT_YIELD);
    } else {
        set_ticking(false);
    }
}

bool preempt_take_due(void) {
    bool was_due = due;
    due = false;
    return was_due;
}

void preempt_stop(void) {
    if (ticking)
        set_ticking(false);
}

void preempt_yield(void) {
    if (!sched_is_contended())
        return;
    KeptRuns *kept = cursors_keep();
    sched_give_way();
    cursors_restore(kept);
}

void preempt_start(void) {
    if (ticking)
        return;
    struct sigaction action = {.sa_handler = handle_tick, .sa_flags = SA_ONSTACK | SA_RESTART};
    sigaction(SIGALRM, &action, NULL);
    set_ticking(true);
}
