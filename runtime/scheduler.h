// Private to the scheduler, the stacks and the timers.
#ifndef MINIC_RUNTIME_SCHEDULER_H
#define MINIC_RUNTIME_SCHEDULER_H

#include "state.h"

// stack.c: what the running goroutine's limit is, unless it is to yield.
char *stack_limit(const RtG *g);
void stack_announce(const RtStack *stack); // tells ASan of the stack that runs from now on

// sched.c: is another goroutine ready, or may a timer or input make one ready? Asked by a signal handler.
bool sched_is_contended(void);

// preempt.c: from now on the running goroutine is made to yield now and then, while there is someone to yield
// to.
void preempt_start(void);
void preempt_stop(void);
bool preempt_take_due(void); // has a turn ended since this was last asked?
void preempt_yield(void);    // where compiled code does not know that others run

// input.c
bool input_is_awaited(void);
// Makes those ready whose input has come; waits for the first until `when`, by time_now, or until a signal
// comes.
void input_poll(int64_t when);

// timer.c
bool timer_is_any(void);
void timer_run(void);     // fires the timers whose time has come
int64_t timer_next(void); // when the time of the next comes; INT64_MAX: there is none
// Those started, in no order. Roots, as are their arguments.
RtTimer *const *timer_list(int64_t *count);

#endif
