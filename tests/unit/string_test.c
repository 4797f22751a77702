// Strings and slices: concatenation, conversions, UTF-8, and the capacities that Go gives.
#include "value_types.h"

static RtLayout big_layout = {.size = 40, .mask_words = 1, .mask = first_word_mask};
static const RtType big_type = {.size = 40, .kind = RT_STRUCT, .layout = &big_layout};
static const RtType odd_type = {.size = 3, .kind = RT_ARRAY, .layout = &leaf8_layout};
static const RtType empty_type = {.size = 0, .kind = RT_STRUCT};

static void check_string(RtString string, const char *expected) {
    assert_int_equal(string.len, strlen(expected));
    assert_memory_equal(string.ptr, expected, strlen(expected));
}

static void test_concat(void **state) {
    RtString parts[] = {to_string("one"), to_string(""), to_string(" two")};
    char buffer[32];
    check_string(rt_string_concat(NULL, 0, parts, 3), "one two");
    RtString in_frame = rt_string_concat(buffer, sizeof buffer, parts, 3);
    check_string(in_frame, "one two");
    assert_ptr_equal(in_frame.ptr, buffer);
    assert_ptr_equal(rt_string_concat(NULL, 0, parts, 2).ptr, parts[0].ptr);
    // One operand alone is not copied, unless it lies in a frame that the result may outlive.
    RtString in_buffer = rt_string_concat(NULL, 0, &in_frame, 1);
    check_string(in_buffer, "one two");
    assert_ptr_not_equal(in_buffer.ptr, buffer);
    assert_int_equal(rt_string_concat(NULL, 0, parts + 1, 1).len, 0);
}

static int64_t compare(const char *a, const char *b) {
    return rt_string_compare((void *)(uintptr_t)a, (int64_t)strlen(a), (void *)(uintptr_t)b,
                             (int64_t)strlen(b));
}

static void test_compare(void **state) {
    assert_true(compare("a", "b") < 0 && compare("b", "a") > 0 && compare("ab", "ab") == 0);
    assert_true(compare("", "a") < 0 && compare("ab", "a") > 0 && compare("\xff", "a") > 0);
}

static void test_runes(void **state) {
    char text[] = "a\u00e9\u4e16\U0001F600\xff\xe4\xb8z";
    int32_t expected[] = {'a', 0xe9, 0x4e16, 0x1F600, 0xFFFD, 0xFFFD, 0xFFFD, 'z'};
    RtSlice runes;
    rt_runes_from_string(&runes, NULL, 0, 0, text, (int64_t)strlen(text));
    assert_int_equal(runes.len, 8);
    assert_memory_equal(runes.ptr, expected, sizeof expected);
    int64_t at = 0;
    for (int i = 0; i < 8; i++) {
        int32_t rune;
        at = rt_string_decode(&rune, text, (int64_t)strlen(text), at);
        assert_int_equal(rune, expected[i]);
    }
    assert_int_equal(at, strlen(text));
    check_string(rt_string_from_runes(NULL, 0, expected, 4), "a\u00e9\u4e16\U0001F600");
    check_string(rt_string_from_rune(NULL, 0, 0x4e16), "\u4e16");
    check_string(rt_string_from_rune(NULL, 0, -1), "\uFFFD");
    check_string(rt_string_from_rune(NULL, 0, 0xD800), "\uFFFD");
    check_string(rt_string_from_rune(NULL, 0, 0x110000), "\uFFFD");
}

static void test_invalid_utf8(void **state) {
    char overlong[] = "\xc0\x80", surrogate[] = "\xed\xa0\x80", beyond[] = "\xf4\x90\x80\x80";
    int32_t rune;
    assert_int_equal(rt_string_decode(&rune, overlong, 2, 0), 1);
    assert_int_equal(rune, 0xFFFD);
    assert_int_equal(rt_string_decode(&rune, surrogate, 3, 0), 1);
    assert_int_equal(rt_string_decode(&rune, beyond, 4, 0), 1);
}

static void test_bytes(void **state) {
    char text[] = "hello, this is more than thirty-two bytes of text";
    char buffer[40];
    RtSlice bytes;
    rt_bytes_from_string(&bytes, buffer, sizeof buffer, 32, text, 5);
    assert_ptr_equal(bytes.ptr, buffer);
    assert_int_equal(bytes.cap, 32);
    rt_bytes_from_string(&bytes, NULL, 0, 32, text, 5);
    assert_int_equal(bytes.cap, 32);
    rt_bytes_from_string(&bytes, buffer, sizeof buffer, 0, text, 20);
    assert_ptr_equal(bytes.ptr, buffer);
    assert_int_equal(bytes.cap, 24);
    rt_bytes_from_string(&bytes, NULL, 0, 0, text, 5);
    assert_int_equal(bytes.cap, 8);
    rt_bytes_from_string(&bytes, buffer, sizeof buffer, 32, text, 33);
    assert_ptr_not_equal(bytes.ptr, buffer);
    assert_int_equal(bytes.cap, 48);
    rt_bytes_from_string(&bytes, NULL, 0, 0, text, 0);
    assert_non_null(bytes.ptr);
    assert_int_equal(bytes.cap, 0);
}

