// The model of Go's rules: the variables that Go's compiler makes up to take values out of an expression.
// They are named .autotmp_N, where N counts the variables that the function has declared so far, in the order
// of the source; among the locations they stand where they are declared, like the others.
#include "escape/flow.h"
#include "escape/text.h"

void flow_number(FlowWalk *w, Object *var) {
    FlowLocation *location = flow_var(w->batch, var);
    if (!location->number && var->name && strcmp(var->name->text, "_") != 0) {
        location->number = ++w->declared;
    }
}

FlowLocation *flow_temp(FlowWalk *w) {
    FlowLocation *temp = ARENA_NEW(w->batch->arena, FlowLocation);
    temp->func = w->func;
    temp->loop_depth = w->loop_depth;
    temp->leaks = leaks_none();
    return temp;
}

void flow_temp_declare(FlowWalk *w, FlowLocation *temp, TempStmt *stmt) {
    FlowBatch *b = w->batch;
    temp->number = ++w->declared;
    temp->temp = arena_printf(b->arena, ".autotmp_%d", temp->number - 1);
    VEC_PUSH(b->arena, &flow_func(b, w->func)->temps, temp);
    VEC_PUSH(b->arena, &stmt->names, temp->temp);
    b->has_temps = true;
}

TempStmt *flow_temp_stmt(FlowWalk *w, Pos pos, Expr *value) {
    TempStmt *stmt = ARENA_NEW(w->batch->arena, TempStmt);
    stmt->pos = pos;
    if (value) {
        VEC_PUSH(w->batch->arena, &stmt->values, value);
    }
    return stmt;
}

Pos flow_own_pos(const FlowLocation *kept, Pos pos) {
    const Expr *expr = kept->expr;
    if (expr->kind == EXPR_CONVERT && !expr->implicit) {
        return text_pos(expr->convert.x);
    }
    return kept->twice || expr->kind == EXPR_IDENT || expr->kind == EXPR_TUPLE_ITEM ? pos : text_pos(expr);
}

Hole hole_note_temp(FlowWalk *w, Hole hole, const TempStmt *stmt, const char *why) {
    return hole_note(w->batch, hole, (FlowNote){.temps = stmt, .why = why});
}

void flow_place_temps(FlowBatch *b, const FuncGroup *group, int variables) {
    if (!b->has_temps) {
        return;
    }
    FlowLocations all = {0};
    int at = 0;
    for (int i = 0; i < group->funcs.len; i++) {
        const Func *func = group->funcs.items[i];
        const FlowLocations *temps = &flow_func(b, func)->temps;
        int next = 0;
        for (; at < variables && b->locations.items[at]->func == func; at++) {
            FlowLocation *var = b->locations.items[at];
            for (; next < temps->len && temps->items[next]->number < var->number; next++) {
                VEC_PUSH(b->arena, &all, temps->items[next]);
            }
            VEC_PUSH(b->arena, &all, var);
        }
        for (; next < temps->len; next++) {
            VEC_PUSH(b->arena, &all, temps->items[next]);
        }
    }
    for (; at < b->locations.len; at++) {
        VEC_PUSH(b->arena, &all, b->locations.items[at]);
    }
    b->locations = all;
}
