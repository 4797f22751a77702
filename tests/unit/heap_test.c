// The heap: cells, layouts, size classes, large objects, blocks.
#include "runtime_test.h"

#include "runtime/bits.h"

typedef struct Node {
    struct Node *next;
    int64_t value;
    int64_t padding;
} Node;

static const uint64_t node_mask[1] = {1};
static RtLayout node_layout = {.size = sizeof(Node), .mask_words = 1, .mask = node_mask};
static const RtType node_type = {.size = sizeof(Node), .kind = RT_STRUCT, .layout = &node_layout};
static RtLayout word_layout = {.size = 8};
static const RtType word_type = {.size = 8, .kind = RT_INT, .layout = &word_layout};
static const RtType empty_type = {.size = 0, .kind = RT_STRUCT};

static bool is_zero(const void *memory, size_t size) {
    const char *bytes = memory;
    for (size_t i = 0; i < size; i++)
        if (bytes[i])
            return false;
    return true;
}

static void test_bits(void **state) {
    uint64_t bits[4] = {0};
    bits_flip(bits, 3, 200);
    assert_int_equal(bits_find_set(bits, 0, 256), 3);
    assert_int_equal(bits_find_clear(bits, 3, 256), 200);
    assert_int_equal(bits_find_clear(bits, 3, 100), 100);
    bits_flip(bits, 64, 128);
    assert_int_equal(bits_find_clear(bits, 3, 256), 64);
    assert_int_equal(bits_find_set(bits, 64, 256), 128);
    assert_int_equal(bits_find_set(bits, 200, 256), 256);
    assert_true(bits_test(bits, 199) && !bits_test(bits, 200));
}

static void test_cells_are_zeroed_and_disjoint(void **state) {
    for (int i = 0; i < 20000; i++) {
        Node *node = heap_new(&node_layout);
        assert_true(is_zero(node, sizeof *node));
        memset(node, 0xff, sizeof *node);
        node->next = NULL;
        if (i % 5000 == 4999) // cells that are used again must be zeroed again
            heap_collect();
    }
}

static void test_cell_find(void **state) {
    Node *node = heap_new(&node_layout);
    for (size_t offset = 0; offset < sizeof *node; offset++) {
        Cell cell = cell_find((uintptr_t)node + offset);
        assert_true(cell.found);
        assert_ptr_equal(cell_address(cell), node);
        assert_int_equal(cell_size(cell), sizeof *node);
    }
    assert_false(cell_find((uintptr_t)state).found);
    assert_false(cell_find(0).found);
}

static void test_size_classes(void **state) {
    for (int64_t size = 1; size <= SMALL_MAX; size++) {
        const RtLayout *layout = array_layout(NULL, size);
        assert_true(layout->size >= size && layout->size % 8 == 0);
        // At most a third is lost, but for what fits into a block only twice.
        assert_true(size < 64 || layout->size == SMALL_MAX || layout->size - size <= size / 3);
    }
    assert_ptr_equal(array_layout(NULL, 33), array_layout(NULL, 48));
    assert_int_equal(array_layout(NULL, SMALL_MAX)->size, SMALL_MAX);
}

static void test_array_masks(void **state) {
    const RtLayout *layout = array_layout(&node_layout, 5 * sizeof(Node)); // 120 bytes in a cell of 128
    assert_int_equal(layout->size, 128);
    assert_int_equal(layout->mask_words, 16);
    assert_int_equal(layout->mask[0], 1 | 1 << 3 | 1 << 6 | 1 << 9 | 1 << 12);
    const RtLayout *wide = array_layout(&node_layout, 100 * sizeof(Node));
    for (uint32_t word = 0; word < wide->size / 24 * 3; word++)
        assert_int_equal(bits_test(wide->mask, word), word % 3 == 0);
}

static void test_zero_sized(void **state) {
    assert_ptr_equal(rt_new_array((void *)(uintptr_t)&empty_type, 5), &rt_zero_base);
    assert_ptr_equal(rt_new_array((void *)(uintptr_t)&node_type, 0), &rt_zero_base);
    assert_ptr_equal(rt_new_bytes(0), &rt_zero_base);
}

static void test_large_objects_are_zeroed_and_reused(void **state) {
    enum { SIZE = 1 << 20, COUNT = 2000 };
    for (int i = 0; i < COUNT; i++) {
        char *memory = rt_new_bytes(SIZE);
        assert_true(is_zero(memory, SIZE));
        memset(memory, 0xaa, SIZE);
    }
    assert_true(rt_heap.extent < UINT64_C(64) << 20);
}

static void test_large_interior(void **state) {
    Node *nodes = rt_new_array((void *)(uintptr_t)&node_type, 5000);
    Cell cell = cell_find((uintptr_t)&nodes[4999].padding);
    assert_true(cell.found);
    assert_ptr_equal(cell_address(cell), nodes);
    assert_int_equal(cell_size(cell), 5000 * sizeof(Node));
}

static void test_leaf_arrays_share_cells(void **state) {
    char *bytes = rt_new_bytes(100);
    int64_t *words = rt_new_array((void *)(uintptr_t)&word_type, 13);
    assert_ptr_equal(rt_heap.blocks[cell_find((uintptr_t)bytes).block].layout,
                     rt_heap.blocks[cell_find((uintptr_t)words).block].layout);
}

static void test_blocks_first_fit(void **state) {
    uint32_t first = block_take(3), second = block_take(2);
    assert_int_not_equal(first, second);
    block_release(first, 3);
    uint32_t again = block_take(2);
    assert_true(again <= first);
    block_release(again, 2);
    block_release(second, 2);
    block_scavenge(0);
    for (uint32_t i = 1; i < heap_block_count(); i++)
        assert_true(rt_heap.blocks[i].kind != BLOCK_FREE || !rt_heap.blocks[i].dirty);
}

int main(void) {
    stack_adopt(__builtin_frame_address(0));
    heap_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bits),
        cmocka_unit_test(test_cells_are_zeroed_and_disjoint),
        cmocka_unit_test(test_cell_find),
        cmocka_unit_test(test_size_classes),
        cmocka_unit_test(test_array_masks),
        cmocka_unit_test(test_zero_sized),
        cmocka_unit_test(test_large_objects_are_zeroed_and_reused),
        cmocka_unit_test(test_large_interior),
        cmocka_unit_test(test_leaf_arrays_share_cells),
        cmocka_unit_test(test_blocks_first_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
