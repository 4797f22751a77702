// The model of Go's rules: locations, holes, and the analysis of one group after the other.
#include "escape/flow.h"

Hole hole_of(FlowLocation *location) {
    return (Hole){.dst = location};
}

Hole hole_shift(Hole hole, int derefs) {
    hole.derefs += derefs;
    return hole;
}

Hole hole_heap(FlowBatch *b) {
    return hole_of(&b->heap);
}

Hole hole_mutator(FlowBatch *b) {
    return hole_of(&b->mutator);
}

Hole hole_discard(FlowBatch *b) {
    return hole_of(&b->blank);
}

Hole hole_dot_type(Hole hole, const Type *type) {
    bool direct = type_is_interface(type) || type_is_pointer_shaped(type);
    return direct ? hole : hole_shift(hole, 1);
}

Hole hole_tee(FlowWalk *w, const Hole *holes, int count) {
    if (count == 0) {
        return hole_discard(w->batch);
    }
    if (count == 1) {
        return holes[0];
    }
    FlowLocation *tee = flow_location(w);
    for (int i = 0; i < count; i++) {
        flow_assign(w->batch, holes[i], tee);
    }
    return hole_of(tee);
}

void flow_assign(FlowBatch *b, Hole hole, FlowLocation *src) {
    FlowLocation *dst = hole.dst;
    if (dst == &b->blank || (dst == src && hole.derefs >= 0)) {
        return;
    }
    if ((dst->attrs & FLOW_ESCAPES) && hole.derefs < 0) {
        flow_tell_store(b, hole, src);
        src->attrs |= FLOW_ESCAPES | FLOW_MUTATES | FLOW_CALLS;
        return;
    }
    FlowEdge edge = {.src = src, .derefs = hole.derefs, .notes = hole.notes};
    VEC_PUSH(b->arena, &dst->edges, edge);
}

FlowLocation *flow_location(FlowWalk *w) {
    FlowBatch *b = w->batch;
    FlowLocation *location = ARENA_NEW(b->arena, FlowLocation);
    location->func = w->func;
    location->loop_depth = w->loop_depth;
    location->leaks = leaks_none();
    VEC_PUSH(b->arena, &b->locations, location);
    return location;
}

FlowLocation *flow_var(FlowBatch *b, Object *var) {
    FlowLocation *location = table_get(b->vars, var);
    // A variable that sema made on its own account, or of a function outside the batch: created on first use.
    if (!location) {
        FlowWalk w = {.batch = b, .func = var->var.func, .loop_depth = 1};
        location = flow_location(&w);
        location->var = var;
        table_set(b->arena, b->vars, var, location);
    }
    return location;
}

Hole flow_spill(FlowWalk *w, Hole hole, int site, const Expr *expr) {
    FlowLocation *location = flow_location(w);
    location->site = site;
    location->expr = expr;
    FlowNote note = {.location = location, .why = "spill"};
    flow_assign(w->batch, hole_note(w->batch, hole_shift(hole, -1), note), location);
    return hole_of(location);
}

FlowFunc *flow_func(FlowBatch *b, const Func *func) {
    FlowFunc *record = table_get(b->funcs, func);
    if (!record) {
        record = ARENA_NEW(b->arena, FlowFunc);
        table_set(b->arena, b->funcs, func, record);
    }
    return record;
}

bool flow_in_batch(FlowBatch *b, const Func *func) {
    const FlowFunc *record = flow_func(b, func);
    return func->body && record->batch == b && !record->tagged;
}

// Variables whose storage may have to move: the rows "var" of the table of sites.
static bool var_has_site(const Object *var) {
    return var->var.address_taken || var->var.captured || type_size(var->type) > MAX_VARIABLE;
}

static FlowLocation *declare(FlowWalk *w, Object *var) {
    FlowLocation *location = flow_location(w);
    location->var = var;
    table_set(w->batch->arena, w->batch->vars, var, location);
    if (var_has_site(var)) {
        location->site = site_of_var(w->batch->result, w->func, var, false);
    }
    return location;
}

static void init_func(FlowBatch *b, Func *func) {
    FlowWalk w = {.batch = b, .func = func, .loop_depth = 1};
    flow_func(b, func)->batch = b;
    if (func->receiver) {
        declare(&w, func->receiver)->is_param = true;
    }
    for (int i = 0; i < func->params.len; i++) {
        declare(&w, func->params.items[i])->is_param = true;
    }
    for (int i = 0; i < func->results.len; i++) {
        FlowLocation *result = declare(&w, func->results.items[i]);
        result->is_result = true;
        result->result_index = i + 1;
    }
    for (int i = 0; i < func->locals.len; i++) {
        if (!table_get(b->vars, func->locals.items[i])) {
            declare(&w, func->locals.items[i]);
        }
    }
}

void flow_walk_func(FlowBatch *b, Func *func) {
    FlowWalk w = {.batch = b, .func = func, .loop_depth = 1};
    w.declared = (func->receiver ? 1 : 0) + func->params.len + func->results.len;
    if (func == b->result->init_func) {
        flow_init(&w, false);
        return;
    }
    if (!func->body) {
        return;
    }
    w.loop_labels = query_loop_labels(b->arena, func->body);
    flow_stmts(&w, &func->body->stmts);
}

