// The model of Go's rules: calls, and the functions that go and defer statements run.
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

static int result_count(const Expr *call) {
    return call->type->kind == TYPE_TUPLE ? call->type->tuple.count : 1;
}

// The function expression itself. Where the callee is not known and its results are used, a closure among the
// possible ones must be taken to return to anywhere.
static void flow_callee(FlowWalk *w, const Hole *holes, const Expr *call, const Func *callee) {
    Hole hole = hole_discard(w->batch);
    if (!callee && holes) {
        for (int i = 0; i < result_count(call); i++) {
            if (holes[i].dst != &w->batch->blank) {
                hole = hole_note_expr(w, hole_of(&w->batch->callee), call, "callee operand");
            }
        }
    }
    flow_expr(w, hole, call->call.fun);
}

static Func *callee_of(FlowWalk *w, const Expr *call) {
    Type *type = NULL;
    Func *callee = call->call.kind == CALL_INTERFACE ? static_devirtualized(w->batch->result, call, &type)
                                                     : static_callee(w->batch->result, call);
    int derefs = 0;
    callee = callee ? callee : static_promoted(w->batch->result, call, &derefs);
    return callee && callee->reachable ? callee : NULL;
}

// Where argument `index` goes. The first of a method expression may be some steps away from the receiver.
static Hole argument_hole(FlowWalk *w, const Hole *holes, const Expr *call, Func *callee, int index) {
    Hole hole = flow_argument_hole(w, holes, callee, index);
    int derefs = 0;
    bool receiver = callee && index == 0 && call->call.kind == CALL_VALUE &&
                    !static_callee(w->batch->result, call) &&
                    static_promoted(w->batch->result, call, &derefs);
    return receiver ? hole_shift(hole, derefs) : hole;
}

// Where the receiver of a method call goes; an interface that is known to hold a concrete value is taken
// apart first.
static Hole receiver_hole(FlowWalk *w, const Hole *holes, const Expr *call, Func *callee) {
    Hole hole = flow_argument_hole(w, holes, callee, 0);
    Type *type = NULL;
    if (callee && call->call.kind == CALL_INTERFACE && static_devirtualized(w->batch->result, call, &type)) {
        hole = hole_dot_type(hole, type);
    }
    return hole;
}

static void flow_arguments(FlowWalk *w, const Hole *holes, Expr *call, Func *callee) {
    int index = 0;
    CallKind kind = call->call.kind;
    if (kind == CALL_METHOD || kind == CALL_INTERFACE) {
        Hole hole = hole_note_expr(w, receiver_hole(w, holes, call, callee), call, "call parameter");
        flow_expr(w, hole, ast_unparen(call->call.fun)->selector.x);
        index = 1;
    }
    for (int i = 0; i < call->call.args.len; i++) {
        Hole hole = argument_hole(w, holes, call, callee, index + i);
        flow_expr(w, hole_note_expr(w, hole, call, "call parameter"), call->call.args.items[i]);
    }
}

void flow_call(FlowWalk *w, const Hole *holes, Expr *call) {
    FlowBatch *b = w->batch;
    if (call->call.kind == CALL_BUILTIN) {
        flow_builtin(w, holes, call);
        return;
    }
    if (call->call.spread) {
        flow_tuple(w, call->call.spread);
        w->tuple_pos = call->op_pos;
    }
    Func *callee = callee_of(w, call);
    if (holes && callee && flow_in_batch(b, callee)) {
        for (int i = 0; i < callee->results.len; i++) {
            Hole hole = type_has_pointers(callee->results.items[i]->type) ? holes[i] : hole_discard(b);
            flow_assign(b, hole, flow_var(b, callee->results.items[i]));
        }
    }
    if (call->call.kind == CALL_VALUE || call->call.kind == CALL_FUNCTION) {
        flow_callee(w, holes, call, callee);
    }
    flow_arguments(w, holes, call, callee);
}

static bool is_new_zero(const Expr *expr) {
    return expr->kind == EXPR_CALL && expr->call.kind == CALL_BUILTIN && expr->call.builtin == BUILTIN_NEW &&
           expr->call.args.items[0]->is_type;
}

static bool is_slice_literal(const Expr *expr) {
    return expr->kind == EXPR_COMPOSITE_LIT && !expr->composite.address &&
           type_underlying(expr->type)->kind == TYPE_SLICE;
}

// The statement that a wrapper is made for.
typedef struct {
    FlowWalk *outer;   // the function with the statement
    FlowWalk *wrapper; // the function that makes the call
    Hole record;       // what the wrapper captures
} Wrapping;

static void flow_kept_operand(const Wrapping *p, Hole hole, Expr *operand);

// Does the wrapper itself make the operand, when it runs?
static bool is_made_by_wrapper(const Expr *operand) {
    return operand->constant || is_new_zero(operand) || is_slice_literal(operand);
}

static FlowLocation *flow_keep(const Wrapping *p, Expr *operand) {
    FlowLocation *kept = flow_location(p->outer, true);
    flow_expr(p->outer, hole_of(kept), operand);
    flow_assign(p->outer->batch, p->record, kept);
    return kept;
}

