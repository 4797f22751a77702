#ifndef MINIC_CODEGEN_SWITCH_H
#define MINIC_CODEGEN_SWITCH_H

#include "codegen/gen.h"

// switch_string.c: is the switch over so many constant strings that a search pays? Branches to the clause
// that has the tag, else to `otherwise`.
bool switch_is_string_search(const Stmt *stmt);
void switch_string_search(FuncGen *fg, const Stmt *stmt, Value tag, const LLVMBasicBlockRef *bodies,
                          LLVMBasicBlockRef otherwise);

#endif
