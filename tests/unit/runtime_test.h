// For unit tests of the runtime: the includes that cmocka wants, and a collection that sees no stack.
#ifndef MINIC_TESTS_UNIT_RUNTIME_TEST_H
#define MINIC_TESTS_UNIT_RUNTIME_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "runtime/entry.h"
#include "runtime/gc.h"
#include "runtime/state.h"

// An address that a conservative scan does not recognise.
typedef struct {
    uintptr_t inverted;
} Hidden;

static inline Hidden hide(const void *address) {
    return (Hidden){~(uintptr_t)address};
}

static inline void *reveal(Hidden hidden) {
    return (void *)~hidden.inverted;
}

static inline bool is_alive(Hidden hidden) {
    return cell_find(~hidden.inverted).found;
}

// Overwrites what earlier calls left on the stack.
static __attribute__((noinline, unused)) void scrub_stack(void) {
    volatile char space[4096];
    for (size_t i = 0; i < sizeof space; i++)
        space[i] = 0;
}

static __attribute__((noinline, unused)) void collect_below(void) {
    void *high = rt_g->stack.high;
    stack_adopt(__builtin_frame_address(0));
    heap_collect();
    stack_adopt(high);
}

// Collects with the registers cleared and the frames of the callers left out of the roots, where the compiler
// may have left copies of anything.
static __attribute__((noinline, unused)) void collect_alone(void) {
    scrub_stack();
    __asm__ volatile(
        "xor %%ebx, %%ebx; xor %%r12d, %%r12d; xor %%r13d, %%r13d; xor %%r14d, %%r14d; xor %%r15d, %%r15d"
        :
        :
        : "rbx", "r12", "r13", "r14", "r15", "memory");
    collect_below();
    __asm__ volatile(""); // no tail call, which would restore the registers first
}

#endif
