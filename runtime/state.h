// What the runtime's own files share: the state of a running program and the functions that one
// file offers the others. Generated code sees none of this; its interface is abi.h and entry.h.
//
// All state of the running goroutine is behind `rt_g`, which must never be cached across a call that
// may switch goroutines.
#ifndef MINIC_RUNTIME_STATE_H
#define MINIC_RUNTIME_STATE_H

#include "abi.h" // IWYU pragma: export

// ---- the running goroutine -------------------------------------------------------------------

// One call of panic that has not ended, or of runtime.Goexit; in that call's C frame. Newest first.
typedef struct RtPanic {
    struct RtPanic *link;
    RtEface value;
    RtDefer *rest;  // the deferred calls that were left when it began to run the present one
    RtString text;  // of value, once it is being printed
    bool has_text;  // value is an error or a Stringer
    bool is_signal; // a fault, or an explicit nil check: print Go's [signal ...] line
    bool is_goexit; // no panic: runs the deferred calls and ends the goroutine
    bool is_recovered;
    bool is_repanicked; // the next newer one has the same value
    bool is_replaced;   // a newer one runs the calls of `rest`: this one's C frame is never returned to
} RtPanic;

// A C frame at which panics end: package fmt calls the methods of its operands under one. In it:
//
//     catch_begin(&catch);
//     if (__builtin_setjmp(catch.registers) == 0) {
//         ...
//         catch_end(&catch);
//     } else {
//         catch.value was panicked with, and the calls deferred since have run
//     }
typedef struct RtCatch {
    struct RtCatch *link;
    RtDefer *defers; // the state when it began
    RtPanic *panics;
    RtEface value;
    void *registers[5]; // plain ones, so that the collector sees them
} RtCatch;

typedef struct RtG {
    void *callee;    // the code of the deferred call that a panic is making, until that takes note
    RtPanic *panics; // generated code finds these two by abi.h
    char *stack_low; // lowest usable address; a guard region lies below
    char *stack_high;
    RtDefer *defers;
    RtCatch *catches; // newest first
    uintptr_t fault_address, fault_pc; // of the last fault or failed nil check
    int64_t id;
} RtG;

_Static_assert(offsetof(RtG, callee) == RT_G_CALLEE, "as generated code reads it");
_Static_assert(offsetof(RtG, panics) == RT_G_PANICS, "as generated code reads it");

extern RtG *rt_g;
extern int rt_argc;
extern char **rt_argv;

// exit.c: flushes the output, prints what the debug modes counted, and exits.
_Noreturn void rt_exit(int status);

// stack.c
void stack_init(void);                              // reserves main's segment and makes it rt_g's stack
void stack_adopt(void *high);                       // unit tests: take the C stack below `high` as rt_g's
_Noreturn void stack_enter(void (*function)(void)); // runs it at the top of rt_g's stack
bool stack_is_guard(const void *address);

// ---- panics and fatal errors -----------------------------------------------------------------

// panic.c. Text is a C string. rt_throw prints "fatal error: TEXT" and exits with status 2.
_Noreturn void rt_throw(const char *text);
_Noreturn void panic_run(RtEface value, bool is_signal);
_Noreturn void panic_goexit(void); // runtime.Goexit

// panic_print.c: Go's report of the uncaught panic, up to the traceback.
void panic_print(RtPanic *panic);

// catch.c. catch_panic ends the panic at the newest catch if all deferred calls above it have run; else
// it returns.
void catch_begin(RtCatch *catch);
void catch_end(const RtCatch *catch);
void catch_panic(RtEface value);

// error.c: panics with run-time errors, values that implement runtime.Error. The text is Go's, of which
// the first adds "runtime error: ". It is copied.
_Noreturn void panic_runtime_error(const char *format, ...) __attribute__((format(printf, 1, 2), cold));
_Noreturn void panic_plain_error(const char *format, ...) __attribute__((format(printf, 1, 2), cold));
_Noreturn void panic_type_assertion(RtString text)
    __attribute__((cold)); // text lives in the heap or in the program
_Noreturn void panic_nil_argument(void);
_Noreturn void panic_memory(void); // invalid memory address or nil pointer dereference

void error_set_types(const RtType *assertion, const RtType *panic_nil); // of the two above

// defer.c: takes the newest deferred call off the list and runs it for a panic. The activation that deferred
// it, or NULL: there is none.
RtFrame *defer_run_for(RtPanic *panic);

// switch.S: goes on where the activation called rt_frame_save.
_Noreturn void frame_resume(RtFrame *frame);

// checked.c: the cells of the activations that the goroutine has entered since `frame` die.
void checked_drop(const RtFrame *frame);

// signal.c
void signal_init(void);

// ---- output, in print.c ----------------------------------------------------------------------

void rt_output_flush(void);

// ---- the heap, for the rest of the runtime ---------------------------------------------------

// Each result is zeroed and never NULL. Cells with pointers are described by their layout. C code may
// hold a pointer to a cell anywhere on its stack or in registers; a pointer kept anywhere else needs
// rt_root_register. Pointers into stacks may be stored in cells.
void *heap_new(RtLayout *layout);
void *heap_new_array(const RtType *element, int64_t count); // of zero size: &rt_zero_base
void *heap_new_bytes(int64_t size);                         // no pointers inside
extern uint64_t rt_zero_base;                               // the address of every zero-sized value

// Declares `words` 8-byte words as roots, scanned conservatively. Never undone.
void rt_root_register(void *start, size_t words);

// Moves and clears that shade what they overwrite while the barrier is on.
void heap_move(const RtType *type, void *to, const void *from, int64_t count);
void heap_clear(const RtType *type, void *to, int64_t count);
void heap_shade_values(const RtType *type, const void *values, int64_t count); // before overwriting them
static inline void heap_shade(void *old) {
    extern RtGcState rt_gc;
    extern void rt_shade(void *);
    if (rt_gc.marking)
        rt_shade(old);
}

#endif
