// A hash table from pointers to pointers.
#ifndef MINIC_ESCAPE_TABLE_H
#define MINIC_ESCAPE_TABLE_H

#include "base/arena.h"
#include <stddef.h>

typedef struct TableEntry {
    const void *key;
    void *value;
} TableEntry;

// A zeroed Table is empty.
typedef struct Table {
    TableEntry *entries;
    size_t cap; // a power of two, or 0
    size_t count;
} Table;

void *table_get(const Table *table, const void *key); // NULL when absent
void table_set(Arena *arena, Table *table, const void *key, void *value);

#endif
