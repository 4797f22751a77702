// The basic formats: how one boolean, number or string is written, with width, precision and flags.
#include "fmt.h"

#include "abi.h"
#include "buffer.h"
#include "utf8.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static const char *const digits_of[2] = {"0123456789abcdefx", "0123456789ABCDEFX"};

// ---- padding ---------------------------------------------------------------------------------

void fmt_write_padding(Printer *p, int64_t count) {
    if (count <= 0)
        return;
    bool has_zeros = p->flags & FMT_ZERO && !(p->flags & FMT_MINUS); // zeros go on the left only
    buffer_fill(&p->out, has_zeros ? '0' : ' ', (size_t)count);
}

void fmt_pad(Printer *p, const void *text, size_t length) {
    if (!(p->flags & FMT_WIDTH) || p->width == 0) {
        buffer_add(&p->out, text, length);
        return;
    }
    int64_t padding = p->width - utf8_count(text, (int64_t)length);
    if (!(p->flags & FMT_MINUS))
        fmt_write_padding(p, padding);
    buffer_add(&p->out, text, length);
    if (p->flags & FMT_MINUS)
        fmt_write_padding(p, padding);
}

void fmt_pad_text(Printer *p, const char *text) {
    fmt_pad(p, text, strlen(text));
}

static void pad_with_spaces(Printer *p, const void *text, size_t length) {
    unsigned flags = p->flags;
    p->flags &= ~(unsigned)FMT_ZERO;
    fmt_pad(p, text, length);
    p->flags = flags;
}

// ---- integers --------------------------------------------------------------------------------

// Writes the digits so that they end at `end`; returns where they begin.
static char *write_digits(char *end, uint64_t value, int base, const char *digits) {
    switch (base) {
    case 10:
        for (; value >= 10; value /= 10)
            *--end = (char)('0' + value % 10);
        break;
    case 16:
        for (; value >= 16; value >>= 4)
            *--end = digits[value & 15];
        break;
    case 8:
        for (; value >= 8; value >>= 3)
            *--end = (char)('0' + (value & 7));
        break;
    case 2:
        for (; value >= 2; value >>= 1)
            *--end = (char)('0' + (value & 1));
        break;
    default: break;
    }
    *--end = digits[value];
    return end;
}

// 0b, 0, 0x for the flag #; 0o for the verb O
static char *write_base_prefix(const Printer *p, char *text, int base, int32_t verb, const char *digits) {
    if (p->flags & FMT_SHARP) {
        if (base == 2 || base == 16)
            *--text = (char)(base == 2 ? 'b' : digits[16]);
        if (base == 2 || base == 16 || (base == 8 && *text != '0'))
            *--text = '0';
    }
    if (verb == 'O') {
        *--text = 'o';
        *--text = '0';
    }
    return text;
}

// A precision, or a width with the flag 0, is the least number of digits.
static int64_t least_digits(const Printer *p, bool has_sign) {
    if (p->flags & FMT_PRECISION)
        return p->precision;
    if (p->flags & FMT_ZERO && !(p->flags & FMT_MINUS) && p->flags & FMT_WIDTH)
        return p->width - (has_sign ? 1 : 0);
    return 0;
}

void fmt_integer(Printer *p, uint64_t value, int base, bool is_signed, int32_t verb, bool is_upper) {
    bool is_negative = is_signed && (int64_t)value < 0;
    if (is_negative)
        value = -value;
    if (base == 10 && !(p->flags & (FMT_WIDTH | FMT_PRECISION | FMT_PLUS | FMT_SPACE))) {
        if (is_negative)
            buffer_add_byte(&p->out, '-');
        buffer_add_uint(&p->out, value);
        return;
    }
    if (p->flags & FMT_PRECISION && p->precision == 0 && value == 0) { // nothing but the padding
        unsigned flags = p->flags;
        p->flags &= ~(unsigned)FMT_ZERO;
        fmt_write_padding(p, p->flags & FMT_WIDTH ? p->width : 0);
        p->flags = flags;
        return;
    }
    enum { MOST_DIGITS = 64, MOST_PREFIX = 5 };
    const char *digits = digits_of[is_upper];
    int64_t least = least_digits(p, is_negative || p->flags & (FMT_PLUS | FMT_SPACE));
    size_t size = MOST_DIGITS + MOST_PREFIX + (size_t)(least > 0 ? least : 0);
    p->scratch.length = 0;
    char *end = buffer_reserve(&p->scratch, size) + size;
    char *text = write_digits(end, value, base, digits);
    while (end - text < least)
        *--text = '0';
    text = write_base_prefix(p, text, base, verb, digits);
    if (is_negative)
        *--text = '-';
    else if (p->flags & FMT_PLUS)
        *--text = '+';
    else if (p->flags & FMT_SPACE)
        *--text = ' ';
    pad_with_spaces(p, text, (size_t)(end - text));
}

void fmt_hex_0x(Printer *p, uint64_t value, bool has_prefix) {
    unsigned flags = p->flags;
    p->flags = has_prefix ? flags | FMT_SHARP : flags & ~(unsigned)FMT_SHARP;
    fmt_integer(p, value, 16, false, 'v', false);
    p->flags = flags;
}

