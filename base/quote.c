// Quoting of strings and runes.
#include "base/quote.h"

#include "base/unicode.h"
#include "base/vec.h"

typedef struct {
    Arena *arena;
    char quote; // escaped, too
    VEC(char) text;
} Quoted;

static void put(Quoted *out, const char *bytes, int len) {
    for (int i = 0; i < len; i++) {
        VEC_PUSH(out->arena, &out->text, bytes[i]);
    }
}

static void put_escape(Quoted *out, const char *format, uint32_t value) {
    const char *text = arena_printf(out->arena, format, value);
    put(out, text, (int)strlen(text));
}

static void put_rune(Quoted *out, uint32_t rune) {
    static const char letters[] = "abtnvfr"; // of \a (7) to \r (13)
    char bytes[4];
    if (rune == (uint32_t)out->quote || rune == '\\') {
        put_escape(out, "\\%c", rune);
    } else if (unicode_is_print(rune)) {
        put(out, bytes, unicode_encode(rune, bytes));
    } else if (rune >= '\a' && rune <= '\r') {
        put_escape(out, "\\%c", (uint32_t)letters[rune - '\a']);
    } else if (rune < 0x80) {
        put_escape(out, "\\x%02x", rune);
    } else {
        put_escape(out, rune < 0x10000 ? "\\u%04x" : "\\U%08x", rune);
    }
}

static const char *finish(Quoted *out) {
    put(out, (char[]){out->quote, '\0'}, 2);
    return out->text.items;
}

const char *quote_string(Arena *arena, const char *text, int64_t len) {
    Quoted out = {.arena = arena, .quote = '"'};
    put(&out, "\"", 1);
    for (int64_t i = 0; i < len;) {
        uint32_t rune = 0;
        int size = unicode_decode(text + i, (size_t)(len - i), &rune);
        if (rune == UNICODE_REPLACEMENT && size == 1) {
            put_escape(&out, "\\x%02x", (uint8_t)text[i]);
        } else {
            put_rune(&out, rune);
        }
        i += size;
    }
    return finish(&out);
}

const char *quote_rune(Arena *arena, uint32_t rune) {
    Quoted out = {.arena = arena, .quote = '\''};
    put(&out, "'", 1);
    put_rune(&out, rune);
    return finish(&out);
}
