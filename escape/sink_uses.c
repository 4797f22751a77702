// Sinking: the candidates of a function, and every use that it makes of them.
//
// A candidate is a variable that alone names an object of the frame: a pointer that is assigned nothing but
// `&T{}` or `new(T)` where it is declared, or a variable whose own address is taken. No closure captures it,
// so each use stands in the function itself. The value of an expression is then one of three: a place in the
// object, a reference to the object (or to a part of it), or something else. What is done with a reference
// matters: to go through it, to compare it, and to lend it to a callee that keeps nothing (by Go's rules for
// its parameter) leave the variable the only name. All other uses are moves, and belong to the innermost
// statement that codegen builds as one: the header of an if, for or switch to the whole statement.
#include "escape/mutant.h"
#include "escape/sink.h"

enum { MAX_CANDIDATES = 64 }; // of a function

typedef struct {
    EscapeResult *r;
    Arena *arena;
    const bool *may_sink; // by site
    SinkCandidates candidates;
    Table by_var;
    const Stmt *stmt;
} Walk;

typedef struct {
    enum { OTHER, PLACE, REFERENCE } kind;
    SinkCandidate *candidate;
} Use;

static const Use other = {OTHER, NULL};

static Use use_of(Walk *w, Expr *expr);
static void walk_stmt(Walk *w, Stmt *stmt);

// ---- Moves

static void move(Walk *w, SinkCandidate *candidate) {
    if (candidate->moves.len == 0 || VEC_LAST(&candidate->moves) != w->stmt) {
        VEC_PUSH(w->arena, &candidate->moves, w->stmt);
    }
}

// The value is kept, or may be.
static void keep(Walk *w, Expr *expr) {
    Use use = expr ? use_of(w, expr) : other;
    if (use.kind == REFERENCE) {
        move(w, use.candidate);
    }
}

static void keep_all(Walk *w, const ExprList *exprs) {
    for (int i = 0; i < exprs->len; i++) {
        keep(w, exprs->items[i]);
    }
}

// ---- Expressions

static Use place_in(Use use) {
    return use.kind == OTHER ? other : (Use){PLACE, use.candidate};
}

static Use use_of_ident(const Walk *w, const Expr *ident) {
    const Object *var = ident->ident.object;
    SinkCandidate *candidate = var ? table_get(&w->by_var, var) : NULL;
    return candidate ? (Use){candidate->sink.is_pointer ? REFERENCE : PLACE, candidate} : other;
}

static Use use_of_selector(Walk *w, const Expr *selector) {
    if (selector->selector.kind == SELECT_QUALIFIED || selector->selector.kind == SELECT_METHOD_EXPR) {
        return other;
    }
    if (selector->selector.kind != SELECT_FIELD) { // a method value
        keep(w, selector->selector.x);
        return other;
    }
    Use use = use_of(w, selector->selector.x);
    return selector->selector.through_pointer && use.kind == PLACE ? other : place_in(use);
}

static Use use_of_index(Walk *w, const Expr *index) {
    Use use = use_of(w, index->index.x);
    keep_all(w, &index->index.indices);
    bool is_array = type_underlying(index->index.x->type)->kind == TYPE_ARRAY;
    return use.kind == PLACE && !is_array ? other : place_in(use);
}

static Use use_of_slice(Walk *w, const Expr *slice) {
    Use use = use_of(w, slice->slice.x);
    keep(w, slice->slice.lo);
    keep(w, slice->slice.hi);
    keep(w, slice->slice.max);
    bool is_array = type_underlying(slice->slice.x->type)->kind == TYPE_ARRAY;
    bool refers = use.kind == REFERENCE || (use.kind == PLACE && is_array && !escape_mutant("sink-part"));
    return refers ? (Use){REFERENCE, use.candidate} : other;
}

static Use use_of_star(Walk *w, const Expr *star) {
    Use use = use_of(w, star->star.x);
    return use.kind == REFERENCE ? place_in(use) : other;
}

static Use use_of_address(Walk *w, const Expr *address) {
    Use use = use_of(w, address->address.x);
    return use.kind == OTHER ? other : (Use){REFERENCE, use.candidate};
}

