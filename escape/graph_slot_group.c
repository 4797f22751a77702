// The connection graph: result slots in recursion. An object that is made anywhere in a recursive group and
// leaves towards the caller comes, activation by activation, to the call from outside of the group, or dies
// on the way. So it may lie in a buffer that this call gives, and that the members hand down unchanged: each
// object takes a piece, and when the buffer is used up, the heap serves (pieces.c).
//
// - The members share their slots: there is one for each origin of objects, a site of the group or of a
//   callee outside. A call between members passes on what its caller was given.
// - No piece is given twice while the call from outside runs. So it does not matter how many activations
//   there are at a time, how often a site runs in each, nor in which of them an object dies.
// - What matters is that none outlives the caller outside. It sees them in its own graph, as those of any
//   call. Those that it does not see are dead when the call returns.
// - An object that is reached by the heap in the graph of one member never has a slot, in none. Nor has one
//   that a summary does not tell from others: what happens to it then is known of those alone.
#include "escape/graph_slot.h"
#include "escape/mutant.h"

// Something of a member that can use a slot: a site of its own, or a slot of a callee outside of the group.
typedef struct SlotUser {
    const void *origin; // of the objects
    int site;
    CallSlots *call; // NULL: a site of the member's own
    int index;       // of the callee's slot
} SlotUser;

typedef struct SlotMember {
    VEC(SlotUser) users;
    VEC(CallSlots *) calls; // of members
} SlotMember;

typedef struct SlotGroup {
    FuncSlots *slots;
    const void *origins[MAX_SLOTS];
    Table members; // Func -> SlotMember
    Table escaped; // the origins of objects that the heap reaches, or may for all we know -> themselves
} SlotGroup;

void graph_slot_group_begin(GraphProgram *p, const GraphGroup *group) {
    EscapeResult *r = p->result;
    SlotGroup *g = ARENA_NEW(r->arena, SlotGroup);
    g->slots = ARENA_NEW(r->arena, FuncSlots);
    g->slots->shared = true;
    for (int i = 0; i < group->funcs.len; i++) {
        const Func *func = group->funcs.items[i];
        const FuncSlots *before = slots_of(r, func);
        g->slots->called_otherwise |= before && before->called_otherwise;
        table_set(r->arena, &r->slots, func, g->slots);
        table_set(r->arena, &g->members, func, ARENA_NEW(r->arena, SlotMember));
    }
    p->slot_group = g;
}

static void note_escaped(Graph *g, SlotGroup *group) {
    for (int i = 0; i < g->objects.len; i++) {
        const GraphObject *object = &g->objects.items[i];
        if (object->global && object->origin && !escape_mutant("slot-group")) {
            table_set(g->result->arena, &group->escaped, object->origin, (void *)object->origin);
        }
    }
}

void graph_slot_bar(const Graph *g, int object) {
    SlotGroup *group = g->program->slot_group;
    const void *origin = g->objects.items[object].origin;
    if (group && origin) {
        table_set(g->result->arena, &group->escaped, origin, (void *)origin);
    }
}

static void note_sites(Graph *g, SlotMember *member) {
    EscapeResult *r = g->result;
    for (int i = 0; i < g->objects.len; i++) {
        const GraphObject *object = &g->objects.items[i];
        if (object->site && object->leaves && slot_is_possible(r, object->site) &&
            slot_may_be_several(r, object->site, slot_bytes(site_decision(r, object->site)))) {
            VEC_PUSH(r->arena, &member->users, ((SlotUser){.origin = object->origin, .site = object->site}));
        }
    }
}

static void note_calls(Graph *g, const SlotGroup *group, SlotMember *member) {
    EscapeResult *r = g->result;
    for (int i = 0; i < g->slot_uses.len; i++) {
        const GraphSlotUse *use = &g->slot_uses.items[i];
        const FuncSlot *slot = &slots_of(r, use->call->callee.func)->items.items[use->index];
        bool given = use->call->callee.args[use->index].source != SLOT_HEAP;
        if (!given && use->object != NO_OBJECT &&
            (slot->pieces || slot_may_be_several(r, slot->site, site_decision(r, slot->site)->object_size))) {
            SlotUser user = {g->objects.items[use->object].origin, slot->site, use->call, use->index};
            VEC_PUSH(r->arena, &member->users, user);
        }
    }
    for (int i = 0; i < g->slot_calls.len; i++) {
        if (slots_of(r, g->slot_calls.items[i]->callee.func) == group->slots) {
            VEC_PUSH(r->arena, &member->calls, g->slot_calls.items[i]);
        }
    }
}

void slot_group_note(Graph *g) {
    SlotGroup *group = g->program->slot_group;
    SlotMember *member = table_get(&group->members, g->func);
    *member = (SlotMember){0}; // of an earlier run
    note_escaped(g, group);
    note_sites(g, member);
    note_calls(g, group, member);
}

