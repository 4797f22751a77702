// The select statement. Of the cases that are ready one is chosen at random, each with the same probability;
// if none is, the goroutine waits for all of them at once (chan.c).
#include "chan.h"

#include <stddef.h>
#include <stdint.h>

#include "entry.h"
#include "state.h"
#include "value.h"

// The k-th that is ready replaces the choice so far with probability 1/k (reservoir sampling).
static RtChanCase *choose_ready(RtChanCase *cases, int64_t count) {
    RtChanCase *chosen = NULL;
    uint64_t ready = 0;
    for (int64_t i = 0; i < count; i++) {
        if (!chan_is_ready(&cases[i]))
            continue;
        ready++;
        if (ready == 1 || hash_random() % ready == 0)
            chosen = &cases[i];
    }
    return chosen;
}

int64_t rt_select(void *cases, int64_t count, bool has_default) {
    RtChanCase *chosen = choose_ready(cases, count);
    if (chosen)
        chan_perform(chosen);
    else if (has_default)
        return -1;
    else
        chosen = chan_wait(cases, count, count > 0 ? "select" : "select (no cases)");
    return chosen - (RtChanCase *)cases;
}
