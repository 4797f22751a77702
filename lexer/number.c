// Number literals: the pattern in scan.l takes anything that looks like a number; this finds what is wrong with it.
#include "lexer/scan.h"

#include <ctype.h>

typedef struct {
    const char *text;
    uint32_t len;
    int base;          // 2, 8, 10, 16
    bool legacy_octal; // 0777: may turn out to be a decimal float
    uint32_t digits;   // where the digits begin
    uint32_t end;      // where the mantissa ends
    bool has_point, has_exponent, imaginary;
} Number;

static const char *base_name(int base) {
    switch (base) {
    case 2: return "binary";
    case 8: return "octal";
    case 10: return "decimal";
    default: return "hexadecimal";
    }
}

static bool is_exponent_mark(const Number *number, char c) {
    c = (char)tolower((unsigned char)c);
    return c == 'p' || (c == 'e' && number->base != 16);
}

static Number split(const char *text, uint32_t len) {
    Number number = {.text = text, .len = len, .base = 10};
    if (text[0] == '0' && len > 1) {
        char mark = (char)tolower((unsigned char)text[1]);
        number.base = mark == 'x' ? 16 : mark == 'b' ? 2 : mark == 'o' ? 8 : 10;
        number.digits = number.base == 10 ? 0 : 2;
        number.legacy_octal = number.base == 10 && (isdigit((unsigned char)mark) || mark == '_');
    }
    number.imaginary = text[len - 1] == 'i';
    uint32_t i = number.digits;
    for (; i < len && !is_exponent_mark(&number, text[i]) && text[i] != 'i'; i++) {
        number.has_point |= text[i] == '.';
    }
    number.end = i;
    number.has_exponent = i < len && text[i] != 'i';
    return number;
}

static bool has_digits(const char *text, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        if (isxdigit((unsigned char)text[i])) {
            return true;
        }
    }
    return false;
}

// Every '_' stands between digits, or between the prefix and a digit. Returns the offset of the first that does not, or -1.
static int bad_separator(const Number *number) {
    const char *text = number->text;
    for (uint32_t i = 0; i < number->len; i++) {
        if (text[i] != '_') {
            continue;
        }
        bool before = i > 0 && (isxdigit((unsigned char)text[i - 1]) || (i == 2 && number->base != 10));
        bool after = i + 1 < number->len && isxdigit((unsigned char)text[i + 1]);
        if (!before || !after) {
            return (int)i;
        }
    }
    return -1;
}

// Offset of the first digit too large for the base, or -1.
static int bad_digit(const Number *number, int base) {
    for (uint32_t i = number->digits; i < number->end; i++) {
        char c = number->text[i];
        if (isdigit((unsigned char)c) && c - '0' >= base) {
            return (int)i;
        }
    }
    return -1;
}

static void check_mantissa_and_exponent(Lexer *lexer, const Number *number, uint32_t offset) {
    const char *text = number->text;
    uint32_t end = offset + number->len;
    if (number->has_point && number->base != 10 && number->base != 16) {
        uint32_t point = (uint32_t)((const char *)memchr(text, '.', number->len) - text);
        scan_error(lexer, offset + point, "invalid radix point in %s literal", base_name(number->base));
    } else if (!has_digits(text, number->digits, number->end)) {
        scan_error(lexer, offset + number->end, "%s literal has no digits", base_name(number->base));
    } else if (number->has_exponent) {
        char mark = text[number->end];
        bool hex_mark = tolower((unsigned char)mark) == 'p';
        if (hex_mark != (number->base == 16) || number->base == 2 || number->base == 8) {
            scan_error(lexer, offset + number->end, "'%c' exponent requires %s mantissa", mark,
                       hex_mark ? "hexadecimal" : "decimal");
        } else if (!has_digits(text, number->end + 1, number->len - (number->imaginary ? 1 : 0))) {
            scan_error(lexer, end, "exponent has no digits");
        }
    } else if (number->base == 16 && number->has_point) {
        scan_error(lexer, end, "hexadecimal mantissa requires a 'p' exponent");
    }
}

TokenKind scan_number(Lexer *lexer, uint32_t offset, uint32_t len) {
    Number number = split(lexer->source->text + offset, len);
    bool floating = number.has_point || number.has_exponent;
    lexer->token.lit = number.imaginary ? TOKEN_LIT_IMAGINARY : floating ? TOKEN_LIT_FLOAT : TOKEN_LIT_INT;
    check_mantissa_and_exponent(lexer, &number, offset);
    bool octal = number.legacy_octal && !floating && !number.imaginary;
    int base = octal ? 8 : number.base;
    int bad = bad_digit(&number, base);
    int separator = bad_separator(&number);
    if (bad >= 0 && !floating) {
        scan_error(lexer, offset + (uint32_t)bad, "invalid digit '%c' in %s literal", number.text[bad], base_name(base));
    } else if (separator >= 0) {
        scan_error(lexer, offset + (uint32_t)separator, "'_' must separate successive digits");
    }
    return scan_token(lexer, TOKEN_LITERAL, offset, len);
}
