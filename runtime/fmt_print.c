// One operand of a print, by its type, down through its fields and elements.
#include "fmt.h"

#include "abi.h"
#include "buffer.h"
#include "state.h"
#include "value.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const RtString brackets_nil = {(const uint8_t *)"(nil)", 5};

static void add_string(Printer *p, RtString string) {
    buffer_add(&p->out, string.ptr, (size_t)string.len);
}

void fmt_add_type(Printer *p, const RtType *type) {
    add_string(p, type->name);
}

Value fmt_dynamic(Value interface) {
    RtEface dynamic = value_dynamic(interface.type, interface.data);
    Value value = {.type = dynamic.type, .access = interface.access ? VALUE_HIDDEN : 0};
    if (dynamic.type) {
        const RtEface *words = interface.data; // the data word is the second in either form
        value.data = dynamic.type->flags & RT_FLAG_DIRECT ? (const void *)&words->data : dynamic.data;
    }
    return value;
}

int64_t fmt_signed(const RtType *type, const void *data) {
    switch (type->size) {
    case 1: return *(const int8_t *)data;
    case 2: return *(const int16_t *)data;
    case 4: return *(const int32_t *)data;
    default: return *(const int64_t *)data;
    }
}

uint64_t fmt_unsigned(const RtType *type, const void *data) {
    switch (type->size) {
    case 1: return *(const uint8_t *)data;
    case 2: return *(const uint16_t *)data;
    case 4: return *(const uint32_t *)data;
    default: return *(const uint64_t *)data;
    }
}

// ---- basic kinds -----------------------------------------------------------------------------

// %!d(string=hi): the verb does not suit the type.
void fmt_bad_verb(Printer *p, int32_t verb) {
    p->is_reporting = true;
    buffer_add_text(&p->out, "%!");
    buffer_add_rune(&p->out, verb);
    buffer_add_byte(&p->out, '(');
    Value value = p->operand.type ? p->operand : p->value;
    if (value.type) {
        fmt_add_type(p, value.type);
        buffer_add_byte(&p->out, '=');
        fmt_print_value(p, value, 'v', 0);
    } else {
        buffer_add_text(&p->out, "<nil>");
    }
    buffer_add_byte(&p->out, ')');
    p->is_reporting = false;
}

static void print_bool(Printer *p, bool value, int32_t verb) {
    if (verb == 't' || verb == 'v')
        fmt_pad_text(p, value ? "true" : "false");
    else
        fmt_bad_verb(p, verb);
}

static void print_integer(Printer *p, uint64_t value, bool is_signed, int32_t verb) {
    switch (verb) {
    case 'v':
        if (p->flags & FMT_SHARP_V && !is_signed)
            fmt_hex_0x(p, value, true);
        else
            fmt_integer(p, value, 10, is_signed, verb, false);
        break;
    case 'd': fmt_integer(p, value, 10, is_signed, verb, false); break;
    case 'b': fmt_integer(p, value, 2, is_signed, verb, false); break;
    case 'o':
    case 'O': fmt_integer(p, value, 8, is_signed, verb, false); break;
    case 'x': fmt_integer(p, value, 16, is_signed, verb, false); break;
    case 'X': fmt_integer(p, value, 16, is_signed, verb, true); break;
    case 'c': fmt_rune(p, value); break;
    case 'q': fmt_quote_rune(p, value); break;
    case 'U': fmt_unicode(p, value); break;
    default: fmt_bad_verb(p, verb);
    }
}

static void print_float(Printer *p, double value, int bits, int32_t verb) {
    switch (verb) {
    case 'v': fmt_float(p, value, bits, 'g', -1); break;
    case 'b':
    case 'g':
    case 'G':
    case 'x':
    case 'X': fmt_float(p, value, bits, (char)verb, -1); break;
    case 'f':
    case 'e':
    case 'E': fmt_float(p, value, bits, (char)verb, 6); break;
    case 'F': fmt_float(p, value, bits, 'f', 6); break;
    default: fmt_bad_verb(p, verb);
    }
}

