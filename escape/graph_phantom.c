// Phantom objects: what the function's inputs point to when it is called. They are made on the first load; a
// phantom of a type that is already on the way stands for all further ones (lists, trees), so that there are
// finitely many.
#include "escape/graph.h"
#include "escape/mutant.h"

static int ancestor_of_type(const Graph *g, int object, const Type *type) {
    for (int o = object; o > 0; o = g->objects.items[o].phantom_parent) {
        if (g->objects.items[o].type == type) {
            return o;
        }
    }
    return 0;
}

static int new_phantom(Graph *g, int parent, const Type *type) {
    const Layout *layout = layout_pointee(g->program, type);
    int depth = parent > 0 ? g->objects.items[parent].phantom_depth + 1 : 0;
    if (!layout || depth > MAX_PHANTOM_DEPTH) {
        return graph_opaque(g, "{parameter content}");
    }
    int object = graph_object(g, OBJECT_PHANTOM, layout, "{parameter content}");
    GraphObject *phantom = &g->objects.items[object];
    phantom->loop = phantom->holder_loop = 0;
    phantom->type = type;
    phantom->phantom_depth = depth;
    return object;
}

static void link_phantom(Graph *g, int leaf, int object, bool input) {
    bool stored = g->nodes.items[leaf].stored;
    g->nodes.items[leaf].phantom = object;
    VEC_PUSH(g->arena, &g->links, (PhantomLink){.node = leaf, .object = object, .input = input});
    graph_point(g, leaf, g->objects.items[object].first);
    g->nodes.items[leaf].stored = stored;
}

// A collapsed map entry or closure record has no type of its own.
static bool points_to_something(const GraphNode *leaf) {
    return leaf->type ? type_has_pointers(leaf->type) : leaf->collapsed && !escape_mutant("collapsed-record");
}

// Makes sure that a phantom's leaf has what it points to; returns that object, or 0.
int graph_phantom_target(Graph *g, int leaf) {
    GraphNode *node = &g->nodes.items[leaf];
    int parent = node->object;
    const GraphObject *owner = &g->objects.items[parent];
    if (owner->kind != OBJECT_PHANTOM || owner->opaque || node->phantom || !points_to_something(node)) {
        return node->phantom;
    }
    const Type *type = node->type;
    // A collapsed leaf holds pointers of many types.
    int object = node->collapsed ? 0 : ancestor_of_type(g, parent, type);
    if (!object) {
        object = node->collapsed ? graph_opaque(g, "{parameter content}") : new_phantom(g, parent, type);
        g->objects.items[object].phantom_parent = parent;
    }
    link_phantom(g, leaf, object, false);
    return object;
}

static void add_input(Graph *g, int first, const Layout *layout) {
    VEC_PUSH(g->arena, &g->inputs, (GraphInput){.first = first, .layout = layout});
    for (int i = 0; i < layout->count; i++) {
        const Type *type = layout->types[i];
        if (!type || !type_has_pointers(type)) {
            continue;
        }
        int object =
            layout->collapsed_leaf[i] ? graph_opaque(g, "{parameter content}") : new_phantom(g, -1, type);
        link_phantom(g, first + i, object, true);
    }
}

static void add_parameter(Graph *g, Object *param) {
    graph_declare(g, param);
    add_input(g, graph_var_place(g, param).node, layout_of(g->program, param->type));
}

// The record of a literal: its captured variables are read through it.
static void add_environment(Graph *g) {
    int environment = graph_temp(g);
    int record = graph_object(g, OBJECT_PHANTOM, layout_record(g->program, g->func), "{closure}");
    VEC_PUSH(g->arena, &g->inputs, (GraphInput){.first = environment, .layout = &layout_untyped});
    link_phantom(g, environment, record, true);
}

void graph_add_inputs(Graph *g) {
    if (g->func->literal) {
        add_environment(g);
    }
    if (g->func->receiver) {
        add_parameter(g, g->func->receiver);
    }
    for (int i = 0; i < g->func->params.len; i++) {
        add_parameter(g, g->func->params.items[i]);
    }
}

int graph_args_object(Graph *g) {
    if (g->args_object) {
        return g->args_object;
    }
    int object = graph_opaque(g, "{parameter content}");
    g->args_object = object;
    for (int i = 0; i < g->inputs.len; i++) {
        const GraphInput *input = &g->inputs.items[i];
        for (int k = 0; k < input->layout->count; k++) {
            VEC_PUSH(g->arena, &g->links,
                     (PhantomLink){.node = input->first + k, .object = object, .input = true});
        }
    }
    return object;
}
