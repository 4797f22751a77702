// Sinking: the arrays that append makes for a local slice. While the variable is the only name of its array,
// the frame has a backing store in which it grows in place; what is there moves to the heap before the slice
// escapes.
//
// What holds for other objects that sink (sink.c) holds here as well, with two differences. The slice begins
// again in its backing store whenever it grows from no capacity, so there is something to move more than
// once; and what it had there before is dead, for nobody else has a name for it. Hence:
//   - the append is a statement of its own, and no move stands in a part of a loop's head that runs after it;
//   - a range over the slice whose body lets it grow holds its array elsewhere;
//   - it appends to the variable, or to a first part of it: when that has no capacity, no operand is in it.
// An array of the same capacity would have come from the heap at the first append already, so there are never
// more objects than without.
#include "escape/mutant.h"
#include "escape/sink.h"

enum {
    STORE_BYTES = 1024,
    MAX_STORES = 4096,    // of a function
    RECURSIVE_BYTES = 64, // in the frame of a recursive function
    MAX_STORE_ELEMENT = 128,
    WORTH_A_STORE = 2, // appends; one in a loop counts for two
};

// Is it the variable, or variable[:i]?
static bool is_first_part(Expr *expr, const Object *var) {
    expr = ast_unparen(expr);
    if (expr->kind == EXPR_SLICE && !expr->slice.lo && !expr->slice.max) {
        expr = ast_unparen(expr->slice.x);
    }
    return expr->kind == EXPR_IDENT && expr->ident.object == var;
}

void sink_append(SinkWalk *w, const Stmt *stmt, Expr *lhs, Expr *value) {
    const Expr *var = ast_unparen(lhs);
    SinkCandidate *candidate =
        var->kind == EXPR_IDENT && var->ident.object ? table_get(&w->by_var, var->ident.object) : NULL;
    value = ast_unparen(value);
    bool appends = value->kind == EXPR_CALL && value->call.kind == CALL_BUILTIN &&
                   value->call.builtin == BUILTIN_APPEND && !value->call.spread;
    if (!candidate || candidate->sink.kind != SINK_SLICE || !appends || value->site == 0 ||
        (stmt != w->stmt && !escape_mutant("back-head")) ||
        !is_first_part(value->call.args.items[0], candidate->sink.var)) {
        return;
    }
    candidate->weight += 1 + w->depth - candidate->depth;
    VEC_PUSH(w->arena, &candidate->appends, value->site);
    if (!escape_mutant("back-range")) {
        sink_replace(w, candidate);
    }
}

bool sink_may_back(const EscapeResult *r, int site) {
    const SiteVerdict *verdict = &r->verdicts.items[site - 1];
    return r->sites.items[site - 1].kind == SITE_APPEND && verdict->flow_escapes && verdict->graph_escape &&
           !verdict->must_heap && !verdict->slot_always;
}

static bool may_back(const SinkCandidate *candidate) {
    if (candidate->appends.len == 0 || candidate->weight < WORTH_A_STORE || candidate->moves.len == 0 ||
        candidate->moves.len > MAX_MOVES || (candidate->moves_again && !escape_mutant("back-again"))) {
        return false;
    }
    int64_t size = type_size(type_underlying(candidate->sink.var->type)->slice.elem);
    return size > 0 && size <= MAX_STORE_ELEMENT;
}

// Marks the appends that may use the backing store; the first of them, or 0.
static int mark(EscapeResult *r, const SinkCandidate *candidate, const Backing *backing) {
    int first = 0;
    for (int i = 0; i < candidate->appends.len; i++) {
        int site = candidate->appends.items[i];
        if (sink_may_back(r, site)) {
            site_decision(r, site)->backing = backing;
            site_decision(r, site)->grows_in_frame = true;
            first = first ? first : site;
        }
    }
    return first;
}

void sink_back(EscapeResult *r, const Func *func, SinkCandidate *candidate, int64_t *frame) {
    Object *var = candidate->sink.var;
    int64_t bytes = table_get(&r->recursive, func) ? RECURSIVE_BYTES : STORE_BYTES;
    Backing *backing = table_get(&r->backings, var);
    if (!may_back(candidate) || *frame + bytes > MAX_STORES) {
        return;
    }
    if (!backing) {
        backing = ARENA_NEW(r->arena, Backing);
        backing->var = var;
        table_set(r->arena, &r->backings, var, backing);
    }
    int site = mark(r, candidate, backing);
    if (site == 0) {
        return;
    }
    backing->bytes = bytes;
    backing->site = site;
    *frame += bytes;
    for (int i = 0; i < candidate->moves.len; i++) {
        if (candidate->moves.items[i] != backing->go_move) {
            sink_before(r, candidate->moves.items[i], (Sink){SINK_BACKING, var, site});
        }
    }
}
