// Reading without stopping the other goroutines: one that finds nothing to read parks. The scheduler asks
// poll(2) for those whose input has come, when it has nothing else to do and once in a turn.
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "scheduler.h"
#include "state.h"

enum { CAPACITY_INITIAL = 8, NANOSECONDS = 1000000000 };

// Two arrays of the same length: who waits, and for what.
static struct {
    RtG **readers;
    struct pollfd *inputs;
    int64_t count, capacity;
} waiting;

bool input_is_awaited(void) {
    return waiting.count > 0;
}

static void grow(void) {
    int64_t capacity = waiting.capacity ? 2 * waiting.capacity : CAPACITY_INITIAL;
    RtG **readers = realloc(waiting.readers, (size_t)capacity * sizeof *readers);
    waiting.readers = readers ? readers : waiting.readers;
    struct pollfd *inputs = realloc(waiting.inputs, (size_t)capacity * sizeof *inputs);
    waiting.inputs = inputs ? inputs : waiting.inputs;
    if (!readers || !inputs)
        rt_throw("runtime: out of memory");
    waiting.capacity = capacity;
}

static void wait_for(int descriptor) {
    if (waiting.count == waiting.capacity)
        grow();
    waiting.readers[waiting.count] = rt_g;
    waiting.inputs[waiting.count++] = (struct pollfd){.fd = descriptor, .events = POLLIN};
    preempt_start();
    sched_park("syscall");
}

void input_poll(int64_t when) {
    int64_t rest = when - (when > 0 ? time_now() : 0);
    rest = rest > 0 ? rest : 0;
    struct timespec time = {.tv_sec = rest / NANOSECONDS, .tv_nsec = rest % NANOSECONDS};
    if (ppoll(waiting.inputs, (nfds_t)waiting.count, when == INT64_MAX ? NULL : &time, NULL) <= 0)
        return;
    int64_t left = 0;
    for (int64_t i = 0; i < waiting.count; i++) {
        if (waiting.inputs[i].revents) {
            sched_ready(waiting.readers[i]);
        } else {
            waiting.readers[left] = waiting.readers[i];
            waiting.inputs[left++] = waiting.inputs[i];
        }
    }
    waiting.count = left;
}

static bool is_ready(int descriptor) {
    struct pollfd input = {.fd = descriptor, .events = POLLIN};
    return poll(&input, 1, 0) != 0;
}

int64_t input_read(int descriptor, void *bytes, int64_t length) {
    rt_output_flush();
    for (;;) {
        while ((sched_count() > 1 || timer_is_any()) && !is_ready(descriptor))
            wait_for(descriptor);
        ssize_t count = read(descriptor, bytes, (size_t)length);
        if (count >= 0)
            return count;
        if (errno != EINTR)
            return -errno;
    }
}
