// The connection graph: summaries. A function's effect on its callers is the part of its graph that its
// inputs and results reach: the phantoms, how they are found from the arguments, the objects that it
// allocates and hands out, and the pointers stored between them.
#include "escape/graph.h"
#include "escape/mutant.h"

enum {
    MANY_OBJECTS = 24, // a summary with more is not multiplied by call sites
    FEW_OBJECTS =
        500, // ... but one with twice as many is, in a function of the program whose graph is smaller
    MAX_EFFECTS = 2000, // of one with more, callers expect the worst
};

typedef struct {
    Graph *g;
    Summary *summary;
    int *numbers; // of objects; -1: not part of it
    VEC(int) queue;
} Extractor;

static void add_effect(Extractor *x, Effect effect) {
    VEC_PUSH(x->g->result->arena, &x->summary->effects, effect);
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

// Makes an object part of the summary; returns its number.
static int include(Extractor *x, int object) {
    if (x->numbers[object] >= 0) {
        return x->numbers[object];
    }
    int number = x->summary->object_count++;
    x->numbers[object] = number;
    VEC_PUSH(x->g->arena, &x->queue, object);
    const GraphObject *o = &x->g->objects.items[object];
    if (o->kind != OBJECT_PHANTOM) {
        Effect effect = {.kind = EFFECT_ALLOCATE, .a = number, .object = *o, .layout = copy_layout(x, o)};
        add_effect(x, effect);
    } else if (o->opaque) {
        add_effect(x, (Effect){.kind = EFFECT_LOAD_ALL, .a = number});
    }
    return number;
}

static bool is_heap(const GraphObject *object) {
    return object->global && object->kind != OBJECT_PHANTOM;
}

static void leaf_effects(Extractor *x, int object, int leaf) {
    const Graph *g = x->g;
    const GraphObject *o = &g->objects.items[object];
    const GraphNode *node = &g->nodes.items[leaf];
    for (int i = 0; i < node->targets.len; i++) {
        int target = node->targets.items[i];
        int to = g->nodes.items[target].object;
        const GraphObject *t = &g->objects.items[to];
        bool phantom = o->kind == OBJECT_PHANTOM;
        bool initial = phantom && (node->phantom == to || to == object) &&
                       (!node->stored || escape_mutant("phantom-store"));
        bool alias = !phantom && g->args_object && to == g->args_object;
        if (initial || alias) {
            continue;
        }
        Effect effect = {
            .kind = EFFECT_STORE, .a = x->numbers[object], .offset = o->opaque ? -1 : leaf - o->first};
        if (is_heap(t)) {
            effect.kind = EFFECT_STORE_GLOBAL;
        } else {
            effect.b = include(x, to);
            effect.to = target - t->first;
        }
        add_effect(x, effect);
    }
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
            for (int k = 0; k < node->targets.len; k++) {
                int target = node->targets.items[k];
                int to = g->nodes.items[target].object;
                const GraphObject *t = &g->objects.items[to];
                Effect effect = {.kind = EFFECT_RESULT, .a = r, .offset = i};
                if (is_heap(t)) {
                    effect.kind = EFFECT_RESULT_GLOBAL;
                } else {
                    effect.b = include(x, to);
                    effect.to = target - t->first;
                }
                add_effect(x, effect);
            }
        }
    }
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
    summary_prune(x.summary, g->arena);
    return x.summary;
}

