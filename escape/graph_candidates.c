// The connection graph: the candidates of a call whose callee is not known, collected before any function is
// looked at. For a function value these are the functions of its type that are used as values anywhere in the
// program; for a method of an interface, those of the types that are converted to interfaces anywhere (rapid
// type analysis: Bacon and Sweeney, OOPSLA 1996). They are found by type and by name, so that a call costs as
// much as it has candidates.
#include "escape/graph.h"

// The list that a table has for a key; made when it is not there.
#define LIST_OF(p, table, key, List) ((List *)list_of((p)->result->arena, (table), (key), sizeof(List)))

static void *list_of(Arena *arena, Table *table, const void *key, size_t size) {
    void *list = table_get(table, key);
    if (!list) {
        list = arena_alloc(arena, size);
        table_set(arena, table, key, list);
    }
    return list;
}

// A declared method is a value by its method expression: the receiver is the first parameter.
static void add_value(GraphProgram *p, Func *func) {
    if (table_get(&p->is_value, func)) {
        return;
    }
    table_set(p->result->arena, &p->is_value, func, func);
    VEC_PUSH(p->result->arena, &p->values, func);
    const Type *key = func->receiver ? func->receiver->type : func->type;
    FuncList *list = LIST_OF(p, func->receiver ? &p->values_by_receiver : &p->values_by_type, key, FuncList);
    VEC_PUSH(p->result->arena, list, func);
}

static void add_bound(GraphProgram *p, Expr *selector) {
    VEC_PUSH(p->result->arena, &p->bound, selector);
    BoundList *list = LIST_OF(p, &p->bound_by_type, type_underlying(selector->type), BoundList);
    VEC_PUSH(p->result->arena, list, selector);
}

static void add_boxed(GraphProgram *p, Type *type) {
    if (table_get(&p->is_boxed, type)) {
        return;
    }
    table_set(p->result->arena, &p->is_boxed, type, type);
    VEC_PUSH(p->result->arena, &p->boxed, type);
    int count = 0;
    const MethodEntry *entries = type_method_set(p->result->program->types, type, &count);
    for (int i = 0; i < count; i++) {
        TypeList *list = LIST_OF(p, &p->boxed_by_method, entries[i].name, TypeList);
        if (list->len == 0 || VEC_LAST(list) != type) { // names of two packages may be spelled alike
            VEC_PUSH(p->result->arena, list, type);
        }
    }
}

static void collect_body(AstVisitor *visitor, const Func *func) {
    ast_walk_body(visitor, func->body);
}

// The literal that the variable always holds, if it is one.
static Func *named_literal(const GraphProgram *p, Expr *ident) {
    const Expr *value = static_value(p->result, ident);
    return value->kind == EXPR_FUNC_LIT ? value->func_lit.func : NULL;
}

// The callee of a call is no value, a literal that is called where it stands neither, or by a name.
static bool collect_call(AstVisitor *visitor, const Expr *call) {
    Expr *fun = ast_unparen(call->call.fun);
    switch (call->call.kind) {
    case CALL_METHOD:
    case CALL_INTERFACE: ast_walk_expr(visitor, fun->selector.x); break;
    case CALL_VALUE:
        if (fun->kind == EXPR_FUNC_LIT) {
            collect_body(visitor, fun->func_lit.func);
        } else if (fun->kind != EXPR_IDENT || !named_literal(visitor->data, fun)) {
            ast_walk_expr(visitor, fun);
        }
        break;
    case CALL_FUNCTION:
    case CALL_BUILTIN:
    case CALL_UNRESOLVED: break;
    }
    if (call->call.spread) {
        ast_walk_expr(visitor, call->call.spread);
    }
    for (int i = 0; i < call->call.args.len; i++) {
        ast_walk_expr(visitor, call->call.args.items[i]);
    }
    return false;
}

