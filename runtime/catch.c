// Panics that end at a C frame, as a deferred call that recovers would end them.
#include "state.h"

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
    catch->value = value;
    rt_g->panics = catch->panics;
    rt_g->catches = catch->link;
    __builtin_longjmp(catch->registers, 1);
}
