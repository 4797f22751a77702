// The model of Go's rules: the functions that Go's compiler makes up for go and defer statements. The
// operands of the call are evaluated where the statement stands, and kept in variables; the function, the
// wrapper, captures these and makes the call. Constants, new(T) and literals it makes itself, the latter of
// what is kept.
#include "escape/flow.h"

// The statement that a wrapper is made for.
typedef struct {
    FlowWalk *outer;    // the function with the statement
    FlowWalk *wrapper;  // the function that makes the call
    TempStmt *stmt;     // the assignment to the variables
    FlowLocations kept; // the variables
    int next;           // the one that the wrapper uses next
} Wrapping;

static bool is_new_zero(const Expr *expr) {
    return expr->kind == EXPR_CALL && expr->call.kind == CALL_BUILTIN && expr->call.builtin == BUILTIN_NEW &&
           expr->call.args.items[0]->is_type;
}

static bool is_literal(const Expr *expr) {
    return expr->kind == EXPR_COMPOSITE_LIT && !expr->composite.address &&
           type_underlying(expr->type)->kind != TYPE_MAP;
}

// Is it the same whenever it is evaluated?
static bool is_fixed(const Expr *expr) {
    if (expr->constant) {
        return true;
    }
    if (expr->kind == EXPR_IDENT) {
        const Object *object = expr->ident.object;
        return object && (object->kind == OBJECT_FUNC || object->kind == OBJECT_NIL);
    }
    return expr->kind == EXPR_SELECTOR &&
           (expr->selector.kind == SELECT_METHOD_EXPR ||
            (expr->selector.kind == SELECT_QUALIFIED && expr->selector.object->kind == OBJECT_FUNC));
}

static Expr *element(const Expr *literal, int i) {
    Expr *elem = literal->composite.elems.items[i];
    return ast_unparen(elem->kind == EXPR_KEY_VALUE ? elem->key_value.value : elem);
}

static FlowLocation *new_kept(Wrapping *p, Expr *operand) {
    Arena *arena = p->outer->batch->arena;
    FlowLocation *kept = flow_temp(p->outer);
    kept->expr = operand;
    VEC_PUSH(arena, &p->stmt->values, operand);
    VEC_PUSH(arena, &p->kept, kept);
    return kept;
}

static void keep_operand(Wrapping *p, Expr *operand) {
    operand = ast_unparen(operand);
    if (is_fixed(operand) || is_new_zero(operand)) {
        return;
    }
    if (is_literal(operand)) {
        for (int i = 0; i < operand->composite.elems.len; i++) {
            keep_operand(p, element(operand, i));
        }
        return;
    }
    FlowLocation *kept = new_kept(p, operand);
    flow_expr(p->outer, hole_note_temp(p->outer, hole_of(kept), p->stmt, "assign-pair"), operand);
}

static void use_operand(Wrapping *p, Hole hole, Expr *operand);

static void use_literal(Wrapping *p, Hole hole, Expr *literal) {
    FlowBatch *b = p->outer->batch;
    TypeKind type = type_underlying(literal->type)->kind;
    const char *why = type == TYPE_ARRAY ? "array literal element" : "struct literal element";
    if (type == TYPE_SLICE) {
        SiteKind kind = literal->implicit ? SITE_VARIADIC : SITE_COMPLIT;
        int site = site_of_expr(b->result, p->outer->func, literal, kind, literal->op_pos, false);
        hole = flow_spill(p->wrapper, hole, site, literal);
        why = "slice-literal-element";
    }
    hole = hole_note_expr(p->wrapper, hole, literal, why);
    for (int i = 0; i < literal->composite.elems.len; i++) {
        use_operand(p, hole, element(literal, i));
    }
}

// In the order of keep_operand.
static void use_operand(Wrapping *p, Hole hole, Expr *operand) {
    FlowBatch *b = p->outer->batch;
    operand = ast_unparen(operand);
    if (is_fixed(operand)) {
        return;
    }
    if (is_new_zero(operand)) {
        flow_expr(p->wrapper, hole, operand);
        site_decision(b->result, operand->site)->func = p->outer->func;
    } else if (is_literal(operand)) {
        use_literal(p, hole, operand);
    } else if (p->next < p->kept.len) {
        flow_assign(b, hole, p->kept.items[p->next++]);
    }
}

// The function value, or the interface whose method is called, is kept once before the arguments if it calls.
static void keep_operator(Wrapping *p, FlowOperator *op, const Expr *call) {
    Expr *fun = ast_unparen(call->call.fun);
    if (call->call.kind == CALL_METHOD) {
        keep_operand(p, fun->selector.x);
        return;
    }
    Expr *expr = call->call.kind == CALL_INTERFACE ? ast_unparen(fun->selector.x) : fun;
    if (is_fixed(expr)) {
        return;
    }
    FlowLocation *kept = new_kept(p, expr);
    Hole hole = hole_note_temp(p->outer, hole_of(kept), p->stmt, "assign-pair");
    flow_operator(p->outer, op, hole, call, expr);
    kept->twice = op->kept != NULL;
}

