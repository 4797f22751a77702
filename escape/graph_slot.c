// The connection graph: result slots. An object that leaves its function only towards the caller (by a
// result, or by a store through a parameter) need not be on the heap when it dies in the caller: the caller
// passes memory of its own frame for it. The object of a call may leave the caller in the same way; then the
// caller passes on what it was given.
//
// When it is safe:
// - The site, or the call, runs at most once per activation: it is in no loop, and its function is not
//   recursive. So one slot never holds two objects of one activation.
// - What the object points to leaves with it: it is in the same summary, and never in the callee's frame.
// - In the caller the object is one of its own: made by the call, with the contents that the summary says.
// The
//   verdict on it is that on any object of the caller, loops included.
// - Calls that are not certain, and those of go and defer, pass nil.
#include "escape/graph.h"
#include "escape/mutant.h"

enum {
    MAX_SLOTS = 8,            // of a function
    MAX_SLOT_BYTES = 2048,    // a larger object does not mind the heap
    MAX_RECURSIVE_BYTES = 64, // in the frame of a recursive function, which may be there a million times
    MAX_FRAME_BYTES = 16384,  // of all slots of a frame
};

typedef struct FuncSlot {
    int site;       // whose object it is
    CallSlots *via; // the call that it is passed on to; NULL: the site is the function's own
    int via_index;
    enum { ALWAYS_UNKNOWN, ALWAYS_GIVEN, SOMETIMES_NIL } always;
} FuncSlot;

typedef struct FuncSlots {
    VEC(FuncSlot) items;
    VEC(CallSlots *) calls;
    bool called_otherwise; // by code that passes nil
} FuncSlots;

struct CallSlots {
    const Func *caller, *callee;
    SlotArgument *args;
    bool *used; // while a function is decided: a use of this slot was seen
    int count;
};

static FuncSlots *slots_of(const EscapeResult *r, const Func *func) {
    return table_get(&r->slots, func);
}

// Of what has a size known only at run time, the slot is a buffer, used where it suffices.
static int64_t slot_bytes(const Decision *decision) {
    return decision->object_size ? decision->object_size : decision->large_buffer;
}

static bool site_may_have_slot(EscapeResult *r, int site) {
    const Decision *decision = site_decision(r, site);
    const SiteVerdict *verdict = site_verdict(r, site);
    bool shares = verdict->zerocopy_allowed && !verdict->flow_mutated;
    return !shares && !decision->is_static && !verdict->must_heap && verdict->flow_escapes &&
           slot_bytes(decision) > 0 && slot_bytes(decision) <= MAX_SLOT_BYTES;
}

// It leaves the function, only towards its caller, and is one object per activation; an append gives each
// of its arrays a piece of the slot.
static bool is_handed_out(const Graph *g, const GraphObject *object) {
    bool in_pieces = object->site && (site_decision(g->result, object->site)->kind == SITE_APPEND ||
                                      escape_mutant("slot-pieces"));
    return object->leaves && !object->global &&
           (object->loop == 0 || in_pieces || escape_mutant("slot-loop"));
}

static FuncSlots *need_slots(Graph *g) {
    FuncSlots *slots = slots_of(g->result, g->func);
    if (!slots) {
        slots = ARENA_NEW(g->result->arena, FuncSlots);
        table_set(g->result->arena, &g->result->slots, g->func, slots);
    }
    return slots;
}

// The number of a new slot, from 1; 0: there are too many.
static int add_slot(Graph *g, FuncSlot slot) {
    FuncSlots *slots = need_slots(g);
    if (slots->items.len == MAX_SLOTS) {
        return 0;
    }
    VEC_PUSH(g->result->arena, &slots->items, slot);
    return slots->items.len;
}

static void own_slots(Graph *g) {
    for (int i = 0; i < g->objects.len; i++) {
        const GraphObject *object = &g->objects.items[i];
        if (object->site && !is_handed_out(g, object)) {
            site_verdict(g->result, object->site)->slot_barred = true;
        }
    }
    for (int i = 0; i < g->objects.len; i++) {
        GraphObject *object = &g->objects.items[i];
        if (!object->site || site_verdict(g->result, object->site)->slot_barred ||
            !site_may_have_slot(g->result, object->site)) {
            continue;
        }
        Decision *decision = site_decision(g->result, object->site);
        if (!decision->slot) {
            decision->slot = add_slot(g, (FuncSlot){.site = object->site});
            decision->object_size = slot_bytes(decision);
        }
        object->slot = decision->slot;
    }
}

static int use_site(const Graph *g, const GraphSlotUse *use) {
    return slots_of(g->result, use->call->callee)->items.items[use->index].site;
}

// The frame, the caller's own slot or the heap? When a call was looked at twice, both answers must agree.
static SlotSource source_of_use(Graph *g, const GraphSlotUse *use) {
    const GraphObject *object = &g->objects.items[use->object];
    int64_t size = site_decision(g->result, use_site(g, use))->object_size;
    if (!object->leaves || escape_mutant("slot-caller")) {
        bool fits = !g->program->recursive || size <= MAX_RECURSIVE_BYTES;
        return fits ? SLOT_FRAME : SLOT_HEAP;
    }
    return is_handed_out(g, object) && !g->program->recursive ? SLOT_PARAM : SLOT_HEAP;
}

