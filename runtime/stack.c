// Stacks. A goroutine starts in a slot of 64 KiB; slots come in slabs of 256, committed page by page.
// Compiled functions compare the stack pointer with a limit when they are entered (LLVM's split-stack
// attribute) and call
// __morestack (switch.S) when it is passed: the rest of the calls then runs on a segment of 1 GiB, until that
// call returns. The limit lies 16 KiB above the low end, and this is what C code may use, which does not
// look. Running out of a segment is Go's stack overflow: found by the same comparison or, in C code, by the
// guard region below it (signal.c). main starts on a segment.
//
// No guard regions between slots: each is a mapping, and the system allows 65,530. No huge pages: one would
// commit 2 MiB for the first frame.
#define _GNU_SOURCE
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "gc.h"
#include "machine.h"
#include "scheduler.h"
#include "state.h"
#include "switch.h"
#include "traceback.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/common_interface_defs.h>
enum { SANITIZED = 8 }; // its frames are larger
#else
enum { SANITIZED = 1 };
#endif

enum {
    RESERVE = SANITIZED * (16 << 10),
    SLOT_SIZE = SANITIZED * (64 << 10),
    SLAB_SLOTS = 256,
    COLOURS = 32,
    CACHE_LINE = 64,
    SMALL_FRAME = 256, // up to this size the frame is not part of the comparison
};

#define SEGMENT_SIZE (UINT64_C(1) << 30)
#define SEGMENT_MIN  (UINT64_C(8) << 20)  // accepted when the address space is limited (ulimit -v)
#define GUARD_SIZE   (UINT64_C(16) << 20) // more than any frame that is entered without probing

RtG rt_main = {.id = 1, .state = G_RUNNING};
RtG *rt_g = &rt_main;

// ---- Slots -----------------------------------------------------------------------------------

static struct {
    char **slabs;
    int64_t count; // slots ever used
    RtG *free;     // linked by next
} slots;

// A slot begins at a multiple of its size.
static char *reserve_slab(void) {
    size_t size = (size_t)(SLAB_SLOTS + 1) * SLOT_SIZE;
    char *memory = memory_reserve(size);
    if (!memory)
        rt_throw("runtime: cannot reserve memory for stacks");
    madvise(memory, size, MADV_NOHUGEPAGE);
    return memory + (SLOT_SIZE - (uintptr_t)memory % SLOT_SIZE);
}

static char *slot_address(int64_t number) {
    return slots.slabs[number / SLAB_SLOTS] + number % SLAB_SLOTS * SLOT_SIZE;
}

// Not at the same place in every slot, or all stacks would share a few lines of the caches.
static RtG *slot_goroutine(char *slot) {
    uintptr_t colour = (uintptr_t)slot / SLOT_SIZE % COLOURS;
    return (RtG *)(slot + SLOT_SIZE - sizeof(RtG) - colour * CACHE_LINE);
}

_Static_assert(sizeof(RtG) % 16 == 0, "the stack below it is aligned");

RtG *stack_goroutine(int64_t number) {
    return number < slots.count ? slot_goroutine(slot_address(number)) : NULL;
}

static RtG *take_slot(void) {
    if (slots.free) {
        RtG *g = slots.free;
        slots.free = g->next;
        return g;
    }
    if (slots.count % SLAB_SLOTS == 0) {
        char **slabs = realloc(slots.slabs, (size_t)(slots.count / SLAB_SLOTS + 1) * sizeof *slabs);
        if (!slabs)
            rt_throw("runtime: out of memory");
        slots.slabs = slabs;
        slabs[slots.count / SLAB_SLOTS] = reserve_slab();
    }
    return slot_goroutine(slot_address(slots.count++));
}

RtG *stack_new(void (*function)(void)) {
    RtG *g = take_slot();
    uintptr_t low = (uintptr_t)g / SLOT_SIZE * SLOT_SIZE;
    *g = (RtG){.stack = {.low = (char *)low, .high = (char *)(g + 1)}};
    g->stack.pointer = switch_prepare((char *)g, function);
    return g;
}

void stack_free(RtG *g) {
    g->state = G_DEAD;
    g->next = slots.free;
    slots.free = g;
}

// ---- Segments --------------------------------------------------------------------------------

static struct {
    char *free; // the high end of one; a link to the next is in the word below
    size_t size;
} segments = {.size = SEGMENT_SIZE};

static char **segment_link(char *high) {
    return (char **)(high - sizeof(char *));
}

static RtStack take_segment(void) {
    char *high = segments.free;
    if (high) {
        segments.free = *segment_link(high);
    } else {
        char *low;
        while (!(low = memory_reserve(GUARD_SIZE + segments.size)) && segments.size > SEGMENT_MIN)
            segments.size /= 2;
        if (!low)
            rt_throw("runtime: cannot reserve memory for stacks");
        mprotect(low, GUARD_SIZE, PROT_NONE); // fails when there are many: then C code overflows unnoticed
        high = low + GUARD_SIZE + segments.size;
        madvise(low + GUARD_SIZE, segments.size, MADV_NOHUGEPAGE);
    }
    return (RtStack){.low = high - segments.size, .high = high};
}

