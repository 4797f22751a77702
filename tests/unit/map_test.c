// Maps against a model: insertion, deletion, growth, iteration, keys of every form.
#include "value_types.h"

#include "runtime/map.h"

#include <math.h>
#include <stdio.h>

enum { KEYS = 3000 };

static RtLayout string_int_layout = {.size = 24, .mask_words = 1, .mask = first_word_mask};
static RtLayout any_int_layout = {.size = 24, .mask_words = 2, .mask = two_words_mask};
static RtLayout int_pointer_layout = {.size = 16, .mask_words = 2, .mask = second_word_mask};

#define MAP(key_type, value_type, bytes, offset, layout_)                                                    \
    {.size = 8,                                                                                              \
     .kind = RT_MAP,                                                                                         \
     .key = (key_type),                                                                                      \
     .elem = (value_type),                                                                                   \
     .entry_size = (bytes),                                                                                  \
     .value_offset = (offset),                                                                               \
     .entry_layout = (layout_)}

static const RtType pointer_type = {.size = 8,
                                    .kind = RT_POINTER,
                                    .flags = RT_FLAG_DIRECT | RT_FLAG_COMPARABLE | RT_FLAG_MEMEQ,
                                    .layout = &pointer_layout};
static RtType int_map = MAP(&int_type, &int_type, 16, 8, &leaf16_layout);
static RtType int32_map = MAP(&int32_type, &int_type, 16, 8, &leaf16_layout);
static RtType string_map = MAP(&string_type, &int_type, 24, 16, &string_int_layout);
static RtType float_map = MAP(&float_type, &int_type, 16, 8, &leaf16_layout);
static RtType any_map = MAP(&any_type, &int_type, 24, 16, &any_int_layout);
static RtType pointer_map = MAP(&int_type, &pointer_type, 16, 8, &int_pointer_layout);

// ---- keys made from numbers ------------------------------------------------------------------

typedef union {
    int64_t integer;
    int32_t narrow;
    double number;
    RtString string;
    RtEface any;
} Key;

static char names[KEYS][16];
static int64_t numbers[KEYS];

static Key make_key(const RtType *map_type, int64_t n) {
    Key key = {0};
    snprintf(names[n], sizeof names[n], "key %lld", (long long)n);
    numbers[n] = n;
    switch (map_type->key->kind) {
    case RT_INT: key.integer = n * 8; break;
    case RT_INT32: key.narrow = (int32_t)n; break;
    case RT_FLOAT64: key.number = (double)n / 4; break;
    case RT_STRING: key.string = to_string(names[n]); break;
    default: key.any = (RtEface){&int_type, &numbers[n]}; break;
    }
    return key;
}

static uint32_t random_state = 1;

static uint32_t next_random(void) {
    random_state = random_state * 1664525 + 1013904223;
    return random_state >> 8;
}

// ---- a map and an array that says what should be in it ---------------------------------------

static int64_t model[KEYS]; // 0: absent

static void check_all(RtType *type, void *map) {
    int64_t count = 0;
    for (int64_t n = 0; n < KEYS; n++) {
        Key key = make_key(type, n);
        int64_t *value = rt_map_find(type, map, &key);
        assert_int_equal(value ? *value : 0, model[n]);
        count += model[n] != 0;
    }
    assert_int_equal(rt_map_len(map), count);
    int64_t sum = 0, expected = 0;
    RtMapIter iter;
    for (rt_map_iter_init(&iter, type, map); iter.key; rt_map_iter_next(&iter), count--)
        sum += *(int64_t *)iter.value;
    for (int64_t n = 0; n < KEYS; n++)
        expected += model[n];
    assert_int_equal(count, 0);
    assert_int_equal(sum, expected);
}

static void run_against_model(RtType *type, void *map) {
    memset(model, 0, sizeof model);
    for (int round = 0; round < 6; round++) {
        int64_t range = round == 0 ? 8 : KEYS;
        for (int i = 0; i < 2000; i++) {
            int64_t n = next_random() % range;
            Key key = make_key(type, n);
            if (next_random() % 8 < (round % 2 ? 3 : 6)) {
                model[n] = i + 1;
                *(int64_t *)rt_map_assign(type, map, &key) = i + 1;
            } else {
                model[n] = 0;
                rt_map_delete(type, map, &key);
            }
        }
        check_all(type, map);
    }
    rt_map_clear(type, map);
    memset(model, 0, sizeof model);
    check_all(type, map);
}

static void test_model(void **state) {
    RtType *types[] = {&int_map, &int32_map, &string_map, &float_map, &any_map};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        run_against_model(types[i], rt_map_new(types[i], 0));
        run_against_model(types[i], rt_map_new(types[i], 100));
        char frame[RT_MAP_HEADER_SIZE + RT_MAP_SMALL * 24];
        memset(frame, 0xEE, sizeof frame);
        run_against_model(types[i], rt_map_init(frame, types[i]));
    }
}

static void test_nil(void **state) {
    int64_t key = 1;
    RtMapIter iter;
    assert_null(rt_map_find(&int_map, NULL, &key));
    rt_map_delete(&int_map, NULL, &key);
    rt_map_clear(&int_map, NULL);
    rt_map_iter_init(&iter, &int_map, NULL);
    assert_null(iter.key);
    assert_int_equal(rt_map_len(NULL), 0);
}

