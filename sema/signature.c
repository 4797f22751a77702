// Function types and the parameters of functions.
#include "sema/declare.h"
#include <string.h>

static Object *new_parameter(Checker *c, Func *func, FieldDecl *decl, Type *type, bool is_result) {
    Object *object = object_create(c, OBJECT_VAR, decl->name, decl->name_span, type);
    if (!decl->name) {
        object->span = decl->type->span;
    }
    object->var.func = func;
    object->var.is_param = !is_result;
    object->var.is_result = is_result;
    object->color = COLOR_BLACK;
    object->used = true;
    decl->object = object;
    return object;
}

// The type of a parameter or result; sets *variadic for a last parameter ...T.
static Type *parameter_type(Checker *c, const FieldDecl *decl, bool may_be_variadic, bool *variadic) {
    Expr *type = decl->type;
    if (type->kind != EXPR_ELLIPSIS) {
        return check_var_type(c, type);
    }
    if (!may_be_variadic) {
        check_error(c, type->span, "can only use ... with final parameter");
        return check_var_type(c, type->ellipsis.elem);
    }
    *variadic = true;
    if (!type->type) {
        Type *elem = check_var_type(c, type->ellipsis.elem);
        type->type = type_slice(c->types, elem); // a slice even after an error
        type->is_type = true;
    }
    return type->type;
}

static void collect_parameters(Checker *c, Func *func, FieldDecl *decls, int count, bool is_result,
                               Type **types, bool *variadic) {
    for (int i = 0; i < count; i++) {
        types[i] = parameter_type(c, &decls[i], !is_result && i == count - 1, variadic);
        Object *object = new_parameter(c, func, &decls[i], types[i], is_result);
        if (!func) {
            continue;
        }
        if (is_result) {
            VEC_PUSH(c->session->arena, &func->results, object);
        } else {
            VEC_PUSH(c->session->arena, &func->params, object);
        }
    }
}

static void declare_parameters(Checker *c, Scope *scope, const FieldDecl *decls, int count) {
    for (int i = 0; i < count; i++) {
        if (decls[i].name) {
            declare_object(c, scope, decls[i].object);
        }
    }
}

static Type *with_names(Checker *c, Type *type, const Expr *expr) {
    int params = expr->func_type.param_count;
    int results = expr->func_type.result_count;
    const Name **names = ARENA_NEW_N(c->session->arena, const Name *, params + results + 1);
    bool any = false;
    for (int i = 0; i < params; i++) {
        names[i] = expr->func_type.params[i].name;
        any |= names[i] != NULL;
    }
    for (int i = 0; i < results; i++) {
        names[params + i] = expr->func_type.results[i].name;
        any |= names[params + i] != NULL;
    }
    return any ? type_func_with_names(c->types, type, names) : type;
}

Type *check_func_type(Checker *c, Expr *expr, Func *func, Scope *scope) {
    if (expr->func_type.has_type_params) {
        check_error(c, expr_position(expr), "not supported by minic: generics");
        return universe_invalid_type(c);
    }
    int param_count = expr->func_type.param_count;
    int result_count = expr->func_type.result_count;
    Type **params = ARENA_NEW_N(c->session->arena, Type *, param_count + 1);
    Type **results = ARENA_NEW_N(c->session->arena, Type *, result_count + 1);
    bool variadic = false;
    collect_parameters(c, func, expr->func_type.params, param_count, false, params, &variadic);
    collect_parameters(c, func, expr->func_type.results, result_count, true, results, &variadic);
    scope =
        scope ? scope : scope_create(c, c->scope, "function"); // names may not repeat in a mere type either
    declare_parameters(c, scope, expr->func_type.params, param_count);
    declare_parameters(c, scope, expr->func_type.results, result_count);
    Type *type =
        with_names(c, type_func(c->types, params, param_count, results, result_count, variadic), expr);
    if (func) {
        func->type = type;
    }
    return type;
}

static void check_receiver_later(Checker *c, void *data) {
    const FieldDecl *receiver = data;
    Type *type = receiver->object->type;
    Expr *base = ast_unparen(receiver->type);
    if (base->kind == EXPR_STAR) {
        base = ast_unparen(base->star.x);
    }
    Type *target = type->kind == TYPE_POINTER ? type->pointer.elem : type;
    if (target->kind == TYPE_INVALID) {
        return;
    }
    bool basic = target->kind < TYPE_ARRAY;
    if (basic || (target->kind == TYPE_NAMED && target->named.object->package != c->package)) {
        check_error(c, base->span, "cannot define new methods on non-local type %s", type_string(c, target));
    } else if (target->kind != TYPE_NAMED) {
        check_error(c, base->span, "invalid receiver type %s", type_string(c, type));
    } else if (target->named.underlying->kind == TYPE_POINTER ||
               target->named.underlying->kind == TYPE_INTERFACE) {
        check_error(c, base->span, "invalid receiver type %s (pointer or interface type)",
                    type_string(c, target));
    }
}

void check_func_parameters(Checker *c, Func *func, Expr *type_expr, FieldDecl *receiver, Scope *scope) {
    if (receiver) {
        Type *type = check_var_type(c, receiver->type);
        func->receiver = new_parameter(c, func, receiver, type, false);
        check_later(c, check_receiver_later, receiver);
    }
    if (receiver && receiver->name) {
        declare_object(c, scope, func->receiver);
    }
    check_func_type(c, type_expr, func, scope);
}
