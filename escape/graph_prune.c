// The connection graph: what a summary says of objects that nothing happens to is left out. Most functions
// only read what they are given, and a call of one then costs nothing.
#include "escape/graph.h"

// A value, whose number is negative still, has effects of its own that say what is in it.
static void need_pointee(const Effect *e, bool *needed) {
    if (e->b >= 0) {
        needed[e->b] = true;
    }
}

// Which objects an effect is about; those that are only found, loaded or made come later, if they are needed.
static void need(const Effect *e, bool *needed) {
    switch (e->kind) {
    case EFFECT_STORE:
        needed[e->a] = true;
        need_pointee(e, needed);
        break;
    case EFFECT_VALUE:
    case EFFECT_RESULT: need_pointee(e, needed); break;
    case EFFECT_STORE_GLOBAL:
    case EFFECT_ESCAPE: needed[e->a] = true; break;
    case EFFECT_INPUT:
    case EFFECT_LOAD:
    case EFFECT_LOAD_ALL:
    case EFFECT_ALLOCATE:
    case EFFECT_RESULT_GLOBAL: break;
    }
}

static bool is_needed(const Effect *e, const bool *needed) {
    switch (e->kind) {
    case EFFECT_INPUT:
    case EFFECT_LOAD_ALL:
    case EFFECT_ALLOCATE: return needed[e->a];
    case EFFECT_LOAD: return needed[e->b];
    case EFFECT_VALUE:
    case EFFECT_STORE:
    case EFFECT_STORE_GLOBAL:
    case EFFECT_RESULT:
    case EFFECT_RESULT_GLOBAL:
    case EFFECT_ESCAPE: break;
    }
    return true;
}

static void renumber(Effect *e, const int *numbers) {
    bool a_is_object = e->kind != EFFECT_RESULT && e->kind != EFFECT_RESULT_GLOBAL && e->a >= 0;
    bool b_is_object = e->kind == EFFECT_LOAD || e->kind == EFFECT_STORE || e->kind == EFFECT_RESULT ||
                       e->kind == EFFECT_VALUE;
    e->a = a_is_object ? numbers[e->a] : e->a;
    e->b = b_is_object && e->b >= 0 ? numbers[e->b] : e->b;
}

void summary_prune(Summary *summary, Arena *arena) {
    bool *needed = ARENA_NEW_N(arena, bool, summary->object_count + 1);
    Effect *effects = summary->effects.items;
    int count = summary->effects.len;
    for (int i = 0; i < count; i++) {
        need(&effects[i], needed);
    }
    // Going back finds the way to each object, but for the few that are found through a later one.
    for (bool changed = true; changed;) {
        changed = false;
        for (int i = count - 1; i >= 0; i--) {
            if (effects[i].kind == EFFECT_LOAD && needed[effects[i].b] && !needed[effects[i].a]) {
                needed[effects[i].a] = changed = true;
            }
        }
    }
    int *numbers = ARENA_NEW_N(arena, int, summary->object_count + 1);
    int objects = 0;
    for (int i = 0; i < summary->object_count; i++) {
        numbers[i] = needed[i] ? objects++ : 0;
    }
    int kept = 0;
    for (int i = 0; i < count; i++) {
        if (is_needed(&effects[i], needed)) {
            renumber(&effects[i], numbers);
            effects[kept++] = effects[i];
        }
    }
    summary->effects.len = kept;
    summary->object_count = objects;
}
