// Constructors of expression nodes.
#include "parser/build.h"

#include <stddef.h>
#include <stdint.h>

// Accounts for the depth of a child. Chains such as a + a + a ... and f()()() are trees as deep as they are
// long.
static void contain(Parser *p, Expr *expr, const Expr *child) {
    if (child == NULL || child->depth < expr->depth) {
        return;
    }
    if (child->depth < AST_MAX_DEPTH) {
        expr->depth = (uint16_t)(child->depth + 1);
        return;
    }
    expr->depth = AST_MAX_DEPTH;
    if (!p->too_deep) {
        report_error(p, expr->span, "expression nested too deeply");
        p->too_deep = true;
    }
}

static void contain_all(Parser *p, Expr *expr, const ExprList *children) {
    for (int i = 0; i < children->len; i++) {
        contain(p, expr, children->items[i]);
    }
}

ExprList build_one(Parser *p, Expr *expr) {
    return build_append(p, (ExprList){0}, expr);
}

ExprList build_append(Parser *p, ExprList list, Expr *expr) {
    VEC_PUSH(p->arena, &list, expr);
    return list;
}

ExprList build_prepend(Parser *p, Expr *expr, ExprList list) {
    ExprList all = build_one(p, expr);
    for (int i = 0; i < list.len; i++) {
        VEC_PUSH(p->arena, &all, list.items[i]);
    }
    return all;
}

Expr *build_bad_expr(Parser *p, Span span) {
    return ast_new_expr(p->arena, EXPR_BAD, span);
}

Expr *build_ident(Parser *p, const Token *name) {
    Expr *expr = ast_new_expr(p->arena, EXPR_IDENT, name->span);
    expr->ident.name = name->name;
    return expr;
}

Expr *build_literal(Parser *p, const Token *token) {
    static const LitKind kinds[] = {
        [TOKEN_LIT_INT] = LIT_INT,   [TOKEN_LIT_FLOAT] = LIT_FLOAT,   [TOKEN_LIT_IMAGINARY] = LIT_IMAGINARY,
        [TOKEN_LIT_RUNE] = LIT_RUNE, [TOKEN_LIT_STRING] = LIT_STRING,
    };
    if (token->bad) {
        return build_bad_expr(p, token->span);
    }
    Expr *expr = ast_new_expr(p->arena, EXPR_BASIC_LIT, token->span);
    expr->basic.kind = kinds[token->lit];
    expr->basic.text = arena_strndup(p->arena, token->text, (size_t)token->len);
    expr->basic.len = token->len;
    expr->basic.value = token->value;
    expr->basic.value_len = token->value_len;
    return expr;
}

Expr *build_paren(Parser *p, Span span, Expr *x) {
    Expr *expr = ast_new_expr(p->arena, EXPR_PAREN, span);
    expr->paren.x = x;
    contain(p, expr, x);
    return expr;
}

Expr *build_selector(Parser *p, Span span, Expr *x, const Token *dot, const Token *name) {
    Expr *expr = ast_new_expr(p->arena, EXPR_SELECTOR, (Span){span.start, name->span.end});
    expr->op_pos = dot->span.start;
    expr->selector.x = x;
    expr->selector.sel = name->name;
    expr->selector.sel_span = name->span;
    contain(p, expr, x);
    return expr;
}

Expr *build_index(Parser *p, Span span, Expr *x, const Token *bracket, ExprList indices) {
    Expr *expr = ast_new_expr(p->arena, EXPR_INDEX, span);
    expr->op_pos = bracket->span.start;
    expr->index.x = x;
    expr->index.indices = indices;
    contain(p, expr, x);
    contain_all(p, expr, &indices);
    return expr;
}

Expr *build_slice(Parser *p, Span span, Expr *x, const Token *bracket, Expr *lo, Expr *hi) {
    Expr *expr = ast_new_expr(p->arena, EXPR_SLICE, span);
    expr->op_pos = bracket->span.start;
    expr->slice.x = x;
    expr->slice.lo = lo;
    expr->slice.hi = hi;
    contain(p, expr, x);
    contain(p, expr, lo);
    contain(p, expr, hi);
    return expr;
}

Expr *build_slice3(Parser *p, Expr *x, const Token *bracket, Expr *lo, Expr *hi, const Token *colon,
                   Expr *max, const Token *end) {
    if (hi == NULL) {
        report_error(p, colon->span, "middle index required in 3-index slice");
    }
    if (max == NULL) {
        report_error(p, end->span, "final index required in 3-index slice");
    }
    Expr *expr = build_slice(p, span_join(x->span, end->span), x, bracket, lo, hi);
    expr->slice.max = max;
    expr->slice.three = true;
    contain(p, expr, max);
    return expr;
}

