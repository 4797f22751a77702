// The entry point: prepares the table of sites, runs the two analyses over it, and decides.
#include "escape/analysis.h"

EscapeResult *escape_analyze(Program *program, const EscapeOptions *options) {
    Arena *arena = program->session->arena;
    EscapeResult *r = ARENA_NEW(arena, EscapeResult);
    r->program = program;
    r->arena = arena;
    r->options = *options;
    r->init_func = ARENA_NEW(arena, Func);
    r->init_func->name = "main.init";
    r->init_func->package = program->main;
    r->init_func->reachable = true;
    static_collect(r);
    bounds_collect(r);
    groups_build(r);
    flow_analyze(r);
    backing_analyze(r);
    if (!options->off) {
        graph_analyze(r);
    }
    sink_analyze(r);
    decide_all(r);
    return r;
}

int escape_site_count(const EscapeResult *result) {
    return result->sites.len;
}

const Decision *escape_site(const EscapeResult *result, int site) {
    return &result->sites.items[site - 1];
}

const Decision *escape_decision(const EscapeResult *result, int site) {
    return site ? escape_site(result, site) : NULL;
}
