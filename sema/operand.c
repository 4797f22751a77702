// Operands in messages, and the one way in which the checker reports an error.
#include "sema/check.h"
#include "sema/text.h"
#include "sema/type_text.h"

const char *type_string(Checker *c, const Type *type) {
    return type_text(c->session->arena, type, c->package);
}

static const char *mode_words(const Expr *expr) {
    switch ((OperandMode)expr->mode) {
    case OPERAND_INVALID: return "invalid operand";
    case OPERAND_NO_VALUE: return "no value";
    case OPERAND_BUILTIN: return "built-in";
    case OPERAND_TYPE: return "type";
    case OPERAND_CONSTANT: return "constant";
    case OPERAND_VARIABLE: return "variable";
    case OPERAND_MAP_INDEX: return "map index expression";
    case OPERAND_VALUE: return "value";
    case OPERAND_NIL: return "nil";
    case OPERAND_COMMA_OK: return "comma, ok expression";
    }
    return "";
}

// The names of results are the callee's: tuples have none.
static const char *tuple_text(Checker *c, const Expr *expr) {
    const Expr *call = ast_unparen((Expr *)expr);
    bool has_callee = call->kind == EXPR_CALL && call->call.fun->type &&
                      type_underlying(call->call.fun->type)->kind == TYPE_FUNC;
    return has_callee
               ? type_results_text(c->session->arena, type_underlying(call->call.fun->type), c->package)
               : type_string(c, expr->type);
}

// " of struct type T": a name says little, so the kind of its underlying type is added.
static void add_type(Checker *c, Text *text, const Expr *expr) {
    const Type *type = expr->type;
    if (type->kind == TYPE_INVALID) {
        text_add(text, " with invalid type");
        return;
    }
    if (type->kind == TYPE_TUPLE) {
        text_add(text, " of type %s", tuple_text(c, expr));
        return;
    }
    const char *word = "";
    bool is_predeclared =
        type->kind < TYPE_ARRAY && !(type->alias && type->alias->package); // byte, rune, int
    if (!is_predeclared && (type->kind == TYPE_NAMED || type->alias)) {
        word = type_kind_word(type);
        word = *word ? word : type_string(c, type_underlying(type)->canonical);
    }
    text_add(text, " of %s%stype %s", word, *word ? " " : "", type_string(c, type));
}

const char *operand_text(Checker *c, const Expr *expr) {
    while (expr->kind == EXPR_CONVERT && expr->implicit) {
        expr = expr->convert.x;
    }
    Arena *arena = c->session->arena;
    const char *source = expr_text(arena, expr);
    if (expr->mode == OPERAND_NIL) {
        bool untyped = expr->type->kind == TYPE_UNTYPED_NIL;
        return untyped ? "nil" : arena_printf(arena, "nil (of type %s)", type_string(c, expr->type));
    }
    bool has_type = expr->mode >= OPERAND_CONSTANT && expr->type;
    bool untyped = has_type && type_is_untyped(expr->type);
    Text text = {.arena = arena};
    text_add(&text, "%s (", source);
    if (untyped) {
        text_add(&text, "%s ", type_string(c, expr->type));
    }
    text_add(&text, "%s", mode_words(expr));
    if (expr->mode == OPERAND_CONSTANT && expr->constant) {
        const char *value = constant_text(arena, expr->constant);
        if (strcmp(value, source) != 0) {
            text_add(&text, " %s", value);
        }
    }
    if (has_type && !untyped) {
        add_type(c, &text, expr);
    }
    text_add_char(&text, ')');
    return text_finish(&text);
}

static const Expr *leftmost_part(const Expr *expr) {
    switch (expr->kind) {
    case EXPR_COMPOSITE_LIT: return expr->composite.type;
    case EXPR_KEY_VALUE: return expr->key_value.key;
    case EXPR_SELECTOR: return expr->selector.x;
    case EXPR_INDEX: return expr->index.x;
    case EXPR_TYPE_ASSERT: return expr->type_assert.x;
    case EXPR_CALL: return expr->call.fun;
    case EXPR_BINARY: return expr->binary.x;
    case EXPR_CONVERT: return expr->convert.type_expr ? expr->convert.type_expr : expr->convert.x;
    case EXPR_STAR: return expr->implicit ? expr->star.x : NULL;
    case EXPR_ADDRESS: return expr->implicit ? expr->address.x : NULL;
    case EXPR_TUPLE_ITEM: return expr->tuple_item.tuple;
    default: return NULL; // the others begin with a token of their own
    }
}

Span expr_position(const Expr *expr) {
    const Expr *part = expr;
    do {
        if (part->kind == EXPR_SLICE || part->kind == EXPR_FUNC_TYPE) {
            return (Span){part->op_pos, expr->span.end};
        }
        part = leftmost_part(part);
    } while (part);
    return expr->span;
}

// After a first error, messages about what that error left invalid would only be noise.
static bool is_follow_up(Checker *c, const char *message) {
    return diag_error_count(c->session->diags) > 0 &&
           (strstr(message, "invalid operand") > message || strstr(message, "invalid type") > message);
}

void check_error(Checker *c, Span span, const char *format, ...) {
    va_list args;
    va_start(args, format);
    const char *message = arena_vprintf(c->session->arena, format, args);
    va_end(args);
    if (!is_follow_up(c, message)) {
        diag_error(c->session->diags, c->error_span.start ? c->error_span : span, "%s", message);
    }
}
