// Statements: the dispatcher and the simple ones. Checks that a statement delays (bodies of function
// literals) run at its end, so that they see the scope as it is then.
#include "sema/declare.h"

Scope *open_scope(Checker *c, const char *comment) {
    c->scope = scope_create(c, c->scope, comment);
    return c->scope;
}

void close_scope(Checker *c) {
    c->scope = c->scope->parent;
}

static bool is_statement_builtin(BuiltinId id) {
    switch (id) {
    case BUILTIN_CLEAR:
    case BUILTIN_CLOSE:
    case BUILTIN_COPY:
    case BUILTIN_DELETE:
    case BUILTIN_PANIC:
    case BUILTIN_PRINT:
    case BUILTIN_PRINTLN:
    case BUILTIN_RECOVER: return true;
    case BUILTIN_APPEND:
    case BUILTIN_CAP:
    case BUILTIN_COMPLEX:
    case BUILTIN_IMAG:
    case BUILTIN_LEN:
    case BUILTIN_MAKE:
    case BUILTIN_MAX:
    case BUILTIN_MIN:
    case BUILTIN_NEW:
    case BUILTIN_REAL:
    case BUILTIN_RANGE_DEFERS:
    case BUILTIN_RANGE_PANIC:
    case BUILTIN_COUNT: return false;
    }
    return false;
}

// May the checked expression stand alone: a call, or a receive?
static bool is_statement_expr(Expr *expr) {
    expr = ast_unparen(expr);
    if (expr->kind == EXPR_CALL) {
        return expr->call.kind != CALL_BUILTIN || is_statement_builtin((BuiltinId)expr->call.builtin);
    }
    return expr->kind == EXPR_UNARY && expr->unary.op == OP_RECEIVE;
}

static void check_expr_stmt(Checker *c, Stmt *stmt) {
    check_raw_expr(c, &stmt->expr.x, NULL);
    Expr *x = stmt->expr.x;
    const char *problem = NULL;
    switch ((OperandMode)x->mode) {
    case OPERAND_INVALID: return;
    case OPERAND_BUILTIN: problem = "must be called"; break;
    case OPERAND_TYPE: problem = "is not an expression"; break;
    case OPERAND_NO_VALUE:
    case OPERAND_CONSTANT:
    case OPERAND_VARIABLE:
    case OPERAND_MAP_INDEX:
    case OPERAND_VALUE:
    case OPERAND_NIL:
    case OPERAND_COMMA_OK: problem = is_statement_expr(x) ? NULL : "is not used"; break;
    }
    if (problem) {
        check_error(c, expr_position(x), "%s %s", operand_text(c, x), problem);
    }
}

static void check_send_stmt(Checker *c, Stmt *stmt) {
    check_expr(c, &stmt->send.chan);
    check_expr(c, &stmt->send.value);
    const Expr *chan = stmt->send.chan;
    if (expr_is_invalid(chan) || expr_is_invalid(stmt->send.value)) {
        return;
    }
    const Type *type = type_underlying(chan->type);
    if (type->kind != TYPE_CHAN) {
        check_error(c, stmt->span, "invalid operation: cannot send to non-channel %s %s",
                    type_string(c, chan->type), operand_text(c, chan));
    } else if (type->chan.dir == CHAN_RECEIVE_ONLY) {
        check_error(c, stmt->span, "invalid operation: cannot send to receive-only channel %s %s",
                    type_string(c, chan->type), operand_text(c, chan));
    } else {
        stmt->send.value = check_assign_to(c, stmt->send.value, type->chan.elem, "send");
    }
}

static void check_go_defer(Checker *c, Stmt *stmt) {
    const char *keyword = stmt->kind == STMT_GO ? "go" : "defer";
    Expr **call = &stmt->go_defer.call;
    if (stmt->kind == STMT_DEFER && c->func && !c->func->is_range_body) {
        c->func->has_defer = true;
    }
    bool is_call = (*call)->kind == EXPR_CALL; // else the parser has reported it
    check_raw_expr(c, call, NULL);
    if (!is_call || expr_is_invalid(*call)) {
        return;
    }
    if ((*call)->kind != EXPR_CALL) {
        check_error(c, expr_position((*call)), "%s requires function call, not conversion %s", keyword,
                    operand_text(c, *call));
    } else if (!is_statement_expr(*call)) {
        check_error(c, expr_position((*call)), "%s discards result of %s", keyword, operand_text(c, *call));
    }
}

