// The dispatcher of expressions, and what a context may ask of one: a single value, any number of values, a
// value or a type.
#include "base/unicode.h"
#include "sema/untyped.h"

bool expr_is_invalid(const Expr *expr) {
    return expr->mode == OPERAND_INVALID;
}

void expr_set_invalid(Checker *c, Expr *expr) {
    expr->mode = OPERAND_INVALID;
    expr->type = universe_invalid_type(c);
    expr->constant = NULL;
}

static void set_type_expr(Expr *expr, Type *type) {
    expr->mode = type->kind == TYPE_INVALID ? OPERAND_INVALID : OPERAND_TYPE;
    expr->is_type = true;
    expr->type = type;
}

// The code point of a rune literal: its decoded bytes are UTF-8, or a single byte of a \x or octal escape.
static int64_t rune_value(const Expr *expr) {
    uint32_t rune = 0;
    if (expr->basic.value_len == 1) {
        return (uint8_t)expr->basic.value[0];
    }
    if (expr->basic.value_len > 1) {
        unicode_decode(expr->basic.value, (size_t)expr->basic.value_len, &rune);
    }
    return rune;
}

enum { LITERAL_MAX = 10000 }; // bytes of a number; longer ones take too long to compute with

static void check_basic_lit(Checker *c, Expr *expr) {
    static const TypeKind types[] = {
        [LIT_INT] = TYPE_UNTYPED_INT,           [LIT_FLOAT] = TYPE_UNTYPED_FLOAT,
        [LIT_IMAGINARY] = TYPE_UNTYPED_COMPLEX, [LIT_RUNE] = TYPE_UNTYPED_RUNE,
        [LIT_STRING] = TYPE_UNTYPED_STRING,
    };
    Arena *arena = c->session->arena;
    LitKind kind = expr->basic.kind;
    if (kind == LIT_STRING) {
        expr->constant = constant_from_string(arena, expr->basic.value, expr->basic.value_len);
    } else if (kind == LIT_RUNE) {
        expr->constant = constant_from_int64(arena, rune_value(expr));
    } else if (expr->basic.len > LITERAL_MAX) {
        check_error(c, expr_position(expr), "excessively long constant: %.10s... (%d chars)",
                    expr->basic.text, expr->basic.len);
        expr_set_invalid(c, expr);
        return;
    } else {
        expr->constant = constant_from_literal(arena, kind, expr->basic.text, expr->basic.len);
    }
    if (!expr->constant) {
        check_error(c, expr_position(expr), "malformed constant: %.*s", expr->basic.len, expr->basic.text);
        expr_set_invalid(c, expr);
        return;
    }
    expr->mode = OPERAND_CONSTANT;
    expr->type = type_basic(c->types, types[kind]);
    constant_check_overflow(c, expr, expr->op_pos);
}

static void check_paren(Checker *c, Expr *expr) {
    check_raw_expr(c, &expr->paren.x, NULL);
    const Expr *x = expr->paren.x;
    expr->mode = x->mode;
    expr->type = x->type;
    expr->constant = x->constant;
    expr->is_type = x->is_type;
}

// *x: a variable, or a pointer type.
static void check_star(Checker *c, Expr *expr) {
    check_expr_or_type(c, &expr->star.x);
    const Expr *x = expr->star.x;
    if (x->mode == OPERAND_INVALID) {
        expr_set_invalid(c, expr);
    } else if (x->mode == OPERAND_TYPE) {
        set_type_expr(expr, type_pointer(c->types, x->type));
    } else if (type_underlying(x->type)->kind != TYPE_POINTER) {
        check_error(c, expr_position(x), "invalid operation: cannot indirect %s", operand_text(c, x));
        expr_set_invalid(c, expr);
    } else {
        expr->mode = OPERAND_VARIABLE;
        expr->type = type_underlying(x->type)->pointer.elem;
    }
}

static void reject(Checker *c, Expr *expr, const char *message) {
    check_error(c, expr_position(expr), "%s", message);
    expr_set_invalid(c, expr);
}

