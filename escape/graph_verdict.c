// What a solved graph says of the function's own sites: an object must leave the frame when the heap, the
// caller's memory or a result reaches it, or when it is made anew in each iteration of a loop and something
// from outside of the iteration reaches it.
#include "escape/graph.h"
#include "escape/mutant.h"

typedef struct {
    Graph *g;
    bool *reached; // by object
    int *by;       // of each object: the number of the pair through which it was reached
    VEC(int) queue;
} Walk;

static void reach_targets(Walk *w, int node) {
    const GraphNode *n = &w->g->nodes.items[node];
    for (int i = 0; i < n->targets.len; i++) {
        int object = w->g->nodes.items[n->targets.items[i]].object;
        if (!w->reached[object]) {
            w->reached[object] = true;
            w->by[object] = n->pairs.items[i];
            VEC_PUSH(w->g->arena, &w->queue, object);
        }
    }
}

static void reach_content(Walk *w, int object) {
    const GraphObject *o = &w->g->objects.items[object];
    for (int i = o->first; i < o->first + o->count; i++) {
        reach_targets(w, i);
    }
}

static void finish_walk(Walk *w) {
    for (int i = 0; i < w->queue.len; i++) {
        reach_content(w, w->queue.items[i]);
    }
}

static Walk new_walk(Graph *g) {
    Walk walk = {.g = g,
                 .reached = ARENA_NEW_N(g->arena, bool, g->objects.len + 1),
                 .by = ARENA_NEW_N(g->arena, int, g->objects.len + 1)};
    for (int i = 0; i < g->objects.len; i++) {
        walk.by[i] = NO_PAIR;
    }
    return walk;
}

static bool is_reported(const Graph *g) {
    return !g->func->package || !g->func->package->library;
}

static void mark(Graph *g, int number, const int *by, EscapeRule rule) {
    GraphObject *object = &g->objects.items[number];
    object->leaves = true;
    if (object->slot_use && !object->path && is_reported(g) && g->result->options.reasons) {
        object->path = graph_path(g, number, by, rule);
    }
    if (!object->site || site_verdict(g->result, object->site)->graph_escape) {
        return;
    }
    SiteVerdict *verdict = site_verdict(g->result, object->site);
    verdict->graph_escape = rule;
    if (is_reported(g)) {
        verdict->path = graph_path(g, number, by, rule);
        verdict->graph_escape = verdict->path->rule;
    }
}

static void escape_by_results(Graph *g) {
    Walk walk = new_walk(g);
    for (int i = 0; i < g->func->results.len; i++) {
        int node = graph_var_place(g, g->func->results.items[i]).node;
        reach_content(&walk, g->nodes.items[node].object);
    }
    finish_walk(&walk);
    for (int i = 0; i < g->objects.len; i++) {
        if (walk.reached[i]) {
            mark(g, i, walk.by, RULE_RESULT);
        }
    }
}

static bool is_inside(const Graph *g, int loop, int outer) {
    while (loop && loop != outer) {
        loop = g->loops.items[loop].parent;
    }
    return loop == outer;
}

// Each array that an append makes is a piece of its own of the buffer, in all iterations.
static bool is_exempt(Graph *g, const GraphObject *object) {
    if (!object->site) {
        return false;
    }
    SiteKind kind = site_decision(g->result, object->site)->kind;
    return kind == SITE_APPEND || (kind == SITE_MAKE && escape_mutant("loop-make")) ||
           (kind == SITE_STRCAT && escape_mutant("loop-strcat"));
}

// Loops are asked from the outside in, so the first that the object outlives is the outermost.
static void note_loops_only(Graph *g, GraphObject *object, int loop) {
    if (object->leaves) {
        return;
    }
    int restart = escape_mutant("pieces-restart") ? loop : g->loops.items[loop].parent;
    object->loops_only = true;
    object->restart = g->loops.items[restart].stmt;
    SiteVerdict *verdict = object->site ? site_verdict(g->result, object->site) : NULL;
    if (verdict && !verdict->graph_escape) {
        verdict->loops_only = true;
        verdict->restart = object->restart;
    }
}

