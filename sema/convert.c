// Explicit conversions T(x): whether the types allow it, constants, and what the conversion does at run time.
#include "base/unicode.h"
#include "sema/untyped.h"

// Identical apart from struct tags. Named types are only identical to themselves, so the recursion ends.
static bool is_identical_ignoring_tags(const Type *a, const Type *b);

static bool same_lists(Type *const *a, Type *const *b, int count) {
    for (int i = 0; i < count; i++) {
        if (!is_identical_ignoring_tags(a[i], b[i])) {
            return false;
        }
    }
    return true;
}

static bool same_fields(const Type *a, const Type *b) {
    if (a->struct_.count != b->struct_.count) {
        return false;
    }
    for (int i = 0; i < a->struct_.count; i++) {
        const Field *x = &a->struct_.fields[i];
        const Field *y = &b->struct_.fields[i];
        if (x->name != y->name || x->embedded != y->embedded ||
            (!x->name->exported && x->package != y->package) ||
            !is_identical_ignoring_tags(x->type, y->type)) {
            return false;
        }
    }
    return true;
}

static bool is_identical_ignoring_tags(const Type *a, const Type *b) {
    if (type_is_identical(a, b)) {
        return true;
    }
    if (a->kind != b->kind) {
        return false;
    }
    switch (a->kind) {
    case TYPE_ARRAY:
        return a->array.len == b->array.len && is_identical_ignoring_tags(a->array.elem, b->array.elem);
    case TYPE_SLICE:
    case TYPE_POINTER: return is_identical_ignoring_tags(a->pointer.elem, b->pointer.elem);
    case TYPE_MAP:
        return is_identical_ignoring_tags(a->map.key, b->map.key) &&
               is_identical_ignoring_tags(a->map.value, b->map.value);
    case TYPE_CHAN:
        return a->chan.dir == b->chan.dir && is_identical_ignoring_tags(a->chan.elem, b->chan.elem);
    case TYPE_FUNC:
        return a->func.param_count == b->func.param_count && a->func.result_count == b->func.result_count &&
               a->func.variadic == b->func.variadic &&
               same_lists(a->func.params, b->func.params, a->func.param_count) &&
               same_lists(a->func.results, b->func.results, a->func.result_count);
    case TYPE_STRUCT: return same_fields(a, b);
    default: return false; // basic, named and interface types have no tags to ignore
    }
}

static bool is_bytes_or_runes(const Type *type) {
    return type_is_byte_slice(type) || type_is_rune_slice(type);
}

static bool is_real(const Type *type) {
    return type_is_integer(type) || type_is_float(type);
}

// What a conversion between types that are not assignable does; false when there is none.
static bool conversion_kind(const Type *from, const Type *to, ConvertKind *kind) {
    const Type *f = type_underlying(from);
    const Type *t = type_underlying(to);
    *kind = CONVERT_NOOP;
    if (is_identical_ignoring_tags(f, t)) {
        return true;
    }
    if (from->kind == TYPE_POINTER && to->kind == TYPE_POINTER &&
        is_identical_ignoring_tags(type_underlying(f->pointer.elem), type_underlying(t->pointer.elem))) {
        return true;
    }
    if ((is_real(f) && is_real(t)) || (type_is_complex(f) && type_is_complex(t))) {
        *kind = CONVERT_NUMERIC;
    } else if (type_is_integer(f) && type_is_string(t)) {
        *kind = CONVERT_INT_TO_STRING;
    } else if (is_bytes_or_runes(f) && type_is_string(t)) {
        *kind = type_is_byte_slice(f) ? CONVERT_BYTES_TO_STRING : CONVERT_RUNES_TO_STRING;
    } else if (type_is_string(f) && is_bytes_or_runes(t)) {
        *kind = type_is_byte_slice(t) ? CONVERT_STRING_TO_BYTES : CONVERT_STRING_TO_RUNES;
    } else if (f->kind == TYPE_SLICE && t->kind == TYPE_ARRAY) {
        *kind = CONVERT_SLICE_TO_ARRAY;
        return type_is_identical(f->slice.elem, t->array.elem);
    } else if (f->kind == TYPE_SLICE && t->kind == TYPE_POINTER) {
        const Type *array = type_underlying(t->pointer.elem);
        *kind = CONVERT_SLICE_TO_ARRAY_POINTER;
        return array->kind == TYPE_ARRAY && type_is_identical(f->slice.elem, array->array.elem);
    } else {
        return false;
    }
    return true;
}

