// Run-time errors: values whose types have the methods Error and RuntimeError, so that a recovered one is a
// runtime.Error as in Go. Each is a pointer to an RtString with the whole text: the interface's data word of
// a string type is that too, so one Error method serves them all.
//
// The descriptors' methods have no func type, which is the program's to describe: a method whose type is NULL
// matches by its name alone (rt_itab_get).
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "entry.h"
#include "state.h"

static RtString error_text(const RtString *data) {
    return *data;
}

static void error_is_runtime(const RtString *data) {
    (void)data;
}

static const RtMethod error_methods[] = {
    {.name = RT_TEXT("Error"), .code = __extension__(void *) error_text},
    {.name = RT_TEXT("RuntimeError"), .code = __extension__(void *) error_is_runtime},
};

static const uint64_t string_mask[1] = {1};
static RtLayout string_layout = {.size = sizeof(RtString), .mask_words = 1, .mask = string_mask};
static RtLayout pointer_layout = {.size = 8, .mask_words = 1, .mask = string_mask};

// What is a struct in Go has the text as its one field: printing puts spaces around what is no string.
static const RtType text_type = {.size = sizeof(RtString),
                                 .kind = RT_STRING,
                                 .align = 8,
                                 .flags = RT_FLAG_COMPARABLE,
                                 .name = RT_TEXT("string"),
                                 .layout = &string_layout};
static const RtField text_field[] = {{.name = RT_TEXT("text"), .type = &text_type, .pkg = "runtime"}};

#define TEXT_TYPE(type_kind, type_name, base_name, type_hash)                                                \
    {.size = sizeof(RtString),                                                                               \
     .hash = (type_hash),                                                                                    \
     .kind = (type_kind),                                                                                    \
     .align = 8,                                                                                             \
     .flags = RT_FLAG_COMPARABLE | RT_FLAG_NAMED,                                                            \
     .name = RT_TEXT(type_name),                                                                             \
     .base = RT_TEXT(base_name),                                                                             \
     .layout = &string_layout,                                                                               \
     .fields = text_field,                                                                                   \
     .nfields = 1,                                                                                           \
     .methods = error_methods,                                                                               \
     .nmethods = 2}
#define STRING_TYPE(name, base, hash) TEXT_TYPE(RT_STRING, name, base, hash)
#define STRUCT_TYPE(name, base, hash) TEXT_TYPE(RT_STRUCT, name, base, hash)

#define POINTER_TYPE(type_name, element, type_hash)                                                          \
    {.size = 8,                                                                                              \
     .hash = (type_hash),                                                                                    \
     .kind = RT_POINTER,                                                                                     \
     .align = 8,                                                                                             \
     .flags = RT_FLAG_DIRECT | RT_FLAG_COMPARABLE | RT_FLAG_MEMEQ,                                           \
     .name = RT_TEXT(type_name),                                                                             \
     .layout = &pointer_layout,                                                                              \
     .elem = (element),                                                                                      \
     .methods = error_methods,                                                                               \
     .nmethods = 2}

static const RtType error_string_type = STRING_TYPE("runtime.errorString", "errorString", 0x72740001);
static const RtType plain_error_type = STRING_TYPE("runtime.plainError", "plainError", 0x72740002);
static const RtType bounds_error_type = STRUCT_TYPE("runtime.boundsError", "boundsError", 0x72740003);
static const RtType assertion_struct =
    STRUCT_TYPE("runtime.TypeAssertionError", "TypeAssertionError", 0x72740004);
static const RtType nil_struct = STRUCT_TYPE("runtime.PanicNilError", "PanicNilError", 0x72740005);
static const RtType assertion_type =
    POINTER_TYPE("*runtime.TypeAssertionError", &assertion_struct, 0x72740006);
static const RtType nil_type = POINTER_TYPE("*runtime.PanicNilError", &nil_struct, 0x72740007);

// The types that programs know by these names: package runtime's own, once it is part of the program.
static const RtType *assertion_error = &assertion_type, *nil_error = &nil_type;

void error_set_types(const RtType *assertion, const RtType *panic_nil) {
    assertion_error = assertion;
    nil_error = panic_nil;
}

// One object: the string, and behind it its bytes.
static RtString *new_text(int64_t length) {
    RtString *text = heap_new_bytes((int64_t)sizeof *text + length);
    *text = (RtString){(const uint8_t *)(text + 1), length};
    return text;
}

static _Noreturn void panic_formatted(const RtType *type, const char *prefix, const char *format,
                                      va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    size_t before = strlen(prefix);
    size_t length = (size_t)vsnprintf(NULL, 0, format, again);
    va_end(again);
    RtString *text = new_text((int64_t)(before + length + 1));
    vsnprintf(stpcpy((char *)(text + 1), prefix), length + 1, format, arguments);
    text->len--;
    panic_run((RtEface){type, text}, false);
}

#define RUNTIME_ERROR "runtime error: "

void panic_runtime_error(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    panic_formatted(&error_string_type, RUNTIME_ERROR, format, arguments);
}

void panic_plain_error(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    panic_formatted(&plain_error_type, "", format, arguments);
}

static __attribute__((format(printf, 1, 2))) _Noreturn void panic_bounds_error(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    panic_formatted(&bounds_error_type, RUNTIME_ERROR, format, arguments);
}

static _Noreturn void panic_constant(const RtType *type, const RtString *text, bool is_signal) {
    panic_run((RtEface){type, (void *)(uintptr_t)text}, is_signal);
}

