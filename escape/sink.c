// Sinking: an object that escapes only where the function seldom comes is made in the frame, and moves to the
// heap there, before anything else can learn its address.
//
// It is sound because the object has exactly one name until it moves: a variable of this function, which no
// closure shares before (sink_uses.c). So when it has been copied and the variable goes on with the copy,
// nothing points at the frame any more. A move stands before the whole statement with the use, so no operand
// of it is the old address; it does nothing when the object has moved before. Where the site runs again, a
// new variable comes with it, and the old one is dead: one place in the frame serves for a loop. What the
// object points to goes to the heap with it, so the analyses treat its content as if it were there from the
// beginning: of their decisions only the one on this site is changed. There is at most one heap object for
// each execution of the site, so never more than without. (A simple case of partial escape analysis: Stadler
// et al., CGO 2014.)
#include "escape/sink.h"

enum {
    MAX_SINK_BYTES = 8192,
    MAX_RECURSIVE_BYTES = 64, // in the frame of a recursive function, which may be there a million times
};

static bool may_sink(const EscapeResult *r, int site) {
    const Decision *decision = &r->sites.items[site - 1];
    const SiteVerdict *verdict = &r->verdicts.items[site - 1];
    bool kind = decision->kind == SITE_VAR || decision->kind == SITE_COMPLIT || decision->kind == SITE_NEW ||
                decision->kind == SITE_MAKE;
    bool recursive = table_get(&r->recursive, decision->func) != NULL;
    return kind && verdict->flow_escapes && verdict->graph_escape && !verdict->must_heap &&
           (!verdict->slot_always || verdict->slot_runs_out) && !decision->is_static && !decision->hybrid &&
           decision->object_size > 0 &&
           decision->object_size <= (recursive ? MAX_RECURSIVE_BYTES : MAX_SINK_BYTES);
}

void sink_before(EscapeResult *r, const Stmt *stmt, Sink sink) {
    SinkList *list = table_get(&r->sinks, stmt);
    if (!list) {
        list = ARENA_NEW(r->arena, SinkList);
        table_set(r->arena, &r->sinks, stmt, list);
    }
    VEC_PUSH(r->arena, list, sink);
}

static void sink(EscapeResult *r, const SinkCandidate *candidate) {
    site_verdict(r, candidate->sink.site)->sunk = true;
    for (int i = 0; i < candidate->moves.len; i++) {
        sink_before(r, candidate->moves.items[i], candidate->sink);
    }
}

static void sink_in(EscapeResult *r, Func *func, const bool *may) {
    SinkCandidates candidates = sink_collect(r, func, may);
    int64_t frame = 0;
    for (int i = 0; i < candidates.len; i++) {
        SinkCandidate *candidate = candidates.items[i];
        if (candidate->sink.site && sink_pays(candidate)) {
            sink(r, candidate);
        }
        sink_back(r, func, candidate, &frame);
    }
}

// By site. What append makes: sink_backing.c.
static bool *may_sink_all(const EscapeResult *r) {
    bool *may = ARENA_NEW_N(r->arena, bool, r->sites.len + 1);
    for (int site = 1; site <= r->sites.len; site++) {
        may[site] = may_sink(r, site);
    }
    return may;
}

void sink_analyze(EscapeResult *r) {
    const bool *may = may_sink_all(r);
    Table seen = {0};
    VEC(Func *) funcs = {0};
    for (int site = 1; site <= r->sites.len; site++) {
        Func *func = r->sites.items[site - 1].func;
        if (func && func->body && (may[site] || sink_may_back(r, site)) && !table_get(&seen, func)) {
            table_set(r->arena, &seen, func, func);
            VEC_PUSH(r->arena, &funcs, func);
        }
    }
    for (int i = 0; i < funcs.len; i++) {
        sink_in(r, funcs.items[i], may);
    }
}

const SinkList *escape_sinks(const EscapeResult *result, const Stmt *stmt) {
    return table_get(&result->sinks, stmt);
}
