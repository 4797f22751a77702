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

// A stack in use: [low, high) and, while code runs elsewhere, where it stopped.
typedef struct {
    char *low; // lowest usable address
    char *high;
    char *pointer; // registers are saved at and above it
} RtStack;

typedef enum {
    G_DEAD, // its stack is free
    G_RUNNING,
    G_READY,  // in the run queue
    G_PARKED, // until sched_ready
} RtGState;

// A goroutine. All but main's lie at the top of their own stack, so that the scan of the stack sees the
// fields.
typedef struct RtG {
    _Alignas(16) void *callee; // the code of the deferred call that a panic is making, until that takes note
    RtPanic *panics;           // generated code finds these three by abi.h
    RtDefer *defers;
    RtCatch *catches;                  // newest first
    uintptr_t fault_address, fault_pc; // of the last fault or failed nil check
    int64_t id;
    int64_t creator;  // the id of the goroutine that started it
    void *created_at; // where, in compiled code

    RtStack stack;      // the one it runs on
    RtStack left;       // the one it left for a larger one (stack.c); pointer NULL: none
    RtGState state;     // sched.c's, as the next two
    struct RtG *next;   // in the run queue
    const char *why;    // parked: in Go's words, "chan receive"
    RtClosure *closure; // what it is to run
    void *wait;         // for what it waits; free for whoever parks it
} RtG;

_Static_assert(offsetof(RtG, callee) == RT_G_CALLEE, "as generated code reads it");
_Static_assert(offsetof(RtG, panics) == RT_G_PANICS, "as generated code reads it");
_Static_assert(offsetof(RtG, defers) == RT_G_DEFERS, "as generated code reads it");

extern RtG *rt_g;
extern RtG rt_main;
extern int rt_argc;
extern char **rt_argv;

// exit.c: flushes the output, prints what the debug modes counted, and exits.
_Noreturn void rt_exit(int status);

// ---- stacks, in stack.c ------------------------------------------------------------------------

void stack_init(void);                              // reserves main's segment and makes it rt_g's stack
void stack_adopt(void *high);                       // unit tests: take the C stack below `high` as rt_g's
_Noreturn void stack_enter(void (*function)(void)); // runs it at the top of rt_g's stack
bool stack_is_guard(const void *address);

// A new goroutine on a stack of its own, which will run `function`; the end of a dead one. The memory of a
// freed one stays as it is until the next stack_new.
RtG *stack_new(void (*function)(void));
void stack_free(RtG *g);

// Every goroutine but main, dead ones included, by number from 0 on; NULL: there are no more.
RtG *stack_goroutine(int64_t number);

// Before a jump to a frame of this goroutine that is not the running one: makes the stack that holds
// the address the present one.
void stack_return_to(const void *address);
// Is this the address of an activation that the running goroutine entered after that of `frame`?
bool stack_is_deeper(const void *address, const void *frame);

// C code has 16 KiB of stack, whoever calls it. What may need more, because it is recursive over a
// program's data, runs itself through stack_call when it finds fewer than the bytes it wants: on a segment
// so large that running out of it is Go's stack overflow.
enum { STACK_WANTED = 12 << 10 }; // of which nearly all is left to what the recursive functions call
bool stack_has(ptrdiff_t bytes);
void stack_call(void (*function)(void *argument), void *argument);
// The last thing that the program does: on memory set aside for that, however little stack is left. Not for
// compiled code.
void stack_last(void (*function)(void *argument), void *argument);
_Noreturn void stack_overflow(const void *frame); // Go's message, and the calls from this frame on

// ---- the scheduler, in sched.c -----------------------------------------------------------------

void sched_go(RtClosure *closure); // makes a goroutine that runs closure, to run next
void sched_park(const char *why);  // switches away; returns after sched_ready of this goroutine
void sched_ready(RtG *g);          // makes a parked goroutine runnable, to run next
void sched_give_way(void);         // to the end of the queue
_Noreturn void sched_exit(void);   // ends the running goroutine
int64_t sched_count(void);         // goroutines that are not dead

// ---- input, in input.c -------------------------------------------------------------------------

