// Indexing, slicing, and type assertions.
#include "sema/untyped.h"

bool check_index_value(Checker *c, Expr **index, const char *what, int64_t length, int64_t *value) {
    int64_t ignored;
    value = value ? value : &ignored;
    *value = -1;
    check_expr(c, index);
    if (!expr_is_invalid(*index)) {
        untyped_convert(c, *index, type_basic(c->types, TYPE_INT));
    }
    Expr *e = *index;
    if (expr_is_invalid(e)) {
        return false;
    }
    const char *problem = NULL;
    if (!type_is_integer(e->type)) {
        problem = "must be integer";
    } else if (e->constant && constant_sign(e->constant) < 0) {
        problem = "must not be negative";
    } else if (e->constant && !constant_fits_int64(e->constant)) {
        problem = "overflows int";
    }
    if (problem) {
        check_error(c, expr_position(e), "invalid argument: %s %s %s", what, operand_text(c, e), problem);
        return false;
    }
    if (e->constant) {
        *value = (int64_t)constant_bits(e->constant);
        if (length >= 0 && *value >= length) {
            check_error(c, expr_position(e), "invalid argument: index %s out of bounds [0:%lld]",
                        constant_text(c->session->arena, e->constant), (long long)length);
            *value = -1;
            return false;
        }
    }
    return true;
}

// Makes the step from a pointer to an array explicit.
static void dereference(Checker *c, Expr **x, Pos pos) {
    Expr *star = ast_new_expr(c->session->arena, EXPR_STAR, (*x)->span);
    star->op_pos = pos;
    star->implicit = true;
    star->mode = OPERAND_VARIABLE;
    star->addressable = true;
    star->type = type_underlying((*x)->type)->pointer.elem;
    star->star.x = *x;
    *x = star;
}

static bool is_array_pointer(const Type *type) {
    const Type *under = type_underlying(type);
    return under->kind == TYPE_POINTER && type_underlying(under->pointer.elem)->kind == TYPE_ARRAY;
}

static int64_t constant_length(const Expr *string) {
    int64_t len = -1;
    if (string->mode == OPERAND_CONSTANT && string->constant) {
        constant_string(string->constant, &len);
    }
    return len;
}

static void require_single_index(Checker *c, Expr *expr) {
    if (expr->index.indices.len > 1) {
        check_error(c, expr_position(expr->index.indices.items[1]), "invalid operation: more than one index");
    }
}

// Checks what stands in the brackets after something that cannot be indexed, for the sake of its errors and
// uses.
static void use_indices(Checker *c, Expr *expr) {
    for (int i = 0; i < expr->index.indices.len; i++) {
        check_raw_expr(c, &expr->index.indices.items[i], NULL);
    }
    expr_set_invalid(c, expr);
}

static void check_map_index(Checker *c, Expr *expr, const Type *map) {
    Expr **key = &expr->index.indices.items[0];
    require_single_index(c, expr);
    check_expr(c, key);
    *key = check_assign_to(c, *key, map->map.key, "map index");
    expr->mode = OPERAND_MAP_INDEX;
    expr->type = map->map.value;
}

// The element type of what can be indexed with integers, its mode, and its length if known; NULL otherwise.
static Type *element_type(Checker *c, Expr *expr, int64_t *length) {
    Expr *x = expr->index.x;
    Type *under = type_underlying(x->type);
    *length = -1;
    expr->mode = OPERAND_VARIABLE;
    if (type_is_string(x->type)) {
        *length = constant_length(x);
        untyped_update(c, x, type_basic(c->types, TYPE_STRING), true);
        expr->mode = OPERAND_VALUE;
        return universe_byte_type(c);
    }
    if (under->kind == TYPE_SLICE) {
        return under->slice.elem;
    }
    if (is_array_pointer(x->type)) {
        dereference(c, &expr->index.x, expr->op_pos);
        x = expr->index.x;
        under = type_underlying(x->type);
    }
    if (under->kind == TYPE_ARRAY) {
        *length = under->array.len;
        expr->mode = x->mode == OPERAND_VARIABLE ? OPERAND_VARIABLE : OPERAND_VALUE;
        return under->array.elem;
    }
    return NULL;
}

