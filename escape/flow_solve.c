// The walk over the locations: for each one, the fewest dereferences from it to every location that flows
// into it (Bellman-Ford; counts never drop below zero on the way, so there are no negative cycles). Where an
// address reaches a location that outlives it, the location escapes, and is walked again.
//
// The locations of a function at one depth of loops are walked from together, by a location of their own into
// which all of them flow: they outlive the same ones. What happens to their contents, the walks from the
// sinks have told. So the time is that of a few walks for each function, and of one for each location that
// escapes. Only the stories need a walk for each: they name the location.
#include "escape/flow.h"
#include "escape/mutant.h"

// A double-ended queue of locations.
typedef struct {
    FlowLocation **items;
    int head, count, cap;
    Arena *arena;
} Queue;

static void queue_reserve(Queue *q) {
    if (q->count < q->cap) {
        return;
    }
    int cap = q->cap ? q->cap * 2 : 16;
    FlowLocation **items = ARENA_NEW_N(q->arena, FlowLocation *, cap);
    for (int i = 0; i < q->count; i++) {
        items[i] = q->items[(q->head + i) % (cap / 2)];
    }
    q->items = items;
    q->head = 0;
    q->cap = cap;
}

static void push_back(Queue *q, FlowLocation *location) {
    queue_reserve(q);
    q->items[(q->head + q->count++) % q->cap] = location;
}

static void push_front(Queue *q, FlowLocation *location) {
    queue_reserve(q);
    q->head = (q->head + q->cap - 1) % q->cap;
    q->items[q->head] = location;
    q->count++;
}

static FlowLocation *pop_front(Queue *q) {
    FlowLocation *location = q->items[q->head];
    q->head = (q->head + 1) % q->cap;
    q->count--;
    return location;
}

typedef struct {
    FlowBatch *batch;
    Queue roots; // still to be walked from
    Queue steps; // of the current walk
} Solver;

static void enqueue(Solver *s, FlowLocation *location) {
    if (location->queued) {
        return;
    }
    location->queued = true;
    if (location->attrs & FLOW_ESCAPES) {
        push_front(&s->roots, location);
    } else {
        push_back(&s->roots, location);
    }
}

// May values stored in `l` live longer than `other` would in its frame?
static bool outlives(FlowBatch *b, const FlowLocation *l, const FlowLocation *other) {
    if (l->attrs & FLOW_ESCAPES) {
        return true;
    }
    if (l == &b->mutator || l == &b->callee) {
        return false;
    }
    if (l->is_result) {
        // A literal whose calls are all known may return what lives outside of it.
        return !(query_contains(other->func, l->func) && !flow_func(b, l->func)->results_lost);
    }
    if (l->func == other->func && l->loop_depth < other->loop_depth && !escape_mutant("flow-loop")) {
        return true;
    }
    return l->func && other->func && query_contains(l->func, other->func);
}

static void record_leak(FlowLocation *param, const FlowLocation *sink, int derefs) {
    bool to_result = !(sink->attrs & FLOW_ESCAPES) && sink->is_result && sink->func == param->func;
    if (to_result && sink->result_index <= FLOW_TRACKED_RESULTS) {
        leaks_add(&param->leaks.results[sink->result_index - 1], derefs);
    } else {
        leaks_add(&param->leaks.heap, derefs);
    }
}

// `l` flows to `root` with l->derefs; returns the attributes that it gets from there.
static unsigned visit(FlowBatch *b, FlowLocation *root, FlowLocation *l, int *derefs) {
    unsigned attrs = 0;
    if (*derefs < 0) {
        *derefs = 0;
        if (outlives(b, root, l)) {
            if (!(l->attrs & FLOW_ESCAPES)) {
                flow_tell_escape(b, root, l);
            }
            attrs = FLOW_ESCAPES | FLOW_MUTATES | FLOW_CALLS;
        }
    }
    if (*derefs == 0) {
        attrs |= root->attrs & (FLOW_MUTATES | FLOW_CALLS);
    }
    if (l->is_param) {
        if (outlives(b, root, l)) {
            if (!(l->attrs & FLOW_ESCAPES)) {
                flow_tell_leak(b, root, l, *derefs);
            }
            record_leak(l, root, *derefs);
        }
        if (root->attrs & FLOW_MUTATES) {
            leaks_add(&l->leaks.mutator, *derefs);
        }
        if (root->attrs & FLOW_CALLS) {
            leaks_add(&l->leaks.callee, *derefs);
        }
    }
    return attrs;
}

