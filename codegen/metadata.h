#ifndef MINIC_CODEGEN_METADATA_H
#define MINIC_CODEGEN_METADATA_H

#include "codegen/gen.h"

// Fills the Gen's metadata kinds and nodes.
void metadata_init(Gen *gen);

#endif
