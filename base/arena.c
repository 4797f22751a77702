// A chain of chunks; an allocation is a bump in the newest one. Large requests get a chunk of their own.
#include "base/arena.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 16, CHUNK_SIZE = 256 * 1024 };

typedef struct Chunk {
    struct Chunk *next;
    size_t used;
    size_t size;
    _Alignas(ALIGNMENT) char data[];
} Chunk;

struct Arena {
    Chunk *chunk;
};

static void *allocate_or_exit(size_t size) {
    void *memory = calloc(1, size);
    if (memory == NULL) {
        fputs("minic: out of memory\n", stderr);
        exit(3);
    }
    return memory;
}

Arena *arena_create(void) {
    return allocate_or_exit(sizeof(Arena));
}

void arena_destroy(Arena *arena) {
    for (Chunk *chunk = arena->chunk; chunk != NULL;) {
        Chunk *next = chunk->next;
        free(chunk);
        chunk = next;
    }
    free(arena);
}

void arena_clear(Arena *arena) {
    Chunk *kept = NULL;
    for (Chunk *chunk = arena->chunk; chunk != NULL;) {
        Chunk *next = chunk->next;
        if (kept == NULL && chunk->size == CHUNK_SIZE) {
            kept = chunk;
        } else {
            free(chunk);
        }
        chunk = next;
    }
    arena->chunk = kept;
    if (kept != NULL) {
        memset(kept->data, 0, kept->used);
        kept->used = 0;
        kept->next = NULL;
    }
}

static Chunk *add_chunk(Arena *arena, size_t size) {
    Chunk *chunk = allocate_or_exit(sizeof(Chunk) + size);
    chunk->size = size;
    chunk->next = arena->chunk;
    arena->chunk = chunk;
    return chunk;
}

void *arena_alloc(Arena *arena, size_t size) {
    size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    Chunk *chunk = arena->chunk;
    if (chunk == NULL || chunk->size - chunk->used < size) {
        chunk = add_chunk(arena, size > CHUNK_SIZE ? size : CHUNK_SIZE);
    }
    void *memory = chunk->data + chunk->used;
    chunk->used += size;
    return memory;
}

char *arena_strndup(Arena *arena, const char *text, size_t len) {
    char *copy = arena_alloc(arena, len + 1);
    if (len > 0) {
        memcpy(copy, text, len);
    }
    return copy;
}

char *arena_vprintf(Arena *arena, const char *format, va_list args) {
    va_list measure;
    va_copy(measure, args);
    int len = vsnprintf(NULL, 0, format, measure);
    va_end(measure);
    char *text = arena_alloc(arena, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, format, args);
    return text;
}

char *arena_printf(Arena *arena, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}
