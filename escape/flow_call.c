// The model of Go's rules: calls.
#include "escape/flow.h"
#include "escape/mutant.h"

static const FlowLeaks *recorded_leaks(FlowBatch *b, Func *callee, int index) {
    FlowFunc *record = flow_func(b, callee);
    if (!record->tagged && !callee->body) {
        leaks_tag(b, callee);
    }
    return index < record->params.len ? &record->params.items[index] : NULL;
}

static Object *parameter(const Func *callee, int index) {
    if (callee->receiver) {
        return index == 0 ? callee->receiver : callee->params.items[index - 1];
    }
    return callee->params.items[index];
}

Hole flow_argument_hole(FlowWalk *w, const Hole *holes, Func *callee, int index) {
    FlowBatch *b = w->batch;
    if (!callee) {
        return hole_heap(b);
    }
    if (flow_in_batch(b, callee)) {
        Object *param = parameter(callee, index);
        return param->name ? hole_of(flow_var(b, param)) : hole_discard(b);
    }
    const FlowLeaks *leaks = recorded_leaks(b, callee, index);
    if (!leaks) {
        return hole_heap(b);
    }
    Hole sinks[3 + FLOW_TRACKED_RESULTS];
    int count = 0;
    if (leaks->heap >= 0 && !escape_mutant("flow-leak")) {
        sinks[count++] = hole_shift(hole_heap(b), leaks->heap);
    }
    if (leaks->mutator >= 0) {
        sinks[count++] = hole_shift(hole_mutator(b), leaks->mutator);
    }
    if (leaks->callee >= 0) {
        sinks[count++] = hole_shift(hole_of(&b->callee), leaks->callee);
    }
    for (int i = 0; holes && i < FLOW_TRACKED_RESULTS; i++) {
        if (leaks->results[i] >= 0) {
            sinks[count++] = hole_shift(holes[i], leaks->results[i]);
        }
    }
    return hole_tee(w, sinks, count);
}

// Does the expression call a function, or receive?
static bool find_call(AstVisitor *visitor, Expr *expr) {
    bool *found = visitor->data;
    bool calls =
        expr->kind == EXPR_CALL && !(expr->call.kind == CALL_BUILTIN && expr->call.builtin == BUILTIN_NEW);
    bool receives = expr->kind == EXPR_UNARY && expr->unary.op == OP_RECEIVE;
    bool inside = !expr->constant && !expr->is_type;
    *found = *found || (inside && (calls || receives));
    return inside && !*found && expr->kind != EXPR_FUNC_LIT;
}

static bool has_call(Expr *expr) {
    bool found = false;
    AstVisitor visitor = {.expr = find_call, .data = &found};
    ast_walk_expr(&visitor, expr);
    return found;
}

static int result_count(const Expr *call) {
    return call->type->kind == TYPE_TUPLE ? call->type->tuple.count : 1;
}

// Where a function value goes. Where the callee is not known and its results are used, a closure among the
// possible ones must be taken to return to anywhere.
static Hole callee_hole(FlowWalk *w, const Hole *holes, const Expr *call, const Func *callee) {
    Hole hole = hole_discard(w->batch);
    if (!callee && holes) {
        for (int i = 0; i < result_count(call); i++) {
            if (holes[i].dst != &w->batch->blank) {
                hole = hole_note_expr(w, hole_of(&w->batch->callee), call, "callee operand");
            }
        }
    }
    return hole;
}

Func *flow_callee_of(FlowWalk *w, const Expr *call) {
    Type *type = NULL;
    Func *callee = call->call.kind == CALL_INTERFACE ? static_devirtualized(w->batch->result, call, &type)
                                                     : static_callee(w->batch->result, call);
    int derefs = 0;
    callee = callee ? callee : static_promoted(w->batch->result, call, &derefs);
    return callee && callee->reachable ? callee : NULL;
}

// Where argument `index` goes. The first of a method expression may be some steps away from the receiver.
Hole flow_operand_hole(FlowWalk *w, const Hole *holes, const Expr *call, Func *callee, int index) {
    Hole hole = flow_argument_hole(w, holes, callee, index);
    int derefs = 0;
    bool receiver = callee && index == 0 && call->call.kind == CALL_VALUE &&
                    !static_callee(w->batch->result, call) &&
                    static_promoted(w->batch->result, call, &derefs);
    return receiver ? hole_shift(hole, derefs) : hole;
}

// Where the receiver of a method call goes; an interface that is known to hold a concrete value is taken
// apart first.
Hole flow_receiver_hole(FlowWalk *w, const Hole *holes, const Expr *call, Func *callee) {
    Hole hole = flow_argument_hole(w, holes, callee, 0);
    Type *type = NULL;
    if (callee && call->call.kind == CALL_INTERFACE && static_devirtualized(w->batch->result, call, &type)) {
        hole = hole_dot_type(hole, type);
    }
    return hole;
}

static void flow_arguments(FlowWalk *w, const Hole *holes, Expr *call, Func *callee) {
    CallKind kind = call->call.kind;
    int first = kind == CALL_METHOD || kind == CALL_INTERFACE ? 1 : 0;
    for (int i = 0; i < call->call.args.len; i++) {
        Hole hole = flow_operand_hole(w, holes, call, callee, first + i);
        flow_expr(w, hole_note_expr(w, hole, call, "call parameter"), call->call.args.items[i]);
    }
}

void flow_operator(FlowWalk *w, FlowOperator *op, Hole hole, const Expr *call, Expr *expr) {
    *op = (FlowOperator){.expr = ast_unparen(expr)};
    if (!has_call(expr)) {
        flow_expr(w, hole, expr);
        return;
    }
    op->kept = flow_temp(w);
    op->kept->expr = op->expr;
    op->stmt = flow_temp_stmt(w, call->op_pos, op->expr);
    flow_expr(w, hole_note_temp(w, hole_of(op->kept), op->stmt, "assign"), expr);
    flow_assign(w->batch, hole, op->kept);
}

void flow_operator_declare(FlowWalk *w, const FlowOperator *op) {
    if (op->kept) {
        flow_temp_declare(w, op->kept, op->stmt);
        table_set(w->batch->arena, &w->batch->result->temps, op->expr, &op->kept->temp);
    }
}

void flow_call(FlowWalk *w, const Hole *holes, Expr *call) {
    FlowBatch *b = w->batch;
    if (call->call.kind == CALL_BUILTIN) {
        flow_builtin(w, holes, call);
        return;
    }
    if (call->call.spread) {
        flow_tuple(w, call->call.spread, call->op_pos);
    }
    Func *callee = flow_callee_of(w, call);
    if (holes && callee && flow_in_batch(b, callee)) {
        for (int i = 0; i < callee->results.len; i++) {
            Hole hole = type_has_pointers(callee->results.items[i]->type) ? holes[i] : hole_discard(b);
            flow_assign(b, hole, flow_var(b, callee->results.items[i]));
        }
    }
    Expr *fun = ast_unparen(call->call.fun);
    FlowOperator op = {0};
    if (call->call.kind == CALL_METHOD || call->call.kind == CALL_INTERFACE) {
        Hole hole = hole_note_expr(w, flow_receiver_hole(w, holes, call, callee), call, "call parameter");
        if (call->call.kind == CALL_METHOD) {
            flow_expr(w, hole, fun->selector.x);
        } else {
            flow_operator(w, &op, hole, call, fun->selector.x);
        }
    } else if (call->call.kind == CALL_VALUE) {
        flow_operator(w, &op, callee_hole(w, holes, call, callee), call, fun);
    }
    flow_arguments(w, holes, call, callee);
    flow_operator_declare(w, &op);
}
