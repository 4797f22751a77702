// The model of Go's rules: expressions. An expression is evaluated into a hole, which says where its value
// goes and after how many dereferences. Every part is visited, also those whose value is dropped: they may
// hold sites.
#include "escape/flow.h"
#include "escape/mutant.h"

void flow_discard(FlowWalk *w, Expr *expr) {
    flow_expr(w, hole_discard(w->batch), expr);
}

static void flow_mutate(FlowWalk *w, Expr *expr) {
    flow_expr(w, hole_mutator(w->batch), expr);
}

static TypeKind kind_of(const Expr *expr) {
    return type_underlying(query_type(expr))->kind;
}

Hole flow_address(FlowWalk *w, Expr *lhs) {
    lhs = ast_unparen(lhs);
    switch (lhs->kind) {
    case EXPR_IDENT:
        return query_is_local(lhs->ident.object)    ? hole_of(flow_var(w->batch, lhs->ident.object))
               : query_is_global(lhs->ident.object) ? hole_heap(w->batch)
                                                    : hole_discard(w->batch);
    case EXPR_SELECTOR:
        if (lhs->selector.kind == SELECT_FIELD && !lhs->selector.through_pointer) {
            return flow_address(w, lhs->selector.x);
        }
        if (lhs->selector.kind == SELECT_FIELD) {
            flow_mutate(w, lhs->selector.x);
        }
        return hole_heap(w->batch);
    case EXPR_INDEX: {
        TypeKind kind = kind_of(lhs->index.x);
        Expr *index = lhs->index.indices.items[0];
        if (kind == TYPE_MAP) {
            flow_discard(w, lhs->index.x);
            flow_expr(w, hole_note_expr(w, hole_heap(w->batch), lhs, "key of map put"), index);
            return hole_heap(w->batch);
        }
        flow_discard(w, index);
        if (kind == TYPE_ARRAY) {
            return flow_address(w, lhs->index.x);
        }
        flow_mutate(w, lhs->index.x);
        return hole_heap(w->batch);
    }
    case EXPR_STAR:
        flow_mutate(w, lhs->star.x);
        return escape_mutant("flow-store") ? hole_discard(w->batch) : hole_heap(w->batch);
    default: flow_discard(w, lhs); return hole_heap(w->batch);
    }
}

static const char *tuple_reason(const Expr *tuple) {
    switch (tuple->kind) {
    case EXPR_TYPE_ASSERT: return "assign-pair-dot-type";
    case EXPR_INDEX: return "assign-pair-mapr";
    case EXPR_UNARY: return "assign-pair-receive";
    default: return "assign-pair";
    }
}

FlowLocation **flow_tuple(FlowWalk *w, Expr *tuple, Pos pos) {
    FlowBatch *b = w->batch;
    tuple = ast_unparen(tuple);
    int count = tuple->type->kind == TYPE_TUPLE ? tuple->type->tuple.count : 1;
    FlowTuple entry = {.tuple = tuple, .items = ARENA_NEW_N(b->arena, FlowLocation *, count + 1)};
    Hole *holes = ARENA_NEW_N(b->arena, Hole, count + 1);
    TempStmt *stmt = flow_temp_stmt(w, pos, tuple);
    stmt->define = true;
    for (int i = 0; i < count; i++) {
        entry.items[i] = flow_temp(w);
        holes[i] = hole_of(entry.items[i]);
        if (tuple->kind != EXPR_CALL) {
            holes[i] = hole_note_temp(w, holes[i], stmt, tuple_reason(tuple));
        }
    }
    if (tuple->kind == EXPR_CALL) {
        flow_call(w, holes, tuple);
    } else {
        flow_expr(w, holes[0], tuple);
    }
    for (int i = 0; i < count; i++) {
        flow_temp_declare(w, entry.items[i], stmt);
    }
    table_set(b->arena, &b->result->temps, tuple, stmt->names.items);
    VEC_PUSH(b->arena, &b->tuples, entry);
    w->tuple_pos = pos;
    return entry.items;
}

static void flow_tuple_item(FlowWalk *w, Hole hole, const Expr *expr) {
    const Expr *tuple = ast_unparen(expr->tuple_item.tuple);
    for (int i = w->batch->tuples.len - 1; i >= 0; i--) {
        if (w->batch->tuples.items[i].tuple == tuple) {
            flow_assign(w->batch, hole, w->batch->tuples.items[i].items[expr->tuple_item.index]);
            return;
        }
    }
}

