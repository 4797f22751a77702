// Sinking: the candidates of a function, and its statements.
#include "escape/mutant.h"
#include "escape/sink.h"

enum { MAX_CANDIDATES = 64 }; // of a function

static void walk_stmt(SinkWalk *w, Stmt *stmt);

// What a variable that is declared with the value has in the frame; site 0: nothing.
static Sink sink_of_value(Expr *value) {
    value = ast_unparen(value);
    if (value->kind == EXPR_ADDRESS && ast_unparen(value->address.x)->kind == EXPR_COMPOSITE_LIT) {
        return (Sink){.kind = SINK_POINTER, .site = value->site};
    }
    if (value->kind == EXPR_COMPOSITE_LIT && type_underlying(value->type)->kind == TYPE_SLICE) {
        return (Sink){.kind = SINK_SLICE, .site = value->site};
    }
    if (value->kind != EXPR_CALL || value->call.kind != CALL_BUILTIN) {
        return (Sink){0};
    }
    bool is_new = value->call.builtin == BUILTIN_NEW && value->call.args.items[0]->is_type;
    bool is_make = value->call.builtin == BUILTIN_MAKE && type_underlying(value->type)->kind == TYPE_SLICE &&
                   VEC_LAST(&value->call.args)->constant;
    return (Sink){.kind = is_new ? SINK_POINTER : SINK_SLICE, .site = is_new || is_make ? value->site : 0};
}

// A closure, if there is one, has a copy of the variable.
static bool is_copied(const Object *var) {
    return !var->var.address_taken && !(var->var.reassigned && var->var.captured);
}

// A slice. Deferred functions may let a panic end in a return of the results.
static bool may_grow(const SinkWalk *w, const Object *var) {
    bool seen = var->var.is_result && w->func->has_defer && !escape_mutant("sink-defer");
    return type_underlying(var->type)->kind == TYPE_SLICE && is_copied(var) && !seen;
}

// `value`: what the variable is declared with, or NULL. It is used from statement `first` of the block on.
static void add_candidate(SinkWalk *w, Object *var, Expr *value, const StmtList *block, int first) {
    if (!query_is_local(var) || w->candidates.len == MAX_CANDIDATES) {
        return;
    }
    Sink sink = {.kind = SINK_VARIABLE, .site = var->var.captured ? 0 : var->var.site};
    if (value && is_copied(var)) {
        sink = sink_of_value(value);
    }
    if (sink.site && (!w->may_sink[sink.site] || var->var.is_result)) {
        sink.site = 0;
    }
    if (sink.site == 0 && !may_grow(w, var)) {
        return;
    }
    sink.kind = sink.site ? sink.kind : SINK_SLICE;
    sink.var = var;
    SinkCandidate *candidate = ARENA_NEW(w->arena, SinkCandidate);
    *candidate = (SinkCandidate){.sink = sink, .block = block, .first = first, .depth = w->depth};
    table_set(w->arena, &w->by_var, var, candidate);
    VEC_PUSH(w->arena, &w->candidates, candidate);
}

