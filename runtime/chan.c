// Channels: a ring of elements, and a queue of waiting goroutines for either side.
//
// A goroutine that must wait leaves an RtChanCase in the queue, with the address of its element. Whoever
// comes from the other side copies the element straight from stack to stack and wakes it (Cox, "Bell Labs and
// CSP Threads"): an unbuffered channel has no memory for elements at all. A goroutine that waits in a select
// leaves one RtChanCase with each channel, its group; the waker takes the whole group out, so that the queues
// only ever hold operations that can still happen.
//
// The collector: an RtChanCase lies on a stack, which is scanned, and a channel's pointers to it are not
// marked. A copy into the ring overwrites zeros and one into a stack needs no barrier; taking out of the ring
// clears, with the barrier.
#include "chan.h"

#include <stdint.h>
#include <string.h>

#include "entry.h"
#include "state.h"
#include "value.h"

enum { BUFFER_WORD = offsetof(Chan, buffer) / sizeof(void *) };
static const uint64_t chan_mask[1] = {1 << BUFFER_WORD};
static RtLayout chan_layout = {.size = sizeof(Chan), .mask_words = BUFFER_WORD + 1, .mask = chan_mask};

static const int64_t max_bytes = INT64_C(1) << 48;

// Without pointers in the elements, header and ring are one cell.
void *rt_chan_make(void *type, int64_t capacity) {
    const RtType *element = ((const RtType *)type)->elem;
    int64_t bytes;
    bool overflow = __builtin_mul_overflow(element->size, capacity, &bytes);
    if (capacity < 0 || overflow || bytes > max_bytes - (int64_t)sizeof(Chan))
        PANIC_PLAIN("makechan: size out of range");
    Chan *chan;
    if (bytes > 0 && type_has_pointers(element)) {
        chan = heap_new(&chan_layout);
        chan->buffer = heap_new_array(element, capacity);
    } else {
        chan = heap_new_bytes((int64_t)sizeof(Chan) + bytes);
        chan->buffer = (char *)(chan + 1);
    }
    chan->element = element;
    chan->size = element->size;
    chan->has_pointers = type_has_pointers(element);
    chan->capacity = capacity;
    return chan;
}

int64_t rt_chan_len(void *chan) {
    return chan ? ((const Chan *)chan)->count : 0;
}

int64_t rt_chan_cap(void *chan) {
    return chan ? ((const Chan *)chan)->capacity : 0;
}

// ---- the ring --------------------------------------------------------------------------------

// Elements of one word are common enough for a move of their own.
static inline void copy_element(const Chan *chan, void *to, const void *from) {
    if (chan->size == sizeof(uint64_t))
        memcpy(to, from, sizeof(uint64_t));
    else
        memcpy(to, from, (size_t)chan->size);
}

static inline char *ring_at(const Chan *chan, int64_t index) {
    return chan->buffer + index * chan->size;
}

static inline void ring_put(Chan *chan, const void *element) {
    int64_t index = chan->oldest + chan->count;
    copy_element(chan, ring_at(chan, index < chan->capacity ? index : index - chan->capacity), element);
    chan->count++;
}

// `element` NULL: nobody wants the value.
static inline void ring_take(Chan *chan, void *element) {
    char *from = ring_at(chan, chan->oldest);
    if (element)
        copy_element(chan, element, from);
    if (chan->has_pointers)
        heap_clear(chan->element, from, 1);
    chan->oldest = chan->oldest + 1 < chan->capacity ? chan->oldest + 1 : 0;
    chan->count--;
}

// ---- waiting and waking ----------------------------------------------------------------------

static ChanQueue *queue_of(const RtChanCase *operation) {
    Chan *chan = operation->chan;
    return operation->is_send ? &chan->senders : &chan->receivers;
}

static void enqueue(RtChanCase *operation) {
    ChanQueue *queue = queue_of(operation);
    operation->next = NULL;
    operation->previous = queue->last;
    *(queue->last ? &queue->last->next : &queue->first) = operation;
    queue->last = operation;
}

static void dequeue(RtChanCase *operation) {
    ChanQueue *queue = queue_of(operation);
    *(operation->previous ? &operation->previous->next : &queue->first) = operation->next;
    *(operation->next ? &operation->next->previous : &queue->last) = operation->previous;
}

// The waiting operation has happened: none of its group waits any longer.
static void settle(RtChanCase *operation, bool ok) {
    for (int64_t i = 0; i < operation->group_size; i++)
        if (operation->group[i].chan)
            dequeue(&operation->group[i]);
    operation->ok = ok;
    operation->g->wait = operation;
}