// What is captured flows into the record: its value, or its address.
static void flow_capture(FlowBatch *b, Hole record, FlowLocation *location, FlowNote note, bool by_value) {
    if (!by_value) {
        location->shared = true;
        note.why = "reference";
        record = hole_note(b, hole_shift(record, -1), note);
    }
    note.why = "captured by a closure";
    flow_assign(b, hole_note(b, record, note), location);
}

// Only now is it known which variables are assigned after they are captured; sema has to take every
// assignment for one of these.
static void flow_captures(FlowBatch *b, const FlowClosure *closure) {
    for (int i = 0; closure->literal && i < closure->literal->captures.len; i++) {
        Capture *capture = &closure->literal->captures.items[i];
        FlowLocation *location = flow_var(b, capture->var);
        capture->by_value = !capture->var->var.address_taken && !location->reassigned &&
                            type_size(capture->var->type) <= MAX_BY_VALUE;
        flow_tell_capture(b, location, capture->var->span.start, capture->by_value);
        FlowNote note = {.var = capture->var, .literal = closure->literal};
        flow_capture(b, closure->hole, location, note, capture->by_value);
    }
    for (int i = 0; i < closure->kept.len; i++) {
        FlowLocation *kept = closure->kept.items[i];
        bool by_value = type_size(query_type(kept->expr)) <= MAX_BY_VALUE;
        FlowNote note = {.captured = kept, .pos = flow_own_pos(kept, closure->pos)};
        if (!by_value) {
            kept->site =
                site_of_temp(b->result, kept->func, kept->temp, query_type(kept->expr), closure->pos);
        }
        flow_tell_capture(b, kept, note.pos, by_value);
        flow_capture(b, closure->hole, kept, note, by_value);
    }
}

static void record_sites(FlowBatch *b) {
    EscapeResult *r = b->result;
    for (int i = 0; i < b->locations.len; i++) {
        const FlowLocation *location = b->locations.items[i];
        if (location->site) {
            SiteVerdict *verdict = site_verdict(r, location->site);
            if (b->has_temps && location->expr && !location->temp) {
                site_name(r, location->site, location->expr);
            }
            verdict->flow_escapes = (location->attrs & FLOW_ESCAPES) != 0;
            verdict->flow_mutated = (location->attrs & FLOW_MUTATES) != 0;
            ReportLine line = {.pos = site_decision(r, location->site)->pos, .site = location->site};
            if (!query_is_dropped(location->func)) {
                VEC_PUSH(r->arena, &r->lines, line);
            }
        }
    }
}

static void analyze_group(FlowBatch *b, FuncGroup *group) {
    for (int i = 0; i < group->funcs.len; i++) {
        init_func(b, group->funcs.items[i]);
    }
    int variables = b->locations.len;
    for (int i = 0; i < group->funcs.len; i++) {
        Func *func = group->funcs.items[i];
        if (!query_is_inner_literal(func)) {
            flow_walk_func(b, func);
        }
    }
    for (int i = 0; i < b->closures.len; i++) {
        flow_captures(b, &b->closures.items[i]);
    }
    flow_place_temps(b, group, variables);
    for (int i = 0; i < b->locations.len; i++) {
        FlowLocation *location = b->locations.items[i];
        if (location->site && site_verdict(b->result, location->site)->must_heap) {
            FlowNote note = {.location = location};
            note.why = escape_rule_text(site_verdict(b->result, location->site)->must_rule);
            flow_assign(b, hole_note(b, hole_shift(hole_heap(b), -1), note), location);
        }
    }
    flow_solve(b);
    for (int i = 0; i < group->funcs.len; i++) {
        leaks_tag(b, group->funcs.items[i]);
    }
    record_sites(b);
}

static void analyze_outlined(FlowBatch *b) {
    FlowWalk w = {.batch = b, .func = b->result->init_func, .loop_depth = 1};
    flow_init(&w, true);
    flow_solve(b);
    record_sites(b);
}

// The stories point into it.
static FlowBatch *new_batch(EscapeResult *r, Table *vars, Table *funcs) {
    FlowBatch *batch = ARENA_NEW(r->arena, FlowBatch);
    *batch = (FlowBatch){.result = r, .arena = r->arena, .vars = vars, .funcs = funcs};
    batch->heap.attrs = FLOW_ESCAPES | FLOW_MUTATES | FLOW_CALLS;
    batch->mutator.attrs = FLOW_MUTATES;
    batch->callee.attrs = FLOW_CALLS;
    return batch;
}

void flow_analyze(EscapeResult *r) {
    Table vars = {0};
    Table funcs = {0};
    analyze_outlined(new_batch(r, &vars, &funcs));
    for (int i = 0; i < r->groups.len; i++) {
        analyze_group(new_batch(r, &vars, &funcs), r->groups.items[i]);
    }
}
