// The model of Go's rules: statements, apart from switch and select (flow_switch.c). Loop depth grows in each
// for and range body, and at a label that a later goto comes back to.
#include "escape/flow.h"

// As Go's compiler drops unreachable statements: what ends the flow of a block, as far as it looks.
static bool ends_flow(const Stmt *stmt);

static bool list_ends_flow(const StmtList *stmts) {
    return stmts->len > 0 && ends_flow(VEC_LAST(stmts));
}

static bool ends_flow(const Stmt *stmt) {
    switch (stmt->kind) {
    case STMT_RETURN: return true;
    case STMT_BRANCH: return stmt->branch.kind == BRANCH_GOTO;
    case STMT_BLOCK: return list_ends_flow(&stmt->block.stmts);
    case STMT_IF: return stmt->if_.els && ends_flow(stmt->if_.then) && ends_flow(stmt->if_.els);
    case STMT_EXPR: return query_is_panic(stmt->expr.x);
    default: return false;
    }
}

void flow_stmts(FlowWalk *w, StmtList *stmts) {
    bool dead = false;
    for (int i = 0; i < stmts->len; i++) {
        Stmt *stmt = stmts->items[i];
        if (!dead || stmt->kind == STMT_LABELED) {
            flow_stmt(w, stmt);
            dead = ends_flow(stmt);
        }
    }
}

void flow_block(FlowWalk *w, StmtList *stmts) {
    int depth = w->loop_depth;
    flow_stmts(w, stmts);
    w->loop_depth = depth;
}

static void flow_body(FlowWalk *w, Stmt *block) {
    int depth = w->loop_depth;
    flow_stmt(w, block);
    w->loop_depth = depth;
}

static void flow_if(FlowWalk *w, Stmt *stmt) {
    if (stmt->if_.init) {
        flow_stmt(w, stmt->if_.init);
    }
    flow_discard(w, stmt->if_.cond);
    const Constant *value = ast_unparen(stmt->if_.cond)->constant;
    if (!value || constant_bool(value)) {
        flow_body(w, stmt->if_.then);
    }
    if (stmt->if_.els && (!value || !constant_bool(value))) {
        flow_body(w, stmt->if_.els);
    }
}

static bool is_shared(const Object *var) {
    return var->var.address_taken || var->var.captured;
}

// A loop variable that is shared gets a fresh copy in each iteration; its value passes through one that lives
// outside.
static void flow_loop_vars(FlowWalk *w, const Stmt *stmt) {
    for (int i = 0; i < stmt->for_.loop_var_count; i++) {
        Object *var = stmt->for_.loop_vars[i];
        if (!is_shared(var)) {
            continue;
        }
        FlowLocation *copy = flow_var(w->batch, var);
        w->loop_depth--;
        FlowLocation *carried = flow_location(w);
        w->loop_depth++;
        flow_assign(w->batch, hole_of(carried), copy);
        flow_assign(w->batch, hole_of(copy), carried);
        flow_declare(w, var);
    }
}

// The post statement works on the next iteration's copies of the loop variables.
static void flow_post(FlowWalk *w, const Stmt *stmt) {
    int count = stmt->for_.loop_var_count;
    bool *before = ARENA_NEW_N(w->batch->arena, bool, count + 1);
    for (int i = 0; i < count; i++) {
        before[i] = flow_var(w->batch, stmt->for_.loop_vars[i])->reassigned;
    }
    flow_stmt(w, stmt->for_.post);
    for (int i = 0; i < count; i++) {
        flow_var(w->batch, stmt->for_.loop_vars[i])->reassigned = before[i];
    }
}

static void flow_for(FlowWalk *w, Stmt *stmt) {
    if (stmt->for_.init) {
        flow_stmt(w, stmt->for_.init);
    }
    w->loop_depth++;
    flow_loop_vars(w, stmt);
    if (stmt->for_.cond) {
        flow_discard(w, stmt->for_.cond);
    }
    if (stmt->for_.post) {
        flow_post(w, stmt);
    }
    flow_body(w, stmt->for_.body);
    w->loop_depth--;
}

static Hole range_target(FlowWalk *w, const Stmt *stmt, Expr *target) {
    if (!target) {
        return hole_discard(w->batch);
    }
    if (stmt->range.define && target->kind == EXPR_IDENT && query_is_local(target->ident.object)) {
        Object *var = target->ident.object;
        int depth = w->loop_depth;
        w->loop_depth -= is_shared(var) ? 0 : 1;
        flow_declare(w, var);
        w->loop_depth = depth;
    }
    if (!stmt->range.define) {
        flow_reassigned(w, target);
    }
    return flow_address(w, target);
}

