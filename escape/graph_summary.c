// The connection graph: a call applies its callee's summary (graph_extract.c) to the caller's own objects.
#include "escape/graph.h"
#include "escape/mutant.h"

enum {
    // A summary of more than MANY_OBJECTS is not multiplied by call sites, but one with twice as many is, in
    // a
    // function of the program whose graph is smaller than this.
    FEW_OBJECTS = 500,
};

// An object that the callee allocates. Where it may be one of very many, all of the same origin are one.
static int allocate(Graph *g, const Effect *effect, bool merge) {
    if (merge) {
        const int *known = table_get(&g->foreign, effect->object->origin);
        if (known) {
            return *known;
        }
    }
    int object = graph_object(g, effect->object->kind, effect->layout, effect->object->label);
    GraphObject *o = &g->objects.items[object];
    o->type = effect->object->type;
    o->func = effect->object->func;
    o->name = effect->object->name;
    o->origin = effect->object->origin;
    o->foreign = true;
    if (merge) {
        o->loop = o->holder_loop = 0;
        int *slot = ARENA_NEW(g->arena, int);
        *slot = object;
        table_set(g->arena, &g->foreign, effect->object->origin, slot);
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
        graph_slot_object(g, a->slots, e->object->slot, one_of_several ? NO_OBJECT : object);
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
    case EFFECT_VALUE: graph_copy(g, nodes[e->a], shifted(g, nodes[e->b], e->to)); break;
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
    int count = summary->object_count + summary->value_count;
    int *nodes = ARENA_NEW_N(g->arena, int, count + 1);
    for (int i = 0; i < count; i++) {
        nodes[i] = graph_temp(g);
    }
    Application application = {nodes, inputs, results, merge, slots};
    for (int i = 0; i < summary->effects.len; i++) {
        apply_effect(g, &summary->effects.items[i], &application);
    }
}
