// The connection graph: summaries. A function's effect on its callers is the part of its graph that its
// inputs and results reach: the phantoms, how they are found from the arguments, the objects that it
// allocates and hands out, and the pointers stored between them.
//
// Where everything may point to everything, as in the nodes of a tree, many leaves hold the same pointers.
// Such a set is one value of the summary, named by each leaf that holds it: so a summary has as many effects
// as it has leaves and pointers in sets, not their product, and so have the constraints that a call makes of
// it.
//
// A chain of constructors, each of which hands on what the one before made, would hand on more and more. Of
// what callees have made, the first MANY_OBJECTS are told apart, and further objects of one layout are one,
// as the objects of one site are.
//
// In a recursive group each function may hand on what all of them make. In a large one, none of these are
// told apart; in others, all.
#include "escape/graph.h"
#include "escape/mutant.h"
#include <stdlib.h>

enum {
    MAX_EFFECTS = 2000, // of a summary with more, callers expect the worst
    LARGE_GROUP = 100,  // of mutually recursive functions
    SET_BUCKETS = 64,
};

// A pointer to leaf `to` of the summary's object `object`.
typedef struct Pointee {
    int object, to;
} Pointee;

typedef VEC(Pointee) Pointees;

// A set that leaves share.
typedef struct ValueSet {
    Pointees pointees; // sorted
    int value;
    struct ValueSet *next; // of those with the same hash
} ValueSet;

typedef struct {
    Graph *g;
    Summary *summary;
    int *numbers; // of objects; -1: not part of it
    VEC(int) queue;
    VEC(int) merged; // objects that stand for all callees' objects of their layout
    ValueSet *sets[SET_BUCKETS];
    Pointees found; // of the leaf that is looked at
    bool heap;      // ... which may hold node 0, too
} Extractor;

static void add_effect(Extractor *x, Effect effect) {
    VEC_PUSH(x->g->arena, &x->summary->effects, effect);
}

static const Layout *copy_layout(Extractor *x, const GraphObject *object) {
    Arena *arena = x->g->result->arena;
    Layout *layout = ARENA_NEW(arena, Layout);
    layout->count = object->count;
    layout->types = ARENA_NEW_N(arena, const Type *, object->count);
    layout->collapsed_leaf = ARENA_NEW_N(arena, bool, object->count);
    for (int i = 0; i < object->count; i++) {
        const GraphNode *node = &x->g->nodes.items[object->first + i];
        layout->types[i] = node->type;
        layout->collapsed_leaf[i] = node->collapsed;
    }
    return layout;
}

static bool is_alike(const Graph *g, const GraphObject *a, const GraphObject *b) {
    bool alike = a->kind == b->kind && a->type == b->type && a->func == b->func && a->name == b->name &&
                 a->count == b->count && a->global == b->global;
    for (int i = 0; alike && i < a->count; i++) {
        const GraphNode *x = &g->nodes.items[a->first + i];
        const GraphNode *y = &g->nodes.items[b->first + i];
        alike = x->type == y->type && x->collapsed == y->collapsed;
    }
    return alike;
}

// The object that this one is one with; NO_OBJECT: none so far.
static int merged_with(Extractor *x, int object) {
    const GraphObject *o = &x->g->objects.items[object];
    const GraphProgram *p = x->g->program;
    bool many = p->recursive ? p->group_size > LARGE_GROUP : x->summary->object_count >= MANY_OBJECTS;
    if (!o->foreign || o->slot || !many) {
        return NO_OBJECT;
    }
    for (int i = 0; i < x->merged.len; i++) {
        if (is_alike(x->g, o, &x->g->objects.items[x->merged.items[i]])) {
            graph_slot_bar(x->g, object);
            graph_slot_bar(x->g, x->merged.items[i]);
            return x->merged.items[i];
        }
    }
    VEC_PUSH(x->g->arena, &x->merged, object);
    return NO_OBJECT;
}

// Makes an object part of the summary; returns its number.
static int include(Extractor *x, int object) {
    if (x->numbers[object] >= 0) {
        return x->numbers[object];
    }
    VEC_PUSH(x->g->arena, &x->queue, object);
    int with = merged_with(x, object);
    if (with != NO_OBJECT) {
        return x->numbers[object] = x->numbers[with];
    }
    int number = x->summary->object_count++;
    x->numbers[object] = number;
    const GraphObject *o = &x->g->objects.items[object];
    if (o->kind != OBJECT_PHANTOM) {
        GraphObject *copy = ARENA_NEW(x->g->result->arena, GraphObject);
        *copy = *o;
        add_effect(
            x, (Effect){.kind = EFFECT_ALLOCATE, .a = number, .object = copy, .layout = copy_layout(x, o)});
    } else if (o->opaque) {
        add_effect(x, (Effect){.kind = EFFECT_LOAD_ALL, .a = number});
    }
    return number;
}

