// What Go prints of an uncaught panic: the chain of those that have not ended, oldest first.
//
// Values are turned into text (Error, String) only after all deferred calls have run, as in Go.
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "entry.h"
#include "state.h"

static bool has_name(const RtString *name, const char *text) {
    return name->len == (int64_t)strlen(text) && memcmp(name->ptr, text, strlen(text)) == 0;
}

// A method without a type is one of the runtime's own (error.c).
static const RtMethod *find_text_method(const RtType *type, const char *name) {
    for (int64_t i = 0; i < type->nmethods; i++) {
        const RtMethod *method = &type->methods[i];
        if (has_name(&method->name, name) &&
            (!method->type || has_name(&method->type->name, "func() string")))
            return method;
    }
    return NULL;
}

// The error's or Stringer's text of every panic in the list. One that has the value of the next older is not
// printed.
static void convert_values(RtPanic *panic) {
    for (; panic; panic = panic->link) {
        RtPanic *older = panic->link;
        if (older && older->value.type == panic->value.type && older->value.data == panic->value.data) {
            older->is_repanicked = true;
            continue;
        }
        if (panic->is_goexit)
            continue;
        const RtMethod *method = find_text_method(panic->value.type, "Error");
        if (!method)
            method = find_text_method(panic->value.type, "String");
        if (method) {
            __extension__ RtString (*code)(void *) = (RtString(*)(void *))method->code;
            panic->text = code(panic->value.data);
            panic->has_text = true;
        }
    }
}

static void print_text(const char *text) {
    rt_print_string((void *)(uintptr_t)text, (int64_t)strlen(text));
}

// Lines after the first are indented.
static void print_indented(RtString string) {
    const uint8_t *line = string.ptr, *end = line + string.len;
    while (line < end) {
        const uint8_t *newline = memchr(line, '\n', (size_t)(end - line));
        const uint8_t *stop = newline ? newline + 1 : end;
        rt_print_string((void *)(uintptr_t)line, stop - line);
        if (newline)
            print_text("\t");
        line = stop;
    }
}

static bool is_basic(const RtType *type) {
    return (type->kind >= RT_BOOL && type->kind <= RT_COMPLEX128) || type->kind == RT_STRING;
}

static void print_basic(RtKind kind, const void *data) {
    switch (kind) {
    case RT_BOOL: rt_print_bool(*(const bool *)data); break;
    case RT_INT:
    case RT_INT64: rt_print_int(*(const int64_t *)data); break;
    case RT_INT8: rt_print_int(*(const int8_t *)data); break;
    case RT_INT16: rt_print_int(*(const int16_t *)data); break;
    case RT_INT32: rt_print_int(*(const int32_t *)data); break;
    case RT_UINT:
    case RT_UINTPTR:
    case RT_UINT64: rt_print_uint(*(const int64_t *)data); break;
    case RT_UINT8: rt_print_uint(*(const uint8_t *)data); break;
    case RT_UINT16: rt_print_uint(*(const uint16_t *)data); break;
    case RT_UINT32: rt_print_uint(*(const uint32_t *)data); break;
    case RT_FLOAT32: rt_print_float32(*(const float *)data); break;
    case RT_FLOAT64: rt_print_float(*(const double *)data); break;
    case RT_COMPLEX64: rt_print_complex64(((const float *)data)[0], ((const float *)data)[1]); break;
    case RT_COMPLEX128: rt_print_complex(((const double *)data)[0], ((const double *)data)[1]); break;
    default: print_indented(*(const RtString *)data); break;
    }
}

// 5, main.T(5), main.S("text"); any other type (main.T) 0xc000012345.
static void print_value(RtEface value) {
    const RtType *type = value.type;
    bool is_defined = memchr(type->name.ptr, '.', (size_t)type->name.len) != NULL;
    if (!is_basic(type)) {
        print_text("(");
        rt_print_string((void *)(uintptr_t)type->name.ptr, type->name.len);
        print_text(") ");
        rt_print_pointer(value.data);
        return;
    }
    const char *quote = type->kind == RT_STRING ? "\"" : "";
    if (is_defined) {
        rt_print_string((void *)(uintptr_t)type->name.ptr, type->name.len);
        print_text("(");
        print_text(quote);
    }
    print_basic((RtKind)type->kind, value.data);
    if (is_defined) {
        print_text(quote);
        print_text(")");
    }
}

static void print_chain(const RtPanic *panic) {
    if (panic->link) {
        print_chain(panic->link);
        if (panic->link->is_repanicked)
            return;
        if (!panic->link->is_goexit)
            print_text("\t");
    }
    if (panic->is_goexit)
        return;
    print_text("panic: ");
    if (panic->has_text)
        print_indented(panic->text);
    else
        print_value(panic->value);
    if (panic->is_recovered)
        print_text(panic->is_repanicked ? " [recovered, repanicked]" : " [recovered]");
    rt_print_newline();
}

static bool has_signal(const RtPanic *panic) {
    return panic && (panic->is_signal || has_signal(panic->link));
}

// Go's text for a panic in a method that a panic's printing called.
static _Noreturn void throw_while_printing(RtEface value) {
    bool is_string = value.type->kind == RT_STRING && has_name(&value.type->name, "string");
    RtString text = is_string ? *(const RtString *)value.data : value.type->name;
    char message[256];
    snprintf(message, sizeof message, "panic while printing panic value: %s%.*s", is_string ? "" : "type ",
             (int)text.len, (const char *)text.ptr);
    rt_throw(message);
}

// Calls the program's methods, which may panic.
void panic_convert(RtPanic *panic) {
    RtCatch catch;
    catch_begin(&catch);
    if (__builtin_setjmp(catch.registers) != 0)
        throw_while_printing(catch.value);
    convert_values(panic);
    catch_end(&catch);
}

void panic_print(const RtPanic *panic) {
    rt_print_begin();
    print_chain(panic);
    rt_print_end();
    if (has_signal(panic))
        fprintf(stderr, "[signal SIGSEGV: segmentation violation code=0x1 addr=0x%lx pc=0x%lx]\n",
                (unsigned long)rt_g->fault_address, (unsigned long)rt_g->fault_pc);
}
