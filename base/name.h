// Interned identifiers: two names are the same text exactly when they are the same pointer.
#ifndef MINIC_BASE_NAME_H
#define MINIC_BASE_NAME_H

#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>

typedef struct Name {
    const char *text; // NUL-terminated
    int len;          // bytes
    uint32_t hash;
    bool exported; // starts with an upper-case letter (Unicode Lu)
    struct Name *next;
} Name;

typedef struct NameTable NameTable;

NameTable *name_table_create(Arena *arena);
const Name *name_intern(NameTable *table, const char *text, size_t len);
const Name *name_intern_cstr(NameTable *table, const char *text);

#endif
