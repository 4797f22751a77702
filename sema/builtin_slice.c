// The built-in functions of slices: append, copy, len, cap, make, new.
#include "sema/declare.h"

Type *array_pointer_target(Type *type) {
    if (type->kind == TYPE_POINTER && type_underlying(type->pointer.elem)->kind == TYPE_ARRAY) {
        return type_underlying(type->pointer.elem);
    }
    return type;
}

// The element type, or NULL after "invalid append: argument must be a slice; have x (...)".
static Type *slice_element(Checker *c, const Expr *x, const char *what) {
    const Type *type = type_underlying(x->type);
    if (type->kind == TYPE_SLICE) {
        return type->slice.elem;
    }
    check_error(c, expr_position(x), "invalid %s: argument must be a slice; have %s", what,
                x->mode == OPERAND_NIL ? "untyped nil" : operand_text(c, x));
    return NULL;
}

static bool is_bytes(Checker *c, Expr *x) {
    return assignable_to(c, x, type_slice(c->types, universe_byte_type(c)), NULL);
}

// append takes its elements one by one: there is no slice of them at run time.
static void unpack_elements(Checker *c, Expr *call) {
    Expr *last = ast_unparen(VEC_LAST(&call->call.args));
    ExprList args = {0};
    VEC_PUSH(c->session->arena, &args, call->call.args.items[0]);
    if (last->kind == EXPR_COMPOSITE_LIT) {
        for (int i = 0; i < last->composite.elems.len; i++) {
            VEC_PUSH(c->session->arena, &args, last->composite.elems.items[i]);
        }
    }
    call->call.args = args;
}

bool check_builtin_append(Checker *c, Expr *call, ExprList *args) {
    Expr *x = args->items[0];
    Type *elem = slice_element(c, x, "append");
    if (!elem) {
        return false;
    }
    Type *type = x->type;
    if (args->len == 2 && call->call.has_dots && type_is_string(args->items[1]->type) && is_bytes(c, x)) {
        // append([]byte, string...)
        args->items[1] = check_assign_to(c, args->items[1], NULL, "argument to append");
        call->call.args = *args;
    } else {
        Type *params[2] = {type, type_slice(c->types, elem)};
        Type *signature = type_func(c->types, params, 2, &type, 1, true);
        assign_arguments(c, call, signature, args);
        if (!call->call.has_dots && call->call.args.len == 2) {
            unpack_elements(c, call);
        }
    }
    set_value(call, OPERAND_VALUE, type);
    return true;
}

bool check_builtin_copy(Checker *c, Expr *call, ExprList *args) {
    Expr *x = args->items[0];
    Expr *y = args->items[1];
    bool from_string = type_is_string(y->type) && is_bytes(c, x);
    if (!from_string) {
        Type *to = slice_element(c, x, "copy");
        Type *from = !to                       ? NULL
                     : type_is_string(y->type) ? universe_byte_type(c)
                                               : slice_element(c, y, "copy");
        if (!to || !from) {
            return false;
        }
        if (!type_is_identical(to, from)) {
            check_error(c, expr_position(x),
                        "invalid copy: arguments %s and %s have different element types %s and %s",
                        operand_text(c, x), operand_text(c, y), type_string(c, to), type_string(c, from));
            return false;
        }
    }
    args->items[1] = check_assign_to(c, y, NULL, "argument to copy");
    set_value(call, OPERAND_VALUE, type_basic(c->types, TYPE_INT));
    return true;
}

bool check_builtin_len(Checker *c, Expr *call, ExprList *args, BuiltinId id) {
    Expr *x = args->items[0];
    bool is_len = id == BUILTIN_LEN;
    Type *integer = type_basic(c->types, TYPE_INT);
    const Type *type = array_pointer_target(type_underlying(x->type));
    bool valid = false;
    if (type_is_string(type) && is_len) {
        valid = true;
        if (x->constant) {
            int64_t length;
            constant_string(x->constant, &length);
            args->items[0] = check_assign_to(c, x, NULL, "argument");
            set_constant(call, integer, constant_from_int64(c->session->arena, length));
            return true;
        }
    } else if (type->kind == TYPE_ARRAY) {
        valid = true;
        if (!c->has_call_or_receive) {
            set_constant(call, integer, constant_from_int64(c->session->arena, type->array.len));
            return true;
        }
    } else {
        valid = type->kind == TYPE_SLICE || type->kind == TYPE_CHAN || (type->kind == TYPE_MAP && is_len);
    }
    if (!valid) {
        if (type->kind != TYPE_INVALID) {
            check_error(c, expr_position(x), "invalid argument: %s for built-in %s", operand_text(c, x),
                        is_len ? "len" : "cap");
        }
        return false;
    }
    set_value(call, OPERAND_VALUE, integer);
    return true;
}

// The sizes of make. A constant float with an integral value is allowed.
static void check_make_sizes(Checker *c, ExprList *args) {
    int64_t sizes[2] = {-1, -1};
    for (int i = 1; i < args->len; i++) {
        check_index_value(c, &args->items[i], "index", -1, &sizes[i - 1]);
    }
    if (sizes[0] >= 0 && sizes[1] >= 0 && sizes[0] > sizes[1]) {
        check_error(c, expr_position(args->items[1]), "invalid argument: length and capacity swapped");
    }
}

bool check_builtin_make(Checker *c, Expr *call) {
    ExprList *args = &call->call.args;
    Type *type = check_var_type(c, args->items[0]);
    if (type->kind == TYPE_INVALID) {
        return false;
    }
    TypeKind kind = type_underlying(type)->kind;
    const char *text = expr_text(c->session->arena, call);
    if (kind != TYPE_SLICE && kind != TYPE_MAP && kind != TYPE_CHAN) {
        check_error(c, expr_position(args->items[0]),
                    "invalid argument: cannot make %s: type must be slice, map, or channel",
                    expr_text(c->session->arena, args->items[0]));
        return false;
    }
    int least = kind == TYPE_SLICE ? 2 : 1;
    if (args->len < least || args->len > least + 1) {
        check_error(c, expr_position(call), "invalid operation: %s expects %d or %d arguments; found %d",
                    text, least, least + 1, args->len);
        return false;
    }
    check_make_sizes(c, args);
    set_value(call, OPERAND_VALUE, type);
    return true;
}

// new(T), and new(x) for a value.
bool check_builtin_new(Checker *c, Expr *call) {
    Expr **arg = &call->call.args.items[0];
    check_raw_expr(c, arg, NULL);
    switch ((OperandMode)(*arg)->mode) {
    case OPERAND_INVALID: return false;
    case OPERAND_NO_VALUE:
        check_error(c, expr_position((*arg)), "%s used as value or type", operand_text(c, *arg));
        return false;
    case OPERAND_BUILTIN:
        check_error(c, expr_position((*arg)), "%s must be called", operand_text(c, *arg));
        return false;
    case OPERAND_TYPE: break;
    case OPERAND_CONSTANT:
    case OPERAND_VARIABLE:
    case OPERAND_MAP_INDEX:
    case OPERAND_VALUE:
    case OPERAND_NIL:
    case OPERAND_COMMA_OK:
        if ((*arg)->type->kind == TYPE_TUPLE) {
            check_expr(c, arg); // reports it
            check_error(c, expr_position((*arg)), "multiple-value %s in single-value context",
                        operand_text(c, *arg));
            return false;
        }
        *arg = check_assign_to(c, *arg, NULL, "argument to new");
        if (expr_is_invalid(*arg)) {
            return false;
        }
    }
    set_value(call, OPERAND_VALUE, type_pointer(c->types, (*arg)->type));
    return true;
}
