// Open addressing with linear probing; the table doubles at two thirds full. Nothing is ever removed.
#include "escape/table.h"
#include <stdint.h>

static size_t slot_of(const Table *table, const void *key) {
    uint64_t hash = (uint64_t)(uintptr_t)key * 0x9E3779B97F4A7C15u;
    size_t slot = (size_t)(hash >> 20) & (table->cap - 1);
    while (table->entries[slot].key && table->entries[slot].key != key) {
        slot = (slot + 1) & (table->cap - 1);
    }
    return slot;
}

void *table_get(const Table *table, const void *key) {
    if (table->cap == 0) {
        return NULL;
    }
    return table->entries[slot_of(table, key)].value;
}

static void table_grow(Arena *arena, Table *table) {
    Table old = *table;
    table->cap = old.cap ? old.cap * 2 : 64;
    table->entries = ARENA_NEW_N(arena, TableEntry, table->cap);
    for (size_t i = 0; i < old.cap; i++) {
        if (old.entries[i].key) {
            table->entries[slot_of(table, old.entries[i].key)] = old.entries[i];
        }
    }
}

void table_set(Arena *arena, Table *table, const void *key, void *value) {
    if ((table->count + 1) * 3 > table->cap * 2) {
        table_grow(arena, table);
    }
    TableEntry *entry = &table->entries[slot_of(table, key)];
    if (!entry->key) {
        entry->key = key;
        table->count++;
    }
    entry->value = value;
}
