// The connection graph: the order of analysis. The call graph has an edge to every function that a call may
// reach: for function values all those of the type that are used as values, for interfaces all methods of the
// types that are boxed. These go through a vertex of their own for the type or the method's name, so that
// there are as many edges as calls and candidates, not their product. Strongly connected components, callees
// first (Tarjan).
#include "escape/graph.h"

// A function, or all candidates of a function type or of a method's name.
typedef struct Vertex {
    Func *func;
    const Type *type;
    const Name *method;
    int number, low;
    bool on_stack;
    bool calls_itself;
} Vertex;

typedef struct {
    GraphProgram *program;
    GraphGroupList *groups;
    Table vertices; // Func, Type or Name -> Vertex
    VEC(Vertex *) stack;
    int next;
    Vertex *current;
} Orderer;

static Vertex *visit(Orderer *o, const void *key, Vertex vertex);

static void edge(Orderer *o, const void *key, Vertex vertex) {
    Vertex *from = o->current;
    Vertex *to = table_get(&o->vertices, key);
    from->calls_itself |= from == to;
    if (!to) {
        to = visit(o, key, vertex);
        o->current = from;
        from->low = to->low < from->low ? to->low : from->low;
    } else if (to->on_stack && to->number < from->low) {
        from->low = to->number;
    }
}

static void edge_to_func(Orderer *o, Func *func) {
    if (func && func->reachable) {
        edge(o, func, (Vertex){.func = func});
    }
}

static void visit_values(Orderer *o, const Type *type) {
    const FuncList *values = graph_values_of_type(o->program, type);
    for (int i = 0; i < values->len; i++) {
        edge_to_func(o, values->items[i]);
    }
    const BoundList *bound = graph_bound_of_type(o->program, type);
    for (int i = 0; i < bound->len; i++) {
        if (bound->items[i]->selector.kind == SELECT_METHOD) {
            edge_to_func(o, bound->items[i]->selector.object->func.func);
        }
    }
}

static void visit_methods(Orderer *o, const Name *name) {
    TypeTable *table = o->program->result->program->types;
    const TypeList *types = graph_boxed_with(o->program, name);
    for (int i = 0; i < types->len; i++) {
        int count = 0;
        const MethodEntry *entries = type_method_set(table, types->items[i], &count);
        for (int k = 0; k < count; k++) {
            if (entries[k].name == name && entries[k].method) {
                edge_to_func(o, entries[k].method->func.func);
            }
        }
    }
}

// Methods that printing may call on what is inside of a boxed value are not in the boxed types' own method
// sets.
static void edges_to_all_named(Orderer *o, const char *names) {
    const Program *program = o->program->result->program;
    for (int i = 0; i < program->funcs.len; i++) {
        Func *func = program->funcs.items[i];
        if (func->receiver && func->object && graph_method_named(names, func->object->name)) {
            edge_to_func(o, func);
        }
    }
}

static bool visit_expr(AstVisitor *visitor, Expr *expr) {
    Orderer *o = visitor->data;
    if (expr->is_type || expr->constant) {
        return false;
    }
    if (expr->kind == EXPR_IDENT && expr->ident.object && expr->ident.object->kind == OBJECT_FUNC) {
        edge_to_func(o, expr->ident.object->func.func);
    } else if (expr->kind == EXPR_SELECTOR && expr->selector.object &&
               expr->selector.object->kind == OBJECT_FUNC) {
        edge_to_func(o, expr->selector.object->func.func);
    } else if (expr->kind == EXPR_FUNC_LIT) {
        edge_to_func(o, expr->func_lit.func);
        return false;
    } else if (expr->kind == EXPR_CALL && expr->call.kind == CALL_VALUE) {
        const Type *type = type_underlying(expr->call.fun->type);
        edge(o, type, (Vertex){.type = type});
    } else if (expr->kind == EXPR_CALL && expr->call.kind == CALL_INTERFACE) {
        const Name *method = ast_unparen(expr->call.fun)->selector.sel;
        edge(o, method, (Vertex){.method = method});
    }
    return true;
}

static void visit_body(Orderer *o, Func *func) {
    AstVisitor visitor = {.expr = visit_expr, .data = o};
    const char *names = func->body ? NULL : query_directive(func, "//minic:calls");
    if (names) {
        edges_to_all_named(o, names);
    }
    ast_walk_body(&visitor, func->body);
    const Program *program = o->program->result->program;
    for (int i = 0; func == o->program->result->init_func && i < program->var_inits.len; i++) {
        ast_walk_expr(&visitor, query_initial_value(&program->var_inits.items[i]));
    }
}

static void close_group(Orderer *o, const Vertex *root) {
    Arena *arena = o->program->result->arena;
    GraphGroup *group = ARENA_NEW(arena, GraphGroup);
    Vertex *vertex;
    int size = 0;
    do {
        vertex = o->stack.items[--o->stack.len];
        vertex->on_stack = false;
        size++;
        group->recursive |= vertex->calls_itself || size > 1;
        if (vertex->func) {
            VEC_PUSH(arena, &group->funcs, vertex->func);
        }
    } while (vertex != root);
    if (group->funcs.len > 0) {
        VEC_PUSH(arena, o->groups, group);
    }
}

static Vertex *visit(Orderer *o, const void *key, Vertex new_vertex) {
    Arena *arena = o->program->result->arena;
    Vertex *vertex = ARENA_NEW(arena, Vertex);
    *vertex = new_vertex;
    vertex->low = vertex->number = ++o->next;
    vertex->on_stack = true;
    table_set(arena, &o->vertices, key, vertex);
    VEC_PUSH(arena, &o->stack, vertex);
    o->current = vertex;
    if (vertex->type) {
        visit_values(o, vertex->type);
    } else if (vertex->method) {
        visit_methods(o, vertex->method);
    } else {
        visit_body(o, vertex->func);
    }
    if (vertex->low == vertex->number) {
        close_group(o, vertex);
    }
    return vertex;
}

void graph_order(GraphProgram *p, GraphGroupList *groups) {
    Orderer orderer = {.program = p, .groups = groups};
    const Program *program = p->result->program;
    for (int i = 0; i < program->funcs.len; i++) {
        Func *func = program->funcs.items[i];
        if (func->reachable && !table_get(&orderer.vertices, func)) {
            visit(&orderer, func, (Vertex){.func = func});
        }
    }
    Func *init = p->result->init_func;
    visit(&orderer, init, (Vertex){.func = init});
}