static void find_pointee(Extractor *x, int target) {
    int to = x->g->nodes.items[target].object;
    const GraphObject *t = &x->g->objects.items[to];
    if (t->global && t->kind != OBJECT_PHANTOM) {
        x->heap = true;
        return;
    }
    Pointee pointee = {include(x, to), target - t->first};
    VEC_PUSH(x->g->arena, &x->found, pointee);
}

static int compare_pointees(const void *a, const void *b) {
    const Pointee *x = a;
    const Pointee *y = b;
    return x->object != y->object ? (x->object > y->object) - (x->object < y->object) : x->to - y->to;
}

static uint64_t hash_pointees(const Pointees *p) {
    uint64_t hash = 0;
    for (int i = 0; i < p->len; i++) {
        hash =
            (hash + (uint64_t)p->items[i].object * 64 + (uint64_t)p->items[i].to + 1) * 0x9E3779B97F4A7C15u;
    }
    return hash >> 32;
}

// The value that stands for what was found. Values are numbered from -1 down until all objects are known.
static int value_of(Extractor *x) {
    Pointees *found = &x->found;
    qsort(found->items, (size_t)found->len, sizeof *found->items, compare_pointees);
    ValueSet **bucket = &x->sets[hash_pointees(found) % SET_BUCKETS];
    for (ValueSet *set = *bucket; set; set = set->next) {
        if (set->pointees.len == found->len &&
            memcmp(set->pointees.items, found->items, (size_t)found->len * sizeof *found->items) == 0) {
            return set->value;
        }
    }
    ValueSet *set = ARENA_NEW(x->g->arena, ValueSet);
    *set = (ValueSet){.pointees = *found, .value = -++x->summary->value_count, .next = *bucket};
    *bucket = set;
    for (int i = 0; i < found->len; i++) {
        add_effect(x, (Effect){.kind = EFFECT_VALUE,
                               .a = set->value,
                               .b = found->items[i].object,
                               .to = found->items[i].to});
    }
    *found = (Pointees){0};
    return set->value;
}

// A leaf or a result holds what was found.
static void hold(Extractor *x, Effect effect, EffectKind global) {
    if (x->heap) {
        effect.kind = global;
        add_effect(x, effect);
    }
    if (x->found.len == 0) {
        return;
    }
    effect.kind = global == EFFECT_STORE_GLOBAL ? EFFECT_STORE : EFFECT_RESULT;
    effect.b = x->found.items[0].object;
    effect.to = x->found.items[0].to;
    if (x->found.len > 1) {
        effect.b = value_of(x);
        effect.to = 0;
    }
    add_effect(x, effect);
}

static void leaf_effects(Extractor *x, int object, int leaf) {
    const Graph *g = x->g;
    const GraphObject *o = &g->objects.items[object];
    const GraphNode *node = &g->nodes.items[leaf];
    x->found.len = 0;
    x->heap = false;
    for (int i = 0; i < node->targets.len; i++) {
        int target = node->targets.items[i];
        int to = g->nodes.items[target].object;
        bool phantom = o->kind == OBJECT_PHANTOM;
        bool initial = phantom && (node->phantom == to || to == object) &&
                       (!node->stored || escape_mutant("phantom-store"));
        bool alias = !phantom && g->args_object && to == g->args_object;
        if (!initial && !alias) {
            find_pointee(x, target);
        }
    }
    hold(x, (Effect){.a = x->numbers[object], .offset = o->opaque ? -1 : leaf - o->first},
         EFFECT_STORE_GLOBAL);
}

static int input_of(const Graph *g, int node, int *offset) {
    for (int i = 0; i < g->inputs.len; i++) {
        const GraphInput *input = &g->inputs.items[i];
        if (node >= input->first && node < input->first + input->layout->count) {
            *offset = node - input->first;
            return i;
        }
    }
    return 0;
}

