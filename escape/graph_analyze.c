// The connection graph: the analysis of a program. Functions are taken in groups, callees first. In a
// recursive group, when a member's summary changes, those that have applied it are looked at again.
#include "escape/graph.h"
#include "escape/mutant.h"

// Of one member, each for a changed callee; then it is given up. Summaries grow, but their numbers need not.
enum { MAX_RUNS = 16 };

// A function of the current group.
typedef struct Member {
    Func *func;
    int runs;
    bool queued;
    VEC(struct Member *) callers; // that have applied its summary
    VEC(GraphNote) notes;         // of its last run
} Member;

static Summary *unknown_summary(EscapeResult *r) {
    Summary *unknown = ARENA_NEW(r->arena, Summary);
    unknown->unknown = true;
    return unknown;
}

static Summary *judge(Graph *g) {
    if (g->given_up) {
        graph_verdicts_unproven(g);
        g->program->calls_unseen = true;
        return unknown_summary(g->result);
    }
    graph_verdicts(g);
    graph_slots(g);
    return summary_extract(g);
}

// Analyses one function; true when its summary changed.
static bool analyze_func(GraphProgram *p, Func *func, bool give_up) {
    arena_clear(p->arena);
    Graph *g = graph_create(p, p->arena, func);
    graph_add_inputs(g);
    for (int i = 0; i < func->results.len; i++) {
        graph_declare(g, func->results.items[i]);
    }
    graph_body(g);
    graph_solve(g);
    g->given_up |= give_up;
    Summary *summary = judge(g);
    const Summary *old = table_get(&p->result->summaries, func);
    bool changed = !old || (!old->unknown && !summary_equal(old, summary));
    if (!old || !old->unknown) {
        table_set(p->result->arena, &p->result->summaries, func, summary);
    }
    return changed;
}

void graph_note_caller(Graph *g, const Func *callee) {
    Member *caller = table_get(&g->program->members, g->func);
    Member *member = table_get(&g->program->members, callee);
    if (member && caller && (member->callers.len == 0 || VEC_LAST(&member->callers) != caller)) {
        VEC_PUSH(g->result->arena, &member->callers, caller);
    }
}

// The notes of a member that is looked at again are replaced.
static void keep_notes(EscapeResult *r, Member *member, int start) {
    member->notes.len = 0;
    for (int i = start; i < r->notes.len; i++) {
        VEC_PUSH(r->arena, &member->notes, r->notes.items[i]);
    }
    r->notes.len = start;
}

// Analyses a member; those that have applied its summary are next when it changed.
static void analyze_member(GraphProgram *p, Member *member) {
    EscapeResult *r = p->result;
    int notes = r->notes.len;
    member->queued = false;
    bool changed = analyze_func(p, member->func, ++member->runs > MAX_RUNS) && !escape_mutant("recursion");
    keep_notes(r, member, notes);
    for (int i = 0; changed && i < member->callers.len; i++) {
        member->callers.items[i]->queued = member->callers.items[i]->runs <= MAX_RUNS;
    }
}

// Round after round, in the order of the group, but only those whose callees have changed.
static void analyze_recursive(GraphProgram *p, const GraphGroup *group) {
    EscapeResult *r = p->result;
    VEC(Member *) members = {0};
    graph_slot_group_begin(p, group);
    for (int i = 0; i < group->funcs.len; i++) {
        Member *member = ARENA_NEW(r->arena, Member);
        *member = (Member){.func = group->funcs.items[i], .queued = true};
        table_set(r->arena, &p->members, member->func, member);
        if (member->func->body || member->func == r->init_func) {
            VEC_PUSH(r->arena, &members, member);
        }
    }
    for (bool again = true; again;) {
        again = false;
        for (int i = 0; i < members.len; i++) {
            if (members.items[i]->queued) {
                analyze_member(p, members.items[i]);
                again = true;
            }
        }
    }
    graph_slot_group_end(p, group);
    for (int i = 0; i < members.len; i++) {
        for (int k = 0; k < members.items[i]->notes.len; k++) {
            VEC_PUSH(r->arena, &r->notes, members.items[i]->notes.items[k]);
        }
    }
}

static void analyze_group(GraphProgram *p, const GraphGroup *group) {
    if (group->recursive) {
        analyze_recursive(p, group);
        return;
    }
    Func *func = group->funcs.items[0];
    if (func->body || func == p->result->init_func) {
        analyze_func(p, func, false);
    }
}

void graph_analyze(EscapeResult *r) {
    GraphProgram program = {.result = r, .open = r->program->main_func == NULL, .arena = arena_create()};
    graph_collect(&program);
    GraphGroupList groups = {0};
    graph_order(&program, &groups);
    for (int i = 0; i < groups.len; i++) {
        for (int k = 0; k < groups.items[i]->funcs.len; k++) {
            if (groups.items[i]->recursive) {
                table_set(r->arena, &r->recursive, groups.items[i]->funcs.items[k],
                          groups.items[i]->funcs.items[k]);
            }
            table_set(r->arena, &program.groups, groups.items[i]->funcs.items[k], (void *)(intptr_t)(i + 1));
        }
    }
    for (int i = 0; i < groups.len; i++) {
        program.current_group = i + 1;
        program.recursive = groups.items[i]->recursive;
        program.group_size = groups.items[i]->funcs.len;
        analyze_group(&program, groups.items[i]);
    }
    arena_destroy(program.arena);
    graph_slots_finish(&program);
}
