// The connection graph: result slots. An object that leaves its function only towards the caller (by a
// result, or by a store through a parameter) need not be on the heap when it dies in the caller: the caller
// passes memory of its own frame for it. The object of a call may leave the caller in the same way; then the
// caller passes on what it was given.
//
// When it is safe:
// - The site, or the call, runs at most once per activation: it is in no loop. So one slot never holds two
//   objects of one activation. In a loop the slot is a buffer, of which each object takes a piece (pieces.c);
//   so is that of an append, which may make several arrays, and in recursion (graph_slot_group.c).
// - What the object points to leaves with it: it is in the same summary, and never in the callee's frame.
// - In the caller the object is one of its own: made by the call, with the contents that the summary says.
//   The verdict on it is that on any object of the caller, loops included.
// - A call through a function value or an interface gives slots to those callees that were found while the
//   graph was solved. The code at run time tells which of them it is; any other gets nil.
// - The calls of go and defer pass nil.
#include "escape/graph_slot.h"
#include "escape/mutant.h"

enum {
    MAX_CALLEES = 24,         // of a call
    MAX_RECURSIVE_BYTES = 64, // in the frame of a recursive function, which may be there a million times
    MAX_FRAME_BYTES = 16384,  // of all slots of a frame
};

bool slot_is_possible(EscapeResult *r, int site) {
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

bool slot_may_be_several(EscapeResult *r, int site, int64_t bytes) {
    return site_decision(r, site)->hybrid || bytes <= MAX_PIECE;
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
        if (!is_handed_out(object) ||
            (object->loop && !slot_may_be_several(g->result, object->site, bytes))) {
            site_verdict(g->result, object->site)->slot_barred = true;
        }
    }
}

