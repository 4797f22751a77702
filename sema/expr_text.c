// Expressions as Go's compiler prints them in messages: one line, contents of literals and bodies shortened
// to "…".
#include "sema/check.h"
#include "sema/text.h"

static void write_expr(Text *text, const Expr *expr);

static void write_list(Text *text, const ExprList *list) {
    for (int i = 0; i < list->len; i++) {
        text_add(text, "%s", i > 0 ? ", " : "");
        write_expr(text, list->items[i]);
    }
}

// Names that share one type expression are one group: "a, b int".
static void write_fields(Text *text, const FieldDecl *fields, int count, const char *separator) {
    for (int i = 0; i < count; i++) {
        const FieldDecl *field = &fields[i];
        if (field->name) {
            text_add(text, "%s", field->name->text);
            if (i + 1 < count && fields[i + 1].name && fields[i + 1].type == field->type) {
                text_add(text, ", ");
                continue;
            }
            text_add(text, " ");
        }
        write_expr(text, field->type);
        if (field->tag) {
            text_add(text, " ");
            write_expr(text, field->tag);
        }
        text_add(text, "%s", i + 1 < count ? separator : "");
    }
}

static void write_signature(Text *text, const Expr *func) {
    const FieldDecl *results = func->func_type.results;
    text_add(text, "(");
    write_fields(text, func->func_type.params, func->func_type.param_count, ", ");
    text_add(text, ")");
    if (func->func_type.result_count == 1 && !results[0].name) {
        text_add(text, " ");
        write_expr(text, results[0].type);
    } else if (func->func_type.result_count > 0) {
        text_add(text, " (");
        write_fields(text, results, func->func_type.result_count, ", ");
        text_add(text, ")");
    }
}

static void write_interface(Text *text, const Expr *expr) {
    text_add(text, "interface{");
    for (int i = 0; i < expr->interface_type.method_count; i++) {
        const FieldDecl *method = &expr->interface_type.methods[i];
        text_add(text, "%s", i > 0 ? "; " : "");
        if (method->name) {
            text_add(text, "%s", method->name->text);
            write_signature(text, method->type);
        } else {
            write_expr(text, method->type);
        }
    }
    text_add(text, "}");
}

static void write_slice(Text *text, const Expr *expr) {
    write_expr(text, expr->slice.x);
    text_add(text, "[");
    if (expr->slice.lo) {
        write_expr(text, expr->slice.lo);
    }
    text_add(text, ":");
    if (expr->slice.hi) {
        write_expr(text, expr->slice.hi);
    }
    if (expr->slice.max) {
        text_add(text, ":");
        write_expr(text, expr->slice.max);
    }
    text_add(text, "]");
}

// The arguments as they were written: what a variadic call collects in a slice, one by one.
static void write_arguments(Text *text, const ExprList *args) {
    const Expr *last = args->len > 0 ? args->items[args->len - 1] : NULL;
    bool collected = last && last->implicit && !last->constant &&
                     (last->kind == EXPR_COMPOSITE_LIT || last->kind == EXPR_IDENT ||
                      (last->kind == EXPR_CONVERT && last->convert.x->implicit));
    ExprList written = *args;
    written.len -= collected;
    write_list(text, &written);
    if (collected && last->kind == EXPR_COMPOSITE_LIT) {
        text_add(text, "%s", written.len > 0 ? ", " : "");
        write_list(text, &last->composite.elems);
    }
}

static void write_call(Text *text, const Expr *expr) {
    write_expr(text, expr->call.fun);
    text_add(text, "(");
    if (expr->call.spread) {
        write_expr(text, expr->call.spread);
    } else {
        write_arguments(text, &expr->call.args);
    }
    text_add(text, "%s)", expr->call.has_dots ? "..." : "");
}

static void write_composite(Text *text, const Expr *expr) {
    if (expr->composite.type) {
        write_expr(text, expr->composite.type);
    }
    text_add(text, "{%s}", expr->composite.elems.len > 0 ? "…" : "");
}

static void write_chan(Text *text, const Expr *expr) {
    static const char *const prefixes[] = {"chan ", "chan<- ", "<-chan "};
    const Expr *elem = expr->chan_type.elem;
    bool parens = expr->chan_type.dir == CHAN_BOTH && elem->kind == EXPR_CHAN_TYPE &&
                  elem->chan_type.dir == CHAN_RECEIVE_ONLY;
    text_add(text, "%s%s", prefixes[expr->chan_type.dir], parens ? "(" : "");
    write_expr(text, elem);
    text_add(text, "%s", parens ? ")" : "");
}

static void write_array_type(Text *text, const Expr *expr) {
    text_add(text, "[");
    if (expr->array_type.len) {
        write_expr(text, expr->array_type.len);
    }
    text_add(text, "]");
    write_expr(text, expr->array_type.elem);
}