static void literal(Walk *w, const Expr *expr) {
    for (int i = 0; i < expr->composite.elems.len; i++) {
        Expr *elem = expr->composite.elems.items[i];
        if (elem->kind == EXPR_KEY_VALUE) {
            keep(w, elem->key_value.key);
            elem = elem->key_value.value;
        }
        keep(w, elem);
    }
}

static void binary(Walk *w, const Expr *expr) {
    bool compares = expr->binary.op == OP_EQ || expr->binary.op == OP_NE;
    if (compares) { // who has no other name is equal to nothing else
        use_of(w, expr->binary.x);
        use_of(w, expr->binary.y);
    } else {
        keep(w, expr->binary.x);
        keep(w, expr->binary.y);
    }
}

// ---- Calls

static void lend(Walk *w, Expr *arg, const Object *param) {
    Use use = use_of(w, arg);
    bool kept = !param || !table_get(&w->r->lent, param);
    if (use.kind == REFERENCE && kept && !escape_mutant("sink-callee")) {
        move(w, use.candidate);
    }
}

static void builtin_call(Walk *w, const Expr *call) {
    const ExprList *args = &call->call.args;
    BuiltinId id = (BuiltinId)call->call.builtin;
    bool reads = id == BUILTIN_LEN || id == BUILTIN_CAP || id == BUILTIN_COPY || id == BUILTIN_CLEAR;
    for (int i = 0; i < args->len; i++) {
        if (reads || (id == BUILTIN_APPEND && i > 0 && call->call.has_dots)) {
            use_of(w, args->items[i]);
        } else {
            keep(w, args->items[i]);
        }
    }
}

// What the callee is chosen by; `callee` as in static_callee.
static void callee_operand(Walk *w, const Expr *call, const Func *callee) {
    Expr *fun = ast_unparen(call->call.fun);
    switch (call->call.kind) {
    case CALL_METHOD: lend(w, fun->selector.x, callee->receiver); break;
    case CALL_INTERFACE: keep(w, fun->selector.x); break;
    case CALL_VALUE: keep(w, fun); break;
    case CALL_FUNCTION:
    case CALL_BUILTIN:
    case CALL_UNRESOLVED: break;
    }
}

static void call(Walk *w, const Expr *expr) {
    if (expr->call.kind == CALL_BUILTIN) {
        builtin_call(w, expr);
        return;
    }
    const Func *callee = expr->call.kind == CALL_VALUE ? NULL : static_callee(w->r, expr);
    keep(w, expr->call.spread);
    callee_operand(w, expr, callee);
    for (int i = 0; i < expr->call.args.len; i++) {
        lend(w, expr->call.args.items[i], callee ? callee->params.items[i] : NULL);
    }
}

// The operands of a go or defer statement's call are kept until it is made.
static void call_later(Walk *w, Expr *expr) {
    const Expr *later = ast_unparen(expr);
    const Expr *fun = ast_unparen(later->call.fun);
    if (later->call.kind == CALL_METHOD || later->call.kind == CALL_INTERFACE) {
        keep(w, fun->selector.x);
    } else if (later->call.kind == CALL_VALUE) {
        keep(w, later->call.fun);
    }
    keep(w, later->call.spread);
    keep_all(w, &later->call.args);
}

