// A thread of its own is the portable way to a larger stack; the main thread only waits for it.
#include "driver/stack.h"

#include <pthread.h>
#include <stddef.h>

enum { STACK_BYTES = 1 << 30 };

typedef struct {
    int (*function)(void *data);
    void *data;
    int result;
} Call;

static void *call(void *argument) {
    Call *it = argument;
    it->result = it->function(it->data);
    return NULL;
}

int stack_run(int (*function)(void *data), void *data) {
    Call it = {.function = function, .data = data};
    pthread_attr_t attributes;
    pthread_t thread;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK_BYTES);
    int error = pthread_create(&thread, &attributes, call, &it);
    pthread_attr_destroy(&attributes);
    if (error != 0) { // little address space: the ordinary stack will do for ordinary programs
        return function(data);
    }
    pthread_join(thread, NULL);
    return it.result;
}