static void write_struct_type(Text *text, const Expr *expr) {
    text_add(text, "struct{");
    write_fields(text, expr->struct_type.fields, expr->struct_type.field_count, "; ");
    text_add(text, "}");
}

// `prefix` x `middle` y `suffix`; y may be NULL.
static void write_around(Text *text, const char *prefix, const Expr *x, const char *middle, const Expr *y,
                         const char *suffix) {
    text_add(text, "%s", prefix);
    write_expr(text, x);
    text_add(text, "%s", middle);
    if (y) {
        write_expr(text, y);
    }
    text_add(text, "%s", suffix);
}

static void write_index(Text *text, const Expr *expr) {
    write_expr(text, expr->index.x);
    text_add(text, "[");
    write_list(text, &expr->index.indices);
    text_add(text, "]");
}

static void write_type_assert(Text *text, const Expr *expr) {
    write_expr(text, expr->type_assert.x);
    text_add(text, ".(");
    if (expr->type_assert.type) {
        write_expr(text, expr->type_assert.type);
    } else {
        text_add(text, "type");
    }
    text_add(text, ")");
}

static void write_convert(Text *text, const Expr *expr) {
    if (expr->convert.type_expr) {
        write_around(text, "", expr->convert.type_expr, "(", expr->convert.x, ")");
    } else {
        write_expr(text, expr->convert.x);
    }
}

static void write_selector(Text *text, const Expr *expr) {
    write_expr(text, expr->selector.x);
    if (!expr->implicit) {
        text_add(text, ".%s", expr->selector.sel->text);
    }
}

static void write_func_lit(Text *text, const Expr *expr) {
    write_expr(text, expr->func_lit.type);
    text_add(text, " {%s}", expr->func_lit.body && expr->func_lit.body->stmts.len > 0 ? "…" : "");
}

static void write_binary(Text *text, const Expr *expr) {
    write_expr(text, expr->binary.x);
    text_add(text, " %s ", ast_operator_text(expr->binary.op));
    write_expr(text, expr->binary.y);
}

static void write_expr(Text *text, const Expr *expr) {
    switch (expr->kind) {
    case EXPR_BAD: text_add(text, "<bad expr>"); break;
    case EXPR_IDENT: text_add(text, "%s", expr->ident.name->text); break;
    case EXPR_BASIC_LIT: text_add(text, "%.*s", expr->basic.len, expr->basic.text); break;
    case EXPR_COMPOSITE_LIT: write_composite(text, expr); break;
    case EXPR_FUNC_LIT: write_func_lit(text, expr); break;
    case EXPR_PAREN: write_around(text, "(", expr->paren.x, "", NULL, ")"); break;
    case EXPR_SELECTOR: write_selector(text, expr); break;
    case EXPR_INDEX: write_index(text, expr); break;
    case EXPR_SLICE: write_slice(text, expr); break;
    case EXPR_TYPE_ASSERT: write_type_assert(text, expr); break;
    case EXPR_CALL: write_call(text, expr); break;
    case EXPR_STAR: write_around(text, expr->implicit ? "" : "*", expr->star.x, "", NULL, ""); break;
    case EXPR_ADDRESS: write_around(text, expr->implicit ? "" : "&", expr->address.x, "", NULL, ""); break;
    case EXPR_UNARY:
        write_around(text, ast_operator_text(expr->unary.op), expr->unary.x, "", NULL, "");
        break;
    case EXPR_BINARY: write_binary(text, expr); break;
    case EXPR_KEY_VALUE: write_around(text, "", expr->key_value.key, ": ", expr->key_value.value, ""); break;
    case EXPR_ELLIPSIS:
        text_add(text, "...");
        if (expr->ellipsis.elem) {
            write_expr(text, expr->ellipsis.elem);
        }
        break;
    case EXPR_ARRAY_TYPE: write_array_type(text, expr); break;
    case EXPR_STRUCT_TYPE: write_struct_type(text, expr); break;
    case EXPR_FUNC_TYPE:
        text_add(text, "func");
        write_signature(text, expr);
        break;
    case EXPR_INTERFACE_TYPE: write_interface(text, expr); break;
    case EXPR_MAP_TYPE: write_around(text, "map[", expr->map_type.key, "]", expr->map_type.value, ""); break;
    case EXPR_CHAN_TYPE: write_chan(text, expr); break;
    case EXPR_CONVERT: write_convert(text, expr); break;
    case EXPR_TUPLE_ITEM: write_expr(text, expr->tuple_item.tuple); break;
    case EXPR_KIND_COUNT: break;
    }
}

const char *expr_text(Arena *arena, const Expr *expr) {
    Text text = {.arena = arena};
    write_expr(&text, expr);
    return text_finish(&text);
}
