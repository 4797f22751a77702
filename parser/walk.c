// The one read-only walk over the tree: each node before its children, children in source order.
#include "parser/ast.h"

#include <stddef.h>

static void walk_exprs(AstVisitor *visitor, const ExprList *list) {
    for (int i = 0; i < list->len; i++) {
        ast_walk_expr(visitor, list->items[i]);
    }
}

static void walk_stmts(AstVisitor *visitor, const StmtList *list) {
    for (int i = 0; i < list->len; i++) {
        ast_walk_stmt(visitor, list->items[i]);
    }
}

// Names of one group share a type: it is visited once.
static void walk_fields(AstVisitor *visitor, const FieldDecl *fields, int count) {
    for (int i = 0; i < count; i++) {
        if (i == 0 || fields[i].type != fields[i - 1].type) {
            ast_walk_expr(visitor, fields[i].type);
        }
    }
}

static void walk_type_expr(AstVisitor *visitor, Expr *expr) {
    switch ((int)expr->kind) {
    case EXPR_ARRAY_TYPE:
        ast_walk_expr(visitor, expr->array_type.len);
        ast_walk_expr(visitor, expr->array_type.elem);
        break;
    case EXPR_STRUCT_TYPE:
        walk_fields(visitor, expr->struct_type.fields, expr->struct_type.field_count);
        break;
    case EXPR_FUNC_TYPE:
        walk_fields(visitor, expr->func_type.params, expr->func_type.param_count);
        walk_fields(visitor, expr->func_type.results, expr->func_type.result_count);
        break;
    case EXPR_INTERFACE_TYPE:
        walk_fields(visitor, expr->interface_type.methods, expr->interface_type.method_count);
        break;
    case EXPR_MAP_TYPE:
        ast_walk_expr(visitor, expr->map_type.key);
        ast_walk_expr(visitor, expr->map_type.value);
        break;
    case EXPR_CHAN_TYPE: ast_walk_expr(visitor, expr->chan_type.elem); break;
    }
}

static void walk_index_or_slice(AstVisitor *visitor, Expr *expr) {
    if (expr->kind == EXPR_INDEX) {
        ast_walk_expr(visitor, expr->index.x);
        walk_exprs(visitor, &expr->index.indices);
        return;
    }
    ast_walk_expr(visitor, expr->slice.x);
    ast_walk_expr(visitor, expr->slice.lo);
    ast_walk_expr(visitor, expr->slice.hi);
    ast_walk_expr(visitor, expr->slice.max);
}

static void walk_call(AstVisitor *visitor, Expr *expr) {
    ast_walk_expr(visitor, expr->call.fun);
    ast_walk_expr(visitor, expr->call.spread);
    walk_exprs(visitor, &expr->call.args);
}

static void walk_two(AstVisitor *visitor, Expr *a, Expr *b) {
    ast_walk_expr(visitor, a);
    ast_walk_expr(visitor, b);
}

static void walk_composite(AstVisitor *visitor, Expr *expr) {
    ast_walk_expr(visitor, expr->composite.type);
    walk_exprs(visitor, &expr->composite.elems);
}

static void walk_func_lit(AstVisitor *visitor, Expr *expr) {
    ast_walk_expr(visitor, expr->func_lit.type);
    walk_stmts(visitor, &expr->func_lit.body->stmts);
}

void ast_walk_expr(AstVisitor *visitor, Expr *expr) {
    if (expr == NULL || (visitor->expr != NULL && !visitor->expr(visitor, expr))) {
        return;
    }
    switch (expr->kind) {
    case EXPR_BAD:
    case EXPR_IDENT:
    case EXPR_BASIC_LIT:
    case EXPR_TUPLE_ITEM: break;
    case EXPR_COMPOSITE_LIT: walk_composite(visitor, expr); break;
    case EXPR_FUNC_LIT: walk_func_lit(visitor, expr); break;
    case EXPR_PAREN: ast_walk_expr(visitor, expr->paren.x); break;
    case EXPR_SELECTOR: ast_walk_expr(visitor, expr->selector.x); break;
    case EXPR_INDEX:
    case EXPR_SLICE: walk_index_or_slice(visitor, expr); break;
    case EXPR_TYPE_ASSERT: walk_two(visitor, expr->type_assert.x, expr->type_assert.type); break;
    case EXPR_CALL: walk_call(visitor, expr); break;
    case EXPR_STAR: ast_walk_expr(visitor, expr->star.x); break;
    case EXPR_ADDRESS: ast_walk_expr(visitor, expr->address.x); break;
    case EXPR_UNARY: ast_walk_expr(visitor, expr->unary.x); break;
    case EXPR_BINARY: walk_two(visitor, expr->binary.x, expr->binary.y); break;
    case EXPR_KEY_VALUE: walk_two(visitor, expr->key_value.key, expr->key_value.value); break;
    case EXPR_ELLIPSIS: ast_walk_expr(visitor, expr->ellipsis.elem); break;
    case EXPR_ARRAY_TYPE:
    case EXPR_STRUCT_TYPE:
    case EXPR_FUNC_TYPE:
    case EXPR_INTERFACE_TYPE:
    case EXPR_MAP_TYPE:
    case EXPR_CHAN_TYPE: walk_type_expr(visitor, expr); break;
    case EXPR_CONVERT: walk_two(visitor, expr->convert.type_expr, expr->convert.x); break;
    case EXPR_KIND_COUNT: break;
    }
}

