// A growing text in the arena.
#include "sema/text.h"

void text_add_char(Text *text, char c) {
    VEC_PUSH(text->arena, &text->chars, c);
}

void text_add(Text *text, const char *format, ...) {
    va_list args;
    va_start(args, format);
    for (const char *s = arena_vprintf(text->arena, format, args); *s; s++) {
        text_add_char(text, *s);
    }
    va_end(args);
}

static void add_escaped(Text *text, unsigned char c) {
    static const char letters[] = "abtnvfr"; // of \a (7) to \r (13)
    if (c >= '\a' && c <= '\r') {
        text_add(text, "\\%c", letters[c - '\a']);
    } else {
        text_add(text, "\\x%02x", c);
    }
}

void text_add_quoted(Text *text, const char *bytes, int64_t len) {
    text_add_char(text, '"');
    for (int64_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c == '"' || c == '\\') {
            text_add(text, "\\%c", c);
        } else if (c < ' ' || c == 0x7f) {
            add_escaped(text, c);
        } else {
            text_add_char(text, (char)c);
        }
    }
    text_add_char(text, '"');
}

const char *text_finish(Text *text) {
    text_add_char(text, '\0');
    return text->chars.items;
}
