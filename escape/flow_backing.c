// The model of Go's rules, continued: slices that append grows in the frame although they escape.
//
// Since 1.26 Go's compiler gives a local slice a small buffer in the frame when the slice escapes at one
// statement alone, a return or an assignment, and moves what is in it to the heap there. It looks at a
// variable's uses by their form: each must be one of those below. Where it does so does not matter here for
// the placement (sink_backing.c looks at the same variables by rules of its own), but it shows in cap().
#include "escape/sink.h"

enum {
    GO_BUFFER = 32,     // bytes
    WORTH_A_BUFFER = 2, // appends; one in a loop counts for two
};

// A slice variable.
typedef struct {
    Object *var;
    int known_uses, all_uses;
    int depth;  // loops around its declaration
    int weight; // of its appends
    bool barred;
    bool cap_used; // what is behind its length is looked at
    ExprList appends;
    VEC(const Stmt *) moves; // where it escapes
} GrownSlice;

typedef struct {
    AstVisitor visitor;
    EscapeResult *r;
    const Func *func;
    int depth; // loops
    Table by_var;
    VEC(GrownSlice *) all;
} BackingWalk;

static void track(BackingWalk *w, Object *var) {
    Type *type = type_underlying(var->type);
    if (type->kind != TYPE_SLICE || table_get(&w->by_var, var)) {
        return;
    }
    int64_t size = type_size(type->slice.elem);
    GrownSlice *slice = ARENA_NEW(w->r->arena, GrownSlice);
    *slice = (GrownSlice){.var = var, .depth = w->depth};
    slice->barred = size == 0 || size > GO_BUFFER;
    table_set(w->r->arena, &w->by_var, var, slice);
    VEC_PUSH(w->r->arena, &w->all, slice);
}

static GrownSlice *tracked(BackingWalk *w, Expr *expr) {
    expr = expr ? ast_unparen(expr) : NULL;
    return expr && expr->kind == EXPR_IDENT && expr->ident.object ? table_get(&w->by_var, expr->ident.object)
                                                                  : NULL;
}

// The slice gets a second name. More than one such place is too much for Go, and so is one in a loop.
static void escapes_at(BackingWalk *w, GrownSlice *slice, const Stmt *stmt) {
    slice->barred |= slice->moves.len > 0 || w->depth > slice->depth;
    VEC_PUSH(w->r->arena, &slice->moves, stmt);
}

// ---- Expressions

static bool is_builtin(const Expr *call, BuiltinId id) {
    return call->kind == EXPR_CALL && call->call.kind == CALL_BUILTIN && call->call.builtin == (int)id;
}

static void lend(BackingWalk *w, Expr *arg, const Object *param) {
    GrownSlice *slice = tracked(w, arg);
    if (slice && param && table_get(&w->r->lent, param)) {
        slice->known_uses++;
        slice->cap_used = true;
    }
}

static void visit_call(BackingWalk *w, const Expr *call) {
    GrownSlice *first = call->call.args.len > 0 ? tracked(w, call->call.args.items[0]) : NULL;
    if (first && (is_builtin(call, BUILTIN_LEN) || is_builtin(call, BUILTIN_CAP))) {
        first->known_uses++;
        first->cap_used |= is_builtin(call, BUILTIN_CAP);
    }
    const Func *callee = static_callee(w->r, call);
    if (callee && call->call.kind == CALL_VALUE && !callee->literal) { // may be a method expression
        callee = NULL;
    }
    if (callee && call->call.kind == CALL_METHOD) {
        lend(w, ast_unparen(call->call.fun)->selector.x, callee->receiver);
    }
    for (int i = 0; callee && i < call->call.args.len; i++) {
        lend(w, call->call.args.items[i], callee->params.items[i]);
    }
}

