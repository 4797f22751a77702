// Range clauses: what can be ranged over, and the iteration variables.
#include "sema/declare.h"
#include <string.h>

typedef struct {
    RangeKind kind;    // RANGE_UNRESOLVED: cannot range over this
    Type *key, *value; // NULL: there is none
    const char *cause; // why not, or NULL
} RangeTypes;

static RangeTypes range_over_func(const Type *type) {
#define FUNC_SHAPE "func must be func(yield func(...) bool): "
    RangeTypes no = {.kind = RANGE_UNRESOLVED};
    if (type->func.param_count != 1) {
        no.cause = FUNC_SHAPE "wrong argument count";
        return no;
    }
    if (type->func.result_count != 0) {
        no.cause = FUNC_SHAPE "unexpected results";
        return no;
    }
    const Type *yield = type_underlying(type->func.params[0]);
    if (yield->kind != TYPE_FUNC) {
        no.cause = FUNC_SHAPE "argument is not func";
        return no;
    }
    if (yield->func.param_count > 2) {
        no.cause = FUNC_SHAPE "yield func has too many parameters";
        return no;
    }
    if (yield->func.result_count != 1 || yield->func.results[0]->kind != TYPE_BOOL) {
        bool boolean = yield->func.result_count == 1 && type_is_boolean(yield->func.results[0]);
        no.cause = boolean ? FUNC_SHAPE "yield func returns user-defined boolean, not bool"
                           : FUNC_SHAPE "yield func does not return bool";
        return no;
    }
#undef FUNC_SHAPE
    int count = yield->func.param_count;
    return (RangeTypes){RANGE_FUNC, count > 0 ? yield->func.params[0] : NULL,
                        count > 1 ? yield->func.params[1] : NULL, NULL};
}

static RangeTypes range_types(Checker *c, Type *type) {
    const Type *underlying = type_underlying(type);
    Type *integer = type_basic(c->types, TYPE_INT);
    bool pointer = underlying->kind == TYPE_POINTER;
    if (pointer) {
        underlying = array_pointer_target(type_underlying(type));
    }
    if (type_is_string(underlying)) {
        return (RangeTypes){RANGE_STRING, integer, universe_rune_type(c), NULL};
    }
    if (type_is_integer(underlying)) {
        return (RangeTypes){RANGE_INT, type, NULL, NULL};
    }
    switch (underlying->kind) {
    case TYPE_ARRAY:
        return (RangeTypes){pointer ? RANGE_ARRAY_POINTER : RANGE_ARRAY, integer, underlying->array.elem,
                            NULL};
    case TYPE_SLICE: return (RangeTypes){RANGE_SLICE, integer, underlying->slice.elem, NULL};
    case TYPE_MAP: return (RangeTypes){RANGE_MAP, underlying->map.key, underlying->map.value, NULL};
    case TYPE_CHAN:
        if (underlying->chan.dir == CHAN_SEND_ONLY) {
            const char *cause =
                arena_printf(c->session->arena, "receive from send-only channel %s", type_string(c, type));
            return (RangeTypes){RANGE_UNRESOLVED, NULL, NULL, cause};
        }
        return (RangeTypes){RANGE_CHAN, underlying->chan.elem, NULL, NULL};
    case TYPE_FUNC: return range_over_func(underlying);
    default: return (RangeTypes){.kind = RANGE_UNRESOLVED};
    }
}

static void check_range_operand(Checker *c, Stmt *stmt, RangeTypes *types) {
    check_expr(c, &stmt->range.x);
    Expr *x = stmt->range.x;
    if (expr_is_invalid(x)) {
        return;
    }
    *types = range_types(c, x->type);
    stmt->range.kind = types->kind;
    const char *text = operand_text(c, x);
    if (types->kind == RANGE_UNRESOLVED) {
        const char *cause = types->cause;
        check_error(c, expr_position(x), "cannot range over %s%s%s", text, cause ? ": " : "",
                    cause ? cause : "");
    } else if (!types->key && stmt->range.key) {
        check_error(c, stmt->range.key->span, "range over %s permits no iteration variables", text);
    } else if (!types->value && stmt->range.value) {
        check_error(c, stmt->range.value->span, "range over %s permits only one iteration variable", text);
    } else if (stmt->range.extra) {
        check_error(c, stmt->range.extra->span, "range clause permits at most two iteration variables");
    }
    if (type_is_untyped(x->type) && types->kind == RANGE_STRING) {
        stmt->range.x = check_assign_to(c, x, NULL, "range clause");
    }
}

// Ranging over an untyped constant n gives it the type of the iteration variable.
static Type *assign_range_count(Checker *c, Stmt *stmt, Type *type) {
    stmt->range.x = check_assign_to(c, stmt->range.x, type, "range clause");
    return expr_is_invalid(stmt->range.x) ? universe_invalid_type(c) : stmt->range.x->type;
}

