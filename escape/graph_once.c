// The connection graph: statements that stand in a loop and are not part of it. A list of statements that
// ends with a return, a panic or a break, and that nothing leaves in another way, is gone through once at
// most before the loop is left: no way leads from it to the loop's next iteration (in terms of the flow
// graph, its blocks are outside of the natural loop). So what it makes is one object per activation of the
// function, or per iteration of the loop around the one that is left.
#include "escape/graph.h"
#include "escape/mutant.h"

typedef struct {
    Arena *arena;
    Table inside; // Stmt -> itself: the statements of the list seen so far
    const Stmt *last;
    bool leaves; // another statement than the last one leaves the list
} BranchFinder;

static bool find_branch(AstVisitor *visitor, Stmt *stmt) {
    BranchFinder *finder = visitor->data;
    table_set(finder->arena, &finder->inside, stmt, stmt);
    if (stmt->kind == STMT_BRANCH && stmt != finder->last) {
        finder->leaves |=
            stmt->branch.kind == BRANCH_GOTO || !table_get(&finder->inside, stmt->branch.target);
    }
    return true;
}

// The loop in which the program goes on after the statement; the present one when that is not certain.
static int goes_on_in(const Graph *g, const Stmt *last) {
    if (last->kind == STMT_RETURN || (last->kind == STMT_EXPR && query_is_panic(last->expr.x))) {
        return 0;
    }
    if (last->kind == STMT_BRANCH && last->branch.kind == BRANCH_BREAK) {
        for (int loop = g->loop; loop; loop = g->loops.items[loop].parent) {
            if (g->loops.items[loop].stmt == last->branch.target) {
                return g->loops.items[loop].parent;
            }
        }
    }
    return g->loop;
}

void graph_enter_list(Graph *g, const StmtList *stmts) {
    if (g->loop == 0 || g->loop == g->left || stmts->len == 0) {
        return;
    }
    const Stmt *last = VEC_LAST(stmts);
    int next = goes_on_in(g, last);
    if (next == g->loop) {
        return;
    }
    BranchFinder finder = {.arena = g->arena, .last = last};
    AstVisitor visitor = {.stmt = find_branch, .expr = ast_skip_literals, .data = &finder};
    for (int i = 0; i < stmts->len && !finder.leaves; i++) {
        ast_walk_stmt(&visitor, stmts->items[i]);
    }
    if (!finder.leaves || escape_mutant("natural-loop")) {
        g->left = g->loop;
        g->next = next;
    }
}
