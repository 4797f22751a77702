// The connection graph: the walk over a function's statements that finds the webs of its variables.
#include "escape/graph_web.h"
#include "escape/mutant.h"

static void web_stmt(Webs *w, Stmt *stmt);

static bool use(AstVisitor *visitor, Expr *expr) {
    if (expr->kind == EXPR_IDENT) {
        web_use(visitor->data, expr);
    }
    return expr->kind != EXPR_FUNC_LIT && !expr->is_type;
}

static void uses(Webs *w, Expr *expr) {
    AstVisitor visitor = {.expr = use, .data = w};
    ast_walk_expr(&visitor, expr);
}

static void uses_of_list(Webs *w, const ExprList *list) {
    for (int i = 0; i < list->len; i++) {
        uses(w, list->items[i]);
    }
}

static void stmts(Webs *w, const StmtList *list) {
    for (int i = 0; i < list->len; i++) {
        web_stmt(w, list->items[i]);
    }
}

static void end_of_path(Webs *w) {
    w->state = web_new_set(w);
}

static void declare_ident(Webs *w, Expr *lhs) {
    lhs = ast_unparen(lhs);
    if (lhs->kind == EXPR_IDENT) {
        web_declare(w, lhs->ident.object);
    }
}

static void assign(Webs *w, const Stmt *stmt) {
    uses(w, stmt->assign.tuple);
    uses_of_list(w, &stmt->assign.rhs);
    bool plain = stmt->kind == STMT_DEFINE || stmt->assign.op == OP_NONE;
    for (int i = 0; i < stmt->assign.lhs.len; i++) {
        Expr *lhs = stmt->assign.lhs.items[i];
        if (!plain || ast_unparen(lhs)->kind != EXPR_IDENT) {
            uses(w, lhs);
        }
    }
    for (int i = 0; i < stmt->assign.lhs.len && plain; i++) {
        Expr *lhs = stmt->assign.lhs.items[i];
        if (stmt->kind == STMT_DEFINE && stmt->assign.is_new[i]) {
            declare_ident(w, lhs);
        } else if (web_definition(w, lhs)) {
            web_define(w, web_definition(w, lhs));
        }
    }
}

static void local_decl(Webs *w, const Decl *decl) {
    if (decl->kind == DECL_VAR) {
        uses(w, decl->var.tuple);
        uses_of_list(w, &decl->var.values);
        for (int i = 0; i < decl->var.name_count; i++) {
            web_declare(w, decl->var.names[i].object);
        }
    }
}

// Returns the loop around.
static int enter(Webs *w, Stmt *stmt) {
    int outer = w->loop;
    int depth = w->loops.items[outer].depth + 1;
    w->loop = w->loops.len;
    VEC_PUSH(w->g->arena, &w->loops, (WebLoop){.parent = outer, .depth = depth, .stmt = stmt});
    web_include_inside(w, stmt);
    return outer;
}

// The variables of a for statement are others in each iteration, with the same values.
static void leave_whole(Webs *w, const Stmt *loop) {
    for (int i = 0; i < loop->for_.loop_var_count; i++) {
        const Object *var = loop->for_.loop_vars[i];
        for (int d = web_declaration(w, var); d; d = w->items.items[d].next) {
            web_unite(w, web_declaration(w, var), d);
        }
    }
}

static void for_stmt(Webs *w, Stmt *stmt) {
    web_stmt(w, stmt->for_.init);
    int outer = enter(w, stmt);
    leave_whole(w, stmt);
    uint64_t *head = web_copy_set(w, w->state);
    uses(w, stmt->for_.cond);
    web_stmt(w, stmt->for_.body);
    w->state = web_copy_set(w, head); // `continue` comes here, too
    web_stmt(w, stmt->for_.post);
    w->state = head;
    w->loop = outer;
}

static void range_operands(Webs *w, const Stmt *stmt) {
    Expr *targets[] = {stmt->range.key, stmt->range.value};
    for (int i = 0; i < 2 && !stmt->range.define; i++) {
        if (targets[i] && !web_definition(w, targets[i])) {
            uses(w, targets[i]);
        }
    }
}

// Both at once: as in any assignment, the operands on the left come first.
static void range_targets(Webs *w, const Stmt *stmt) {
    if (!escape_mutant("web-range")) {
        range_operands(w, stmt);
    }
    Expr *targets[] = {stmt->range.key, stmt->range.value};
    for (int i = 0; i < 2; i++) {
        if (targets[i] && stmt->range.define) {
            declare_ident(w, targets[i]);
        } else if (targets[i] && web_definition(w, targets[i])) {
            web_define(w, web_definition(w, targets[i]));
        }
    }
    if (escape_mutant("web-range")) {
        range_operands(w, stmt);
    }
}