static void settle_uses(Graph *g) {
    for (int i = 0; i < g->slot_uses.len; i++) {
        const GraphSlotUse *use = &g->slot_uses.items[i];
        SlotArgument *arg = &use->call->args[use->index];
        SlotSource source = source_of_use(g, use);
        arg->source = use->call->used[use->index] && arg->source != source ? SLOT_HEAP : source;
        use->call->used[use->index] = true;
    }
}

static void pass_on(Graph *g) {
    int64_t frame = 0;
    for (int i = 0; i < g->slot_uses.len; i++) {
        const GraphSlotUse *use = &g->slot_uses.items[i];
        SlotArgument *arg = &use->call->args[use->index];
        if (use->call->used[use->index] && arg->source == SLOT_FRAME) {
            frame += site_decision(g->result, use_site(g, use))->object_size;
            arg->source = frame > MAX_FRAME_BYTES ? SLOT_HEAP : SLOT_FRAME;
        } else if (use->call->used[use->index] && arg->source == SLOT_PARAM) {
            FuncSlot slot = {.site = use_site(g, use), .via = use->call, .via_index = use->index};
            arg->param = add_slot(g, slot) - 1;
            arg->source = arg->param < 0 ? SLOT_HEAP : SLOT_PARAM;
        }
        use->call->used[use->index] = false;
        if (arg->source == SLOT_PARAM) {
            g->objects.items[use->object].slot = arg->param + 1;
        }
    }
}

void graph_slots(Graph *g) {
    settle_uses(g);
    if (!g->program->recursive) {
        own_slots(g);
    }
    pass_on(g);
}

// A call whose callee is certain. NULL when the callee has no slots.
CallSlots *graph_slot_call(Graph *g, const Expr *call, const Func *callee) {
    EscapeResult *r = g->result;
    FuncSlots *slots = slots_of(r, callee);
    if (!slots || slots->items.len == 0) {
        return NULL;
    }
    CallSlots *record = table_get(&r->call_slots, call);
    if (!record) {
        record = ARENA_NEW(r->arena, CallSlots);
        record->caller = g->func;
        record->callee = callee;
        record->count = slots->items.len;
        record->args = ARENA_NEW_N(r->arena, SlotArgument, record->count);
        record->used = ARENA_NEW_N(r->arena, bool, record->count);
        table_set(r->arena, &r->call_slots, call, record);
        VEC_PUSH(r->arena, &slots->calls, record);
    }
    for (int i = 0; i < record->count; i++) {
        record->args[i].source = SLOT_HEAP;
    }
    return record;
}

// The object that the callee hands out through its slot `slot`, from 1.
void graph_slot_object(Graph *g, CallSlots *call, int slot, int object) {
    if (slot > 0) {
        GraphSlotUse use = {.call = call, .index = slot - 1, .object = object};
        VEC_PUSH(g->arena, &g->slot_uses, use);
    }
}

// ---- When all graphs are solved

void graph_slot_nil(EscapeResult *r, const Func *callee) {
    FuncSlots *slots = callee ? slots_of(r, callee) : NULL;
    if (slots) {
        slots->called_otherwise = true;
    }
}

static void called_as_values(const GraphProgram *p) {
    EscapeResult *r = p->result;
    for (int i = 0; i < p->values.len; i++) {
        graph_slot_nil(r, p->values.items[i]);
    }
    for (int i = 0; i < p->bound.len; i++) {
        if (p->bound.items[i]->selector.kind == SELECT_METHOD) {
            graph_slot_nil(r, p->bound.items[i]->selector.object->func.func);
        }
    }
    for (int i = 0; i < p->boxed.len; i++) {
        int count = 0;
        const MethodEntry *entries = type_method_set(r->program->types, p->boxed.items[i], &count);
        for (int k = 0; k < count; k++) {
            graph_slot_nil(r, entries[k].method ? entries[k].method->func.func : NULL);
        }
    }
}

static bool is_always_given(EscapeResult *r, const Func *func, int index) {
    FuncSlots *slots = slots_of(r, func);
    FuncSlot *slot = &slots->items.items[index];
    if (slot->always != ALWAYS_UNKNOWN) {
        return slot->always == ALWAYS_GIVEN;
    }
    bool given = !slots->called_otherwise && slots->calls.len > 0;
    for (int i = 0; given && i < slots->calls.len; i++) {
        const CallSlots *call = slots->calls.items[i];
        const SlotArgument *arg = &call->args[index];
        given = arg->source == SLOT_FRAME ||
                (arg->source == SLOT_PARAM && is_always_given(r, call->caller, arg->param));
    }
    slot->always = given ? ALWAYS_GIVEN : SOMETIMES_NIL;
    return given;
}

void graph_slots_finish(GraphProgram *p) {
    EscapeResult *r = p->result;
    called_as_values(p);
    for (int site = 1; site <= r->sites.len; site++) {
        const Decision *decision = site_decision(r, site);
        if (decision->slot && !p->open && is_always_given(r, decision->func, decision->slot - 1)) {
            site_verdict(r, site)->slot_always = true;
        }
    }
}

// ---- For codegen

int escape_slot_count(const EscapeResult *result, const Func *func) {
    const FuncSlots *slots = slots_of(result, func);
    return slots ? slots->items.len : 0;
}

int escape_slot_site(const EscapeResult *result, const Func *func, int index) {
    return slots_of(result, func)->items.items[index].site;
}

const SlotArgument *escape_call_slots(const EscapeResult *result, const Expr *call, const Func *caller) {
    const CallSlots *record = table_get(&result->call_slots, call);
    return record && record->caller == caller ? record->args : NULL;
}
