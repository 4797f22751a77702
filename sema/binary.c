// Binary operators. Both operands get one type, by way of the untyped one's conversion; shifts and
// comparisons have rules of their own in shift.c and compare.c.
#include "sema/operators.h"
#include "sema/untyped.h"

static bool is_defined_on(Operator op, const Type *type) {
    switch (op) {
    case OP_ADD: return type_is_numeric(type) || type_is_string(type);
    case OP_SUB:
    case OP_MUL:
    case OP_DIV: return type_is_numeric(type);
    case OP_REM:
    case OP_AND:
    case OP_OR:
    case OP_XOR:
    case OP_AND_NOT: return type_is_integer(type);
    case OP_LOGICAL_AND:
    case OP_LOGICAL_OR: return type_is_boolean(type);
    default: return false; // no other operators come here
    }
}

static void report_mismatch(Checker *c, Expr *result, Operator op, const Expr *x, const Expr *y,
                            bool is_assignment) {
    Arena *arena = c->session->arena;
    const char *text = is_assignment ? arena_printf(arena, "%s %s= %s", expr_text(arena, x),
                                                    ast_operator_text(op), expr_text(arena, y))
                                     : expr_text(arena, result);
    check_error(c, expr_position(x), "invalid operation: %s (mismatched types %s and %s)", text,
                type_string(c, x->type), type_string(c, y->type));
}

// The square of the part is zero: the part may just be too small for it.
static bool is_part_zero(Checker *c, const Expr *y, bool imaginary) {
    Arena *arena = c->session->arena;
    Constant *part = constant_part(arena, y->constant, imaginary);
    Constant *square = constant_binary(arena, OP_MUL, part, part, false);
    return square && constant_sign(square) == 0;
}

// Integers by a constant zero, and constants of any kind.
static bool is_division_by_zero(Checker *c, Operator op, const Expr *x, const Expr *y) {
    if ((op != OP_DIV && op != OP_REM) || y->mode != OPERAND_CONSTANT) {
        return false;
    }
    if (x->mode == OPERAND_CONSTANT && type_is_complex(x->type)) {
        return is_part_zero(c, y, false) && is_part_zero(c, y, true);
    }
    return (x->mode == OPERAND_CONSTANT || type_is_integer(x->type)) && constant_sign(y->constant) == 0;
}

static void fold(Checker *c, Expr *result, Operator op, const Expr *x, const Expr *y) {
    result->mode = OPERAND_CONSTANT;
    result->constant =
        constant_binary(c->session->arena, op, x->constant, y->constant, type_is_integer(x->type));
    constant_check_overflow(c, result, result->op_pos);
}

static void check_arithmetic(Checker *c, Expr *result, Operator op, const Expr *x, const Expr *y,
                             bool is_assignment) {
    if (!type_is_identical(x->type, y->type)) {
        report_mismatch(c, result, op, x, y, is_assignment);
        expr_set_invalid(c, result);
    } else if (!is_defined_on(op, x->type)) {
        check_error(c, expr_position(x), "invalid operation: operator %s not defined on %s",
                    ast_operator_text(op), operand_text(c, x));
        expr_set_invalid(c, result);
    } else if (is_division_by_zero(c, op, x, y)) {
        check_error(c, expr_position(y), "invalid operation: division by zero");
        expr_set_invalid(c, result);
    } else {
        result->mode = OPERAND_VALUE;
        result->type = x->type;
        if (x->mode == OPERAND_CONSTANT && y->mode == OPERAND_CONSTANT) {
            fold(c, result, op, x, y);
        }
    }
}

void check_operation(Checker *c, Expr *result, Operator op, Expr **x, Expr **y, bool is_assignment) {
    if (expr_is_invalid(*x) || expr_is_invalid(*y)) {
        expr_set_invalid(c, result);
    } else if (op == OP_SHL || op == OP_SHR) {
        check_shift(c, result, op, *x, *y);
    } else if (op >= OP_EQ && op <= OP_GE) {
        check_comparison(c, result, op, x, y, false);
    } else if (!untyped_match(c, *x, *y)) {
        expr_set_invalid(c, result);
    } else {
        check_arithmetic(c, result, op, *x, *y, is_assignment);
    }
}

void check_binary(Checker *c, Expr **expr) {
    Expr *e = *expr;
    check_expr(c, &e->binary.x);
    check_expr(c, &e->binary.y);
    check_operation(c, e, e->binary.op, &e->binary.x, &e->binary.y, e->implicit); // implicit: of x op= y
}
