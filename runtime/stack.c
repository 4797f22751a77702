// The stack of main: one segment of 1 GiB, committed page by page, with a guard region below it. Running into
// the guard is Go's stack overflow (signal.c).
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>

#include "gc.h"
#include "state.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/common_interface_defs.h>
#endif

#define STACK_SIZE (UINT64_C(1) << 30)
#define STACK_MIN  (UINT64_C(8) << 20)  // accepted when the address space is limited (ulimit -v)
#define GUARD_SIZE (UINT64_C(16) << 20) // more than any frame that is entered without probing

static RtG main_g = {.id = 1};
RtG *rt_g = &main_g;

_Noreturn void stack_switch(void *top, void (*function)(void)); // switch.S

void stack_init(void) {
    size_t size = STACK_SIZE;
    char *low;
    while (!(low = memory_reserve(GUARD_SIZE + size)) && size > STACK_MIN)
        size /= 2;
    if (!low || mprotect(low, GUARD_SIZE, PROT_NONE) != 0)
        rt_throw("runtime: cannot reserve memory for the stack");
    rt_g->stack_low = low + GUARD_SIZE;
    rt_g->stack_high = rt_g->stack_low + size;
    // A huge page would commit 2 MiB for the first frame.
    madvise(rt_g->stack_low, size, MADV_NOHUGEPAGE);
}

void stack_adopt(void *high) {
    rt_g->stack_high = high;
}

_Noreturn void stack_enter(void (*function)(void)) {
#if defined(__SANITIZE_ADDRESS__)
    __sanitizer_start_switch_fiber(NULL, rt_g->stack_low, (size_t)(rt_g->stack_high - rt_g->stack_low));
#endif
    stack_switch(rt_g->stack_high, function);
}

bool stack_is_guard(const void *address) {
    const char *at = address;
    return at < rt_g->stack_low && (uintptr_t)rt_g->stack_low - (uintptr_t)at <= GUARD_SIZE;
}
