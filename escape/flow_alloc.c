// The model of Go's rules: expressions that allocate. Each creates its site, and a location whose address
// flows to the hole.
#include "escape/flow.h"

static int new_site(FlowWalk *w, Expr *expr, SiteKind kind, Pos pos) {
    return site_of_expr(w->batch->result, w->func, expr, kind, pos, w->loop_depth > 1);
}

static Expr *element_value(Expr *elem) {
    return elem->kind == EXPR_KEY_VALUE ? elem->key_value.value : elem;
}

static void flow_elements(FlowWalk *w, Hole hole, Expr *expr, const char *why) {
    hole = hole_note_expr(w, hole, expr, why);
    for (int i = 0; i < expr->composite.elems.len; i++) {
        flow_expr(w, hole, element_value(expr->composite.elems.items[i]));
    }
}

// Keys and values of a map are always held by the heap.
static void flow_map_elements(FlowWalk *w, Expr *expr) {
    Hole heap = hole_heap(w->batch);
    for (int i = 0; i < expr->composite.elems.len; i++) {
        Expr *elem = expr->composite.elems.items[i];
        flow_expr(w, hole_note_expr(w, heap, expr, "map literal key"), elem->key_value.key);
        flow_expr(w, hole_note_expr(w, heap, expr, "map literal value"), elem->key_value.value);
    }
}

static void flow_literal_of(FlowWalk *w, Hole hole, Expr *expr, const Type *type) {
    SiteKind kind = expr->implicit ? SITE_VARIADIC : SITE_COMPLIT;
    switch (type_underlying(type)->kind) {
    case TYPE_SLICE: {
        int pointer_site = expr->site;
        hole = flow_spill(w, hole, new_site(w, expr, kind, expr->op_pos), expr);
        if (expr->composite.address) {
            expr->site = pointer_site;
        }
        flow_elements(w, hole, expr, "slice-literal-element");
        break;
    }
    case TYPE_MAP: {
        int pointer_site = expr->site;
        flow_spill(w, hole, new_site(w, expr, kind, expr->op_pos), expr);
        if (expr->composite.address) {
            expr->site = pointer_site;
        }
        flow_map_elements(w, expr);
        break;
    }
    case TYPE_ARRAY: flow_elements(w, hole, expr, "array literal element"); break;
    default: flow_elements(w, hole, expr, "struct literal element"); break;
    }
}

void flow_composite(FlowWalk *w, Hole hole, Expr *expr) {
    flow_literal_of(w, hole, expr, expr->type);
}

void flow_pointer_literal(FlowWalk *w, Hole hole, Expr *expr, Expr *literal) {
    EscapeResult *r = w->batch->result;
    int site = site_of_pointer_literal(r, w->func, expr, literal, expr->op_pos, w->loop_depth > 1);
    hole = flow_spill(w, hole, site, expr);
    const Type *type =
        literal->composite.address ? type_underlying(literal->type)->pointer.elem : literal->type;
    flow_literal_of(w, hole, literal, type);
}

void flow_func_lit(FlowWalk *w, Hole hole, Expr *expr) {
    FlowBatch *b = w->batch;
    Func *literal = expr->func_lit.func;
    Hole record = flow_spill(w, hole, new_site(w, expr, SITE_CLOSURE, expr->span.start), expr);
    record.dst->literal = literal;
    VEC_PUSH(b->arena, &b->closures, (FlowClosure){.hole = record, .literal = literal});
    for (int i = 0; i < literal->captures.len; i++) {
        FlowLocation *location = flow_var(b, literal->captures.items[i].var);
        if (!location->captured) {
            location->captured = true;
            // What was assigned in straight-line code before the first capture does not matter.
            location->reassigned &= location->loop_depth != w->loop_depth;
        }
    }
    // A literal that captures nothing is a function of its own; it has been, or will be, walked as such.
    if (literal->captures.len > 0) {
        flow_walk_func(b, literal);
    }
}

// The receiver flows both into the record and to the method, whose results may go anywhere.
void flow_method_value(FlowWalk *w, Hole hole, Expr *expr) {
    FlowBatch *b = w->batch;
    Hole record = flow_spill(w, hole, new_site(w, expr, SITE_METHODVAL, expr->op_pos), expr);
    Func *method = expr->selector.kind == SELECT_METHOD ? expr->selector.object->func.func : NULL;
    Hole results[FLOW_TRACKED_RESULTS + 1];
    for (int i = 0; i <= FLOW_TRACKED_RESULTS; i++) {
        results[i] = hole_heap(b);
    }
    Hole both[] = {flow_argument_hole(w, results, method, 0), record};
    flow_expr(w, hole_tee(w, both, 2), expr->selector.x);
}

static Hole note_interface(FlowWalk *w, Hole hole, const Expr *convert) {
    FlowNote note = {.expr = convert, .why = "interface-converted"};
    note.pos = ast_unparen(convert->convert.x)->kind == EXPR_TUPLE_ITEM ? w->tuple_pos : 0;
    return hole_note(w->batch, hole, note);
}

void flow_convert(FlowWalk *w, Hole hole, Expr *expr) {
    Expr *x = expr->convert.x;
    switch (expr->convert.kind) {
    case CONVERT_NOOP:
    case CONVERT_NUMERIC:
    case CONVERT_SLICE_TO_ARRAY_POINTER: flow_expr(w, hole, x); break;
    case CONVERT_INTERFACE: flow_expr(w, note_interface(w, hole, expr), x); break;
    case CONVERT_SLICE_TO_ARRAY: flow_expr(w, hole_deref(w, hole, expr, "slice-to-array"), x); break;
    case CONVERT_TO_INTERFACE:
        if (!type_is_pointer_shaped(x->type) && ast_unparen(x)->type->kind != TYPE_UNTYPED_NIL) {
            Pos pos = ast_unparen(x)->kind == EXPR_TUPLE_ITEM ? w->tuple_pos : text_pos(x);
            hole = flow_spill(w, hole, new_site(w, expr, SITE_BOX, pos), expr);
        }
        flow_expr(w, note_interface(w, hole, expr), x);
        break;
    case CONVERT_INT_TO_STRING:
    case CONVERT_BYTES_TO_STRING:
    case CONVERT_RUNES_TO_STRING:
    case CONVERT_STRING_TO_BYTES:
    case CONVERT_STRING_TO_RUNES:
        flow_spill(w, hole,
                   new_site(w, expr, query_is_rune_literal(expr) ? SITE_COMPLIT : SITE_CONV, text_pos(x)),
                   expr);
        flow_discard(w, x);
        break;
    }
}

void flow_concat(FlowWalk *w, Hole hole, Expr *expr) {
    flow_spill(w, hole, new_site(w, expr, SITE_STRCAT, expr->op_pos), expr);
    ExprList operands = {0};
    query_concat_operands(w->batch->arena, expr, &operands);
    for (int i = 0; i < operands.len; i++) {
        flow_discard(w, operands.items[i]);
    }
}