// Walks all of the expression; the use is that of its value.
static Use use_of(Walk *w, Expr *expr) {
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
    case EXPR_CALL: call(w, expr); break;
    case EXPR_CONVERT: keep(w, expr->convert.x); break;
    case EXPR_TYPE_ASSERT: keep(w, expr->type_assert.x); break;
    case EXPR_UNARY: keep(w, expr->unary.x); break;
    case EXPR_BINARY: binary(w, expr); break;
    case EXPR_KEY_VALUE:
    case EXPR_FUNC_LIT: // captures no candidate
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

// ---- Candidates

static int site_of_value(const Expr *value) {
    bool is_literal =
        value->kind == EXPR_ADDRESS && ast_unparen(value->address.x)->kind == EXPR_COMPOSITE_LIT;
    bool is_new = value->kind == EXPR_CALL && value->call.kind == CALL_BUILTIN &&
                  value->call.builtin == BUILTIN_NEW && value->call.args.items[0]->is_type;
    return is_literal || is_new ? value->site : 0;
}

// `value`: what the variable is declared with, or NULL. It is used from statement `first` of the block on.
static void add_candidate(Walk *w, Object *var, Expr *value, const StmtList *block, int first) {
    bool shared = query_is_local(var) && var->var.captured && !escape_mutant("sink-closure");
    if (!query_is_local(var) || shared || var->var.is_result || w->candidates.len == MAX_CANDIDATES) {
        return;
    }
    Sink sink = {.var = var, .site = var->var.site};
    if (value && !var->var.address_taken && !var->var.reassigned) {
        sink.site = site_of_value(ast_unparen(value));
        sink.is_pointer = true;
    }
    if (sink.site == 0 || !w->may_sink[sink.site]) {
        return;
    }
    SinkCandidate *candidate = ARENA_NEW(w->arena, SinkCandidate);
    *candidate = (SinkCandidate){.sink = sink, .block = block, .first = first};
    table_set(w->arena, &w->by_var, var, candidate);
    VEC_PUSH(w->arena, &w->candidates, candidate);
}

static void add_declared(Walk *w, const StmtList *block, int index) {
    const Stmt *stmt = block->items[index];
    while (stmt->kind == STMT_LABELED) {
        stmt = stmt->labeled.stmt;
    }
    if (stmt->kind == STMT_DEFINE) {
        for (int i = 0; i < stmt->assign.lhs.len; i++) {
            Expr *value = stmt->assign.tuple ? NULL : stmt->assign.rhs.items[i];
            if (stmt->assign.is_new[i]) {
                add_candidate(w, ast_unparen(stmt->assign.lhs.items[i])->ident.object, value, block,
                              index + 1);
            }
        }
    } else if (stmt->kind == STMT_DECL && stmt->decl.decl->kind == DECL_VAR) {
        const Decl *decl = stmt->decl.decl;
        for (int i = 0; i < decl->var.name_count; i++) {
            Expr *value = !decl->var.tuple && decl->var.values.len ? decl->var.values.items[i] : NULL;
            add_candidate(w, decl->var.names[i].object, value, block, index + 1);
        }
    }
}

// The variables of a range clause are new in each iteration.
static void add_ranged(Walk *w, const Stmt *stmt) {
    Expr *targets[] = {stmt->range.key, stmt->range.value};
    for (int i = 0; i < 2 && stmt->range.define; i++) {
        if (targets[i]) {
            add_candidate(w, ast_unparen(targets[i])->ident.object, NULL, &stmt->range.body->block.stmts, 0);
        }
    }
}

// ---- Statements

static void walk_stmts(Walk *w, const StmtList *stmts) {
    for (int i = 0; i < stmts->len; i++) {
        walk_stmt(w, stmts->items[i]);
        add_declared(w, stmts, i);
    }
}

static void assign(Walk *w, const Stmt *stmt) {
    keep(w, stmt->assign.tuple);
    keep_all(w, &stmt->assign.rhs);
    for (int i = 0; i < stmt->assign.lhs.len; i++) {
        if (!(stmt->assign.is_new && stmt->assign.is_new[i])) {
            use_of(w, stmt->assign.lhs.items[i]);
        }
    }
}

static void declare(Walk *w, const Decl *decl) {
    if (decl->kind == DECL_VAR) {
        keep(w, decl->var.tuple);
        keep_all(w, &decl->var.values);
    }
}

static void walk_cases(Walk *w, const CaseList *cases) {
    for (int i = 0; i < cases->len; i++) {
        walk_stmts(w, &cases->items[i]->body);
    }
}

static void walk_simple(Walk *w, Stmt *stmt);

static void switch_header(Walk *w, const Stmt *stmt) {
    walk_simple(w, stmt->switch_.init);
    keep(w, stmt->switch_.tag);
    for (int i = 0; i < stmt->switch_.cases.len; i++) {
        keep_all(w, &stmt->switch_.cases.items[i]->exprs);
    }
}

static void select_header(Walk *w, const Stmt *stmt) {
    for (int i = 0; i < stmt->select.cases.len; i++) {
        walk_simple(w, stmt->select.cases.items[i]->comm);
    }
}

static void range_header(Walk *w, const Stmt *stmt) {
    keep(w, stmt->range.x);
    if (!stmt->range.define) {
        keep(w, stmt->range.key);
        keep(w, stmt->range.value);
    }
}

// What a statement does itself, before and between the statements inside of it.
static void walk_simple(Walk *w, Stmt *stmt) {
    if (!stmt) {
        return;
    }
    switch (stmt->kind) {
    case STMT_EXPR: use_of(w, stmt->expr.x); break;
    case STMT_SEND:
        keep(w, stmt->send.chan);
        keep(w, stmt->send.value);
        break;
    case STMT_INC_DEC: use_of(w, stmt->inc_dec.x); break;
    case STMT_ASSIGN:
    case STMT_DEFINE: assign(w, stmt); break;
    case STMT_GO:
    case STMT_DEFER: call_later(w, stmt->go_defer.call); break;
    case STMT_RETURN:
        keep(w, stmt->ret.tuple);
        keep_all(w, &stmt->ret.results);
        break;
    case STMT_IF:
        walk_simple(w, stmt->if_.init);
        keep(w, stmt->if_.cond);
        break;
    case STMT_SWITCH: switch_header(w, stmt); break;
    case STMT_TYPE_SWITCH:
        walk_simple(w, stmt->type_switch.init);
        keep(w, stmt->type_switch.x);
        break;
    case STMT_SELECT: select_header(w, stmt); break;
    case STMT_FOR:
        walk_simple(w, stmt->for_.init);
        keep(w, stmt->for_.cond);
        walk_simple(w, stmt->for_.post);
        break;
    case STMT_RANGE: range_header(w, stmt); break;
    case STMT_DECL: declare(w, stmt->decl.decl); break;
    case STMT_BAD:
    case STMT_EMPTY:
    case STMT_BRANCH:
    case STMT_BLOCK:
    case STMT_LABELED:
    case STMT_KIND_COUNT: break;
    }
}

static void walk_inside(Walk *w, Stmt *stmt) {
    switch (stmt->kind) {
    case STMT_BLOCK: walk_stmts(w, &stmt->block.stmts); break;
    case STMT_IF:
        walk_stmt(w, stmt->if_.then);
        if (stmt->if_.els) {
            walk_stmt(w, stmt->if_.els);
        }
        break;
    case STMT_SWITCH: walk_cases(w, &stmt->switch_.cases); break;
    case STMT_TYPE_SWITCH: walk_cases(w, &stmt->type_switch.cases); break;
    case STMT_SELECT: walk_cases(w, &stmt->select.cases); break;
    case STMT_FOR: walk_stmt(w, stmt->for_.body); break;
    case STMT_RANGE:
        add_ranged(w, stmt);
        walk_stmt(w, stmt->range.body);
        break;
    case STMT_LABELED: walk_stmt(w, stmt->labeled.stmt); break;
    case STMT_BAD:
    case STMT_EMPTY:
    case STMT_EXPR:
    case STMT_SEND:
    case STMT_INC_DEC:
    case STMT_ASSIGN:
    case STMT_DEFINE:
    case STMT_GO:
    case STMT_DEFER:
    case STMT_RETURN:
    case STMT_BRANCH:
    case STMT_DECL:
    case STMT_KIND_COUNT: break;
    }
}

static void walk_stmt(Walk *w, Stmt *stmt) {
    w->stmt = stmt;
    walk_simple(w, stmt);
    walk_inside(w, stmt);
}

SinkCandidates sink_collect(EscapeResult *r, Func *func, const bool *may_sink) {
    Walk walk = {.r = r, .arena = r->arena, .may_sink = may_sink};
    if (func->receiver) {
        add_candidate(&walk, func->receiver, NULL, &func->body->stmts, 0);
    }
    for (int i = 0; i < func->params.len; i++) {
        add_candidate(&walk, func->params.items[i], NULL, &func->body->stmts, 0);
    }
    walk_stmts(&walk, &func->body->stmts);
    return walk.candidates;
}
