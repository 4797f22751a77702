// Where a compiled program ends, unless a signal ends it.
#include <stdlib.h>

#include "gc.h"
#include "state.h"

void rt_exit(int status) {
    rt_output_flush();
    debug_exit();
    exit(status);
}