static void test_float_keys(void **state) {
    void *map = rt_map_new(&float_map, 0);
    double zero = 0, minus_zero = -0.0, nan = NAN;
    *(int64_t *)rt_map_assign(&float_map, map, &zero) = 1;
    *(int64_t *)rt_map_assign(&float_map, map, &minus_zero) = 2;
    assert_int_equal(rt_map_len(map), 1);
    assert_int_equal(*(int64_t *)rt_map_find(&float_map, map, &zero), 2);
    for (int i = 0; i < 20; i++)
        *(int64_t *)rt_map_assign(&float_map, map, &nan) = i;
    assert_int_equal(rt_map_len(map), 21);
    assert_null(rt_map_find(&float_map, map, &nan));
    int64_t count = 0;
    RtMapIter iter;
    for (rt_map_iter_init(&iter, &float_map, map); iter.key; rt_map_iter_next(&iter))
        count++;
    assert_int_equal(count, 21);
    rt_map_clear(&float_map, map);
    assert_int_equal(rt_map_len(map), 0);
}

// The key is replaced by an equal one: the sign of zero shows it.
static void test_equal_key_is_replaced(void **state) {
    void *map = rt_map_new(&float_map, 0);
    double zero = 0, minus_zero = -0.0;
    rt_map_assign(&float_map, map, &zero);
    rt_map_assign(&float_map, map, &minus_zero);
    RtMapIter iter;
    rt_map_iter_init(&iter, &float_map, map);
    assert_true(signbit(*(double *)iter.key));
}

// ---- iteration while the map changes ---------------------------------------------------------

// Deletes and inserts in the middle of an iteration over 0..count: what was there and stays comes exactly
// once; what was deleted before its turn never comes.
static void iterate_and_change(int64_t count, int64_t insertions) {
    void *map = rt_map_new(&int_map, 0);
    for (int64_t i = 0; i < count; i++)
        *(int64_t *)rt_map_assign(&int_map, map, &i) = i;
    int seen[KEYS] = {0};
    bool deleted[KEYS] = {0};
    int64_t step = 0;
    RtMapIter iter;
    for (rt_map_iter_init(&iter, &int_map, map); iter.key; rt_map_iter_next(&iter), step++) {
        int64_t key = *(int64_t *)iter.key;
        assert_true(key >= count || !deleted[key]);
        assert_int_equal(++seen[key], 1);
        int64_t victim = next_random() % count;
        if (!seen[victim]) {
            deleted[victim] = true;
            rt_map_delete(&int_map, map, &victim);
        }
        for (int64_t i = 0; i < insertions && step < 20; i++) {
            int64_t fresh = count + step * insertions + i;
            *(int64_t *)rt_map_assign(&int_map, map, &fresh) = fresh;
        }
    }
    for (int64_t i = 0; i < count; i++)
        assert_int_equal(seen[i], !deleted[i]);
}

static void test_iteration_survives_changes(void **state) {
    for (int round = 0; round < 50; round++) {
        iterate_and_change(5, 0);
        iterate_and_change(8, 1);
        iterate_and_change(8, 10);
        iterate_and_change(100, 1);
        iterate_and_change(100, 50);
        iterate_and_change(1000, 100);
    }
}

static void test_iteration_after_clear(void **state) {
    for (int64_t count = 3; count < 300; count *= 3) {
        void *map = rt_map_new(&float_map, 0);
        double nan = NAN;
        for (int64_t i = 0; i < count; i++)
            rt_map_assign(&float_map, map, &nan);
        RtMapIter iter;
        rt_map_iter_init(&iter, &float_map, map);
        for (int64_t i = 0; i < 2 * count; i++)
            rt_map_assign(&float_map, map, &nan);
        rt_map_clear(&float_map, map);
        rt_map_iter_next(&iter);
        assert_null(iter.key);
    }
}

static void test_random_start(void **state) {
    void *map = rt_map_new(&int_map, 0);
    for (int64_t i = 0; i < 8; i++)
        rt_map_assign(&int_map, map, &i);
    unsigned firsts = 0;
    for (int i = 0; i < 200; i++) {
        RtMapIter iter;
        rt_map_iter_init(&iter, &int_map, map);
        firsts |= 1u << *(int64_t *)iter.key;
    }
    assert_int_equal(firsts, 0xFF);
}

// ---- the collector ---------------------------------------------------------------------------

static void test_collection(void **state) {
    void *map = rt_map_new(&pointer_map, 0);
    for (int64_t i = 0; i < KEYS; i++) {
        int64_t *cell = heap_new_bytes(8);
        *cell = i;
        *(void **)rt_map_assign(&pointer_map, map, &i) = cell;
        if (i % 500 == 0)
            heap_collect();
    }
    heap_collect();
    for (int64_t i = 0; i < KEYS; i++)
        assert_int_equal(**(int64_t **)rt_map_find(&pointer_map, map, &i), i);
}

int main(void) {
    stack_adopt(__builtin_frame_address(0));
    heap_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_model),
        cmocka_unit_test(test_nil),
        cmocka_unit_test(test_float_keys),
        cmocka_unit_test(test_equal_key_is_replaced),
        cmocka_unit_test(test_iteration_survives_changes),
        cmocka_unit_test(test_iteration_after_clear),
        cmocka_unit_test(test_random_start),
        cmocka_unit_test(test_collection),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
