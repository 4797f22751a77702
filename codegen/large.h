#ifndef MINIC_CODEGEN_LARGE_H
#define MINIC_CODEGEN_LARGE_H

#include "codegen/gen.h"

// Before optimisation: says which functions and calls LLVM must not inline, so that no function grows without
// bound.
void large_limit_inlining(Gen *gen);
// Is there a function so huge that only passes of linear time may see it?
bool large_has_huge(Gen *gen);
// Takes the huge functions out of the passes to come and of the optimising code generator.
void large_set_apart(Gen *gen);

#endif
