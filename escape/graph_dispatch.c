// The connection graph: callees that depend on what flows where. A known closure, function or box names its
// callee. For what comes from parameters or from the heap, every function of the type is a candidate (those
// used as values anywhere in the program), or every method of the types that are converted to interfaces
// anywhere (rapid type analysis).
#include "escape/graph.h"
#include "escape/mutant.h"

enum {
    MAX_EMBEDDED_CALLS = 2, // of interfaces embedded in what an unknown interface holds
    MAX_CANDIDATES = 256,   // of a call; with more it may do anything
    MANY_TARGETS = 24, // of one call: what further callees allocate is one object per origin, lest a callee
                       // that makes closures which come back to the call never end
};

// What the call gives to a callee, which it reaches in this way.
static CallSlots *call_slots(Graph *g, const GraphCall *call, Reach reach, Func *callee, Type *boxed) {
    if (call->gives_slots) {
        return graph_slot_call(g, call->call, (SlotCallee){.reach = reach, .func = callee, .boxed = boxed});
    }
    graph_slot_nil(g->result, callee);
    return NULL;
}

static void with_input(Graph *g, Func *callee, const GraphCall *call, int first, CallSlots *slots) {
    int *inputs = ARENA_NEW_N(g->arena, int, call->arg_count + 2);
    inputs[0] = first;
    for (int i = 0; i < call->arg_count; i++) {
        inputs[i + 1] = call->args[i];
    }
    summary_apply(g, callee, call->call, inputs, call->arg_count + 1, call->results, slots);
}

// A method is the value of a method expression.
static void call_declared(Graph *g, Func *callee, const GraphCall *call) {
    CallSlots *slots = callee->receiver ? NULL : call_slots(g, call, REACH_VALUE, callee, NULL);
    if (callee->receiver) {
        graph_slot_nil(g->result, callee);
    }
    summary_apply(g, callee, call->call, call->args, call->arg_count, call->results, slots);
}

static void call_literal(Graph *g, Func *callee, const GraphCall *call, int record) {
    with_input(g, callee, call, record, call_slots(g, call, REACH_VALUE, callee, NULL));
}

static void call_bound(Graph *g, Func *callee, const GraphCall *call, int receiver) {
    with_input(g, callee, call, receiver, call_slots(g, call, REACH_BOUND, callee, NULL));
}

static bool first_time(Graph *g, GraphCall *call, const void *key) {
    if (table_get(&call->done, key)) {
        return false;
    }
    table_set(g->arena, &call->done, key, call);
    return true;
}

// Keys of GraphCall.done: nodes are odd numbers, to be told from pointers.
static const void *target_key(int target) {
    return (const void *)(uintptr_t)(2 * (uintptr_t)target + 1);
}

// The callee is code that we do not see.
static void call_unknown(Graph *g, const GraphCall *call) {
    g->origin.rule = RULE_UNKNOWN_CALL;
    graph_slot_nil_any(g->program, call->type, call->method);
    for (int i = 0; i < call->arg_count; i++) {
        if (call->args[i] != NO_NODE) {
            const GraphObject *region = graph_owner(g, call->args[i]);
            int end = region->first + region->count;
            for (int node = call->args[i]; node < end; node++) {
                graph_copy(g, GLOBAL_NODE, node);
            }
        }
    }
    for (int i = 0; i < call->result_count; i++) {
        if (call->results[i] != NO_NODE) {
            const GraphObject *region = graph_owner(g, call->results[i]);
            int end = region->first + region->count;
            for (int node = call->results[i]; node < end; node++) {
                graph_point(g, node, GLOBAL_NODE);
            }
        }
    }
    g->origin.rule = RULE_NONE;
}

static void call_method_of(Graph *g, const GraphCall *call, int receiver, const Name *name,
                           const Package *package) {
    GraphCall *inner = ARENA_NEW(g->arena, GraphCall);
    *inner = *call;
    inner->done = (Table){0};
    inner->method = name;
    inner->package = package;
    inner->depth = call->depth + 1;
    inner->gives_slots = false;
    VEC_PUSH(g->arena, &g->calls, inner);
    if (receiver != NO_NODE) {
        graph_constrain(g, receiver, (Constraint){.kind = CONSTRAINT_CALL, .other = g->calls.len - 1});
    }
}

static Type *elem_if_pointer(Type *type) {
    Type *t = type_underlying(type);
    return t->kind == TYPE_POINTER ? t->pointer.elem : NULL;
}

