// Where marking starts: the stack of the running goroutine, the package variables that hold pointers
// (the section minic_roots of the compiled program), and what the runtime's own files registered. All are
// scanned conservatively: a word that is the address of a cell in use keeps that cell.
#include <stddef.h>

#include "gc.h"
#include "state.h"

enum { RANGE_MAX = 32 };

typedef struct {
    const Word *from;
    const Word *to;
} Range;

// Set by the linker when the program has the section.
extern const Word roots_start[] __asm__("__start_minic_roots") __attribute__((weak));
extern const Word roots_stop[] __asm__("__stop_minic_roots") __attribute__((weak));

static struct {
    Range ranges[RANGE_MAX];
    int count;
} registered;

void rt_root_register(void *start, size_t words) {
    if (registered.count == RANGE_MAX)
        rt_throw("runtime: too many roots");
    registered.ranges[registered.count++] = (Range){start, (const Word *)start + words};
}

void roots_visit(char *stack_pointer, RootVisitor *visit) {
    visit((const Word *)stack_pointer, (const Word *)rt_g->stack_high, true);
    visit((const Word *)&rt_g->defers, (const Word *)(&rt_g->defers + 1), false);
    if (roots_start)
        visit(roots_start, roots_stop, false);
    for (int i = 0; i < registered.count; i++)
        visit(registered.ranges[i].from, registered.ranges[i].to, false);
}