// A closure of this group that is called without its results being followed: they are walked again, as lost.
static void lose_results(Solver *s, const FlowLocation *root) {
    FlowBatch *b = s->batch;
    Func *literal = root->literal;
    if (!(root->attrs & FLOW_CALLS) || !literal || !flow_in_batch(b, literal) ||
        flow_func(b, literal)->results_lost) {
        return;
    }
    flow_func(b, literal)->results_lost = true;
    for (int i = 0; i < literal->results.len; i++) {
        enqueue(s, flow_var(b, literal->results.items[i]));
    }
}

// Those of the location's function and depth, as one.
static FlowLocation *level_of(FlowBatch *b, const FlowLocation *l) {
    FlowLocations *levels = &flow_func(b, l->func)->levels;
    while (levels->len <= l->loop_depth) {
        FlowLocation *level = ARENA_NEW(b->arena, FlowLocation);
        level->func = l->func;
        level->loop_depth = levels->len;
        level->is_level = true;
        VEC_PUSH(b->arena, levels, level);
    }
    return levels->items[l->loop_depth];
}

// Not so when the level that it is part of is.
static bool is_walked(const FlowBatch *b, const FlowLocation *l) {
    return (l->attrs & FLOW_ESCAPES) || l->is_result || l->is_level || l == &b->mutator || l == &b->callee ||
           b->result->options.reasons;
}

static void enqueue_levels(Solver *s) {
    FlowBatch *b = s->batch;
    for (int i = 0; i < b->locations.len; i++) {
        FlowLocation *location = b->locations.items[i];
        FlowEdge edge = {.src = location};
        FlowLocation *level = level_of(b, location);
        VEC_PUSH(b->arena, &level->edges, edge);
        enqueue(s, level);
    }
}

static void walk_from(Solver *s, FlowLocation *root) {
    FlowBatch *b = s->batch;
    unsigned walk = ++b->walk;
    root->walk = walk;
    root->derefs = 0;
    root->dst = NULL;
    lose_results(s, root);
    if (!is_walked(b, root)) {
        return;
    }
    push_front(&s->steps, root);
    while (s->steps.count > 0) {
        FlowLocation *l = pop_front(&s->steps);
        l->queued_in_walk = 0;
        int derefs = l->derefs;
        unsigned attrs = visit(b, root, l, &derefs);
        if (attrs & ~l->attrs) {
            l->attrs |= attrs;
            enqueue(s, l);
            if (l->attrs & FLOW_ESCAPES) {
                continue;
            }
        }
        for (int i = 0; i < l->edges.len; i++) {
            FlowLocation *src = l->edges.items[i].src;
            int d = derefs + l->edges.items[i].derefs;
            if ((src->attrs & FLOW_ESCAPES) || (src->walk == walk && src->derefs <= d)) {
                continue;
            }
            src->walk = walk;
            src->derefs = d;
            src->dst = l;
            src->dst_edge = i;
            if (src->queued_in_walk != walk) {
                src->queued_in_walk = walk;
                push_back(&s->steps, src);
            }
        }
    }
}

void flow_solve(FlowBatch *b) {
    Solver solver = {.batch = b, .roots.arena = b->arena, .steps.arena = b->arena};
    for (int i = 0; i < b->locations.len; i++) {
        b->locations.items[i]->queued = true;
        push_front(&solver.roots, b->locations.items[i]);
    }
    if (!b->result->options.reasons) {
        enqueue_levels(&solver);
    }
    FlowLocation *sinks[] = {&b->mutator, &b->callee, &b->heap};
    for (int i = 0; i < 3; i++) {
        sinks[i]->queued = true;
        push_front(&solver.roots, sinks[i]);
    }
    while (solver.roots.count > 0) {
        FlowLocation *root = pop_front(&solver.roots);
        root->queued = false;
        walk_from(&solver, root);
    }
}
