// Statements as Go's compiler prints its typed tree in -m=2: only those that a value flows through.
#include "escape/text.h"

static void put_list(TextBuilder *t, const ExprList *list) {
    for (int i = 0; i < list->len; i++) {
        text_put(t, i ? ", " : "");
        text_put_expr(t, list->items[i]);
    }
}

static void put_assign(TextBuilder *t, const Stmt *stmt) {
    put_list(t, &stmt->assign.lhs);
    text_put(t, " ");
    text_put(t, stmt->kind == STMT_DEFINE ? ":" : ast_operator_text(stmt->assign.op));
    text_put(t, "= ");
    put_list(t, &stmt->assign.rhs);
}

static void put_stmt(TextBuilder *t, const Stmt *stmt) {
    switch (stmt->kind) {
    case STMT_ASSIGN:
    case STMT_DEFINE: put_assign(t, stmt); break;
    case STMT_EXPR: text_put_expr(t, stmt->expr.x); break;
    case STMT_INC_DEC:
        text_put_expr(t, stmt->inc_dec.x);
        text_put(t, stmt->inc_dec.decrement ? "--" : "++");
        break;
    case STMT_SEND:
        text_put_operand(t, stmt->send.chan, PREC_SEND);
        text_put(t, " <- ");
        text_put_operand(t, stmt->send.value, PREC_SEND);
        break;
    case STMT_RETURN:
        text_put(t, "return ");
        put_list(t, &stmt->ret.results);
        break;
    case STMT_FOR:
    case STMT_RANGE: text_put(t, "for loop"); break;
    case STMT_BAD:
    case STMT_EMPTY:
    case STMT_GO:
    case STMT_DEFER:
    case STMT_BRANCH:
    case STMT_BLOCK:
    case STMT_IF:
    case STMT_SWITCH:
    case STMT_TYPE_SWITCH:
    case STMT_SELECT:
    case STMT_LABELED:
    case STMT_DECL:
    case STMT_KIND_COUNT: break;
    }
}

const char *text_of_stmt(const EscapeResult *r, const Stmt *stmt) {
    TextBuilder t = {.result = r};
    put_stmt(&t, stmt);
    return text_built(&t);
}

const char *text_of_temps(const EscapeResult *r, const TempStmt *stmt) {
    TextBuilder t = {.result = r};
    for (int i = 0; i < stmt->names.len; i++) {
        text_put(&t, i ? ", " : "");
        text_put(&t, stmt->names.items[i]);
    }
    text_put(&t, stmt->define ? " := " : " = ");
    put_list(&t, &stmt->values);
    return text_built(&t);
}

const char *text_of_clause(const EscapeResult *r, const CaseClause *clause) {
    TextBuilder t = {.result = r};
    if (clause->is_default) {
        text_put(&t, "default");
    } else {
        text_put(&t, "case ");
        put_list(&t, &clause->exprs);
    }
    text_put(&t, ": ");
    for (int i = 0; i < clause->body.len; i++) {
        text_put(&t, i ? "; " : "");
        put_stmt(&t, clause->body.items[i]);
    }
    return text_built(&t);
}

const char *text_of_var_decl(const EscapeResult *r, const Decl *decl, int index) {
    TextBuilder t = {.result = r};
    int from = decl->var.values.len == decl->var.name_count && decl->var.name_count == 1 ? index : 0;
    for (int i = from; i < decl->var.name_count; i++) {
        text_put(&t, i > from ? ", " : "");
        text_put(&t, decl->var.names[i].name->text);
    }
    text_put(&t, " := ");
    put_list(&t, &decl->var.values);
    return text_built(&t);
}

const char *text_of_func(const Func *func) {
    const char *dot = func->name ? strchr(func->name, '.') : NULL;
    return dot ? dot + 1 : "";
}
