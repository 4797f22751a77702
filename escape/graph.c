// Nodes, objects and constraints of a connection graph, and the worklist that solves it.
#include "escape/graph.h"
#include "escape/mutant.h"

static size_t key_slot(const KeySet *set, uint64_t key) {
    uint64_t hash = key * 0x9E3779B97F4A7C15u; // its upper half depends on all of the key
    size_t slot = (size_t)(hash >> 32) & (set->cap - 1);
    while (set->keys[slot] && set->keys[slot] != key) {
        slot = (slot + 1) & (set->cap - 1);
    }
    return slot;
}

// False when it was there already. Keys are not 0.
bool key_set_add(Arena *arena, KeySet *set, uint64_t key) {
    if ((set->count + 1) * 3 > set->cap * 2) {
        KeySet old = *set;
        set->cap = old.cap ? old.cap * 2 : 256;
        set->keys = ARENA_NEW_N(arena, uint64_t, set->cap);
        for (size_t i = 0; i < old.cap; i++) {
            if (old.keys[i]) {
                set->keys[key_slot(set, old.keys[i])] = old.keys[i];
            }
        }
    }
    size_t slot = key_slot(set, key);
    if (set->keys[slot]) {
        return false;
    }
    set->keys[slot] = key;
    set->count++;
    return true;
}

static int add_node(Graph *g, int object, const Type *type, bool collapsed) {
    VEC_PUSH(g->arena, &g->nodes, (GraphNode){.object = object, .type = type, .collapsed = collapsed});
    return g->nodes.len - 1;
}

int graph_object(Graph *g, GraphObjectKind kind, const Layout *layout, const char *label) {
    int object = g->objects.len;
    GraphObject new_object = {.kind = kind,
                              .first = g->nodes.len,
                              .count = layout->count,
                              .loop = g->loop == g->left ? g->next : g->loop,
                              .holder_loop = g->loop,
                              .phantom_parent = -1,
                              .escape_pair = NO_PAIR,
                              .label = label};
    VEC_PUSH(g->arena, &g->objects, new_object);
    for (int i = 0; i < layout->count; i++) {
        add_node(g, object, layout->types[i], layout->collapsed_leaf[i]);
    }
    return object;
}

int graph_opaque(Graph *g, const char *label) {
    int object = g->objects.len;
    GraphObject new_object = {.kind = OBJECT_PHANTOM,
                              .first = g->nodes.len,
                              .count = 1,
                              .opaque = true,
                              .phantom_parent = -1,
                              .escape_pair = NO_PAIR,
                              .label = label};
    VEC_PUSH(g->arena, &g->objects, new_object);
    int node = add_node(g, object, NULL, true);
    graph_point(g, node, node);
    g->nodes.items[node].stored = false;
    return object;
}

Graph *graph_create(GraphProgram *p, Arena *arena, Func *func) {
    Graph *g = ARENA_NEW(arena, Graph);
    g->program = p;
    g->result = p->result;
    g->arena = arena;
    g->func = func;
    g->origin.pair = NO_PAIR;
    VEC_PUSH(arena, &g->loops, (GraphLoop){0});
    graph_opaque(g, "{heap}");
    g->objects.items[GLOBAL_OBJECT].kind = OBJECT_OTHER;
    g->objects.items[GLOBAL_OBJECT].global = true;
    return g;
}

GraphObject *graph_owner(Graph *g, int node) {
    return &g->objects.items[g->nodes.items[node].object];
}

int graph_leaf(const Graph *g, int node, int offset) {
    if (offset == 0 || g->nodes.items[node].collapsed) {
        return node;
    }
    const GraphObject *object = &g->objects.items[g->nodes.items[node].object];
    int leaf = node + offset;
    return leaf < object->first + object->count ? leaf : NO_NODE;
}

int graph_temp(Graph *g) {
    int object = graph_object(g, OBJECT_OTHER, &layout_untyped, NULL);
    return g->objects.items[object].first;
}

int graph_region(Graph *g, const Type *type) {
    if (!type_has_pointers(type)) {
        return NO_NODE;
    }
    int object = graph_object(g, OBJECT_OTHER, layout_of(g->program, type), NULL);
    return g->objects.items[object].first;
}

// An object that node 0 reaches: what it holds escapes, and may come to be anything that escaped.
static void make_global(Graph *g, int object, int pair) {
    GraphObject *o = &g->objects.items[object];
    if (o->global || escape_mutant("global-content")) {
        return;
    }
    o->global = true;
    o->escape_pair = pair;
    int first = o->first;
    int count = o->count;
    for (int i = first; i < first + count; i++) {
        graph_copy(g, GLOBAL_NODE, i);
        graph_point(g, i, GLOBAL_NODE);
    }
}

// A leaf of no type stands for what is not known.
static bool holds_pointers(const GraphNode *leaf) {
    return !leaf->type || leaf->collapsed || type_has_pointers(leaf->type);
}