// How the phantoms are found; `args`: the one that stands for all that inputs reach, which is seldom needed.
static void link_effects(Extractor *x, bool args) {
    const Graph *g = x->g;
    for (int i = 0; i < g->links.len; i++) {
        const PhantomLink *link = &g->links.items[i];
        if ((g->args_object && link->object == g->args_object) != args) {
            continue;
        }
        Effect effect = {.kind = EFFECT_INPUT, .a = include(x, link->object)};
        if (link->input) {
            effect.b = input_of(g, link->node, &effect.offset);
        } else {
            int owner = g->nodes.items[link->node].object;
            effect.kind = EFFECT_LOAD;
            effect.b = effect.a;
            effect.a = include(x, owner);
            effect.offset = link->node - g->objects.items[owner].first;
        }
        add_effect(x, effect);
    }
}

static void result_effects(Extractor *x) {
    Graph *g = x->g;
    for (int r = 0; r < g->func->results.len; r++) {
        int first = graph_var_place(g, g->func->results.items[r]).node;
        int count = layout_of(g->program, g->func->results.items[r]->type)->count;
        for (int i = 0; i < count; i++) {
            const GraphNode *node = &g->nodes.items[first + i];
            x->found.len = 0;
            x->heap = false;
            for (int k = 0; k < node->targets.len; k++) {
                find_pointee(x, node->targets.items[k]);
            }
            hold(x, (Effect){.a = r, .offset = i}, EFFECT_RESULT_GLOBAL);
        }
    }
}

// Values are numbered after the objects.
static void number_values(Summary *summary) {
    for (int i = 0; i < summary->effects.len; i++) {
        Effect *e = &summary->effects.items[i];
        e->a = e->a < 0 ? summary->object_count - 1 - e->a : e->a;
        e->b = e->b < 0 ? summary->object_count - 1 - e->b : e->b;
    }
}

// Its effects were collected in the graph's arena.
static void keep(Summary *summary, Arena *arena) {
    Effect *effects = ARENA_NEW_N(arena, Effect, summary->effects.len + 1);
    for (int i = 0; i < summary->effects.len; i++) {
        effects[i] = summary->effects.items[i];
    }
    summary->effects.items = effects;
    summary->effects.cap = summary->effects.len + 1;
}

Summary *summary_extract(Graph *g) {
    Extractor x = {.g = g, .summary = ARENA_NEW(g->result->arena, Summary)};
    x.numbers = ARENA_NEW_N(g->arena, int, g->objects.len + 1);
    for (int i = 0; i < g->objects.len; i++) {
        x.numbers[i] = -1;
    }
    link_effects(&x, false);
    result_effects(&x);
    for (int i = 0; i < x.queue.len && x.summary->effects.len <= MAX_EFFECTS; i++) {
        int object = x.queue.items[i];
        const GraphObject *o = &g->objects.items[object];
        if (o->global) {
            add_effect(&x, (Effect){.kind = EFFECT_ESCAPE,
                                    .a = x.numbers[object],
                                    .func = g->func,
                                    .at = graph_escape_pos(g, o->escape_pair),
                                    .inner = graph_escape_effect(g, o->escape_pair),
                                    .rule = graph_escape_rule(g, o->escape_pair)});
            continue;
        }
        for (int leaf = o->first; leaf < o->first + o->count; leaf++) {
            leaf_effects(&x, object, leaf);
        }
    }
    if (g->args_object && x.numbers[g->args_object] >= 0) {
        link_effects(&x, true);
    }
    x.summary->unknown = x.summary->effects.len > MAX_EFFECTS;
    if (x.summary->unknown) {
        x.summary->effects.len = 0;
    }
    summary_prune(x.summary, g->arena);
    number_values(x.summary);
    keep(x.summary, g->result->arena);
    return x.summary;
}

// Are the effects the same, one by one? Their number alone does not tell: an object that comes to escape has
// one effect instead of those of its contents.
bool summary_equal(const Summary *a, const Summary *b) {
    if (a->unknown != b->unknown || a->object_count != b->object_count || a->value_count != b->value_count ||
        a->effects.len != b->effects.len) {
        return false;
    }
    for (int i = 0; i < a->effects.len; i++) {
        const Effect *x = &a->effects.items[i];
        const Effect *y = &b->effects.items[i];
        if (x->kind != y->kind || x->a != y->a || x->b != y->b || x->offset != y->offset || x->to != y->to) {
            return false;
        }
    }
    return true;
}
