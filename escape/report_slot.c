// --why for an object that may lie in a caller's frame: which calls have a place for it there, and why the
// others have none. A call that passes on the place of its own caller stands for the calls of that one.
#include "escape/graph_slot.h"
#include "escape/report.h"
#include "escape/text.h"

enum { MAX_SHOWN = 3 }; // calls of each sort

typedef struct {
    const CallSlots *call;
    int index; // of the slot
} SlotCall;

typedef struct {
    const EscapeResult *r;
    VEC(SlotCall) calls;
    bool unseen; // something that is no call of the program passes nil
} Finder;

static bool is_found(const Finder *f, const CallSlots *call, int index) {
    for (int i = 0; i < f->calls.len; i++) {
        if (f->calls.items[i].call == call && f->calls.items[i].index == index) {
            return true;
        }
    }
    return false;
}

static void add_calls(Finder *f, const Func *func, int index) {
    const FuncSlots *slots = slots_of(f->r, func);
    f->unseen |= slots->called_otherwise;
    for (int i = 0; i < slots->calls.len; i++) {
        if (!is_found(f, slots->calls.items[i], index)) {
            VEC_PUSH(f->r->arena, &f->calls, ((SlotCall){slots->calls.items[i], index}));
        }
    }
}

static const SlotArgument *argument_of(const SlotCall *use) {
    return &use->call->callee.args[use->index];
}

static void find_calls(Finder *f, const Decision *decision) {
    add_calls(f, decision->func, decision->slot - 1);
    for (int i = 0; i < f->calls.len; i++) {
        SlotCall use = f->calls.items[i];
        if (argument_of(&use)->source == SLOT_PARAM) {
            add_calls(f, use.call->caller, argument_of(&use)->param);
        }
    }
}

static void print_call(FILE *out, const EscapeResult *r, const SlotCall *use) {
    const char *caller = text_of_func(use->call->caller);
    const SlotArgument *arg = argument_of(use);
    if (arg->source != SLOT_HEAP) {
        report_print_marked(out, r, use->call->call->op_pos,
                            arena_printf(r->arena, "%s has a place for it in its frame", caller));
        return;
    }
    report_print_marked(out, r, use->call->call->op_pos, arena_printf(r->arena, "%s has none", caller));
    if (arg->path) {
        report_print_path(out, r, arg->path, arg->path->rule);
    }
    bool frame_would_do = !arg->path || arg->path->rule == RULE_LOOP;
    if (frame_would_do && table_get(&r->recursive, use->call->caller)) {
        fprintf(out, "        %s calls itself, and its frames stay small\n", caller);
    }
}

// Those that have a place, or those that have none.
static void print_calls(FILE *out, const Finder *f, bool given) {
    int count = 0;
    for (int i = 0; i < f->calls.len; i++) {
        SlotSource source = argument_of(&f->calls.items[i])->source;
        if (source != SLOT_PARAM && (source != SLOT_HEAP) == given && count++ < MAX_SHOWN) {
            print_call(out, f->r, &f->calls.items[i]);
        }
    }
    if (count > MAX_SHOWN) {
        fprintf(out, "        and so %s %d more\n", count == MAX_SHOWN + 1 ? "has" : "have",
                count - MAX_SHOWN);
    }
}

void report_slot_calls(FILE *out, const EscapeResult *r, const Decision *decision) {
    Finder finder = {.r = r};
    find_calls(&finder, decision);
    fputs("its callers:\n", out);
    print_calls(out, &finder, true);
    print_calls(out, &finder, false);
    if (finder.unseen) {
        fputs("        go and defer statements and unknown code have none\n", out);
    }
}