// An object that the caller can reach through what it passed: others may store in it, through another
// parameter, what inputs reach.
static void make_arg_escaped(Graph *g, int object, int pair) {
    GraphObject *o = &g->objects.items[object];
    if (escape_mutant("parameter-rule") || o->arg_escaped || o->global || o->kind == OBJECT_PHANTOM ||
        o->kind == OBJECT_FUNCTION) {
        return;
    }
    o->arg_escaped = true;
    o->escape_pair = pair;
    int first = o->first;
    int count = o->count;
    for (int i = first; i < first + count; i++) {
        graph_share(g, i);
        if (holds_pointers(&g->nodes.items[i])) {
            int args_object = graph_args_object(g);
            graph_point(g, i, g->objects.items[args_object].first);
        }
    }
}

void graph_share(Graph *g, int node) {
    node = graph_find(g, node);
    g->nodes.items[node].shared = true;
    for (int i = 0; i < g->nodes.items[node].targets.len; i++) {
        const GraphNode *n = &g->nodes.items[node];
        make_arg_escaped(g, g->nodes.items[n->targets.items[i]].object, n->pairs.items[i]);
    }
}

bool graph_is_shared(const Graph *g, int node) {
    const GraphObject *owner = &g->objects.items[g->nodes.items[node].object];
    return owner->kind == OBJECT_PHANTOM || owner->arg_escaped || g->nodes.items[node].shared;
}

// What is loaded from the heap may be anything that escaped, which node 0 stands for: it has no other
// targets. An object that has escaped holds only what has, so a pointer to the heap need not list it either;
// functions and boxes are listed, for calls.
static bool is_implied(const Graph *g, int node, int target) {
    const GraphObject *object = &g->objects.items[g->nodes.items[target].object];
    return object->global && target != GLOBAL_NODE && object->kind == OBJECT_OTHER &&
           g->nodes.items[node].to_heap;
}

// Is the target what a phantom's leaf points to at first, or may it turn out to be?
static bool may_be_initial(const Graph *g, int leaf, int target) {
    const GraphNode *node = &g->nodes.items[leaf];
    int object = g->nodes.items[target].object;
    bool known = node->phantom || g->objects.items[node->object].opaque;
    return g->objects.items[object].kind == OBJECT_PHANTOM &&
           (!known || object == node->phantom || object == node->object);
}

void graph_point(Graph *g, int place, int target) {
    int node = graph_find(g, place);
    g->steps++;
    g->given_up |= g->steps > MAX_STEPS + (int64_t)MAX_STEPS_PER_NODE * g->nodes.len;
    if (g->given_up || is_implied(g, node, target)) {
        return;
    }
    g->nodes.items[place].stored |= may_be_initial(g, place, target);
    uint64_t key = ((uint64_t)(unsigned)node << 32 | (unsigned)target) + 1;
    if (!key_set_add(g->arena, &g->pairs, key)) {
        return;
    }
    int number = g->work.len;
    if (node != GLOBAL_NODE || target == GLOBAL_NODE) {
        VEC_PUSH(g->arena, &g->nodes.items[node].targets, target);
        VEC_PUSH(g->arena, &g->nodes.items[node].pairs, number);
    }
    g->nodes.items[node].to_heap |= target == GLOBAL_NODE;
    NodePair pair = {.node = place, .root = node, .target = target, .origin = g->origin};
    VEC_PUSH(g->arena, &g->work, pair);
    int object = g->nodes.items[target].object;
    if (graph_owner(g, place)->global) {
        make_global(g, object, number);
    } else if (graph_is_shared(g, place) || graph_is_shared(g, node)) {
        make_arg_escaped(g, object, number);
    }
}

static void apply_load(Graph *g, const Constraint *c, int target) {
    int leaf = graph_leaf(g, target, c->offset);
    if (leaf != NO_NODE && !escape_mutant("load-edge")) {
        graph_phantom_target(g, leaf);
        graph_copy(g, c->other, leaf);
    }
}

static void apply_to_all(Graph *g, const Constraint *c, int target) {
    const GraphObject *object = graph_owner(g, target);
    int first = object->first;
    int count = object->count;
    for (int i = first; i < first + count; i++) {
        if (c->kind == CONSTRAINT_LOAD_ALL) {
            graph_phantom_target(g, i);
            graph_copy(g, c->other, i);
        } else {
            graph_copy(g, i, c->other);
        }
    }
}

static void apply_assert(Graph *g, const Constraint *c, int target) {
    const GraphObject *object = graph_owner(g, target);
    if (object->kind == OBJECT_BOX && object->type != c->type) {
        return;
    }
    const Layout *layout = layout_of(g->program, c->type);
    for (int i = 0; i < layout->count; i++) {
        apply_load(g, &(Constraint){.other = graph_leaf(g, c->other, i), .offset = i}, target);
    }
}

