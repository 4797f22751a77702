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
    if (object->slot_use && !object->path && is_reported(g)) {
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

// Of object `from`, to which node `node` belongs or leads. seen[to] is the last object with an edge to `to`.
static void note_targets(Graph *g, int from, int node, int *seen, int depth) {
    for (int i = 0; i < g->nodes.items[node].targets.len; i++) {
        int number = g->nodes.items[g->nodes.items[node].targets.items[i]].object;
        const GraphObject *to = &g->objects.items[number];
        if (to->opaque || to->kind == OBJECT_PHANTOM) {
            continue;
        }
        if (!to->label && depth < MAX_UNNAMED) {
            for (int k = to->first, end = k + to->count; k < end; k++) {
                note_targets(g, from, k, seen, depth + 1);
            }
        } else if (to->label && seen[number] != from) {
            const GraphObject *holder = &g->objects.items[from];
            GraphNote note = {.func = g->func,
                              .from = {from, holder->label, holder->site},
                              .to = {number, to->label, to->site}};
            VEC_PUSH(g->result->arena, &g->result->notes, note);
            seen[number] = from;
        }
    }
}

static void note_edges(Graph *g) {
    int *seen = arena_alloc(g->arena, (size_t)g->objects.len * sizeof *seen);
    for (int i = 0; i < g->objects.len; i++) {
        seen[i] = -1;
    }
    for (int i = 0; i < g->objects.len; i++) {
        const GraphObject *from = &g->objects.items[i];
        for (int node = from->first, end = node + from->count; from->label && node < end; node++) {
            note_targets(g, i, node, seen, 0);
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
