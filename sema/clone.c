// Copies of unchecked expressions: constant specs that repeat an initialiser, and aliases that are spelled
// out again. Bodies of function literals are shared, since neither may contain one that matters.
#include "sema/declare.h"

static Expr *clone_optional(Checker *c, const Expr *expr) {
    return expr ? clone_expr(c, expr) : NULL;
}

static ExprList clone_list(Checker *c, const ExprList *list) {
    ExprList copy = {0};
    for (int i = 0; i < list->len; i++) {
        VEC_PUSH(c->session->arena, &copy, clone_expr(c, list->items[i]));
    }
    return copy;
}

static FieldDecl *clone_fields(Checker *c, const FieldDecl *fields, int count) {
    FieldDecl *copy = ARENA_NEW_N(c->session->arena, FieldDecl, count + 1);
    for (int i = 0; i < count; i++) {
        copy[i] = fields[i];
        bool shared = i > 0 && fields[i].type == fields[i - 1].type;
        copy[i].type = shared ? copy[i - 1].type : clone_optional(c, fields[i].type);
    }
    return copy;
}

static void clone_type_parts(Checker *c, Expr *copy) {
    if (copy->kind == EXPR_STRUCT_TYPE) {
        copy->struct_type.fields = clone_fields(c, copy->struct_type.fields, copy->struct_type.field_count);
    } else if (copy->kind == EXPR_FUNC_TYPE) {
        copy->func_type.params = clone_fields(c, copy->func_type.params, copy->func_type.param_count);
        copy->func_type.results = clone_fields(c, copy->func_type.results, copy->func_type.result_count);
    } else if (copy->kind == EXPR_INTERFACE_TYPE) {
        copy->interface_type.methods =
            clone_fields(c, copy->interface_type.methods, copy->interface_type.method_count);
    } else if (copy->kind == EXPR_ARRAY_TYPE) {
        copy->array_type.len = clone_optional(c, copy->array_type.len);
        copy->array_type.elem = clone_expr(c, copy->array_type.elem);
    } else if (copy->kind == EXPR_MAP_TYPE) {
        copy->map_type.key = clone_expr(c, copy->map_type.key);
        copy->map_type.value = clone_expr(c, copy->map_type.value);
    } else if (copy->kind == EXPR_CHAN_TYPE) {
        copy->chan_type.elem = clone_expr(c, copy->chan_type.elem);
    }
}

// The copy holds the original's children; each is replaced by a copy.
static void clone_parts(Checker *c, Expr *copy) {
    switch (copy->kind) {
    case EXPR_BAD:
    case EXPR_IDENT:
    case EXPR_BASIC_LIT:
    case EXPR_KIND_COUNT: break;
    case EXPR_COMPOSITE_LIT:
        copy->composite.type = clone_optional(c, copy->composite.type);
        copy->composite.elems = clone_list(c, &copy->composite.elems);
        break;
    case EXPR_FUNC_LIT: copy->func_lit.type = clone_expr(c, copy->func_lit.type); break;
    case EXPR_PAREN: copy->paren.x = clone_expr(c, copy->paren.x); break;
    case EXPR_SELECTOR: copy->selector.x = clone_expr(c, copy->selector.x); break;
    case EXPR_INDEX:
        copy->index.x = clone_expr(c, copy->index.x);
        copy->index.indices = clone_list(c, &copy->index.indices);
        break;
    case EXPR_SLICE:
        copy->slice.x = clone_expr(c, copy->slice.x);
        copy->slice.lo = clone_optional(c, copy->slice.lo);
        copy->slice.hi = clone_optional(c, copy->slice.hi);
        copy->slice.max = clone_optional(c, copy->slice.max);
        break;
    case EXPR_TYPE_ASSERT:
        copy->type_assert.x = clone_expr(c, copy->type_assert.x);
        copy->type_assert.type = clone_optional(c, copy->type_assert.type);
        break;
    case EXPR_CALL:
        copy->call.fun = clone_expr(c, copy->call.fun);
        copy->call.args = clone_list(c, &copy->call.args);
        break;
    case EXPR_STAR: copy->star.x = clone_expr(c, copy->star.x); break;
    case EXPR_ADDRESS: copy->address.x = clone_expr(c, copy->address.x); break;
    case EXPR_UNARY: copy->unary.x = clone_expr(c, copy->unary.x); break;
    case EXPR_BINARY:
        copy->binary.x = clone_expr(c, copy->binary.x);
        copy->binary.y = clone_expr(c, copy->binary.y);
        break;
    case EXPR_KEY_VALUE:
        copy->key_value.key = clone_expr(c, copy->key_value.key);
        copy->key_value.value = clone_expr(c, copy->key_value.value);
        break;
    case EXPR_ELLIPSIS: copy->ellipsis.elem = clone_optional(c, copy->ellipsis.elem); break;
    case EXPR_ARRAY_TYPE:
    case EXPR_STRUCT_TYPE:
    case EXPR_FUNC_TYPE:
    case EXPR_INTERFACE_TYPE:
    case EXPR_MAP_TYPE:
    case EXPR_CHAN_TYPE: clone_type_parts(c, copy); break;
    case EXPR_CONVERT: copy->convert.x = clone_expr(c, copy->convert.x); break;
    case EXPR_TUPLE_ITEM: copy->tuple_item.tuple = clone_expr(c, copy->tuple_item.tuple); break;
    }
}

Expr *clone_expr(Checker *c, const Expr *expr) {
    Expr *copy = ARENA_NEW(c->session->arena, Expr);
    *copy = *expr;
    copy->is_type = false;
    copy->type = NULL;
    copy->constant = NULL;
    copy->mode = OPERAND_INVALID;
    clone_parts(c, copy);
    return copy;
}
