// The two output streams of a program. Standard output goes through one buffer; standard error does
// not, and flushes that buffer first, so that what was printed first appears first.
#ifndef MINIC_RUNTIME_OUTPUT_H
#define MINIC_RUNTIME_OUTPUT_H

#include <stddef.h>

void output_write(const void *bytes, size_t count);       // standard output
void output_write_error(const void *bytes, size_t count); // standard error

// Writes everything to the descriptor, whatever interrupts. Returns 0 or an errno.
int output_write_all(int descriptor, const void *bytes, size_t count);

#endif
