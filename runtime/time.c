// Package time's entry points: the clocks, sleeping, timers, and reading time zone files.
#include "entry.h"
#include "state.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

// A Time as in lib/time/time.mini. The monotonic clock begins at 1, since 0 stands for none.
typedef struct {
    int64_t seconds, nanoseconds, monotonic;
    const void *location;
} Time;

static const int64_t unix_epoch = INT64_C(62135596800); // in seconds since the beginning of the year 1

typedef struct {
    int64_t seconds, nanoseconds, monotonic;
} Clocks;

void rt_time_now(Clocks *result);
void rt_time_now(Clocks *result) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    *result = (Clocks){time.tv_sec, time.tv_nsec, time_now()};
}

static int64_t start;

__attribute__((constructor)) static void note_start(void) {
    start = time_now();
}

void rt_time_start(int64_t *result);
void rt_time_start(int64_t *result) {
    *result = start;
}

// ---- timers

typedef struct {
    RtTimer timer;
    void *chan;
    RtClosure *function;
    const void *location; // of the time to send
} LibraryTimer;

static void wake_sleeper(RtTimer *timer) {
    sched_ready(timer->argument);
}

void rt_time_Sleep(int64_t nanoseconds);
void rt_time_Sleep(int64_t nanoseconds) {
    if (nanoseconds <= 0) {
        sched_give_way();
        return;
    }
    int64_t when;
    if (__builtin_add_overflow(time_now(), nanoseconds, &when))
        when = INT64_MAX;
    RtTimer timer = {.when = when, .fire = wake_sleeper, .argument = rt_g};
    timer_start(&timer);
    sched_park("sleep");
}

// Runs on the scheduler: it sends only if nothing is in the channel's buffer.
static void fire_timer(RtTimer *timer) {
    const LibraryTimer *owner = timer->argument;
    if (!owner->chan) {
        sched_go(owner->function);
        return;
    }
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    Time time = {now.tv_sec + unix_epoch, now.tv_nsec, time_now(), owner->location};
    chan_try_send(owner->chan, &time);
}

void rt_time_startTimer(LibraryTimer *timer);
void rt_time_startTimer(LibraryTimer *timer) {
    timer->timer.fire = fire_timer;
    timer_start(&timer->timer);
}

void rt_time_stopTimer(bool *result, LibraryTimer *timer);
void rt_time_stopTimer(bool *result, LibraryTimer *timer) {
    *result = timer_stop(&timer->timer);
}

// ---- time zones

typedef struct {
    RtString value;
    bool is_set;
} OptionalString;

void rt_time_environmentTZ(OptionalString *result);
void rt_time_environmentTZ(OptionalString *result) {
    const char *zone = getenv("TZ");
    *result = (OptionalString){0};
    if (zone)
        *result = (OptionalString){{(const uint8_t *)zone, (int64_t)strlen(zone)}, true};
}

enum { ZONE_FILE_MAX = 1 << 20 };

void rt_time_readFile(RtString *result, const uint8_t *name, int64_t length);
void rt_time_readFile(RtString *result, const uint8_t *name, int64_t length) {
    *result = (RtString){0};
    char path[PATH_MAX];
    if (length >= PATH_MAX)
        return;
    snprintf(path, sizeof path, "%.*s", (int)length, (const char *)name);
    FILE *file = fopen(path, "rb");
    if (!file)
        return;
    struct stat status;
    if (fstat(fileno(file), &status) == 0 && S_ISREG(status.st_mode) && status.st_size <= ZONE_FILE_MAX) {
        uint8_t *text = heap_new_bytes(status.st_size);
        *result = (RtString){text, (int64_t)fread(text, 1, (size_t)status.st_size, file)};
    }
    fclose(file);
}
