// The connection graph: expressions. Each yields the region that holds its value, or NO_NODE when it can
// point to nothing.
#include "escape/graph.h"

int *graph_tuple(Graph *g, Expr *tuple) {
    tuple = ast_unparen(tuple);
    GraphTuple entry = {.tuple = tuple};
    if (tuple->kind == EXPR_CALL) {
        entry.items = graph_call(g, tuple);
    } else {
        entry.items = ARENA_NEW_N(g->arena, int, 2);
        entry.items[0] = graph_expr(g, tuple);
        entry.items[1] = NO_NODE;
    }
    VEC_PUSH(g->arena, &g->tuples, entry);
    return entry.items;
}

static int tuple_item(const Graph *g, const Expr *expr) {
    const Expr *tuple = ast_unparen(expr->tuple_item.tuple);
    for (int i = g->tuples.len - 1; i >= 0; i--) {
        if (g->tuples.items[i].tuple == tuple) {
            return g->tuples.items[i].items[expr->tuple_item.index];
        }
    }
    return GLOBAL_NODE;
}

static int function_value(Graph *g, Func *func) {
    int object = graph_object(g, OBJECT_FUNCTION, &layout_untyped, func->name);
    g->objects.items[object].func = func;
    g->objects.items[object].origin = func;
    return graph_address(g, g->objects.items[object].first);
}

static int ident(Graph *g, Expr *expr) {
    Object *object = expr->ident.object;
    if (object && object->kind == OBJECT_FUNC) {
        return function_value(g, object->func.func);
    }
    if (object && object->kind == OBJECT_VAR) {
        return graph_read(g, graph_ident_place(g, expr), expr->type);
    }
    return NO_NODE;
}

static int method_expr(Graph *g, const Expr *expr) {
    return query_is_direct_method(expr) ? function_value(g, expr->selector.object->func.func) : GLOBAL_NODE;
}

static int selector(Graph *g, Expr *expr) {
    switch (expr->selector.kind) {
    case SELECT_QUALIFIED:
        if (expr->selector.object->kind == OBJECT_FUNC) {
            return function_value(g, expr->selector.object->func.func);
        }
        return GLOBAL_NODE;
    case SELECT_FIELD: return graph_read(g, graph_place(g, expr), expr->type);
    case SELECT_METHOD:
    case SELECT_INTERFACE_METHOD: return graph_method_value(g, expr);
    case SELECT_METHOD_EXPR: return method_expr(g, expr);
    case SELECT_UNRESOLVED: break;
    }
    return NO_NODE;
}

static int slice(Graph *g, Expr *expr) {
    Expr *bounds[] = {expr->slice.lo, expr->slice.hi, expr->slice.max};
    for (int i = 0; i < 3; i++) {
        if (bounds[i]) {
            graph_expr(g, bounds[i]);
        }
    }
    if (type_underlying(expr->slice.x->type)->kind == TYPE_ARRAY) {
        Place array = graph_any_element(g, graph_place(g, expr->slice.x), expr->slice.x->type);
        return graph_place_address(g, array);
    }
    return graph_expr(g, expr->slice.x);
}

static int type_assert(Graph *g, Expr *expr) {
    int value = graph_expr(g, expr->type_assert.x);
    const Type *type = query_type(expr);
    if (type_is_interface(type)) {
        return value;
    }
    int region = graph_region(g, type);
    if (region != NO_NODE && value != NO_NODE) {
        graph_constrain(g, value, (Constraint){.kind = CONSTRAINT_ASSERT, .other = region, .type = type});
    }
    return region;
}

static int address(Graph *g, Expr *expr) {
    Expr *x = ast_unparen(expr->address.x);
    if (x->kind == EXPR_COMPOSITE_LIT) {
        return graph_pointer_literal(g, expr, x);
    }
    return graph_place_address(g, graph_place(g, x));
}

static int receive(Graph *g, Expr *expr) {
    int chan = graph_expr(g, expr->unary.x);
    if (expr->unary.op != OP_RECEIVE) {
        return NO_NODE;
    }
    return graph_load(g, chan, 0, query_type(expr));
}

// The result may share the bytes of a single non-empty operand, but the runtime looks where they are: those
// in a frame are copied.
static int concat(Graph *g, Expr *expr) {
    ExprList operands = {0};
    query_concat_operands(g->arena, expr, &operands);
    for (int i = 0; i < operands.len; i++) {
        graph_expr(g, operands.items[i]);
    }
    return graph_bytes(g, expr->site);
}

static int binary(Graph *g, Expr *expr) {
    if (query_is_string_concat(expr)) {
        return concat(g, expr);
    }
    graph_expr(g, expr->binary.x);
    graph_expr(g, expr->binary.y);
    return NO_NODE;
}

static int value_of(Graph *g, Expr *expr) {
    switch (expr->kind) {
    case EXPR_IDENT: return ident(g, expr);
    case EXPR_COMPOSITE_LIT:
        return expr->composite.address ? graph_pointer_literal(g, expr, expr) : graph_composite(g, expr);
    case EXPR_FUNC_LIT: return graph_func_lit(g, expr);
    case EXPR_SELECTOR: return selector(g, expr);
    case EXPR_INDEX: return graph_read(g, graph_place(g, expr), query_type(expr));
    case EXPR_SLICE: return slice(g, expr);
    case EXPR_TYPE_ASSERT: return type_assert(g, expr);
    case EXPR_CALL: return graph_call(g, expr)[0];
    case EXPR_STAR: return graph_read(g, graph_place(g, expr), expr->type);
    case EXPR_ADDRESS: return address(g, expr);
    case EXPR_UNARY: return receive(g, expr);
    case EXPR_BINARY: return binary(g, expr);
    case EXPR_CONVERT: return graph_convert(g, expr);
    case EXPR_TUPLE_ITEM: return tuple_item(g, expr);
    case EXPR_KEY_VALUE: return graph_expr(g, expr->key_value.value);
    case EXPR_BAD:
    case EXPR_BASIC_LIT:
    case EXPR_PAREN:
    case EXPR_ELLIPSIS:
    case EXPR_ARRAY_TYPE:
    case EXPR_STRUCT_TYPE:
    case EXPR_FUNC_TYPE:
    case EXPR_INTERFACE_TYPE:
    case EXPR_MAP_TYPE:
    case EXPR_CHAN_TYPE:
    case EXPR_KIND_COUNT: break;
    }
    return NO_NODE;
}

int graph_expr(Graph *g, Expr *expr) {
    expr = ast_unparen(expr);
    if (expr->constant || expr->is_type) {
        return NO_NODE;
    }
    Pos outer = g->origin.at;
    g->origin.at = text_pos(expr);
    int region = value_of(g, expr);
    g->origin.at = outer;
    return region;
}
