// Nodes that sema makes itself, as the checks would have left them.
#include "sema/synthesis.h"

static Expr *make_expr(Checker *c, Span span, ExprKind kind, OperandMode mode, Type *type) {
    Expr *expr = ARENA_NEW(c->session->arena, Expr);
    expr->kind = kind;
    expr->span = span;
    expr->op_pos = span.start;
    expr->implicit = true;
    set_value(expr, mode, type);
    return expr;
}

Object *make_variable(Checker *c, Span span, const char *name, Type *type) {
    Object *var = object_create(c, OBJECT_VAR, name_intern_cstr(c->session->names, name), span, type);
    var->var.func = c->func;
    var->color = COLOR_BLACK;
    var->used = true;
    return var;
}

Expr *make_use(Checker *c, Span span, Object *var) {
    Expr *use = make_expr(c, span, EXPR_IDENT, OPERAND_VARIABLE, var->type);
    use->ident.name = var->name;
    use->ident.object = var;
    use->addressable = true;
    if (var->var.func != c->func) {
        capture_variable(c, var);
    }
    return use;
}

Expr *make_int(Checker *c, Span span, int64_t value) {
    Type *type = type_basic(c->types, TYPE_INT);
    Expr *literal = make_expr(c, span, EXPR_BASIC_LIT, OPERAND_CONSTANT, type);
    const char *text = arena_printf(c->session->arena, "%lld", (long long)value);
    literal->basic.kind = LIT_INT;
    literal->basic.text = text;
    literal->basic.len = (int)strlen(text);
    set_constant(literal, type, constant_from_int64(c->session->arena, value));
    return literal;
}

static Expr *make_predeclared(Checker *c, Span span, const char *name, OperandMode mode, Type *type) {
    Expr *ident = make_expr(c, span, EXPR_IDENT, mode, type);
    ident->ident.name = name_intern_cstr(c->session->names, name);
    ident->ident.object = scope_lookup(c->universe, ident->ident.name, NULL);
    return ident;
}

Expr *make_bool(Checker *c, Span span, bool value) {
    Type *type = type_basic(c->types, TYPE_BOOL);
    Expr *ident = make_predeclared(c, span, value ? "true" : "false", OPERAND_CONSTANT, type);
    set_constant(ident, type, constant_from_bool(c->session->arena, value));
    return ident;
}

Expr *make_comparison(Checker *c, Span span, Operator op, Expr *x, Expr *y) {
    Expr *binary = make_expr(c, span, EXPR_BINARY, OPERAND_VALUE, type_basic(c->types, TYPE_BOOL));
    binary->binary.op = op;
    binary->binary.x = x;
    binary->binary.y = y;
    return binary;
}

Expr *make_builtin_call(Checker *c, Span span, BuiltinId id, Expr *arg, Type *result) {
    static const char *const names[] = {
#define X(id, name) name,
        BUILTINS(X)
#undef X
    };
    OperandMode mode = result->kind == TYPE_TUPLE ? OPERAND_NO_VALUE : OPERAND_VALUE;
    Expr *call = make_expr(c, span, EXPR_CALL, mode, result);
    call->call.fun =
        make_predeclared(c, span, names[id], OPERAND_BUILTIN, type_basic(c->types, TYPE_INVALID));
    call->call.kind = CALL_BUILTIN;
    call->call.builtin = (int)id;
    if (arg) {
        VEC_PUSH(c->session->arena, &call->call.args, arg);
    }
    return call;
}

Stmt *make_stmt(Checker *c, Span span, StmtKind kind) {
    Stmt *stmt = ARENA_NEW(c->session->arena, Stmt);
    stmt->kind = kind;
    stmt->span = span;
    stmt->op_pos = span.start;
    return stmt;
}

Stmt *make_assign(Checker *c, Span span, Object *var, Expr *value) {
    Stmt *stmt = make_stmt(c, span, STMT_ASSIGN);
    var->var.reassigned = true;
    VEC_PUSH(c->session->arena, &stmt->assign.lhs, make_use(c, span, var));
    VEC_PUSH(c->session->arena, &stmt->assign.rhs, value);
    return stmt;
}

Stmt *make_define(Checker *c, Span span, Object *var, Expr *value) {
    Stmt *stmt = make_stmt(c, span, STMT_DEFINE);
    stmt->assign.is_new = ARENA_NEW(c->session->arena, bool);
    stmt->assign.is_new[0] = true;
    VEC_PUSH(c->session->arena, &stmt->assign.lhs, make_use(c, span, var));
    VEC_PUSH(c->session->arena, &stmt->assign.rhs, value);
    func_add_local(c, var);
    return stmt;
}

Stmt *make_expr_stmt(Checker *c, Expr *x) {
    Stmt *stmt = make_stmt(c, x->span, STMT_EXPR);
    stmt->expr.x = x;
    return stmt;
}

Stmt *make_block(Checker *c, Span span, StmtList stmts) {
    Stmt *block = make_stmt(c, span, STMT_BLOCK);
    block->block.stmts = stmts;
    return block;
}

Stmt *make_if(Checker *c, Span span, Expr *cond, StmtList then) {
    Stmt *stmt = make_stmt(c, span, STMT_IF);
    stmt->if_.cond = cond;
    stmt->if_.then = make_block(c, span, then);
    return stmt;
}

Stmt *make_return(Checker *c, Span span, Expr *value) {
    Stmt *stmt = make_stmt(c, span, STMT_RETURN);
    if (value) {
        VEC_PUSH(c->session->arena, &stmt->ret.results, value);
    }
    return stmt;
}
