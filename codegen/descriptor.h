#ifndef MINIC_CODEGEN_DESCRIPTOR_H
#define MINIC_CODEGEN_DESCRIPTOR_H

#include "codegen/gen.h"

// Fills every descriptor that was asked for, and those that these refer to. At the end of the module.
void descriptor_finish(Gen *gen);
LLVMTypeRef descriptor_type(Gen *gen); // RtType

#endif