// read(2), while other goroutines run. The number of bytes, or minus an errno.
int64_t input_read(int descriptor, void *bytes, int64_t length);

// ---- timers, in timer.c ------------------------------------------------------------------------

// Calls fire once the time has come, and then every `period` nanoseconds unless that is 0. fire runs on the
// scheduler and must not park. `argument` is a root while the timer is started.
typedef struct RtTimer {
    int64_t when, period; // nanoseconds, of time_now
    void (*fire)(struct RtTimer *timer);
    void *argument;
    int64_t heap_index; // plus one; 0: not started
} RtTimer;

void timer_start(RtTimer *timer);
bool timer_stop(RtTimer *timer); // false: it was not started, or has fired
int64_t time_now(void);          // monotonic

// ---- panics and fatal errors -----------------------------------------------------------------

// panic.c. Text is a C string. rt_throw prints "fatal error: TEXT" and exits with status 2.
_Noreturn void rt_throw(const char *text);
_Noreturn void panic_run(RtEface value, bool is_signal);
_Noreturn void panic_goexit(void); // runtime.Goexit

// panic_print.c: asks the program's methods for the texts of an uncaught panic; Go's report of it, up to the
// traceback.
void panic_convert(RtPanic *panic);
void panic_print(const RtPanic *panic);

// catch.c. catch_panic ends the panic at the newest catch if all deferred calls above it have run; else
// it returns.
void catch_begin(RtCatch *catch);
void catch_end(const RtCatch *catch);
void catch_panic(RtEface value);

// error.c: panics with run-time errors, values that implement runtime.Error. The text is Go's. An error whose
// text must be put together is one heap object, which holds the text as well; the others (PANIC_RUNTIME,
// PANIC_PLAIN) take no memory.
_Noreturn void panic_runtime_error(const char *format, ...) __attribute__((format(printf, 1, 2), cold));
_Noreturn void panic_plain_error(const char *format, ...) __attribute__((format(printf, 1, 2), cold));
_Noreturn void panic_type_assertion(const RtString *parts, int64_t count) __attribute__((cold));
_Noreturn void panic_unhashable(const RtType *type) __attribute__((cold)); // of a key of an empty map
_Noreturn void panic_runtime_constant(const RtString *text) __attribute__((cold));
_Noreturn void panic_plain_constant(const RtString *text) __attribute__((cold));

#define RT_TEXT(literal) {(const uint8_t *)(literal), sizeof(literal) - 1}
#define PANIC_CONSTANT(function, literal)                                                                    \
    do {                                                                                                     \
        static const RtString constant_text = RT_TEXT(literal);                                              \
        function(&constant_text);                                                                            \
    } while (0)
#define PANIC_RUNTIME(literal) PANIC_CONSTANT(panic_runtime_constant, "runtime error: " literal)
#define PANIC_PLAIN(literal)   PANIC_CONSTANT(panic_plain_constant, literal)

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
bool checked_is_cell(const void *address); // of an object that the program has in a frame

// signal.c
void signal_init(void);

// ---- output, in print.c ----------------------------------------------------------------------

void rt_output_flush(void);

// chan.c: sends without waiting, on a channel that is not nil; false: it would have to wait.
bool chan_try_send(void *chan, const void *element);

// ---- the heap, for the rest of the runtime ---------------------------------------------------

// Each result is zeroed and never NULL. Cells with pointers are described by their layout. C code may
// hold a pointer to a cell anywhere on its stack or in registers; a pointer kept anywhere else needs
// rt_root_register. Pointers into stacks may be stored in cells.
void *heap_new(RtLayout *layout);
void *heap_new_array(const RtType *element, int64_t count); // of zero size: &rt_zero_base
void *heap_new_bytes(int64_t size);                         // no pointers inside
// The caller writes the first `filled` bytes at once: they need not be zero.
void *heap_new_array_filled(const RtType *element, int64_t count, int64_t filled);
extern const uint64_t rt_small_boxes[RT_SMALL_BOXES];
extern uint64_t rt_zero_base; // the address of every zero-sized value

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