static void keep_operands(Wrapping *p, const Expr *call) {
    FlowOperator op = {0};
    if (call->call.kind != CALL_FUNCTION && call->call.kind != CALL_BUILTIN) {
        keep_operator(p, &op, call);
    }
    for (int i = 0; i < call->call.args.len; i++) {
        keep_operand(p, call->call.args.items[i]);
    }
    flow_operator_declare(p->outer, &op);
    for (int i = 0; i < p->kept.len; i++) {
        FlowLocation *kept = p->kept.items[i];
        flow_temp_declare(p->outer, kept, p->stmt);
        table_set(p->outer->batch->arena, &p->outer->batch->result->temps, kept->expr, &kept->temp);
    }
}

static void use_operands(Wrapping *p, const Expr *call) {
    FlowBatch *b = p->outer->batch;
    int index = 0;
    CallKind kind = call->call.kind;
    Func *callee = kind == CALL_BUILTIN ? NULL : flow_callee_of(p->outer, call);
    if (kind == CALL_METHOD || kind == CALL_INTERFACE) {
        Hole hole = flow_receiver_hole(p->wrapper, NULL, call, callee);
        hole = hole_note_expr(p->wrapper, hole, call, "call parameter");
        use_operand(p, hole, ast_unparen(call->call.fun)->selector.x);
        index = 1;
    } else if (kind == CALL_VALUE) {
        use_operand(p, hole_discard(b), call->call.fun);
    }
    for (int i = 0; i < call->call.args.len; i++) {
        bool flows = kind != CALL_BUILTIN || call->call.builtin == BUILTIN_PANIC;
        Hole hole = flows ? flow_operand_hole(p->wrapper, NULL, call, callee, index + i) : hole_discard(b);
        hole = hole_note_expr(p->wrapper, hole, call, "call parameter");
        use_operand(p, hole, call->call.args.items[i]);
    }
}

static void flow_wrapped(FlowWalk *w, Hole hole, const Stmt *stmt, Expr *call) {
    FlowBatch *b = w->batch;
    const char *name =
        arena_printf(b->arena, "%s.%swrap%d", w->func->name ? w->func->name : "",
                     stmt->kind == STMT_GO ? "go" : "defer", ++flow_func(b, w->func)->wrappers);
    FlowWalk wrapper = {.batch = b, .func = query_wrapper(b->result, w->func, name), .loop_depth = 1};
    if (call->call.spread) {
        flow_tuple(w, call->call.spread, call->op_pos);
    }
    Wrapping wrapping = {.outer = w, .wrapper = &wrapper, .stmt = flow_temp_stmt(w, stmt->span.start, NULL)};
    keep_operands(&wrapping, call);
    // The wrapper's record, which is no site of the program.
    FlowLocation *record = flow_location(w);
    record->is_wrapper = true;
    record->wrapper_pos = stmt->span.start;
    FlowNote note = {.location = record, .why = "spill"};
    flow_assign(b, hole_note(b, hole_shift(hole, -1), note), record);
    FlowClosure closure = {.hole = hole_of(record), .kept = wrapping.kept, .pos = stmt->span.start};
    VEC_PUSH(b->arena, &b->closures, closure);
    use_operands(&wrapping, call);
}

void flow_go_defer(FlowWalk *w, Stmt *stmt) {
    FlowBatch *b = w->batch;
    bool top_defer = stmt->kind == STMT_DEFER && w->loop_depth == 1 && !stmt->go_defer.frame;
    SiteKind kind = stmt->kind == STMT_DEFER ? SITE_DEFER : SITE_GO;
    site_of_stmt(b->result, w->func, stmt, kind, stmt->span.start, w->loop_depth > 1 || stmt->go_defer.frame);
    Hole hole = hole_heap(b);
    if (top_defer) {
        hole = hole_of(flow_location(w));
    }
    Expr *call = ast_unparen(stmt->go_defer.call);
    bool function = call->call.kind == CALL_VALUE || call->call.kind == CALL_FUNCTION;
    bool plain = function && call->call.args.len == 0 && call->type->kind == TYPE_TUPLE &&
                 call->type->tuple.count == 0;
    if (plain) {
        FlowOperator op;
        flow_operator(w, &op, hole, call, call->call.fun);
        flow_operator_declare(w, &op);
    } else {
        flow_wrapped(w, hole, stmt, call);
    }
}
