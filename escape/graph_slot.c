// The connection graph: result slots. An object that leaves its function only towards the caller (by a
// result, or by a store through a parameter) need not be on the heap when it dies in the caller: the caller
// passes memory of its own frame for it. The object of a call may leave the caller in the same way; then the
// caller passes on what it was given.
//
// When it is safe:
// - The site, or the call, runs at most once per activation: it is in no loop, and its function is not
//   recursive. So one slot never holds two objects of one activation. In a loop the slot is a buffer, of
//   which each object takes a piece (pieces.c); so is that of an append, which may make several arrays.
// - What the object points to leaves with it: it is in the same summary, and never in the callee's frame.
// - In the caller the object is one of its own: made by the call, with the contents that the summary says.
//   The verdict on it is that on any object of the caller, loops included.
// - A call through a function value or an interface gives slots to those callees that were found while the
//   graph was solved. The code at run time tells which of them it is; any other gets nil.
// - The calls of go and defer pass nil.
#include "escape/graph_slot.h"
#include "escape/mutant.h"

enum {
    MAX_SLOTS = 8,            // of a function
    MAX_CALLEES = 8,          // of a call
    MAX_SLOT_BYTES = 2048,    // a larger object does not mind the heap
    MAX_RECURSIVE_BYTES = 64, // in the frame of a recursive function, which may be there a million times
    MAX_FRAME_BYTES = 16384,  // of all slots of a frame
};

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

// It leaves the function, only towards its caller.
static bool is_handed_out(const GraphObject *object) {
    return object->leaves && !object->global && !object->loops_only;
}

// May there be several at a time, in pieces? `bytes`: of one.
static bool may_be_several(const Graph *g, int site, int64_t bytes) {
    return site_decision(g->result, site)->hybrid || bytes <= MAX_PIECE;
}

// The number of a new slot, from 1; 0: there are too many.
static int add_slot(Graph *g, FuncSlot slot) {
    FuncSlots *slots = slots_need(g->result, g->func);
    if (slots->items.len == MAX_SLOTS) {
        return 0;
    }
    VEC_PUSH(g->result->arena, &slots->items, slot);
    return slots->items.len;
}

static void bar_slots(Graph *g) {
    for (int i = 0; i < g->objects.len; i++) {
        const GraphObject *object = &g->objects.items[i];
        if (!object->site) {
            continue;
        }
        int64_t bytes = slot_bytes(site_decision(g->result, object->site));
        if (!is_handed_out(object) || (object->loop && !may_be_several(g, object->site, bytes))) {
            site_verdict(g->result, object->site)->slot_barred = true;
        }
    }
}

static void own_slots(Graph *g) {
    bar_slots(g);
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
        if (object->slot &&
            (decision->kind == SITE_APPEND || (object->loop && !escape_mutant("slot-loop")))) {
            slots_of(g->result, g->func)->items.items[object->slot - 1].pieces = true;
        }
    }
}

static const FuncSlot *use_slot(const Graph *g, const GraphSlotUse *use) {
    return &slots_of(g->result, use->call->callee.func)->items.items[use->index];
}

// The frame, the caller's own slot or the heap?
static SlotArgument argument_of_use(Graph *g, const GraphSlotUse *use) {
    SlotArgument arg = {.source = SLOT_HEAP};
    if (use->object == NO_OBJECT) {
        return arg;
    }
    const GraphObject *object = &g->objects.items[use->object];
    arg.path = object->path;
    const FuncSlot *slot = use_slot(g, use);
    const Decision *site = site_decision(g->result, slot->site);
    bool several = slot->pieces || may_be_several(g, slot->site, site->object_size);
    if (!object->leaves || escape_mutant("slot-caller")) {
        bool one = !slot->pieces || site->kind == SITE_APPEND;
        arg.bytes = one ? site->object_size : PIECES_BYTES;
        bool fits = !g->program->recursive || arg.bytes <= MAX_RECURSIVE_BYTES;
        arg.source = fits ? SLOT_FRAME : SLOT_HEAP;
    } else if (object->loops_only) {
        arg.bytes = PIECES_BYTES;
        arg.source = several && !g->program->recursive ? SLOT_PIECES : SLOT_HEAP;
    } else if (is_handed_out(object) && (object->loop == 0 || several) && !g->program->recursive) {
        arg.source = SLOT_PARAM;
    }
    return arg;
}

