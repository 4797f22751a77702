// Sinking: the candidates of a function, and every use that it makes of them.
//
// A candidate is a variable that alone names an object of the frame: a pointer or slice that is declared with
// `&T{}`, `new(T)`, `[]T{}` or `make([]T, constant)`; or a variable whose own address is taken. No closure
// shares it (one that has a copy of the pointer came by it in a move), so each use stands in the function
// itself. The value of an expression is then one of three: a place in the object, a reference to the object
// (or to a part of it), or something else. What is done with a reference matters: to go through it, to
// compare it, and to lend it to a callee that keeps nothing (by Go's rules for its parameter) leave the
// variable the only name; so does a range over it whose body does not move it. All other uses are moves, and
// belong to the innermost statement that codegen builds as one: the header of an if, for or switch to the
// whole statement.
#include "escape/mutant.h"
#include "escape/sink.h"

typedef struct {
    enum { OTHER, PLACE, REFERENCE } kind;
    SinkCandidate *candidate;
} Use;

static const Use other = {OTHER, NULL};

static Use use_of(SinkWalk *w, Expr *expr);

// ---- Moves

static void move_before(SinkWalk *w, SinkCandidate *candidate, const Stmt *stmt) {
    bool known = candidate->moves.len > MAX_MOVES;
    for (int i = 0; i < candidate->moves.len && !known; i++) {
        known = candidate->moves.items[i] == stmt;
    }
    if (!known) {
        VEC_PUSH(w->arena, &candidate->moves, stmt);
    }
}

void sink_replace(SinkWalk *w, SinkCandidate *candidate) {
    for (int i = 0; i < w->loans.len && !escape_mutant("sink-range"); i++) {
        if (w->loans.items[i].candidate == candidate) {
            move_before(w, candidate, w->loans.items[i].range);
        }
    }
}

static void move(SinkWalk *w, SinkCandidate *candidate) {
    move_before(w, candidate, w->stmt);
    sink_replace(w, candidate);
    candidate->moves_again |= w->runs_again;
}

// The value is kept, or may be.
void sink_keep(SinkWalk *w, Expr *expr) {
    Use use = expr ? use_of(w, expr) : other;
    if (use.kind == REFERENCE && !escape_mutant("sink-keep")) {
        move(w, use.candidate);
    }
}

void sink_keep_all(SinkWalk *w, const ExprList *exprs) {
    for (int i = 0; i < exprs->len; i++) {
        sink_keep(w, exprs->items[i]);
    }
}

// ---- Expressions

static Use place_in(Use use) {
    return use.kind == OTHER ? other : (Use){PLACE, use.candidate};
}

static Use use_of_ident(const SinkWalk *w, const Expr *ident) {
    const Object *var = ident->ident.object;
    SinkCandidate *candidate = var ? table_get(&w->by_var, var) : NULL;
    return candidate ? (Use){candidate->sink.kind == SINK_VARIABLE ? PLACE : REFERENCE, candidate} : other;
}

static Use use_of_selector(SinkWalk *w, const Expr *selector) {
    if (selector->selector.kind == SELECT_QUALIFIED || selector->selector.kind == SELECT_METHOD_EXPR) {
        return other;
    }
    if (selector->selector.kind != SELECT_FIELD) { // a method value
        sink_keep(w, selector->selector.x);
        return other;
    }
    Use use = use_of(w, selector->selector.x);
    return selector->selector.through_pointer && use.kind == PLACE ? other : place_in(use);
}

static Use use_of_index(SinkWalk *w, const Expr *index) {
    Use use = use_of(w, index->index.x);
    sink_keep_all(w, &index->index.indices);
    bool is_array = type_underlying(index->index.x->type)->kind == TYPE_ARRAY;
    return use.kind == PLACE && !is_array ? other : place_in(use);
}

static Use use_of_slice(SinkWalk *w, const Expr *slice) {
    Use use = use_of(w, slice->slice.x);
    sink_keep(w, slice->slice.lo);
    sink_keep(w, slice->slice.hi);
    sink_keep(w, slice->slice.max);
    bool is_array = type_underlying(slice->slice.x->type)->kind == TYPE_ARRAY;
    bool refers = use.kind == REFERENCE || (use.kind == PLACE && is_array && !escape_mutant("sink-part"));
    return refers ? (Use){REFERENCE, use.candidate} : other;
}

static Use use_of_star(SinkWalk *w, const Expr *star) {
    Use use = use_of(w, star->star.x);
    return use.kind == REFERENCE ? place_in(use) : other;
}

static Use use_of_address(SinkWalk *w, const Expr *address) {
    Use use = use_of(w, address->address.x);
    return use.kind == OTHER || escape_mutant("sink-address") ? other : (Use){REFERENCE, use.candidate};
}

static void literal(SinkWalk *w, const Expr *expr) {
    for (int i = 0; i < expr->composite.elems.len; i++) {
        Expr *elem = expr->composite.elems.items[i];
        if (elem->kind == EXPR_KEY_VALUE) {
            sink_keep(w, elem->key_value.key);
            elem = elem->key_value.value;
        }
        sink_keep(w, elem);
    }
}

static void binary(SinkWalk *w, const Expr *expr) {
    bool compares = expr->binary.op == OP_EQ || expr->binary.op == OP_NE;
    if (compares) { // who has no other name is equal to nothing else
        use_of(w, expr->binary.x);
        use_of(w, expr->binary.y);
    } else {
        sink_keep(w, expr->binary.x);
        sink_keep(w, expr->binary.y);
    }
}

// ---- Calls

