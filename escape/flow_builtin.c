// The model of Go's rules: calls of builtin functions.
#include "escape/flow.h"

static void flow_argument(FlowWalk *w, Hole hole, const Expr *call, Expr *arg) {
    flow_expr(w, hole_note_expr(w, hole, call, "call parameter"), arg);
}

static void flow_append(FlowWalk *w, Hole hole, Expr *call) {
    FlowBatch *b = w->batch;
    ExprList *args = &call->call.args;
    const Type *elem = type_underlying(args->items[0]->type)->slice.elem;
    bool pointers = type_has_pointers(elem);
    // The old array may be the result's, or its elements move to a new one, which the heap may hold.
    Hole both[] = {hole, hole_mutator(b)};
    Hole appendee = hole_tee(w, both, 2);
    if (pointers) {
        Hole more[] = {appendee, hole_deref(w, hole_heap(b), call, "appendee slice")};
        appendee = hole_tee(w, more, 2);
    }
    flow_argument(w, appendee, call, args->items[0]);
    for (int i = 1; i < args->len; i++) {
        Hole value = hole_heap(b);
        if (call->call.has_dots) {
            value = pointers ? hole_deref(w, hole_heap(b), call, "appended slice...") : hole_discard(b);
        }
        flow_argument(w, value, call, args->items[i]);
    }
    int site = site_of_expr(b->result, w->func, call, SITE_APPEND, call->op_pos, w->loop_depth > 1);
    // The frame's buffer serves once per activation, so the loop does not matter.
    flow_spill(w, hole, site, call).dst->loop_depth = 0;
}

static void flow_copy(FlowWalk *w, Expr *call) {
    FlowBatch *b = w->batch;
    flow_argument(w, hole_mutator(b), call, call->call.args.items[0]);
    Expr *src = call->call.args.items[1];
    const Type *type = type_underlying(src->type);
    bool pointers = type->kind == TYPE_SLICE && type_has_pointers(type->slice.elem);
    Hole hole = pointers ? hole_deref(w, hole_heap(b), call, "copied slice") : hole_discard(b);
    flow_argument(w, hole, call, src);
}

static void flow_make(FlowWalk *w, Hole hole, Expr *call) {
    TypeKind type = type_underlying(call->type)->kind;
    SiteKind kind = type == TYPE_SLICE ? SITE_MAKE : type == TYPE_MAP ? SITE_MAKEMAP : SITE_MAKECHAN;
    flow_spill(w, hole, site_of_expr(w->batch->result, w->func, call, kind, call->op_pos, w->loop_depth > 1),
               call);
    for (int i = 1; i < call->call.args.len; i++) {
        flow_discard(w, call->call.args.items[i]);
    }
}

// new(x) is the address of a variable that x is assigned to.
static void flow_new_of(FlowWalk *w, Hole hole, Expr *call) {
    EscapeResult *r = w->batch->result;
    Expr *x = call->call.args.items[0];
    FlowLocation *temp = flow_temp(w);
    temp->site = site_of_expr(r, w->func, call, SITE_VAR, call->op_pos, w->loop_depth > 1);
    TempStmt *stmt = flow_temp_stmt(w, call->op_pos, x);
    flow_expr(w, hole_note_temp(w, hole_of(temp), stmt, "assign"), x);
    flow_temp_declare(w, temp, stmt);
    table_set(r->arena, &r->temps, x, stmt->names.items);
    site_decision(r, temp->site)->text = temp->temp;
    flow_assign(w->batch, hole_address(w, hole, call, "address-of"), temp);
}

static void flow_new(FlowWalk *w, Hole hole, Expr *call) {
    if (!call->call.args.items[0]->is_type) {
        flow_new_of(w, hole, call);
        return;
    }
    int site = site_of_expr(w->batch->result, w->func, call, SITE_NEW, call->op_pos, w->loop_depth > 1);
    flow_spill(w, hole, site, call);
}

static void flow_args(FlowWalk *w, Hole hole, Expr *call) {
    for (int i = 0; i < call->call.args.len; i++) {
        flow_argument(w, hole, call, call->call.args.items[i]);
    }
}

void flow_builtin(FlowWalk *w, const Hole *holes, Expr *call) {
    FlowBatch *b = w->batch;
    Hole hole = holes ? holes[0] : hole_discard(b);
    if (call->call.spread) {
        flow_tuple(w, call->call.spread, call->op_pos);
    }
    switch ((BuiltinId)call->call.builtin) {
    case BUILTIN_APPEND: flow_append(w, hole, call); break;
    case BUILTIN_COPY: flow_copy(w, call); break;
    case BUILTIN_MAKE: flow_make(w, hole, call); break;
    case BUILTIN_NEW: flow_new(w, hole, call); break;
    case BUILTIN_PANIC: flow_args(w, hole_heap(b), call); break;
    case BUILTIN_MAX:
    case BUILTIN_MIN: flow_args(w, hole, call); break;
    case BUILTIN_CLEAR: flow_args(w, hole_mutator(b), call); break;
    case BUILTIN_CAP:
    case BUILTIN_CLOSE:
    case BUILTIN_COMPLEX:
    case BUILTIN_DELETE:
    case BUILTIN_IMAG:
    case BUILTIN_LEN:
    case BUILTIN_PRINT:
    case BUILTIN_PRINTLN:
    case BUILTIN_REAL:
    case BUILTIN_RECOVER:
    case BUILTIN_RANGE_DEFERS:
    case BUILTIN_RANGE_PANIC:
    case BUILTIN_COUNT: flow_args(w, hole_discard(b), call); break;
    }
}