// Follows embedded fields from a value of type `type` at `place` to the method's receiver, and calls it.
static void call_entry(Graph *g, const GraphCall *call, Place place, Type *type, const MethodEntry *entry) {
    Type *boxed = type;
    for (int i = 0; i < entry->path_len; i++) {
        Type *elem = elem_if_pointer(type);
        if (elem) {
            place = (Place){.indirect = true, .node = graph_read(g, place, type), .key = NO_NODE};
            type = elem;
        }
        int offset = layout_of(g->program, type)->fields[entry->path[i]];
        if (place.indirect) {
            place.offset += offset;
        } else if (place.node != NO_NODE) {
            place.node = graph_leaf(g, place.node, offset);
        }
        type = type_underlying(type)->struct_.fields[entry->path[i]].type;
    }
    if (!entry->method) {
        call_method_of(g, call, graph_read(g, place, type), entry->name, call->package);
        return;
    }
    Type *elem = elem_if_pointer(type);
    bool pointer_receiver = entry->method->func.pointer_receiver;
    int receiver;
    if (pointer_receiver) {
        receiver = elem ? graph_read(g, place, type) : graph_place_address(g, place);
    } else {
        receiver = elem ? graph_load(g, graph_read(g, place, type), 0, elem) : graph_read(g, place, type);
    }
    Func *method = entry->method->func.func;
    with_input(g, method, call, receiver, call_slots(g, call, REACH_METHOD, method, boxed));
}

// False when there is nothing to do.
static bool call_boxed(Graph *g, const GraphCall *call, Place place, Type *type) {
    const MethodEntry *entry = type_find_method(g->result->program->types, type, call->method, call->package);
    if (!entry || (entry->method && summary_is_empty(g, entry->method->func.func))) {
        return false;
    }
    call_entry(g, call, place, type, entry);
    return true;
}

void graph_call_method(Graph *g, GraphCall *call, int region, Type *type) {
    if (type_is_interface(type)) {
        call_method_of(g, call, region, call->method, call->package);
    } else {
        call_boxed(g, call, (Place){.node = region, .key = NO_NODE}, type);
    }
}

static bool is_unknown(const GraphObject *object) {
    return object->kind == OBJECT_PHANTOM || object->opaque || object->first == GLOBAL_NODE;
}

// Interfaces that embed one another without end: whatever method it is may keep what the box holds.
static void call_unknown_on_box(Graph *g, const GraphCall *call, const GraphObject *box) {
    for (int node = box->first; node < box->first + box->count; node++) {
        graph_copy(g, GLOBAL_NODE, node);
    }
    call_unknown(g, call);
}

// The callee is one of very many: what it is and what it gets may be kept. `key`: the type or method that
// they are candidates of; `count`: how many have been dealt with.
static bool is_one_of_many(Graph *g, const GraphCall *call, int node, const void *key, int count) {
    if (count <= MAX_CANDIDATES && !table_get(&g->program->many, key)) {
        return false;
    }
    table_set(g->result->arena, &g->program->many, key, (void *)key);
    g->origin.rule = RULE_UNKNOWN_CALL;
    graph_copy(g, GLOBAL_NODE, node);
    call_unknown(g, call);
    return true;
}

static void dispatch_interface(Graph *g, GraphCall *call, int node, const GraphObject *object) {
    Type *type = (Type *)object->type;
    if (object->kind == OBJECT_BOX && call->depth > MAX_EMBEDDED_CALLS) {
        call_unknown_on_box(g, call, object);
        return;
    }
    if (object->kind == OBJECT_BOX && !escape_mutant("interface-dispatch")) {
        call_boxed(g, call, (Place){.node = object->first, .key = NO_NODE}, type);
        return;
    }
    if (!is_unknown(object) || !first_time(g, call, call)) {
        return;
    }
    if (call->depth > MAX_EMBEDDED_CALLS) {
        call_unknown(g, call);
        return;
    }
    int count = 0;
    const TypeList *types = graph_boxed_with(g->program, call->method);
    for (int i = 0; i < types->len && !is_one_of_many(g, call, node, call->method, count); i++) {
        Place place = {.indirect = true, .node = node, .key = NO_NODE};
        count += call_boxed(g, call, place, types->items[i]);
    }
    if (g->program->open) {
        call_unknown(g, call);
    }
}

// Any function of the type that is used as a value somewhere.
static void dispatch_candidates(Graph *g, GraphCall *call, int node) {
    int count = 0;
    const FuncList *values = graph_values_of_type(g->program, call->type);
    for (int i = 0; i < values->len && !is_one_of_many(g, call, node, call->type, count); i++) {
        Func *func = values->items[i];
        if (summary_is_empty(g, func)) {
            continue;
        }
        count++;
        if (func->literal) {
            call_literal(g, func, call, node);
        } else {
            call_declared(g, func, call);
        }
    }
    const BoundList *methods = graph_bound_of_type(g->program, call->type);
    for (int i = 0; i < methods->len && !is_one_of_many(g, call, node, call->type, count++); i++) {
        const Expr *bound = methods->items[i];
        int receiver = graph_load(g, node, 0, bound->selector.x->type);
        if (bound->selector.kind == SELECT_METHOD) {
            call_bound(g, bound->selector.object->func.func, call, receiver);
        } else {
            call_method_of(g, call, receiver, bound->selector.sel, g->func->package);
        }
    }
    if (g->program->open) {
        call_unknown(g, call);
    }
}