static void range_stmt(Webs *w, Stmt *stmt) {
    uses(w, stmt->range.x);
    int outer = enter(w, stmt);
    uint64_t *head = web_copy_set(w, w->state);
    range_targets(w, stmt);
    web_stmt(w, stmt->range.body);
    w->state = head;
    w->loop = outer;
}

// The clauses of a switch or select; `otherwise`: one of them runs in any case.
static void clauses(Webs *w, Stmt *stmt, const CaseList *cases, bool otherwise) {
    uint64_t *end = otherwise ? web_new_set(w) : web_copy_set(w, w->state);
    VEC_PUSH(w->g->arena, &w->leaving, (Leaving){.stmt = stmt, .state = end});
    for (int i = 0; i < cases->len; i++) {
        uses_of_list(w, &cases->items[i]->exprs);
        if (cases->items[i]->falls_through && !escape_mutant("web-fallthrough")) {
            web_include_inside(w, stmt);
        }
    }
    const uint64_t *start = w->state;
    for (int i = 0; i < cases->len; i++) {
        w->state = web_copy_set(w, start);
        web_declare(w, cases->items[i]->object);
        web_stmt(w, cases->items[i]->comm);
        stmts(w, &cases->items[i]->body);
        web_include(w, end, w->state);
    }
    w->leaving.len--;
    w->state = end;
}

static void if_stmt(Webs *w, const Stmt *stmt) {
    web_stmt(w, stmt->if_.init);
    uses(w, stmt->if_.cond);
    uint64_t *otherwise = web_copy_set(w, w->state);
    web_stmt(w, stmt->if_.then);
    uint64_t *then = w->state;
    w->state = otherwise;
    web_stmt(w, stmt->if_.els);
    if (!escape_mutant("web-if")) {
        web_include(w, w->state, then);
    }
}

// Where a loop is left or continued is known without: it has all definitions that are in it.
static void branch_stmt(Webs *w, const Stmt *stmt) {
    for (int i = 0; i < w->leaving.len && stmt->branch.kind == BRANCH_BREAK; i++) {
        if (w->leaving.items[i].stmt == stmt->branch.target) {
            web_include(w, w->leaving.items[i].state, escape_mutant("web-break") ? web_new_set(w) : w->state);
        }
    }
    if (stmt->branch.kind != BRANCH_FALLTHROUGH) {
        end_of_path(w);
    }
}

static void web_stmt(Webs *w, Stmt *stmt) {
    if (!stmt) {
        return;
    }
    switch (stmt->kind) {
    case STMT_BAD:
    case STMT_EMPTY:
    case STMT_KIND_COUNT: break;
    case STMT_EXPR: uses(w, stmt->expr.x); break;
    case STMT_SEND:
        uses(w, stmt->send.chan);
        uses(w, stmt->send.value);
        break;
    case STMT_INC_DEC: uses(w, stmt->inc_dec.x); break;
    case STMT_ASSIGN:
    case STMT_DEFINE: assign(w, stmt); break;
    case STMT_GO:
    case STMT_DEFER:
        uses(w, stmt->go_defer.call);
        uses(w, stmt->go_defer.frame);
        break;
    case STMT_RETURN:
        uses(w, stmt->ret.tuple);
        uses_of_list(w, &stmt->ret.results);
        end_of_path(w);
        break;
    case STMT_BRANCH: branch_stmt(w, stmt); break;
    case STMT_BLOCK: stmts(w, &stmt->block.stmts); break;
    case STMT_IF: if_stmt(w, stmt); break;
    case STMT_SWITCH:
        web_stmt(w, stmt->switch_.init);
        uses(w, stmt->switch_.tag);
        clauses(w, stmt, &stmt->switch_.cases, query_has_default(&stmt->switch_.cases));
        break;
    case STMT_TYPE_SWITCH:
        web_stmt(w, stmt->type_switch.init);
        uses(w, stmt->type_switch.x);
        clauses(w, stmt, &stmt->type_switch.cases, query_has_default(&stmt->type_switch.cases));
        break;
    case STMT_SELECT: clauses(w, stmt, &stmt->select.cases, true); break;
    case STMT_FOR: for_stmt(w, stmt); break;
    case STMT_RANGE: range_stmt(w, stmt); break;
    case STMT_LABELED: web_stmt(w, stmt->labeled.stmt); break;
    case STMT_DECL: local_decl(w, stmt->decl.decl); break;
    }
}

void web_walk(Webs *w, const StmtList *body) {
    stmts(w, body);
}