void check_index(Checker *c, Expr **expr) {
    Expr *e = *expr;
    check_expr_or_type(c, &e->index.x);
    Expr *x = e->index.x;
    if (expr_is_invalid(x)) {
        use_indices(c, e);
        return;
    }
    if (x->mode == OPERAND_TYPE) {
        check_error(c, expr_position(e), "invalid operation: %s (%s is not a generic type)",
                    expr_text(c->session->arena, e), type_string(c, x->type));
        expr_set_invalid(c, e);
        return;
    }
    const Type *under = type_underlying(x->type);
    if (under->kind == TYPE_MAP) {
        check_map_index(c, e, under);
        return;
    }
    int64_t length;
    Type *elem = element_type(c, e, &length);
    if (!elem) {
        check_error(c, (Span){e->op_pos, e->span.end}, "cannot index %s", operand_text(c, x));
        use_indices(c, e);
        return;
    }
    require_single_index(c, e);
    e->type = elem;
    check_index_value(c, &e->index.indices.items[0], "index", length, NULL);
}

// Slices.

static void use_slice_indices(Checker *c, Expr *expr) {
    Expr **indices[] = {&expr->slice.lo, &expr->slice.hi, &expr->slice.max};
    for (int i = 0; i < 3; i++) {
        if (*indices[i]) {
            check_raw_expr(c, indices[i], NULL);
        }
    }
}

// The type of the slice and the length of what is sliced, if known. NULL after an error.
static Type *sliced_type(Checker *c, Expr *expr, int64_t *length) {
    Expr *x = expr->slice.x;
    *length = -1;
    if (type_is_string(x->type)) {
        if (expr->slice.three) {
            Span bracket = {expr->span.end - 1, expr->span.end}; // where a missing index should be
            check_error(c, expr->slice.max ? expr_position(expr->slice.max) : bracket,
                        "invalid operation: 3-index slice of string");
            return NULL;
        }
        *length = constant_length(x);
        untyped_update(c, x, type_basic(c->types, TYPE_STRING), true);
        return x->type;
    }
    if (type_underlying(x->type)->kind == TYPE_SLICE) {
        return x->type;
    }
    if (is_array_pointer(x->type)) {
        dereference(c, &expr->slice.x, expr->op_pos);
        x = expr->slice.x;
    }
    const Type *array = type_underlying(x->type);
    if (array->kind != TYPE_ARRAY) {
        check_error(c, expr_position(x), "cannot slice %s", operand_text(c, x));
        return NULL;
    }
    if (x->mode != OPERAND_VARIABLE) {
        check_error(c, expr_position(x), "cannot slice unaddressable value %s", operand_text(c, x));
        return NULL;
    }
    expr_mark_address_taken(x);
    *length = array->array.len;
    return type_slice(c->types, array->array.elem);
}

// Constant indices must not decrease.
static void check_index_order(Checker *c, Expr *const indices[3], const int64_t values[3]) {
    for (int i = 0; i < 2; i++) {
        for (int j = i + 1; j < 3; j++) {
            if (values[i] > 0 && values[j] >= 0 && values[j] < values[i]) {
                check_error(c, expr_position(indices[j]), "invalid slice indices: %lld < %lld",
                            (long long)values[j], (long long)values[i]);
                return;
            }
        }
    }
}

void check_slice(Checker *c, Expr **expr) {
    Expr *e = *expr;
    check_expr(c, &e->slice.x);
    if (expr_is_invalid(e->slice.x)) {
        use_slice_indices(c, e);
        expr_set_invalid(c, e);
        return;
    }
    int64_t length;
    Type *type = sliced_type(c, e, &length);
    if (!type) {
        expr_set_invalid(c, e);
        return;
    }
    Expr **indices[] = {&e->slice.lo, &e->slice.hi, &e->slice.max};
    int64_t values[3];
    for (int i = 0; i < 3; i++) {
        values[i] = i == 0 ? 0 : length;
        if (*indices[i]) {
            check_index_value(c, indices[i], "index", length >= 0 ? length + 1 : -1, &values[i]);
        }
    }
    check_index_order(c, (Expr *const[]){e->slice.lo, e->slice.hi, e->slice.max}, values);
    e->mode = OPERAND_VALUE;
    e->type = type;
}

void check_type_assert(Checker *c, Expr **expr) {
    Expr *e = *expr;
    check_expr(c, &e->type_assert.x);
    Expr *x = e->type_assert.x;
    Type *type = NULL;
    if (expr_is_invalid(x)) {
        expr_set_invalid(c, e);
        return;
    }
    if (!e->type_assert.type) {
        check_error(c, expr_position(e), "invalid syntax tree: use of .(type) outside type switch");
    } else if (!type_is_interface(x->type)) {
        check_error(c, expr_position(x), "invalid operation: %s is not an interface", operand_text(c, x));
    } else {
        type = check_var_type(c, e->type_assert.type);
    }
    if (!type || type->kind == TYPE_INVALID) {
        expr_set_invalid(c, e);
        return;
    }
    check_assertion_possible(c, e, x, type, false);
    e->mode = OPERAND_COMMA_OK;
    e->type = type;
}