// A call reaches only functions of its own type: where a target has another one, it is a place of a node that
// stands for much.
static bool has_type_of_call(const GraphCall *call, const GraphObject *object) {
    const Func *func = object->func;
    if (!func) { // the method of an interface
        return true;
    }
    if (object->kind == OBJECT_FUNCTION && func->receiver) { // a method expression
        return call->type->func.param_count == func->params.len + 1 &&
               call->type->func.result_count == func->results.len;
    }
    return type_is_identical(func->type, call->type);
}

static bool is_function(const GraphObject *object) {
    return object->kind == OBJECT_CLOSURE || object->kind == OBJECT_FUNCTION || object->kind == OBJECT_BOUND;
}

void graph_dispatch_call(Graph *g, GraphCall *call, int node, int target) {
    const GraphObject *owner = graph_owner(g, target);
    if (!first_time(g, call, target_key(target)) ||
        (!call->method && is_function(owner) && !has_type_of_call(call, owner))) {
        return;
    }
    int loop = g->loop;
    g->loop = call->loop;
    g->merging = ++call->targets > MANY_TARGETS;
    GraphObject object = *graph_owner(g, target);
    if (call->method) {
        dispatch_interface(g, call, node, &object);
    } else if (object.kind == OBJECT_CLOSURE && !escape_mutant("closure-dispatch")) {
        call_literal(g, object.func, call, graph_address(g, object.first));
    } else if (object.kind == OBJECT_FUNCTION) {
        call_declared(g, object.func, call);
    } else if (object.kind == OBJECT_BOUND && object.func) {
        call_bound(g, object.func, call, object.first);
    } else if (object.kind == OBJECT_BOUND) {
        call_method_of(g, call, object.first, object.name, g->func->package);
    } else if (is_unknown(&object) && first_time(g, call, call)) {
        dispatch_candidates(g, call, node);
    }
    g->loop = loop;
    g->merging = false;
}

bool graph_method_named(const char *names, const Name *name) {
    for (const char *at = names; (at = strstr(at, name->text)); at += name->len) {
        bool starts = at == names || at[-1] == ' ';
        if (starts && (at[name->len] == ' ' || at[name->len] == '\0')) {
            return true;
        }
    }
    return false;
}

// Calls the named methods of `type` and of all types inside it. The receiver may be anything that the node
// stands for.
static void call_methods_inside(Graph *g, GraphCall *call, int node, Type *type) {
    if (type_is_interface(type) || !first_time(g, call, type)) {
        return;
    }
    int count = 0;
    const MethodEntry *entries = type_method_set(g->result->program->types, type, &count);
    for (int i = 0; i < count; i++) {
        if (graph_method_named(call->directive, entries[i].name) && entries[i].method) {
            Func *method = entries[i].method->func.func;
            int receiver = graph_region(g, method->receiver->type);
            if (receiver != NO_NODE) {
                const GraphObject *region = graph_owner(g, receiver);
                for (int k = region->first, end = k + region->count; k < end; k++) {
                    graph_copy(g, k, node);
                }
            }
            graph_slot_nil(g->result, method);
            // What else the method gets is the library's own.
            int *inputs = ARENA_NEW_N(g->arena, int, method->params.len + 1);
            inputs[0] = receiver;
            for (int k = 0; k < method->params.len; k++) {
                inputs[k + 1] = GLOBAL_NODE;
            }
            summary_apply(g, method, call->call, inputs, method->params.len + 1, NULL, NULL);
        }
    }
    Type *t = type_underlying(type);
    switch (t->kind) {
    case TYPE_POINTER: call_methods_inside(g, call, node, t->pointer.elem); break;
    case TYPE_SLICE: call_methods_inside(g, call, node, t->slice.elem); break;
    case TYPE_ARRAY: call_methods_inside(g, call, node, t->array.elem); break;
    case TYPE_MAP:
        call_methods_inside(g, call, node, t->map.key);
        call_methods_inside(g, call, node, t->map.value);
        break;
    case TYPE_STRUCT:
        for (int i = 0; i < t->struct_.count; i++) {
            call_methods_inside(g, call, node, t->struct_.fields[i].type);
        }
        break;
    default: break;
    }
}

void graph_dispatch_methods(Graph *g, GraphCall *call, int node, int target) {
    if (!first_time(g, call, target_key(target))) {
        return;
    }
    int loop = g->loop;
    g->loop = call->loop;
    const GraphObject object = *graph_owner(g, target);
    if (object.kind == OBJECT_BOX) {
        call_methods_inside(g, call, node, (Type *)object.type);
    } else if (is_unknown(&object)) {
        for (int i = 0; i < g->program->boxed.len; i++) {
            call_methods_inside(g, call, node, g->program->boxed.items[i]);
        }
        if (g->program->open && object.kind == OBJECT_PHANTOM) {
            g->origin.rule = RULE_UNKNOWN_CALL;
            graph_copy(g, GLOBAL_NODE, node);
            g->origin.rule = RULE_NONE;
        }
    }
    g->loop = loop;
}