static bool collect_expr(AstVisitor *visitor, Expr *expr) {
    GraphProgram *p = visitor->data;
    if (expr->is_type) {
        return false;
    }
    switch (expr->kind) {
    case EXPR_CALL: return collect_call(visitor, expr);
    case EXPR_FUNC_LIT:
        if (!table_get(&p->named, expr)) {
            add_value(p, expr->func_lit.func);
        }
        break;
    case EXPR_IDENT:
        if (expr->ident.object && expr->ident.object->kind == OBJECT_FUNC) {
            add_value(p, expr->ident.object->func.func);
        } else if (named_literal(p, expr)) {
            add_value(p, named_literal(p, expr));
        }
        break;
    case EXPR_SELECTOR:
        if (expr->selector.kind == SELECT_METHOD || expr->selector.kind == SELECT_INTERFACE_METHOD) {
            add_bound(p, expr);
        } else if (expr->selector.kind == SELECT_METHOD_EXPR && !query_is_direct_method(expr)) {
            p->open = true; // its code is nowhere in the tree
        } else if (expr->selector.object && expr->selector.object->kind == OBJECT_FUNC) {
            add_value(p, expr->selector.object->func.func);
        }
        break;
    case EXPR_CONVERT:
        if (expr->convert.kind == CONVERT_TO_INTERFACE) {
            add_boxed(p, expr->convert.x->type);
        }
        break;
    default: break;
    }
    return true;
}

// The name of a new variable is no use of it.
static bool collect_stmt(AstVisitor *visitor, Stmt *stmt) {
    if (stmt->kind != STMT_DEFINE) {
        return true;
    }
    ast_walk_expr(visitor, stmt->assign.tuple);
    for (int i = 0; i < stmt->assign.rhs.len; i++) {
        ast_walk_expr(visitor, stmt->assign.rhs.items[i]);
    }
    return false;
}

void graph_collect(GraphProgram *p) {
    AstVisitor visitor = {.expr = collect_expr, .stmt = collect_stmt, .data = p};
    const Table *definitions = &p->result->definitions;
    for (size_t i = 0; i < definitions->cap; i++) {
        Expr *value = definitions->entries[i].key ? ast_unparen(definitions->entries[i].value) : NULL;
        if (value && value->kind == EXPR_FUNC_LIT) {
            table_set(p->result->arena, &p->named, value, value);
        }
    }
    const Program *program = p->result->program;
    for (int i = 0; i < program->funcs.len; i++) {
        const Func *func = program->funcs.items[i];
        if (func->reachable && !func->parent && func->body) {
            collect_body(&visitor, func);
        }
    }
    for (int i = 0; i < program->var_inits.len; i++) {
        ast_walk_expr(&visitor, query_initial_value(&program->var_inits.items[i]));
    }
}

static bool has_arity_of(const Func *method, const Type *type) {
    return type->func.param_count == method->params.len + 1;
}

static void find_values(GraphProgram *p, const Type *type, FuncList *found) {
    const FuncList *plain = table_get(&p->values_by_type, type);
    const FuncList *methods =
        type->func.param_count ? table_get(&p->values_by_receiver, type->func.params[0]) : NULL;
    for (int i = 0; plain && i < plain->len; i++) {
        VEC_PUSH(p->result->arena, found, plain->items[i]);
    }
    for (int i = 0; methods && i < methods->len; i++) {
        if (has_arity_of(methods->items[i], type)) {
            VEC_PUSH(p->result->arena, found, methods->items[i]);
        }
    }
}

const FuncList *graph_values_of_type(GraphProgram *p, const Type *type) {
    FuncList *found = table_get(&p->candidates, type);
    if (!found) {
        found = ARENA_NEW(p->result->arena, FuncList);
        find_values(p, type, found);
        table_set(p->result->arena, &p->candidates, type, found);
    }
    return found;
}

const BoundList *graph_bound_of_type(GraphProgram *p, const Type *type) {
    return LIST_OF(p, &p->bound_by_type, type, BoundList);
}

const TypeList *graph_boxed_with(GraphProgram *p, const Name *method) {
    return LIST_OF(p, &p->boxed_by_method, method, TypeList);
}