static bool is_convertible(Checker *c, Expr *x, Type *type, ConvertKind *kind, const char **cause) {
    *kind = CONVERT_NOOP;
    if (assignable_to(c, x, type, cause)) {
        bool to_interface = type_is_interface(type) && x->mode != OPERAND_NIL &&
                            !type_is_identical(type_underlying(x->type), type_underlying(type));
        if (to_interface) {
            *kind = type_is_interface(x->type) ? CONVERT_INTERFACE : CONVERT_TO_INTERFACE;
        }
        return true;
    }
    return conversion_kind(x->type, type, kind);
}

// string(i) of a constant integer: its UTF-8, or that of U+FFFD.
static Constant *code_point_string(Arena *arena, const Constant *value) {
    uint64_t rune = constant_fits_uint64(value) ? constant_bits(value) : UINT64_MAX;
    char bytes[4];
    int len = unicode_encode(rune <= UNICODE_MAX ? (uint32_t)rune : UNICODE_REPLACEMENT, bytes);
    return constant_from_string(arena, bytes, len);
}

static Constant *convert_constant(Checker *c, Expr *x, Type *type) {
    Constant *value = x->constant;
    if (constant_representable(c, &value, type)) {
        return value;
    }
    if (type_is_integer(type)) { // too large: messages show the integer
        Constant *integer = constant_convert(c->session->arena, value, CONSTANT_INT);
        x->constant = integer ? integer : value;
    }
    if (type_is_integer(x->type) && type_is_string(type)) {
        return code_point_string(c->session->arena, x->constant);
    }
    return NULL;
}

static void report(Checker *c, const Expr *x, const Type *type, const char *cause) {
    check_error(c, expr_position(x), "cannot convert %s to type %s%s%s", operand_text(c, x),
                type_string(c, type), *cause ? ": " : "", cause);
}

static bool is_constant_type(const Type *type) {
    return type_underlying(type)->kind < TYPE_ARRAY;
}

// An untyped operand takes the target's type, unless that is no type for it.
static Type *operand_type(Checker *c, const Expr *x, Type *type, const Constant *result) {
    bool is_constant = x->mode == OPERAND_CONSTANT;
    if (x->mode == OPERAND_NIL) {
        return type;
    }
    if (type_is_interface(type) || (is_constant && !is_constant_type(type)) ||
        (result && type_is_integer(x->type) && type_is_string(type))) {
        return type_default(c, x->type);
    }
    return type;
}

// `expr` becomes the conversion of `x`.
static void convert(Checker *c, Expr *expr, Expr *x, Type *type) {
    Constant *value = NULL;
    ConvertKind kind = CONVERT_NOOP;
    const char *cause = "";
    bool ok;
    if (x->mode == OPERAND_CONSTANT && is_constant_type(type)) {
        value = convert_constant(c, x, type);
        ok = value != NULL;
        if (!conversion_kind(x->type, type, &kind)) {
            kind = CONVERT_NOOP;
        }
        if (!ok && type_is_integer(x->type) && type_is_integer(type)) {
            check_error(c, expr_position(x), "constant %s overflows %s",
                        constant_text(c->session->arena, x->constant), type_string(c, type));
            expr_set_invalid(c, expr);
            return;
        }
    } else {
        ok = is_convertible(c, x, type, &kind, &cause);
    }
    if (!ok) {
        report(c, x, type, cause);
        expr_set_invalid(c, expr);
        return;
    }
    if (type_is_untyped(x->type)) {
        bool out_of_range = value && type_is_integer(x->type) && type_is_string(type);
        if (!out_of_range || constant_fits_int64(x->constant)) {
            untyped_update(c, x, operand_type(c, x, type, value), true);
        }
    }
    Expr *fun = expr->call.fun;
    expr->kind = EXPR_CONVERT;
    expr->mode = value ? OPERAND_CONSTANT : OPERAND_VALUE;
    expr->constant = value;
    expr->type = type;
    memset(&expr->convert, 0, sizeof expr->convert);
    expr->convert.kind = kind;
    expr->convert.type_expr = fun;
    expr->convert.x = x;
}

void check_conversion(Checker *c, Expr **expr, Type *type) {
    Expr *e = *expr;
    int count = e->call.args.len;
    for (int i = 0; i < count; i++) {
        check_expr(c, &e->call.args.items[i]);
    }
    if (count == 0) {
        check_error(c, (Span){e->call.rparen, e->call.rparen}, "missing argument in conversion to %s",
                    type_string(c, type));
    } else if (count > 1) {
        check_error(c, expr_position(e->call.args.items[count - 1]), "too many arguments in conversion to %s",
                    type_string(c, type));
    } else if (expr_is_invalid(e->call.args.items[0])) {
        expr_set_invalid(c, e);
        return;
    } else if (e->call.has_dots) {
        check_error(c, expr_position(e->call.args.items[0]), "invalid use of ... in conversion to %s",
                    type_string(c, type));
    } else {
        convert(c, e, e->call.args.items[0], type);
        return;
    }
    expr_set_invalid(c, e);
}