static void own_slots(Graph *g) {
    bar_slots(g);
    for (int i = 0; i < g->objects.len; i++) {
        GraphObject *object = &g->objects.items[i];
        if (!object->site || site_verdict(g->result, object->site)->slot_barred ||
            !slot_is_possible(g->result, object->site)) {
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

// What the call must give where several objects come through a slot for several: the object that lives
// longest decides.
static SlotArgument longest(SlotArgument a, SlotArgument b) {
    if (a.source == SLOT_HEAP || b.source == SLOT_HEAP) {
        return a.source == SLOT_HEAP && !escape_mutant("slot-longest") ? a : b;
    }
    return a.source > b.source && !escape_mutant("slot-longest") ? a : b;
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
    bool several = slot->pieces || slot_may_be_several(g->result, slot->site, site->object_size);
    if (!object->leaves || escape_mutant("slot-caller")) {
        bool shared = slots_of(g->result, use->call->callee.func)->shared;
        bool one = !slot->pieces || (site->kind == SITE_APPEND && !shared);
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

// A call that was looked at twice, or a callee of a recursive group, has several objects for one slot.
static void settle_uses(Graph *g) {
    for (int i = 0; i < g->slot_uses.len; i++) {
        const GraphSlotUse *use = &g->slot_uses.items[i];
        SlotArgument *arg = &use->call->callee.args[use->index];
        SlotUsed *used = &use->call->used[use->index];
        SlotArgument now = argument_of_use(g, use);
        const Stmt *restart = use->object == NO_OBJECT ? NULL : g->objects.items[use->object].restart;
        if (!used->seen) {
            *used = (SlotUsed){true, restart};
            *arg = now;
            continue;
        }
        bool both = arg->source == SLOT_PIECES && now.source == SLOT_PIECES;
        if (now.source == SLOT_PIECES) {
            used->restart = both && used->restart != restart ? NULL : restart;
        }
        bool agree = arg->source == now.source || use_slot(g, use)->pieces;
        *arg = agree ? longest(*arg, now) : (SlotArgument){.source = SLOT_HEAP, .path = now.path};
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

// An argument of `call` that is a buffer for objects that live as long as those of `wanted`; NULL: none is.
static const SlotArgument *like_argument(const Graph *g, const CallSlots *call, const CallSlots *wanted,
                                         int index) {
    const FuncSlots *slots = slots_of(g->result, call->callee.func);
    const SlotArgument *arg = &wanted->callee.args[index];
    for (int i = 0; i < call->count; i++) {
        const SlotArgument *other = &call->callee.args[i];
        bool buffer = arg->source == SLOT_PIECES || slots->items.items[i].pieces;
        bool equal = other->source == arg->source && call->used[i].restart == wanted->used[index].restart;
        if (other != arg && buffer && other->owner && (equal || escape_mutant("slot-share"))) {
            return other;
        }
    }
    return NULL;
}

// The same, of all callees that the call may have: only one of them is called at a time.
static const SlotArgument *like_argument_of_any(const Graph *g, const CallSlots *wanted, int index) {
    const SlotArgument *found = NULL;
    bool buffer = wanted->callee.args[index].source == SLOT_PIECES ||
                  slots_of(g->result, wanted->callee.func)->items.items[index].pieces;
    for (int i = 0; buffer && !found && i < g->slot_calls.len; i++) {
        const CallSlots *call = g->slot_calls.items[i];
        found = call->call == wanted->call ? like_argument(g, call, wanted, index) : NULL;
    }
    return found;
}

// Takes memory of the frame for the argument, or shares it where that becomes scarce; false: there is none.
// `frame`: bytes that are taken.
static bool take_memory(Graph *g, CallSlots *call, int index, int64_t *frame) {
    SlotArgument *arg = &call->callee.args[index];
    arg->owner = NULL;
    bool scarce = *frame + arg->bytes > MAX_FRAME_BYTES / 2;
    const SlotArgument *like = scarce ? like_argument_of_any(g, call, index) : NULL;
    if (like) {
        arg->owner = like->owner;
        arg->bytes = like->bytes;
    } else if (*frame + arg->bytes <= MAX_FRAME_BYTES) {
        *frame += arg->bytes;
        arg->owner = arg;
        if (arg->source == SLOT_PIECES) {
            pieces_restart(g->result, call->used[index].restart, (PiecesBuffer){arg, arg->bytes});
        }
    }
    return arg->owner;
}

static void pass_on(Graph *g, int64_t *frame) {
    for (int i = 0; i < g->slot_uses.len; i++) {
        const GraphSlotUse *use = &g->slot_uses.items[i];
        SlotArgument *arg = &use->call->callee.args[use->index];
        SlotUsed *used = &use->call->used[use->index];
        bool first = used->seen;
        bool own = arg->source == SLOT_FRAME || arg->source == SLOT_PIECES;
        if (first && own && !take_memory(g, use->call, use->index, frame)) {
            arg->source = SLOT_HEAP;
        } else if (first && arg->source == SLOT_PARAM) {
            use_param(g, use, arg);
        }
        used->seen = false;
        if (arg->source == SLOT_PARAM) {
            g->objects.items[use->object].slot = arg->param + 1;
        }
    }
}

static bool is_in_summary(const Summary *summary, int slot) {
    for (int i = 0; i < summary->effects.len; i++) {
        const Effect *effect = &summary->effects.items[i];
        if (effect->kind == EFFECT_ALLOCATE && effect->object->slot == slot + 1) {
            return !escape_mutant("slot-unseen");
        }
    }
    return false;
}

// What a recursive group makes and keeps among its members is dead when the call returns.
static void give_unseen(Graph *g, CallSlots *call, int64_t *frame) {
    const FuncSlots *slots = slots_of(g->result, call->callee.func);
    const Summary *summary = table_get(&g->result->summaries, call->callee.func);
    for (int i = 0; slots->shared && i < call->count; i++) {
        SlotArgument *arg = &call->callee.args[i];
        if (arg->source == SLOT_HEAP && slots_has_use(slots, call->callee.func, i) &&
            !is_in_summary(summary, i)) {
            *arg = (SlotArgument){.source = SLOT_FRAME, .bytes = PIECES_BYTES};
            arg->source = take_memory(g, call, i, frame) ? SLOT_FRAME : SLOT_HEAP;
        }
    }
}

void graph_slots(Graph *g) {
    int64_t frame = 0;
    settle_uses(g);
    if (g->program->recursive) {
        slot_group_note(g);
    } else {
        own_slots(g);
    }
    pass_on(g, &frame);
    for (int i = 0; i < g->slot_calls.len && !g->program->recursive; i++) {
        give_unseen(g, g->slot_calls.items[i], &frame);
    }
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
                             const FuncSlots *slots) {
    Arena *arena = g->result->arena;
    CallSlots *record = ARENA_NEW(arena, CallSlots);
    *record = (CallSlots){.caller = g->func, .call = call, .callee = *callee, .count = slots->items.len};
    record->callee.args = ARENA_NEW_N(arena, SlotArgument, record->count);
    record->used = ARENA_NEW_N(arena, SlotUsed, record->count);
    VEC_PUSH(arena, list, record);
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
    bool in_group = slots && slots->shared && slots == slots_of(g->result, g->func);
    if (!slots || (slots->items.len == 0 && !in_group)) {
        return NULL;
    }
    CallSlotsList *list = records_of(g, call);
    CallSlots *record = find_record(list, &callee);
    if (!record && list->len == MAX_CALLEES) {
        graph_slot_nil(g->result, callee.func);
        return NULL;
    }
    if (!record) {
        record = new_record(g, call, list, &callee, slots);
        if (!in_group) {
            VEC_PUSH(g->result->arena, &slots->calls, record);
        }
    }
    VEC_PUSH(g->arena, &g->slot_calls, record);
    return record;
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
