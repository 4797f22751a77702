// Finalizers (runtime.SetFinalizer). What an object with one points to is a root, the object itself is not:
// so a collection that finds it unmarked knows that nothing but itself needs it, keeps it once more, and
// queues its finalizer. A goroutine runs the queue.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "entry.h"
#include "gc.h"
#include "state.h"

typedef struct {
    void *object;
    RtClosure *function;
    const RtType *type;      // of the pointer
    const RtType *signature; // of the function, whose parameter is that or an interface
} Finalizer;

typedef struct {
    Finalizer *items;
    size_t count, capacity;
} FinalizerList;

static FinalizerList registered, queue;
static bool is_running; // the goroutine that runs the queue

static void add(FinalizerList *list, Finalizer finalizer) {
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? 2 * list->capacity : 64;
        Finalizer *items = realloc(list->items, list->capacity * sizeof *items);
        if (!items)
            rt_throw("runtime: out of memory");
        list->items = items;
    }
    list->items[list->count++] = finalizer;
}

static Finalizer *find(const void *object) {
    for (size_t i = 0; i < registered.count; i++)
        if (registered.items[i].object == object)
            return &registered.items[i];
    return NULL;
}

// ---- In a collection -------------------------------------------------------------------------

void finalizer_visit_roots(RootVisitor *visit) {
    for (size_t i = 0; i < registered.count; i++) {
        const Finalizer *finalizer = &registered.items[i];
        const Word *object = finalizer->object;
        visit((const Word *)&finalizer->function, (const Word *)(&finalizer->function + 1), false);
        visit(object, object + cell_size(cell_find((uintptr_t)object)) / 8, false);
    }
    visit((const Word *)queue.items, (const Word *)(queue.items + queue.count), false);
}

void finalizer_sweep(void) {
    size_t kept = 0;
    for (size_t i = 0; i < registered.count; i++) {
        Finalizer finalizer = registered.items[i];
        Cell cell = cell_find((uintptr_t)finalizer.object);
        if (cell_is_marked(cell)) {
            registered.items[kept++] = finalizer;
        } else {
            mark_keep(cell);
            add(&queue, finalizer);
        }
    }
    registered.count = kept;
}

// ---- Running them ----------------------------------------------------------------------------

static bool holds_array(const RtType *type) {
    if (type->kind == RT_ARRAY)
        return type->len > 1 || holds_array(type->elem);
    for (int64_t i = 0; type->kind == RT_STRUCT && i < type->nfields; i++)
        if (holds_array(type->fields[i].type))
            return true;
    return false;
}

// The bytes that a function's results need, if codegen wants memory for them (codegen/gen.h: the calling
// convention); else 0.
static size_t results_bytes(const RtType *function) {
    enum { SMALL_VALUE_BYTES = 32 };
    bool is_big = false;
    int64_t size = 0, padding = 0;
    for (int64_t i = function->nin; i < function->nfields; i++) {
        const RtType *result = function->fields[i].type;
        is_big |= holds_array(result);
        size += result->size;
        padding += result->align;
    }
    return is_big || size > SMALL_VALUE_BYTES ? (size_t)(size + padding) : 0;
}

// All that is passed are words: the results' memory if there is, the closure, the pointer or an interface
// with it. Registers that the function does not look at do no harm.
static void call(const Finalizer *finalizer) {
    enum { WORDS_MAX = 4 };
    const void *words[WORDS_MAX] = {0};
    size_t bytes = results_bytes(finalizer->signature);
    int count = 0;
    if (bytes > 0)
        words[count++] = memset(__builtin_alloca(bytes), 0, bytes); // it runs on a large stack
    const RtType *param = finalizer->signature->fields[0].type;
    words[count++] = finalizer->function;
    if (param->kind == RT_INTERFACE)
        words[count++] = param->nmethods == 0
                             ? (const void *)finalizer->type
                             : rt_itab_get((void *)(uintptr_t)param, (void *)(uintptr_t)finalizer->type);
    words[count] = finalizer->object;
    typedef void Code(const void *, const void *, const void *, const void *);
    __extension__ Code *code = (Code *)finalizer->function->code;
    code(words[0], words[1], words[2], words[3]);
}

static void run_all(void *unused) {
    (void)unused;
    while (queue.count > 0) {
        Finalizer finalizer = queue.items[--queue.count];
        call(&finalizer);
    }
    is_running = false;
}

// On a large stack: a program without go statements does not look how much it has.
static void run_queue(RtClosure *closure) {
    (void)closure;
    stack_call(run_all, NULL);
}

void finalizer_start(void) {
    static RtClosure runner;
    if (queue.count == 0 || is_running)
        return;
    is_running = true;
    runner.code = __extension__(void *) run_queue;
    sched_go(&runner);
}

// ---- Setting them ----------------------------------------------------------------------------

static _Noreturn void refuse(const char *format, const RtType *type, const RtType *other) {
    char text[256];
    size_t used = (size_t)snprintf(text, sizeof text, "runtime.SetFinalizer: ");
    snprintf(text + used, sizeof text - used, format, type ? (int)type->name.len : 0,
             type ? (const char *)type->name.ptr : "", other ? (int)other->name.len : 0,
             other ? (const char *)other->name.ptr : "");
    rt_throw(text);
}

static void check_function(const RtType *type, const RtType *function) {
    if (function->kind != RT_FUNC)
        refuse("second argument is %.*s, not a function", function, NULL);
    const RtType *param = function->nin == 1 && !function->variadic ? function->fields[0].type : NULL;
    bool fits = param == type ||
                (param && param->kind == RT_INTERFACE &&
                 (param->nmethods == 0 || rt_itab_get((void *)(uintptr_t)param, (void *)(uintptr_t)type)));
    if (!fits)
        refuse("cannot pass %.*s to finalizer %.*s", type, function);
}

void rt_runtime_SetFinalizer(const RtType *type, void *object, const RtType *function, RtClosure *closure);
void rt_runtime_SetFinalizer(const RtType *type, void *object, const RtType *function, RtClosure *closure) {
    if (!type)
        refuse("first argument is nil%.*s", NULL, NULL);
    if (type->kind != RT_POINTER)
        refuse("first argument is %.*s, not pointer", type, NULL);
    if (!object)
        refuse("nil elem type!%.*s", NULL, NULL);
    Cell cell = cell_find((uintptr_t)object);
    if (!cell.found)
        return; // a package variable, or of no size: it never dies
    if (cell_address(cell) != (char *)object)
        refuse("pointer not at beginning of allocated block%.*s", NULL, NULL);
    Finalizer *present = find(object);
    if (!function) {
        if (present)
            *present = registered.items[--registered.count];
        return;
    }
    check_function(type, function);
    if (present)
        refuse("finalizer already set%.*s", NULL, NULL);
    add(&registered, (Finalizer){object, closure, type, function});
}
