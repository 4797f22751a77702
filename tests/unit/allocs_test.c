// --allocs: an object on the heap at a site that is said to be in the frame is a bug, and says so.
#include "runtime_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static RtAllocSite sites[] = {
    {.position = "./f.mini:3:4", .text = "&T{}", .said = "stack", .never_on_heap = 1},
    {.position = "./f.mini:5:6", .text = "new(int)", .said = "heap (result)"},
};

// The status of a program that allocates once at the site, and its standard error.
static int run_program(RtAllocSite *site, bool on_heap, char *text, size_t size) {
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        rt_allocs_start(sites, 2);
        rt_allocs_enter(site, 24);
        if (on_heap)
            rt_new_bytes(24);
        rt_allocs_leave();
        exit(0);
    }
    close(ends[1]);
    size_t len = 0;
    for (ssize_t got; len < size - 1 && (got = read(ends[0], text + len, size - 1 - len)) > 0;)
        len += (size_t)got;
    text[len] = '\0';
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    return WEXITSTATUS(status);
}

static void wrong_site_is_reported(void **state) {
    (void)state;
    char text[1024];
    assert_int_equal(run_program(&sites[0], true, text, sizeof text), 3);
    assert_non_null(strstr(text, "minic: bug: ./f.mini:3:4: &T{} is said to be in the frame"));
}

static void right_sites_are_counted(void **state) {
    (void)state;
    char text[1024];
    assert_int_equal(run_program(&sites[0], false, text, sizeof text), 0);
    assert_non_null(
        strstr(text, "         1           24          0            0  ./f.mini:3:4: &T{}: stack\n"));
    assert_null(strstr(text, "bug"));
    assert_int_equal(run_program(&sites[1], true, text, sizeof text), 0);
    assert_non_null(strstr(
        text, "         1           24          1           24  ./f.mini:5:6: new(int): heap (result)\n"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_site_is_reported),
        cmocka_unit_test(right_sites_are_counted),
    };
    heap_init();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
