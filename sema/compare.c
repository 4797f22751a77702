// Comparisons: operands of which one is assignable to the other's type, comparable or ordered.
#include "sema/type_text.h"
#include "sema/untyped.h"

// Why values of the type cannot be compared; "" when the type's kind says it all.
static const char *incomparable_cause(Checker *c, const Type *type) {
    Arena *arena = c->session->arena;
    const Type *under = type_underlying(type);
    switch (under->kind) {
    case TYPE_SLICE:
    case TYPE_FUNC:
    case TYPE_MAP: return arena_printf(arena, "%s can only be compared to nil", type_kind_word(type));
    case TYPE_ARRAY: return arena_printf(arena, "%s cannot be compared", type_string(c, type));
    case TYPE_STRUCT:
        for (int i = 0; i < under->struct_.count; i++) {
            const Type *field = under->struct_.fields[i].type;
            if (!type_is_comparable(field)) {
                return arena_printf(arena, "struct containing %s cannot be compared", type_string(c, field));
            }
        }
        return "";
    default: return "";
    }
}

// A comparison that is wrong: the operand at fault and why ("": the operator is not defined on its type).
typedef struct {
    const Expr *operand;
    const char *cause;
} Fault;

static Fault find_equality_fault(Checker *c, const Expr *x, const Expr *y) {
    if (x->mode == OPERAND_NIL || y->mode == OPERAND_NIL) {
        const Type *type = x->mode == OPERAND_NIL ? y->type : x->type;
        return (Fault){type_has_nil(type) ? NULL : y, ""};
    }
    if (!type_is_comparable(x->type)) {
        return (Fault){x, incomparable_cause(c, x->type)};
    }
    if (!type_is_comparable(y->type)) {
        return (Fault){y, incomparable_cause(c, y->type)};
    }
    return (Fault){NULL, ""};
}

static Fault find_fault(Checker *c, Operator op, Expr *x, Expr *y) {
    if (!assignable_to(c, x, y->type, NULL) && !assignable_to(c, y, x->type, NULL)) {
        return (Fault){y, arena_printf(c->session->arena, "mismatched types %s and %s",
                                       type_string(c, x->type), type_string(c, y->type))};
    }
    if (op == OP_EQ || op == OP_NE) {
        return find_equality_fault(c, x, y);
    }
    if (!type_is_ordered(x->type)) {
        return (Fault){x, ""};
    }
    return (Fault){type_is_ordered(y->type) ? NULL : y, ""};
}

static void report_fault(Checker *c, Operator op, const Expr *x, const Expr *y, Fault fault,
                         bool is_switch_case) {
    Arena *arena = c->session->arena;
    const char *cause = fault.cause;
    if (!*cause) {
        const char *what = type_kind_word(fault.operand->type);
        what = *what ? what : type_string(c, fault.operand->type);
        cause = arena_printf(arena, "operator %s not defined on %s", ast_operator_text(op), what);
    }
    if (is_switch_case) {
        check_error(c, expr_position(x), "invalid case %s in switch on %s (%s)", expr_text(arena, x),
                    expr_text(arena, y), cause);
    } else {
        check_error(c, expr_position(fault.operand), "invalid operation: %s %s %s (%s)", expr_text(arena, x),
                    ast_operator_text(op), expr_text(arena, y), cause);
    }
}

// Gives both operands the same type: the interface's if just one is an interface.
static void unify_operands(Checker *c, Expr **x, Expr **y) {
    if (type_is_identical((*x)->type, (*y)->type)) {
        return;
    }
    bool x_to_y = assignable_to(c, *x, (*y)->type, NULL) &&
                  (type_is_interface((*y)->type) || !type_is_interface((*x)->type));
    if (x_to_y) {
        *x = check_assign_to(c, *x, (*y)->type, "comparison");
    } else {
        *y = check_assign_to(c, *y, (*x)->type, "comparison");
    }
}

void check_comparison(Checker *c, Expr *result, Operator op, Expr **x, Expr **y, bool is_switch_case) {
    op = is_switch_case ? OP_EQ : op;
    bool valid = !expr_is_invalid(*x) && !expr_is_invalid(*y);
    if (valid && is_switch_case) {
        untyped_convert(c, *x, (*y)->type); // the tag keeps its type
        valid = !expr_is_invalid(*x);
    } else if (valid) {
        valid = untyped_match(c, *x, *y);
    }
    if (!valid) {
        expr_set_invalid(c, result);
        return;
    }
    Fault fault = find_fault(c, op, *x, *y);
    if (fault.operand) {
        report_fault(c, op, *x, *y, fault, is_switch_case);
        expr_set_invalid(c, result);
        return;
    }
    result->type = type_basic(c->types, TYPE_UNTYPED_BOOL);
    if ((*x)->mode == OPERAND_CONSTANT && (*y)->mode == OPERAND_CONSTANT) {
        result->mode = OPERAND_CONSTANT;
        result->constant =
            constant_from_bool(c->session->arena, constant_compare(op, (*x)->constant, (*y)->constant));
        return;
    }
    result->mode = OPERAND_VALUE;
    untyped_update(c, *x, type_default(c, (*x)->type), true);
    untyped_update(c, *y, type_default(c, (*y)->type), true);
    if (!expr_is_invalid(*x) && !expr_is_invalid(*y)) {
        unify_operands(c, x, y);
    }
}