Expr *build_type_assert(Parser *p, Span span, Expr *x, const Token *dot, Expr *type) {
    Expr *expr = ast_new_expr(p->arena, EXPR_TYPE_ASSERT, span);
    expr->op_pos = dot->span.start;
    expr->type_assert.x = x;
    expr->type_assert.type = type;
    contain(p, expr, x);
    return expr;
}

Expr *build_type_guard(Parser *p, Span span, Expr *x, const Token *dot) {
    Expr *expr = build_type_assert(p, span, x, dot, NULL);
    report_late_error(p, span, expr,
                      "invalid syntax tree: use of .(type) outside type switch"); // see type_guard
    return expr;
}

Expr *build_call(Parser *p, Span span, Expr *fun, const Token *paren, Arguments args, const Token *rparen) {
    Expr *expr = ast_new_expr(p->arena, EXPR_CALL, span);
    expr->op_pos = paren->span.start;
    expr->call.fun = fun;
    expr->call.args = args.list;
    expr->call.has_dots = args.dots != 0;
    expr->call.dots = args.dots;
    expr->call.rparen = rparen->span.start;
    contain(p, expr, fun);
    contain_all(p, expr, &args.list);
    return expr;
}

Expr *build_composite(Parser *p, Span span, Expr *type, const Token *brace, ExprList elems,
                      const Token *rbrace) {
    if (type != NULL && type->kind == EXPR_PAREN) {
        report_syntax_error(p, brace->span, "cannot parenthesize type in composite literal");
    }
    Expr *expr = ast_new_expr(p->arena, EXPR_COMPOSITE_LIT, span);
    expr->op_pos = brace->span.start;
    expr->composite.type = type;
    expr->composite.elems = elems;
    expr->composite.rbrace = rbrace->span.start;
    contain_all(p, expr, &elems);
    return expr;
}

Expr *build_key_value(Parser *p, Span span, const Token *colon, Expr *key, Expr *value) {
    Expr *expr = ast_new_expr(p->arena, EXPR_KEY_VALUE, span);
    expr->op_pos = colon->span.start;
    expr->key_value.key = key;
    expr->key_value.value = value;
    contain(p, expr, key);
    contain(p, expr, value);
    return expr;
}

Expr *build_func_lit(Parser *p, Span span, Expr *type, FuncBody *body) {
    Expr *expr = ast_new_expr(p->arena, EXPR_FUNC_LIT, span);
    expr->func_lit.type = type;
    expr->func_lit.body = body;
    return expr;
}

Expr *build_star(Parser *p, Span span, Expr *x) {
    Expr *expr = ast_new_expr(p->arena, EXPR_STAR, span);
    expr->star.x = x;
    contain(p, expr, x);
    return expr;
}

Expr *build_address(Parser *p, Span span, Expr *x) {
    Expr *expr = ast_new_expr(p->arena, EXPR_ADDRESS, span);
    expr->address.x = x;
    contain(p, expr, x);
    return expr;
}

Expr *build_unary(Parser *p, Span span, Operator op, Expr *x) {
    Expr *expr = ast_new_expr(p->arena, EXPR_UNARY, span);
    expr->unary.op = op;
    expr->unary.x = x;
    contain(p, expr, x);
    return expr;
}

// <-x receives, unless x is a channel type: <-chan T is a type, and in <-chan<-
// T the second arrow moves on, <-chan (<-T).
Expr *build_receive(Parser *p, Span span, Expr *x) {
    if (x->kind != EXPR_CHAN_TYPE) {
        return build_unary(p, span, OP_RECEIVE, x);
    }
    ChanDir direction = CHAN_SEND_ONLY;
    Expr *type = x;
    while (direction == CHAN_SEND_ONLY && type->kind == EXPR_CHAN_TYPE) {
        direction = type->chan_type.dir;
        if (direction == CHAN_RECEIVE_ONLY) {
            report_syntax_error(p, p->token.span, "unexpected <-, expected chan");
        }
        type->chan_type.dir = CHAN_RECEIVE_ONLY;
        type = type->chan_type.elem;
    }
    if (direction == CHAN_SEND_ONLY) {
        report_syntax_error(p, p->token.span, "unexpected %s, expected chan",
                            errors_source_text(p, type->span));
    }
    return build_respan(p, span, x);
}

Expr *build_binary(Parser *p, Span span, Operator op, const Token *token, Expr *x, Expr *y) {
    Expr *expr = ast_new_expr(p->arena, EXPR_BINARY, span);
    expr->op_pos = token->span.start;
    expr->binary.op = op;
    expr->binary.x = x;
    expr->binary.y = y;
    contain(p, expr, x);
    contain(p, expr, y);
    return expr;
}

Expr *build_respan(Parser *p, Span span, Expr *expr) {
    (void)p;
    expr->span = span;
    if (expr->kind != EXPR_FUNC_TYPE) { // Go reports a function type at its parameters
        expr->op_pos = span.start;
    }
    return expr;
}
