#ifndef MINIC_CODEGEN_POLL_H
#define MINIC_CODEGEN_POLL_H

#include "codegen/gen.h"

// Makes every loop of the optimised module come by a place where its goroutine can be made to yield.
void poll_insert(Gen *gen);

#endif
