// The lexer's public face, and the tokens that need no decoding.
#include "lexer/lexer.h"

#include "base/unicode.h"
#include "lexer/scan.h"
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static const char *const token_texts[] = {
#define X(name, text) [TOKEN_##name] = text,
    TOKENS(X)
#undef X
};
static const char *const token_names[] = {
#define X(name, text) [TOKEN_##name] = #name,
    TOKENS(X)
#undef X
};

const char *token_kind_text(TokenKind kind) {
    return token_texts[kind];
}

const char *token_kind_name(TokenKind kind) {
    return token_names[kind];
}

bool token_is_keyword(TokenKind kind) {
    return kind >= TOKEN_BREAK;
}

void lexer_destroy(Lexer *lexer) {
    scan_close(lexer);
}

Token lexer_next(Lexer *lexer) {
    lexer->token = (Token){0};
    lexer->last = scan_next(lexer);
    return lexer->token;
}

void scan_error(Lexer *lexer, uint32_t offset, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(lexer->session->arena, format, args);
    va_end(args);
    Pos pos = lexer->source->base + offset;
    diag_error(lexer->session->diags, (Span){pos, pos}, "%s", text);
}

TokenKind scan_token(Lexer *lexer, TokenKind kind, uint32_t offset, uint32_t len) {
    Pos start = lexer->source->base + offset;
    lexer->token.kind = kind;
    lexer->token.span = (Span){start, start + len};
    if (kind != TOKEN_SEMICOLON) {
        lexer->token.text = lexer->source->text + offset;
        lexer->token.len = (int)len;
    }
    return kind;
}

static TokenKind keyword_kind(const char *text, uint32_t len) {
    for (int kind = TOKEN_BREAK; kind < TOKEN_COUNT; kind++) {
        const char *word = token_texts[kind];
        if (word[0] == text[0] && strlen(word) == len && memcmp(word, text, len) == 0) {
            return (TokenKind)kind;
        }
    }
    return TOKEN_IDENT;
}

// A rune as Go's %#U shows it: U+0040 '@'.
static const char *rune_text(Lexer *lexer, uint32_t rune) {
    char bytes[4];
    int len = unicode_encode(rune, bytes);
    const char *number = arena_printf(lexer->session->arena, "U+%04X", rune);
    return unicode_is_print(rune) ? arena_printf(lexer->session->arena, "%s '%.*s'", number, len, bytes)
                                  : number;
}

// Reports what is no letter or digit; it remains part of the identifier, as in Go.
static void check_identifier(Lexer *lexer, uint32_t offset, uint32_t len) {
    const char *text = lexer->source->text + offset;
    uint32_t rune = 0;
    for (uint32_t i = 0; i < len; i += (uint32_t)unicode_decode(text + i, len - i, &rune)) {
        unicode_decode(text + i, len - i, &rune);
        if (unicode_is_letter(rune) || rune == '_' || rune == UNICODE_BOM || rune == UNICODE_REPLACEMENT) {
            continue; // the last two: see check_encoding
        }
        if (!unicode_is_digit(rune)) {
            scan_error(lexer, offset + i, "invalid character %s in identifier", rune_text(lexer, rune));
        } else if (i == 0) {
            scan_error(lexer, offset, "identifier cannot begin with digit %s", rune_text(lexer, rune));
        }
    }
}

TokenKind scan_identifier(Lexer *lexer, uint32_t offset, uint32_t len) {
    const char *text = lexer->source->text + offset;
    TokenKind kind = keyword_kind(text, len);
    if (kind == TOKEN_IDENT) {
        check_identifier(lexer, offset, len);
        lexer->token.name = name_intern(lexer->session->names, text, len);
    }
    return scan_token(lexer, kind, offset, len);
}

void scan_invalid(Lexer *lexer, uint32_t offset) {
    uint8_t byte = (uint8_t)lexer->source->text[offset];
    if (byte != '\0') { // NUL: see check_encoding
        scan_error(lexer, offset, "invalid character %s", rune_text(lexer, byte));
    }
}

// What may not stand anywhere in a file, comments and strings included.
static void check_encoding(Lexer *lexer) {
    const char *text = lexer->source->text;
    uint32_t size = lexer->source->size;
    for (uint32_t i = 0; i < size;) {
        uint32_t rune = 0;
        int len = unicode_decode(text + i, size - i, &rune);
        if (rune == 0) {
            scan_error(lexer, i, "invalid NUL character");
        } else if (rune == UNICODE_REPLACEMENT && len == 1) {
            scan_error(lexer, i, "invalid UTF-8 encoding");
        } else if (rune == UNICODE_BOM && i > 0) {
            scan_error(lexer, i, "invalid BOM in the middle of the file");
        }
        i += (uint32_t)len;
    }
}

// Remembers //name:... lines; a line that follows none of them begins a new group.
void scan_directive(Lexer *lexer, uint32_t offset, uint32_t len) {
    const char *text = lexer->source->text + offset;
    while (len > 0 && text[len - 1] == '\r') {
        len--;
    }
    const char *colon = memchr(text, ':', len);
    bool directive = len > 2 && text[2] >= 'a' && text[2] <= 'z' && colon != NULL &&
                     memchr(text, ' ', (size_t)(colon - text)) == NULL;
    int line = source_locate(lexer->session->sources, lexer->source->base + offset).line;
    if (line != lexer->directive_line + 1) {
        lexer->directives.len = 0;
    }
    lexer->directive_line = line;
    if (directive && len > 5 && memcmp(text, "//go:", 5) == 0) {
        Pos start = lexer->source->base + offset;
        VEC_PUSH(lexer->session->arena, &lexer->pragmas, (Span){start + 2, start + len});
    }
    if (directive) {
        VEC_PUSH(lexer->session->arena, &lexer->directives, arena_strndup(lexer->session->arena, text, len));
    }
}

Lexer *lexer_create(Session *session, SourceFile *source) {
    Lexer *lexer = ARENA_NEW(session->arena, Lexer);
    lexer->session = session;
    lexer->source = source;
    lexer->last = TOKEN_EOF;
    check_encoding(lexer);
    scan_open(lexer);
    return lexer;
}

int lexer_directives(const Lexer *lexer, const char *const **lines) {
    Location at = source_locate(lexer->session->sources, lexer->token.span.start);
    *lines = lexer->directives.items;
    return at.line == lexer->directive_line + 1 ? lexer->directives.len : 0;
}

int lexer_take_pragmas(Lexer *lexer, const Span **spans) {
    int count = lexer->pragmas.len;
    *spans = lexer->pragmas.items;
    lexer->pragmas.len = 0;
    return count;
}
