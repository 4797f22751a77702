// Unary operators: & and <- and arithmetic. (*x is in expr.c: it may be a type.)
#include "sema/untyped.h"

static void check_address(Checker *c, Expr *expr) {
    check_expr(c, &expr->address.x);
    Expr *x = expr->address.x;
    if (x->mode == OPERAND_INVALID) {
        expr_set_invalid(c, expr);
    } else if (ast_unparen(x)->kind != EXPR_COMPOSITE_LIT && x->mode != OPERAND_VARIABLE) {
        check_error(c, expr_position(x), "invalid operation: cannot take address of %s", operand_text(c, x));
        expr_set_invalid(c, expr);
    } else {
        expr_mark_address_taken(x);
        expr->mode = OPERAND_VALUE;
        expr->type = type_pointer(c->types, x->type);
    }
}

static void check_receive(Checker *c, Expr *expr) {
    const Expr *x = expr->unary.x;
    const Type *chan = type_underlying(x->type);
    c->has_call_or_receive = true;
    const char *problem = chan->kind != TYPE_CHAN            ? "non-channel"
                          : chan->chan.dir == CHAN_SEND_ONLY ? "send-only channel"
                                                             : NULL;
    if (problem) {
        check_error(c, expr_position(expr->unary.x), "invalid operation: cannot receive from %s %s %s",
                    problem, type_string(c, x->type), operand_text(c, x));
        expr_set_invalid(c, expr);
        return;
    }
    expr->mode = OPERAND_COMMA_OK;
    expr->type = chan->chan.elem;
}

static bool is_defined_on(Operator op, const Type *type) {
    switch (op) {
    case OP_ADD:
    case OP_SUB: return type_is_numeric(type);
    case OP_XOR: return type_is_integer(type);
    case OP_NOT: return type_is_boolean(type);
    default: return false; // no other unary operators
    }
}

// ~x is C's complement; Go says ^x.
static void report_tilde(Checker *c, Expr *expr) {
    bool integer = type_is_integer(expr->unary.x->type);
    check_error(c, expr_position(expr), "cannot use ~ outside of interface or type constraint%s",
                integer ? " (use ^ for bitwise complement)" : "");
    expr_set_invalid(c, expr);
}

static void check_arithmetic(Checker *c, Expr *expr) {
    Operator op = expr->unary.op;
    const Expr *x = expr->unary.x;
    if (op == OP_TILDE) {
        report_tilde(c, expr);
        return;
    }
    if (!is_defined_on(op, x->type)) {
        check_error(c, expr_position(x), "invalid operation: operator %s not defined on %s",
                    ast_operator_text(op), operand_text(c, x));
        expr_set_invalid(c, expr);
        return;
    }
    expr->mode = OPERAND_VALUE;
    expr->type = x->type;
    if (x->mode == OPERAND_CONSTANT) {
        int bits = type_is_unsigned(x->type) ? (int)type_size(x->type) * 8 : 0;
        expr->mode = OPERAND_CONSTANT;
        expr->constant = constant_unary(c->session->arena, op, x->constant, bits);
        constant_check_overflow(c, expr, expr->op_pos);
    }
}

void check_unary(Checker *c, Expr **expr) {
    Expr *e = *expr;
    if (e->kind == EXPR_ADDRESS) {
        check_address(c, e);
        return;
    }
    check_expr(c, &e->unary.x);
    if (e->unary.x->mode == OPERAND_INVALID) {
        expr_set_invalid(c, e);
    } else if (e->unary.op == OP_RECEIVE) {
        check_receive(c, e);
    } else {
        check_arithmetic(c, e);
    }
}
