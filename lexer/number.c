// Number literals: the pattern in scan.l takes anything that looks like a number; this finds what is wrong
// with it, at the offset and in the words of Go's scanner. At most one error a literal.
#include "lexer/scan.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    Lexer *lexer;
    uint32_t offset; // of the literal in the file
    const char *text;
    uint32_t len;
    uint32_t at;     // the next byte
    int base;        // 2, 8, 10, 16
    char prefix;     // 'b', 'o', 'x', '0' (legacy octal) or '\0'
    bool has_digits; // in the part just read
    bool separated;  // some '_'
    bool floating;
    int bad_digit; // offset of the first digit too large for the base, or -1
    bool failed;
} Number;

static const char *base_name(int base) {
    switch (base) {
    case 2: return "binary";
    case 8: return "octal";
    case 10: return "decimal";
    default: return "hexadecimal";
    }
}

static char lower(char c) {
    return (char)(c | 0x20);
}

static bool is_decimal(char c) {
    return c >= '0' && c <= '9';
}

static bool is_hex(char c) {
    return is_decimal(c) || (lower(c) >= 'a' && lower(c) <= 'f');
}

// The byte at offset `at`, NUL beyond the end.
static char peek(const Number *number) {
    if (number->at < number->len) {
        return number->text[number->at];
    }
    return '\0';
}

__attribute__((format(printf, 3, 4))) static void fail(Number *number, uint32_t at, const char *format, ...) {
    if (number->failed) {
        return;
    }
    va_list args;
    va_start(args, format);
    scan_error(number->lexer, number->offset + at, "%s",
               arena_vprintf(number->lexer->session->arena, format, args));
    va_end(args);
    number->failed = true;
}

static void read_digits(Number *number, int base) {
    for (char c = peek(number); c == '_' || (base == 16 ? is_hex(c) : is_decimal(c)); c = peek(number)) {
        if (c == '_') {
            number->separated = true;
        } else {
            number->has_digits = true;
            if (base < 10 && c - '0' >= base && number->bad_digit < 0) {
                number->bad_digit = (int)number->at;
            }
        }
        number->at++;
    }
}

static void read_prefix(Number *number) {
    number->base = 10;
    if (peek(number) != '0') {
        return;
    }
    number->at++;
    char mark = lower(peek(number));
    number->prefix = '0';
    if (mark == 'x' || mark == 'o' || mark == 'b') {
        number->prefix = mark;
    }
    number->base = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
    if (number->prefix == '0') {
        number->has_digits = true;
    } else {
        number->at++;
    }
}

static void read_mantissa(Number *number) {
    if (peek(number) != '.') {
        read_prefix(number);
        read_digits(number, number->base);
    } else {
        number->base = 10;
    }
    if (peek(number) == '.') {
        if (number->prefix == 'o' || number->prefix == 'b') {
            fail(number, number->at, "invalid radix point in %s literal", base_name(number->base));
        }
        number->at++;
        number->floating = true;
        read_digits(number, number->base);
    }
    if (!number->has_digits) {
        fail(number, number->at, "%s literal has no digits", base_name(number->base));
    }
}

static void read_exponent(Number *number) {
    char mark = peek(number);
    if (lower(mark) != 'e' && lower(mark) != 'p') {
        if (number->prefix == 'x' && number->floating) {
            fail(number, number->at, "hexadecimal mantissa requires a 'p' exponent");
        }
        return;
    }
    if (lower(mark) == 'e' && number->prefix != '\0' && number->prefix != '0') {
        fail(number, number->at, "'%c' exponent requires decimal mantissa", mark);
    } else if (lower(mark) == 'p' && number->prefix != 'x') {
        fail(number, number->at, "'%c' exponent requires hexadecimal mantissa", mark);
    }
    number->at++;
    number->floating = true;
    if (peek(number) == '+' || peek(number) == '-') {
        number->at++;
    }
    number->has_digits = false;
    read_digits(number, 10);
    if (!number->has_digits) {
        fail(number, number->at, "exponent has no digits");
    }
}

// The offset of the first '_' that does not stand between two digits, or -1. A prefix counts as a digit.
static int bad_separator(const Number *number) {
    uint32_t first = number->prefix != '\0' && number->prefix != '0' ? 2 : 0;
    bool after_digit = first == 2;
    for (uint32_t i = first; i < number->len; i++) {
        char c = number->text[i];
        bool digit = number->prefix == 'x' ? is_hex(c) : is_decimal(c);
        if (c == '_' && !after_digit) {
            return (int)i;
        }
        if (c != '_' && !digit && i > 0 && number->text[i - 1] == '_') {
            return (int)i - 1;
        }
        after_digit = digit;
    }
    return number->text[number->len - 1] == '_' ? (int)number->len - 1 : -1;
}

TokenKind scan_number(Lexer *lexer, uint32_t offset, uint32_t len) {
    Number number = {
        .lexer = lexer, .offset = offset, .text = lexer->source->text + offset, .len = len, .bad_digit = -1};
    read_mantissa(&number);
    read_exponent(&number);
    bool imaginary = peek(&number) == 'i';
    if (!imaginary && !number.floating && number.bad_digit >= 0) {
        fail(&number, (uint32_t)number.bad_digit, "invalid digit '%c' in %s literal",
             number.text[number.bad_digit], base_name(number.base));
    }
    int separator = number.separated ? bad_separator(&number) : -1;
    if (separator >= 0) {
        fail(&number, (uint32_t)separator, "'_' must separate successive digits");
    }
    lexer->token.bad = number.failed;
    lexer->token.lit = imaginary ? TOKEN_LIT_IMAGINARY : number.floating ? TOKEN_LIT_FLOAT : TOKEN_LIT_INT;
    return scan_token(lexer, TOKEN_LITERAL, offset, len);
}