static void add_declared(SinkWalk *w, const StmtList *block, int index) {
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
static void add_ranged(SinkWalk *w, const Stmt *stmt) {
    Expr *targets[] = {stmt->range.key, stmt->range.value};
    for (int i = 0; i < 2 && stmt->range.define; i++) {
        if (targets[i]) {
            add_candidate(w, ast_unparen(targets[i])->ident.object, NULL, &stmt->range.body->block.stmts, 0);
        }
    }
}

// ---- Statements

static void walk_stmts(SinkWalk *w, const StmtList *stmts) {
    for (int i = 0; i < stmts->len; i++) {
        walk_stmt(w, stmts->items[i]);
        add_declared(w, stmts, i);
    }
}

static void assign(SinkWalk *w, const Stmt *stmt) {
    sink_keep(w, stmt->assign.tuple);
    for (int i = 0; i < stmt->assign.lhs.len; i++) {
        sink_assign(w, stmt->assign.lhs.items[i], stmt->assign.rhs.items[i]);
        sink_append(w, stmt, stmt->assign.lhs.items[i], stmt->assign.rhs.items[i]);
    }
    for (int i = 0; i < stmt->assign.lhs.len; i++) {
        if (!(stmt->assign.is_new && stmt->assign.is_new[i])) {
            sink_read(w, stmt->assign.lhs.items[i]);
        }
    }
}

// The operands of a go or defer statement's call are kept until it is made.
static void call_later(SinkWalk *w, Expr *expr) {
    if (escape_mutant("sink-later")) {
        sink_read(w, expr);
        return;
    }
    const Expr *later = ast_unparen(expr);
    const Expr *fun = ast_unparen(later->call.fun);
    if (later->call.kind == CALL_METHOD || later->call.kind == CALL_INTERFACE) {
        sink_keep(w, fun->selector.x);
    } else if (later->call.kind == CALL_VALUE) {
        sink_keep(w, later->call.fun);
    }
    sink_keep(w, later->call.spread);
    sink_keep_all(w, &later->call.args);
}

static void declare(SinkWalk *w, const Decl *decl) {
    if (decl->kind == DECL_VAR) {
        sink_keep(w, decl->var.tuple);
        sink_keep_all(w, &decl->var.values);
    }
}

static void walk_cases(SinkWalk *w, const CaseList *cases) {
    for (int i = 0; i < cases->len; i++) {
        walk_stmts(w, &cases->items[i]->body);
    }
}

static void walk_simple(SinkWalk *w, Stmt *stmt);

static void switch_header(SinkWalk *w, const Stmt *stmt) {
    walk_simple(w, stmt->switch_.init);
    sink_keep(w, stmt->switch_.tag);
    for (int i = 0; i < stmt->switch_.cases.len; i++) {
        sink_keep_all(w, &stmt->switch_.cases.items[i]->exprs);
    }
}

static void select_header(SinkWalk *w, const Stmt *stmt) {
    for (int i = 0; i < stmt->select.cases.len; i++) {
        walk_simple(w, stmt->select.cases.items[i]->comm);
    }
}

static void range_header(SinkWalk *w, const Stmt *stmt) {
    sink_lend(w, stmt->range.x, stmt);
    if (!stmt->range.define) {
        w->runs_again = true;
        sink_keep(w, stmt->range.key);
        sink_keep(w, stmt->range.value);
        w->runs_again = false;
    }
}

// What a statement does itself, before and between the statements inside of it.
static void walk_simple(SinkWalk *w, Stmt *stmt) {
    if (!stmt) {
        return;
    }
    switch (stmt->kind) {
    case STMT_EXPR: sink_read(w, stmt->expr.x); break;
    case STMT_SEND:
        sink_keep(w, stmt->send.chan);
        sink_keep(w, stmt->send.value);
        break;
    case STMT_INC_DEC: sink_read(w, stmt->inc_dec.x); break;
    case STMT_ASSIGN:
    case STMT_DEFINE: assign(w, stmt); break;
    case STMT_GO:
    case STMT_DEFER: call_later(w, stmt->go_defer.call); break;
    case STMT_RETURN:
        sink_keep(w, stmt->ret.tuple);
        sink_keep_all(w, &stmt->ret.results);
        if (!stmt->ret.tuple && stmt->ret.results.len == 0) {
            sink_keep_results(w);
        }
        break;
    case STMT_IF:
        walk_simple(w, stmt->if_.init);
        sink_keep(w, stmt->if_.cond);
        break;
    case STMT_SWITCH: switch_header(w, stmt); break;
    case STMT_TYPE_SWITCH:
        walk_simple(w, stmt->type_switch.init);
        sink_keep(w, stmt->type_switch.x);
        break;
    case STMT_SELECT: select_header(w, stmt); break;
    case STMT_FOR:
        walk_simple(w, stmt->for_.init);
        w->runs_again = true;
        sink_keep(w, stmt->for_.cond);
        walk_simple(w, stmt->for_.post);
        w->runs_again = false;
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

static void walk_inside(SinkWalk *w, Stmt *stmt) {
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
    case STMT_FOR:
        w->depth++;
        walk_stmt(w, stmt->for_.body);
        w->depth--;
        break;
    case STMT_RANGE:
        w->depth++;
        add_ranged(w, stmt);
        walk_stmt(w, stmt->range.body);
        w->depth--;
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

static void walk_stmt(SinkWalk *w, Stmt *stmt) {
    int loans = w->loans.len;
    w->stmt = stmt;
    walk_simple(w, stmt);
    walk_inside(w, stmt);
    w->loans.len = loans;
}

SinkCandidates sink_collect(EscapeResult *r, Func *func, const bool *may_sink) {
    SinkWalk walk = {.r = r, .arena = r->arena, .func = func, .may_sink = may_sink};
    if (func->receiver) {
        add_candidate(&walk, func->receiver, NULL, &func->body->stmts, 0);
    }
    for (int i = 0; i < func->params.len; i++) {
        add_candidate(&walk, func->params.items[i], NULL, &func->body->stmts, 0);
    }
    for (int i = 0; i < func->results.len; i++) {
        add_candidate(&walk, func->results.items[i], NULL, &func->body->stmts, 0);
    }
    walk_stmts(&walk, &func->body->stmts);
    return walk.candidates;
}