static void print_complex(Printer *p, double real, double imaginary, int bits, int32_t verb) {
    if (verb <= 0 || verb >= 0x80 || !strchr("vbgGxXfFeE", verb)) {
        fmt_bad_verb(p, verb);
        return;
    }
    unsigned flags = p->flags;
    buffer_add_byte(&p->out, '(');
    print_float(p, real, bits, verb);
    p->flags |= FMT_PLUS; // the imaginary part always has a sign
    print_float(p, imaginary, bits, verb);
    buffer_add_text(&p->out, "i)");
    p->flags = flags;
}

void fmt_print_string(Printer *p, RtString string, int32_t verb) {
    switch (verb) {
    case 'v':
        if (p->flags & FMT_SHARP_V)
            fmt_quote_string(p, string);
        else
            fmt_string(p, string);
        break;
    case 's': fmt_string(p, string); break;
    case 'x': fmt_string_hex(p, string, false); break;
    case 'X': fmt_string_hex(p, string, true); break;
    case 'q': fmt_quote_string(p, string); break;
    default: fmt_bad_verb(p, verb);
    }
}

// ---- pointers --------------------------------------------------------------------------------

static void print_pointer(Printer *p, Value value, int32_t verb) {
    uint64_t address = 0;
    switch (value.type->kind) {
    case RT_FUNC: { // the code's address, not the closure's
        const RtClosure *closure = *(RtClosure *const *)value.data;
        address = closure ? (uint64_t)(uintptr_t)closure->code : 0;
        break;
    }
    case RT_CHAN:
    case RT_MAP:
    case RT_POINTER:
    case RT_SLICE:
    case RT_UNSAFE_POINTER: address = *(const uint64_t *)value.data; break;
    default: fmt_bad_verb(p, verb); return;
    }
    switch (verb) {
    case 'v':
        if (p->flags & FMT_SHARP_V) {
            buffer_add_byte(&p->out, '(');
            fmt_add_type(p, value.type);
            buffer_add_text(&p->out, ")(");
            if (address)
                fmt_hex_0x(p, address, true);
            else
                buffer_add_text(&p->out, "nil");
            buffer_add_byte(&p->out, ')');
        } else if (address) {
            fmt_hex_0x(p, address, !(p->flags & FMT_SHARP));
        } else {
            fmt_pad_text(p, "<nil>");
        }
        break;
    case 'p': fmt_hex_0x(p, address, !(p->flags & FMT_SHARP)); break;
    case 'b':
    case 'o':
    case 'd':
    case 'x':
    case 'X': print_integer(p, address, false, verb); break;
    default: fmt_bad_verb(p, verb);
    }
}

// ---- composite kinds -------------------------------------------------------------------------

static void add_separator(Printer *p, int64_t index) {
    if (index > 0)
        buffer_add_text(&p->out, p->flags & FMT_SHARP_V ? ", " : " ");
}

static Value field_of(Value record, const RtField *field) {
    uint8_t access = record.access & VALUE_HIDDEN;
    if (field->pkg)
        access |= field->embedded ? VALUE_EMBEDDED : VALUE_HIDDEN;
    Value value = {field->type, (const char *)record.data + field->offset, access};
    if (value.type->kind == RT_INTERFACE) {
        Value dynamic = fmt_dynamic(value);
        if (dynamic.type)
            return dynamic;
    }
    return value;
}

static void print_struct(Printer *p, Value value, int32_t verb, int depth) {
    if (p->flags & FMT_SHARP_V)
        fmt_add_type(p, value.type);
    buffer_add_byte(&p->out, '{');
    for (int64_t i = 0; i < value.type->nfields; i++) {
        const RtField *field = &value.type->fields[i];
        add_separator(p, i);
        if (p->flags & (FMT_PLUS_V | FMT_SHARP_V)) {
            add_string(p, field->name);
            buffer_add_byte(&p->out, ':');
        }
        fmt_print_value(p, field_of(value, field), verb, depth + 1);
    }
    buffer_add_byte(&p->out, '}');
}

