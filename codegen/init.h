#ifndef MINIC_CODEGEN_INIT_H
#define MINIC_CODEGEN_INIT_H

#include "codegen/gen.h"

// The program's entry points: minic_main_init (package variables, init functions) and minic_main_main.
void init_build_entry_points(Gen *gen);

#endif