static void check_condition(Checker *c, Expr **cond, const char *where) {
    check_expr(c, cond);
    if (expr_is_invalid(*cond)) {
        return;
    }
    if (!type_is_boolean((*cond)->type)) {
        check_error(c, expr_position((*cond)), "non-boolean condition in %s statement", where);
        return;
    }
    *cond = check_assign_to(c, *cond, NULL, "condition");
}

static void check_if_stmt(Checker *c, Stmt *stmt) {
    open_scope(c, "if");
    if (stmt->if_.init) {
        check_stmt(c, stmt->if_.init);
    }
    check_condition(c, &stmt->if_.cond, "if");
    check_stmt(c, stmt->if_.then);
    if (stmt->if_.els) {
        check_stmt(c, stmt->if_.els);
    }
    close_scope(c);
}

// The variables that the init statement declares are fresh in each iteration.
static void collect_loop_variables(Checker *c, Stmt *stmt) {
    const Stmt *init = stmt->for_.init;
    if (!init || init->kind != STMT_DEFINE) {
        return;
    }
    stmt->for_.loop_vars = ARENA_NEW_N(c->session->arena, Object *, init->assign.lhs.len + 1);
    for (int i = 0; i < init->assign.lhs.len; i++) {
        if (init->assign.is_new[i] && init->assign.lhs.items[i]->ident.object) {
            stmt->for_.loop_vars[stmt->for_.loop_var_count++] = init->assign.lhs.items[i]->ident.object;
        }
    }
}

static void check_for_stmt(Checker *c, Stmt *stmt) {
    open_scope(c, "for");
    if (stmt->for_.init) {
        check_stmt(c, stmt->for_.init);
        collect_loop_variables(c, stmt);
    }
    if (stmt->for_.cond) {
        check_condition(c, &stmt->for_.cond, "for");
    }
    if (stmt->for_.post) {
        check_stmt(c, stmt->for_.post);
    }
    check_stmt(c, stmt->for_.body);
    close_scope(c);
}

void check_block(Checker *c, StmtList *stmts) {
    open_scope(c, "block");
    check_stmt_list(c, stmts);
    close_scope(c);
}

void check_stmt_list(Checker *c, StmtList *stmts) {
    for (int i = 0; i < stmts->len; i++) {
        check_stmt(c, stmts->items[i]);
    }
}

static void dispatch_stmt(Checker *c, Stmt *stmt) {
    switch (stmt->kind) {
    case STMT_BAD:
    case STMT_EMPTY:
    case STMT_KIND_COUNT:
    case STMT_BRANCH: break; // labels.c
    case STMT_EXPR: check_expr_stmt(c, stmt); break;
    case STMT_SEND: check_send_stmt(c, stmt); break;
    case STMT_INC_DEC: check_inc_dec_stmt(c, stmt); break;
    case STMT_ASSIGN: check_assign_stmt(c, stmt); break;
    case STMT_DEFINE: check_define_stmt(c, stmt); break;
    case STMT_GO:
    case STMT_DEFER: check_go_defer(c, stmt); break;
    case STMT_RETURN: check_return_stmt(c, stmt); break;
    case STMT_BLOCK: check_block(c, &stmt->block.stmts); break;
    case STMT_IF: check_if_stmt(c, stmt); break;
    case STMT_SWITCH: check_switch_stmt(c, stmt); break;
    case STMT_TYPE_SWITCH: check_type_switch_stmt(c, stmt); break;
    case STMT_SELECT: check_select_stmt(c, stmt); break;
    case STMT_FOR: check_for_stmt(c, stmt); break;
    case STMT_RANGE: check_range_stmt(c, stmt); break;
    case STMT_LABELED: check_stmt(c, stmt->labeled.stmt); break;
    case STMT_DECL: check_decl_stmt(c, stmt->decl.decl); break;
    }
}

void check_stmt(Checker *c, Stmt *stmt) {
    int delayed = c->delayed.len;
    dispatch_stmt(c, stmt);
    check_delayed(c, delayed);
}
