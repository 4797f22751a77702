// Deferred calls. A record lives in the frame that deferred (on the heap when the defer is in a loop), in one
// list per goroutine, newest first; `frame` says whose it is. A function that returns runs its own records; a
// panic runs all of them, on top of the stack, and no frame is unwound.
//
// A record is off the list before its call begins: a panic in the call goes on with the next one. The call
// runs while its frame still exists, so recovery can resume that frame: see README.md.
#include <stddef.h>
#include <stdint.h>

#include "entry.h"
#include "state.h"

static const uint64_t defer_mask[1] = {1 << (offsetof(RtDefer, next) / 8) |
                                       1 << (offsetof(RtDefer, closure) / 8)};
static RtLayout defer_layout = {
    .size = sizeof(RtDefer), .mask_words = sizeof(RtDefer) / 8, .mask = defer_mask};

static void push(RtDefer *record, RtFrame *frame, RtClosure *closure) {
    *record = (RtDefer){.next = rt_g->defers, .frame = frame, .closure = closure};
    rt_g->defers = record;
}

void rt_defer_push(void *record, void *frame, void *closure) {
    push(record, frame, closure);
}

void rt_defer_push_heap(void *frame, void *closure) {
    push(heap_new(&defer_layout), frame, closure);
}

// What a mark calls.
static void do_nothing(RtClosure *closure) {
    (void)closure;
}

void rt_defer_mark(void *frame) {
    static RtClosure nothing = {.code = __extension__(void *) do_nothing};
    rt_defer_push_heap(frame, &nothing);
}

// Behind the calls that the iterator's frames have deferred.
void rt_defer_push_at(void *frame, void *closure) {
    RtDefer **at = &rt_g->defers;
    while (*at && (*at)->frame != frame)
        at = &(*at)->next;
    RtDefer *record = heap_new(&defer_layout);
    *record = (RtDefer){.next = *at, .frame = frame, .closure = closure};
    if (rt_gc.marking)
        rt_shade(*at);
    *at = record;
}

static void call(RtClosure *closure) {
    __extension__ void (*code)(RtClosure *) = (void (*)(RtClosure *))closure->code;
    code(closure);
}

void rt_defer_run(void *frame) {
    while (rt_g->defers && rt_g->defers->frame == frame) {
        RtClosure *closure = rt_g->defers->closure;
        rt_g->defers = rt_g->defers->next;
        if (!closure)
            rt_panic_nil();
        call(closure);
    }
}

// An older panic was running a call when this one began. Once this one takes the first record that was left
// then, nothing returns to the older one.
static void replace_older(const RtPanic *panic, const RtDefer *record) {
    for (RtPanic *older = panic->link; older; older = older->link)
        older->is_replaced |= older->rest == record;
}

RtFrame *defer_run_for(RtPanic *panic) {
    const RtDefer *record = rt_g->defers;
    if (!record)
        return NULL;
    replace_older(panic, record);
    RtFrame *frame = record->frame;
    RtClosure *closure = record->closure;
    panic->rest = rt_g->defers = record->next;
    if (!closure)
        rt_panic_nil();
    rt_g->callee = panic->is_goexit ? NULL : closure->code;
    call(closure);
    rt_g->callee = NULL;
    return frame;
}
