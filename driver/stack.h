// The stages walk the tree recursively; they run on a stack that holds the deepest tree the parser lets
// through.
#ifndef MINIC_DRIVER_STACK_H
#define MINIC_DRIVER_STACK_H

// Calls function(data) on a stack of 1 GiB, of which only what is touched takes memory, and returns its
// result.
int stack_run(int (*function)(void *data), void *data);

#endif