static void number_target(FlowWalk *w, const Stmt *stmt, const Expr *target) {
    if (target && stmt->range.define && target->kind == EXPR_IDENT && query_is_local(target->ident.object)) {
        flow_number(w, target->ident.object);
    }
}

static void flow_range(FlowWalk *w, Stmt *stmt) {
    number_target(w, stmt, stmt->range.key);
    number_target(w, stmt, stmt->range.value);
    FlowLocation *operand = flow_location(w);
    flow_expr(w, hole_of(operand), stmt->range.x);
    w->loop_depth++;
    range_target(w, stmt, stmt->range.key);
    Hole value = range_target(w, stmt, stmt->range.value);
    const Type *type = stmt->range.value ? query_type(stmt->range.value) : NULL;
    if (type && type_has_pointers(type)) {
        bool array = stmt->range.kind == RANGE_ARRAY;
        Hole hole =
            hole_note_stmt(w, array ? value : hole_shift(value, 1), stmt, array ? "range" : "range-deref");
        flow_assign(w->batch, hole, operand);
    }
    if (stmt->range.value_convert) {
        flow_expr(w, value, stmt->range.value_convert);
    }
    if (stmt->range.key_convert) {
        flow_expr(w, hole_heap(w->batch), stmt->range.key_convert);
    }
    flow_body(w, stmt->range.body);
    w->loop_depth--;
}

static void flow_return(FlowWalk *w, Stmt *stmt) {
    if (stmt->ret.tuple) {
        flow_tuple(w, stmt->ret.tuple, stmt->span.start);
    }
    for (int i = 0; i < stmt->ret.results.len; i++) {
        Hole result = hole_of(flow_var(w->batch, w->func->results.items[i]));
        flow_expr(w, hole_note_stmt(w, result, stmt, "return"), stmt->ret.results.items[i]);
        flow_var(w->batch, w->func->results.items[i])->reassigned = true;
    }
}

static void flow_labeled(FlowWalk *w, Stmt *stmt) {
    w->loop_depth += query_is_in(&w->loop_labels, stmt);
    flow_stmt(w, stmt->labeled.stmt);
}

static void flow_expr_stmt(FlowWalk *w, Expr *expr) {
    expr = ast_unparen(expr);
    if (expr->kind == EXPR_CALL && !expr->constant) {
        flow_call(w, NULL, expr);
    } else {
        flow_discard(w, expr);
    }
}

void flow_stmt(FlowWalk *w, Stmt *stmt) {
    switch (stmt->kind) {
    case STMT_BAD:
    case STMT_EMPTY:
    case STMT_BRANCH:
    case STMT_KIND_COUNT: break;
    case STMT_EXPR: flow_expr_stmt(w, stmt->expr.x); break;
    case STMT_SEND:
        flow_discard(w, stmt->send.chan);
        flow_expr(w, hole_note_stmt(w, hole_heap(w->batch), stmt, "send"), stmt->send.value);
        break;
    case STMT_INC_DEC:
        flow_address(w, stmt->inc_dec.x);
        flow_reassigned(w, stmt->inc_dec.x);
        break;
    case STMT_ASSIGN:
    case STMT_DEFINE: flow_assign_list(w, stmt); break;
    case STMT_GO:
    case STMT_DEFER: flow_go_defer(w, stmt); break;
    case STMT_RETURN: flow_return(w, stmt); break;
    case STMT_BLOCK: flow_block(w, &stmt->block.stmts); break;
    case STMT_IF: flow_if(w, stmt); break;
    case STMT_SWITCH: flow_switch(w, stmt); break;
    case STMT_TYPE_SWITCH: flow_type_switch(w, stmt); break;
    case STMT_SELECT: flow_select(w, stmt); break;
    case STMT_FOR: flow_for(w, stmt); break;
    case STMT_RANGE: flow_range(w, stmt); break;
    case STMT_LABELED: flow_labeled(w, stmt); break;
    case STMT_DECL:
        if (stmt->decl.decl->kind == DECL_VAR) {
            flow_var_decl(w, stmt->decl.decl);
        }
        break;
    }
}
