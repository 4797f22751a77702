// UTF-8, as the Unicode standard defines well-formed sequences (no surrogates, no overlong forms).
#include "lexer/scan.h"

int utf8_decode(const char *text, uint32_t len, uint32_t *rune) {
    const uint8_t *s = (const uint8_t *)text;
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (s[0] < 0x80) {
        *rune = s[0];
        return 1;
    }
    int size = s[0] >= 0xf0 ? 4 : s[0] >= 0xe0 ? 3 : 2;
    if (s[0] < 0xc2 || s[0] > 0xf4 || (uint32_t)size > len) {
        return 0;
    }
    uint32_t value = s[0] & (0x7fu >> size);
    for (int i = 1; i < size; i++) {
        if ((s[i] & 0xc0) != 0x80) {
            return 0;
        }
        value = value << 6 | (s[i] & 0x3f);
    }
    if (value < smallest[size] || value > 0x10ffff || (value >= 0xd800 && value < 0xe000)) {
        return 0;
    }
    *rune = value;
    return size;
}

int utf8_encode(uint32_t rune, char *out) {
    if (rune < 0x80) {
        out[0] = (char)rune;
        return 1;
    }
    int size = rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;
    for (int i = size - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (rune & 0x3f));
        rune >>= 6;
    }
    out[0] = (char)((0xf00 >> size & 0xff) | rune);
    return size;
}

void scan_check_utf8(Lexer *lexer, uint32_t offset, uint32_t len) {
    const char *text = lexer->source->text + offset;
    for (uint32_t i = 0; i < len;) {
        uint32_t rune = 0;
        int size = utf8_decode(text + i, len - i, &rune);
        if (size == 0 || rune == 0 || rune == 0xfeff) {
            scan_error(lexer, offset + i, "%s", size == 0   ? "invalid UTF-8 encoding"
                                                : rune == 0 ? "invalid NUL character"
                                                            : "invalid BOM in the middle of the file");
        }
        i += size == 0 ? 1 : (uint32_t)size;
    }
}
