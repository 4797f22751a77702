// Untyped expressions: which type they take, and giving it to them and to their operands.
//
// An expression stays untyped until its context decides; then untyped_update walks down again and gives the
// final type to every operand that is still untyped. Operands of a constant expression are left alone: only
// its own value counts.
#include "sema/untyped.h"

Type *type_default(Checker *c, Type *type) {
    switch (type->kind) {
    case TYPE_UNTYPED_BOOL: return type_basic(c->types, TYPE_BOOL);
    case TYPE_UNTYPED_INT: return type_basic(c->types, TYPE_INT);
    case TYPE_UNTYPED_RUNE: return universe_rune_type(c);
    case TYPE_UNTYPED_FLOAT: return type_basic(c->types, TYPE_FLOAT64);
    case TYPE_UNTYPED_COMPLEX: return type_basic(c->types, TYPE_COMPLEX128);
    case TYPE_UNTYPED_STRING: return type_basic(c->types, TYPE_STRING);
    default: return type; // typed, or nil
    }
}

// Of two untyped types: the same, or the later of integer, rune, float, complex.
static Type *larger_type(Type *a, Type *b) {
    if (a == b) {
        return a;
    }
    if (!type_is_numeric(a) || !type_is_numeric(b)) {
        return NULL;
    }
    return a->kind > b->kind ? a : b;
}

static UntypedFit represent_constant(Checker *c, const Expr *expr, Type *target, Constant **value) {
    *value = expr->constant;
    if (constant_representable(c, value, target)) {
        return UNTYPED_FITS;
    }
    *value = NULL;
    if (!type_is_numeric(expr->type) || !type_is_numeric(target)) {
        return UNTYPED_MISMATCH;
    }
    return !type_is_integer(expr->type) && type_is_integer(target) ? UNTYPED_TRUNCATED : UNTYPED_OVERFLOWS;
}

static bool same_sort(const Type *untyped, const Type *target) {
    return (type_is_boolean(untyped) && type_is_boolean(target)) ||
           (type_is_numeric(untyped) && type_is_numeric(target)) ||
           (type_is_string(untyped) && type_is_string(target));
}

Type *untyped_implicit_type(Checker *c, const Expr *expr, Type *target, Constant **value, UntypedFit *fit) {
    *value = NULL;
    *fit = UNTYPED_FITS;
    Type *type = expr->type;
    if (expr->mode == OPERAND_INVALID || !type_is_untyped(type) || target->kind == TYPE_INVALID) {
        return type;
    }
    Type *result = NULL;
    const Type *under = type_underlying(target);
    if (type_is_untyped(target)) {
        result = larger_type(type, target);
    } else if (expr->mode == OPERAND_NIL) {
        result = type_has_nil(target) ? target : NULL;
    } else if (under->kind < TYPE_ARRAY && expr->mode == OPERAND_CONSTANT) {
        *fit = represent_constant(c, expr, target, value);
        return *fit == UNTYPED_FITS ? target : NULL;
    } else if (under->kind < TYPE_ARRAY) {
        result = same_sort(type, target) ? target : NULL;
    } else if (under->kind == TYPE_INTERFACE && under->interface.count == 0) {
        result = type_default(c, type);
    }
    *fit = result ? UNTYPED_FITS : UNTYPED_MISMATCH;
    return result;
}

void untyped_report(Checker *c, const Expr *expr, const Type *target, UntypedFit fit) {
    const char *operand = operand_text(c, expr);
    const char *type = type_string(c, target);
    switch (fit) {
    case UNTYPED_FITS: break;
    case UNTYPED_MISMATCH:
        check_error(c, expr_position(expr), "cannot convert %s to type %s", operand, type);
        break;
    case UNTYPED_TRUNCATED: check_error(c, expr_position(expr), "%s truncated to %s", operand, type); break;
    case UNTYPED_OVERFLOWS: check_error(c, expr_position(expr), "%s overflows %s", operand, type); break;
    }
}

