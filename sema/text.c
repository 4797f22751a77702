// A growing text in the arena.
#include "sema/text.h"
#include <stdbool.h>

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

// The code point at `bytes` and its length; the length is 0 for what is not UTF-8.
static uint32_t decode(const unsigned char *bytes, int64_t len, int *size) {
    int extra = bytes[0] < 0x80 ? 0 : bytes[0] < 0xC2 ? -1 : bytes[0] < 0xE0 ? 1 : bytes[0] < 0xF0 ? 2 : 3;
    *size = 0;
    if (extra < 0 || bytes[0] > 0xF4 || extra >= len) {
        return 0;
    }
    uint32_t rune = extra ? bytes[0] & (0x3Fu >> extra) : bytes[0];
    for (int i = 1; i <= extra; i++) {
        if ((bytes[i] & 0xC0) != 0x80) {
            return 0;
        }
        rune = rune << 6 | (bytes[i] & 0x3Fu);
    }
    static const uint32_t smallest[] = {0, 0x80, 0x800, 0x10000};
    if (rune < smallest[extra] || rune > 0x10FFFF || (rune >= 0xD800 && rune <= 0xDFFF)) {
        return 0;
    }
    *size = extra + 1;
    return rune;
}

// Control and format characters, separators other than the space, and private use.
static bool is_printable(uint32_t rune) {
    return !(rune < ' ' || (rune >= 0x7F && rune <= 0xA0) || rune == 0xAD ||
             (rune >= 0x2000 && rune <= 0x200F) || (rune >= 0x2028 && rune <= 0x202F) ||
             (rune >= 0x205F && rune <= 0x206F) || rune == 0x3000 || (rune >= 0xE000 && rune <= 0xF8FF) ||
             rune == 0xFEFF || (rune >= 0xFFF0 && rune <= 0xFFFB) || (rune & 0xFFFE) == 0xFFFE ||
             rune >= 0xE0000);
}

static void add_escaped(Text *text, uint32_t rune) {
    static const char letters[] = "abtnvfr"; // of \a (7) to \r (13)
    if (rune >= '\a' && rune <= '\r') {
        text_add(text, "\\%c", letters[rune - '\a']);
    } else if (rune < 0x80) {
        text_add(text, "\\x%02x", rune);
    } else {
        text_add(text, rune < 0x10000 ? "\\u%04x" : "\\U%08x", rune);
    }
}

void text_add_quoted(Text *text, const char *bytes, int64_t len) {
    text_add_char(text, '"');
    for (int64_t i = 0; i < len;) {
        int size;
        uint32_t rune = decode((const unsigned char *)bytes + i, len - i, &size);
        if (size == 0) {
            text_add(text, "\\x%02x", (unsigned char)bytes[i]);
        } else if (rune == '"' || rune == '\\') {
            text_add(text, "\\%c", (char)rune);
        } else if (!is_printable(rune)) {
            add_escaped(text, rune);
        } else {
            text_add(text, "%.*s", size, bytes + i);
        }
        i += size ? size : 1;
    }
    text_add_char(text, '"');
}

const char *text_finish(Text *text) {
    text_add_char(text, '\0');
    return text->chars.items;
}
