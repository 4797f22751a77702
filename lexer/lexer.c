// The lexer's public face, and the tokens that need no decoding.
#include "lexer/lexer.h"

#include "lexer/scan.h"
#include <wctype.h>

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

Lexer *lexer_create(Session *session, SourceFile *source) {
    Lexer *lexer = ARENA_NEW(session->arena, Lexer);
    lexer->session = session;
    lexer->source = source;
    lexer->last = TOKEN_EOF;
    scan_open(lexer);
    return lexer;
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
    diag_syntax_error(lexer->session->diags, (Span){pos, pos}, "%s", text);
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
static const char *rune_text(Lexer *lexer, uint32_t rune, const char *bytes, int len) {
    Arena *arena = lexer->session->arena;
    if (rune < 0x20 || (rune >= 0x7f && rune < 0xa0)) {
        return arena_printf(arena, "U+%04X", rune);
    }
    return arena_printf(arena, "U+%04X '%.*s'", rune, len, bytes);
}

// Letters and digits beyond ASCII are those of Unicode. Reports the first rune that may not be there.
static void check_identifier(Lexer *lexer, uint32_t offset, uint32_t len) {
    const char *text = lexer->source->text + offset;
    for (uint32_t i = 0; i < len;) {
        uint32_t rune = 0;
        int size = utf8_decode(text + i, len - i, &rune);
        if (size == 0) {
            scan_error(lexer, offset + i, "invalid UTF-8 encoding");
            return;
        }
        bool letter = rune < 0x80 || iswalpha((wint_t)rune) != 0;
        bool digit = rune >= 0x80 && iswdigit((wint_t)rune) == 0 && iswalnum((wint_t)rune) != 0 && !letter;
        if (rune == 0xfeff) {
            scan_error(lexer, offset + i, "invalid BOM in the middle of the file");
            return;
        }
        if (i == 0 && digit) {
            scan_error(lexer, offset, "identifier cannot begin with digit %s", rune_text(lexer, rune, text, size));
            return;
        }
        if (!letter && !digit) {
            scan_error(lexer, offset + i, i == 0 ? "invalid character %s" : "invalid character %s in identifier",
                       rune_text(lexer, rune, text + i, size));
            return;
        }
        i += (uint32_t)size;
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

void scan_invalid(Lexer *lexer, uint32_t offset, uint32_t len) {
    const char *text = lexer->source->text + offset;
    if (*text == '\0') {
        scan_error(lexer, offset, "invalid NUL character");
    } else {
        scan_error(lexer, offset, "invalid character %s", rune_text(lexer, (uint8_t)*text, text, (int)len));
    }
}

// Remembers //name:... lines; a line that follows none of them begins a new group.
void scan_directive(Lexer *lexer, uint32_t offset, uint32_t len) {
    scan_check_utf8(lexer, offset, len);
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
    if (directive) {
        VEC_PUSH(lexer->session->arena, &lexer->directives, arena_strndup(lexer->session->arena, text, len));
    }
}

int lexer_directives(const Lexer *lexer, const char *const **lines) {
    Location at = source_locate(lexer->session->sources, lexer->token.span.start);
    *lines = lexer->directives.items;
    return at.line == lexer->directive_line + 1 ? lexer->directives.len : 0;
}
