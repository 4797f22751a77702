// Deferred calls. A record lives in the frame that deferred (on the heap when the defer is in a loop), in one
// list per goroutine, newest first; `frame` says whose it is. A function that returns runs its own records; a
// panic runs all of them, on top of the stack, and no frame is unwound.
//
// A record is off the list before its call begins: a panic in the call goes on with the next one. The call
// runs while its frame still exists, so recovery can resume that frame: see README.md.
#include <stddef.h>
#include <stdint.h>

#include "entry.h"
#include "gc.h"
#include "state.h"

static const uint64_t defer_mask[1] = {1 << (offsetof(RtDefer, next) / 8) |
                                       1 << (offsetof(RtDefer, closure) / 8)};
static RtLayout defer_layout = {
    .size = sizeof(RtDefer), .mask_words = sizeof(RtDefer) / 8, .mask = defer_mask};

// Records on the heap are used again, once they are off the list.
static RtDefer *spare;

static RtDefer *take_record(void) {
    static bool is_registered;
    if (!is_registered)
        rt_root_register(&spare, 1);
    is_registered = true;
    RtDefer *record = spare;
    if (!record)
        return heap_new(&defer_layout);
    spare = record->next;
    return record;
}

// The newest record off the list.
static RtDefer take_off(void) {
    RtDefer *record = rt_g->defers, copy = *record;
    rt_g->defers = record->next;
    if ((uintptr_t)record - rt_heap.base < rt_heap.extent) {
        heap_shade(record->next);
        heap_shade(record->closure);
        *record = (RtDefer){.next = spare};
        spare = record;
    }
    return copy;
}

static void push(RtDefer *record, RtFrame *frame, RtClosure *closure) {
    *record = (RtDefer){.next = rt_g->defers, .frame = frame, .closure = closure};
    rt_g->defers = record;
}

void rt_defer_push(void *record, void *frame, void *closure) {
    push(record, frame, closure);
}

void rt_defer_push_heap(void *frame, void *closure) {
    push(take_record(), frame, closure);
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
    RtDefer *record = take_record();
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
        RtDefer record = take_off();
        if (!record.closure)
            rt_panic_nil();
        call(record.closure);
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
    RtDefer taken = take_off();
    panic->rest = rt_g->defers;
    if (!taken.closure)
        rt_panic_nil();
    rt_g->callee = panic->is_goexit ? NULL : taken.closure->code;
    call(taken.closure);
    rt_g->callee = NULL;
    return taken.frame;
}
