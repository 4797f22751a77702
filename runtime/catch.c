// Panics that end at a C frame, as a deferred call that recovers would end them.
#include "state.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#else
#define __asan_handle_no_return() ((void)0)
#endif

void catch_begin(RtCatch *catch) {
    catch->link = rt_g->catches;
    catch->defers = rt_g->defers;
    catch->panics = rt_g->panics;
    rt_g->catches = catch;
}

void catch_end(const RtCatch *catch) {
    rt_g->catches = catch->link;
}

void catch_panic(RtEface value) {
    RtCatch *catch = rt_g->catches;
    if (!catch || catch->defers != rt_g->defers)
        return;
    bool is_exiting = false;
    for (const RtPanic *panic = rt_g->panics; panic != catch->panics; panic = panic->link)
        is_exiting |= panic->is_goexit;
    catch->value = value;
    rt_g->panics = catch->panics;
    rt_g->catches = catch->link;
    if (is_exiting)
        panic_goexit();
    stack_return_to(catch);
    __asan_handle_no_return(); // the frames in between are left as by longjmp
    __builtin_longjmp(catch->registers, 1);
}