// U+0078, with the flag # U+0078 'x'
void fmt_unicode(Printer *p, uint64_t value) {
    int64_t least = p->flags & FMT_PRECISION && p->precision > 4 ? p->precision : 4;
    char digits[16], *end = digits + sizeof digits;
    char *first = write_digits(end, value, 16, digits_of[1]);
    Buffer *text = &p->scratch;
    text->length = 0;
    buffer_add_text(text, "U+");
    if (end - first < least)
        buffer_fill(text, '0', (size_t)(least - (end - first)));
    buffer_add(text, first, (size_t)(end - first));
    if (p->flags & FMT_SHARP && value <= RUNE_MAX && rune_is_printable((int64_t)value)) {
        buffer_add_text(text, " '");
        buffer_add_rune(text, (int64_t)value);
        buffer_add_byte(text, '\'');
    }
    pad_with_spaces(p, text->data, text->length);
}

// ---- strings ---------------------------------------------------------------------------------

void fmt_string(Printer *p, RtString string) {
    string = fmt_truncate(p, string);
    fmt_pad(p, string.ptr, (size_t)string.len);
}

static void add_hex_prefix(Printer *p, const char *digits) {
    buffer_add_byte(&p->out, '0');
    buffer_add_byte(&p->out, digits[16]);
}

// Two digits a byte; with the flag ' ' the bytes apart, with # 0x in front of the whole or of each.
void fmt_string_hex(Printer *p, RtString string, bool is_upper) {
    const char *digits = digits_of[is_upper];
    bool has_spaces = p->flags & FMT_SPACE, is_sharp = p->flags & FMT_SHARP;
    int64_t length = string.len;
    if (p->flags & FMT_PRECISION && p->precision < length)
        length = p->precision;
    if (length <= 0) {
        fmt_write_padding(p, p->flags & FMT_WIDTH ? p->width : 0);
        return;
    }
    int64_t width = 2 * length;
    if (has_spaces)
        width = width * (is_sharp ? 2 : 1) + length - 1;
    else if (is_sharp)
        width += 2;
    int64_t padding = p->flags & FMT_WIDTH ? p->width - width : 0;
    if (!(p->flags & FMT_MINUS))
        fmt_write_padding(p, padding);
    for (int64_t i = 0; i < length; i++) {
        if (has_spaces && i > 0)
            buffer_add_byte(&p->out, ' ');
        if (is_sharp && (has_spaces || i == 0))
            add_hex_prefix(p, digits);
        buffer_add_byte(&p->out, digits[string.ptr[i] >> 4]);
        buffer_add_byte(&p->out, digits[string.ptr[i] & 15]);
    }
    if (p->flags & FMT_MINUS)
        fmt_write_padding(p, padding);
}

// ---- floats ----------------------------------------------------------------------------------

// The flag #: a decimal point always, and %g keeps its trailing zeros. `number` begins with its sign.
static void restore_zeros(Buffer *number, char verb, int precision) {
    int digits = 0;
    if (verb == 'g' || verb == 'G' || verb == 'x')
        digits = precision < 0 ? 6 : precision;
    bool is_hex = verb == 'x' || verb == 'X';
    bool has_point = false, saw_nonzero = false;
    char tail[8];
    size_t tail_length = 0;
    for (size_t i = 1; i < number->length; i++) {
        char c = number->data[i];
        if (c == '.') {
            has_point = true;
        } else if (c == 'p' || c == 'P' || (!is_hex && (c == 'e' || c == 'E'))) {
            tail_length = number->length - i;
            memcpy(tail, number->data + i, tail_length);
            number->length = i;
        } else {
            saw_nonzero |= c != '0';
            digits -= saw_nonzero;
        }
    }
    if (!has_point) {
        if (number->length == 2 && number->data[1] == '0')
            digits--;
        buffer_add_byte(number, '.');
    }
    if (digits > 0)
        buffer_fill(number, '0', (size_t)digits);
    buffer_add(number, tail, tail_length);
}

void fmt_float(Printer *p, double value, int bits, char verb, int precision) {
    if (p->flags & FMT_PRECISION)
        precision = p->precision;
    Buffer *number = &p->scratch;
    number->length = 0;
    buffer_add_byte(number, '+');
    buffer_add_float(number, value, verb, precision, bits);
    if (number->data[1] == '-' || number->data[1] == '+')
        memmove(number->data, number->data + 1, --number->length);
    if (p->flags & FMT_SPACE && number->data[0] == '+' && !(p->flags & FMT_PLUS))
        number->data[0] = ' ';
    if (number->data[1] == 'I' || number->data[1] == 'N') {
        bool drops_sign = number->data[1] == 'N' && !(p->flags & (FMT_SPACE | FMT_PLUS));
        pad_with_spaces(p, number->data + drops_sign, number->length - drops_sign);
        return;
    }
    if (p->flags & FMT_SHARP && verb != 'b')
        restore_zeros(number, verb, precision);
    if (!(p->flags & FMT_PLUS) && number->data[0] == '+') {
        fmt_pad(p, number->data + 1, number->length - 1);
        return;
    }
    bool pads_with_zeros = p->flags & FMT_ZERO && !(p->flags & FMT_MINUS) && p->flags & FMT_WIDTH;
    if (pads_with_zeros && p->width > (int64_t)number->length) { // between the sign and the digits
        buffer_add_byte(&p->out, number->data[0]);
        fmt_write_padding(p, p->width - (int64_t)number->length);
        buffer_add(&p->out, number->data + 1, number->length - 1);
        return;
    }
    fmt_pad(p, number->data, number->length);
}