static void lend(SinkWalk *w, Expr *arg, const Object *param) {
    Use use = use_of(w, arg);
    bool kept = !param || !table_get(&w->r->lent, param);
    if (use.kind == REFERENCE && kept && !escape_mutant("sink-callee")) {
        move(w, use.candidate);
    }
}

// What append returns may be the array that it was given.
static Use builtin_call(SinkWalk *w, const Expr *call) {
    const ExprList *args = &call->call.args;
    BuiltinId id = (BuiltinId)call->call.builtin;
    bool reads = id == BUILTIN_LEN || id == BUILTIN_CAP || id == BUILTIN_COPY || id == BUILTIN_CLEAR;
    Use result = other;
    for (int i = 0; i < args->len; i++) {
        if (id == BUILTIN_APPEND && i == 0) {
            Use use = use_of(w, args->items[0]);
            result = use.kind == REFERENCE && !escape_mutant("sink-append") ? use : other;
        } else if (reads || (id == BUILTIN_APPEND && call->call.has_dots)) {
            use_of(w, args->items[i]);
        } else {
            sink_keep(w, args->items[i]);
        }
    }
    return result;
}

// What the callee is chosen by; `callee` as in static_callee.
static void callee_operand(SinkWalk *w, const Expr *call, const Func *callee) {
    Expr *fun = ast_unparen(call->call.fun);
    switch (call->call.kind) {
    case CALL_METHOD: lend(w, fun->selector.x, callee->receiver); break;
    case CALL_INTERFACE: sink_keep(w, fun->selector.x); break;
    case CALL_VALUE: sink_keep(w, fun); break;
    case CALL_FUNCTION:
    case CALL_BUILTIN:
    case CALL_UNRESOLVED: break;
    }
}

static Use call(SinkWalk *w, const Expr *expr) {
    if (expr->call.kind == CALL_BUILTIN) {
        return builtin_call(w, expr);
    }
    const Func *callee = static_callee(w->r, expr);
    if (expr->call.kind == CALL_VALUE && callee &&
        !callee->literal) { // may be a method, with its receiver first
        callee = NULL;
    }
    sink_keep(w, expr->call.spread);
    callee_operand(w, expr, callee);
    for (int i = 0; i < expr->call.args.len; i++) {
        lend(w, expr->call.args.items[i], callee ? callee->params.items[i] : NULL);
    }
    return other;
}

// A closure has a copy of the pointer.
static void func_lit(SinkWalk *w, const Expr *expr) {
    const Func *func = expr->func_lit.func;
    for (int i = 0; i < func->captures.len && !escape_mutant("sink-closure"); i++) {
        SinkCandidate *candidate = table_get(&w->by_var, func->captures.items[i].var);
        if (candidate) {
            move(w, candidate);
        }
    }
}

// Walks all of the expression; the use is that of its value.
static Use use_of(SinkWalk *w, Expr *expr) {
    if (expr->constant || expr->is_type) {
        return other;
    }
    switch (expr->kind) {
    case EXPR_IDENT: return use_of_ident(w, expr);
    case EXPR_PAREN: return use_of(w, expr->paren.x);
    case EXPR_SELECTOR: return use_of_selector(w, expr);
    case EXPR_INDEX: return use_of_index(w, expr);
    case EXPR_SLICE: return use_of_slice(w, expr);
    case EXPR_STAR: return use_of_star(w, expr);
    case EXPR_ADDRESS: return use_of_address(w, expr);
    case EXPR_COMPOSITE_LIT: literal(w, expr); break;
    case EXPR_CALL: return call(w, expr);
    case EXPR_CONVERT: sink_keep(w, expr->convert.x); break;
    case EXPR_TYPE_ASSERT: sink_keep(w, expr->type_assert.x); break;
    case EXPR_UNARY: sink_keep(w, expr->unary.x); break;
    case EXPR_BINARY: binary(w, expr); break;
    case EXPR_FUNC_LIT: func_lit(w, expr); break;
    case EXPR_KEY_VALUE:
    case EXPR_TUPLE_ITEM:
    case EXPR_BAD:
    case EXPR_BASIC_LIT:
    case EXPR_ELLIPSIS:
    case EXPR_ARRAY_TYPE:
    case EXPR_STRUCT_TYPE:
    case EXPR_FUNC_TYPE:
    case EXPR_INTERFACE_TYPE:
    case EXPR_MAP_TYPE:
    case EXPR_CHAN_TYPE:
    case EXPR_KIND_COUNT: break;
    }
    return other;
}

// A slice may get a part of its own array, or append to it, and is still its only name.
void sink_assign(SinkWalk *w, Expr *lhs, Expr *value) {
    Use use = use_of(w, value);
    const Expr *var = ast_unparen(lhs);
    bool same = use.kind == REFERENCE && use.candidate->sink.kind == SINK_SLICE && var->kind == EXPR_IDENT &&
                var->ident.object == use.candidate->sink.var;
    if (use.kind == REFERENCE && !same && !escape_mutant("sink-alias")) {
        move(w, use.candidate);
    }
}

void sink_keep_results(SinkWalk *w) {
    for (int i = 0; i < w->candidates.len; i++) {
        SinkCandidate *candidate = w->candidates.items[i];
        if (candidate->sink.var->var.is_result && !escape_mutant("sink-result")) {
            move(w, candidate);
        }
    }
}

void sink_read(SinkWalk *w, Expr *expr) {
    use_of(w, expr);
}

void sink_lend(SinkWalk *w, Expr *expr, const Stmt *range) {
    Use use = use_of(w, expr);
    if (use.kind == REFERENCE) {
        VEC_PUSH(w->arena, &w->loans, (SinkLoan){use.candidate, range});
    }
}
