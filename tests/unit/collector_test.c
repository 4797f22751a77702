// The collector: what survives, what is freed, the barrier, the debug modes, and a random graph against a
// model.
#include "runtime_test.h"

#include <stdlib.h>

typedef struct Node {
    struct Node *left;
    int64_t value;
    struct Node *right;
} Node;

static const uint64_t node_mask[1] = {5};
static RtLayout node_layout = {.size = sizeof(Node), .mask_words = 3, .mask = node_mask};
static const RtType node_type = {.size = sizeof(Node), .kind = RT_STRUCT, .layout = &node_layout};
static const uint64_t pointer_mask[1] = {1};
static RtLayout pointer_layout = {.size = 8, .mask_words = 1, .mask = pointer_mask};
static const RtType pointer_type = {.size = 8, .kind = RT_POINTER, .layout = &pointer_layout};

enum { ROOTS = 64 };
static void *roots[ROOTS];

static void *type_of(const RtType *type) {
    return (void *)(uintptr_t)type;
}

static __attribute__((noinline)) void build_list(int count) {
    roots[0] = NULL;
    for (int i = 0; i < count; i++) {
        Node *node = heap_new(&node_layout);
        node->left = roots[0];
        node->value = i;
        roots[0] = node;
    }
}

static void test_reachable_survives_and_the_rest_is_freed(void **state) {
    enum { COUNT = 100000 };
    build_list(COUNT);
    collect_alone();
    assert_true(rt_heap.live >= (int64_t)(COUNT * sizeof(Node)));
    int expected = COUNT;
    for (Node *node = roots[0]; node; node = node->left)
        assert_int_equal(node->value, --expected);
    assert_int_equal(expected, 0);
    roots[0] = NULL;
    collect_alone();
    assert_true(rt_heap.live < 1000);
}

static __attribute__((noinline)) Hidden new_hidden(void) {
    return hide(heap_new(&node_layout));
}

static void test_interior_pointers(void **state) {
    for (size_t offset = 0; offset < sizeof(Node); offset++) {
        Hidden node = new_hidden();
        roots[0] = (char *)reveal(node) + offset;
        collect_alone();
        assert_true(is_alive(node));
    }
    roots[0] = NULL;
}

static void test_one_past_the_end_on_a_stack(void **state) {
    Hidden node = new_hidden();
    char *volatile end = (char *)reveal(node) + sizeof(Node);
    scrub_stack();
    heap_collect();
    assert_true(is_alive(node));
    assert_ptr_equal(end, (char *)reveal(node) + sizeof(Node));
}

static void test_heap_is_precise(void **state) {
    Node *node = roots[0] = heap_new(&node_layout);
    Hidden kept = new_hidden(), hidden = new_hidden();
    node->right = reveal(kept);
    node->value = (int64_t)(uintptr_t)reveal(hidden); // an integer, whatever its value
    collect_alone();
    assert_true(is_alive(kept));
    assert_false(is_alive(hidden));
    roots[0] = NULL;
}

static void test_stack_is_a_root(void **state) {
    Node *volatile node = heap_new(&node_layout);
    node->value = 7;
    heap_collect();
    assert_true(cell_find((uintptr_t)node).found);
    assert_int_equal(node->value, 7);
}

static void test_pointers_to_stacks_are_ignored(void **state) {
    Node local = {0};
    Node *node = roots[0] = heap_new(&node_layout);
    node->left = &local;
    collect_alone();
    assert_ptr_equal(node->left, &local);
    roots[0] = NULL;
}

static __attribute__((noinline)) void fill_array(Node *nodes, Hidden *targets, int count) {
    for (int i = 0; i < count; i++) {
        targets[i] = new_hidden();
        *(i % 2 ? &nodes[i].left : &nodes[i].right) = reveal(targets[i]);
    }
}

static void check_array(int count) {
    Hidden *targets = calloc((size_t)count, sizeof *targets);
    roots[0] = rt_new_array(type_of(&node_type), count);
    fill_array(roots[0], targets, count);
    collect_alone();
    for (int i = 0; i < count; i++)
        assert_true(is_alive(targets[i]));
    roots[0] = NULL;
    free(targets);
}

static void test_arrays_are_scanned(void **state) {
    check_array(3);
    check_array(100);
    check_array(SMALL_MAX / (int)sizeof(Node));
    check_array(1000); // elements of 24 bytes across blocks of a large object
    check_array(20000);
}

static void test_huge_element(void **state) {
    enum { WORDS = 5000 };
    static uint64_t mask[(WORDS + 63) / 64];
    static RtLayout layout = {.size = WORDS * 8, .mask_words = WORDS, .mask = mask};
    mask[0] = 2;
    mask[WORDS / 64] |= UINT64_C(1) << ((WORDS - 1) % 64);
    void **object = roots[0] = rt_new_slow(&layout);
    Hidden first = new_hidden(), last = new_hidden(), none = new_hidden();
    object[1] = reveal(first);
    object[WORDS - 1] = reveal(last);
    object[2] = reveal(none);
    collect_alone();
    assert_true(is_alive(first) && is_alive(last));
    assert_false(is_alive(none));
    roots[0] = NULL;
}

static void test_trigger_bounds_the_heap(void **state) {
    collect_alone();
    for (int i = 0; i < 1000000; i++)
        heap_new(&node_layout);
    assert_true(rt_heap.used <= 5 << 20);
    build_list(1000000); // 24 MB alive
    int64_t live = 1000000 * (int64_t)sizeof(Node);
    assert_true(rt_heap.trigger >= live && rt_heap.trigger <= 2 * live + (1 << 20));
    roots[0] = NULL;
    collect_alone();
    assert_int_equal(rt_heap.trigger, 4 << 20);
}

