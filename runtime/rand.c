// Package math/rand's entry point.
#include "state.h"

#include <sys/random.h>
#include <time.h>

void rt_rand_entropy(int64_t *result);
void rt_rand_entropy(int64_t *result) {
    if (getrandom(result, sizeof *result, 0) != sizeof *result) {
        struct timespec now;
        clock_gettime(CLOCK_REALTIME, &now);
        *result = now.tv_sec * 1000000000 + now.tv_nsec;
    }
}
