// The methods by which a value prints itself: Format, GoString, Error and String, in this order. A type
// has one when its method set has the name with the right func type.
#include "fmt.h"
#include "value.h"

typedef RtString (*TextMethod)(void *receiver);
typedef void (*FormatMethod)(void *receiver, const RtItab *state_table, void *state, int32_t verb);

static const RtItab *state_table; // of *pp as a State, told by the package's initialisation

static bool has_name(RtString name, const char *text) {
    size_t length = strlen(text);
    return name.len == (int64_t)length && memcmp(name.ptr, text, length) == 0;
}

// Methods of the runtime's own errors have no func type.
static void *find_method(const RtType *type, const char *name, const char *func_type) {
    for (int64_t i = 0; i < type->nmethods; i++) {
        const RtMethod *method = &type->methods[i];
        if (has_name(method->name, name) && (!method->type || has_name(method->type->name, func_type)))
            return method->code;
    }
    return NULL;
}

static void *receiver_of(Value value) {
    if (value.type->flags & RT_FLAG_DIRECT)
        return *(void *const *)value.data;
    return (void *)(uintptr_t)value.data;
}

static RtString call_text(Value value, void *code) {
    __extension__ TextMethod method = (TextMethod)code;
    return method(receiver_of(value));
}

static bool call_format(Printer *p, Value value, int32_t verb) {
    void *code = find_method(value.type, "Format", "func(fmt.State, int32)");
    if (!code || !state_table)
        return false;
    __extension__ FormatMethod method = (FormatMethod)code;
    method(receiver_of(value), state_table, p, verb);
    return true;
}

static bool is_text_verb(int32_t verb) {
    return verb == 'v' || verb == 's' || verb == 'x' || verb == 'X' || verb == 'q';
}

static const char text_func[] = "func() string";

bool fmt_handle_methods(Printer *p, int32_t verb) {
    Value value = p->operand;
    if (p->is_reporting)
        return false;
    bool has_methods = value.type && value.type->nmethods > 0;
    if (verb == 'w') {
        bool is_error = has_methods && find_method(value.type, "Error", text_func);
        if (!is_error || !p->wraps) {
            fmt_bad_verb(p, verb);
            return true;
        }
        verb = 'v';
    }
    if (!has_methods)
        return false;
    if (call_format(p, value, verb))
        return true;
    if (p->flags & FMT_SHARP_V) {
        void *code = find_method(value.type, "GoString", text_func);
        if (code)
            fmt_string(p, call_text(value, code));
        return code != NULL;
    }
    if (!is_text_verb(verb))
        return false;
    void *code = find_method(value.type, "Error", text_func);
    if (!code)
        code = find_method(value.type, "String", text_func);
    if (code)
        fmt_print_string(p, call_text(value, code), verb);
    return code != NULL;
}

void rt_fmt_setStateTable(const RtItab *table, void *data);
void rt_fmt_setStateTable(const RtItab *table, void *data) {
    (void)data;
    state_table = table;
}