// A switch ends only when the next one begins: in between ASan finds out itself on which of the two it is.
void stack_announce(const RtStack *stack) {
#if defined(__SANITIZE_ADDRESS__)
    static bool is_switching;
    if (is_switching)
        __sanitizer_finish_switch_fiber(NULL, NULL, NULL);
    is_switching = true;
    __sanitizer_start_switch_fiber(NULL, stack->low, (size_t)(stack->high - stack->low));
#else
    (void)stack;
#endif
}

char *stack_limit(const RtG *g) {
    return g->stack.low + RESERVE;
}

static void use_stack(RtStack stack) {
    rt_g->stack = stack;
    machine_set_limit(stack_limit(rt_g));
    stack_announce(&stack);
}

static void leave_for_segment(void *pointer) {
    rt_g->left = rt_g->stack;
    rt_g->left.pointer = pointer;
    use_stack(take_segment());
}

void stack_return(void) {
    char *high = rt_g->stack.high;
    use_stack(rt_g->left);
    rt_g->left.pointer = NULL;
    *segment_link(high) = segments.free;
    segments.free = high;
}

static bool is_on_segment(void) {
    return rt_g->stack.high - rt_g->stack.low > SLOT_SIZE;
}

static bool is_in(const RtStack *stack, const void *address) {
    return (const char *)address >= stack->low && (const char *)address < stack->high;
}

void stack_return_to(const void *address) {
    if (rt_g->left.pointer && is_in(&rt_g->left, address))
        stack_return();
}

bool stack_is_deeper(const void *address, const void *frame) {
    if (is_in(&rt_g->stack, address))
        return !is_in(&rt_g->stack, frame) || (const char *)address < (const char *)frame;
    return rt_g->left.pointer && is_in(&rt_g->left, address) && (const char *)address < (const char *)frame;
}

// ---- Overflow --------------------------------------------------------------------------------

void stack_poll(void) {
    char *limit = stack_limit(rt_g);
    if (machine_limit() != limit) {
        machine_set_limit(limit);
        preempt_yield();
    }
}

// Called by __morestack: a function was entered, with the stack pointer at `entry`, whose frame of that many
// bytes does not fit. NULL: it does after all. Else the stack to continue on, with a copy of the arguments on
// the stack.
void *stack_more(size_t frame_size, size_t argument_size, char *entry) {
    stack_poll();
    const char *limit = stack_limit(rt_g);
    size_t needed = frame_size < SMALL_FRAME ? 0 : frame_size;
    if (entry > limit && (size_t)(entry - limit) > needed)
        return NULL;
    if (is_on_segment() || frame_size + argument_size + 2 * (size_t)RESERVE > segments.size)
        stack_overflow(__builtin_frame_address(0));
    leave_for_segment(__builtin_frame_address(0));
    char *top = rt_g->stack.high - 16 - ((argument_size + 15) & ~(size_t)15);
    memcpy(top, entry + sizeof(void *), argument_size);
    return top;
}

bool stack_has(ptrdiff_t bytes) {
    return (char *)__builtin_frame_address(0) - rt_g->stack.low > SANITIZED * bytes;
}

void stack_call(void (*function)(void *argument), void *argument) {
    if (is_on_segment()) {
        if (!stack_has(16 << 10))
            stack_overflow(__builtin_frame_address(0));
        function(argument);
        return;
    }
    leave_for_segment(__builtin_frame_address(0));
    switch_call(rt_g->stack.high - 16, function, argument);
    stack_return();
}

// Printing takes more than what C code has.
void stack_last(void (*function)(void *argument), void *argument) {
    enum { LAST_SIZE = SANITIZED * (64 << 10) };
    static _Alignas(16) char memory[LAST_SIZE];
    switch_call(memory + sizeof memory, function, argument);
}

static void print_overflow(void *frame) {
    fprintf(stderr, "runtime: goroutine stack exceeds 1000000000-byte limit\n"
                    "fatal error: stack overflow\n");
    traceback_print(stderr, walk_from(frame), "running");
}

void stack_overflow(const void *frame) {
    rt_output_flush();
    stack_last(print_overflow, (void *)(uintptr_t)frame);
    _Exit(2);
}

bool stack_is_guard(const void *address) {
    const char *at = address;
    return is_on_segment() && at < rt_g->stack.low &&
           (uintptr_t)rt_g->stack.low - (uintptr_t)at <= GUARD_SIZE;
}

// ---- main ------------------------------------------------------------------------------------

void stack_init(void) {
    rt_g->stack = take_segment();
    machine_set_limit(stack_limit(rt_g));
}

void stack_adopt(void *high) {
    rt_g->stack.high = high;
}

void stack_enter(void (*function)(void)) {
    stack_announce(&rt_g->stack);
    switch_enter(rt_g->stack.high, function);
}
