// Panics, deferred calls, faults and stack overflow: each program runs in a child, on a stack like main's,
// and what it prints on standard error is Go's text.
#include "runtime_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define STRING(literal) {(const uint8_t *)(literal), sizeof(literal) - 1}

static RtType int_type = {.size = 8, .kind = RT_INT, .name = STRING("int")};
static RtType defined_type = {.size = 8, .kind = RT_INT, .name = STRING("main.E")};
static RtType string_type = {.size = 16, .kind = RT_STRING, .name = STRING("string")};
static RtType text_type = {.size = 16, .kind = RT_STRING, .name = STRING("main.S")};
static RtType struct_type = {.size = 8, .kind = RT_STRUCT, .name = STRING("main.T")};
static const RtType method_type = {.kind = RT_FUNC, .name = STRING("func() string")};
static RtMethod methods[1] = {{.name = STRING("Error"), .type = &method_type}};
static RtType error_type = {
    .size = 16, .kind = RT_STRUCT, .name = STRING("main.Err"), .methods = methods, .nmethods = 1};

static int64_t number = 3;
static RtString text_a = STRING("a"), text_b = STRING("b\nc");

// Runs `program` and compares its exit status, 2, and the beginning of what it prints.
static void check(void (*program)(void), const char *expected) {
    int pipe_ends[2];
    assert_int_equal(pipe(pipe_ends), 0);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        dup2(pipe_ends[1], STDERR_FILENO);
        stack_init();
        signal_init();
        stack_enter(program);
    }
    close(pipe_ends[1]);
    char text[4096];
    size_t length = 0;
    for (ssize_t n; (n = read(pipe_ends[0], text + length, sizeof text - 1 - length)) > 0;)
        length += (size_t)n;
    close(pipe_ends[0]);
    int status;
    waitpid(child, &status, 0);
    text[length < strlen(expected) ? length : strlen(expected)] = 0;
    assert_string_equal(text, expected);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 2);
}

static RtString error_method(const RtString *data) {
    return *data;
}

static void panic_int(void) {
    rt_panic(&int_type, &number);
}
static void panic_defined(void) {
    rt_panic(&defined_type, &number);
}
static void panic_text(void) {
    rt_panic(&text_type, &text_b);
}
static void panic_struct(void) {
    rt_panic(&struct_type, (void *)0x1234);
}
static void panic_error(void) {
    __extension__ void *code = (void *)error_method;
    methods[0].code = code;
    rt_panic(&error_type, &text_b);
}
static void panic_nil_value(void) {
    rt_panic(NULL, NULL);
}

static void test_values(void **state) {
    check(panic_int, "panic: 3\n\ngoroutine 1 [running]:\n");
    check(panic_defined, "panic: main.E(3)\n");
    check(panic_text, "panic: main.S(\"b\n\tc\")\n");
    check(panic_struct, "panic: (main.T) 0x1234\n");
    check(panic_error, "panic: b\n\tc\n\ngoroutine 1");
    check(panic_nil_value, "panic: panic called with nil argument\n");
}

static void index_5(void) {
    rt_panic_bounds(5, 3, RT_BOUNDS_INDEX, true);
}
static void index_negative(void) {
    rt_panic_bounds(-1, 3, RT_BOUNDS_INDEX, true);
}
static void index_unsigned(void) {
    rt_panic_bounds(-1, 3, RT_BOUNDS_INDEX, false);
}
static void slice_both(void) {
    rt_panic_bounds(5, 3, RT_BOUNDS_SLICE_B, true);
}
static void slice_capacity(void) {
    rt_panic_bounds(5, 3, RT_BOUNDS_SLICE_ACAP, true);
}
static void slice3_negative(void) {
    rt_panic_bounds(-2, 3, RT_BOUNDS_SLICE3_B, true);
}
static void convert(void) {
    rt_panic_bounds(3, 4, RT_BOUNDS_CONVERT, true);
}