// Declares an iteration variable. False for the blank identifier.
static bool define_iteration_variable(Checker *c, Stmt *stmt, Expr *ident, Type *type) {
    if (ident->kind != EXPR_IDENT) {
        check_error(c, expr_position(ident),
                    "non-name %s on left side of :=", expr_text(c->session->arena, ident));
        return true;
    }
    bool known = type && type->kind != TYPE_INVALID;
    if (known && stmt->range.kind == RANGE_INT) {
        type = assign_range_count(c, stmt, NULL);
    }
    type = known ? type : universe_invalid_type(c);
    set_value(ident, OPERAND_VARIABLE, type);
    if (strcmp(ident->ident.name->text, "_") == 0) {
        return false;
    }
    Object *object = new_local_variable(c, ident, type);
    object->used = !known;
    ident->ident.object = object;
    return true;
}

static void define_iteration_variables(Checker *c, Stmt *stmt, const RangeTypes *types) {
    Expr *targets[2] = {stmt->range.key, stmt->range.value};
    Type *item_types[2] = {types->key, types->value};
    bool any = false;
    for (int i = 0; i < 2; i++) {
        if (targets[i]) {
            any |= define_iteration_variable(c, stmt, targets[i], item_types[i]);
        }
    }
    for (int i = 0; i < 2; i++) { // only now are they in scope
        if (targets[i] && targets[i]->kind == EXPR_IDENT && targets[i]->ident.object) {
            declare_local(c, targets[i]->ident.object);
        }
    }
    if (!any) {
        check_error(c, stmt->span, "no new variables on left side of :=");
    }
}

// Assigns the iteration value of the type to an existing variable; the conversion that takes, or NULL.
static Expr *assign_iteration_value(Checker *c, const Stmt *stmt, Expr **target, Type *type, int index) {
    Type *target_type = check_lhs(c, target);
    if (!target_type) {
        set_value(*target, OPERAND_VARIABLE, type);
        return NULL;
    }
    if (target_type->kind == TYPE_INVALID) {
        return NULL;
    }
    Expr *item = ARENA_NEW(c->session->arena, Expr);
    *item = **target; // messages show the variable
    item->constant = NULL;
    set_value(item, OPERAND_VALUE, type);
    Expr *converted = check_assign_to(c, item, target_type, "assignment");
    item->kind = EXPR_TUPLE_ITEM;
    item->tuple_item.tuple = stmt->range.x;
    item->tuple_item.index = index;
    return converted == item ? NULL : converted;
}

static void assign_iteration_variables(Checker *c, Stmt *stmt, const RangeTypes *types) {
    Expr **key = &stmt->range.key;
    if (stmt->range.kind == RANGE_INT && types->key) {
        Type *type = check_lhs(c, key);
        if (!type || type->kind != TYPE_INVALID) {
            type = assign_range_count(c, stmt, type);
            if (!(*key)->type) {
                set_value(*key, OPERAND_VARIABLE, type);
            }
            if (type->kind != TYPE_INVALID && !type_is_integer(type)) {
                check_error(c, expr_position((*key)), "cannot use iteration variable of type %s",
                            type_string(c, type));
            }
        }
        return;
    }
    if (types->key) {
        stmt->range.key_convert = assign_iteration_value(c, stmt, key, types->key, 0);
    }
    if (stmt->range.value && types->value) {
        stmt->range.value_convert = assign_iteration_value(c, stmt, &stmt->range.value, types->value, 1);
    }
}

Func *range_outer_func(const Func *func) {
    while (func && func->is_range_body) {
        func = func->parent;
    }
    return (Func *)func;
}

// The body of a range over a function will be a function literal: see rangefunc.c.
static void enter_range_func(Checker *c, Stmt *stmt) {
    Func *body = func_create(c, NULL);
    body->is_range_body = true;
    body->parent = c->func;
    VEC_PUSH(c->session->arena, &c->func->literals, body);
    range_outer_func(c->func)->has_range_func = true;
    stmt->range.func = body;
    c->func = body;
}

void check_range_stmt(Checker *c, Stmt *stmt) {
    RangeTypes types = {.kind = RANGE_UNRESOLVED};
    int delayed = c->delayed.len;
    check_range_operand(c, stmt, &types);
    check_delayed(c, delayed);
    Func *outer = c->func;
    if (stmt->range.kind == RANGE_FUNC) {
        enter_range_func(c, stmt);
    }
    open_scope(c, "range");
    if (stmt->range.define) {
        define_iteration_variables(c, stmt, &types);
    } else if (stmt->range.key) {
        assign_iteration_variables(c, stmt, &types);
    } else if (stmt->range.kind == RANGE_INT) {
        assign_range_count(c, stmt, NULL);
    }
    check_stmt(c, stmt->range.body);
    close_scope(c);
    if (stmt->range.func) {
        check_unused(c, c->func);
        c->func = outer;
    }
}
