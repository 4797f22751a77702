// The checked mode: which cells are dead, what a use of one says, and that its memory waits in quarantine.
#include "runtime_test.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
    void *pointer;
    int64_t value;
} Pair;

static const uint64_t pair_mask[1] = {1};
static RtLayout pair_layout = {.size = sizeof(Pair), .mask_words = 1, .mask = pair_mask};
static RtType pair_type = {.size = sizeof(Pair), .kind = RT_STRUCT, .layout = &pair_layout};
static RtSite site = {.position = "p.mini:3:7", .text = "&Pair{...}"};
static char outer_frame, inner_frame;
static void *roots[4];

// Runs the access in a child. Returns whether it was let through; otherwise its message and status must be
// right.
static bool is_access_allowed(void *address) {
    int pipe_ends[2];
    assert_int_equal(pipe(pipe_ends), 0);
    pid_t child = fork();
    if (child == 0) {
        dup2(pipe_ends[1], STDERR_FILENO);
        rt_checked_access(address);
        _exit(0);
    }
    close(pipe_ends[1]);
    char text[256] = {0};
    assert_true(read(pipe_ends[0], text, sizeof text - 1) >= 0);
    close(pipe_ends[0]);
    int status;
    waitpid(child, &status, 0);
    if (WEXITSTATUS(status) == 0)
        return true;
    assert_int_equal(WEXITSTATUS(status), 3);
    assert_string_equal(text, "minic: checked: use of dead object: p.mini:3:7 &Pair{...}\n");
    return false;
}

static void test_cell_dies_with_its_frame(void **state) {
    Pair *outer = roots[0] = rt_checked_new(&pair_type, 1, &site, &outer_frame, NULL);
    Pair *inner = roots[1] = rt_checked_new(&pair_type, 1, &site, &inner_frame, NULL);
    assert_true(is_access_allowed(inner));
    rt_checked_leave(&inner_frame);
    assert_false(is_access_allowed(inner));
    assert_false(is_access_allowed(&inner->value));
    assert_true(is_access_allowed(outer));
    rt_checked_leave(&outer_frame);
    assert_false(is_access_allowed(outer));
}

// A caller's slot is recorded after the callee's own cells and outlives them.
static void test_callers_slot(void **state) {
    roots[0] = rt_checked_new(&pair_type, 1, &site, &inner_frame, NULL);
    roots[1] = rt_checked_new(&pair_type, 1, &site, &outer_frame, NULL);
    roots[2] = rt_checked_new(&pair_type, 1, &site, &inner_frame, NULL);
    rt_checked_leave(&inner_frame);
    assert_false(is_access_allowed(roots[0]) || is_access_allowed(roots[2]));
    assert_true(is_access_allowed(roots[1]));
    rt_checked_leave(&outer_frame);
}

static void test_previous_cell_of_the_site_dies(void **state) {
    Pair *first = roots[0] = rt_checked_new(&pair_type, 1, &site, &outer_frame, NULL);
    Pair *second = roots[1] = rt_checked_new(&pair_type, 10, &site, &outer_frame, first);
    assert_false(is_access_allowed(first));
    assert_true(is_access_allowed(second + 9));
    rt_checked_leave(&outer_frame);
    assert_false(is_access_allowed(second + 9));
}

static void test_other_memory_is_allowed(void **state) {
    int local = 0;
    assert_true(is_access_allowed(&local));
    assert_true(is_access_allowed(heap_new(&pair_layout)));
    assert_true(is_access_allowed(NULL));
}

static __attribute__((noinline)) Hidden die(bool keep) {
    Pair *cell = rt_checked_new(&pair_type, 1, &site, &inner_frame, NULL);
    rt_checked_leave(&inner_frame);
    roots[0] = keep ? cell : NULL;
    return hide(cell);
}

static void test_quarantine(void **state) {
    memset(roots, 0, sizeof roots);
    Hidden kept = die(true);
    for (int i = 0; i < 3; i++) {
        collect_alone();
        assert_true(is_alive(kept));
        assert_false(is_access_allowed(reveal(kept)));
    }
    Hidden freed = die(false);
    collect_alone();
    assert_false(is_alive(freed));
    for (int i = 0; i < 100000; i++) { // the cell is used again, and is not dead then
        Pair *pair = heap_new(&pair_layout);
        rt_checked_access(pair);
        if (pair == reveal(freed))
            return;
    }
    fail_msg("the freed cell was never used again");
}

static void test_many_frames(void **state) {
    static char frames[5000];
    for (int i = 0; i < 5000; i++)
        roots[i % 4] = rt_checked_new(&pair_type, 1, &site, &frames[i], NULL);
    collect_alone();
    for (int i = 0; i < 5000; i++)
        rt_checked_leave(&frames[i]);
    for (int i = 0; i < 4; i++)
        assert_false(is_access_allowed(roots[i]));
}

int main(void) {
    stack_adopt(__builtin_frame_address(0));
    heap_init();
    rt_root_register(roots, 4);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cell_dies_with_its_frame),
        cmocka_unit_test(test_callers_slot),
        cmocka_unit_test(test_previous_cell_of_the_site_dies),
        cmocka_unit_test(test_other_memory_is_allowed),
        cmocka_unit_test(test_quarantine),
        cmocka_unit_test(test_many_frames),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