void untyped_convert(Checker *c, Expr *expr, Type *type) {
    Constant *value;
    UntypedFit fit;
    Type *result = untyped_implicit_type(c, expr, type, &value, &fit);
    if (fit != UNTYPED_FITS) {
        untyped_report(c, expr, type_underlying(type), fit);
        expr_set_invalid(c, expr);
        return;
    }
    if (value) {
        expr->constant = value;
    }
    if (result != expr->type) {
        untyped_update(c, expr, result, false);
    }
}

static void update(Checker *c, Expr *expr, Type *type, bool final, bool is_shift_operand);

static void update_operands(Checker *c, Expr *expr, Type *type, bool final) {
    if (expr->kind == EXPR_PAREN) {
        update(c, expr->paren.x, type, final, false);
    } else if (expr->constant) {
        return;
    } else if (expr->kind == EXPR_UNARY) {
        update(c, expr->unary.x, type, final, false);
    } else if (expr->kind == EXPR_BINARY) {
        Operator op = expr->binary.op;
        bool is_shift = op == OP_SHL || op == OP_SHR;
        if (op >= OP_EQ && op <= OP_GE) {
            return; // the operands of a comparison have nothing to do with the type of its result
        }
        update(c, expr->binary.x, type, final, is_shift && expr->binary.x->constant);
        if (!is_shift) {
            update(c, expr->binary.y, type, final, false);
        }
    }
}

// `is_shift_operand`: the left operand of a shift that is not constant takes the type it would have without
// the shift, and that must be an integer type.
static void update(Checker *c, Expr *expr, Type *type, bool final, bool is_shift_operand) {
    if (expr->mode == OPERAND_INVALID || !type_is_untyped(expr->type)) {
        return;
    }
    update_operands(c, expr, type, final);
    if (!final && type_is_untyped(type)) {
        expr->type = type;
        return;
    }
    if (is_shift_operand && !type_is_integer(type)) {
        check_error(c, expr_position(expr), "invalid operation: shifted operand %s (type %s) must be integer",
                    expr_text(c->session->arena, expr), type_string(c, type));
        expr_set_invalid(c, expr);
        return;
    }
    if (expr->constant) {
        Constant *value;
        UntypedFit fit;
        if (!untyped_implicit_type(c, expr, type, &value, &fit)) {
            untyped_report(c, expr, type_underlying(type), fit);
            expr_set_invalid(c, expr);
            return;
        }
        expr->constant = value ? value : expr->constant;
    }
    expr->type = type;
}

void untyped_update(Checker *c, Expr *expr, Type *type, bool final) {
    update(c, expr, type, final, false);
}

// Would converting the untyped one of two operands to the other's type make sense? If not, "mismatched types"
// says it better.
static bool may_convert(const Expr *x, const Expr *y) {
    const Type *a = x->type;
    const Type *b = y->type;
    if (!type_is_untyped(a) && !type_is_untyped(b)) {
        return false;
    }
    if (type_is_numeric(a) != type_is_numeric(b)) {
        return false;
    }
    if (type_is_interface(a) || type_is_interface(b)) {
        return true;
    }
    if (type_is_boolean(a) != type_is_boolean(b) || type_is_string(a) != type_is_string(b)) {
        return false;
    }
    if (x->mode == OPERAND_NIL) {
        return type_has_nil(b);
    }
    if (y->mode == OPERAND_NIL) {
        return type_has_nil(a);
    }
    return type_underlying(a)->kind != TYPE_POINTER && type_underlying(b)->kind != TYPE_POINTER;
}

bool untyped_match(Checker *c, Expr *x, Expr *y) {
    if (!may_convert(x, y)) {
        return true;
    }
    untyped_convert(c, x, y->type);
    if (x->mode != OPERAND_INVALID) {
        untyped_convert(c, y, x->type);
    }
    return x->mode != OPERAND_INVALID && y->mode != OPERAND_INVALID;
}
