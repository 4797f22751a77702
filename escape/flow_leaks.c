// What parameters leak: recorded for the callers, and reported as the parameter lines of -m.
#include "escape/flow.h"

FlowLeaks leaks_none(void) {
    FlowLeaks leaks = {.heap = -1, .mutator = -1, .callee = -1};
    for (int i = 0; i < FLOW_TRACKED_RESULTS; i++) {
        leaks.results[i] = -1;
    }
    return leaks;
}

void leaks_add(int *slot, int derefs) {
    if (*slot < 0 || derefs < *slot) {
        *slot = derefs;
    }
}

// A flow that is no shorter than the shortest to the heap says nothing more.
static void drop_longer(FlowLeaks *leaks) {
    if (leaks->heap < 0) {
        return;
    }
    int *others[] = {&leaks->mutator, &leaks->callee};
    for (int i = 0; i < 2; i++) {
        if (*others[i] >= leaks->heap) {
            *others[i] = -1;
        }
    }
    for (int i = 0; i < FLOW_TRACKED_RESULTS; i++) {
        if (leaks->results[i] >= leaks->heap) {
            leaks->results[i] = -1;
        }
    }
}

static void say(EscapeResult *r, const Object *param, const char *text) {
    ReportLine line = {.pos = param->span.start, .text = text};
    VEC_PUSH(r->arena, &r->lines, line);
}

// Of each way of reaching what the parameter points to, a line; of none, one too.
static void report(FlowBatch *b, const Func *func, const Object *param, const FlowLeaks *leaks) {
    EscapeResult *r = b->result;
    const char *name = param->name->text;
    int before = r->lines.len;
    if (leaks->heap >= 0) {
        const char *what = leaks->heap == 0 ? "" : " content";
        say(r, param, arena_printf(r->arena, "leaking param%s: %s", what, name));
    }
    for (int i = 0; i < FLOW_TRACKED_RESULTS && i < func->results.len; i++) {
        if (leaks->results[i] >= 0) {
            say(r, param,
                arena_printf(r->arena, "leaking param: %s to result %s level=%d", name,
                             query_result_name(r, func, i), leaks->results[i]));
        }
    }
    if (r->options.mutations && leaks->mutator >= 0) {
        say(r, param, arena_printf(r->arena, "mutates param: %s derefs=%d", name, leaks->mutator));
    }
    if (r->options.mutations && leaks->callee >= 0) {
        say(r, param, arena_printf(r->arena, "calls param: %s derefs=%d", name, leaks->callee));
    }
    if (r->lines.len == before) {
        const char *rest = r->options.mutations ? ", mutate, or call" : "";
        say(r, param, arena_printf(r->arena, "%s does not escape%s", name, rest));
    }
}

static bool is_named(const Object *param) {
    return param->name && strcmp(param->name->text, "_") != 0;
}

// A function without a body keeps everything, unless a directive says otherwise.
static FlowLeaks external_leaks(const Func *func, const Object *param) {
    FlowLeaks leaks = leaks_none();
    if (!type_has_pointers(param->type)) {
        return leaks;
    }
    if (func->shares) {
        leaks.results[0] = 0;
    } else if (query_has_directive(func, "//minic:calls")) {
        // Methods of what the parameter holds are called: by Go's rules their receivers reach unknown code.
        TypeKind kind = type_underlying(param->type)->kind;
        leaks.heap = kind == TYPE_SLICE ? 1 : kind == TYPE_INTERFACE ? 0 : -1;
    } else if (!query_has_directive(func, "//minic:noescape")) {
        leaks.heap = 0;
    }
    return leaks;
}

// A library function with a body may promise what Go's own function of that name achieves: that it keeps
// nothing of its parameters, or of those named in the directive.
static bool is_promised(const Func *func, const Object *param) {
    const char *names = func->package->library ? query_directive(func, "//minic:noescape") : NULL;
    if (!names || *names == '\0') {
        return names != NULL;
    }
    size_t len = strlen(param->name->text);
    for (const char *at = names; (at = strstr(at, param->name->text)); at += len) {
        if (at[-1] == ' ' && (at[len] == ' ' || at[len] == '\0')) {
            return true;
        }
    }
    return false;
}

// Does nothing keep the pointer itself, after the call or in a result?
static bool is_lent(const FlowLeaks *leaks) {
    bool lent = leaks->heap != 0;
    for (int i = 0; i < FLOW_TRACKED_RESULTS; i++) {
        lent &= leaks->results[i] != 0;
    }
    return lent;
}

static void tag(FlowBatch *b, Func *func, Object *param) {
    FlowLeaks leaks = leaks_none();
    if (!func->body) {
        leaks = external_leaks(func, param);
    } else if (type_has_pointers(param->type) && is_named(param)) {
        const FlowLocation *location = flow_var(b, param);
        if (!is_promised(func, param)) {
            leaks = location->leaks;
        }
        drop_longer(&leaks);
        if (!(location->attrs & FLOW_ESCAPES) && !query_is_dropped(func)) {
            report(b, func, param, &leaks);
        }
    }
    VEC_PUSH(b->arena, &flow_func(b, func)->params, leaks);
    if (is_lent(&leaks)) {
        table_set(b->arena, &b->result->lent, param, param);
    }
}

void leaks_tag(FlowBatch *b, Func *func) {
    FlowFunc *record = flow_func(b, func);
    if (func->receiver) {
        tag(b, func, func->receiver);
    }
    for (int i = 0; i < func->params.len; i++) {
        tag(b, func, func->params.items[i]);
    }
    record->tagged = true;
}
