// A growing text in the arena.
#include "sema/text.h"
#include "base/quote.h"

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

void text_add_quoted(Text *text, const char *bytes, int64_t len) {
    text_add(text, "%s", quote_string(text->arena, bytes, len));
}

const char *text_finish(Text *text) {
    text_add_char(text, '\0');
    return text->chars.items;
}
