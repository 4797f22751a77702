// Constants as Go's compiler prints them: the value, and the type where the value does not tell it.
#include "base/quote.h"
#include "base/unicode.h"
#include "escape/text.h"
#include <math.h>
#include <stdlib.h>

enum { MAX_SHOWN = 72 }; // characters of a string, with its quotes

static void put_float(TextBuilder *t, double value) {
    char text[64];
    snprintf(text, sizeof text, "%.6g", value);
    if (!strchr(text, '.') && value != floor(value)) {
        for (int digits = 1; digits <= 17; digits++) {
            snprintf(text, sizeof text, "%.*g", digits, value);
            if (strtod(text, NULL) == value) {
                break;
            }
        }
    }
    text_put(t, text);
}

// The type in which a constant of this kind prints without a conversion.
static TypeKind default_kind(ConstantKind kind) {
    switch (kind) {
    case CONSTANT_BOOL: return TYPE_BOOL;
    case CONSTANT_STRING: return TYPE_STRING;
    case CONSTANT_INT: return TYPE_INT;
    case CONSTANT_FLOAT: return TYPE_FLOAT64;
    case CONSTANT_COMPLEX: return TYPE_COMPLEX128;
    }
    return TYPE_INVALID;
}

static bool is_continuation(char c) {
    return ((unsigned char)c & 0xC0) == 0x80;
}

// Cut to MAX_SHOWN characters, the last three of them dots.
static void put_string(TextBuilder *t, const char *quoted) {
    int count = 0;
    int cut = 0;
    for (int i = 0; quoted[i]; i++) {
        if (!is_continuation(quoted[i]) && count++ == MAX_SHOWN - 3) {
            cut = i;
        }
    }
    bool whole = count <= MAX_SHOWN;
    text_put(t, whole ? quoted : arena_printf(t->result->arena, "%.*s...", cut, quoted));
}

static void put_constant_value(TextBuilder *t, const Constant *value, bool as_float) {
    Arena *arena = t->result->arena;
    if (constant_kind(value) == CONSTANT_STRING) {
        int64_t len = 0;
        const char *text = constant_string(value, &len);
        put_string(t, quote_string(arena, text, len));
    } else if (as_float) {
        put_float(t, constant_float64(value));
    } else {
        text_put(t, constant_text(arena, value));
    }
}

// rune and int32 are one type; only the source tells which was meant.
static bool is_rune_source(const Expr *expr) {
    if (expr->kind == EXPR_CONVERT && expr->convert.type_expr &&
        expr->convert.type_expr->kind == EXPR_IDENT) {
        return strcmp(expr->convert.type_expr->ident.name->text, "rune") == 0;
    }
    return expr->kind == EXPR_BASIC_LIT && expr->basic.kind == LIT_RUNE;
}

void text_put_constant(TextBuilder *t, const Expr *expr) {
    const Constant *value = expr->constant;
    ConstantKind kind = constant_kind(value);
    const Type *type = expr->type;
    bool as_float = type_is_float(type) && (kind == CONSTANT_INT || kind == CONSTANT_FLOAT);
    if (as_float) {
        kind = CONSTANT_FLOAT;
    }
    const Expr *source = text_skip_implicit(expr);
    bool rune = type->kind == TYPE_INT32 && is_rune_source(source) && constant_bits(value) <= UNICODE_MAX;
    if (rune || type->kind == TYPE_UNTYPED_RUNE) {
        text_put(t, quote_rune(t->result->arena, (uint32_t)constant_bits(value)));
        return;
    }
    if (type->kind == default_kind(kind) || type_is_untyped(type)) {
        put_constant_value(t, value, as_float);
        return;
    }
    text_put_written_type(t, expr->kind == EXPR_CONVERT ? expr->convert.type_expr : NULL, type);
    text_put(t, "(");
    put_constant_value(t, value, as_float);
    text_put(t, ")");
}
