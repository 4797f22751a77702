#ifndef MINIC_CODEGEN_KEEPALIVE_H
#define MINIC_CODEGEN_KEEPALIVE_H

#include "codegen/gen.h"

// Keeps the bases of derived pointers alive across calls in every function of the optimised module.
void keepalive_run(Gen *gen);

#endif
