// Package fmt on hand-made values: what the programs in tests/run cannot reach from outside, methods that
// panic among it. The formats themselves are compared with Go's there.
#include "value_types.h"

#include "runtime/fmt.h"

void rt_fmt_Sprintf(RtString *result, const uint8_t *format, int64_t format_length, const RtEface *operands,
                    int64_t count, int64_t capacity);
void rt_fmt_Sprint(RtString *result, const RtEface *operands, int64_t count, int64_t capacity);
void rt_fmt_Sprintln(RtString *result, const RtEface *operands, int64_t count, int64_t capacity);
void rt_fmt_setStateTable(const RtItab *table, void *data);
void rt_fmt_pp_Width(void *result, const Printer *p);
void rt_fmt_pp_Flag(bool *result, const Printer *p, int64_t flag);

static void check_format(const char *format, const RtEface *operands, int64_t count, const char *expected) {
    RtString result;
    rt_fmt_Sprintf(&result, (const uint8_t *)format, (int64_t)strlen(format), operands, count, count);
    assert_int_equal(result.len, strlen(expected));
    assert_memory_equal(result.ptr, expected, strlen(expected));
}

#define CHECK(expected, format, ...)                                                                         \
    do {                                                                                                     \
        const RtEface operands[] = {__VA_ARGS__};                                                            \
        check_format(format, operands, sizeof operands / sizeof *operands, expected);                        \
    } while (0)

#define INT(n)    ((RtEface){&int_type, &(int64_t){n}})
#define FLOAT(x)  ((RtEface){&float_type, &(double){x}})
#define STRING(s) ((RtEface){&string_type, &(RtString){(const uint8_t *)(s), sizeof(s) - 1}})
#define NIL       ((RtEface){NULL, NULL})

static void test_basic(void **state) {
    CHECK("5 five 2.5 <nil>", "%v %s %g %v", INT(5), STRING("five"), FLOAT(2.5), NIL);
    CHECK("  5|5  |005|+5|0x5", "%3d|%-3d|%03d|%+d|%#x", INT(5), INT(5), INT(5), INT(5), INT(5));
    CHECK("%!d(string=hi) %!s(int=5)", "%d %s", STRING("hi"), INT(5));
    CHECK("2 1 %!d(BADINDEX)", "%[2]d %[1]d %[3]d", INT(1), INT(2));
    CHECK("1%!(EXTRA int=2)", "%d", INT(1), INT(2));
    check_format("%d %!|%", NULL, 0, "%!d(MISSING) %!!(MISSING)|%!(NOVERB)");
}

static void test_spacing(void **state) {
    const RtEface operands[] = {INT(1), INT(2), STRING("a"), STRING("b"), INT(3)};
    RtString result;
    rt_fmt_Sprint(&result, operands, 5, 5);
    assert_int_equal(result.len, 6);
    assert_memory_equal(result.ptr, "1 2ab3", 6);
    rt_fmt_Sprintln(&result, operands, 5, 5);
    assert_int_equal(result.len, 10);
    assert_memory_equal(result.ptr, "1 2 a b 3\n", 10);
}

// ---- methods ---------------------------------------------------------------------------------

static const RtType text_func = {.kind = RT_FUNC, .name = TEXT("func() string")};
static const RtType format_func = {.kind = RT_FUNC, .name = TEXT("func(fmt.State, int32)")};

static RtString describe(const int64_t *receiver) {
    if (!receiver)
        rt_panic_nil();
    if (*receiver < 0)
        panic_runtime_error("negative");
    return to_string("described");
}

static int deferred_calls;

static void count_deferred(RtClosure *closure) {
    deferred_calls++;
}

static RtString defer_and_panic(void *receiver) {
    static RtClosure closure;
    __extension__ void *code = (void *)count_deferred;
    closure.code = code;
    RtDefer record;
    rt_defer_push(&record, &record, &closure);
    static RtString text = TEXT("own"); // a panic's value outlives the frame that panics
    rt_panic((void *)(uintptr_t)&string_type, &text);
}

static void format_self(void *receiver, const RtItab *table, const Printer *printer, int32_t verb) {
    struct {
        int64_t number;
        bool is_set;
    } width;
    bool has_plus;
    rt_fmt_pp_Width(&width, printer);
    rt_fmt_pp_Flag(&has_plus, printer, '+');
    assert_int_equal(width.number, 7);
    assert_true(width.is_set && has_plus);
    assert_int_equal(verb, 'z');
    buffer_add_text(&((Printer *)(uintptr_t)printer)->out, "formatted");
}

static RtMethod describing[] = {{TEXT("String"), NULL, &text_func, NULL}};
static RtMethod panicking[] = {{TEXT("Error"), NULL, &text_func, NULL}};
static RtMethod formatting[] = {{TEXT("Format"), NULL, &format_func, NULL}};

static RtType described_type = {
    .size = 8, .kind = RT_INT, .name = TEXT("main.D"), .methods = describing, .nmethods = 1};
static RtType described_pointer = {.size = 8,
                                   .kind = RT_POINTER,
                                   .flags = RT_FLAG_DIRECT,
                                   .name = TEXT("*main.D"),
                                   .elem = &described_type,
                                   .methods = describing,
                                   .nmethods = 1};
static RtType panicking_type = {
    .size = 8, .kind = RT_INT, .name = TEXT("main.P"), .methods = panicking, .nmethods = 1};
static RtType formatting_type = {
    .size = 8, .kind = RT_INT, .name = TEXT("main.F"), .methods = formatting, .nmethods = 1};

static void set_methods(void) {
    __extension__ void *describe_code = (void *)describe;
    __extension__ void *panic_code = (void *)defer_and_panic;
    __extension__ void *format_code = (void *)format_self;
    describing[0].code = describe_code;
    panicking[0].code = panic_code;
    formatting[0].code = format_code;
}

static void test_methods(void **state) {
    RtEface value = {&described_type, &(int64_t){1}};
    CHECK("described|1|\"described\"| described", "%v|%d|%q|%10v", value, value, value, value);
    RtEface pointer = {&described_pointer, value.data};
    CHECK("described", "%v", pointer);
}

static void test_panics_are_caught(void **state) {
    RtEface nil = {&described_pointer, NULL}, negative = {&described_type, &(int64_t){-1}};
    CHECK("<nil> after", "%v %s", nil, STRING("after"));
    CHECK("%!v(PANIC=String method: runtime error: negative) 2", "%5v %d", negative, INT(2));
    RtEface own = {&panicking_type, &(int64_t){0}};
    CHECK("%!s(PANIC=Error method: own)", "%s", own);
    assert_int_equal(deferred_calls, 1);
    assert_null(rt_g->defers);
    assert_null(rt_g->panics);
    assert_null(rt_g->catches);
}

static void test_formatter(void **state) {
    static const RtItab table = {NULL, NULL};
    rt_fmt_setStateTable(&table, NULL);
    RtEface value = {&formatting_type, &(int64_t){1}};
    CHECK("formatted", "%+7z", value);
}

int main(void) {
    stack_adopt(__builtin_frame_address(0));
    heap_init();
    set_methods();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_basic),     cmocka_unit_test(test_spacing),
        cmocka_unit_test(test_methods),   cmocka_unit_test(test_panics_are_caught),
        cmocka_unit_test(test_formatter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