// Are the effects the same, one by one? Their number alone does not tell: an object that comes to escape has
// one effect instead of those of its contents.
bool summary_equal(const Summary *a, const Summary *b) {
    if (a->unknown != b->unknown || a->object_count != b->object_count || a->effects.len != b->effects.len) {
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

// An object that the callee allocates. Where it may be one of very many, all of the same origin are one.
static int allocate(Graph *g, const Effect *effect, bool merge) {
    if (merge) {
        const int *known = table_get(&g->foreign, effect->object.origin);
        if (known) {
            return *known;
        }
    }
    int object = graph_object(g, effect->object.kind, effect->layout, effect->object.label);
    GraphObject *o = &g->objects.items[object];
    o->type = effect->object.type;
    o->func = effect->object.func;
    o->name = effect->object.name;
    o->origin = effect->object.origin;
    o->foreign = true;
    if (merge) {
        o->loop = o->holder_loop = 0;
        int *slot = ARENA_NEW(g->arena, int);
        *slot = object;
        table_set(g->arena, &g->foreign, effect->object.origin, slot);
    }
    return object;
}

static int shifted(Graph *g, int node, int offset) {
    if (offset == 0) {
        return node;
    }
    int result = graph_temp(g);
    graph_constrain(g, node, (Constraint){.kind = CONSTRAINT_SHIFT, .other = result, .offset = offset});
    return result;
}

static void store(Graph *g, int pointer, int offset, int value) {
    Constraint c = {
        .kind = offset < 0 ? CONSTRAINT_STORE_ALL : CONSTRAINT_STORE, .other = value, .offset = offset};
    graph_constrain(g, pointer, c);
}

// Where a summary is applied.
typedef struct {
    const int *nodes; // of the summary's objects
    const int *inputs, *results;
    bool merge;
    CallSlots *slots;
} Application;

static void apply_allocate(Graph *g, const Effect *e, const Application *a) {
    int object = allocate(g, e, a->merge);
    graph_point(g, a->nodes[e->a], g->objects.items[object].first);
    if (a->slots) {
        bool one_of_several = a->merge && !escape_mutant("slot-merged");
        graph_slot_object(g, a->slots, e->object.slot, one_of_several ? NO_OBJECT : object);
    }
}

static void apply_effect(Graph *g, const Effect *e, const Application *a) {
    const int *nodes = a->nodes;
    const int *inputs = a->inputs;
    const int *results = a->results;
    switch (e->kind) {
    case EFFECT_INPUT:
        if (inputs[e->b] != NO_NODE) {
            int leaf = graph_leaf(g, inputs[e->b], e->offset);
            graph_copy(g, nodes[e->a], leaf);
        }
        break;
    case EFFECT_LOAD:
        graph_constrain(g, nodes[e->a],
                        (Constraint){.kind = CONSTRAINT_LOAD, .other = nodes[e->b], .offset = e->offset});
        break;
    case EFFECT_LOAD_ALL:
        graph_constrain(g, nodes[e->a], (Constraint){.kind = CONSTRAINT_LOAD_ALL, .other = nodes[e->a]});
        break;
    case EFFECT_ALLOCATE: apply_allocate(g, e, a); break;
    case EFFECT_STORE:
        if (!escape_mutant("callee-store")) {
            store(g, nodes[e->a], e->offset, shifted(g, nodes[e->b], e->to));
        }
        break;
    case EFFECT_STORE_GLOBAL: store(g, nodes[e->a], e->offset, GLOBAL_NODE); break;
    case EFFECT_RESULT:
        if (results && results[e->a] != NO_NODE) {
            graph_copy(g, graph_leaf(g, results[e->a], e->offset), shifted(g, nodes[e->b], e->to));
        }
        break;
    case EFFECT_RESULT_GLOBAL:
        if (results && results[e->a] != NO_NODE) {
            graph_point(g, graph_leaf(g, results[e->a], e->offset), GLOBAL_NODE);
        }
        break;
    case EFFECT_ESCAPE:
        g->origin.effect = e;
        graph_copy(g, escape_mutant("callee-escape") ? NO_NODE : GLOBAL_NODE, nodes[e->a]);
        g->origin.effect = NULL;
        break;
    }
}

// Every leaf of an input's region flows to the node.
static void copy_input(Graph *g, int node, int input) {
    if (input == NO_NODE) {
        return;
    }
    const GraphObject *region = graph_owner(g, input);
    int end = region->first + region->count;
    for (int i = input; i < end; i++) {
        graph_copy(g, node, i);
    }
}

static void results_from_heap(Graph *g, const Func *callee, const int *results) {
    for (int i = 0; results && i < callee->results.len; i++) {
        if (results[i] != NO_NODE) {
            const Layout *layout = layout_of(g->program, callee->results.items[i]->type);
            for (int k = 0; k < layout->count; k++) {
                graph_point(g, graph_leaf(g, results[i], k), GLOBAL_NODE);
            }
        }
    }
}

static void everything_escapes(Graph *g, const Func *callee, const int *inputs, int count,
                               const int *results) {
    g->origin.rule = RULE_UNKNOWN_CALL;
    for (int i = 0; i < count; i++) {
        copy_input(g, GLOBAL_NODE, inputs[i]);
    }
    g->origin.rule = RULE_NONE;
    results_from_heap(g, callee, results);
}

// The result is the parameter, or what the interface holds.
static void share(Graph *g, int result, int input, const Type *type) {
    if (type_is_interface(type)) {
        graph_constrain(g, input, (Constraint){.kind = CONSTRAINT_LOAD_ALL, .other = result});
    } else {
        graph_copy(g, result, input);
    }
}

// errors.As: the first argument, or what it holds, may come to be where the second one points to.
static void store_in_target(Graph *g, const int *inputs) {
    if (inputs[0] == NO_NODE || inputs[1] == NO_NODE) {
        return;
    }
    int value = graph_temp(g), pointer = graph_temp(g);
    graph_copy(g, value, inputs[0]);
    graph_constrain(g, inputs[0], (Constraint){.kind = CONSTRAINT_LOAD_ALL, .other = value});
    graph_constrain(g, inputs[1], (Constraint){.kind = CONSTRAINT_LOAD_ALL, .other = pointer});
    if (!escape_mutant("stores-directive")) {
        graph_constrain(g, pointer, (Constraint){.kind = CONSTRAINT_STORE_ALL, .other = value});
    }
}

// A function without a body: what its directives say it keeps and calls; else it keeps everything.
static void apply_external(Graph *g, Func *callee, const Expr *call, const int *inputs, int count,
                           const int *results) {
    if (callee->shares) {
        if (results && results[0] != NO_NODE && inputs[0] != NO_NODE) {
            share(g, results[0], inputs[0], callee->params.items[0]->type);
        }
        return;
    }
    if (query_has_directive(callee, "//minic:stores")) {
        store_in_target(g, inputs);
        return;
    }
    const char *methods = query_directive(callee, "//minic:calls");
    if (!methods && query_has_directive(callee, "//minic:noescape")) {
        return;
    }
    if (!methods) {
        everything_escapes(g, callee, inputs, count, results);
        return;
    }
    int all = graph_temp(g);
    for (int i = 0; i < count; i++) {
        copy_input(g, all, inputs[i]);
    }
    graph_constrain(g, all, (Constraint){.kind = CONSTRAINT_LOAD_ALL, .other = all});
    GraphCall *later = ARENA_NEW(g->arena, GraphCall);
    *later = (GraphCall){.call = call, .directive = methods, .loop = g->loop};
    VEC_PUSH(g->arena, &g->calls, later);
    graph_constrain(g, all, (Constraint){.kind = CONSTRAINT_METHODS, .other = g->calls.len - 1});
}

bool summary_is_empty(Graph *g, const Func *callee) {
    if (!callee->body) {
        return false;
    }
    const Summary *summary = table_get(&g->result->summaries, callee);
    bool same_group = (int)(intptr_t)table_get(&g->program->groups, callee) == g->program->current_group;
    if (same_group) {
        graph_note_caller(g, callee);
    }
    return summary ? !summary->unknown && summary->effects.len == 0 : same_group;
}

void summary_apply(Graph *g, Func *callee, const Expr *call, const int *inputs, int input_count,
                   const int *results, CallSlots *slots) {
    GraphProgram *p = g->program;
    p->calls_unseen |= callee->starts_goroutine;
    if (!callee->body) {
        apply_external(g, callee, call, inputs, input_count, results);
        return;
    }
    if (summary_is_empty(g, callee)) {
        return; // or a member of the group without a result yet; it comes round again
    }
    const Summary *summary = table_get(&g->result->summaries, callee);
    if (!summary || summary->unknown) {
        everything_escapes(g, callee, inputs, input_count, results);
        return;
    }
    bool same_group = (int)(intptr_t)table_get(&p->groups, callee) == p->current_group;
    bool library = g->func->package && g->func->package->library;
    int many = library || g->objects.len > FEW_OBJECTS ? MANY_OBJECTS : 2 * MANY_OBJECTS;
    bool merge = same_group || g->merging || summary->object_count > many;
    int *nodes = ARENA_NEW_N(g->arena, int, summary->object_count + 1);
    for (int i = 0; i < summary->object_count; i++) {
        nodes[i] = graph_temp(g);
    }
    Application application = {nodes, inputs, results, merge, slots};
    for (int i = 0; i < summary->effects.len; i++) {
        apply_effect(g, &summary->effects.items[i], &application);
    }
}
