// Private to escape: the records of result slots, which graph_slot.c makes and graph_slot_given.c evaluates.
#ifndef MINIC_ESCAPE_GRAPH_SLOT_H
#define MINIC_ESCAPE_GRAPH_SLOT_H

#include "escape/graph.h"

// What the calls of a function give for one of its slots, from best to worst.
typedef enum { GIVEN_UNKNOWN, ALWAYS_GIVEN, GIVEN_IN_PIECES, SOMETIMES_NIL } SlotGiven;

// What the uses of a slot that were seen have in common.
typedef struct SlotUsed {
    bool seen;
    const Stmt *restart; // of the buffer; NULL: of none
} SlotUsed;

typedef struct FuncSlot {
    int site;       // whose object it is
    CallSlots *via; // the call that it is passed on to; NULL: the site is the function's own
    int via_index;
    bool pieces;      // for several objects
    SlotGiven always; // GIVEN_UNKNOWN until it is asked for
} FuncSlot;

enum {
    MAX_SLOTS = 16,        // of a function
    MAX_SLOT_BYTES = 2048, // a larger object does not mind the heap
};

// The members of a recursive group share theirs.
typedef struct FuncSlots {
    VEC(FuncSlot) items;
    VEC(CallSlots *) calls; // from outside of the group
    bool called_otherwise;  // by code that passes nil
    bool shared;
    Table needs; // shared: Func -> set of the slots that it or a member that it calls uses, as bits
} FuncSlots;

// What a call gives to one of its callees.
struct CallSlots {
    const Func *caller;
    const Expr *call;
    SlotCallee callee;
    SlotUsed *used; // while a function is decided
    int count;
};

typedef VEC(CallSlots *) CallSlotsList; // of one call

// NULL: the function has no record.
static inline FuncSlots *slots_of(const EscapeResult *r, const Func *func) {
    return table_get(&r->slots, func);
}

FuncSlots *slots_need(EscapeResult *r, const Func *func); // made when it is not there

// Does the function, or one of its recursive group that it calls, use its slot `index`?
static inline bool slots_has_use(const FuncSlots *slots, const Func *func, int index) {
    return !slots->shared || ((uintptr_t)table_get(&slots->needs, func) >> index & 1);
}

// Of what has a size known only at run time, the slot is a buffer, used where it suffices.
static inline int64_t slot_bytes(const Decision *decision) {
    return decision->object_size ? decision->object_size : decision->large_buffer;
}

// graph_slot.c
bool slot_is_possible(EscapeResult *r, int site); // as far as the site itself is concerned
// May there be several at a time, in pieces? `bytes`: of one.
bool slot_may_be_several(EscapeResult *r, int site, int64_t bytes);
// graph_slot_group.c: notes what the function of a recursive group could do with slots.
void slot_group_note(Graph *g);

#endif
