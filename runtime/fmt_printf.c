// The format string: %[flags][width][.precision][index]verb, and Print's and Println's spacing.
#include "fmt.h"

#include "abi.h"
#include "buffer.h"
#include "utf8.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { NUMBER_MAX = 1000000 }; // of a width or precision

typedef struct {
    Printer *printer;
    const uint8_t *at;
    const uint8_t *end;
    const RtEface *operands;
    int64_t count;
    int64_t next;     // operand
    bool after_index; // an index [n] has just been read
} Format;

static bool is_digit(uint8_t c) {
    return c >= '0' && c <= '9';
}

// Reads a number that ends before `end`; false: there is none. One that is too large uses up everything.
static bool read_number(const uint8_t **at, const uint8_t *end, int *number) {
    *number = 0;
    bool found = false;
    for (; *at < end && is_digit(**at); (*at)++) {
        if (*number > NUMBER_MAX) {
            *number = 0;
            *at = end;
            return false;
        }
        *number = *number * 10 + (**at - '0');
        found = true;
    }
    return found;
}

// [n], counted from 1. Without a closing bracket only the opening one is read. False: not a number.
static bool read_bracketed(Format *f, int64_t *index) {
    const uint8_t *open = f->at, *close = NULL;
    if (f->end - open >= 3)
        close = memchr(open + 1, ']', (size_t)(f->end - open - 1));
    f->at = close ? close + 1 : open + 1;
    if (!close)
        return false;
    const uint8_t *digits = open + 1;
    int number;
    bool is_number = read_number(&digits, close, &number) && digits == close;
    *index = number - 1;
    return is_number;
}

static void read_index(Format *f) {
    f->after_index = false;
    if (f->at >= f->end || *f->at != '[')
        return;
    f->printer->is_reordered = true;
    int64_t index = 0;
    f->after_index = read_bracketed(f, &index);
    if (f->after_index && index >= 0 && index < f->count)
        f->next = index;
    else
        f->printer->has_good_index = false;
}

// The operand for a `*`. False: it is missing, no integer, or too large.
static bool take_integer(Format *f, int *number) {
    *number = 0;
    if (f->next >= f->count)
        return false;
    const RtEface *operand = &f->operands[f->next++];
    int64_t value = 0;
    if (operand->type && fmt_is_signed(operand->type))
        value = fmt_signed(operand->type, operand->data);
    else if (operand->type && fmt_is_unsigned(operand->type))
        value = (int64_t)fmt_unsigned(operand->type, operand->data);
    else
        return false;
    if (value > NUMBER_MAX || value < -NUMBER_MAX)
        return false;
    if (value < 0 && fmt_is_unsigned(operand->type))
        return false;
    *number = (int)value;
    return true;
}

static void read_width(Format *f) {
    Printer *p = f->printer;
    if (f->at < f->end && *f->at == '*') {
        f->at++;
        if (take_integer(f, &p->width))
            p->flags |= FMT_WIDTH;
        else
            buffer_add_text(&p->out, "%!(BADWIDTH)");
        if (p->width < 0) {
            p->width = -p->width;
            p->flags = (p->flags | FMT_MINUS) & ~(unsigned)FMT_ZERO;
        }
        f->after_index = false;
        return;
    }
    if (read_number(&f->at, f->end, &p->width)) {
        p->flags |= FMT_WIDTH;
        if (f->after_index) // %[3]2d
            p->has_good_index = false;
    }
}

static void read_precision(Format *f) {
    Printer *p = f->printer;
    if (f->end - f->at < 2 || *f->at != '.')
        return;
    f->at++;
    if (f->after_index) // %[3].2d
        p->has_good_index = false;
    read_index(f);
    if (f->at < f->end && *f->at == '*') {
        f->at++;
        bool found = take_integer(f, &p->precision);
        if (found && p->precision >= 0)
            p->flags |= FMT_PRECISION;
        else
            buffer_add_text(&p->out, "%!(BADPREC)");
        if (p->precision < 0)
            p->precision = 0;
        f->after_index = false;
        return;
    }
    read_number(&f->at, f->end, &p->precision);
    p->flags |= FMT_PRECISION;
}