static void check_by_kind(Checker *c, Expr **expr, Type *hint) {
    Expr *e = *expr;
    switch (e->kind) {
    case EXPR_BAD: expr_set_invalid(c, e); break; // reported by the parser
    case EXPR_IDENT: check_ident(c, expr); break;
    case EXPR_BASIC_LIT: check_basic_lit(c, e); break;
    case EXPR_COMPOSITE_LIT: check_composite_lit(c, expr, hint); break;
    case EXPR_FUNC_LIT: check_func_lit(c, expr); break;
    case EXPR_PAREN: check_paren(c, e); break;
    case EXPR_SELECTOR: check_selector(c, expr); break;
    case EXPR_INDEX: check_index(c, expr); break;
    case EXPR_SLICE: check_slice(c, expr); break;
    case EXPR_TYPE_ASSERT: check_type_assert(c, expr); break;
    case EXPR_CALL: check_call(c, expr); break;
    case EXPR_STAR: check_star(c, e); break;
    case EXPR_ADDRESS:
    case EXPR_UNARY: check_unary(c, expr); break;
    case EXPR_BINARY: check_binary(c, expr); break;
    case EXPR_KEY_VALUE: reject(c, e, "invalid syntax tree: no key:value expected"); break;
    case EXPR_ELLIPSIS: reject(c, e, "invalid use of ..."); break;
    case EXPR_ARRAY_TYPE:
    case EXPR_STRUCT_TYPE:
    case EXPR_FUNC_TYPE:
    case EXPR_INTERFACE_TYPE:
    case EXPR_MAP_TYPE:
    case EXPR_CHAN_TYPE: set_type_expr(e, check_type(c, e)); break;
    case EXPR_CONVERT:
    case EXPR_TUPLE_ITEM: break; // made by sema, hence checked
    case EXPR_KIND_COUNT: break;
    }
}

void check_raw_expr(Checker *c, Expr **expr, Type *hint) {
    if ((*expr)->type) { // checked before
        return;
    }
    check_by_kind(c, expr, hint);
    Expr *e = *expr;
    e->type = e->type ? e->type : universe_invalid_type(c);
    e->addressable = e->mode == OPERAND_VARIABLE;
}

void check_not_value_error(Checker *c, Expr *expr, const char *what) {
    check_error(c, expr_position(expr), "%s %s", operand_text(c, expr), what);
    expr_set_invalid(c, expr);
}

static void exclude_non_values(Checker *c, Expr *expr) {
    switch ((OperandMode)expr->mode) {
    case OPERAND_NO_VALUE: check_not_value_error(c, expr, "used as value"); break;
    case OPERAND_BUILTIN: check_not_value_error(c, expr, "must be called"); break;
    case OPERAND_TYPE: check_not_value_error(c, expr, "is not an expression"); break;
    case OPERAND_INVALID:
    case OPERAND_CONSTANT:
    case OPERAND_VARIABLE:
    case OPERAND_MAP_INDEX:
    case OPERAND_VALUE:
    case OPERAND_NIL:
    case OPERAND_COMMA_OK: break;
    }
}

static void require_single_value(Checker *c, Expr *expr) {
    if (expr->mode == OPERAND_VALUE && expr->type->kind == TYPE_TUPLE) {
        check_error(c, expr_position(expr), "multiple-value %s in single-value context",
                    operand_text(c, expr));
        expr_set_invalid(c, expr);
    }
}

void check_expr_hint(Checker *c, Expr **expr, Type *hint) {
    check_raw_expr(c, expr, hint);
    exclude_non_values(c, *expr);
    require_single_value(c, *expr);
}

void check_expr(Checker *c, Expr **expr) {
    check_expr_hint(c, expr, NULL);
}

void check_multi_expr(Checker *c, Expr **expr) {
    check_raw_expr(c, expr, NULL);
    exclude_non_values(c, *expr);
}

void check_expr_or_type(Checker *c, Expr **expr) {
    check_raw_expr(c, expr, NULL);
    if ((*expr)->mode == OPERAND_NO_VALUE) {
        check_not_value_error(c, *expr, "used as value or type");
    }
    require_single_value(c, *expr);
}
