// Machine-bound, x86-64 on Linux: the registers of a signal's context, and the limit of the stack. With
// switch.S, all that a port has to write.
#ifndef MINIC_RUNTIME_MACHINE_H
#define MINIC_RUNTIME_MACHINE_H

#include <stdint.h>
#include <ucontext.h> // needs _GNU_SOURCE for the names of the registers

enum { RED_ZONE = 128 }; // bytes below the stack pointer that a function may use

static inline uintptr_t machine_pc(const ucontext_t *context) {
    return (uintptr_t)context->uc_mcontext.gregs[REG_RIP];
}

static inline const void *machine_frame(const ucontext_t *context) {
    return (const void *)context->uc_mcontext.gregs[REG_RBP];
}

// Makes the interrupted code continue as if it called `function` where it was stopped.
static inline void machine_inject_call(ucontext_t *context, void (*function)(void)) {
    greg_t *registers = context->uc_mcontext.gregs;
    uintptr_t sp = ((uintptr_t)registers[REG_RSP] - RED_ZONE) & ~(uintptr_t)15;
    sp -= sizeof(uintptr_t);
    *(uintptr_t *)sp = (uintptr_t)registers[REG_RIP];
    registers[REG_RSP] = (greg_t)sp;
    registers[REG_RIP] = (greg_t)(uintptr_t)function;
}

// What compiled functions compare the stack pointer with: a word of the thread that the C library leaves to
// this.
static inline void machine_set_limit(char *limit) {
    __asm__ volatile("movq %0, %%fs:0x70" : : "r"(limit) : "memory");
}

static inline char *machine_limit(void) {
    char *limit;
    __asm__ volatile("movq %%fs:0x70, %0" : "=r"(limit) : : "memory");
    return limit;
}

#endif
