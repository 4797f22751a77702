// A chained hash table that doubles when it is full. FNV-1a.
#include "base/name.h"

#include "base/unicode.h"
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct NameTable {
    Arena *arena;
    Name **buckets;
    uint32_t bucket_count; // a power of two
    uint32_t count;
};

enum { FIRST_BUCKETS = 1024 };

NameTable *name_table_create(Arena *arena) {
    NameTable *table = ARENA_NEW(arena, NameTable);
    table->arena = arena;
    table->bucket_count = FIRST_BUCKETS;
    table->buckets = ARENA_NEW_N(arena, Name *, FIRST_BUCKETS);
    return table;
}

static uint32_t hash_bytes(const char *text, size_t len) {
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < len; i++) {
        hash = (hash ^ (uint8_t)text[i]) * 16777619u;
    }
    return hash;
}

static void grow(NameTable *table) {
    uint32_t old_count = table->bucket_count;
    Name **old = table->buckets;
    table->bucket_count *= 2;
    table->buckets = ARENA_NEW_N(table->arena, Name *, table->bucket_count);
    for (uint32_t i = 0; i < old_count; i++) {
        for (Name *name = old[i]; name != NULL;) {
            Name *next = name->next;
            Name **bucket = &table->buckets[name->hash & (table->bucket_count - 1)];
            name->next = *bucket;
            *bucket = name;
            name = next;
        }
    }
}

const Name *name_intern(NameTable *table, const char *text, size_t len) {
    uint32_t hash = hash_bytes(text, len);
    for (Name *name = table->buckets[hash & (table->bucket_count - 1)]; name != NULL; name = name->next) {
        if (name->hash == hash && (size_t)name->len == len && memcmp(name->text, text, len) == 0) {
            return name;
        }
    }
    if (table->count == table->bucket_count) {
        grow(table);
    }
    Name *name = ARENA_NEW(table->arena, Name);
    uint32_t rune = 0;
    if (len > 0) {
        unicode_decode(text, len, &rune);
    }
    name->text = arena_strndup(table->arena, text, len);
    name->len = (int)len;
    name->hash = hash;
    name->exported = unicode_is_upper(rune);
    Name **bucket = &table->buckets[hash & (table->bucket_count - 1)];
    name->next = *bucket;
    *bucket = name;
    table->count++;
    return name;
}

const Name *name_intern_cstr(NameTable *table, const char *text) {
    return name_intern(table, text, strlen(text));
}
