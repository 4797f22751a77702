#ifndef MINIC_CODEGEN_EMIT_H
#define MINIC_CODEGEN_EMIT_H

#include "codegen/gen.h"

bool emit_module(Gen *gen, CodegenFormat format, const char *path);

#endif