static void test_barrier_shades(void **state) {
    collect_alone();
    rt_gc.marking = rt_debug.barrier = true;
    int64_t before = barrier_count();
    Node *node = roots[0] = heap_new(&node_layout);
    Hidden old = new_hidden(), child = new_hidden();
    node->left = reveal(old);
    node->left->right = reveal(child);
    rt_typed_clear(type_of(&node_type), node, 1);
    assert_int_equal(barrier_count(), before + 2); // left and right
    assert_null(node->left);
    rt_gc.marking = false;
    collect_alone();
    assert_true(is_alive(old) && is_alive(child)); // as of the snapshot
    collect_alone();
    assert_false(is_alive(old) || is_alive(child));
    rt_debug.barrier = false;
    roots[0] = NULL;
}

static void test_typed_moves(void **state) {
    void **array = roots[0] = rt_new_array(type_of(&pointer_type), 10);
    for (int i = 0; i < 10; i++)
        array[i] = &roots[i];
    rt_gc.marking = true;
    int64_t before = barrier_count();
    rt_typed_move_n(type_of(&pointer_type), array + 1, array, 9);
    assert_int_equal(barrier_count(), before + 9);
    rt_gc.marking = false;
    assert_ptr_equal(array[9], &roots[8]);
    assert_ptr_equal(array[1], &roots[0]);
    rt_typed_move(type_of(&pointer_type), array, array + 9);
    assert_ptr_equal(array[0], &roots[8]);
    roots[0] = NULL;
}

// ---- a random graph, held against a model that lists every object and its two edges ------------

enum { OBJECTS = 400, NONE = -1 };

typedef struct {
    Hidden address;
    int64_t value;
    int edge[2];
    bool reached;
} Model;

static Model model[OBJECTS];
static int root_of[ROOTS];

static void reach(int i) {
    if (i == NONE || model[i].reached)
        return;
    model[i].reached = true;
    reach(model[i].edge[0]);
    reach(model[i].edge[1]);
}

static void compute_reached(void) {
    for (int i = 0; i < OBJECTS; i++)
        model[i].reached = false;
    for (int i = 0; i < ROOTS; i++)
        reach(root_of[i]);
}

static int random_reached(void) {
    int i = rand() % OBJECTS;
    return model[i].reached ? i : NONE;
}

static __attribute__((noinline)) void create(int i) {
    Node *node = rand() % 3 ? heap_new(&node_layout) : rt_new_array(type_of(&node_type), 1 + rand() % 700);
    assert_true(!node->left && !node->right && !node->value);
    model[i] = (Model){.address = hide(node), .value = rand(), .edge = {NONE, NONE}};
    node->value = model[i].value;
    int root = rand() % ROOTS;
    root_of[root] = i;
    roots[root] = node;
}

static __attribute__((noinline)) void set_edge(int from, int side, int to) {
    Node *node = reveal(model[from].address);
    model[from].edge[side] = to;
    *(side ? &node->right : &node->left) = to == NONE ? NULL : reveal(model[to].address);
}

static __attribute__((noinline)) void mutate(void) {
    compute_reached();
    int i = rand() % OBJECTS;
    if (!model[i].reached) {
        create(i);
    } else if (rand() % 4) {
        set_edge(i, rand() % 2, random_reached());
    } else {
        int root = rand() % ROOTS;
        root_of[root] = random_reached();
        roots[root] = root_of[root] == NONE ? NULL : reveal(model[root_of[root]].address);
    }
}

static void compare(void) {
    compute_reached();
    for (int i = 0; i < OBJECTS; i++) {
        if (!model[i].reached)
            continue;
        const Node *node = reveal(model[i].address);
        assert_true(is_alive(model[i].address));
        assert_int_equal(node->value, model[i].value);
        assert_ptr_equal(node->left,
                         model[i].edge[0] == NONE ? NULL : reveal(model[model[i].edge[0]].address));
        assert_ptr_equal(node->right,
                         model[i].edge[1] == NONE ? NULL : reveal(model[model[i].edge[1]].address));
    }
}

static void run_model(int steps) {
    for (int i = 0; i < ROOTS; i++)
        root_of[i] = NONE;
    memset(roots, 0, sizeof roots);
    memset(model, 0, sizeof model);
    for (int i = 0; i < steps; i++) {
        mutate();
        if (i % 100 == 0) {
            collect_alone();
            compare();
        }
    }
    memset(roots, 0, sizeof roots);
}

static void test_model(void **state) {
    srand(1);
    run_model(20000);
}

static void test_model_under_stress(void **state) {
    collect_alone();
    srand(2);
    rt_debug = (Debug){.stress = 1, .poison = true, .checkmark = true};
    run_model(3000);
    rt_debug = (Debug){0};
}

int main(void) {
    stack_adopt(__builtin_frame_address(0));
    heap_init();
    rt_root_register(roots, ROOTS);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reachable_survives_and_the_rest_is_freed),
        cmocka_unit_test(test_interior_pointers),
        cmocka_unit_test(test_one_past_the_end_on_a_stack),
        cmocka_unit_test(test_heap_is_precise),
        cmocka_unit_test(test_stack_is_a_root),
        cmocka_unit_test(test_pointers_to_stacks_are_ignored),
        cmocka_unit_test(test_arrays_are_scanned),
        cmocka_unit_test(test_huge_element),
        cmocka_unit_test(test_trigger_bounds_the_heap),
        cmocka_unit_test(test_barrier_shades),
        cmocka_unit_test(test_typed_moves),
        cmocka_unit_test(test_model),
        cmocka_unit_test(test_model_under_stress),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