static void test_runtime_errors(void **state) {
    check(index_5, "panic: runtime error: index out of range [5] with length 3\n\ngoroutine 1 [running]:\n");
    check(index_negative, "panic: runtime error: index out of range [-1]\n");
    check(index_unsigned, "panic: runtime error: index out of range [18446744073709551615] with length 3\n");
    check(slice_both, "panic: runtime error: slice bounds out of range [5:3]\n");
    check(slice_capacity, "panic: runtime error: slice bounds out of range [:5] with capacity 3\n");
    check(slice3_negative, "panic: runtime error: slice bounds out of range [:-2:]\n");
    check(convert, "panic: runtime error: cannot convert slice with length 3 to array or pointer to array "
                   "with length 4\n");
    check(rt_panic_divide, "panic: runtime error: integer divide by zero\n");
    check(rt_panic_shift, "panic: runtime error: negative shift amount\n");
    check(rt_panic_nil_map, "panic: assignment to entry in nil map\n");
    check(rt_panic_makeslice_len, "panic: runtime error: makeslice: len out of range\n");
    check(rt_panic_nil, "panic: runtime error: invalid memory address or nil pointer dereference\n"
                        "[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x");
}

// ---- deferred calls --------------------------------------------------------------------------

typedef struct {
    RtClosure closure;
    RtString text;
} Say;

static void say(const Say *record) {
    fprintf(stderr, "%.*s\n", (int)record->text.len, (const char *)record->text.ptr);
}
static void panic_text_of(Say *record) {
    rt_panic(&string_type, &record->text);
}
static Say make_say(void (*code)(Say *), const char *text) {
    __extension__ void *pointer = (void *)code;
    return (Say){{pointer}, {(const uint8_t *)text, (int64_t)strlen(text)}};
}
static void say_code(Say *record) {
    say(record);
}

static void defer_in_order(void) {
    char outer, inner;
    RtDefer first, third;
    Say one = make_say(say_code, "one"), two = make_say(say_code, "two"), three = make_say(say_code, "three");
    rt_defer_push(&first, &outer, &one);
    rt_defer_push_heap(&inner, &two);
    rt_defer_push(&third, &inner, &three);
    heap_collect();
    rt_defer_run(&inner);
    fprintf(stderr, "inner done\n");
    rt_defer_run(&inner);
    rt_panic(&string_type, &text_a);
}

static void panic_in_deferred_calls(void) {
    char frame;
    RtDefer first, second;
    Say one = make_say(panic_text_of, "c"), two = make_say(panic_text_of, "b\nx");
    rt_defer_push(&first, &frame, &one);
    rt_defer_push(&second, &frame, &two);
    rt_panic(&string_type, &text_a);
}

static void test_defer(void **state) {
    check(defer_in_order, "three\ntwo\ninner done\none\npanic: a\n\ngoroutine 1 [running]:\n");
    check(panic_in_deferred_calls, "panic: a\n\tpanic: b\n\tx\n\tpanic: c\n\ngoroutine 1 [running]:\n");
}

static RtString panicking_method(const RtString *data) {
    rt_panic(&string_type, (void *)(uintptr_t)data);
}
static void panic_while_printing(void) {
    __extension__ void *code = (void *)panicking_method;
    methods[0].code = code;
    rt_panic(&error_type, &text_a);
}

static void test_panic_while_printing(void **state) {
    check(panic_while_printing, "fatal error: panic while printing panic value: a\n");
}

// ---- faults ----------------------------------------------------------------------------------

static int64_t *volatile pointer;
static volatile int depth_reached;

__attribute__((no_sanitize("undefined"))) static void read_nil(void) {
    depth_reached = (int)pointer[2];
}

__attribute__((no_sanitize("undefined"))) static void read_far(void) {
    pointer = (int64_t *)0x123456789000;
    depth_reached = (int)*pointer;
}

static int recurse(int depth) {
    volatile char space[2000];
    space[depth % 2000] = 1;
    depth_reached = depth;
    return depth < 0 ? 0 : recurse(depth + 1) + space[(depth + 1) % 2000];
}

static void recurse_forever(void) {
    exit(recurse(0));
}

static void test_faults(void **state) {
    check(read_nil, "panic: runtime error: invalid memory address or nil pointer dereference\n"
                    "[signal SIGSEGV: segmentation violation code=0x1 addr=0x10 pc=0x");
    check(read_far, "unexpected fault address 0x123456789000\nfatal error: fault\n[signal SIGSEGV: ");
    check(recurse_forever,
          "runtime: goroutine stack exceeds 1000000000-byte limit\nfatal error: stack overflow\n");
}

int main(void) {
    stack_adopt(__builtin_frame_address(0));
    heap_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values), cmocka_unit_test(test_runtime_errors),
        cmocka_unit_test(test_defer),  cmocka_unit_test(test_panic_while_printing),
        cmocka_unit_test(test_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
