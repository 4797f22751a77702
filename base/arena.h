// Arena allocation: everything the compiler builds lives as long as the Session; nothing is freed singly.
#ifndef MINIC_BASE_ARENA_H
#define MINIC_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

typedef struct Arena Arena;

Arena *arena_create(void);
void arena_destroy(Arena *arena);
// Forgets all that was allocated, and keeps some memory for what comes next.
void arena_clear(Arena *arena);

// Zeroed memory, aligned to 16 bytes. Exits with status 3 when the system has no more memory.
void *arena_alloc(Arena *arena, size_t size);

// NUL-terminated copies.
char *arena_strndup(Arena *arena, const char *text, size_t len);
__attribute__((format(printf, 2, 3))) char *arena_printf(Arena *arena, const char *format, ...);
char *arena_vprintf(Arena *arena, const char *format, va_list args);

#define ARENA_NEW(arena, Type)      ((Type *)arena_alloc((arena), sizeof(Type)))
#define ARENA_NEW_N(arena, Type, n) ((Type *)arena_alloc((arena), sizeof(Type) * (size_t)(n)))

#endif