static void print_map(Printer *p, Value value, int32_t verb, int depth) {
    bool is_sharp = p->flags & FMT_SHARP_V;
    if (is_sharp) {
        fmt_add_type(p, value.type);
        if (!*(void *const *)value.data) {
            add_string(p, brackets_nil);
            return;
        }
    }
    buffer_add_text(&p->out, is_sharp ? "{" : "map[");
    int64_t count;
    RtMapIter iter;
    MapEntry *entries = fmt_sorted_map(value, &iter, &count);
    for (int64_t i = 0; i < count; i++) {
        add_separator(p, i);
        fmt_print_value(p, entries[i].key, verb, depth + 1);
        buffer_add_byte(&p->out, ':');
        fmt_print_value(p, entries[i].value, verb, depth + 1);
    }
    free(entries);
    __asm__ volatile("" : : "r"(&iter) : "memory"); // the table was needed until here
    buffer_add_byte(&p->out, is_sharp ? '}' : ']');
}

// The elements of an array or slice.
static RtSlice elements_of(Value value) {
    if (value.type->kind == RT_SLICE)
        return *(const RtSlice *)value.data;
    return (RtSlice){(void *)(uintptr_t)value.data, value.type->len, value.type->len};
}

// [1 2 3], or []int{1, 2, 3} under %#v, where the bytes of a []byte are in hexadecimal.
static void print_elements(Printer *p, Value value, int32_t verb, int depth) {
    bool is_sharp = p->flags & FMT_SHARP_V;
    RtSlice elements = elements_of(value);
    if (is_sharp) {
        fmt_add_type(p, value.type);
        if (value.type->kind == RT_SLICE && !elements.ptr) {
            add_string(p, brackets_nil);
            return;
        }
    }
    buffer_add_byte(&p->out, is_sharp ? '{' : '[');
    Value element = {.type = value.type->elem, .access = value.access ? VALUE_HIDDEN : 0};
    for (int64_t i = 0; i < elements.len; i++) {
        add_separator(p, i);
        element.data = (const char *)elements.ptr + i * element.type->size;
        fmt_print_value(p, element, verb, depth + 1);
    }
    buffer_add_byte(&p->out, is_sharp ? '}' : ']');
}

static void print_list(Printer *p, Value value, int32_t verb, int depth) {
    bool is_text = verb == 's' || verb == 'q' || verb == 'x' || verb == 'X';
    if (is_text && value.type->elem->kind == RT_UINT8) {
        RtSlice bytes = elements_of(value);
        fmt_print_string(p, (RtString){bytes.ptr, bytes.len}, verb);
    } else {
        print_elements(p, value, verb, depth);
    }
}

// An operand of type []byte itself is not taken apart: its bytes ignore methods and are never `uint8`.
static void print_bytes(Printer *p, Value value, int32_t verb) {
    const RtSlice *bytes = value.data;
    bool is_sharp = p->flags & FMT_SHARP_V;
    if (verb != 'v' && verb != 'd') {
        print_list(p, value, verb, 0);
        return;
    }
    if (is_sharp) {
        buffer_add_text(&p->out, "[]byte");
        if (!bytes->ptr) {
            add_string(p, brackets_nil);
            return;
        }
    }
    buffer_add_byte(&p->out, is_sharp ? '{' : '[');
    for (int64_t i = 0; i < bytes->len; i++) {
        add_separator(p, i);
        uint8_t byte = ((const uint8_t *)bytes->ptr)[i];
        if (is_sharp)
            fmt_hex_0x(p, byte, true);
        else
            fmt_integer(p, byte, 10, false, verb, false);
    }
    buffer_add_byte(&p->out, is_sharp ? '}' : ']');
}

static void print_interface(Printer *p, Value value, int32_t verb, int depth) {
    Value dynamic = fmt_dynamic(value);
    if (dynamic.type) {
        fmt_print_value(p, dynamic, verb, depth + 1);
    } else if (p->flags & FMT_SHARP_V) {
        fmt_add_type(p, value.type);
        add_string(p, brackets_nil);
    } else {
        buffer_add_text(&p->out, "<nil>");
    }
}

// &{...} at the top; deeper pointers print as addresses, so that cycles end.
static void print_reference(Printer *p, Value value, int32_t verb, int depth) {
    const void *target = *(void *const *)value.data;
    const RtType *type = value.type->elem;
    bool is_composite = type && (type->kind == RT_ARRAY || type->kind == RT_SLICE ||
                                 type->kind == RT_STRUCT || type->kind == RT_MAP);
    if (depth > 0 || !target || !is_composite) {
        print_pointer(p, value, verb);
        return;
    }
    buffer_add_byte(&p->out, '&');
    fmt_print_value(p, (Value){type, target, value.access}, verb, depth + 1);
}

