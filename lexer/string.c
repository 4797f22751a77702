// Rune and string literals: decoding, and the errors in them, at the offset and in the words of Go's scanner.
#include "base/quote.h"
#include "base/unicode.h"
#include "lexer/scan.h"
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    Lexer *lexer;
    uint32_t start; // of the literal in the file
    const char *text;
    uint32_t at, end; // the rest of the body
    char quote;
    bool terminated;
    char *out;
    int out_len;
    uint32_t rune; // the last one
    int runes;
    bool failed;
} Decoder;

static uint32_t digit_value(char c) {
    char letter = (char)(c | 0x20);
    return c >= '0' && c <= '9'             ? (uint32_t)(c - '0')
           : letter >= 'a' && letter <= 'f' ? (uint32_t)(letter - 'a') + 10
                                            : 16;
}

__attribute__((format(printf, 3, 4))) static void fail(Decoder *decoder, uint32_t at, const char *format,
                                                       ...) {
    va_list args;
    va_start(args, format);
    scan_error(decoder->lexer, decoder->start + at, "%s",
               arena_vprintf(decoder->lexer->session->arena, format, args));
    va_end(args);
    decoder->failed = true;
}

static void emit_rune(Decoder *decoder, uint32_t rune) {
    decoder->out_len += unicode_encode(rune, decoder->out + decoder->out_len);
    decoder->rune = rune;
}

static const char *quoted_rune(Decoder *decoder, uint32_t at) {
    uint32_t rune = 0;
    unicode_decode(decoder->text + at, decoder->lexer->source->size - decoder->start - at, &rune);
    return quote_rune(decoder->lexer->session->arena, rune);
}

// \ooo, \xhh, \uhhhh, \Uhhhhhhhh: `count` digits, of a value up to `max`. Stops before the first wrong one.
static void decode_number(Decoder *decoder, int count, uint32_t base, uint32_t max) {
    uint32_t value = 0;
    for (int i = 0; i < count; i++) {
        uint32_t at = decoder->at;
        if (decoder->start + at >= decoder->lexer->source->size) {
            return; // not terminated
        }
        uint32_t digit = digit_value(decoder->text[at]);
        if (digit >= base) {
            fail(decoder, at, "invalid character %s in %s escape", quoted_rune(decoder, at),
                 base == 8 ? "octal" : "hexadecimal");
            return;
        }
        value = value * base + digit;
        decoder->at++;
    }
    if (value > max && base == 8) {
        fail(decoder, decoder->at, "octal escape value %u > 255", value);
    } else if (value > max || (value >= 0xd800 && value < 0xe000)) {
        fail(decoder, decoder->at, "escape is invalid Unicode code point U+%04X", value);
    } else if (max == 255) {
        decoder->out[decoder->out_len++] = (char)value;
        decoder->rune = value;
    } else {
        emit_rune(decoder, value);
    }
}

// What follows a backslash.
static void decode_escape(Decoder *decoder) {
    static const char letters[] = "abfnrtv\\", values[] = "\a\b\f\n\r\t\v\\";
    uint32_t at = decoder->at;
    char c = decoder->text[at];
    const char *letter = c != '\0' ? strchr(letters, c) : NULL;
    if (c == decoder->quote) {
        decoder->at++;
        emit_rune(decoder, (uint8_t)c);
    } else if (letter != NULL) {
        decoder->at++;
        emit_rune(decoder, (uint8_t)values[letter - letters]);
    } else if (c >= '0' && c <= '7') {
        decode_number(decoder, 3, 8, 255);
    } else if (c == 'x') {
        decoder->at++;
        decode_number(decoder, 2, 16, 255);
    } else if (c == 'u' || c == 'U') {
        decoder->at++;
        decode_number(decoder, c == 'u' ? 4 : 8, 16, UNICODE_MAX);
    } else if (decoder->start + at < decoder->lexer->source->size) {
        fail(decoder, at, "unknown escape");
    }
}

static void decode_body(Decoder *decoder) {
    while (decoder->at < decoder->end) {
        decoder->runes++;
        if (decoder->text[decoder->at] == '\\') {
            decoder->at++;
            decode_escape(decoder);
            continue;
        }
        uint32_t rune = 0;
        decoder->at +=
            (uint32_t)unicode_decode(decoder->text + decoder->at, decoder->end - decoder->at, &rune);
        emit_rune(decoder, rune);
    }
}

static void check_ending(Decoder *decoder, uint32_t len) {
    bool is_rune = decoder->quote == '\'';
    if (!decoder->terminated) {
        bool at_newline = decoder->start + len < decoder->lexer->source->size;
        if (is_rune && decoder->failed) {
            return;
        }
        fail(decoder, at_newline ? len : 0, at_newline ? "newline in %s" : "%s not terminated",
             is_rune ? "rune literal" : "string");
    } else if (is_rune && !decoder->failed && decoder->runes == 0) {
        fail(decoder, 1, "empty rune literal or unescaped '");
    } else if (is_rune && !decoder->failed && decoder->runes > 1) {
        fail(decoder, 0, "more than one character in rune literal");
    }
}

TokenKind scan_string(Lexer *lexer, uint32_t offset, uint32_t len, char quote, bool terminated) {
    Decoder decoder = {
        .lexer = lexer,
        .start = offset,
        .text = lexer->source->text + offset,
        .at = 1,
        .end = terminated ? len - 1 : len,
        .quote = quote,
        .terminated = terminated,
        .out = arena_alloc(lexer->session->arena, (size_t)len * 3 + 4), // an invalid byte becomes three
    };
    decode_body(&decoder);
    check_ending(&decoder, len);
    lexer->token.bad = decoder.failed;
    lexer->token.lit = quote == '"' ? TOKEN_LIT_STRING : TOKEN_LIT_RUNE;
    lexer->token.value = decoder.out;
    lexer->token.value_len = decoder.out_len;
    lexer->token.rune = decoder.rune;
    return scan_token(lexer, TOKEN_LITERAL, offset, len);
}

// Carriage returns are not part of a raw string's value.
TokenKind scan_raw_string(Lexer *lexer, uint32_t offset, uint32_t len, bool terminated) {
    if (!terminated) {
        scan_error(lexer, offset, "string not terminated");
        lexer->token.bad = true;
    }
    const char *text = lexer->source->text + offset;
    char *out = arena_alloc(lexer->session->arena, (size_t)len + 1);
    int out_len = 0;
    for (uint32_t i = 1; i < (terminated ? len - 1 : len); i++) {
        if (text[i] != '\r') {
            out[out_len++] = text[i];
        }
    }
    lexer->token.lit = TOKEN_LIT_STRING;
    lexer->token.value = out;
    lexer->token.value_len = out_len;
    return scan_token(lexer, TOKEN_LITERAL, offset, len);
}
