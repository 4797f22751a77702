// Private to escape: the records of result slots, which graph_slot.c makes and graph_slot_given.c evaluates.
#ifndef MINIC_ESCAPE_GRAPH_SLOT_H
#define MINIC_ESCAPE_GRAPH_SLOT_H

#include "escape/graph.h"

// What the calls of a function give for one of its slots, from best to worst.
typedef enum { GIVEN_UNKNOWN, ALWAYS_GIVEN, GIVEN_IN_PIECES, SOMETIMES_NIL } SlotGiven;

typedef struct FuncSlot {
    int site;       // whose object it is
    CallSlots *via; // the call that it is passed on to; NULL: the site is the function's own
    int via_index;
    bool pieces;      // for several objects
    SlotGiven always; // GIVEN_UNKNOWN until it is asked for
} FuncSlot;

typedef struct FuncSlots {
    VEC(FuncSlot) items;
    VEC(CallSlots *) calls;
    bool called_otherwise; // by code that passes nil
} FuncSlots;

// What a call gives to one of its callees.
struct CallSlots {
    const Func *caller;
    const Expr *call;
    SlotCallee callee;
    bool *used; // while a function is decided: a use of this slot was seen
    int count;
};

typedef VEC(CallSlots *) CallSlotsList; // of one call

// NULL: the function has no record.
static inline FuncSlots *slots_of(const EscapeResult *r, const Func *func) {
    return table_get(&r->slots, func);
}

FuncSlots *slots_need(EscapeResult *r, const Func *func); // made when it is not there

#endif
