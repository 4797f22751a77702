// Files laid out one after the other in one space of positions; the line table is made when a file is added.
#include "base/source.h"

#include "base/vec.h"
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Positions are 32 bits; what does not fit is refused when it is read.
enum { MAX_SOURCE_BYTES = 1 << 30 };

struct SourceSet {
    Arena *arena;
    VEC(SourceFile *) files;
    Pos next_base;
};

SourceSet *source_set_create(Arena *arena) {
    SourceSet *set = ARENA_NEW(arena, SourceSet);
    set->arena = arena;
    set->next_base = 1;
    return set;
}

static void index_lines(Arena *arena, SourceFile *file) {
    int count = 1;
    for (uint32_t i = 0; i < file->size; i++) {
        count += file->text[i] == '\n';
    }
    file->lines = ARENA_NEW_N(arena, uint32_t, count);
    file->line_count = 1;
    for (uint32_t i = 0; i < file->size; i++) {
        if (file->text[i] == '\n') {
            file->lines[file->line_count++] = i + 1;
        }
    }
}

// As the go command shows paths: relative ones begin with "./" or "../". <stdin> is none.
static const char *shown_path(Arena *arena, const char *path) {
    if (path[0] == '/' || path[0] == '<' || strncmp(path, "./", 2) == 0 || strncmp(path, "../", 3) == 0) {
        return path;
    }
    return arena_printf(arena, "./%s", path);
}

SourceFile *source_add_text(SourceSet *set, const char *path, const char *text, size_t size) {
    if (size > MAX_SOURCE_BYTES || set->next_base > (Pos)MAX_SOURCE_BYTES * 3) {
        errno = EFBIG;
        return NULL;
    }
    SourceFile *file = ARENA_NEW(set->arena, SourceFile);
    file->path = arena_strndup(set->arena, path, strlen(path));
    file->shown = shown_path(set->arena, file->path);
    file->text = arena_strndup(set->arena, text, size);
    file->size = (uint32_t)size;
    file->base = set->next_base;
    set->next_base += file->size + 1;
    index_lines(set->arena, file);
    VEC_PUSH(set->arena, &set->files, file);
    return file;
}

// The whole stream, malloc'ed; NULL with errno set on failure.
static char *read_stream(FILE *stream, size_t *size) {
    size_t cap = 1 << 16, len = 0;
    char *buffer = malloc(cap);
    while (buffer != NULL) {
        size_t got = fread(buffer + len, 1, cap - len, stream);
        len += got;
        if (ferror(stream) || len > MAX_SOURCE_BYTES) {
            if (!ferror(stream)) {
                errno = EFBIG;
            }
            free(buffer);
            return NULL;
        }
        if (len < cap) {
            *size = len;
            return buffer;
        }
        char *grown = realloc(buffer, cap *= 2);
        if (grown == NULL) {
            free(buffer);
        }
        buffer = grown;
    }
    return NULL;
}

SourceFile *source_add_file(SourceSet *set, const char *path) {
    bool standard_input = strcmp(path, "-") == 0;
    FILE *stream = standard_input ? stdin : fopen(path, "rb");
    if (stream == NULL) {
        return NULL;
    }
    size_t size = 0;
    errno = 0;
    char *text = read_stream(stream, &size);
    int error = errno;
    if (!standard_input) {
        fclose(stream);
    }
    if (text == NULL) {
        errno = error;
        return NULL;
    }
    SourceFile *file = source_add_text(set, standard_input ? "<stdin>" : path, text, size);
    free(text);
    return file;
}

int source_count(const SourceSet *set) {
    return set->files.len;
}

SourceFile *source_at(const SourceSet *set, int index) {
    return set->files.items[index];
}

static const SourceFile *file_of(const SourceSet *set, Pos pos) {
    int low = 0, high = set->files.len;
    while (high - low > 1) {
        int middle = (low + high) / 2;
        if (set->files.items[middle]->base <= pos) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return set->files.items[low];
}

Location source_locate(const SourceSet *set, Pos pos) {
    if (pos == 0 || set->files.len == 0) {
        return (Location){0};
    }
    const SourceFile *file = file_of(set, pos);
    uint32_t offset = pos - file->base;
    int low = 0, high = file->line_count;
    while (high - low > 1) {
        int middle = (low + high) / 2;
        if (file->lines[middle] <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return (Location){.file = file, .line = low + 1, .column = (int)(offset - file->lines[low]) + 1};
}

void source_add_directive(SourceSet *set, SourceFile *file, LineDirective directive) {
    VEC_PUSH(set->arena, &file->directives, directive);
}

// The last one at or before the offset; NULL: none.
static const LineDirective *directive_at(const SourceFile *file, uint32_t offset) {
    int low = 0, high = file->directives.len;
    while (low < high) {
        int middle = (low + high) / 2;
        if (file->directives.items[middle].offset <= offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low == 0 ? NULL : &file->directives.items[low - 1];
}

ShownPlace source_place(const SourceSet *set, Pos pos) {
    Location at = source_locate(set, pos);
    if (!at.file) {
        return (ShownPlace){0};
    }
    const LineDirective *directive = directive_at(at.file, pos - at.file->base);
    if (!directive) {
        return (ShownPlace){at.file->shown, at.line, at.column};
    }
    Location from = source_locate(set, at.file->base + directive->offset);
    bool first_line = from.line == at.line;
    int column = directive->column == 0 ? 0
                 : first_line           ? directive->column + at.column - from.column
                                        : at.column;
    return (ShownPlace){directive->name, directive->line + at.line - from.line, column};
}

const char *source_place_text(const SourceSet *set, Pos pos) {
    ShownPlace at = source_place(set, pos);
    if (!at.name) {
        return "?";
    }
    return at.column == 0 ? arena_printf(set->arena, "%s:%d", at.name, at.line)
                          : arena_printf(set->arena, "%s:%d:%d", at.name, at.line, at.column);
}

Span span_join(Span a, Span b) {
    if (a.start == 0) {
        return b;
    }
    if (b.start == 0) {
        return a;
    }
    return (Span){a.start < b.start ? a.start : b.start, a.end > b.end ? a.end : b.end};
}