static __attribute__((noinline)) void settle_and_wake(RtChanCase *operation) {
    settle(operation, true);
    sched_ready(operation->g);
}

static _Noreturn void panic_send_closed(void) {
    PANIC_PLAIN("send on closed channel");
}

RtChanCase *chan_wait(RtChanCase *operations, int64_t count, const char *why) {
    for (int64_t i = 0; i < count; i++) {
        RtChanCase *operation = &operations[i];
        operation->g = rt_g;
        operation->group = operations;
        operation->group_size = count;
        if (operation->chan)
            enqueue(operation);
    }
    sched_park(why);
    RtChanCase *happened = rt_g->wait;
    rt_g->wait = NULL;
    if (happened->is_send && !happened->ok)
        panic_send_closed();
    return happened;
}

// ---- send and receive ------------------------------------------------------------------------

static inline __attribute__((always_inline)) bool try_send(Chan *chan, const void *element) {
    if (chan->closed)
        panic_send_closed();
    RtChanCase *receiver = chan->receivers.first;
    if (receiver) {
        if (receiver->element)
            copy_element(chan, receiver->element, element);
        settle_and_wake(receiver);
        return true;
    }
    if (chan->count == chan->capacity)
        return false;
    ring_put(chan, element);
    return true;
}

static inline __attribute__((always_inline)) bool try_receive(Chan *chan, void *element, bool *ok) {
    RtChanCase *sender = chan->senders.first;
    *ok = true;
    if (chan->count > 0) {
        ring_take(chan, element);
        if (sender) {
            ring_put(chan, sender->element);
            settle_and_wake(sender);
        }
        return true;
    }
    if (sender) {
        if (element)
            copy_element(chan, element, sender->element);
        settle_and_wake(sender);
        return true;
    }
    if (!chan->closed)
        return false;
    if (element)
        memset(element, 0, (size_t)chan->size);
    *ok = false;
    return true;
}

bool chan_is_ready(const RtChanCase *operation) {
    const Chan *chan = operation->chan;
    if (!chan)
        return false;
    if (operation->is_send)
        return chan->closed || chan->receivers.first || chan->count < chan->capacity;
    return chan->closed || chan->senders.first || chan->count > 0;
}

void chan_perform(RtChanCase *operation) {
    if (operation->is_send)
        operation->ok = try_send(operation->chan, operation->element);
    else
        try_receive(operation->chan, operation->element, &operation->ok);
}

static __attribute__((noinline)) bool wait_alone(Chan *chan, void *element, bool is_send) {
    static const char *const why[2][2] = {
        {"chan receive (nil chan)", "chan receive"},
        {"chan send (nil chan)", "chan send"},
    };
    RtChanCase operation = {.chan = chan, .element = element, .is_send = is_send};
    return chan_wait(&operation, 1, why[is_send][chan != NULL])->ok;
}

void rt_chan_send(void *chan, void *element) {
    if (!chan || !try_send(chan, element))
        wait_alone(chan, element, true);
}

bool rt_chan_recv(void *chan, void *element) {
    bool ok;
    if (chan && try_receive(chan, element, &ok))
        return ok;
    return wait_alone(chan, element, false);
}

bool chan_try_send(void *chan, const void *element) {
    return try_send(chan, element);
}

// ---- close -----------------------------------------------------------------------------------

// Takes everybody out of a queue; they wait on in `list`, the last one first.
static RtChanCase *settle_all(const Chan *chan, const ChanQueue *queue, RtChanCase *list) {
    for (RtChanCase *operation; (operation = queue->first);) {
        settle(operation, false);
        if (!operation->is_send && operation->element)
            memset(operation->element, 0, (size_t)chan->size);
        operation->next = list;
        list = operation;
    }
    return list;
}

// Go wakes those who wait last first.
void rt_chan_close(void *closing) {
    Chan *chan = closing;
    if (!chan)
        PANIC_PLAIN("close of nil channel");
    if (chan->closed)
        PANIC_PLAIN("close of closed channel");
    chan->closed = true;
    RtChanCase *list = settle_all(chan, &chan->receivers, NULL);
    list = settle_all(chan, &chan->senders, list);
    while (list) {
        RtChanCase *next = list->next; // on the stack of the one who is woken
        sched_ready(list->g);
        list = next;
    }
}
