// Methods as selected: the receiver brought to the type that the method wants, method values and method
// expressions.
#include "sema/declare.h"

static Expr *implicit_expr(Checker *c, ExprKind kind, const Expr *x, Type *type, OperandMode mode) {
    Expr *expr = ast_new_expr(c->session->arena, kind, x->span);
    expr->implicit = true;
    set_value(expr, mode, type);
    return expr;
}

Expr *follow_embedded(Checker *c, Expr *x, const int *path, int path_len) {
    for (int i = 0; i < path_len; i++) {
        Type *type = type_underlying(x->type);
        bool through_pointer = type->kind == TYPE_POINTER;
        if (through_pointer) {
            type = type_underlying(type->pointer.elem);
        }
        const Field *field = &type->struct_.fields[path[i]];
        bool variable = through_pointer || x->mode == OPERAND_VARIABLE;
        Expr *step =
            implicit_expr(c, EXPR_SELECTOR, x, field->type, variable ? OPERAND_VARIABLE : OPERAND_VALUE);
        step->selector.x = x;
        step->selector.sel = field->name;
        step->selector.sel_span = x->span;
        step->selector.kind = SELECT_FIELD;
        step->selector.field = path[i];
        step->selector.through_pointer = through_pointer;
        x = step;
    }
    return x;
}

// x as the method's receiver: its address is taken or it is dereferenced where the types ask for that.
static Expr *adjust_receiver(Checker *c, Expr *x, bool pointer_receiver) {
    bool is_pointer = type_underlying(x->type)->kind == TYPE_POINTER;
    if (pointer_receiver && !is_pointer) {
        expr_mark_address_taken(x);
        Expr *address = implicit_expr(c, EXPR_ADDRESS, x, type_pointer(c->types, x->type), OPERAND_VALUE);
        address->address.x = x;
        return address;
    }
    if (!pointer_receiver && is_pointer) {
        Type *type = type_underlying(x->type)->pointer.elem;
        Expr *star = implicit_expr(c, EXPR_STAR, x, type, OPERAND_VARIABLE);
        star->star.x = x;
        return star;
    }
    return x;
}

void select_method(Checker *c, Expr **expr, const Lookup *found) {
    Expr *selector = *expr;
    Expr *x = follow_embedded(c, selector->selector.x, found->path, found->path_len);
    if (found->kind == LOOKUP_INTERFACE_METHOD) {
        selector->selector.x = x;
        selector->selector.kind = SELECT_INTERFACE_METHOD;
        selector->selector.method_index = found->index;
        set_value(selector, OPERAND_VALUE, found->interface_method->type);
        return;
    }
    Object *method = found->method;
    check_object(c, method);
    add_dependency(c, method);
    reach_object(c, method);
    if (!method->type || method->type->kind == TYPE_INVALID) {
        expr_set_invalid(c, selector);
        return;
    }
    selector->selector.x = adjust_receiver(c, x, method->func.pointer_receiver);
    if (selector->selector.x != x) {
        selector->selector.x->op_pos = selector->op_pos;
    }
    selector->selector.kind = SELECT_METHOD;
    selector->selector.object = method;
    set_value(selector, OPERAND_VALUE, method->type);
}

// func(T, params...) results
static Type *method_expression_type(Checker *c, Type *receiver, const Type *method,
                                    const Name *receiver_name) {
    int count = method->func.param_count;
    Type **params = ARENA_NEW_N(c->session->arena, Type *, count + 1);
    const Name **names = ARENA_NEW_N(c->session->arena, const Name *, count + method->func.result_count + 2);
    params[0] = receiver;
    for (int i = 0; i < count; i++) {
        params[i + 1] = method->func.params[i];
    }
    Type *type = type_func(c->types, params, count + 1, method->func.results, method->func.result_count,
                           method->func.variadic);
    if (!method->func.names) {
        return type;
    }
    const Name *blank = name_intern_cstr(c->session->names, "_");
    names[0] = count > 0 && method->func.names[0] ? (receiver_name ? receiver_name : blank) : NULL;
    for (int i = 0; i < count + method->func.result_count; i++) {
        names[i + 1] = method->func.names[i];
    }
    return type_func_with_names(c->types, type, names);
}

void select_method_expression(Checker *c, Expr *expr, const Lookup *found) {
    Type *receiver = expr->selector.x->type;
    const Type *type;
    const Name *receiver_name = NULL;
    expr->selector.kind = SELECT_METHOD_EXPR;
    if (found->kind == LOOKUP_METHOD) {
        Object *method = found->method;
        check_object(c, method);
        add_dependency(c, method);
        reach_object(c, method);
        if (!method->type || method->type->kind == TYPE_INVALID) {
            expr_set_invalid(c, expr);
            return;
        }
        expr->selector.object = method;
        type = method->type;
        receiver_name = method->func.func->receiver->name;
    } else {
        expr->selector.method_index = found->index;
        type = found->interface_method->type;
    }
    set_value(expr, OPERAND_VALUE, method_expression_type(c, receiver, type, receiver_name));
}
