// Signals. A fault in the guard region is Go's stack overflow; one at a small address in compiled code is a
// nil dereference and becomes a panic (the net under the explicit nil checks); any other is fatal. Signals
// that end the program flush the output first.
//
// The handlers run on a stack of their own: the goroutine's may be the one that overflowed.
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "gc.h"
#include "machine.h"
#include "state.h"

enum {
    HANDLER_STACK_SIZE = 64 << 10,
    NIL_PAGE_SIZE = 4096, // addresses below come from a nil pointer and an offset
};

// Bounds of the executable's code, set by the linker.
extern const char code_start[] __asm__("__executable_start"), code_end[] __asm__("etext");

static const char *signal_name(int number) {
    switch (number) {
    case SIGSEGV: return "SIGSEGV: segmentation violation";
    case SIGBUS: return "SIGBUS: bus error";
    case SIGFPE: return "SIGFPE: floating-point exception";
    default: return "SIGILL: illegal instruction";
    }
}

// glibc declares what is in siginfo_t and stack_t in private headers.
// NOLINTBEGIN(misc-include-cleaner)
static void handle_fault(int number, siginfo_t *info, void *context) {
    uintptr_t address = (uintptr_t)info->si_addr, pc = machine_pc(context);
    if (number == SIGSEGV && stack_is_guard(info->si_addr))
        stack_overflow(machine_frame(context));
    bool in_program = pc >= (uintptr_t)code_start && pc < (uintptr_t)code_end;
    if (number == SIGSEGV && address < NIL_PAGE_SIZE && in_program && !rt_heap.collecting) {
        rt_g->fault_address = address;
        rt_g->fault_pc = pc;
        machine_inject_call(context, panic_memory);
        return;
    }
    rt_output_flush();
    if (number == SIGSEGV || number == SIGBUS)
        fprintf(stderr, "unexpected fault address 0x%lx\nfatal error: fault\n", (unsigned long)address);
    fprintf(stderr, "[signal %s code=0x%x addr=0x%lx pc=0x%lx]\n", signal_name(number),
            (unsigned)info->si_code, (unsigned long)address, (unsigned long)pc);
    _Exit(2);
}

// The handler was reset when it was entered, so the signal now has its usual effect.
static void handle_end(int number) {
    rt_output_flush();
    raise(number);
}

void signal_init(void) {
    stack_t stack = {.ss_sp = memory_reserve(HANDLER_STACK_SIZE), .ss_size = HANDLER_STACK_SIZE};
    if (!stack.ss_sp || sigaltstack(&stack, NULL) != 0)
        rt_throw("runtime: cannot set up signal handling");
    // SA_NODEFER: the panic that a fault becomes leaves the handler for good.
    struct sigaction fault = {.sa_sigaction = handle_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
    const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        sigaction(faults[i], &fault, NULL);
    struct sigaction end = {.sa_handler = handle_end, .sa_flags = SA_ONSTACK | SA_RESETHAND | SA_NODEFER};
    const int ends[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct sigaction old;
        sigaction(ends[i], NULL, &old);
        if (old.sa_handler != SIG_IGN) // as under nohup
            sigaction(ends[i], &end, NULL);
    }
}
// NOLINTEND(misc-include-cleaner)
