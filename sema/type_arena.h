// Where the type table keeps its memory; for caches beside it.
#ifndef MINIC_SEMA_TYPE_ARENA_H
#define MINIC_SEMA_TYPE_ARENA_H

#include "sema/types.h"

Arena *type_table_arena(TypeTable *types);

#endif
