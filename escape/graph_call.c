// The connection graph: calls. A callee that is certain has its summary applied at once; the others are found
// while the graph is solved, from what the function value or the interface comes to point to.
#include "escape/graph.h"
#include "escape/mutant.h"

static int result_count(const Expr *call) {
    return call->type->kind == TYPE_TUPLE ? call->type->tuple.count : 1;
}

static int *new_results(Graph *g, const Expr *call) {
    int count = result_count(call);
    int *results = ARENA_NEW_N(g->arena, int, count + 1);
    results[0] = NO_NODE;
    for (int i = 0; i < count; i++) {
        const Type *type = call->type->kind == TYPE_TUPLE ? call->type->tuple.items[i] : call->type;
        results[i] = graph_region(g, type);
    }
    return results;
}

// The regions of receiver and arguments; `inputs` has room for one more in front.
typedef struct {
    int *inputs; // [0] is free for a literal's environment
    int count;   // without it
    int fun;     // the function value, or the receiver's interface
} Operands;

static const Type *operand_type(const Expr *call, int index) {
    bool method = call->call.kind == CALL_METHOD;
    if (method && index == 0) {
        return ast_unparen(call->call.fun)->selector.x->type;
    }
    return call->call.args.items[index - (method ? 1 : 0)]->type;
}

// A copy that lives as long as the function.
static int kept(Graph *g, int region, const Type *type) {
    if (region == NO_NODE) {
        return NO_NODE;
    }
    int loop = g->loop;
    g->loop = escape_mutant("defer-rule") ? loop : 0;
    int copy = graph_region(g, type);
    g->loop = loop;
    graph_copy_region(g, copy, region, type);
    return copy;
}

// An argument of a deferred call, held until the function ends. What the wrapper makes itself is made once.
static int deferred_argument(Graph *g, Expr *arg) {
    Expr *x = ast_unparen(arg);
    int loop = g->loop;
    int value;
    if (x->kind == EXPR_COMPOSITE_LIT && !x->composite.address &&
        type_underlying(x->type)->kind == TYPE_SLICE) {
        const Type *elem_type = type_underlying(x->type)->slice.elem;
        g->loop = 0;
        value = graph_slice(g, x->site, elem_type);
        g->loop = loop;
        for (int i = 0; i < x->composite.elems.len; i++) {
            Expr *elem = x->composite.elems.items[i];
            elem = elem->kind == EXPR_KEY_VALUE ? elem->key_value.value : elem;
            graph_store(g, value, 0, deferred_argument(g, elem), elem_type);
        }
        return value;
    }
    bool made_by_wrapper = x->kind == EXPR_CALL && x->call.kind == CALL_BUILTIN &&
                           x->call.builtin == BUILTIN_NEW && x->call.args.items[0]->is_type;
    g->loop = made_by_wrapper ? 0 : loop;
    value = graph_expr(g, arg);
    g->loop = loop;
    return kept(g, value, x->type);
}

// `keep`: the operands are held until the function ends (defer).
static Operands evaluate(Graph *g, Expr *call, bool keep) {
    Operands operands = {.fun = NO_NODE, .inputs = ARENA_NEW_N(g->arena, int, call->call.args.len + 3)};
    if (call->call.spread) {
        graph_tuple(g, call->call.spread);
    }
    switch (call->call.kind) {
    case CALL_METHOD:
        operands.inputs[++operands.count] = graph_expr(g, ast_unparen(call->call.fun)->selector.x);
        break;
    case CALL_INTERFACE: operands.fun = graph_expr(g, ast_unparen(call->call.fun)->selector.x); break;
    case CALL_VALUE: operands.fun = graph_expr(g, call->call.fun); break;
    case CALL_FUNCTION:
    case CALL_BUILTIN:
    case CALL_UNRESOLVED: break;
    }
    for (int i = 0; i < call->call.args.len; i++) {
        Expr *arg = call->call.args.items[i];
        operands.inputs[++operands.count] = keep ? deferred_argument(g, arg) : graph_expr(g, arg);
    }
    if (keep) {
        if (call->call.kind == CALL_METHOD) {
            operands.inputs[1] = kept(g, operands.inputs[1], operand_type(call, 0));
        }
        if (operands.fun != NO_NODE) {
            bool method = call->call.kind == CALL_INTERFACE;
            const Type *type = method ? ast_unparen(call->call.fun)->selector.x->type : call->call.fun->type;
            operands.fun = kept(g, operands.fun, type);
        }
    }
    return operands;
}

// Deferred calls are made by the runtime; package initialisers have no frame that anything could be in.
static bool gives_slots(const Graph *g, bool keep) {
    return !keep && g->func != g->result->init_func;
}

