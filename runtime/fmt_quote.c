// Quoted strings and characters, as package strconv quotes them, and plain characters.
#include "fmt.h"

#include "abi.h"
#include "buffer.h"
#include "utf8.h"

#include <stddef.h>
#include <stdint.h>

RtString fmt_truncate(const Printer *p, RtString string) {
    if (!(p->flags & FMT_PRECISION))
        return string;
    const uint8_t *at = string.ptr, *end = at + string.len;
    int32_t rune;
    for (int n = p->precision; n > 0 && at < end; n--)
        at += utf8_decode(at, end, &rune);
    return (RtString){string.ptr, at - string.ptr};
}

static char escape_letter(int64_t rune) {
    switch (rune) {
    case '\a': return 'a';
    case '\b': return 'b';
    case '\f': return 'f';
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    case '\v': return 'v';
    default: return 0;
    }
}

static void add_hex_digits(Buffer *text, uint64_t value, int count) {
    for (int i = count - 1; i >= 0; i--)
        buffer_add_byte(text, "0123456789abcdef"[value >> (4 * i) & 15]);
}

static void add_escaped(Buffer *text, int64_t rune, char quote, bool ascii_only) {
    if (rune == quote || rune == '\\') {
        buffer_add_byte(text, '\\');
        buffer_add_byte(text, (char)rune);
        return;
    }
    if (rune_is_printable(rune) && (rune < 0x80 || !ascii_only)) {
        buffer_add_rune(text, rune);
        return;
    }
    buffer_add_byte(text, '\\');
    char letter = escape_letter(rune);
    if (letter) {
        buffer_add_byte(text, letter);
    } else if (rune >= 0 && (rune < ' ' || rune == 0x7F)) {
        buffer_add_byte(text, 'x');
        add_hex_digits(text, (uint64_t)rune, 2);
    } else {
        if (!rune_is_valid(rune))
            rune = RUNE_ERROR;
        buffer_add_byte(text, rune < 0x10000 ? 'u' : 'U');
        add_hex_digits(text, (uint64_t)rune, rune < 0x10000 ? 4 : 8);
    }
}

// A string can stand between backquotes when it has none and is plain text on one line.
static bool can_backquote(RtString string) {
    const uint8_t *at = string.ptr, *end = at + string.len;
    while (at < end) {
        int32_t rune;
        int width = utf8_decode(at, end, &rune);
        at += width;
        bool is_refused =
            width > 1 ? rune == 0xFEFF
                      : rune == RUNE_ERROR || (rune < ' ' && rune != '\t') || rune == '`' || rune == 0x7F;
        if (is_refused)
            return false;
    }
    return true;
}

void fmt_quote_string(Printer *p, RtString string) {
    string = fmt_truncate(p, string);
    Buffer *text = &p->scratch;
    text->length = 0;
    if (p->flags & FMT_SHARP && can_backquote(string)) {
        buffer_add_byte(text, '`');
        buffer_add(text, string.ptr, (size_t)string.len);
        buffer_add_byte(text, '`');
        fmt_pad(p, text->data, text->length);
        return;
    }
    const uint8_t *at = string.ptr, *end = at + string.len;
    buffer_add_byte(text, '"');
    while (at < end) {
        int32_t rune;
        int width = utf8_decode(at, end, &rune);
        if (width == 1 && rune == RUNE_ERROR) {
            buffer_add_text(text, "\\x");
            add_hex_digits(text, *at, 2);
        } else {
            add_escaped(text, rune, '"', p->flags & FMT_PLUS);
        }
        at += width;
    }
    buffer_add_byte(text, '"');
    fmt_pad(p, text->data, text->length);
}

// A rune is the low 32 bits, unless the whole is beyond Unicode.
static int64_t to_rune(uint64_t value) {
    return value > RUNE_MAX ? RUNE_ERROR : (int64_t)value;
}

void fmt_quote_rune(Printer *p, uint64_t value) {
    int64_t rune = to_rune(value);
    Buffer *text = &p->scratch;
    text->length = 0;
    buffer_add_byte(text, '\'');
    add_escaped(text, rune_is_valid(rune) ? rune : RUNE_ERROR, '\'', p->flags & FMT_PLUS);
    buffer_add_byte(text, '\'');
    fmt_pad(p, text->data, text->length);
}

void fmt_rune(Printer *p, uint64_t value) {
    uint8_t bytes[UTF8_MAX];
    fmt_pad(p, bytes, (size_t)utf8_encode(bytes, to_rune(value)));
}
