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

#define TEXT(literal) {(const uint8_t *)(literal), sizeof(literal) - 1}

static RtString error_text(const RtString *data) {
    return *data;
}

static void error_is_runtime(const RtString *data) {
    (void)data;
}

static const RtMethod error_methods[] = {
    {.name = TEXT("Error"), .code = __extension__(void *) error_text},
    {.name = TEXT("RuntimeError"), .code = __extension__(void *) error_is_runtime},
};

static const uint64_t string_mask[1] = {1};
static RtLayout string_layout = {.size = sizeof(RtString), .mask_words = 1, .mask = string_mask};
static RtLayout pointer_layout = {.size = 8, .mask_words = 1, .mask = string_mask};

#define STRING_TYPE(type_name, base_name, type_hash)                                                         \
    {.size = sizeof(RtString),                                                                               \
     .hash = (type_hash),                                                                                    \
     .kind = RT_STRING,                                                                                      \
     .align = 8,                                                                                             \
     .flags = RT_FLAG_COMPARABLE | RT_FLAG_NAMED,                                                            \
     .name = TEXT(type_name),                                                                                \
     .base = TEXT(base_name),                                                                                \
     .layout = &string_layout,                                                                               \
     .methods = error_methods,                                                                               \
     .nmethods = 2}

#define POINTER_TYPE(type_name, element, type_hash)                                                          \
    {.size = 8,                                                                                              \
     .hash = (type_hash),                                                                                    \
     .kind = RT_POINTER,                                                                                     \
     .align = 8,                                                                                             \
     .flags = RT_FLAG_DIRECT | RT_FLAG_COMPARABLE | RT_FLAG_MEMEQ,                                           \
     .name = TEXT(type_name),                                                                                \
     .layout = &pointer_layout,                                                                              \
     .elem = (element),                                                                                      \
     .methods = error_methods,                                                                               \
     .nmethods = 2}

static const RtType error_string_type = STRING_TYPE("runtime.errorString", "errorString", 0x72740001);
static const RtType plain_error_type = STRING_TYPE("runtime.plainError", "plainError", 0x72740002);
static const RtType bounds_error_type = STRING_TYPE("runtime.boundsError", "boundsError", 0x72740003);
static const RtType assertion_struct =
    STRING_TYPE("runtime.TypeAssertionError", "TypeAssertionError", 0x72740004);
static const RtType nil_struct = STRING_TYPE("runtime.PanicNilError", "PanicNilError", 0x72740005);
static const RtType assertion_type =
    POINTER_TYPE("*runtime.TypeAssertionError", &assertion_struct, 0x72740006);
static const RtType nil_type = POINTER_TYPE("*runtime.PanicNilError", &nil_struct, 0x72740007);

// The types that programs know by these names: package runtime's own, once it is part of the program.
static const RtType *assertion_error = &assertion_type, *nil_error = &nil_type;

void error_set_types(const RtType *assertion, const RtType *panic_nil) {
    assertion_error = assertion;
    nil_error = panic_nil;
}

static _Noreturn void panic_error(const RtType *type, RtString text, bool is_signal) {
    RtString *value = heap_new(&string_layout);
    *value = text;
    panic_run((RtEface){type, value}, is_signal);
}

// Formats into the heap.
static RtString format_text(const char *prefix, const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    size_t before = strlen(prefix);
    size_t length = (size_t)vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = heap_new_bytes((int64_t)(before + length + 1));
    vsnprintf(stpcpy(text, prefix), length + 1, format, arguments);
    return (RtString){(const uint8_t *)text, (int64_t)(before + length)};
}

#define FORMAT_TEXT(result, prefix, format)                                                                  \
    do {                                                                                                     \
        va_list arguments;                                                                                   \
        va_start(arguments, format);                                                                         \
        (result) = format_text(prefix, format, arguments);                                                   \
        va_end(arguments);                                                                                   \
    } while (0)

#define RUNTIME_ERROR "runtime error: "

void panic_runtime_error(const char *format, ...) {
    RtString text;
    FORMAT_TEXT(text, RUNTIME_ERROR, format);
    panic_error(&error_string_type, text, false);
}

void panic_plain_error(const char *format, ...) {
    RtString text;
    FORMAT_TEXT(text, "", format);
    panic_error(&plain_error_type, text, false);
}

static __attribute__((format(printf, 1, 2))) _Noreturn void panic_bounds_error(const char *format, ...) {
    RtString text;
    FORMAT_TEXT(text, RUNTIME_ERROR, format);
    panic_error(&bounds_error_type, text, false);
}

void panic_type_assertion(RtString text) {
    panic_error(assertion_error, text, false);
}

void panic_nil_argument(void) {
    panic_error(nil_error, (RtString)TEXT("panic called with nil argument"), false);
}

void panic_memory(void) {
    panic_error(&error_string_type,
                (RtString)TEXT(RUNTIME_ERROR "invalid memory address or nil pointer dereference"), true);
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
    panic_runtime_error("integer divide by zero");
}

void rt_panic_shift(void) {
    panic_runtime_error("negative shift amount");
}

void rt_panic_range(int64_t state) {
    static const char *const messages[] = {
        "range function continued iteration after function for loop body returned false",
        "range function continued iteration",
        "range function continued iteration after loop body panic",
        "range function continued iteration after whole loop exit",
        "range function recovered a loop body panic and did not resume panicking",
    };
    panic_runtime_error(messages[state]);
}

void rt_panic_nil_map(void) {
    panic_plain_error("assignment to entry in nil map");
}

void rt_panic_makeslice_len(void) {
    panic_runtime_error("makeslice: len out of range");
}

void rt_panic_makeslice_cap(void) {
    panic_runtime_error("makeslice: cap out of range");
}

void rt_panic_value_method(void *text, int64_t length) {
    panic_plain_error("%.*s", (int)length, (const char *)text);
}
