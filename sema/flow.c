// Terminating statements, as the Go specification defines them: a function with results must end in one.
#include "sema/declare.h"

static bool list_has_break(const StmtList *list, const Name *label, bool implicit);

static bool cases_have_break(const CaseList *cases, const Name *label, bool implicit) {
    for (int i = 0; i < cases->len; i++) {
        if (list_has_break(&cases->items[i]->body, label, implicit)) {
            return true;
        }
    }
    return false;
}

// Is there a break that leaves the statement around `stmt`: one with its label or, if implicit, one without a
// label?
static bool has_break(const Stmt *stmt, const Name *label, bool implicit) {
    switch (stmt->kind) {
    case STMT_BAD:
    case STMT_EMPTY:
    case STMT_EXPR:
    case STMT_SEND:
    case STMT_INC_DEC:
    case STMT_ASSIGN:
    case STMT_DEFINE:
    case STMT_GO:
    case STMT_DEFER:
    case STMT_RETURN:
    case STMT_DECL:
    case STMT_KIND_COUNT: return false;
    case STMT_LABELED: return has_break(stmt->labeled.stmt, label, implicit);
    case STMT_BRANCH:
        return stmt->branch.kind == BRANCH_BREAK &&
               (stmt->branch.label ? stmt->branch.label == label : implicit);
    case STMT_BLOCK: return list_has_break(&stmt->block.stmts, label, implicit);
    case STMT_IF:
        return has_break(stmt->if_.then, label, implicit) ||
               (stmt->if_.els && has_break(stmt->if_.els, label, implicit));
    case STMT_SWITCH: return label && cases_have_break(&stmt->switch_.cases, label, false);
    case STMT_TYPE_SWITCH: return label && cases_have_break(&stmt->type_switch.cases, label, false);
    case STMT_SELECT: return label && cases_have_break(&stmt->select.cases, label, false);
    case STMT_FOR: return label && has_break(stmt->for_.body, label, false);
    case STMT_RANGE: return label && has_break(stmt->range.body, label, false);
    }
    return false;
}

static bool list_has_break(const StmtList *list, const Name *label, bool implicit) {
    for (int i = 0; i < list->len; i++) {
        if (has_break(list->items[i], label, implicit)) {
            return true;
        }
    }
    return false;
}

static bool is_terminating(const Stmt *stmt, const Name *label);

static bool list_is_terminating(const StmtList *list) {
    int last = list->len - 1;
    while (last >= 0 && list->items[last]->kind == STMT_EMPTY) {
        last--;
    }
    return last >= 0 && is_terminating(list->items[last], NULL);
}

static bool cases_are_terminating(const CaseList *cases, const Name *label, bool need_default) {
    bool has_default = false;
    for (int i = 0; i < cases->len; i++) {
        const CaseClause *clause = cases->items[i];
        has_default |= clause->is_default;
        if (!list_is_terminating(&clause->body) || list_has_break(&clause->body, label, true)) {
            return false;
        }
    }
    return has_default || !need_default;
}

static bool is_panic_call(Expr *expr) {
    expr = ast_unparen(expr);
    return expr->kind == EXPR_CALL && expr->call.kind == CALL_BUILTIN && expr->call.builtin == BUILTIN_PANIC;
}

static bool is_terminating(const Stmt *stmt, const Name *label) {
    switch (stmt->kind) {
    case STMT_BAD: return true; // a syntax error has been reported
    case STMT_EMPTY:
    case STMT_SEND:
    case STMT_INC_DEC:
    case STMT_ASSIGN:
    case STMT_DEFINE:
    case STMT_GO:
    case STMT_DEFER:
    case STMT_DECL:
    case STMT_RANGE:
    case STMT_KIND_COUNT: return false;
    case STMT_EXPR: return is_panic_call(stmt->expr.x);
    case STMT_RETURN: return true;
    case STMT_BRANCH: return stmt->branch.kind == BRANCH_GOTO || stmt->branch.kind == BRANCH_FALLTHROUGH;
    case STMT_BLOCK: return list_is_terminating(&stmt->block.stmts);
    case STMT_IF:
        return stmt->if_.els && is_terminating(stmt->if_.then, NULL) && is_terminating(stmt->if_.els, NULL);
    case STMT_SWITCH: return cases_are_terminating(&stmt->switch_.cases, label, true);
    case STMT_TYPE_SWITCH: return cases_are_terminating(&stmt->type_switch.cases, label, true);
    case STMT_SELECT: return cases_are_terminating(&stmt->select.cases, label, false);
    case STMT_FOR: return !stmt->for_.cond && !has_break(stmt->for_.body, label, true);
    case STMT_LABELED: return is_terminating(stmt->labeled.stmt, stmt->labeled.label);
    }
    return false;
}

bool stmt_is_terminating(const Stmt *stmt) {
    return is_terminating(stmt, NULL);
}
