#ifndef MINIC_CODEGEN_TYPE_NAME_H
#define MINIC_CODEGEN_TYPE_NAME_H

#include "codegen/gen.h"

// The type as %T prints it (package reflect's spelling): "main.T", "[]interface {}", "struct { X int }".
const char *type_name_reflect(Arena *arena, const Type *type);

#endif
