// The way on which an object escapes, for the explanations. Each pair of the graph (a node, and what it may
// point to) says which pair it follows from; going back from the pair through which the object escapes gives
// the variables and objects that held its address on the way. When the last of them escapes itself, its own
// way follows.
#include "escape/graph.h"

enum { MAX_HOPS = 8 }; // holders that hold one another

// Graph.work has the pairs in the order in which they were found, so a pair follows from an earlier one.
static const NodePair *pair_at(const Graph *g, int pair) {
    return &g->work.items[pair];
}

EscapeRule graph_escape_rule(const Graph *g, int pair) {
    for (; pair != NO_PAIR; pair = pair_at(g, pair)->origin.pair) {
        const Origin *origin = &pair_at(g, pair)->origin;
        if (origin->effect) {
            return origin->effect->rule;
        }
        if (origin->rule) {
            return origin->rule;
        }
    }
    return RULE_NONE;
}

const Effect *graph_escape_effect(const Graph *g, int pair) {
    return pair == NO_PAIR ? NULL : pair_at(g, pair)->origin.effect;
}

Pos graph_escape_pos(const Graph *g, int pair) {
    return pair == NO_PAIR ? 0 : pair_at(g, pair)->origin.at;
}

// What a parameter's content is called: the parameter.
static const GraphObject *shown_holder(const Graph *g, int node) {
    const GraphObject *object = &g->objects.items[g->nodes.items[node].object];
    while (object->kind == OBJECT_PHANTOM && object->phantom_parent > 0) {
        object = &g->objects.items[object->phantom_parent];
    }
    for (int i = 0; object->kind == OBJECT_PHANTOM && i < g->links.len; i++) {
        if (&g->objects.items[g->links.items[i].object] == object && g->links.items[i].input) {
            return &g->objects.items[g->nodes.items[g->links.items[i].node].object];
        }
    }
    return object;
}

// A path under construction, with the last holder on it.
typedef struct {
    EscapePath *path;
    const char *holder;
    Pos at;
} Builder;

static void add_step(Graph *g, Builder *b, const NodePair *pair) {
    EscapePath *path = b->path;
    const GraphObject *holder = shown_holder(g, pair->node);
    PathStep step = {.at = pair->origin.at, .holder = holder->label};
    if (pair->origin.effect) {
        for (const Effect *effect = pair->origin.effect; effect; effect = effect->inner) {
            step.kind = STEP_PASSED;
            step.callee = effect->func;
            VEC_PUSH(g->result->arena, &path->steps, step);
            step.at = effect->at;
        }
        step.kind = STEP_KEPT;
        VEC_PUSH(g->result->arena, &path->steps, step);
        return;
    }
    if (!step.holder || (b->holder == step.holder && b->at == step.at)) {
        return;
    }
    b->holder = step.holder;
    b->at = step.at;
    step.kind = holder->first == GLOBAL_NODE ? STEP_HEAP : STEP_HELD;
    step.holder_site = holder->foreign ? 0 : holder->site;
    VEC_PUSH(g->result->arena, &path->steps, step);
}

static int chain_length(const Graph *g, int pair) {
    int len = 0;
    for (; pair != NO_PAIR; pair = pair_at(g, pair)->origin.pair) {
        len++;
    }
    return len;
}

// The chain of pairs that ends in `pair`, oldest first; all are about the same object.
static void add_chain(Graph *g, Builder *b, int pair) {
    int object = g->nodes.items[pair_at(g, pair)->target].object;
    int len = 0;
    int *chain = ARENA_NEW_N(g->arena, int, chain_length(g, pair) + 1);
    for (int p = pair; p != NO_PAIR; p = pair_at(g, p)->origin.pair) {
        if (g->nodes.items[pair_at(g, p)->target].object != object) {
            break;
        }
        chain[len++] = p;
    }
    while (len > 0) {
        add_step(g, b, pair_at(g, chain[--len]));
    }
}

// Through which pair the object escapes; NO_PAIR at the end of the way.
static int escape_pair(const Graph *g, int object, const int *by) {
    const GraphObject *o = &g->objects.items[object];
    if (by) {
        return by[object];
    }
    return o->kind == OBJECT_PHANTOM || object == GLOBAL_OBJECT ? NO_PAIR : o->escape_pair;
}

const EscapePath *graph_path(Graph *g, int object, const int *by, EscapeRule rule) {
    EscapePath *path = ARENA_NEW(g->result->arena, EscapePath);
    path->rule = rule;
    Builder builder = {.path = path};
    int pair = escape_pair(g, object, by);
    for (int hops = 0; pair != NO_PAIR && hops < MAX_HOPS; hops++) {
        const NodePair *last = pair_at(g, pair);
        // What made a holder global is its own way, which follows.
        int before = last->origin.pair;
        bool content = last->node == GLOBAL_NODE && !by && before != NO_PAIR;
        int holder = g->nodes.items[content ? pair_at(g, before)->node : last->node].object;
        content = content && g->objects.items[holder].global && g->objects.items[holder].escape_pair < pair &&
                  escape_pair(g, holder, by) != NO_PAIR;
        if (g->result->options.reasons) {
            add_chain(g, &builder, content ? before : pair);
        }
        if (!content) {
            holder = g->nodes.items[last->node].object;
        }
        EscapeRule found = graph_escape_rule(g, pair);
        pair = escape_pair(g, holder, by);
        if (pair == NO_PAIR && found) {
            path->rule = found;
        }
    }
    return path;
}