// The slot for objects of the user's origin, from 0; -1: there is none.
static int find_slot(EscapeResult *r, SlotGroup *group, const SlotUser *user) {
    FuncSlots *slots = group->slots;
    if (table_get(&group->escaped, user->origin)) {
        return -1;
    }
    for (int i = 0; i < slots->items.len; i++) {
        if (group->origins[i] == user->origin) {
            return i;
        }
    }
    if (slots->items.len == MAX_SLOTS) {
        return -1;
    }
    group->origins[slots->items.len] = user->origin;
    VEC_PUSH(r->arena, &slots->items, ((FuncSlot){.site = user->site, .pieces = true}));
    return slots->items.len - 1;
}

// True when there is one that it did not need before.
static bool add_needs(EscapeResult *r, FuncSlots *slots, const Func *func, uintptr_t needs) {
    uintptr_t old = (uintptr_t)table_get(&slots->needs, func);
    table_set(r->arena, &slots->needs, func, (void *)(old | needs));
    return (old | needs) != old;
}

static void use_slots(EscapeResult *r, SlotGroup *group, const Func *func) {
    const SlotMember *member = table_get(&group->members, func);
    for (int i = 0; i < member->users.len; i++) {
        const SlotUser *user = &member->users.items[i];
        int slot = find_slot(r, group, user);
        if (slot < 0) {
            continue;
        }
        add_needs(r, group->slots, func, (uintptr_t)1 << slot);
        if (user->call) {
            user->call->callee.args[user->index] = (SlotArgument){.source = SLOT_PARAM, .param = slot};
        } else {
            Decision *decision = site_decision(r, user->site);
            decision->slot = slot + 1;
            decision->object_size = slot_bytes(decision);
        }
    }
}

// What a member needs, those that call it need, too.
static bool spread_needs(EscapeResult *r, SlotGroup *group, const Func *func) {
    const SlotMember *member = table_get(&group->members, func);
    bool changed = false;
    for (int i = 0; i < member->calls.len; i++) {
        const Func *callee = member->calls.items[i]->callee.func;
        changed |= add_needs(r, group->slots, func, (uintptr_t)table_get(&group->slots->needs, callee));
    }
    return changed;
}

static void hand_down(EscapeResult *r, const SlotGroup *group, const Func *func) {
    const SlotMember *member = table_get(&group->members, func);
    int count = group->slots->items.len;
    for (int i = 0; i < member->calls.len; i++) {
        CallSlots *call = member->calls.items[i];
        call->count = count;
        call->callee.args = ARENA_NEW_N(r->arena, SlotArgument, count);
        for (int k = 0; k < count; k++) {
            bool needed = slots_has_use(group->slots, call->callee.func, k);
            call->callee.args[k] = (SlotArgument){.source = needed ? SLOT_PARAM : SLOT_HEAP, .param = k};
        }
    }
}

// A call that is found while a graph is solved does not look at a callee whose summary is empty, and gives it
// nothing.
static bool is_overlooked(GraphProgram *p, const Func *func, const Summary *summary) {
    bool indirect = func->literal || func->receiver || table_get(&p->is_value, func);
    return indirect && summary->effects.len == 0;
}

// Callers learn from the summary which of the objects that they see are in which slot.
static void tell_callers(GraphProgram *p, SlotGroup *group, const Func *func) {
    const Summary *summary = table_get(&p->result->summaries, func);
    for (int i = 0; summary && i < summary->effects.len; i++) {
        Effect *effect = &summary->effects.items[i];
        for (int k = 0; effect->kind == EFFECT_ALLOCATE && k < group->slots->items.len; k++) {
            if (group->origins[k] == effect->object->origin) {
                effect->object->slot = k + 1;
            }
        }
    }
    bool needs = table_get(&group->slots->needs, func) != NULL;
    group->slots->called_otherwise |= needs && summary && is_overlooked(p, func, summary);
}

// Of what a member does that was given up, the others do not know.
static bool is_known(const EscapeResult *r, const GraphGroup *group) {
    for (int i = 0; i < group->funcs.len; i++) {
        const Summary *summary = table_get(&r->summaries, group->funcs.items[i]);
        if (summary && summary->unknown) {
            return false;
        }
    }
    return true;
}

void graph_slot_group_end(GraphProgram *p, const GraphGroup *funcs) {
    EscapeResult *r = p->result;
    SlotGroup *group = p->slot_group;
    p->slot_group = NULL;
    if (!is_known(r, funcs)) {
        return;
    }
    for (int i = 0; i < funcs->funcs.len; i++) {
        use_slots(r, group, funcs->funcs.items[i]);
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (int i = 0; i < funcs->funcs.len; i++) {
            changed |= spread_needs(r, group, funcs->funcs.items[i]);
        }
    }
    for (int i = 0; i < funcs->funcs.len; i++) {
        hand_down(r, group, funcs->funcs.items[i]);
        tell_callers(p, group, funcs->funcs.items[i]);
    }
}
