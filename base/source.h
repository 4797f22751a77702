// Source files in one address space of byte offsets ("positions"): file 1 has [1, 1+size], the next follows.
// Position 0 means "no position". Line and column are computed on demand.
#ifndef MINIC_BASE_SOURCE_H
#define MINIC_BASE_SOURCE_H

#include "base/vec.h"
#include <stdbool.h>
#include <stdint.h>

typedef uint32_t Pos;

// [start, end): end is one past the last byte.
typedef struct {
    Pos start;
    Pos end;
} Span;

// A //line comment: from `offset` on, messages show positions as if that byte stood in `name` at `line` and
// `column`. Column 0: columns are not shown.
typedef struct {
    uint32_t offset;
    const char *name;
    int line;
    int column;
} LineDirective;

typedef struct SourceFile {
    const char *path;  // as given on the command line
    const char *shown; // as diagnostics print it: "./f.mini" for a relative path without "./" or "../"
    const char *text;  // NUL-terminated; may contain other NULs
    uint32_t size;     // bytes, without the final NUL
    Pos base;          // position of the first byte
    uint32_t *lines;   // offset of the start of each line
    int line_count;
    VEC(LineDirective) directives; // by offset
    bool library;                  // from lib/
} SourceFile;

// 1-based line and byte column. file == NULL for position 0.
typedef struct {
    const SourceFile *file;
    int line;
    int column;
} Location;

// What messages say of a position: the Location, unless a //line comment is in force. name == NULL for
// position 0; column == 0: not known.
typedef struct {
    const char *name;
    int line;
    int column;
} ShownPlace;

typedef struct SourceSet SourceSet;

SourceSet *source_set_create(Arena *arena);
// Reads a file ("-" is standard input). NULL with errno set when that fails.
SourceFile *source_add_file(SourceSet *set, const char *path);
// The text is copied.
SourceFile *source_add_text(SourceSet *set, const char *path, const char *text, size_t size);
int source_count(const SourceSet *set);
SourceFile *source_at(const SourceSet *set, int index);
Location source_locate(const SourceSet *set, Pos pos);
// In the order of offsets.
void source_add_directive(SourceSet *set, SourceFile *file, LineDirective directive);
ShownPlace source_place(const SourceSet *set, Pos pos);
// name:line:column, or name:line without a column; "?" for position 0. In the set's arena.
const char *source_place_text(const SourceSet *set, Pos pos);
Span span_join(Span a, Span b);

#endif