static void walk_cases(AstVisitor *visitor, const CaseList *cases) {
    for (int i = 0; i < cases->len; i++) {
        walk_exprs(visitor, &cases->items[i]->exprs);
        ast_walk_stmt(visitor, cases->items[i]->comm);
        walk_stmts(visitor, &cases->items[i]->body);
    }
}

static void walk_assign(AstVisitor *visitor, Stmt *stmt) {
    walk_exprs(visitor, &stmt->assign.lhs);
    ast_walk_expr(visitor, stmt->assign.tuple);
    walk_exprs(visitor, &stmt->assign.rhs);
}

static void walk_if(AstVisitor *visitor, Stmt *stmt) {
    ast_walk_stmt(visitor, stmt->if_.init);
    ast_walk_expr(visitor, stmt->if_.cond);
    ast_walk_stmt(visitor, stmt->if_.then);
    ast_walk_stmt(visitor, stmt->if_.els);
}

static void walk_for(AstVisitor *visitor, Stmt *stmt) {
    ast_walk_stmt(visitor, stmt->for_.init);
    ast_walk_expr(visitor, stmt->for_.cond);
    ast_walk_stmt(visitor, stmt->for_.post);
    ast_walk_stmt(visitor, stmt->for_.body);
}

static void walk_range(AstVisitor *visitor, Stmt *stmt) {
    walk_two(visitor, stmt->range.key, stmt->range.value);
    ast_walk_expr(visitor, stmt->range.x);
    ast_walk_stmt(visitor, stmt->range.body);
}

static void walk_return(AstVisitor *visitor, Stmt *stmt) {
    ast_walk_expr(visitor, stmt->ret.tuple);
    walk_exprs(visitor, &stmt->ret.results);
}

static void walk_switch(AstVisitor *visitor, Stmt *init, Expr *x, const CaseList *cases) {
    ast_walk_stmt(visitor, init);
    ast_walk_expr(visitor, x);
    walk_cases(visitor, cases);
}

void ast_walk_stmt(AstVisitor *visitor, Stmt *stmt) {
    if (stmt == NULL || (visitor->stmt != NULL && !visitor->stmt(visitor, stmt))) {
        return;
    }
    switch (stmt->kind) {
    case STMT_BAD:
    case STMT_EMPTY:
    case STMT_BRANCH: break;
    case STMT_EXPR: ast_walk_expr(visitor, stmt->expr.x); break;
    case STMT_SEND: walk_two(visitor, stmt->send.chan, stmt->send.value); break;
    case STMT_INC_DEC: ast_walk_expr(visitor, stmt->inc_dec.x); break;
    case STMT_ASSIGN:
    case STMT_DEFINE: walk_assign(visitor, stmt); break;
    case STMT_GO:
    case STMT_DEFER:
        ast_walk_expr(visitor, stmt->go_defer.call);
        ast_walk_expr(visitor, stmt->go_defer.frame);
        break;
    case STMT_RETURN: walk_return(visitor, stmt); break;
    case STMT_BLOCK: walk_stmts(visitor, &stmt->block.stmts); break;
    case STMT_IF: walk_if(visitor, stmt); break;
    case STMT_SWITCH:
        walk_switch(visitor, stmt->switch_.init, stmt->switch_.tag, &stmt->switch_.cases);
        break;
    case STMT_TYPE_SWITCH:
        walk_switch(visitor, stmt->type_switch.init, stmt->type_switch.x, &stmt->type_switch.cases);
        break;
    case STMT_SELECT: walk_cases(visitor, &stmt->select.cases); break;
    case STMT_FOR: walk_for(visitor, stmt); break;
    case STMT_RANGE: walk_range(visitor, stmt); break;
    case STMT_LABELED: ast_walk_stmt(visitor, stmt->labeled.stmt); break;
    case STMT_DECL: ast_walk_decl(visitor, stmt->decl.decl); break;
    case STMT_KIND_COUNT: break;
    }
}

static void walk_func_decl(AstVisitor *visitor, Decl *decl) {
    if (decl->func.receiver != NULL) {
        ast_walk_expr(visitor, decl->func.receiver->type);
    }
    ast_walk_expr(visitor, decl->func.type);
    if (decl->func.body != NULL) {
        walk_stmts(visitor, &decl->func.body->stmts);
    }
}

static void walk_var_decl(AstVisitor *visitor, Decl *decl) {
    ast_walk_expr(visitor, decl->var.type);
    ast_walk_expr(visitor, decl->var.tuple);
    walk_exprs(visitor, &decl->var.values);
}

void ast_walk_decl(AstVisitor *visitor, Decl *decl) {
    if (decl == NULL || (visitor->decl != NULL && !visitor->decl(visitor, decl))) {
        return;
    }
    switch (decl->kind) {
    case DECL_BAD:
    case DECL_IMPORT: break;
    case DECL_CONST:
        ast_walk_expr(visitor, decl->const_.type);
        walk_exprs(visitor, &decl->const_.values);
        break;
    case DECL_TYPE: ast_walk_expr(visitor, decl->type.type); break;
    case DECL_VAR: walk_var_decl(visitor, decl); break;
    case DECL_FUNC: walk_func_decl(visitor, decl); break;
    case DECL_KIND_COUNT: break;
    }
}

void ast_walk_body(AstVisitor *visitor, const FuncBody *body) {
    for (int i = 0; body && i < body->stmts.len; i++) {
        ast_walk_stmt(visitor, body->stmts.items[i]);
    }
}

bool ast_skip_literals(AstVisitor *visitor, Expr *expr) {
    (void)visitor;
    return expr->kind != EXPR_FUNC_LIT;
}
