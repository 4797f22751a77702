// The foundation: arena, names, sources and positions, UTF-8, diagnostics.
#include "base/quote.h"
#include "base/session.h"
#include "base/unicode.h"
#include "base/vec.h"

#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_arena(void **state) {
    (void)state;
    Arena *arena = arena_create();
    for (size_t size = 0; size < 5000; size += 37) {
        char *memory = arena_alloc(arena, size);
        assert_int_equal((uintptr_t)memory % 16, 0);
        for (size_t i = 0; i < size; i++) {
            assert_int_equal(memory[i], 0);
        }
        memset(memory, 0xff, size);
    }
    assert_int_equal(((char *)arena_alloc(arena, 10 << 20))[(10 << 20) - 1], 0);
    assert_string_equal(arena_strndup(arena, "hello", 3), "hel");
    assert_string_equal(arena_printf(arena, "%d and %s", 12, "more"), "12 and more");
    arena_clear(arena);
    for (int i = 0; i < 2000; i++) {
        assert_int_equal(((char *)arena_alloc(arena, 500))[i % 500], 0);
    }
    arena_destroy(arena);
}

static void test_vec(void **state) {
    (void)state;
    Arena *arena = arena_create();
    VEC(int) numbers = {0};
    for (int i = 0; i < 1000; i++) {
        VEC_PUSH(arena, &numbers, i * i);
    }
    assert_int_equal(numbers.len, 1000);
    assert_int_equal(numbers.items[31], 961);
    assert_int_equal(VEC_LAST(&numbers), 999 * 999);
    arena_destroy(arena);
}

static void test_names(void **state) {
    (void)state;
    Session *session = session_create();
    const Name *first = name_intern_cstr(session->names, "first");
    char text[32];
    for (int i = 0; i < 5000; i++) { // beyond the first table
        int len = snprintf(text, sizeof text, "name%d", i);
        assert_string_equal(name_intern(session->names, text, (size_t)len)->text, text);
    }
    assert_ptr_equal(first, name_intern(session->names, "first and more", 5));
    assert_ptr_not_equal(first, name_intern_cstr(session->names, "First"));
    assert_false(first->exported);
    assert_true(name_intern_cstr(session->names, "First")->exported);
    assert_true(name_intern_cstr(session->names, "Élan")->exported);
    assert_false(name_intern_cstr(session->names, "élan")->exported);
    assert_false(name_intern_cstr(session->names, "_")->exported);
    session_destroy(session);
}

static void test_positions(void **state) {
    (void)state;
    Session *session = session_create();
    SourceFile *a = source_add_text(session->sources, "a.mini", "one\ntwo\n", 8);
    SourceFile *b = source_add_text(session->sources, "/b.mini", "", 0);
    SourceFile *c = source_add_text(session->sources, "c.mini", "x\0y\nz", 5);
    assert_string_equal(a->shown, "./a.mini");
    assert_string_equal(b->shown, "/b.mini");
    Location at = source_locate(session->sources, a->base + 5);
    assert_ptr_equal(at.file, a);
    assert_int_equal(at.line, 2);
    assert_int_equal(at.column, 2);
    at = source_locate(session->sources, a->base + a->size); // the end of a file belongs to it
    assert_ptr_equal(at.file, a);
    assert_int_equal(at.line, 3);
    assert_ptr_equal(source_locate(session->sources, b->base).file, b);
    at = source_locate(session->sources, c->base + 4);
    assert_ptr_equal(at.file, c);
    assert_int_equal(at.line, 2);
    assert_null(source_locate(session->sources, 0).file);
    session_destroy(session);
}

static void check_rune(const char *text, size_t len, int size, uint32_t want) {
    uint32_t rune = 0;
    assert_int_equal(unicode_decode(text, len, &rune), size);
    assert_int_equal(rune, want);
}

