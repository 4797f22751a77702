// Channels, as far as nobody has to wait: the ring, what it keeps alive, close, and the choice of select.
#include "value_types.h"

#include "runtime/chan.h"

static const RtType pointer_type = {.size = 8, .kind = RT_POINTER, .layout = &pointer_layout};
static const RtType empty_type = {.size = 0, .kind = RT_STRUCT};
static RtType int_chan = {.size = 8, .kind = RT_CHAN, .elem = &int_type};
static RtType byte_chan = {.size = 8, .kind = RT_CHAN, .elem = &byte_type};
static RtType string_chan = {.size = 8, .kind = RT_CHAN, .elem = &string_type};
static RtType pointer_chan = {.size = 8, .kind = RT_CHAN, .elem = &pointer_type};
static RtType empty_chan = {.size = 8, .kind = RT_CHAN, .elem = &empty_type};

static void test_ring(void **state) {
    void *chan = rt_chan_make(&byte_chan, 5);
    uint8_t in = 0, expected = 0, out;
    for (int round = 0; round < 100; round++) {
        for (int i = 0; i < round % 6; i++, in++)
            rt_chan_send(chan, &in);
        assert_int_equal(rt_chan_len(chan), round % 6);
        for (; expected != in; expected++) {
            assert_true(rt_chan_recv(chan, &out));
            assert_int_equal(out, expected);
        }
    }
    assert_int_equal(rt_chan_cap(chan), 5);
}

static void test_empty_elements(void **state) {
    void *chan = rt_chan_make(&empty_chan, INT64_MAX);
    for (int i = 0; i < 1000; i++)
        rt_chan_send(chan, &rt_zero_base);
    assert_int_equal(rt_chan_len(chan), 1000);
    assert_true(rt_chan_recv(chan, NULL));
    assert_int_equal(rt_chan_cap(chan), INT64_MAX);
}

static void test_close(void **state) {
    void *chan = rt_chan_make(&string_chan, 2);
    RtString text = to_string("text");
    rt_chan_send(chan, &text);
    rt_chan_close(chan);
    RtString out = {0};
    assert_true(rt_chan_recv(chan, &out));
    assert_int_equal(out.len, 4);
    assert_false(rt_chan_recv(chan, &out));
    assert_true(out.len == 0 && out.ptr == NULL);
}

static __attribute__((noinline)) Hidden send_new(void *chan) {
    void *cell = heap_new_bytes(64);
    rt_chan_send(chan, &cell);
    return hide(cell);
}

static __attribute__((noinline)) void receive_and_drop(void *chan) {
    assert_true(rt_chan_recv(chan, NULL));
}

// The ring keeps what is in it, and nothing that was taken out, also when it went round.
static void test_collection(void **state) {
    void *chan = rt_chan_make(&pointer_chan, 3);
    void *root[1] = {chan};
    static void *keep;
    static bool registered;
    if (!registered)
        rt_root_register(&keep, 1);
    registered = true;
    keep = root[0];
    Hidden cells[8];
    for (int i = 0; i < 2; i++)
        cells[i] = send_new(chan);
    for (int i = 2; i < 8; i++) {
        cells[i] = send_new(chan);
        receive_and_drop(chan);
        collect_alone();
        assert_false(is_alive(cells[i - 2]));
        assert_true(is_alive(cells[i - 1]) && is_alive(cells[i]));
    }
    keep = NULL;
}

// Without pointers inside, header and ring are one cell.
static void test_one_cell(void **state) {
    void *chan = rt_chan_make(&int_chan, 10);
    Cell cell = cell_find((uintptr_t)chan);
    assert_true(cell.found);
    assert_true(cell_size(cell) >= (int64_t)sizeof(Chan) + 80);
    assert_ptr_equal(((Chan *)chan)->buffer, (Chan *)chan + 1);
}

static void test_try_send(void **state) {
    void *chan = rt_chan_make(&int_chan, 1);
    int64_t one = 1, out = 0;
    assert_true(chan_try_send(chan, &one));
    assert_false(chan_try_send(chan, &one));
    assert_true(rt_chan_recv(chan, &out));
    assert_int_equal(out, 1);
}

// Ready: a send into a buffer with room, a receive from one with elements, anything on a closed channel.
static void test_select(void **state) {
    void *full = rt_chan_make(&int_chan, 1), *room = rt_chan_make(&int_chan, 2);
    int64_t one = 1, out = 0;
    rt_chan_send(full, &one);
    RtChanCase cases[] = {
        {.chan = NULL, .element = &out},
        {.chan = full, .element = &one, .is_send = true},
        {.chan = room, .element = &out},
    };
    assert_int_equal(rt_select(cases, 3, true), -1);
    cases[2].is_send = true;
    cases[2].element = &one;
    assert_int_equal(rt_select(cases, 3, true), 2);
    assert_int_equal(rt_chan_len(room), 1);
    cases[1].is_send = false;
    cases[1].element = &out;
    int chosen[3] = {0};
    for (int i = 0; i < 1000; i++) {
        int64_t index = rt_select(cases, 3, false);
        chosen[index]++;
        if (index == 1) {
            assert_true(cases[1].ok && out == 1);
            rt_chan_send(full, &one);
        } else {
            assert_true(rt_chan_recv(room, &out));
        }
    }
    assert_true(chosen[0] == 0 && chosen[1] > 300 && chosen[2] > 300);
}

int main(void) {
    stack_adopt(__builtin_frame_address(0));
    heap_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ring),     cmocka_unit_test(test_empty_elements),
        cmocka_unit_test(test_close),    cmocka_unit_test(test_collection),
        cmocka_unit_test(test_one_cell), cmocka_unit_test(test_try_send),
        cmocka_unit_test(test_select),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
