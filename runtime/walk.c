// Walking a stack by its frame pointers. Every function of a program that makes a call keeps one, and so does
// the runtime. What __morestack (switch.S) puts between two stacks is left out.
#include "switch.h"
#include "traceback.h"

// In switch.S: where __morestack calls C code, and the end of it.
extern const char morestack_start[] __asm__("__morestack"), morestack_switched[], morestack_end[];

static bool is_on(const RtStack *stack, const void *address) {
    const char *at = address;
    return at >= stack->low && at <= stack->high - 3 * sizeof(uintptr_t) && (uintptr_t)at % 8 == 0;
}

static bool is_frame(const RtG *g, const void *frame) {
    return is_on(&g->stack, frame) || (g->left.pointer && is_on(&g->left, frame));
}

Walk walk_from(const void *frame) {
    return (Walk){.g = rt_g, .frame = frame};
}

Walk walk_parked(const RtG *g) {
    const uintptr_t *saved = (const uintptr_t *)g->stack.pointer;
    return (Walk){.g = g, .frame = saved + SWITCH_SAVED_FRAME};
}

// A panic lives in the C frame that runs it.
static const RtPanic *find_panic(const RtG *g, const uintptr_t *below, const uintptr_t *frame) {
    const RtPanic *panic = g->panics;
    while (panic && ((const uintptr_t *)panic <= below || (const uintptr_t *)panic >= frame))
        panic = panic->link;
    return panic;
}

static bool is_morestack(uintptr_t pc) {
    return pc >= (uintptr_t)morestack_start && pc < (uintptr_t)morestack_end;
}

// The function whose caller __morestack took over is entered if it has switched stacks, else about to be.
static uintptr_t leave_morestack(Walk *walk, uintptr_t pc) {
    const uintptr_t *frame = walk->frame; // {the caller's frame, within the function, within the caller}
    if (!is_frame(walk->g, frame))
        return 0;
    walk->frame = (const uintptr_t *)frame[0];
    if (pc >= (uintptr_t)morestack_switched)
        return frame[2];
    walk->pending = frame[2];
    return frame[1] + 2; // past the `ret` there: the function proper
}

bool walk_next(Walk *walk) {
    uintptr_t pc = walk->pending;
    walk->pending = 0;
    walk->panic = NULL;
    if (!pc) {
        const uintptr_t *frame = walk->frame;
        if (!is_frame(walk->g, frame))
            return false;
        walk->frame = (const uintptr_t *)frame[0];
        if (walk->frame <= frame && is_on(&walk->g->stack, walk->frame) == is_on(&walk->g->stack, frame))
            walk->frame = NULL; // a frame lies above those that it called
        walk->panic = find_panic(walk->g, frame, walk->frame);
        pc = is_morestack(frame[1]) ? leave_morestack(walk, frame[1]) : frame[1];
    }
    walk->pc = pc - 1;
    return pc != 0;
}