// ---- any value -------------------------------------------------------------------------------

static void print_by_kind(Printer *p, Value value, int32_t verb, int depth) {
    const void *data = value.data;
    switch ((RtKind)value.type->kind) {
    case RT_BOOL: print_bool(p, *(const bool *)data, verb); break;
    case RT_INT:
    case RT_INT8:
    case RT_INT16:
    case RT_INT32:
    case RT_INT64: print_integer(p, (uint64_t)fmt_signed(value.type, data), true, verb); break;
    case RT_UINT:
    case RT_UINT8:
    case RT_UINT16:
    case RT_UINT32:
    case RT_UINT64:
    case RT_UINTPTR: print_integer(p, fmt_unsigned(value.type, data), false, verb); break;
    case RT_FLOAT32: print_float(p, (double)*(const float *)data, 32, verb); break;
    case RT_FLOAT64: print_float(p, *(const double *)data, 64, verb); break;
    case RT_COMPLEX64: {
        const float *parts = data;
        print_complex(p, (double)parts[0], (double)parts[1], 32, verb);
        break;
    }
    case RT_COMPLEX128: {
        const double *parts = data;
        print_complex(p, parts[0], parts[1], 64, verb);
        break;
    }
    case RT_STRING: fmt_print_string(p, *(const RtString *)data, verb); break;
    case RT_MAP: print_map(p, value, verb, depth); break;
    case RT_STRUCT: print_struct(p, value, verb, depth); break;
    case RT_INTERFACE: print_interface(p, value, verb, depth); break;
    case RT_ARRAY:
    case RT_SLICE: print_list(p, value, verb, depth); break;
    case RT_POINTER: print_reference(p, value, verb, depth); break;
    case RT_CHAN:
    case RT_FUNC:
    case RT_UNSAFE_POINTER: print_pointer(p, value, verb); break;
    case RT_INVALID: break;
    }
}

typedef struct {
    Printer *p;
    Value value;
    int32_t verb;
    int depth;
} PrintCall;

static void print_on_segment(void *argument) {
    const PrintCall *call = argument;
    fmt_print_value(call->p, call->value, call->verb, call->depth);
}

void fmt_print_value(Printer *p, Value value, int32_t verb, int depth) {
    if (!stack_has(STACK_WANTED)) {
        stack_call(print_on_segment, &(PrintCall){p, value, verb, depth});
        return;
    }
    if (depth > 0 && !value.access) {
        p->operand = value.type->kind == RT_INTERFACE ? fmt_dynamic(value) : value;
        if (fmt_handle_methods(p, verb))
            return;
    }
    p->operand = (Value){0};
    p->value = value;
    print_by_kind(p, value, verb, depth);
}

static bool is_byte_slice(const RtType *type) {
    static const char name[] = "[]uint8";
    return type->kind == RT_SLICE && type->name.len == sizeof name - 1 &&
           memcmp(type->name.ptr, name, sizeof name - 1) == 0;
}

void fmt_print_operand(Printer *p, const RtEface *operand, int32_t verb) {
    p->operand = p->value = (Value){0};
    if (!operand->type) {
        if (verb == 'T' || verb == 'v')
            fmt_pad_text(p, "<nil>");
        else
            fmt_bad_verb(p, verb);
        return;
    }
    const RtType *type = operand->type;
    bool is_direct = type->flags & RT_FLAG_DIRECT;
    Value value = {.type = type, .data = is_direct ? (const void *)&operand->data : operand->data};
    p->operand = value;
    if (verb == 'T') {
        fmt_string(p, type->name);
    } else if (verb == 'p') {
        print_pointer(p, value, 'p');
    } else if (is_byte_slice(type)) {
        print_bytes(p, value, verb);
    } else if (type->nmethods == 0 && (type->kind <= RT_COMPLEX128 || type->kind == RT_STRING) &&
               verb != 'w') {
        print_by_kind(p, value, verb, 0);
    } else if (!fmt_handle_methods(p, verb)) {
        fmt_print_value(p, value, verb, 0);
    }
}
