// Composite literals: the literal's type, with `T` or `&T` elided in elements of another literal.
#include "sema/declare.h"

// [...]T{}: the length comes from the elements.
static bool is_open_array(const Expr *type) {
    return type->kind == EXPR_ARRAY_TYPE && type->array_type.len &&
           type->array_type.len->kind == EXPR_ELLIPSIS;
}

static void check_open_array(Checker *c, Expr *literal) {
    Expr *type_expr = literal->composite.type;
    Type *elem = check_var_type(c, type_expr->array_type.elem);
    literal->composite.length = check_indexed_elements(c, literal, elem, -1);
    Type *type = elem->kind == TYPE_INVALID ? elem : type_array(c->types, elem, literal->composite.length);
    type_expr->type = type;
    type_expr->is_type = true;
    set_value(literal, type->kind == TYPE_INVALID ? OPERAND_INVALID : OPERAND_VALUE, type);
}

static void report_invalid_literal(Checker *c, Expr *literal, const Type *type, bool is_element) {
    check_error(c, expr_position(literal), "invalid composite literal%s type %s",
                is_element ? " element" : "", type_string(c, type));
}

// A type that is still being declared has no elements yet: type T [len(T{})]int.
static bool report_incomplete_literal(Checker *c, Type *type) {
    if (!type_is_incomplete(c, type)) {
        return false;
    }
    Object *cycle[1] = {type->named.object};
    report_cycle(c, cycle, 1);
    return true;
}

// False if the type cannot have a composite literal, or is invalid.
static bool check_elements(Checker *c, Expr *literal, Type *base) {
    Type *underlying = type_underlying(base);
    switch (underlying->kind) {
    case TYPE_STRUCT: check_struct_elements(c, literal, base); return true;
    case TYPE_ARRAY:
        check_indexed_elements(c, literal, underlying->array.elem, underlying->array.len);
        literal->composite.length = underlying->array.len;
        return true;
    case TYPE_SLICE:
        literal->composite.length = check_indexed_elements(c, literal, underlying->slice.elem, -1);
        return true;
    case TYPE_MAP: check_map_elements(c, literal, base); return true;
    default: break;
    }
    use_exprs(c, &literal->composite.elems);
    return false;
}

void check_composite_lit(Checker *c, Expr **expr, Type *hint) {
    Expr *literal = *expr;
    expr_set_invalid(c, literal);
    Type *type = hint;
    if (literal->composite.type && is_open_array(literal->composite.type)) {
        check_open_array(c, literal);
        return;
    }
    if (literal->composite.type) {
        type = check_type(c, literal->composite.type);
    } else if (!hint) {
        check_error(c, expr_position(literal), "missing type in composite literal");
        use_exprs(c, &literal->composite.elems);
        return;
    }
    Type *base = type;
    bool elided = !literal->composite.type;
    if (elided && type_underlying(type)->kind == TYPE_POINTER) {
        base = type_underlying(type)->pointer.elem;
        literal->composite.address = true;
    }
    if (report_incomplete_literal(c, base)) {
        return;
    }
    if (check_elements(c, literal, base)) {
        set_value(literal, OPERAND_VALUE, type);
    } else if (type_underlying(base)->kind != TYPE_INVALID) {
        report_invalid_literal(c, literal, type, elided);
    }
}