static void call_later(Graph *g, const Expr *call, const Operands *operands, int *results, bool keep) {
    if (operands->fun == NO_NODE) {
        return;
    }
    GraphCall *later = ARENA_NEW(g->arena, GraphCall);
    *later = (GraphCall){.call = call,
                         .args = operands->inputs + 1,
                         .arg_count = operands->count,
                         .results = results,
                         .result_count = result_count(call),
                         .gives_slots = gives_slots(g, keep),
                         .loop = g->loop};
    if (call->call.kind == CALL_INTERFACE) {
        const Expr *fun = ast_unparen(call->call.fun);
        later->method = fun->selector.sel;
        later->package = g->func->package;
    } else {
        later->type = type_underlying(call->call.fun->type);
    }
    VEC_PUSH(g->arena, &g->calls, later);
    graph_constrain(g, operands->fun, (Constraint){.kind = CONSTRAINT_CALL, .other = g->calls.len - 1});
}

static bool is_method_expr_call(const EscapeResult *r, const Expr *call) {
    if (call->call.kind != CALL_VALUE) {
        return false;
    }
    const Expr *fun = static_value(r, call->call.fun);
    return fun->kind == EXPR_SELECTOR && fun->selector.kind == SELECT_METHOD_EXPR;
}

// T.m(x, args) where m is promoted, or an interface's.
static void call_method_expr(Graph *g, const Expr *call, const Operands *operands, int *results) {
    const Expr *fun = static_value(g->result, call->call.fun);
    GraphCall *method = ARENA_NEW(g->arena, GraphCall);
    *method = (GraphCall){.call = call,
                          .args = operands->inputs + 2,
                          .arg_count = operands->count - 1,
                          .results = results,
                          .result_count = result_count(call),
                          .loop = g->loop,
                          .method = fun->selector.sel,
                          .package = g->func->package};
    graph_call_method(g, method, operands->inputs[1], type_underlying(fun->type)->func.params[0]);
}

static CallSlots *call_slots(Graph *g, const Expr *call, Func *callee, bool keep) {
    graph_slot_forget(g, call);
    if (callee && gives_slots(g, keep)) {
        return graph_slot_call(g, call, (SlotCallee){.reach = REACH_CERTAIN, .func = callee});
    }
    graph_slot_nil(g->result, callee);
    return NULL;
}

static int *run_call(Graph *g, Expr *call, bool keep) {
    Operands operands = evaluate(g, call, keep);
    int *results = new_results(g, call);
    Func *callee = static_callee(g->result, call);
    CallSlots *slots = call_slots(g, call, callee, keep);
    if (!callee && is_method_expr_call(g->result, call)) {
        call_method_expr(g, call, &operands, results);
    } else if (!callee) {
        call_later(g, call, &operands, results, keep);
    } else if (callee->literal) {
        operands.inputs[0] = operands.fun;
        summary_apply(g, callee, call, operands.inputs, operands.count + 1, results, slots);
    } else {
        summary_apply(g, callee, call, operands.inputs + 1, operands.count, results, slots);
    }
    return results;
}

int *graph_call(Graph *g, Expr *call) {
    if (call->call.kind != CALL_BUILTIN) {
        return run_call(g, call, false);
    }
    int *results = ARENA_NEW_N(g->arena, int, 1);
    results[0] = graph_builtin(g, call);
    return results;
}

// What is called later, or by a goroutine, is shared with it for good.
static void call_elsewhere(Graph *g, Expr *call) {
    if (call->call.kind == CALL_BUILTIN) {
        for (int i = 0; i < call->call.args.len; i++) {
            graph_escape(g, graph_expr(g, call->call.args.items[i]), call->call.args.items[i]->type,
                         RULE_GOROUTINE);
        }
        return;
    }
    Operands operands = evaluate(g, call, false);
    for (int i = 1; i <= operands.count; i++) {
        graph_escape(g, operands.inputs[i], operand_type(call, i - 1), RULE_GOROUTINE);
    }
    g->origin.rule = RULE_GOROUTINE;
    graph_copy(g, GLOBAL_NODE, operands.fun);
    g->origin.rule = RULE_NONE;
    graph_slot_nil(g->result, static_callee(g->result, call));
    if (call->call.kind == CALL_INTERFACE) {
        graph_slot_nil_any(g->program, NULL, ast_unparen(call->call.fun)->selector.sel);
    } else if (call->call.kind == CALL_VALUE) {
        graph_slot_nil_any(g->program, type_underlying(call->call.fun->type), NULL);
    }
}

void graph_go_defer(Graph *g, Stmt *stmt) {
    Expr *call = ast_unparen(stmt->go_defer.call);
    if (stmt->kind == STMT_GO || stmt->go_defer.frame) { // runs when this frame is gone
        call_elsewhere(g, call);
    } else if (call->call.kind == CALL_BUILTIN) {
        Operands operands = evaluate(g, call, !escape_mutant("defer-builtin"));
        graph_builtin_effect(g, call, operands.inputs + 1);
    } else {
        run_call(g, call, true);
    }
}