static bool visit_expr(AstVisitor *visitor, Expr *expr) {
    BackingWalk *w = visitor->data;
    GrownSlice *slice = tracked(w, expr);
    if (slice && expr->kind == EXPR_IDENT) {
        slice->all_uses++;
    } else if (expr->kind == EXPR_INDEX && (slice = tracked(w, expr->index.x))) {
        slice->known_uses++;
    } else if (expr->kind == EXPR_ADDRESS && ast_unparen(expr->address.x)->kind == EXPR_INDEX &&
               (slice = tracked(w, ast_unparen(expr->address.x)->index.x))) {
        slice->barred = true;
    } else if (expr->kind == EXPR_CALL) {
        visit_call(w, expr);
    } else if (expr->kind == EXPR_FUNC_LIT) {
        const Func *func = expr->func_lit.func;
        for (int i = 0; i < func->captures.len; i++) {
            slice = table_get(&w->by_var, func->captures.items[i].var);
            if (slice) {
                slice->barred = true;
            }
        }
        return false;
    }
    return true;
}

// ---- Statements

// x = value, or the declaration of x.
static void assigned(BackingWalk *w, GrownSlice *x, Expr *value) {
    value = ast_unparen(value);
    while (value->kind == EXPR_CONVERT && value->implicit) {
        value = ast_unparen(value->convert.x);
    }
    bool is_nil = value->kind == EXPR_IDENT && value->ident.object && value->ident.object->kind == OBJECT_NIL;
    if (is_nil) {
        x->known_uses++;
    } else if (value->kind == EXPR_COMPOSITE_LIT) {
        x->known_uses++;
        x->cap_used = true;
    } else if (value->kind == EXPR_SLICE && !value->slice.max && tracked(w, value->slice.x) == x) {
        x->known_uses += 2;
        x->cap_used = true;
    } else if (is_builtin(value, BUILTIN_APPEND) && tracked(w, value->call.args.items[0]) == x) {
        x->known_uses += 2;
        x->weight += 1 + w->depth - x->depth;
        VEC_PUSH(w->r->arena, &x->appends, value);
    }
}

static void assign(BackingWalk *w, const Stmt *stmt, GrownSlice *x, Expr *value) {
    if (x) {
        assigned(w, x, value);
    }
    GrownSlice *y = tracked(w, value);
    if (y) {
        y->known_uses++;
        escapes_at(w, y, stmt);
    }
}

static void visit_assign(BackingWalk *w, const Stmt *stmt) {
    for (int i = 0; i < stmt->assign.lhs.len; i++) {
        Expr *lhs = ast_unparen(stmt->assign.lhs.items[i]);
        if (stmt->assign.is_new && stmt->assign.is_new[i] && lhs->ident.object) {
            track(w, lhs->ident.object);
        }
        if (!stmt->assign.tuple) {
            assign(w, stmt, tracked(w, lhs), stmt->assign.rhs.items[i]);
        }
    }
}

static void visit_decl(BackingWalk *w, const Stmt *stmt) {
    const Decl *decl = stmt->decl.decl;
    for (int i = 0; decl->kind == DECL_VAR && i < decl->var.name_count; i++) {
        Object *var = decl->var.names[i].object;
        track(w, var);
        GrownSlice *slice = table_get(&w->by_var, var);
        if (slice && (decl->var.tuple || decl->var.values.len > 0)) {
            slice->all_uses++;
        }
        if (!decl->var.tuple && decl->var.values.len > 0) {
            assign(w, stmt, slice, decl->var.values.items[i]);
        }
    }
}

static void visit_return(BackingWalk *w, const Stmt *stmt) {
    for (int i = 0; i < stmt->ret.results.len; i++) {
        GrownSlice *slice = tracked(w, stmt->ret.results.items[i]);
        if (slice) {
            slice->known_uses++;
            escapes_at(w, slice, stmt);
        }
    }
    for (int i = 0; !stmt->ret.tuple && stmt->ret.results.len == 0 && i < w->func->results.len; i++) {
        GrownSlice *slice = table_get(&w->by_var, w->func->results.items[i]);
        if (slice) {
            escapes_at(w, slice, stmt);
        }
    }
}

