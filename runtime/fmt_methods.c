// The methods by which a value prints itself: Format, GoString, Error and String, in this order. A type
// has one when its method set has the name with the right func type.
#include "fmt.h"

#include "buffer.h"
#include "state.h"
#include "value.h"

#include <stdint.h>
#include <string.h>

typedef RtString (*TextMethod)(void *receiver);
typedef void (*FormatMethod)(void *receiver, const RtItab *state_table, void *state, int32_t verb);

static const RtItab *state_table; // of *pp as a State, told by the package's initialisation

static void *receiver_of(Value value) {
    if (value.type->flags & RT_FLAG_DIRECT)
        return *(void *const *)value.data;
    return (void *)(uintptr_t)value.data;
}

// A method found for an operand, and how its call ended.
typedef struct {
    const char *name;
    void *code;
    RtString text; // its result, unless it is Format
    RtEface panic; // of no type: it returned
} Call;

// Nothing that is read after the jump changes between the two returns of setjmp.
static __attribute__((noinline)) void call_method(Printer *p, Value value, int32_t verb, Call *call) {
    RtCatch catch;
    catch_begin(&catch);
    if (__builtin_setjmp(catch.registers) == 0) {
        if (strcmp(call->name, "Format") == 0) {
            __extension__ FormatMethod method = (FormatMethod)call->code;
            method(receiver_of(value), state_table, p, verb);
        } else {
            __extension__ TextMethod method = (TextMethod)call->code;
            call->text = method(receiver_of(value));
        }
        catch_end(&catch);
    } else {
        call->panic = catch.value;
    }
}

// A nil receiver that a method could not bear prints as <nil>; any other panic as a message.
static void report_panic(Printer *p, Value value, int32_t verb, const Call *call) {
    if (value.type->kind == RT_POINTER && !receiver_of(value)) {
        buffer_add_text(&p->out, "<nil>");
        return;
    }
    if (p->is_panicking)
        panic_run(call->panic, false);
    unsigned flags = p->flags;
    p->flags = 0;
    p->width = p->precision = 0;
    buffer_add_text(&p->out, "%!");
    buffer_add_rune(&p->out, verb);
    buffer_add_text(&p->out, "(PANIC=");
    buffer_add_text(&p->out, call->name);
    buffer_add_text(&p->out, " method: ");
    p->is_panicking = true;
    fmt_print_operand(p, &call->panic, 'v');
    p->is_panicking = false;
    buffer_add_byte(&p->out, ')');
    p->flags = flags;
}

static Call find_call(const Printer *p, const RtType *type, int32_t verb) {
    static const char text_func[] = "func() string";
    Call call = {.name = "Format"};
    if (state_table)
        call.code = type_find_method(type, call.name, "func(fmt.State, int32)");
    if (call.code)
        return call;
    if (p->flags & FMT_SHARP_V) {
        call.name = "GoString";
        call.code = type_find_method(type, call.name, text_func);
    } else if (verb == 'v' || verb == 's' || verb == 'x' || verb == 'X' || verb == 'q') {
        call.name = "Error";
        call.code = type_find_method(type, call.name, text_func);
        if (!call.code) {
            call.name = "String";
            call.code = type_find_method(type, call.name, text_func);
        }
    }
    return call;
}

bool fmt_handle_methods(Printer *p, int32_t verb) {
    Value value = p->operand;
    if (p->is_reporting)
        return false;
    bool has_methods = value.type && value.type->nmethods > 0;
    if (verb == 'w') {
        bool is_error = has_methods && type_find_method(value.type, "Error", "func() string");
        if (!is_error || !p->wraps) {
            fmt_bad_verb(p, verb);
            return true;
        }
        verb = 'v';
    }
    if (!has_methods)
        return false;
    Call call = find_call(p, value.type, verb);
    if (!call.code)
        return false;
    call_method(p, value, verb, &call);
    if (call.panic.type)
        report_panic(p, value, verb, &call);
    else if (p->flags & FMT_SHARP_V && strcmp(call.name, "GoString") == 0)
        fmt_string(p, call.text);
    else if (strcmp(call.name, "Format") != 0)
        fmt_print_string(p, call.text, verb);
    return true;
}

void rt_fmt_setStateTable(const RtItab *table, void *data);
void rt_fmt_setStateTable(const RtItab *table, void *data) {
    (void)data;
    state_table = table;
}
