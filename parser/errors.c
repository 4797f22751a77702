// Syntax errors, in the words of Go's parser: "syntax error: unexpected X", and what would have been right where that is plain.
#include "parser/build.h"

void report_syntax_error(Parser *p, Span span, const char *format, ...) {
    va_list args;
    va_start(args, format);
    const char *text = arena_vprintf(p->arena, format, args);
    va_end(args);
    diag_syntax_error(p->session->diags, span, "syntax error: %s", text);
}

// The token as Go names it.
static const char *token_text(Parser *p, const Token *token) {
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

// ", expected ..." or " in ..., possibly missing ...", or nothing.
static const char *context_text(Parser *p, const Expected *expected) {
    if (expected->top_level) {
        return "";
    }
    if (expected->literal && expected->name) {
        return expected->statement && expected->rbrace ? ", expected }" : ", expected expression";
    }
    if (expected->comma && expected->rparen) {
        return " in argument list; possibly missing comma or )";
    }
    if (expected->comma && expected->rbrace) {
        return " in composite literal; possibly missing comma or }";
    }
    if (expected->semicolon && expected->rbrace) {
        return " at end of statement";
    }
    if (expected->body) {
        return ", expected { after statement header";
    }
    if (expected->only != NULL) {
        return arena_printf(p->arena, ", expected %s", expected->only);
    }
    if (expected->semicolon && !expected->comma) {
        return " after top level declaration";
    }
    if (expected->name && !expected->literal) {
        return ", expected type";
    }
    return "";
}

void report_unexpected(Parser *p, const Expected *expected) {
    if (p->file->package_name == NULL) {
        report_syntax_error(p, p->token.span, "package statement must be first");
    } else if (expected->top_level && p->token.kind == TOKEN_LBRACE) {
        report_syntax_error(p, p->token.span, "unexpected semicolon or newline before {");
    } else if (expected->top_level) {
        report_syntax_error(p, p->token.span, "non-declaration statement outside function body");
    } else {
        report_syntax_error(p, p->token.span, "unexpected %s%s", token_text(p, &p->token), context_text(p, expected));
    }
}

void report_unclaimed_guards(Parser *p) {
    for (int i = 0; i < p->type_guards.len; i++) {
        report_syntax_error(p, p->type_guards.items[i]->span, "use of .(type) outside type switch");
    }
}
