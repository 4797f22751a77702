// The connection graph: which slots every call gives, once all graphs are solved, and what codegen asks about
// slots. That a slot is always given decides only what the reports say: the code of the function looks
// whether it was given one.
#include "escape/graph_slot.h"
#include "escape/mutant.h"

FuncSlots *slots_need(EscapeResult *r, const Func *func) {
    FuncSlots *slots = slots_of(r, func);
    if (!slots) {
        slots = ARENA_NEW(r->arena, FuncSlots);
        table_set(r->arena, &r->slots, func, slots);
    }
    return slots;
}

void graph_slot_nil(EscapeResult *r, const Func *callee) {
    if (callee && !escape_mutant("slot-otherwise")) {
        slots_need(r, callee)->called_otherwise = true;
    }
}

static void nil_bound(EscapeResult *r, const BoundList *bound) {
    for (int i = 0; i < bound->len; i++) {
        const Expr *selector = bound->items[i];
        if (selector->selector.kind == SELECT_METHOD) {
            graph_slot_nil(r, selector->selector.object->func.func);
        }
    }
}

static void nil_values(EscapeResult *r, const FuncList *values) {
    for (int i = 0; i < values->len; i++) {
        graph_slot_nil(r, values->items[i]);
    }
}

// The methods of the types that have one of the names, or all when `names` is NULL.
static void nil_methods(EscapeResult *r, const TypeList *types, const char *names) {
    for (int i = 0; i < types->len; i++) {
        int count = 0;
        const MethodEntry *entries = type_method_set(r->program->types, types->items[i], &count);
        for (int k = 0; k < count; k++) {
            bool meant = !names || graph_method_named(names, entries[k].name);
            graph_slot_nil(r, meant && entries[k].method ? entries[k].method->func.func : NULL);
        }
    }
}

void graph_slot_nil_any(GraphProgram *p, const Type *type, const Name *method) {
    if (method) {
        nil_methods(p->result, graph_boxed_with(p, method), method->text);
    } else {
        nil_values(p->result, graph_values_of_type(p, type));
        nil_bound(p->result, graph_bound_of_type(p, type));
    }
}

// The worst of what the calls give.
static SlotGiven always_given(EscapeResult *r, const Func *func, int index) {
    FuncSlots *slots = slots_of(r, func);
    FuncSlot *slot = &slots->items.items[index];
    if (slot->always != GIVEN_UNKNOWN) {
        return slot->always;
    }
    SlotGiven given = slots->called_otherwise || slots->calls.len == 0 ? SOMETIMES_NIL
                      : slot->pieces                                   ? GIVEN_IN_PIECES
                                                                       : ALWAYS_GIVEN;
    for (int i = 0; given != SOMETIMES_NIL && i < slots->calls.len; i++) {
        const CallSlots *call = slots->calls.items[i];
        const SlotArgument *arg = &call->callee.args[index];
        if (!slots_has_use(slots, call->callee.func, index)) {
            continue;
        }
        SlotGiven now = SOMETIMES_NIL;
        switch (arg->source) {
        case SLOT_HEAP: break;
        case SLOT_FRAME: now = ALWAYS_GIVEN; break;
        case SLOT_PIECES: now = GIVEN_IN_PIECES; break;
        case SLOT_PARAM: now = always_given(r, call->caller, arg->param); break;
        }
        if (now > given) {
            given = now;
        }
    }
    slot->always = given;
    return given;
}

void graph_slots_finish(GraphProgram *p) {
    EscapeResult *r = p->result;
    if (p->calls_unseen) {
        nil_values(r, &p->values);
        nil_bound(r, &p->bound);
        nil_methods(r, &p->boxed, NULL);
    } else if (p->panics) {
        nil_methods(r, &p->boxed, "Error String");
    }
    for (int site = 1; site <= r->sites.len; site++) {
        const Decision *decision = site_decision(r, site);
        if (decision->slot && !p->open) {
            SlotGiven given = always_given(r, decision->func, decision->slot - 1);
            site_verdict(r, site)->slot_always = given != SOMETIMES_NIL;
            site_verdict(r, site)->slot_runs_out = given == GIVEN_IN_PIECES;
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

bool escape_slot_in_pieces(const EscapeResult *result, const Func *func, int index) {
    return slots_of(result, func)->items.items[index].pieces;
}

static bool gives_any(const CallSlots *record) {
    bool any = false;
    for (int i = 0; i < record->count; i++) {
        any |= record->callee.args[i].source != SLOT_HEAP;
    }
    return any;
}

const SlotCallee *escape_slot_callee(const EscapeResult *result, const Expr *call, const Func *caller,
                                     int index) {
    const CallSlotsList *list = table_get(&result->call_slots, call);
    for (int i = 0; list && i < list->len; i++) {
        const CallSlots *record = list->items[i];
        if (record->caller == caller && gives_any(record) && index-- == 0) {
            return &record->callee;
        }
    }
    return NULL;
}
