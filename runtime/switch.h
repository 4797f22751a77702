// Private to the scheduler and the stacks: what switch.S offers, and what it calls.
#ifndef MINIC_RUNTIME_SWITCH_H
#define MINIC_RUNTIME_SWITCH_H

#include <stddef.h>

// Saves the registers that calls preserve, and where they are to *saved; continues at `pointer`, which was
// saved likewise.
void switch_stacks(char **saved, char *pointer);

// Puts onto the stack that ends at top (a multiple of 16) what switch_stacks needs to begin with `function`,
// which must not return. Returns the pointer to switch to.
char *switch_prepare(char *top, void (*function)(void));

// Calls function on the stack that ends at top (a multiple of 16).
void switch_call(char *top, void (*function)(void *argument), void *argument);

// The stack that a program starts on is from now on the collector's; function, which must not return, runs on
// the stack that ends at top (a multiple of 16).
_Noreturn void switch_enter(char *top, void (*function)(void));

// stack.c, for rt_poll and __morestack.
void stack_poll(void); // yields if the limit says so
void *stack_more(size_t frame_size, size_t argument_size, char *entry);
void stack_return(void); // from the segment to the slot

// Words from the pointer of a stopped stack to the frame pointer, which a return address follows.
enum { SWITCH_SAVED_FRAME = 5 };

#endif
