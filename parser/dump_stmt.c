// The dump's nodes for statements.
#include "parser/dump_private.h"

#include <stddef.h>

static void add_assign(const Dump *dump, cJSON *node, const Stmt *stmt) {
    if (stmt->assign.op != OP_NONE) {
        cJSON_AddStringToObject(node, "op", ast_operator_text(stmt->assign.op));
    }
    dump_exprs(dump, node, "lhs", &stmt->assign.lhs);
    dump_child(node, "tuple", dump_expr(dump, stmt->assign.tuple));
    dump_exprs(dump, node, "rhs", &stmt->assign.rhs);
}

static void add_return(const Dump *dump, cJSON *node, const Stmt *stmt) {
    dump_child(node, "tuple", dump_expr(dump, stmt->ret.tuple));
    dump_exprs(dump, node, "results", &stmt->ret.results);
}

static void add_branch(cJSON *node, const Stmt *stmt) {
    static const char *const kinds[] = {[BRANCH_BREAK] = "break",
                                        [BRANCH_CONTINUE] = "continue",
                                        [BRANCH_GOTO] = "goto",
                                        [BRANCH_FALLTHROUGH] = "fallthrough"};
    cJSON_AddStringToObject(node, "branch", kinds[stmt->branch.kind]);
    dump_name(node, "label", stmt->branch.label);
}

static void add_cases(const Dump *dump, cJSON *node, const CaseList *cases) {
    cJSON *array = cases->len > 0 ? cJSON_AddArrayToObject(node, "cases") : NULL;
    for (int i = 0; i < cases->len; i++) {
        const CaseClause *clause = cases->items[i];
        cJSON *item = dump_node(dump, clause->is_default ? "DEFAULT" : "CASE", clause->span.start);
        dump_exprs(dump, item, "values", &clause->exprs);
        dump_child(item, "comm", dump_stmt(dump, clause->comm));
        dump_stmts(dump, item, "body", &clause->body);
        cJSON_AddItemToArray(array, item);
    }
}

static void add_if(const Dump *dump, cJSON *node, const Stmt *stmt) {
    dump_child(node, "init", dump_stmt(dump, stmt->if_.init));
    dump_child(node, "cond", dump_expr(dump, stmt->if_.cond));
    dump_child(node, "then", dump_stmt(dump, stmt->if_.then));
    dump_child(node, "else", dump_stmt(dump, stmt->if_.els));
}

static void add_switch(const Dump *dump, cJSON *node, const Stmt *stmt) {
    dump_child(node, "init", dump_stmt(dump, stmt->switch_.init));
    dump_child(node, "tag", dump_expr(dump, stmt->switch_.tag));
    add_cases(dump, node, &stmt->switch_.cases);
}

static void add_type_switch(const Dump *dump, cJSON *node, const Stmt *stmt) {
    dump_name(node, "bind", stmt->type_switch.bind);
    dump_child(node, "init", dump_stmt(dump, stmt->type_switch.init));
    dump_child(node, "x", dump_expr(dump, stmt->type_switch.x));
    add_cases(dump, node, &stmt->type_switch.cases);
}

static void add_for(const Dump *dump, cJSON *node, const Stmt *stmt) {
    dump_child(node, "init", dump_stmt(dump, stmt->for_.init));
    dump_child(node, "cond", dump_expr(dump, stmt->for_.cond));
    dump_child(node, "post", dump_stmt(dump, stmt->for_.post));
    dump_child(node, "body", dump_stmt(dump, stmt->for_.body));
}

static void add_range(const Dump *dump, cJSON *node, const Stmt *stmt) {
    dump_flag(node, "define", stmt->range.define);
    dump_child(node, "key", dump_expr(dump, stmt->range.key));
    dump_child(node, "value", dump_expr(dump, stmt->range.value));
    dump_child(node, "x", dump_expr(dump, stmt->range.x));
    dump_child(node, "body", dump_stmt(dump, stmt->range.body));
}

static void add_labeled(const Dump *dump, cJSON *node, const Stmt *stmt) {
    dump_name(node, "label", stmt->labeled.label);
    dump_child(node, "stmt", dump_stmt(dump, stmt->labeled.stmt));
}

static void add_send(const Dump *dump, cJSON *node, const Stmt *stmt) {
    dump_child(node, "chan", dump_expr(dump, stmt->send.chan));
    dump_child(node, "value", dump_expr(dump, stmt->send.value));
}

static void add_inc_dec(const Dump *dump, cJSON *node, const Stmt *stmt) {
    cJSON_AddStringToObject(node, "op", stmt->inc_dec.decrement ? "--" : "++");
    dump_child(node, "x", dump_expr(dump, stmt->inc_dec.x));
}

static void add_members(const Dump *dump, cJSON *node, const Stmt *stmt) {
    switch (stmt->kind) {
    case STMT_BAD:
    case STMT_EMPTY: break;
    case STMT_EXPR: dump_child(node, "x", dump_expr(dump, stmt->expr.x)); break;
    case STMT_SEND: add_send(dump, node, stmt); break;
    case STMT_INC_DEC: add_inc_dec(dump, node, stmt); break;
    case STMT_ASSIGN:
    case STMT_DEFINE: add_assign(dump, node, stmt); break;
    case STMT_GO:
    case STMT_DEFER: dump_child(node, "call", dump_expr(dump, stmt->go_defer.call)); break;
    case STMT_RETURN: add_return(dump, node, stmt); break;
    case STMT_BRANCH: add_branch(node, stmt); break;
    case STMT_BLOCK: dump_stmts(dump, node, "stmts", &stmt->block.stmts); break;
    case STMT_IF: add_if(dump, node, stmt); break;
    case STMT_SWITCH: add_switch(dump, node, stmt); break;
    case STMT_TYPE_SWITCH: add_type_switch(dump, node, stmt); break;
    case STMT_SELECT: add_cases(dump, node, &stmt->select.cases); break;
    case STMT_FOR: add_for(dump, node, stmt); break;
    case STMT_RANGE: add_range(dump, node, stmt); break;
    case STMT_LABELED: add_labeled(dump, node, stmt); break;
    case STMT_DECL: dump_child(node, "decl", dump_decl(dump, stmt->decl.decl)); break;
    case STMT_KIND_COUNT: break;
    }
}

cJSON *dump_stmt(const Dump *dump, const Stmt *stmt) {
    if (stmt == NULL) {
        return NULL;
    }
    cJSON *node = dump_node(dump, ast_stmt_kind_name(stmt->kind), stmt->span.start);
    add_members(dump, node, stmt);
    return node;
}
