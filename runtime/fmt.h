// Private to package fmt (fmt_*.c): the printer, and what its files offer each other.
//
// A call of Printf takes a Printer from a pool, puts its text together in `out`, and hands that on as
// a whole; so a String method that prints on its own does not get in between.
//
//     fmt_entry.c    Println, Sprintf, ...: what the .mini side of the package calls
//     fmt_printf.c   the format string
//     fmt_print.c    one operand, by its type, down through its fields and elements
//     fmt_methods.c  the operand's own methods: Format, GoString, Error, String
//     fmt_sort.c     the order of map keys
//     fmt_format.c   integers, strings, floats with width, precision and flags
//     fmt_quote.c    %q
#ifndef MINIC_RUNTIME_FMT_H
#define MINIC_RUNTIME_FMT_H

#include "abi.h"
#include "buffer.h"

// Flags of one verb. %+v and %#v are formats of their own: there, plus and sharp become plus_v and sharp_v.
enum {
    FMT_WIDTH = 1,
    FMT_PRECISION = 2,
    FMT_MINUS = 4,
    FMT_PLUS = 8,
    FMT_SHARP = 16,
    FMT_SPACE = 32,
    FMT_ZERO = 64,
    FMT_PLUS_V = 128,
    FMT_SHARP_V = 256,
};

// How a value was reached. One behind an unexported field is printed, but its methods are not
// called; a promoted field is exported on its own, whatever the embedded type's name.
enum { VALUE_HIDDEN = 1, VALUE_EMBEDDED = 2 };

// A value in memory. type == NULL: none, or the contents of a nil interface.
typedef struct {
    const RtType *type;
    const void *data;
    uint8_t access;
} Value;

typedef struct Printer {
    Buffer out;
    Buffer scratch; // one number or quoted string, before padding
    unsigned flags;
    int width;         // with FMT_WIDTH
    int precision;     // with FMT_PRECISION
    Value operand;     // what is being printed, for the message about a wrong verb,
    Value value;       // or, when that has no type, the part of it that is
    bool is_reordered; // the format uses argument indexes
    bool has_good_index;
    bool is_reporting; // in such a message: methods are not called
    bool is_panicking; // printing what a method panicked with
    bool wraps;        // Errorf: %w is allowed
    bool *wrapped;     // per operand: was there a %w for it
    int64_t wrap_verbs;
    struct Printer *next; // in the pool
} Printer;

// fmt_print.c
void fmt_print_operand(Printer *p, const RtEface *operand, int32_t verb);
void fmt_print_value(Printer *p, Value value, int32_t verb, int depth);
void fmt_print_string(Printer *p, RtString string, int32_t verb);
void fmt_bad_verb(Printer *p, int32_t verb);
Value fmt_dynamic(Value interface); // what an interface holds
void fmt_add_type(Printer *p, const RtType *type);
int64_t fmt_signed(const RtType *type, const void *data);
uint64_t fmt_unsigned(const RtType *type, const void *data);
static inline bool fmt_is_signed(const RtType *type) {
    return type->kind >= RT_INT && type->kind <= RT_INT64;
}
static inline bool fmt_is_unsigned(const RtType *type) {
    return type->kind >= RT_UINT && type->kind <= RT_UINTPTR;
}

// fmt_methods.c: whether p->operand has a method that printed it.
bool fmt_handle_methods(Printer *p, int32_t verb);

// fmt_sort.c
typedef struct {
    Value key;
    Value value;
} MapEntry;
// The entries, an array to be freed, point into the table that `iter` then holds on to: a method called on
// one of them may change the map.
MapEntry *fmt_sorted_map(Value map, RtMapIter *iter, int64_t *count);

// fmt_printf.c
void fmt_printf(Printer *p, RtString format, const RtEface *operands, int64_t count);
void fmt_print(Printer *p, const RtEface *operands, int64_t count);
void fmt_println(Printer *p, const RtEface *operands, int64_t count);

// fmt_format.c
void fmt_pad(Printer *p, const void *text, size_t length);
void fmt_pad_text(Printer *p, const char *text);
void fmt_write_padding(Printer *p, int64_t count);
void fmt_integer(Printer *p, uint64_t value, int base, bool is_signed, int32_t verb, bool is_upper);
void fmt_hex_0x(Printer *p, uint64_t value, bool has_prefix);
void fmt_unicode(Printer *p, uint64_t value);
void fmt_string(Printer *p, RtString string);
void fmt_string_hex(Printer *p, RtString string, bool is_upper);
void fmt_float(Printer *p, double value, int bits, char verb, int precision);

// fmt_quote.c
RtString fmt_truncate(const Printer *p, RtString string); // to the precision, in runes
void fmt_quote_string(Printer *p, RtString string);
void fmt_quote_rune(Printer *p, uint64_t rune);
void fmt_rune(Printer *p, uint64_t rune);

// fmt_printable.c: unicode's idea of a printable character.
bool rune_is_printable(int64_t rune);

#endif