static void escape_by_loop(Graph *g, int loop) {
    Walk walk = new_walk(g);
    for (int i = 0; i < g->objects.len; i++) {
        if (!is_inside(g, g->objects.items[i].holder_loop, loop)) {
            reach_content(&walk, i);
        }
    }
    finish_walk(&walk);
    for (int i = 0; i < g->objects.len; i++) {
        GraphObject *object = &g->objects.items[i];
        if (walk.reached[i] && object->loop && is_inside(g, object->loop, loop) && !is_exempt(g, object)) {
            note_loops_only(g, object, loop);
            mark(g, i, walk.by, RULE_LOOP);
        }
    }
}

enum { MAX_UNNAMED = 3 }; // boxes and temporaries on the way from one name to the next

// What an object leads to by name, breadth first: each object on the way is looked at once.
typedef struct {
    Graph *g;
    int from;
    int *seen;        // of each object: the last `from` that it was found from
    VEC(int) unnamed; // found from `from`
} Noter;

static void note_object(Noter *n, int number) {
    const GraphObject *to = &n->g->objects.items[number];
    if (to->opaque || to->kind == OBJECT_PHANTOM || n->seen[number] == n->from) {
        return;
    }
    n->seen[number] = n->from;
    if (!to->label) {
        VEC_PUSH(n->g->arena, &n->unnamed, number);
        return;
    }
    const GraphObject *holder = &n->g->objects.items[n->from];
    GraphNote note = {.func = n->g->func,
                      .from = {n->from, holder->label, holder->site},
                      .to = {number, to->label, to->site}};
    VEC_PUSH(n->g->result->arena, &n->g->result->notes, note);
}

static void note_content(Noter *n, int number) {
    const GraphObject *object = &n->g->objects.items[number];
    for (int i = object->first, end = i + object->count; i < end; i++) {
        const GraphNode *node = &n->g->nodes.items[i];
        for (int k = 0; k < node->targets.len; k++) {
            note_object(n, n->g->nodes.items[node->targets.items[k]].object);
        }
    }
}

static void note_from(Noter *n, int from) {
    n->from = from;
    n->unnamed.len = 0;
    note_content(n, from);
    for (int depth = 0, next = 0; depth < MAX_UNNAMED; depth++) {
        for (int end = n->unnamed.len; next < end; next++) {
            note_content(n, n->unnamed.items[next]);
        }
    }
}

static void note_edges(Graph *g) {
    Noter noter = {.g = g, .seen = arena_alloc(g->arena, (size_t)g->objects.len * sizeof(int))};
    for (int i = 0; i < g->objects.len; i++) {
        noter.seen[i] = -1;
    }
    for (int i = 0; i < g->objects.len; i++) {
        if (g->objects.items[i].label) {
            note_from(&noter, i);
        }
    }
}

void graph_verdicts_unproven(Graph *g) {
    for (int i = 0; i < g->objects.len; i++) {
        int site = g->objects.items[i].site;
        if (site) {
            site_verdict(g->result, site)->graph_escape = RULE_UNPROVEN;
        }
    }
}

void graph_verdicts(Graph *g) {
    for (int i = 0; i < g->objects.len; i++) {
        const GraphObject *object = &g->objects.items[i];
        if (object->site) {
            site_verdict(g->result, object->site)->graph_seen = true;
        }
        if (object->global) {
            mark(g, i, NULL, RULE_GLOBAL);
        } else if (object->arg_escaped) {
            mark(g, i, NULL, RULE_PARAMETER);
        }
    }
    if (!escape_mutant("result-rule")) {
        escape_by_results(g);
    }
    for (int loop = 1; loop < g->loops.len && !escape_mutant("loop-rule"); loop++) {
        escape_by_loop(g, loop);
    }
    if (is_reported(g) && g->result->options.reasons) {
        note_edges(g);
    }
}