// The capacities after `extra` elements are appended to a slice of `length`, one after another.
static void check_growth(const RtType *element, int64_t length, int64_t extra, const int64_t *expected,
                         int count) {
    RtSlice slice = {NULL, 0, 0};
    if (length)
        slice = (RtSlice){heap_new_array(element, length), length, length};
    for (int i = 0; i < count; i++) {
        while (slice.len + extra <= slice.cap)
            slice.len += extra;
        rt_slice_grow(&slice, (void *)(uintptr_t)element, extra, NULL);
        assert_int_equal(slice.cap, expected[i]);
    }
}

#define CHECK_GROWTH(element, length, extra, ...)                                                            \
    do {                                                                                                     \
        const int64_t expected[] = {__VA_ARGS__};                                                            \
        check_growth(element, length, extra, expected, (int)(sizeof expected / sizeof expected[0]));         \
    } while (0)

static void test_growth(void **state) {
    CHECK_GROWTH(&int_type, 0, 1, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 848, 1280, 1792, 2560, 3408, 5120,
                 7168, 9216, 12288, 16384, 21504, 27648);
    CHECK_GROWTH(&int_type, 0, 5, 6, 12, 24, 48, 96, 192, 384, 672, 1184, 1696, 2384, 3408, 5120, 7168, 9216,
                 12288);
    CHECK_GROWTH(&byte_type, 0, 1, 8, 16, 32, 64, 128, 256, 512, 896, 1408, 2048, 3072, 4096, 5376, 6912,
                 9472, 12288, 16384, 21760, 28672, 40960);
    CHECK_GROWTH(&byte_type, 5, 10, 16, 32, 64, 128, 256, 512, 896, 1408, 2048, 3072, 4096, 5376);
    CHECK_GROWTH(&string_type, 0, 1, 1, 2, 4, 8, 16, 32, 71, 143, 303, 591, 1023, 1535, 2560, 3584, 5120,
                 6656, 8704, 11264, 14336, 18432);
    CHECK_GROWTH(&string_type, 0, 3, 3, 6, 12, 24, 55, 111, 255, 511, 847, 1279, 1791, 2560, 3584, 5120);
    CHECK_GROWTH(&big_type, 0, 1, 1, 2, 4, 8, 17, 35, 76, 153, 307, 614, 1024, 1638, 2252, 3072, 4096, 5324,
                 6963, 9011);
    CHECK_GROWTH(&odd_type, 0, 1, 2, 5, 10, 21, 42, 85, 170, 341, 682, 1066, 1621, 2261, 3157, 4522, 6144,
                 8192, 10922, 16384);
    CHECK_GROWTH(&odd_type, 7, 100, 117, 234, 469, 896, 1365, 2048, 3157, 4522, 6144, 8192);
}

static void test_growth_keeps_elements(void **state) {
    RtSlice slice = {NULL, 0, 0};
    for (int64_t i = 0; i < 1000; i++) {
        if (slice.len == slice.cap)
            rt_slice_grow(&slice, (void *)(uintptr_t)&int_type, 1, NULL);
        else
            slice.len++;
        ((int64_t *)slice.ptr)[i] = i;
    }
    for (int64_t i = 0; i < 1000; i++)
        assert_int_equal(((int64_t *)slice.ptr)[i], i);
}

static void test_growth_in_frame(void **state) {
    int64_t memory[14] = {1, 1, 1, 1};
    RtPieces growth = {.first = 4, .room = sizeof memory, .memory = (char *)memory};
    RtSlice slice = {NULL, 0, 0};
    rt_slice_grow(&slice, (void *)(uintptr_t)&int_type, 2, &growth);
    assert_ptr_equal(slice.ptr, memory);
    assert_int_equal(slice.cap, 4);
    assert_int_equal(memory[3], 0);
    rt_slice_grow(&slice, (void *)(uintptr_t)&int_type, 3, &growth);
    assert_ptr_equal(slice.ptr, memory + 4);
    assert_int_equal(slice.cap, 8);
    slice = (RtSlice){NULL, 0, 0};
    rt_slice_grow(&slice, (void *)(uintptr_t)&int_type, 1, &growth);
    assert_ptr_equal(slice.ptr, memory + 12);
    assert_int_equal(slice.cap, 1);
    rt_slice_grow(&slice, (void *)(uintptr_t)&int_type, 1, &growth);
    assert_false((int64_t *)slice.ptr >= memory && (int64_t *)slice.ptr < memory + 14);
    assert_int_equal(slice.cap, 2);
    slice = (RtSlice){NULL, 0, 0};
    rt_slice_grow(&slice, (void *)(uintptr_t)&empty_type, 7, NULL);
    assert_int_equal(slice.cap, 7);
}

int main(void) {
    stack_adopt(__builtin_frame_address(0));
    heap_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_concat),
        cmocka_unit_test(test_compare),
        cmocka_unit_test(test_runes),
        cmocka_unit_test(test_invalid_utf8),
        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_growth),
        cmocka_unit_test(test_growth_keeps_elements),
        cmocka_unit_test(test_growth_in_frame),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