static unsigned flag_of(uint8_t c) {
    switch (c) {
    case '#': return FMT_SHARP;
    case '0': return FMT_ZERO;
    case '+': return FMT_PLUS;
    case '-': return FMT_MINUS;
    case ' ': return FMT_SPACE;
    default: return 0;
    }
}

static void move_flag(Printer *p, unsigned from, unsigned to) {
    if (p->flags & from)
        p->flags = (p->flags & ~from) | to;
}

static void print_operand(Format *f, int32_t verb) {
    Printer *p = f->printer;
    if (verb == 'w') {
        p->wrap_verbs++;
        if (p->wrapped)
            p->wrapped[f->next] = true;
    }
    if (verb == 'v' || verb == 'w') {
        move_flag(p, FMT_SHARP, FMT_SHARP_V);
        move_flag(p, FMT_PLUS, FMT_PLUS_V);
    }
    fmt_print_operand(p, &f->operands[f->next++], verb);
}

static void add_verb_error(Printer *p, int32_t verb, const char *text) {
    buffer_add_text(&p->out, "%!");
    buffer_add_rune(&p->out, verb);
    buffer_add_text(&p->out, text);
}

// What follows the flags, when it is more than a verb.
static void print_directive(Format *f) {
    Printer *p = f->printer;
    read_index(f);
    read_width(f);
    read_precision(f);
    if (!f->after_index)
        read_index(f);
    if (f->at >= f->end) {
        buffer_add_text(&p->out, "%!(NOVERB)");
        return;
    }
    int32_t verb;
    f->at += utf8_decode(f->at, f->end, &verb);
    if (verb == '%')
        buffer_add_byte(&p->out, '%');
    else if (!p->has_good_index)
        add_verb_error(p, verb, "(BADINDEX)");
    else if (f->next >= f->count)
        add_verb_error(p, verb, "(MISSING)");
    else
        print_operand(f, verb);
}

static void print_extra(Format *f) {
    Printer *p = f->printer;
    p->flags = 0;
    p->width = p->precision = 0;
    buffer_add_text(&p->out, "%!(EXTRA ");
    for (int64_t i = f->next; i < f->count; i++) {
        const RtEface *operand = &f->operands[i];
        if (i > f->next)
            buffer_add_text(&p->out, ", ");
        if (operand->type) {
            fmt_add_type(p, operand->type);
            buffer_add_byte(&p->out, '=');
        }
        fmt_print_operand(p, operand, 'v');
    }
    buffer_add_byte(&p->out, ')');
}

void fmt_printf(Printer *p, RtString format, const RtEface *operands, int64_t count) {
    Format f = {
        .printer = p, .at = format.ptr, .end = format.ptr + format.len, .operands = operands, .count = count};
    p->is_reordered = false;
    while (f.at < f.end) {
        p->has_good_index = true;
        const uint8_t *percent = memchr(f.at, '%', (size_t)(f.end - f.at));
        const uint8_t *stop = percent ? percent : f.end;
        buffer_add(&p->out, f.at, (size_t)(stop - f.at));
        f.at = stop;
        if (!percent)
            break;
        f.at++;
        p->flags = 0;
        p->width = p->precision = 0;
        for (unsigned flag; f.at < f.end && (flag = flag_of(*f.at)) != 0; f.at++)
            p->flags |= flag;
        bool is_plain = f.at < f.end && *f.at >= 'a' && *f.at <= 'z' && f.next < f.count;
        if (is_plain)
            print_operand(&f, *f.at++);
        else
            print_directive(&f);
    }
    if (!p->is_reordered && f.next < f.count)
        print_extra(&f);
}

// A space between operands when neither is a string.
void fmt_print(Printer *p, const RtEface *operands, int64_t count) {
    bool after_string = false;
    for (int64_t i = 0; i < count; i++) {
        bool is_string = operands[i].type && operands[i].type->kind == RT_STRING;
        if (i > 0 && !is_string && !after_string)
            buffer_add_byte(&p->out, ' ');
        fmt_print_operand(p, &operands[i], 'v');
        after_string = is_string;
    }
}

void fmt_println(Printer *p, const RtEface *operands, int64_t count) {
    for (int64_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_add_byte(&p->out, ' ');
        fmt_print_operand(p, &operands[i], 'v');
    }
    buffer_add_byte(&p->out, '\n');
}