static void apply(Graph *g, int node, Constraint c, int target) {
    switch (c.kind) {
    case CONSTRAINT_COPY: graph_point(g, c.other, target); break;
    case CONSTRAINT_LOAD: apply_load(g, &c, target); break;
    case CONSTRAINT_STORE: {
        int leaf = graph_leaf(g, target, c.offset);
        if (leaf != NO_NODE && !escape_mutant("store-edge")) {
            graph_copy(g, leaf, c.other);
        }
        break;
    }
    case CONSTRAINT_SHIFT: {
        int leaf = graph_leaf(g, target, c.offset);
        if (leaf != NO_NODE) {
            graph_point(g, c.other, leaf);
        }
        break;
    }
    case CONSTRAINT_LOAD_ALL:
    case CONSTRAINT_STORE_ALL: apply_to_all(g, &c, target); break;
    case CONSTRAINT_ASSERT: apply_assert(g, &c, target); break;
    case CONSTRAINT_CALL: graph_dispatch_call(g, g->calls.items[c.other], node, target); break;
    case CONSTRAINT_METHODS: graph_dispatch_methods(g, g->calls.items[c.other], node, target); break;
    }
}

void graph_constrain(Graph *g, int node, Constraint constraint) {
    node = graph_find(g, node);
    constraint.origin = g->origin;
    VEC_PUSH(g->arena, &g->nodes.items[node].constraints, constraint);
    int count = g->nodes.items[node].targets.len;
    Origin origin = g->origin;
    for (int i = 0; i < count; i++) {
        g->origin.pair = g->nodes.items[node].pairs.items[i];
        apply(g, node, constraint, g->nodes.items[node].targets.items[i]);
    }
    g->origin = origin;
}

void graph_copy(Graph *g, int dst, int src) {
    if (dst == NO_NODE || src == NO_NODE) {
        return;
    }
    g->steps++;
    dst = graph_find(g, dst);
    src = graph_find(g, src);
    if (dst == src || g->given_up) {
        return;
    }
    uint64_t key = ((uint64_t)(unsigned)dst << 32 | (unsigned)src) + 1;
    if (key_set_add(g->arena, &g->edges, key)) {
        graph_constrain(g, src, (Constraint){.kind = CONSTRAINT_COPY, .other = dst});
    }
}

void graph_copy_region(Graph *g, int dst, int src, const Type *type) {
    if (dst == NO_NODE || src == NO_NODE) {
        return;
    }
    const Layout *layout = layout_of(g->program, type);
    for (int i = 0; i < layout->count; i++) {
        graph_copy(g, graph_leaf(g, dst, i), graph_leaf(g, src, i));
    }
}

int graph_load(Graph *g, int pointer, int offset, const Type *type) {
    int region = graph_region(g, type);
    if (region == NO_NODE || pointer == NO_NODE) {
        return NO_NODE;
    }
    const Layout *layout = layout_of(g->program, type);
    for (int i = 0; i < layout->count; i++) {
        if (layout->types[i] && type_has_pointers(layout->types[i])) {
            Constraint load = {.kind = CONSTRAINT_LOAD, .other = region + i, .offset = offset + i};
            graph_constrain(g, pointer, load);
        }
    }
    return region;
}

void graph_store(Graph *g, int pointer, int offset, int region, const Type *type) {
    if (pointer == NO_NODE || region == NO_NODE) {
        return;
    }
    const Layout *layout = layout_of(g->program, type);
    for (int i = 0; i < layout->count; i++) {
        int leaf = graph_leaf(g, region, i);
        Constraint store = {.kind = CONSTRAINT_STORE, .other = leaf, .offset = offset + i};
        graph_constrain(g, pointer, store);
    }
}

int graph_address(Graph *g, int target) {
    int node = graph_temp(g);
    graph_point(g, node, target);
    return node;
}

void graph_escape(Graph *g, int region, const Type *type, EscapeRule rule) {
    g->origin.rule = rule;
    graph_copy_region(g, GLOBAL_NODE, region, type);
    g->origin.rule = RULE_NONE;
}

void graph_solve(Graph *g) {
    while (g->work_done < g->work.len) {
        NodePair pair = g->work.items[g->work_done++];
        graph_join_cycles(g);
        // What a node had when it was joined to another has been given to that.
        if ((pair.root == GLOBAL_NODE && pair.target != GLOBAL_NODE) || g->nodes.items[pair.root].joined) {
            continue;
        }
        // Constraints added from here on are applied to this target when they are added.
        int count = g->nodes.items[pair.root].constraints.len;
        for (int i = 0; i < count; i++) {
            Constraint constraint = g->nodes.items[pair.root].constraints.items[i];
            g->origin = constraint.origin;
            g->origin.pair = g->work_done - 1;
            apply(g, pair.root, constraint, pair.target);
        }
    }
    graph_spread_joined(g);
}