// When a call was looked at twice, both answers must agree.
static void settle_uses(Graph *g) {
    for (int i = 0; i < g->slot_uses.len; i++) {
        const GraphSlotUse *use = &g->slot_uses.items[i];
        SlotArgument *arg = &use->call->callee.args[use->index];
        SlotArgument now = argument_of_use(g, use);
        bool differs = use->call->used[use->index] && arg->source != now.source;
        *arg = differs ? (SlotArgument){.source = SLOT_HEAP, .path = now.path} : now;
        use->call->used[use->index] = true;
    }
}

// A slot of the caller's own, for what it hands on.
static void use_param(Graph *g, const GraphSlotUse *use, SlotArgument *arg) {
    GraphObject *object = &g->objects.items[use->object];
    const FuncSlot *callee = use_slot(g, use);
    FuncSlot slot = {.site = callee->site, .via = use->call, .via_index = use->index};
    slot.pieces = callee->pieces || (object->loop && !escape_mutant("slot-pieces"));
    arg->param = add_slot(g, slot) - 1;
    arg->source = arg->param < 0 ? SLOT_HEAP : SLOT_PARAM;
}

static void pass_on(Graph *g) {
    int64_t frame = 0;
    for (int i = 0; i < g->slot_uses.len; i++) {
        const GraphSlotUse *use = &g->slot_uses.items[i];
        SlotArgument *arg = &use->call->callee.args[use->index];
        bool first = use->call->used[use->index];
        bool own = arg->source == SLOT_FRAME || arg->source == SLOT_PIECES;
        if (first && own && frame + arg->bytes > MAX_FRAME_BYTES) {
            arg->source = SLOT_HEAP;
        } else if (first && own) {
            frame += arg->bytes;
        } else if (first && arg->source == SLOT_PARAM) {
            use_param(g, use, arg);
        }
        if (first && arg->source == SLOT_PIECES) {
            const Stmt *restart = g->objects.items[use->object].restart;
            pieces_restart(g->result, restart, (PiecesBuffer){arg, arg->bytes});
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

static CallSlots *find_record(const CallSlotsList *list, const SlotCallee *callee) {
    for (int i = 0; i < list->len; i++) {
        const SlotCallee *known = &list->items[i]->callee;
        if (known->func == callee->func && known->reach == callee->reach && known->boxed == callee->boxed) {
            return list->items[i];
        }
    }
    return NULL;
}

static CallSlots *new_record(Graph *g, const Expr *call, CallSlotsList *list, const SlotCallee *callee,
                             FuncSlots *slots) {
    Arena *arena = g->result->arena;
    CallSlots *record = ARENA_NEW(arena, CallSlots);
    *record = (CallSlots){.caller = g->func, .call = call, .callee = *callee, .count = slots->items.len};
    record->callee.args = ARENA_NEW_N(arena, SlotArgument, record->count);
    record->used = ARENA_NEW_N(arena, bool, record->count);
    VEC_PUSH(arena, list, record);
    VEC_PUSH(arena, &slots->calls, record);
    return record;
}

static CallSlotsList *records_of(Graph *g, const Expr *call) {
    EscapeResult *r = g->result;
    CallSlotsList *list = table_get(&r->call_slots, call);
    if (!list) {
        list = ARENA_NEW(r->arena, CallSlotsList);
        table_set(r->arena, &r->call_slots, call, list);
    }
    return list;
}

void graph_slot_forget(const Graph *g, const Expr *call) {
    const CallSlotsList *list = table_get(&g->result->call_slots, call);
    for (int i = 0; list && i < list->len; i++) {
        for (int k = 0; k < list->items[i]->count; k++) {
            list->items[i]->callee.args[k].source = SLOT_HEAP;
        }
    }
}

CallSlots *graph_slot_call(Graph *g, const Expr *call, SlotCallee callee) {
    FuncSlots *slots = slots_of(g->result, callee.func);
    if (!slots || slots->items.len == 0) {
        return NULL;
    }
    CallSlotsList *list = records_of(g, call);
    CallSlots *record = find_record(list, &callee);
    if (!record && list->len == MAX_CALLEES) {
        graph_slot_nil(g->result, callee.func);
        return NULL;
    }
    return record ? record : new_record(g, call, list, &callee, slots);
}

void graph_slot_object(Graph *g, CallSlots *call, int slot, int object) {
    if (slot > 0) {
        GraphSlotUse use = {.call = call, .index = slot - 1, .object = object};
        VEC_PUSH(g->arena, &g->slot_uses, use);
        if (object != NO_OBJECT) {
            g->objects.items[object].slot_use = true;
        }
    }
}
