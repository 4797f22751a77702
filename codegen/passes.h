#ifndef MINIC_CODEGEN_PASSES_H
#define MINIC_CODEGEN_PASSES_H

#include "codegen/gen.h"

// The target machine for a level; sets the module's target and data layout.
bool passes_init_target(Gen *gen);
// Verifies the module and runs the level's pipeline, then the keep-alive pass (keepalive.c). False: printed
// to standard error.
bool passes_run(Gen *gen);

#endif