void panic_runtime_constant(const RtString *text) {
    panic_constant(&error_string_type, text, false);
}

void panic_plain_constant(const RtString *text) {
    panic_constant(&plain_error_type, text, false);
}

// Errors of pointer types are objects of their own: programs can compare them.
void panic_type_assertion(const RtString *parts, int64_t count) {
    int64_t length = 0;
    for (int64_t i = 0; i < count; i++)
        length += parts[i].len;
    RtString *text = new_text(length);
    char *at = (char *)(text + 1);
    for (int64_t i = 0; i < count; i++)
        memcpy(at, parts[i].ptr, (size_t)parts[i].len), at += parts[i].len;
    panic_run((RtEface){assertion_error, text}, false);
}

static RtString unhashable_text(const RtType *type) {
    RtString parts[] = {RT_TEXT("hash of unhashable type: "), type->name};
    return rt_string_concat(NULL, 0, parts, 2);
}

void panic_unhashable(const RtType *type) {
    static const RtMethod methods[] = {
        {.name = RT_TEXT("Error"), .code = __extension__(void *) unhashable_text},
        {.name = RT_TEXT("RuntimeError"), .code = __extension__(void *) error_is_runtime},
    };
    static const RtType error_type = {.size = 8,
                                      .hash = 0x72740008,
                                      .kind = RT_STRUCT,
                                      .align = 8,
                                      .flags =
                                          RT_FLAG_DIRECT | RT_FLAG_COMPARABLE | RT_FLAG_MEMEQ | RT_FLAG_NAMED,
                                      .name = RT_TEXT("maps.unhashableTypeError"),
                                      .base = RT_TEXT("unhashableTypeError"),
                                      .layout = &pointer_layout,
                                      .methods = methods,
                                      .nmethods = 2};
    panic_run((RtEface){&error_type, (void *)(uintptr_t)type}, false);
}

void panic_nil_argument(void) {
    static const RtString message = RT_TEXT("panic called with nil argument");
    RtString *text = heap_new(&string_layout);
    *text = message;
    panic_run((RtEface){nil_error, text}, false);
}

void panic_memory(void) {
    static const RtString text = RT_TEXT(RUNTIME_ERROR "invalid memory address or nil pointer dereference");
    panic_constant(&error_string_type, &text, true);
}

// ---- the entry points ------------------------------------------------------------------------

// Go's texts: in one form "%x" stands for the first number, in both signednesses, and "%y" for the second.
static const struct {
    const char *before, *between, *after;
    const char *negative_before, *negative_after;
} bounds_text[] = {
    [RT_BOUNDS_INDEX] = {"index out of range [", "] with length ", "", "index out of range [", "]"},
#define SLICE "slice bounds out of range ["
    [RT_BOUNDS_SLICE_ALEN] = {SLICE ":", "] with length ", "", SLICE ":", "]"},
    [RT_BOUNDS_SLICE_ACAP] = {SLICE ":", "] with capacity ", "", SLICE ":", "]"},
    [RT_BOUNDS_SLICE_B] = {SLICE, ":", "]", SLICE, ":]"},
    [RT_BOUNDS_SLICE3_ALEN] = {SLICE "::", "] with length ", "", SLICE "::", "]"},
    [RT_BOUNDS_SLICE3_ACAP] = {SLICE "::", "] with capacity ", "", SLICE "::", "]"},
    [RT_BOUNDS_SLICE3_B] = {SLICE ":", ":", "]", SLICE ":", ":]"},
    [RT_BOUNDS_SLICE3_C] = {SLICE, ":", ":]", SLICE, "::]"},
#undef SLICE
    [RT_BOUNDS_CONVERT] = {"cannot convert slice with length ", " to array or pointer to array with length ",
                           "", "cannot convert slice with length ", ""},
};

void rt_panic_bounds(int64_t x, int64_t y, int32_t bounds, bool is_signed) {
    if (is_signed && x < 0)
        panic_bounds_error("%s%lld%s", bounds_text[bounds].negative_before, (long long)x,
                           bounds_text[bounds].negative_after);
    panic_bounds_error("%s%llu%s%lld%s", bounds_text[bounds].before, (unsigned long long)x,
                       bounds_text[bounds].between, (long long)y, bounds_text[bounds].after);
}

void rt_panic_divide(void) {
    PANIC_RUNTIME("integer divide by zero");
}

void rt_panic_shift(void) {
    PANIC_RUNTIME("negative shift amount");
}

void rt_panic_range(int64_t state) {
    static const RtString messages[] = {
        RT_TEXT(RUNTIME_ERROR
                "range function continued iteration after function for loop body returned false"),
        RT_TEXT(RUNTIME_ERROR "range function continued iteration"),
        RT_TEXT(RUNTIME_ERROR "range function continued iteration after loop body panic"),
        RT_TEXT(RUNTIME_ERROR "range function continued iteration after whole loop exit"),
        RT_TEXT(RUNTIME_ERROR "range function recovered a loop body panic and did not resume panicking"),
    };
    panic_runtime_constant(&messages[state]);
}

void rt_panic_nil_map(void) {
    PANIC_PLAIN("assignment to entry in nil map");
}

void rt_panic_makeslice_len(void) {
    PANIC_RUNTIME("makeslice: len out of range");
}

void rt_panic_makeslice_cap(void) {
    PANIC_RUNTIME("makeslice: cap out of range");
}

void rt_panic_value_method(void *text, int64_t length) {
    panic_plain_error("%.*s", (int)length, (const char *)text);
}