static void flow_selector(FlowWalk *w, Hole hole, Expr *expr) {
    switch (expr->selector.kind) {
    case SELECT_FIELD:
        hole = expr->selector.through_pointer ? hole_deref(w, hole, expr, "dot of pointer")
                                              : hole_note_expr(w, hole, expr, "dot");
        flow_expr(w, hole, expr->selector.x);
        break;
    case SELECT_METHOD:
    case SELECT_INTERFACE_METHOD: flow_method_value(w, hole, expr); break;
    case SELECT_QUALIFIED: // package variables and functions have no location
    case SELECT_METHOD_EXPR:
    case SELECT_UNRESOLVED: break;
    }
}

static void flow_index(FlowWalk *w, Hole hole, Expr *expr) {
    switch (kind_of(expr->index.x)) {
    case TYPE_MAP: flow_discard(w, expr->index.x); break;
    case TYPE_ARRAY:
        flow_expr(w, hole_note_expr(w, hole, expr, "fixed-array-index-of"), expr->index.x);
        break;
    default: flow_expr(w, hole_deref(w, hole, expr, "dot of pointer"), expr->index.x); break;
    }
    flow_discard(w, expr->index.indices.items[0]);
}

static void flow_slice(FlowWalk *w, Hole hole, Expr *expr) {
    bool array = kind_of(expr->slice.x) == TYPE_ARRAY;
    hole = hole_note_expr(w, hole, expr, "slice");
    flow_expr(w, array ? hole_address(w, hole, expr->slice.x, "address-of") : hole, expr->slice.x);
    Expr *bounds[] = {expr->slice.lo, expr->slice.hi, expr->slice.max};
    for (int i = 0; i < 3; i++) {
        if (bounds[i]) {
            flow_discard(w, bounds[i]);
        }
    }
}

static void flow_address_of(FlowWalk *w, Hole hole, Expr *expr) {
    Expr *x = ast_unparen(expr->address.x);
    if (x->kind == EXPR_COMPOSITE_LIT) {
        flow_pointer_literal(w, hole, expr, x);
    } else {
        flow_expr(w, hole_address(w, hole, expr, "address-of"), x);
    }
}

static void flow_binary(FlowWalk *w, Hole hole, Expr *expr) {
    if (query_is_string_concat(expr)) {
        flow_concat(w, hole, expr);
        return;
    }
    flow_discard(w, expr->binary.x);
    flow_discard(w, expr->binary.y);
}

void flow_expr(FlowWalk *w, Hole hole, Expr *expr) {
    expr = ast_unparen(expr);
    if (expr->constant || expr->is_type) {
        return;
    }
    Type *type = query_type(expr);
    if (hole.derefs >= 0 && (!type || !type_has_pointers(type))) {
        hole = hole_discard(w->batch);
    }
    switch (expr->kind) {
    case EXPR_IDENT:
        if (query_is_local(expr->ident.object)) {
            flow_assign(w->batch, hole, flow_var(w->batch, expr->ident.object));
        }
        break;
    case EXPR_COMPOSITE_LIT:
        if (expr->composite.address) {
            flow_pointer_literal(w, hole, expr, expr);
        } else {
            flow_composite(w, hole, expr);
        }
        break;
    case EXPR_FUNC_LIT: flow_func_lit(w, hole, expr); break;
    case EXPR_SELECTOR: flow_selector(w, hole, expr); break;
    case EXPR_INDEX: flow_index(w, hole, expr); break;
    case EXPR_SLICE: flow_slice(w, hole, expr); break;
    case EXPR_TYPE_ASSERT:
        hole = hole_note_expr(w, hole_dot_type(hole, type), expr, "dot");
        flow_expr(w, hole, expr->type_assert.x);
        break;
    case EXPR_CALL: flow_call(w, &hole, expr); break;
    case EXPR_STAR: flow_expr(w, hole_deref(w, hole, expr, "indirection"), expr->star.x); break;
    case EXPR_ADDRESS: flow_address_of(w, hole, expr); break;
    case EXPR_UNARY: flow_discard(w, expr->unary.x); break;
    case EXPR_BINARY: flow_binary(w, hole, expr); break;
    case EXPR_CONVERT: flow_convert(w, hole, expr); break;
    case EXPR_TUPLE_ITEM: flow_tuple_item(w, hole, expr); break;
    case EXPR_KEY_VALUE: flow_expr(w, hole, expr->key_value.value); break;
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
}
