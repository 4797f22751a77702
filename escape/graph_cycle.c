// The connection graph: nodes on a cycle of copies (p = q; q = p) come to have the same targets, so they are
// joined to one node that has them for all. Where much flows into one another that is nearly every node, and
// without it each target travels along every edge of the cycle. The cycles are strongly connected components
// (Tarjan); they are looked for when more work has been done since the last time than looking costs, so small
// graphs stay as they are (after Pearce, Kelly and Hankin, Online Cycle Detection and Difference Propagation,
// SCAM 2003).
#include "escape/graph.h"
#include <limits.h>

enum { MIN_STEPS = 20000, STEPS_PER_EDGE = 4 };

typedef struct {
    Graph *g;
    int *number; // of nodes, in the order of visits; 0: not visited
    int *low;    // smallest number that is reached; INT_MAX: the component is complete
    int next;
    VEC(int) stack;
    VEC(int) members; // of all components of two nodes or more, one after the other
    VEC(int) ends;    // of each component, in `members`
} CycleFinder;

static void close_component(CycleFinder *f, int root) {
    int start = f->stack.len - 1;
    while (f->stack.items[start] != root) {
        start--;
    }
    for (int i = start; i < f->stack.len; i++) {
        f->low[f->stack.items[i]] = INT_MAX;
        if (f->stack.len - start > 1) {
            VEC_PUSH(f->g->arena, &f->members, f->stack.items[i]);
        }
    }
    if (f->stack.len - start > 1) {
        VEC_PUSH(f->g->arena, &f->ends, f->members.len);
    }
    f->stack.len = start;
}

static void visit(CycleFinder *f, int node) {
    Graph *g = f->g;
    f->number[node] = f->low[node] = ++f->next;
    VEC_PUSH(g->arena, &f->stack, node);
    const GraphNode *n = &g->nodes.items[node];
    for (int i = 0; i < n->constraints.len; i++) {
        int to = n->constraints.items[i].kind == CONSTRAINT_COPY
                     ? graph_find(g, n->constraints.items[i].other)
                     : GLOBAL_NODE;
        if (to == GLOBAL_NODE) {
            continue;
        }
        if (!f->number[to]) {
            visit(f, to);
        }
        f->low[node] = f->low[to] < f->low[node] ? f->low[to] : f->low[node];
    }
    if (f->low[node] == f->number[node]) {
        close_component(f, node);
    }
}

// What hangs on `node` hangs on `into` from now on.
static void join(Graph *g, int into, int node) {
    GraphNode old = g->nodes.items[node];
    Origin origin = g->origin;
    g->nodes.items[node].joined = into;
    g->nodes.items[node].stored = g->nodes.items[into].stored = true; // perhaps
    for (int i = 0; i < old.targets.len; i++) {
        g->origin = g->work.items[old.pairs.items[i]].origin;
        graph_point(g, into, old.targets.items[i]);
    }
    for (int i = 0; i < old.constraints.len; i++) {
        const Constraint *c = &old.constraints.items[i];
        g->origin = c->origin;
        if (c->kind == CONSTRAINT_COPY) {
            graph_copy(g, c->other, into);
        } else {
            graph_constrain(g, into, *c);
        }
    }
    g->origin = origin;
}

// Copies to one and the same node, or to itself, are superfluous.
static void drop_copies(Graph *g, int node, int *seen) {
    GraphNode *n = &g->nodes.items[node];
    int kept = 0;
    for (int i = 0; i < n->constraints.len; i++) {
        Constraint c = n->constraints.items[i];
        if (c.kind == CONSTRAINT_COPY) {
            c.other = graph_find(g, c.other);
            if (c.other == node || seen[c.other] == node) {
                continue;
            }
            seen[c.other] = node;
        }
        n->constraints.items[kept++] = c;
    }
    n->constraints.len = kept;
}

// The node with most targets stands for the others.
static void join_component(Graph *g, const int *members, int count) {
    int into = members[0];
    bool shared = false;
    for (int i = 0; i < count; i++) {
        shared |= graph_is_shared(g, members[i]);
        if (g->nodes.items[members[i]].targets.len > g->nodes.items[into].targets.len) {
            into = members[i];
        }
    }
    if (shared) {
        graph_share(g, into);
    }
    for (int i = 0; i < count; i++) {
        if (members[i] != into) {
            join(g, into, members[i]);
        }
    }
}

int graph_find(Graph *g, int node) {
    while (g->nodes.items[node].joined) {
        int next = g->nodes.items[node].joined;
        int after = g->nodes.items[next].joined;
        g->nodes.items[node].joined = after ? after : next; // the way gets shorter
        node = next;
    }
    return node;
}

void graph_join_cycles(Graph *g) {
    if (g->steps < g->steps_to_join + MIN_STEPS) {
        return;
    }
    int count = g->nodes.len;
    CycleFinder f = {.g = g, .number = ARENA_NEW_N(g->arena, int, count)};
    f.low = ARENA_NEW_N(g->arena, int, count);
    for (int i = GLOBAL_NODE + 1; i < count; i++) {
        if (!f.number[i] && !g->nodes.items[i].joined) {
            visit(&f, i);
        }
    }
    for (int i = 0, start = 0; i < f.ends.len; start = f.ends.items[i++]) {
        join_component(g, &f.members.items[start], f.ends.items[i] - start);
    }
    memset(f.number, 0, (size_t)count * sizeof *f.number);
    for (int i = GLOBAL_NODE + 1; i < count; i++) {
        drop_copies(g, i, f.number);
    }
    g->steps_to_join = g->steps + STEPS_PER_EDGE * ((int64_t)g->edges.count + count);
}

void graph_spread_joined(Graph *g) {
    for (int i = 0; i < g->nodes.len; i++) {
        const GraphNode *with = &g->nodes.items[graph_find(g, i)];
        GraphNode *node = &g->nodes.items[i];
        if (node->joined) {
            node->to_heap = with->to_heap;
            node->targets.items = with->targets.items;
            node->targets.len = with->targets.len;
            node->pairs.items = with->pairs.items;
            node->pairs.len = with->pairs.len;
        }
    }
}
