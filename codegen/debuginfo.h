// Debug information: see debuginfo.c for what there is of it without -g.
#ifndef MINIC_CODEGEN_DEBUGINFO_H
#define MINIC_CODEGEN_DEBUGINFO_H

#include "codegen/gen.h"

void debug_begin_module(Gen *gen);
void debug_end_module(Gen *gen);
void debug_dispose(Gen *gen);
void debug_begin_function(FuncGen *fg);       // of fg->func
void debug_begin_init(FuncGen *fg);           // of the package variables' initialiser
void debug_begin_hidden(FuncGen *fg);         // of code that tracebacks leave out
void debug_hide(FuncGen *fg);                 // from here on the initialiser is such code
void debug_declare(FuncGen *fg, Object *var); // from here on the variable is where its Storage says
void debug_declare_global(Gen *gen, const Object *var, LLVMValueRef global);
LLVMMetadataRef debug_type(Gen *gen, Type *type); // debugtype.c

#endif