static void test_unicode(void **state) {
    (void)state;
    check_rune("a", 1, 1, 'a');
    check_rune("é", 2, 2, 0xe9);
    check_rune("世", 3, 3, 0x4e16);
    check_rune("\xf0\x9f\x98\x80", 4, 4, 0x1f600);
    check_rune("\xc0\x80", 2, 1, UNICODE_REPLACEMENT);         // overlong
    check_rune("\xed\xa0\x80", 3, 1, UNICODE_REPLACEMENT);     // a surrogate
    check_rune("\xf4\x90\x80\x80", 4, 1, UNICODE_REPLACEMENT); // beyond the last code point
    check_rune("\xe4\xb8", 2, 1, UNICODE_REPLACEMENT);         // cut short
    check_rune("\x80", 1, 1, UNICODE_REPLACEMENT);
    for (uint32_t rune = 0; rune <= UNICODE_MAX; rune++) {
        char bytes[4];
        int len = unicode_encode(rune, bytes);
        bool surrogate = rune >= 0xd800 && rune < 0xe000;
        check_rune(bytes, (size_t)len, len, surrogate ? UNICODE_REPLACEMENT : rune);
    }
    assert_true(unicode_is_letter(0x4e16));
    assert_false(unicode_is_letter(0x1f600));
    assert_true(unicode_is_digit(0x663));
}

// What diag_print prints.
static char *printed(Session *session, int limit) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    diag_print(session->diags, out, limit, false);
    fclose(out);
    return text;
}

static void test_quotes(void **state) {
    (void)state;
    Session *session = session_create();
    static const struct {
        const char *text, *quoted; // as Go's strconv.Quote has it
    } pairs[] = {
        {"", "\"\""},
        {"a\"b'\\", "\"a\\\"b'\\\\\""},
        {"\a\n\t\x1b\x7f", "\"\\a\\n\\t\\x1b\\x7f\""},
        {"\xc3\xa9\xe4\xb8\x96\xf0\x9f\x98\x80", "\"\xc3\xa9\xe4\xb8\x96\xf0\x9f\x98\x80\""},
        {"\xc2\xa0\xe2\x80\x8b\xf3\xa0\x80\x81", "\"\\u00a0\\u200b\\U000e0001\""},
        {"\xff\xc3(\xed\xa0\x80", "\"\\xff\\xc3(\\xed\\xa0\\x80\""},
        {"\xef\xbf\xbd", "\"\xef\xbf\xbd\""},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        const char *quoted = quote_string(session->arena, pairs[i].text, (int64_t)strlen(pairs[i].text));
        assert_string_equal(quoted, pairs[i].quoted);
    }
    assert_string_equal(quote_rune(session->arena, '\''), "'\\''");
    assert_string_equal(quote_rune(session->arena, '"'), "'\"'");
    assert_string_equal(quote_rune(session->arena, 0x200b), "'\\u200b'");
    session_destroy(session);
}

static void test_diagnostics(void **state) {
    (void)state;
    Session *session = session_create();
    SourceFile *file = source_add_text(session->sources, "f.mini", "aaa\nbbb\nccc\n", 12);
    Pos base = file->base;
    diag_error(session->diags, (Span){base + 8, base + 9}, "third %s", "line");
    diag_syntax_error(session->diags, (Span){base + 5, base + 6}, "syntax error: one");
    diag_syntax_error(session->diags, (Span){base + 6, base + 7}, "syntax error: another on the line");
    diag_error(session->diags, (Span){base, base + 1}, "first");
    diag_error(session->diags, (Span){base, base + 1}, "first");
    assert_int_equal(diag_error_count(session->diags), 3);
    char *all = printed(session, 0);
    assert_string_equal(all,
                        "./f.mini:1:1: first\n./f.mini:2:2: syntax error: one\n./f.mini:3:1: third line\n");
    char *limited = printed(session, 2);
    assert_string_equal(
        limited, "./f.mini:1:1: first\n./f.mini:2:2: syntax error: one\n./f.mini:2:2: too many errors\n");
    free(all);
    free(limited);
    session_destroy(session);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arena),       cmocka_unit_test(test_vec),     cmocka_unit_test(test_names),
        cmocka_unit_test(test_positions),   cmocka_unit_test(test_unicode), cmocka_unit_test(test_quotes),
        cmocka_unit_test(test_diagnostics),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
