// panic, recover and Goexit. A panic runs the deferred calls of all frames, newest first, on top of the
// stack; when one of them recovers, the frame that deferred it goes on as if the rest of its body were done.
// If none does, the panic is printed and the program exits with status 2.
//
// Panics that have not ended form a list through the C frames of panic_run: one that starts in a deferred
// call comes before the one that was running it.
#include <stdint.h>
#include <stdio.h>

#include "entry.h"
#include "state.h"
#include "traceback.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#else
#define __asan_handle_no_return() ((void)0)
#endif

// What is printed when the program ends, and from which frame on it lists the calls.
typedef struct {
    const char *text; // a fatal error, or
    const RtPanic *panic;
    const void *frame;
} Report;

static void print_report(void *argument) {
    const Report *report = argument;
    if (report->panic)
        panic_print(report->panic);
    else
        fprintf(stderr, "fatal error: %s\n", report->text);
    traceback_print(stderr, walk_from(report->frame), "running");
    traceback_print_others(stderr);
}

void rt_throw(const char *text) {
    Report report = {.text = text, .frame = __builtin_frame_address(0)};
    rt_output_flush();
    stack_last(print_report, &report);
    rt_exit(2);
}

// The panic, which the newest deferred call of `frame` recovered, has ended, and with it those that it
// replaced. A Goexit among these goes on instead.
static _Noreturn void resume(const RtPanic *panic, RtFrame *frame) {
    bool is_exiting = false;
    do {
        panic = panic->link;
        is_exiting |= panic && panic->is_replaced && panic->is_goexit;
    } while (panic && panic->is_replaced);
    rt_g->panics = (RtPanic *)(uintptr_t)panic;
    if (is_exiting)
        panic_goexit();
    checked_drop(frame);
    stack_return_to(frame);
    __asan_handle_no_return(); // the frames in between are left as by longjmp
    frame_resume(frame);
}

void panic_run(RtEface value, bool is_signal) {
    RtPanic panic = {.link = rt_g->panics, .value = value, .is_signal = is_signal};
    rt_g->panics = &panic;
    RtFrame *frame;
    do {
        catch_panic(value);
        frame = defer_run_for(&panic);
        if (panic.is_recovered)
            resume(&panic, frame);
    } while (frame);
    panic_convert(&panic);
    rt_output_flush();
    Report report = {.panic = &panic, .frame = __builtin_frame_address(0)};
    stack_last(print_report, &report);
    rt_exit(2);
}

void panic_goexit(void) {
    RtPanic exit = {.link = rt_g->panics, .is_goexit = true};
    rt_g->panics = &exit;
    while (defer_run_for(&exit))
        ;
    sched_exit();
}

RtEface rt_recover(void *permit) {
    RtPanic *panic = rt_g->panics;
    if (!permit || permit != panic || panic->is_recovered)
        return (RtEface){NULL, NULL};
    panic->is_recovered = true;
    return panic->value;
}

void rt_panic(void *type, void *data) {
    if (!type)
        panic_nil_argument();
    panic_run((RtEface){type, data}, false);
}

void rt_panic_nil(void) {
    rt_g->fault_address = 0;
    rt_g->fault_pc = (uintptr_t)__builtin_return_address(0);
    panic_memory();
}
