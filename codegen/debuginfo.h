// Debug information (-g): every function here does nothing without it.
#ifndef MINIC_CODEGEN_DEBUGINFO_H
#define MINIC_CODEGEN_DEBUGINFO_H

#include "codegen/gen.h"

void debug_begin_module(Gen *gen);
void debug_end_module(Gen *gen);
void debug_dispose(Gen *gen);
void debug_begin_function(FuncGen *fg); // attaches the subprogram of fg->func
void debug_declare(FuncGen *fg, const Object *var,
                   LLVMValueRef address);         // a variable lives at the address from here on
LLVMMetadataRef debug_type(Gen *gen, Type *type); // debugtype.c

#endif
