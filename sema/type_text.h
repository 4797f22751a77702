// Texts about types that only sema's messages need; type_text itself is in sema/types.h.
#ifndef MINIC_SEMA_TYPE_TEXT_H
#define MINIC_SEMA_TYPE_TEXT_H

#include "sema/types.h"

// "M(int) string": the name and the signature without the names of parameters.
const char *type_method_text(Arena *arena, const Name *name, const Type *func, const Package *relative_to);
// "(a int, err error)": the results of a function type of several.
const char *type_results_text(Arena *arena, const Type *func, const Package *relative_to);
// "slice", "func", ...: what the underlying type is made as; "" for basic types.
const char *type_kind_word(const Type *type);

#endif
