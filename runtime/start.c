// Where a compiled program starts.
#include "entry.h"
#include "gc.h"
#include "state.h"

int rt_argc;
char **rt_argv;

#if defined(__SANITIZE_ADDRESS__)
// Locals must be on the stack that the collector scans.
const char *__asan_default_options(void);
const char *__asan_default_options(void) {
    return "detect_stack_use_after_return=0:detect_leaks=0:handle_segv=0:handle_sigbus=0";
}
#endif

static void run_program(void) {
    minic_main_init();
    debug_main_begins();
    minic_main_main();
    rt_exit(0);
}

int main(int argc, char **argv) {
    rt_argc = argc;
    rt_argv = argv;
    stack_init();
    heap_init();
    signal_init();
    stack_enter(run_program);
}
