// What chan.c and select.c share: the channel, and waiting for it.
//
// All goroutines run on one thread and are preempted in compiled code only, so nothing here is locked.
#ifndef MINIC_RUNTIME_CHAN_H
#define MINIC_RUNTIME_CHAN_H

#include "abi.h"

typedef struct {
    RtChanCase *first, *last;
} ChanQueue;

// Invariants: a receiver waits only while the buffer is empty, a sender only while it is full, nobody once
// the channel is closed. Elements of the buffer that hold no value are zero.
typedef struct {
    const RtType *element;
    int64_t size; // of an element
    char *buffer;
    int64_t capacity;
    int64_t count;
    int64_t oldest; // its index in the buffer
    ChanQueue receivers, senders;
    bool closed;
    bool has_pointers; // elements do
} Chan;

// Would the operation proceed at once? Not on a nil channel.
bool chan_is_ready(const RtChanCase *operation);

// Carries out an operation that is ready, and sets its `ok`. Panics for a send on a closed channel.
void chan_perform(RtChanCase *operation);

// Offers the operations, none of which is ready, and sleeps until another goroutine has carried out one of
// them; returns that one. Panics if it is a send that a close has ended.
RtChanCase *chan_wait(RtChanCase *operations, int64_t count, const char *why);

#endif
