// Where marking starts: the stacks of all goroutines, the package variables that hold pointers
// (the section minic_roots of the compiled program), and what the runtime's own files registered. All are
// scanned conservatively: a word that is the address of a cell in use keeps that cell.
#include <stddef.h>

#include "gc.h"
#include "scheduler.h"
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

// From where it stopped to the end, and what it left of its first stack, at the end of which the RtG lies.
static void visit_goroutine(const RtG *g, const char *pointer, RootVisitor *visit) {
    visit((const Word *)pointer, (const Word *)g->stack.high, true);
    if (g->left.pointer)
        visit((const Word *)g->left.pointer, (const Word *)g->left.high, true);
}

static void visit_timers(RootVisitor *visit) {
    int64_t count;
    RtTimer *const *timers = timer_list(&count);
    if (count > 0)
        visit((const Word *)timers, (const Word *)(timers + count), false);
    for (int64_t i = 0; i < count; i++)
        visit((const Word *)&timers[i]->argument, (const Word *)(&timers[i]->argument + 1), false);
}

void roots_visit(char *stack_pointer, RootVisitor *visit) {
    visit((const Word *)&rt_main, (const Word *)(&rt_main + 1), false);
    visit_goroutine(&rt_main, rt_g == &rt_main ? stack_pointer : rt_main.stack.pointer, visit);
    const RtG *g;
    for (int64_t i = 0; (g = stack_goroutine(i)); i++)
        if (g->state != G_DEAD)
            visit_goroutine(g, g == rt_g ? stack_pointer : g->stack.pointer, visit);
    visit_timers(visit);
    finalizer_visit_roots(visit);
    if (roots_start)
        visit(roots_start, roots_stop, false);
    for (int i = 0; i < registered.count; i++)
        visit(registered.ranges[i].from, registered.ranges[i].to, false);
}
