// The order of analysis: strongly connected components of the static call graph, callees first (Tarjan), as
// Go's compiler visits them. A literal that captures something belongs to the group of the function it is in;
// one that captures nothing is a function like any other. A reference to a function counts as a call.
#include "escape/analysis.h"

typedef struct {
    EscapeResult *result;
    Table numbers; // Func -> its number; UINT32_MAX once its group is complete
    uint32_t last;
    VEC(Func *) stack;
    uint32_t low; // smallest number reached from the function being visited
} GroupBuilder;

static uint32_t visit_func(GroupBuilder *b, Func *func);

static void reach(GroupBuilder *b, Func *func) {
    if (!func || !func->reachable) {
        return;
    }
    uint32_t low = b->low;
    uint32_t reached = visit_func(b, func);
    b->low = reached < low ? reached : low;
}

static bool visit_expr(AstVisitor *visitor, Expr *expr) {
    GroupBuilder *b = visitor->data;
    if (expr->is_type || expr->constant) {
        return false;
    }
    if (expr->kind == EXPR_IDENT && expr->ident.object && expr->ident.object->kind == OBJECT_FUNC) {
        reach(b, expr->ident.object->func.func);
    } else if (expr->kind == EXPR_SELECTOR && expr->selector.object &&
               expr->selector.object->kind == OBJECT_FUNC) {
        reach(b, expr->selector.object->func.func);
    } else if (expr->kind == EXPR_CALL && expr->call.kind == CALL_INTERFACE) {
        Type *type = NULL;
        reach(b, static_devirtualized(b->result, expr, &type));
    } else if (expr->kind == EXPR_FUNC_LIT) {
        reach(b, expr->func_lit.func);
        return false;
    }
    return true;
}

// Go's compiler lays literals and functions out as data of the program: they do not run with the
// initialization.
static void visit_initial_value(AstVisitor *visitor, Expr *value) {
    Expr *x = ast_unparen(value);
    bool function = x->kind == EXPR_FUNC_LIT || x->kind == EXPR_IDENT || x->kind == EXPR_SELECTOR;
    if (function) {
        return;
    }
    bool plain = x->kind == EXPR_CONVERT &&
                 (x->convert.kind == CONVERT_NOOP || x->convert.kind == CONVERT_TO_INTERFACE);
    bool address = x->kind == EXPR_ADDRESS && ast_unparen(x->address.x)->kind == EXPR_COMPOSITE_LIT;
    if (plain || address) {
        visit_initial_value(visitor, plain ? x->convert.x : x->address.x);
    } else if (x->kind == EXPR_COMPOSITE_LIT && type_underlying(query_literal_type(x))->kind != TYPE_MAP) {
        for (int i = 0; i < x->composite.elems.len; i++) {
            Expr *elem = x->composite.elems.items[i];
            visit_initial_value(visitor, elem->kind == EXPR_KEY_VALUE ? elem->key_value.value : elem);
        }
    } else {
        ast_walk_expr(visitor, x);
    }
}

static bool visit_literal(AstVisitor *visitor, Expr *expr) {
    if (expr->kind == EXPR_FUNC_LIT) {
        reach(visitor->data, expr->func_lit.func);
    }
    return expr->kind != EXPR_FUNC_LIT;
}

static void visit_body(GroupBuilder *b, Func *func) {
    AstVisitor visitor = {.expr = visit_expr, .data = b};
    if (func->body) {
        ast_walk_body(&visitor, func->body);
        return;
    }
    if (func != b->result->init_func) {
        return;
    }
    Program *program = b->result->program;
    for (int i = 0; i < program->var_inits.len; i++) {
        const VarInit *init = &program->var_inits.items[i];
        visit_initial_value(&visitor, query_initial_value(init));
    }
}

static void close_group(GroupBuilder *b, const Func *root) {
    Arena *arena = b->result->arena;
    int start = b->stack.len - 1;
    while (b->stack.items[start] != root) {
        start--;
    }
    FuncGroup *group = ARENA_NEW(arena, FuncGroup);
    for (int i = start; i < b->stack.len; i++) {
        VEC_PUSH(arena, &group->funcs, b->stack.items[i]);
        table_set(arena, &b->numbers, b->stack.items[i], (void *)(uintptr_t)UINT32_MAX);
    }
    b->stack.len = start;
    VEC_PUSH(arena, &b->result->groups, group);
}

// Returns the smallest number reachable from `func`.
static uint32_t visit_func(GroupBuilder *b, Func *func) {
    uint32_t number = (uint32_t)(uintptr_t)table_get(&b->numbers, func);
    if (number) {
        return number;
    }
    // Two numbers: coming back to the first tells a recursive function from a plain one.
    uint32_t own = ++b->last;
    uint32_t first = ++b->last;
    table_set(b->result->arena, &b->numbers, func, (void *)(uintptr_t)own);
    VEC_PUSH(b->result->arena, &b->stack, func);
    b->low = first;
    visit_body(b, func);
    uint32_t low = b->low;
    if ((low == own || low == first) && !query_is_inner_literal(func)) {
        close_group(b, func);
    }
    return low;
}

void groups_build(EscapeResult *r) {
    GroupBuilder builder = {.result = r};
    visit_func(&builder, r->init_func);
    AstVisitor literals = {.expr = visit_literal, .data = &builder};
    for (int i = 0; i < r->program->var_inits.len; i++) {
        ast_walk_expr(&literals, query_initial_value(&r->program->var_inits.items[i]));
    }
    for (int i = 0; i < r->program->funcs.len; i++) {
        Func *func = r->program->funcs.items[i];
        if (func->reachable && !query_is_inner_literal(func)) {
            visit_func(&builder, func);
        }
    }
}
