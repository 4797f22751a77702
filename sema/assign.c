// Assignability, and the implicit conversion that an assignment makes.
#include "sema/untyped.h"

Expr *expr_implicit_convert(Checker *c, Expr *expr, Type *type, ConvertKind kind) {
    Expr *convert = ast_new_expr(c->session->arena, EXPR_CONVERT, expr->span);
    convert->op_pos = expr->op_pos;
    convert->implicit = true;
    convert->mode = OPERAND_VALUE;
    convert->type = type;
    convert->convert.kind = kind;
    convert->convert.x = expr;
    return convert;
}

Expr *expr_tuple_item(Checker *c, Expr *tuple, int index, Type *type) {
    Expr *item = ast_new_expr(c->session->arena, EXPR_TUPLE_ITEM, tuple->span);
    item->op_pos = tuple->op_pos;
    item->implicit = true;
    item->mode = OPERAND_VALUE;
    item->type = type;
    item->tuple_item.tuple = tuple;
    item->tuple_item.index = index;
    return item;
}

static bool implements_for_assignment(Checker *c, Type *type, Type *target, const char **cause) {
    Arena *arena = c->session->arena;
    if (!type_is_interface(target)) { // a pointer to an interface
        *cause =
            arena_printf(arena, "%s does not implement %s (type %s is pointer to interface, not interface)",
                         type_string(c, type), type_string(c, target), type_string(c, target));
        return false;
    }
    const char *reason = "";
    if (check_implements(c, type, target, false, &reason)) {
        return true;
    }
    *cause = arena_printf(arena, "%s does not implement %s %s", type_string(c, type), type_string(c, target),
                          reason);
    return false;
}

// A bidirectional channel may become a directed one of the same element type.
static bool is_channel_assignable(const Type *type, const Type *target) {
    const Type *from = type_underlying(type);
    const Type *to = type_underlying(target);
    return from->kind == TYPE_CHAN && from->chan.dir == CHAN_BOTH && to->kind == TYPE_CHAN &&
           type_is_identical(from->chan.elem, to->chan.elem) &&
           !(type_is_named(type) && type_is_named(target));
}

bool assignable_to(Checker *c, Expr *expr, Type *type, const char **cause) {
    const char *ignored = "";
    cause = cause ? cause : &ignored;
    Type *from = expr->type;
    if (expr->mode == OPERAND_INVALID || from->kind == TYPE_INVALID || type->kind == TYPE_INVALID ||
        type_is_identical(from, type)) {
        return true;
    }
    if (type_is_untyped(from)) {
        Constant *value;
        UntypedFit fit;
        return untyped_implicit_type(c, expr, type, &value, &fit) != NULL;
    }
    if (type_is_identical(type_underlying(from), type_underlying(type)) &&
        !(type_is_named(from) && type_is_named(type))) {
        return true;
    }
    if (type_is_interface(type) || type_is_interface_pointer(type)) {
        return implements_for_assignment(c, from, type, cause);
    }
    if (type_is_interface(from) && check_implements(c, type, from, false, NULL)) {
        *cause = "need type assertion";
        return false;
    }
    return is_channel_assignable(from, type);
}

// The node for an assignment that is known to be valid: types that differ get an explicit conversion.
static Expr *convert_for_assignment(Checker *c, Expr *expr, Type *type) {
    if (type_is_identical(expr->type, type) || type->kind == TYPE_INVALID) {
        return expr;
    }
    ConvertKind kind = CONVERT_NOOP;
    if (type_is_interface(type) && !type_is_identical(type_underlying(expr->type), type_underlying(type))) {
        kind = type_is_interface(expr->type) ? CONVERT_INTERFACE : CONVERT_TO_INTERFACE;
    }
    return expr_implicit_convert(c, expr, type, kind);
}

// Gives an untyped expression its type. False after an error.
static bool assign_untyped(Checker *c, Expr *expr, Type *type, const char *context) {
    Type *target = type;
    if (expr->mode == OPERAND_NIL) {
        if (!type) {
            check_error(c, expr_position(expr), "use of untyped nil in %s", context);
            return false;
        }
    } else if (!type || type_is_interface(type)) {
        target = type_default(c, expr->type);
    }
    Constant *value;
    UntypedFit fit;
    Type *result = untyped_implicit_type(c, expr, target, &value, &fit);
    if (fit != UNTYPED_FITS) {
        static const char *const suffixes[] = {
            [UNTYPED_FITS] = "",
            [UNTYPED_MISMATCH] = "",
            [UNTYPED_TRUNCATED] = " (truncated)",
            [UNTYPED_OVERFLOWS] = " (overflows)",
        };
        check_error(c, expr_position(expr), "cannot use %s as %s value in %s%s", operand_text(c, expr),
                    type_string(c, target), context, suffixes[fit]);
        return false;
    }
    if (value) {
        expr->constant = value;
    }
    if (result != expr->type) {
        untyped_update(c, expr, result, false);
    }
    return expr->mode != OPERAND_INVALID;
}

static bool is_value_mode(const Expr *expr) {
    switch ((OperandMode)expr->mode) {
    case OPERAND_INVALID:
    case OPERAND_NO_VALUE:
    case OPERAND_BUILTIN:
    case OPERAND_TYPE: return false;
    case OPERAND_CONSTANT:
    case OPERAND_VARIABLE:
    case OPERAND_MAP_INDEX:
    case OPERAND_VALUE:
    case OPERAND_NIL:
    case OPERAND_COMMA_OK: return true;
    }
    return false;
}

Expr *check_assign_to(Checker *c, Expr *expr, Type *type, const char *context) {
    if (expr->mode == OPERAND_INVALID) {
        return expr;
    }
    const char *cause = "";
    if (!is_value_mode(expr)) {
        check_error(c, expr_position(expr), "cannot assign %s to %s in %s", operand_text(c, expr),
                    type ? type_string(c, type) : "_", context);
    } else if (expr->type->kind == TYPE_TUPLE) {
        check_error(c, expr_position(expr), "multiple-value %s in single-value context",
                    operand_text(c, expr));
    } else if (type_is_untyped(expr->type) && !assign_untyped(c, expr, type, context)) {
        expr_set_invalid(c, expr);
        return expr;
    } else if (!type || assignable_to(c, expr, type, &cause)) {
        return type ? convert_for_assignment(c, expr, type) : expr;
    } else {
        check_error(c, expr_position(expr), "cannot use %s as %s value in %s%s%s", operand_text(c, expr),
                    type_string(c, type), context, *cause ? ": " : "", cause);
    }
    expr_set_invalid(c, expr);
    return expr;
}
