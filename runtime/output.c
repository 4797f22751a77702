// Standard output through a 64 KiB buffer. It is written out when it is full, at exit, on panics and fatal
// errors, before standard error and before anything that waits (rt_output_flush); by the next print after 50
// ms; and at once on a terminal.
#include "output.h"

#include "state.h"

#include <errno.h>
#include <poll.h> // IWYU pragma: keep
#include <stdint.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { OUTPUT_SIZE = 64 * 1024, OUTPUT_DELAY = 50 * 1000 * 1000 /* nanoseconds */ };

static struct {
    char bytes[OUTPUT_SIZE];
    size_t used;
    int64_t since; // when the oldest of the bytes was written
    enum { OUTPUT_UNKNOWN, OUTPUT_TERMINAL, OUTPUT_FILE } kind;
} out;

int output_write_all(int descriptor, const void *bytes, size_t count) {
    const char *p = bytes;
    while (count > 0) {
        ssize_t written = write(descriptor, p, count);
        if (written >= 0) {
            p += written;
            count -= (size_t)written;
        } else if (errno == EAGAIN) {
            struct pollfd wait = {.fd = descriptor, .events = POLLOUT}; // NOLINT(misc-include-cleaner)
            poll(&wait, 1, -1);                                         // NOLINT(misc-include-cleaner)
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

void rt_output_flush(void) {
    size_t used = out.used;
    out.used = 0; // first: a signal in the middle must not write it twice
    if (used)
        output_write_all(STDOUT_FILENO, out.bytes, used);
}

// A coarse clock: a few nanoseconds a call.
static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &time); // NOLINT(misc-include-cleaner)
    return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

void output_write(const void *bytes, size_t count) {
    if (out.kind == OUTPUT_UNKNOWN)
        out.kind = isatty(STDOUT_FILENO) ? OUTPUT_TERMINAL : OUTPUT_FILE;
    if (count > OUTPUT_SIZE - out.used)
        rt_output_flush();
    if (count > OUTPUT_SIZE) {
        output_write_all(STDOUT_FILENO, bytes, count);
        return;
    }
    int64_t time = now();
    if (out.used == 0)
        out.since = time;
    memcpy(out.bytes + out.used, bytes, count);
    out.used += count;
    if (out.kind == OUTPUT_TERMINAL || time - out.since >= OUTPUT_DELAY)
        rt_output_flush();
}

void output_write_error(const void *bytes, size_t count) {
    rt_output_flush();
    output_write_all(STDERR_FILENO, bytes, count);
}
