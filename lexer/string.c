// Rune and string literals: decoding, and the errors in them.
#include "lexer/scan.h"

#include <stdlib.h>

typedef struct {
    Lexer *lexer;
    uint32_t start; // of the literal in the file
    const char *text;
    uint32_t at, end; // the rest of the body
    char *out;
    int out_len;
    uint32_t rune; // the last one
    int runes;
} Decoder;

static int digit_value(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : 16;
}

static void emit_rune(Decoder *decoder, uint32_t rune) {
    decoder->out_len += utf8_encode(rune, decoder->out + decoder->out_len);
    decoder->rune = rune;
}

// \ooo, \xhh, \uhhhh, \Uhhhhhhhh: `count` digits. Reports and stops at the first wrong one.
static void decode_number(Decoder *decoder, int count, uint32_t base, uint32_t max) {
    uint32_t value = 0;
    for (int i = 0; i < count; i++) {
        char c = decoder->at < decoder->end ? decoder->text[decoder->at] : '\0';
        if ((uint32_t)digit_value(c) >= base) {
            if (decoder->at < decoder->end || c == '\0') {
                scan_error(decoder->lexer, decoder->start + decoder->at, "invalid character %s in %s escape",
                           arena_printf(decoder->lexer->session->arena, c == '\'' ? "'\\%c'" : "'%c'",
                                        decoder->text[decoder->at]),
                           base == 8 ? "octal" : "hexadecimal");
            }
            return;
        }
        value = value * base + (uint32_t)digit_value(c);
        decoder->at++;
    }
    if (value > max && base == 8) {
        scan_error(decoder->lexer, decoder->start + decoder->at, "octal escape value %u > 255", value);
    } else if (max > 255 && (value > max || (value >= 0xd800 && value < 0xe000))) {
        scan_error(decoder->lexer, decoder->start + decoder->at, "escape is invalid Unicode code point U+%04X", value);
    } else if (max == 255) {
        decoder->out[decoder->out_len++] = (char)value;
        decoder->rune = value;
    } else {
        emit_rune(decoder, value);
    }
}

static void decode_escape(Decoder *decoder, char quote) {
    static const char letters[] = "abfnrtv\\", values[] = "\a\b\f\n\r\t\v\\";
    char c = decoder->at < decoder->end ? decoder->text[decoder->at] : '\0';
    const char *letter = c != '\0' ? strchr(letters, c) : NULL;
    if (c == quote) {
        decoder->at++;
        emit_rune(decoder, (uint8_t)quote);
    } else if (letter != NULL) {
        decoder->at++;
        emit_rune(decoder, (uint8_t)values[letter - letters]);
    } else if (c >= '0' && c <= '7') {
        decode_number(decoder, 3, 8, 255);
    } else if (c == 'x' || c == 'u' || c == 'U') {
        decoder->at++;
        decode_number(decoder, c == 'x' ? 2 : c == 'u' ? 4 : 8, 16, c == 'x' ? 255 : 0x10ffff);
    } else if (decoder->at < decoder->end) {
        scan_error(decoder->lexer, decoder->start + decoder->at, "unknown escape");
        decoder->at++;
    }
}

static void decode_one(Decoder *decoder, char quote) {
    decoder->runes++;
    if (decoder->text[decoder->at] == '\\') {
        decoder->at++;
        decode_escape(decoder, quote);
        return;
    }
    uint32_t rune = 0;
    int size = utf8_decode(decoder->text + decoder->at, decoder->end - decoder->at, &rune);
    if (size == 0) { // reported by scan_check_utf8
        rune = 0xfffd;
        size = 1;
    }
    decoder->at += (uint32_t)size;
    emit_rune(decoder, rune);
}

static void report_ending(Lexer *lexer, uint32_t offset, uint32_t len, char quote) {
    bool at_newline = offset + len < lexer->source->size && lexer->source->text[offset + len] == '\n';
    if (at_newline) {
        scan_error(lexer, offset + len, "newline in %s", quote == '"' ? "string" : "rune literal");
    } else {
        scan_error(lexer, offset, "%s not terminated", quote == '"' ? "string" : "rune literal");
    }
}

TokenKind scan_string(Lexer *lexer, uint32_t offset, uint32_t len, char quote, bool terminated) {
    scan_check_utf8(lexer, offset, len);
    Decoder decoder = {
        .lexer = lexer,
        .start = offset,
        .text = lexer->source->text + offset,
        .at = 1,
        .end = terminated ? len - 1 : len,
        .out = arena_alloc(lexer->session->arena, (size_t)len * 3 + 4),
    };
    while (decoder.at < decoder.end) {
        decode_one(&decoder, quote);
    }
    if (!terminated) {
        report_ending(lexer, offset, len, quote);
    } else if (quote == '\'' && decoder.runes == 0) {
        scan_error(lexer, offset + 1, "empty rune literal or unescaped '");
    } else if (quote == '\'' && decoder.runes > 1) {
        scan_error(lexer, offset, "more than one character in rune literal");
    }
    lexer->token.lit = quote == '"' ? TOKEN_LIT_STRING : TOKEN_LIT_RUNE;
    lexer->token.value = decoder.out;
    lexer->token.value_len = decoder.out_len;
    lexer->token.rune = decoder.rune;
    return scan_token(lexer, TOKEN_LITERAL, offset, len);
}

// Carriage returns are not part of a raw string's value.
TokenKind scan_raw_string(Lexer *lexer, uint32_t offset, uint32_t len, bool terminated) {
    scan_check_utf8(lexer, offset, len);
    if (!terminated) {
        scan_error(lexer, offset, "string not terminated");
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
