// Quoting as Go's strconv does it, for the characters of source text: non-ASCII characters that are valid
// UTF-8 stay as they are.
#include "escape/quote.h"
#include "base/vec.h"
#include <stdbool.h>

enum { MAX_SHOWN = 72 }; // characters of a string constant, with its quotes

typedef VEC(char) CharList;

static void put(Arena *arena, CharList *out, const char *s) {
    for (; *s; s++) {
        VEC_PUSH(arena, out, *s);
    }
}

// Length of the valid UTF-8 sequence at `text`, or 0.
static int sequence_length(const unsigned char *text, int64_t len) {
    int want = text[0] < 0x80                      ? 1
               : text[0] >= 0xC2 && text[0] < 0xE0 ? 2
               : text[0] >= 0xE0 && text[0] < 0xF0 ? 3
                                                   : 4;
    if (text[0] > 0xF4 || (text[0] >= 0x80 && text[0] < 0xC2) || want > len) {
        return 0;
    }
    for (int i = 1; i < want; i++) {
        if ((text[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    return want;
}

static void put_ascii(Arena *arena, CharList *out, unsigned char c, char quote) {
    static const char letters[] = "abtnvfr"; // of \a (7) to \r (13)
    if (c == (unsigned char)quote || c == '\\') {
        VEC_PUSH(arena, out, '\\');
        VEC_PUSH(arena, out, (char)c);
    } else if (c >= 7 && c <= 13) {
        VEC_PUSH(arena, out, '\\');
        VEC_PUSH(arena, out, letters[c - 7]);
    } else if (c < ' ' || c >= 0x7F) {
        put(arena, out, arena_printf(arena, "\\x%02x", c));
    } else {
        VEC_PUSH(arena, out, (char)c);
    }
}

static bool is_continuation(char c) {
    return ((unsigned char)c & 0xC0) == 0x80;
}

// Cuts to MAX_SHOWN characters, the last three of them dots.
static void shorten(Arena *arena, CharList *out) {
    int count = 0;
    int cut = 0;
    for (int i = 0; i < out->len; i++) {
        if (!is_continuation(out->items[i]) && count++ == MAX_SHOWN - 3) {
            cut = i;
        }
    }
    if (count > MAX_SHOWN) {
        out->len = cut;
        put(arena, out, "...");
    }
}

const char *quote_string(Arena *arena, const char *text, int64_t len) {
    CharList out = {0};
    VEC_PUSH(arena, &out, '"');
    for (int64_t i = 0; i < len;) {
        int size = sequence_length((const unsigned char *)text + i, len - i);
        if (size > 1) {
            for (int k = 0; k < size; k++) {
                VEC_PUSH(arena, &out, text[i + k]);
            }
        } else {
            put_ascii(arena, &out, (unsigned char)text[i], '"');
        }
        i += size ? size : 1;
    }
    VEC_PUSH(arena, &out, '"');
    shorten(arena, &out);
    VEC_PUSH(arena, &out, '\0');
    return out.items;
}

const char *quote_rune(Arena *arena, uint32_t rune) {
    CharList out = {0};
    VEC_PUSH(arena, &out, '\'');
    if (rune < 0x80) {
        put_ascii(arena, &out, (unsigned char)rune, '\'');
    } else if (rune < 0x800) {
        VEC_PUSH(arena, &out, (char)(0xC0 | rune >> 6));
        VEC_PUSH(arena, &out, (char)(0x80 | (rune & 0x3F)));
    } else if (rune < 0x10000) {
        VEC_PUSH(arena, &out, (char)(0xE0 | rune >> 12));
        VEC_PUSH(arena, &out, (char)(0x80 | (rune >> 6 & 0x3F)));
        VEC_PUSH(arena, &out, (char)(0x80 | (rune & 0x3F)));
    } else {
        VEC_PUSH(arena, &out, (char)(0xF0 | rune >> 18));
        VEC_PUSH(arena, &out, (char)(0x80 | (rune >> 12 & 0x3F)));
        VEC_PUSH(arena, &out, (char)(0x80 | (rune >> 6 & 0x3F)));
        VEC_PUSH(arena, &out, (char)(0x80 | (rune & 0x3F)));
    }
    VEC_PUSH(arena, &out, '\'');
    VEC_PUSH(arena, &out, '\0');
    return out.items;
}