static void visit_loop(BackingWalk *w, Stmt *stmt) {
    w->depth++;
    if (stmt->kind == STMT_FOR) {
        ast_walk_stmt(&w->visitor, stmt->for_.init);
        ast_walk_expr(&w->visitor, stmt->for_.cond);
        ast_walk_stmt(&w->visitor, stmt->for_.post);
        ast_walk_stmt(&w->visitor, stmt->for_.body);
    } else {
        GrownSlice *slice = tracked(w, stmt->range.x);
        if (slice) {
            slice->known_uses++;
        }
        ast_walk_expr(&w->visitor, stmt->range.key);
        ast_walk_expr(&w->visitor, stmt->range.value);
        ast_walk_expr(&w->visitor, stmt->range.x);
        ast_walk_stmt(&w->visitor, stmt->range.body);
    }
    w->depth--;
}

static bool visit_stmt(AstVisitor *visitor, Stmt *stmt) {
    BackingWalk *w = visitor->data;
    switch (stmt->kind) {
    case STMT_ASSIGN:
    case STMT_DEFINE: visit_assign(w, stmt); break;
    case STMT_DECL: visit_decl(w, stmt); break;
    case STMT_RETURN: visit_return(w, stmt); break;
    case STMT_FOR:
    case STMT_RANGE: visit_loop(w, stmt); return false;
    case STMT_BAD:
    case STMT_EMPTY:
    case STMT_EXPR:
    case STMT_SEND:
    case STMT_INC_DEC:
    case STMT_GO:
    case STMT_DEFER:
    case STMT_BRANCH:
    case STMT_BLOCK:
    case STMT_IF:
    case STMT_SWITCH:
    case STMT_TYPE_SWITCH:
    case STMT_SELECT:
    case STMT_LABELED:
    case STMT_KIND_COUNT: break;
    }
    return true;
}

static void track_all(BackingWalk *w, const Func *func) {
    if (func->receiver) {
        track(w, func->receiver);
    }
    for (int i = 0; i < func->params.len; i++) {
        track(w, func->params.items[i]);
    }
    for (int i = 0; i < func->results.len; i++) {
        track(w, func->results.items[i]);
    }
}

static bool go_moves(const GrownSlice *slice) {
    return !slice->barred && slice->known_uses == slice->all_uses && slice->moves.len == 1 &&
           slice->weight >= WORTH_A_BUFFER;
}

static void record(EscapeResult *r, GrownSlice *slice) {
    Backing *backing = ARENA_NEW(r->arena, Backing);
    *backing = (Backing){.var = slice->var, .go_move = slice->moves.items[0], .go_steps = slice->cap_used};
    table_set(r->arena, &r->backings, slice->var, backing);
    sink_before(r, backing->go_move, (Sink){SINK_BACKING, slice->var, slice->appends.items[0]->site});
    bool has_buffer = true;
    for (int i = 0; i < slice->appends.len; i++) {
        const Expr *append = slice->appends.items[i];
        Decision *decision = site_decision(r, append->site);
        decision->backing = backing;
        if (has_buffer && !append->call.has_dots) {
            decision->go_buffer = GO_BUFFER;
            has_buffer = backing->go_steps;
        }
    }
}

static void analyze(EscapeResult *r, const Func *func) {
    BackingWalk walk = {.visitor = {.expr = visit_expr, .stmt = visit_stmt}, .r = r, .func = func};
    walk.visitor.data = &walk;
    track_all(&walk, func);
    ast_walk_body(&walk.visitor, func->body);
    for (int i = 0; i < walk.all.len; i++) {
        if (go_moves(walk.all.items[i])) {
            record(r, walk.all.items[i]);
        }
    }
}

void backing_analyze(EscapeResult *r) {
    for (int i = 0; i < r->program->funcs.len; i++) {
        analyze(r, r->program->funcs.items[i]);
    }
}
