// Goroutines, without compiled code: the order in which they run, their stacks as roots, leaving a small
// stack for a large one and coming back, timers. Each test runs in a child, whose main goroutine it is.
#include "runtime_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void run(void (*program)(void), int expected_status) {
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        stack_init();
        heap_init();
        signal_init();
        stack_enter(program);
    }
    int status;
    waitpid(child, &status, 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), expected_status);
}

static void require(bool condition) {
    if (!condition)
        _exit(1);
}

// A closure {code, number}.
typedef struct {
    RtClosure closure;
    int number;
} Task;

static void go(void (*code)(Task *), Task *task) {
    task->closure.code = (void *)(uintptr_t)code;
    sched_go(&task->closure);
}

static char trace[16];
static size_t traced;

static void record(Task *task) {
    trace[traced++] = (char)('a' + task->number);
}

static void record_twice(Task *task) {
    record(task);
    sched_give_way();
    record(task);
}

// In the order in which they were made: the one made last, to run next, loses its place when main gives way.
static void order(void) {
    Task tasks[3] = {{.number = 0}, {.number = 1}, {.number = 2}};
    for (int i = 0; i < 3; i++)
        go(record_twice, &tasks[i]);
    require(sched_count() == 4);
    while (sched_count() > 1)
        sched_give_way();
    require(memcmp(trace, "abcabc", 6) == 0);
    _exit(0);
}

static void test_order(void **state) {
    (void)state;
    run(order, 0);
}

enum { MANY = 10000 };

static RtG *parked[MANY];
static int woken;

static void park_once(Task *task) {
    parked[task->number] = rt_g;
    sched_park("test");
    require(rt_g == parked[task->number]);
    woken++;
}

// Stacks of dead goroutines are used again.
static void many(void) {
    static Task tasks[MANY];
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < MANY; i++) {
            tasks[i].number = i;
            go(park_once, &tasks[i]);
        }
        sched_give_way();
        woken = 0;
        for (int i = 0; i < MANY; i++)
            sched_ready(parked[i]);
        while (sched_count() > 1)
            sched_give_way();
        require(woken == MANY);
        require(stack_goroutine(MANY - 1) && !stack_goroutine(MANY));
    }
    _exit(0);
}

static void test_many(void **state) {
    (void)state;
    run(many, 0);
}

static const uint64_t mask[1] = {1};
static RtLayout layout = {.size = 16, .mask_words = 1, .mask = mask};
static Hidden kept, lost;

static __attribute__((noinline)) void keep_cell(Task *task) {
    (void)task;
    int64_t *volatile cell = heap_new(&layout);
    cell[1] = 42;
    kept = hide(cell);
    parked[0] = rt_g;
    sched_park("test");
    require(cell[1] == 42);
}

static __attribute__((noinline)) void lose_cell(void) {
    lost = hide(heap_new(&layout));
}

// What only a parked goroutine's stack points to is alive.
static void roots(void) {
    Task task;
    go(keep_cell, &task);
    sched_give_way();
    lose_cell();
    collect_alone();
    require(is_alive(kept));
    require(!is_alive(lost));
    sched_ready(parked[0]);
    sched_give_way();
    collect_alone();
    require(!is_alive(kept));
    _exit(0);
}

static void test_roots(void **state) {
    (void)state;
    run(roots, 0);
}

// Uses some 200 bytes a level.
static __attribute__((noinline)) int descend(int levels, void *volatile cell) {
    volatile char frame[128];
    frame[0] = (char)levels;
    if (levels == 0) {
        heap_collect();
        return 0;
    }
    int below = descend(levels - 1, cell);
    require(frame[0] == (char)levels);
    return below + 1;
}

static void descend_far(void *argument) {
    require(stack_has(64 << 20));
    require(descend(100000, argument) == 100000);
}

static void grow(Task *task) {
    (void)task;
    require(stack_has(16 << 10) && !stack_has(1 << 20));
    for (int i = 0; i < 3; i++) {
        void *cell = heap_new(&layout);
        Hidden hidden = hide(cell);
        stack_call(descend_far, cell);
        require(is_alive(hidden));
        require(!stack_has(1 << 20));
    }
    woken = 1;
}

static void segments(void) {
    Task task;
    go(grow, &task);
    sched_give_way();
    require(woken == 1);
    _exit(0);
}

static void test_segments(void **state) {
    (void)state;
    run(segments, 0);
}

// ---- Timers ----------------------------------------------------------------------------------

static int fired[8], fired_count;

static void fire(RtTimer *timer) {
    fired[fired_count++] = *(int *)timer->argument;
    if (fired_count == 6)
        sched_ready(parked[0]);
}

static void timers(void) {
    enum { COUNT = 6 };
    static const int64_t ms = 1000000;
    static const int delays[COUNT] = {9, 3, 12, 1, 6, 4};
    static int numbers[COUNT];
    static RtTimer timer[COUNT];
    int64_t begin = time_now();
    for (int i = 0; i < COUNT; i++) {
        numbers[i] = delays[i];
        timer[i] = (RtTimer){.when = begin + delays[i] * ms, .fire = fire, .argument = &numbers[i]};
        timer_start(&timer[i]);
    }
    timer[1].period = 2 * ms; // at 3, 5, 7
    require(timer_stop(&timer[5]));
    require(!timer_stop(&timer[5]));
    parked[0] = rt_g;
    sched_park("sleep");
    require(time_now() - begin >= 6 * ms);
    require(fired[0] == 1 && fired[1] == 3);
    require(timer_stop(&timer[1]));
    require(timer_stop(&timer[2]) || fired_count > 5);
    _exit(0);
}

static void test_timers(void **state) {
    (void)state;
    run(timers, 0);
}

// Leaves out the sanitizers' own checks at exit, which do not know the stacks.
static void leave(int status, void *unused) {
    (void)unused;
    _exit(status);
}

static void sleep_forever(void) {
    on_exit(leave, NULL);
    sched_park("test");
}

// Not the exit status of a failed requirement.
static void test_deadlock(void **state) {
    (void)state;
    run(sleep_forever, 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),    cmocka_unit_test(test_many),   cmocka_unit_test(test_roots),
        cmocka_unit_test(test_segments), cmocka_unit_test(test_timers), cmocka_unit_test(test_deadlock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
