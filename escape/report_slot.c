// Which callers have a place in their frames for an object that a function hands out, and how it leaves the
// others. A call that passes on the place of its own caller stands for the calls of that one.
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
    ReportCallers *found;
} Finder;

static bool is_known(const Finder *f, const CallSlots *call, int index) {
    for (int i = 0; i < f->calls.len; i++) {
        if (f->calls.items[i].call == call && f->calls.items[i].index == index) {
            return true;
        }
    }
    return false;
}

static void add_calls(Finder *f, const Func *func, int index) {
    const FuncSlots *slots = slots_of(f->r, func);
    f->found->unseen |= slots->called_otherwise;
    for (int i = 0; i < slots->calls.len; i++) {
        const CallSlots *call = slots->calls.items[i];
        if (slots_has_use(slots, call->callee.func, index) && !is_known(f, call, index)) {
            VEC_PUSH(f->r->arena, &f->calls, ((SlotCall){call, index}));
        }
    }
}

// A call gives several slots for objects of one site when they come to it by several ways.
static bool is_repeated(const ReportCallers *found, const ReportCaller *new) {
    for (int i = 0; i < found->len; i++) {
        const ReportCaller *old = &found->items[i];
        if (old->at == new->at && old->given == new->given && old->path == new->path) {
            return true;
        }
    }
    return false;
}

static void add_caller(Finder *f, const CallSlots *call, const SlotArgument *arg) {
    bool given = arg->source != SLOT_HEAP;
    bool frame_would_do = !given && (!arg->path || arg->path->rule == RULE_LOOP);
    ReportCaller caller = {.at = call->call->op_pos,
                           .func = call->caller,
                           .given = given,
                           .recursive = frame_would_do && table_get(&f->r->recursive, call->caller),
                           .path = given ? NULL : arg->path};
    if (!is_repeated(f->found, &caller)) {
        VEC_PUSH(f->r->arena, f->found, caller);
    }
}

ReportCallers report_callers(const EscapeResult *r, const Decision *decision) {
    ReportCallers found = {0};
    Finder f = {.r = r, .found = &found};
    add_calls(&f, decision->func, decision->slot - 1);
    for (int i = 0; i < f.calls.len; i++) {
        const CallSlots *call = f.calls.items[i].call;
        const SlotArgument *arg = &call->callee.args[f.calls.items[i].index];
        if (arg->source == SLOT_PARAM) {
            add_calls(&f, call->caller, arg->param);
        } else {
            add_caller(&f, call, arg);
        }
    }
    return found;
}

static void print_caller(FILE *out, const EscapeResult *r, const ReportCaller *caller) {
    const char *name = text_of_func(caller->func);
    const char *remark = caller->given ? "has a place for it in its frame" : "has none";
    report_print_marked(out, r, caller->at, arena_printf(r->arena, "%s %s", name, remark));
    if (caller->path) {
        report_print_path(out, r, caller->path, caller->path->rule);
    }
    if (caller->recursive) {
        fprintf(out, "        %s calls itself, and its frames stay small\n", name);
    }
}

// Those that have a place, or those that have none.
static void print_sort(FILE *out, const EscapeResult *r, const ReportCallers *callers, bool given) {
    int count = 0;
    for (int i = 0; i < callers->len; i++) {
        if (callers->items[i].given == given && count++ < MAX_SHOWN) {
            print_caller(out, r, &callers->items[i]);
        }
    }
    if (count > MAX_SHOWN) {
        int more = count - MAX_SHOWN;
        fprintf(out, "        and so %s %d more\n", more == 1 ? "has" : "have", more);
    }
}

void report_print_callers(FILE *out, const EscapeResult *r, const Decision *decision) {
    ReportCallers callers = report_callers(r, decision);
    fputs("its callers:\n", out);
    print_sort(out, r, &callers, true);
    print_sort(out, r, &callers, false);
    if (callers.unseen) {
        fputs("        go and defer statements and unknown code have none\n", out);
    }
}

static void add_given(const EscapeResult *r, Table *given, const CallSlots *call) {
    for (int i = 0; i < call->count; i++) {
        const SlotArgument *arg = &call->callee.args[i];
        bool own = (arg->source == SLOT_FRAME || arg->source == SLOT_PIECES) && arg->owner == arg;
        if (!own) {
            continue;
        }
        ReportGivenList *list = table_get(given, call->caller);
        if (!list) {
            list = ARENA_NEW(r->arena, ReportGivenList);
            table_set(r->arena, given, call->caller, list);
        }
        const Decision *site = escape_site(r, escape_slot_site(r, call->callee.func, i));
        ReportGiven entry = {.at = call->call->op_pos,
                             .text =
                                 arena_printf(r->arena, "%s, of %s", site->text, text_of_func(site->func)),
                             .bytes = arg->bytes,
                             .several = escape_slot_in_pieces(r, call->callee.func, i)};
        VEC_PUSH(r->arena, list, entry);
    }
}

Table report_given(const EscapeResult *r) {
    Table given = {0};
    for (int i = 0; i < r->program->funcs.len; i++) {
        const Func *callee = r->program->funcs.items[i];
        const FuncSlots *slots = slots_of(r, callee);
        for (int k = 0; slots && k < slots->calls.len; k++) {
            if (slots->calls.items[k]->callee.func == callee) { // the members of a group share the list
                add_given(r, &given, slots->calls.items[k]);
            }
        }
    }
    return given;
}