static Expr *element(const Expr *literal, int i) {
    Expr *elem = literal->composite.elems.items[i];
    return ast_unparen(elem->kind == EXPR_KEY_VALUE ? elem->key_value.value : elem);
}

// Slice literals are built inside the wrapper, from elements kept one by one.
static void flow_kept_literal(const Wrapping *p, Hole hole, Expr *literal) {
    FlowBatch *b = p->outer->batch;
    int count = literal->composite.elems.len;
    FlowLocation **kept = ARENA_NEW_N(b->arena, FlowLocation *, count + 1);
    for (int i = 0; i < count; i++) {
        kept[i] = is_made_by_wrapper(element(literal, i)) ? NULL : flow_keep(p, element(literal, i));
    }
    SiteKind kind = literal->implicit ? SITE_VARIADIC : SITE_COMPLIT;
    int site = site_of_expr(b->result, p->outer->func, literal, kind, literal->op_pos, false);
    Hole content = flow_spill(p->wrapper, hole, site, literal);
    content = hole_note_expr(p->wrapper, content, literal, "slice-literal-element");
    for (int i = 0; i < count; i++) {
        if (kept[i]) {
            flow_assign(b, content, kept[i]);
        } else {
            flow_kept_operand(p, content, element(literal, i));
        }
    }
}

// An operand of a go or defer statement's call is evaluated at once and kept in a variable, from where the
// wrapper copies it; but a constant and new(T) are made by the wrapper.
static void flow_kept_operand(const Wrapping *p, Hole hole, Expr *operand) {
    FlowBatch *b = p->outer->batch;
    operand = ast_unparen(operand);
    if (operand->constant) {
        return;
    }
    if (is_new_zero(operand)) {
        flow_expr(p->wrapper, hole, operand);
        site_decision(b->result, operand->site)->func = p->outer->func;
    } else if (is_slice_literal(operand)) {
        flow_kept_literal(p, hole, operand);
    } else {
        flow_assign(b, hole, flow_keep(p, operand));
    }
}

static void flow_wrapped_call(FlowWalk *outer, Hole record, Expr *call) {
    FlowBatch *b = outer->batch;
    FlowWalk wrapper = {.batch = b, .func = query_wrapper(b->result, outer->func), .loop_depth = 1};
    if (call->call.spread) {
        flow_tuple(outer, call->call.spread);
        outer->tuple_pos = call->op_pos;
    }
    Wrapping wrapping = {.outer = outer, .wrapper = &wrapper, .record = record};
    int index = 0;
    CallKind kind = call->call.kind;
    Func *callee = kind == CALL_BUILTIN ? NULL : callee_of(outer, call);
    if (kind == CALL_METHOD || kind == CALL_INTERFACE) {
        Hole hole = receiver_hole(&wrapper, NULL, call, callee);
        hole = hole_note_expr(&wrapper, hole, call, "call parameter");
        flow_kept_operand(&wrapping, hole, ast_unparen(call->call.fun)->selector.x);
        index = 1;
    } else if (kind == CALL_VALUE) {
        flow_kept_operand(&wrapping, hole_discard(b), call->call.fun);
    }
    for (int i = 0; i < call->call.args.len; i++) {
        bool kept = kind != CALL_BUILTIN || call->call.builtin == BUILTIN_PANIC;
        Hole hole = kept ? argument_hole(&wrapper, NULL, call, callee, index + i) : hole_discard(b);
        hole = hole_note_expr(&wrapper, hole, call, "call parameter");
        flow_kept_operand(&wrapping, hole, call->call.args.items[i]);
    }
}

void flow_go_defer(FlowWalk *w, Stmt *stmt) {
    FlowBatch *b = w->batch;
    bool top_defer = stmt->kind == STMT_DEFER && w->loop_depth == 1 && !stmt->go_defer.frame;
    SiteKind kind = stmt->kind == STMT_DEFER ? SITE_DEFER : SITE_GO;
    site_of_stmt(b->result, w->func, stmt, kind, stmt->span.start, w->loop_depth > 1 || stmt->go_defer.frame);
    Hole hole = hole_heap(b);
    if (top_defer) {
        hole = hole_of(flow_location(w, true));
    }
    Expr *call = ast_unparen(stmt->go_defer.call);
    bool plain = call->call.kind == CALL_VALUE && call->call.args.len == 0 &&
                 call->type->kind == TYPE_TUPLE && call->type->tuple.count == 0;
    if (plain) {
        flow_expr(w, hole, call->call.fun);
        return;
    }
    // The wrapper's record, which is no site of the program.
    FlowLocation *record = flow_location(w, false);
    record->is_wrapper = true;
    record->wrapper_pos = stmt->span.start;
    FlowNote note = {.location = record, .why = "spill"};
    flow_assign(b, hole_note(b, hole_shift(hole, -1), note), record);
    flow_wrapped_call(w, hole_of(record), call);
}
