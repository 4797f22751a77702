// Sinking: does it pay? It does when the straight way from the declaration to the end of its block, or to the
// return that ends the function there, meets no move. A way that leaves early, by a return inside of an if,
// does not count: `if err { return nil }; return object` is a constructor, whose object is made to be kept.
// Nothing but the choice between two right programs depends on this.
#include "escape/sink.h"

// What the ways through a statement may do.
typedef struct {
    bool completes; // go on after it
    bool free;      // go on after it without a move
    bool ends;      // leave the block for good without a move
} Ways;

static const Ways straight = {.completes = true, .free = true};

static Ways either(Ways a, Ways b) {
    return (Ways){a.completes || b.completes, a.free || b.free, a.ends || b.ends};
}

static Ways ways_of_stmt(const SinkCandidate *c, const Stmt *stmt);

static Ways ways_of_list(const SinkCandidate *c, const StmtList *stmts, int first) {
    Ways all = straight;
    for (int i = first; i < stmts->len && all.completes; i++) {
        Ways ways = ways_of_stmt(c, stmts->items[i]);
        all.completes = ways.completes;
        all.ends = !ways.completes && all.free && ways.ends;
        all.free = all.free && ways.free;
    }
    return all;
}

static Ways ways_of_cases(const SinkCandidate *c, const CaseList *cases, bool one_is_taken) {
    Ways all = one_is_taken ? (Ways){0} : straight;
    for (int i = 0; i < cases->len; i++) {
        all = either(all, ways_of_list(c, &cases->items[i]->body, 0));
    }
    return all;
}

// A loop is taken to run.
static Ways ways_of_loop(const SinkCandidate *c, const Stmt *body) {
    Ways ways = ways_of_stmt(c, body);
    return (Ways){.completes = true, .free = ways.free || ways.ends};
}

static bool leaves_switch(const Stmt *branch) {
    const Stmt *target = branch->branch.target;
    return branch->branch.kind == BRANCH_FALLTHROUGH ||
           (branch->branch.kind == BRANCH_BREAK && target &&
            (target->kind == STMT_SWITCH || target->kind == STMT_TYPE_SWITCH || target->kind == STMT_SELECT));
}

static Ways ways_inside(const SinkCandidate *c, const Stmt *stmt) {
    switch (stmt->kind) {
    case STMT_BLOCK: return ways_of_list(c, &stmt->block.stmts, 0);
    case STMT_LABELED: return ways_of_stmt(c, stmt->labeled.stmt);
    case STMT_IF:
        return either(ways_of_stmt(c, stmt->if_.then),
                      stmt->if_.els ? ways_of_stmt(c, stmt->if_.els) : straight);
    case STMT_SWITCH: return ways_of_cases(c, &stmt->switch_.cases, query_has_default(&stmt->switch_.cases));
    case STMT_TYPE_SWITCH:
        return ways_of_cases(c, &stmt->type_switch.cases, query_has_default(&stmt->type_switch.cases));
    case STMT_SELECT: return ways_of_cases(c, &stmt->select.cases, true);
    case STMT_FOR: return ways_of_loop(c, stmt->for_.body);
    case STMT_RANGE: return ways_of_loop(c, stmt->range.body);
    case STMT_RETURN: return (Ways){.ends = true};
    case STMT_BRANCH: return leaves_switch(stmt) ? straight : (Ways){.ends = true};
    case STMT_EXPR: return query_is_panic(stmt->expr.x) ? (Ways){0} : straight;
    case STMT_BAD:
    case STMT_EMPTY:
    case STMT_SEND:
    case STMT_INC_DEC:
    case STMT_ASSIGN:
    case STMT_DEFINE:
    case STMT_GO:
    case STMT_DEFER:
    case STMT_DECL:
    case STMT_KIND_COUNT: break;
    }
    return straight;
}

static Ways ways_of_stmt(const SinkCandidate *c, const Stmt *stmt) {
    Ways ways = ways_inside(c, stmt);
    for (int i = 0; i < c->moves.len; i++) {
        if (c->moves.items[i] == stmt) {
            ways.free = ways.ends = false;
        }
    }
    return ways;
}

bool sink_pays(const SinkCandidate *candidate) {
    if (candidate->moves.len == 0 || candidate->moves.len > MAX_MOVES) {
        return false;
    }
    Ways ways = ways_of_list(candidate, candidate->block, candidate->first);
    return ways.free || ways.ends;
}
