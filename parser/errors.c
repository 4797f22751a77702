// Reporting of errors by the parser, and how tokens and source text appear in them.
#include "parser/build.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

void report_syntax_error(Parser *p, Span span, const char *format, ...) {
    va_list args;
    va_start(args, format);
    const char *text = arena_vprintf(p->arena, format, args);
    va_end(args);
    diag_syntax_error(p->session->diags, span, "syntax error: %s", text);
}

void report_error(Parser *p, Span span, const char *format, ...) {
    va_list args;
    va_start(args, format);
    diag_error(p->session->diags, span, "%s", arena_vprintf(p->arena, format, args));
    va_end(args);
}

const char *errors_token_text(Parser *p, const Token *token) {
    if (token->kind == TOKEN_IDENT) {
        return arena_printf(p->arena, "name %.*s", token->len, token->text);
    }
    if (token->kind == TOKEN_LITERAL) {
        return arena_printf(p->arena, "literal %.*s", token->len, token->text);
    }
    if (token->kind == TOKEN_SEMICOLON) {
        return token->text; // "semicolon", "newline" or "EOF"
    }
    if (token->kind == TOKEN_ASSIGN_OP) {
        return arena_printf(p->arena, "%.*s", token->len, token->text);
    }
    const char *keyword = token_is_keyword(token->kind) ? "keyword " : "";
    return arena_printf(p->arena, "%s%s", keyword, token_kind_text(token->kind));
}

// The source text of a node, on one line.
const char *errors_source_text(Parser *p, Span span) {
    char *text =
        arena_strndup(p->arena, p->source->text + (span.start - p->source->base), span.end - span.start);
    int length = 0;
    for (const char *c = text; *c != '\0'; c++) {
        bool space = *c == ' ' || *c == '\t' || *c == '\n' || *c == '\r';
        if (!space || (length > 0 && text[length - 1] != ' ')) {
            text[length] = *c;
            if (space) {
                text[length] = ' ';
            }
            length++;
        }
    }
    text[length] = '\0';
    return text;
}

void report_late_error(Parser *p, Span span, Expr *wrong, const char *text) {
    VEC_PUSH(p->arena, &p->late_errors, (LateError){.span = span, .text = text, .wrong = wrong});
}

void withdraw_late_error(Parser *p, const Expr *wrong) {
    for (int i = p->late_errors.len - 1; i >= 0; i--) {
        if (p->late_errors.items[i].wrong == wrong) {
            p->late_errors.items[i] = VEC_LAST(&p->late_errors);
            p->late_errors.len--;
            return;
        }
    }
}

void report_late_errors(Parser *p) {
    if (diag_syntax_error_count(p->session->diags) > p->syntax_errors_before) {
        return;
    }
    for (int i = 0; i < p->late_errors.len; i++) {
        const LateError *error = &p->late_errors.items[i];
        report_error(p, error->span, "%s", error->text);
        if (error->wrong != NULL) {
            error->wrong->kind = EXPR_BAD;
        }
    }
}
