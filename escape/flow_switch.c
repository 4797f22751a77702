// The model of Go's rules: switch and select. The variable of a type switch is another one in each clause.
#include "escape/flow.h"

void flow_switch(FlowWalk *w, Stmt *stmt) {
    if (stmt->switch_.init) {
        flow_stmt(w, stmt->switch_.init);
    }
    if (stmt->switch_.tag) {
        const Expr *tag = stmt->switch_.tag;
        flow_discard(w, stmt->switch_.tag);
        if (tag->kind == EXPR_CONVERT && tag->convert.x->implicit) { // the "true" of a switch without tag
            static_silence_dropped(w->batch->result, stmt->switch_.tag);
        }
    }
    for (int i = 0; i < stmt->switch_.cases.len; i++) {
        CaseClause *clause = stmt->switch_.cases.items[i];
        for (int k = 0; k < clause->exprs.len; k++) {
            flow_discard(w, clause->exprs.items[k]);
        }
        flow_block(w, &clause->body);
    }
}

static const Expr *last_type(const FieldDecl *fields, int count) {
    return count > 0 ? fields[count - 1].type : NULL;
}

static const Expr *inner_type(const Expr *type) {
    const Expr *result = NULL;
    if (type->kind == EXPR_PAREN) {
        result = type->paren.x;
    } else if (type->kind == EXPR_STAR) {
        result = type->star.x;
    } else if (type->kind == EXPR_ARRAY_TYPE) {
        result = type->array_type.elem;
    } else if (type->kind == EXPR_CHAN_TYPE) {
        result = type->chan_type.elem;
    } else if (type->kind == EXPR_MAP_TYPE) {
        result = type->map_type.value;
    } else if (type->kind == EXPR_INTERFACE_TYPE) {
        result = last_type(type->interface_type.methods, type->interface_type.method_count);
    } else if (type->kind == EXPR_FUNC_TYPE) {
        result = last_type(type->func_type.results, type->func_type.result_count);
        result = result ? result : last_type(type->func_type.params, type->func_type.param_count);
    }
    return result;
}

// Go places the variable of a clause where the last type of its list ends: at the innermost type that has no
// further one after it.
static Pos type_end(const Expr *type) {
    for (const Expr *inner = inner_type(type); inner; inner = inner_type(type)) {
        type = inner;
    }
    return type->kind == EXPR_FUNC_TYPE ? type->op_pos : type->span.start;
}

static void declare_in_clause(FlowWalk *w, const CaseClause *clause) {
    Object *var = clause->object;
    flow_declare(w, var);
    if (var->var.site) {
        Decision *decision = site_decision(w->batch->result, var->var.site);
        decision->guard = var->span.start;
        decision->pos = clause->exprs.len > 0 ? type_end(VEC_LAST(&clause->exprs)) : clause->span.start;
    }
}

void flow_type_switch(FlowWalk *w, Stmt *stmt) {
    if (stmt->type_switch.init) {
        flow_stmt(w, stmt->type_switch.init);
    }
    const CaseList *cases = &stmt->type_switch.cases;
    Hole *holes = ARENA_NEW_N(w->batch->arena, Hole, cases->len + 1);
    int count = 0;
    for (int i = 0; i < cases->len; i++) {
        Object *var = cases->items[i]->object;
        if (var && type_has_pointers(var->type)) {
            Hole hole = hole_dot_type(hole_of(flow_var(w->batch, var)), var->type);
            FlowNote note = {.clause = cases->items[i], .why = "switch case"};
            holes[count++] = hole_note(w->batch, hole, note);
        }
    }
    flow_expr(w, hole_tee(w, holes, count), stmt->type_switch.x);
    for (int i = 0; i < cases->len; i++) {
        if (cases->items[i]->object) {
            declare_in_clause(w, cases->items[i]);
        }
        flow_block(w, &cases->items[i]->body);
    }
}

// case i = <-c: what is received is in a variable of its own before it becomes an interface.
static void name_received(FlowWalk *w, const Stmt *comm) {
    bool assigns = comm->kind == STMT_ASSIGN && comm->assign.rhs.len == 1 && !comm->assign.tuple;
    const Expr *value = assigns ? comm->assign.rhs.items[0] : NULL;
    if (value && value->kind == EXPR_CONVERT && value->implicit &&
        value->convert.kind == CONVERT_TO_INTERFACE) {
        TempStmt *stmt = flow_temp_stmt(w, comm->span.start, value->convert.x);
        flow_temp_declare(w, flow_temp(w), stmt);
        table_set(w->batch->arena, &w->batch->result->temps, value->convert.x, stmt->names.items);
    }
}

void flow_select(FlowWalk *w, Stmt *stmt) {
    for (int i = 0; i < stmt->select.cases.len; i++) {
        CaseClause *clause = stmt->select.cases.items[i];
        if (clause->comm) {
            name_received(w, clause->comm);
            flow_stmt(w, clause->comm);
        }
        flow_block(w, &clause->body);
    }
}
