// The entry points of package math/bits.
#include "state.h"

void rt_bits_quotientOverflow(void);
void rt_bits_quotientOverflow(void) {
    panic_runtime_error("integer overflow");
}
