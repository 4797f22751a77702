// The connection graph: the order of analysis. The call graph has an edge to every function that a call may
// reach: for function values all those of the type that are used as values, for interfaces all methods of the
// types that are boxed. Strongly connected components, callees first (Tarjan).
#include "escape/graph.h"

typedef struct {
    GraphProgram *program;
    GraphGroupList *groups;
    Table index; // Func -> FuncState
    FuncList stack;
    int next;
    struct FuncState *current;
} Orderer;

typedef struct FuncState {
    Func *func;
    int number, low;
    bool on_stack;
    bool calls_itself;
} FuncState;

static FuncState *visit(Orderer *o, Func *func);

static void edge(Orderer *o, Func *func) {
    if (!func || !func->reachable) {
        return;
    }
    FuncState *from = o->current;
    if (from->func == func) {
        from->calls_itself = true;
    }
    FuncState *to = table_get(&o->index, func);
    if (!to) {
        to = visit(o, func);
        o->current = from;
        from->low = to->low < from->low ? to->low : from->low;
    } else if (to->on_stack && to->number < from->low) {
        from->low = to->number;
    }
}

static void edges_to_values(Orderer *o, const Type *type) {
    GraphProgram *p = o->program;
    for (int i = 0; i < p->values.len; i++) {
        if (graph_may_be(p->values.items[i], type)) {
            edge(o, p->values.items[i]);
        }
    }
    for (int i = 0; i < p->bound.len; i++) {
        if (type_underlying(p->bound.items[i]->type) == type &&
            p->bound.items[i]->selector.kind == SELECT_METHOD) {
            edge(o, p->bound.items[i]->selector.object->func.func);
        }
    }
}

static void edges_to_methods(Orderer *o, const Name *name, const char *names) {
    GraphProgram *p = o->program;
    for (int i = 0; i < p->boxed.len; i++) {
        int count = 0;
        const MethodEntry *entries = type_method_set(p->result->program->types, p->boxed.items[i], &count);
        for (int k = 0; k < count; k++) {
            bool matches = name ? entries[k].name == name : graph_method_named(names, entries[k].name);
            if (matches && entries[k].method) {
                edge(o, entries[k].method->func.func);
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
            edge(o, func);
        }
    }
}

static bool visit_expr(AstVisitor *visitor, Expr *expr) {
    Orderer *o = visitor->data;
    if (expr->is_type || expr->constant) {
        return false;
    }
    if (expr->kind == EXPR_IDENT && expr->ident.object && expr->ident.object->kind == OBJECT_FUNC) {
        edge(o, expr->ident.object->func.func);
    } else if (expr->kind == EXPR_SELECTOR && expr->selector.object &&
               expr->selector.object->kind == OBJECT_FUNC) {
        edge(o, expr->selector.object->func.func);
    } else if (expr->kind == EXPR_FUNC_LIT) {
        edge(o, expr->func_lit.func);
        return false;
    } else if (expr->kind == EXPR_CALL && expr->call.kind == CALL_VALUE) {
        edges_to_values(o, type_underlying(expr->call.fun->type));
    } else if (expr->kind == EXPR_CALL && expr->call.kind == CALL_INTERFACE) {
        edges_to_methods(o, ast_unparen(expr->call.fun)->selector.sel, NULL);
    }
    return true;
}

static void visit_body(Orderer *o, Func *func) {
    AstVisitor visitor = {.expr = visit_expr, .data = o};
    const char *names = func->body ? NULL : query_directive(func, "//minic:calls");
    if (names) {
        edges_to_all_named(o, names);
    }
    for (int i = 0; func->body && i < func->body->stmts.len; i++) {
        ast_walk_stmt(&visitor, func->body->stmts.items[i]);
    }
    const Program *program = o->program->result->program;
    for (int i = 0; func == o->program->result->init_func && i < program->var_inits.len; i++) {
        const VarInit *init = &program->var_inits.items[i];
        ast_walk_expr(&visitor,
                      init->index < 0 ? init->decl->var.tuple : init->decl->var.values.items[init->index]);
    }
}

static void close_group(Orderer *o, const FuncState *root) {
    Arena *arena = o->program->result->arena;
    GraphGroup *group = ARENA_NEW(arena, GraphGroup);
    const Func *func;
    do {
        func = o->stack.items[--o->stack.len];
        FuncState *state = table_get(&o->index, func);
        state->on_stack = false;
        group->recursive |= state->calls_itself;
        VEC_PUSH(arena, &group->funcs, (Func *)func);
    } while (func != root->func);
    group->recursive |= group->funcs.len > 1;
    VEC_PUSH(arena, o->groups, group);
}

static FuncState *visit(Orderer *o, Func *func) {
    Arena *arena = o->program->result->arena;
    FuncState *state = ARENA_NEW(arena, FuncState);
    *state = (FuncState){.func = func, .number = ++o->next, .on_stack = true};
    state->low = state->number;
    table_set(arena, &o->index, func, state);
    VEC_PUSH(arena, &o->stack, func);
    o->current = state;
    visit_body(o, func);
    if (state->low == state->number) {
        close_group(o, state);
    }
    return state;
}

void graph_order(GraphProgram *p, GraphGroupList *groups) {
    Orderer orderer = {.program = p, .groups = groups};
    const Program *program = p->result->program;
    for (int i = 0; i < program->funcs.len; i++) {
        Func *func = program->funcs.items[i];
        if (func->reachable && !table_get(&orderer.index, func)) {
            visit(&orderer, func);
        }
    }
    visit(&orderer, p->result->init_func);
}
