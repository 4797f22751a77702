// Whether a function keeps what an input points to: read off its summary. It does when the heap, a result, or
// memory that the input does not reach comes to hold a pointer to something that the input reaches.
#include "escape/graph.h"

// The objects of the summary that input `input` reaches when the function is called, and the values that may
// be pointers to them; by number.
static bool *reached_by_input(const Summary *summary, int input, Arena *arena) {
    bool *reached = ARENA_NEW_N(arena, bool, summary->object_count + summary->value_count + 1);
    for (bool changed = true; changed;) {
        changed = false;
        for (int i = 0; i < summary->effects.len; i++) {
            const Effect *e = &summary->effects.items[i];
            int found = -1;
            if (e->kind == EFFECT_INPUT && e->b == input) {
                found = e->a;
            } else if (e->kind == EFFECT_LOAD && reached[e->a]) {
                found = e->b;
            }
            if (found >= 0 && !reached[found]) {
                reached[found] = changed = true;
            }
        }
    }
    for (int i = 0; i < summary->effects.len; i++) {
        const Effect *e = &summary->effects.items[i];
        if (e->kind == EFFECT_VALUE && reached[e->b]) {
            reached[e->a] = true;
        }
    }
    return reached;
}

static bool effect_keeps(const Effect *e, const bool *reached) {
    switch (e->kind) {
    case EFFECT_ESCAPE: return reached[e->a];
    case EFFECT_STORE: return reached[e->b] && !reached[e->a];
    case EFFECT_RESULT: return reached[e->b];
    case EFFECT_INPUT:
    case EFFECT_LOAD:
    case EFFECT_LOAD_ALL:
    case EFFECT_ALLOCATE:
    case EFFECT_VALUE:
    case EFFECT_STORE_GLOBAL:
    case EFFECT_RESULT_GLOBAL: break;
    }
    return false;
}

bool graph_keeps_input(const EscapeResult *r, const Func *func, int input) {
    const Summary *summary = table_get(&r->summaries, func);
    if (!summary || summary->unknown) {
        return true;
    }
    Arena *arena = arena_create();
    const bool *reached = reached_by_input(summary, input, arena);
    bool keeps = false;
    for (int i = 0; i < summary->effects.len && !keeps; i++) {
        keeps = effect_keeps(&summary->effects.items[i], reached);
    }
    arena_destroy(arena);
    return keeps;
}
