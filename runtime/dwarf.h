// Where a program's code comes from: a reader of the DWARF (version 4) that codegen emits, of as much of it
// as a traceback needs. It reads the executable's own file, which may be stripped or damaged: every access is
// checked, and what is not understood is not found.
#ifndef MINIC_RUNTIME_DWARF_H
#define MINIC_RUNTIME_DWARF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    const uint8_t *start;
    size_t size;
} DwarfSection;

typedef struct {
    DwarfSection info, abbrev, line, str, ranges;
} Dwarf;

// A position of the source. The strings are the sections'. root and directory may be empty.
typedef struct {
    const char *function;
    const char *root, *directory, *file; // each relative to the one before, or absolute
    int64_t line;                        // 0: not code of the source
    uint64_t entry;                      // address of the function that the code is in, or was inlined into
    bool is_inlined;
} DwarfFrame;

// elf.c: finds the sections in the file's bytes; those that are not there are empty.
void dwarf_open(Dwarf *dwarf, const uint8_t *file, size_t size);

// dwarf_info.c: the functions whose code is at an address as linked: first the innermost inlined one. Returns
// how many there are, at most max, outer ones left out.
int dwarf_frames(const Dwarf *dwarf, uint64_t address, DwarfFrame *frames, int max);

// dwarf_line.c: the file and line of an address, by the line program at an offset; false: it has none.
bool dwarf_line(const Dwarf *dwarf, uint64_t program, uint64_t address, uint64_t *file, int64_t *line);
bool dwarf_file(const Dwarf *dwarf, uint64_t program, uint64_t file, DwarfFrame *frame);

// ---- reading ---------------------------------------------------------------------------------

// Bytes still to be read. Reading past the end gives zeros and sets `failed`.
typedef struct {
    const uint8_t *at, *end;
    bool failed;
} DwarfCursor;

static inline DwarfCursor dwarf_cursor(DwarfSection section, uint64_t offset) {
    bool is_inside = offset < section.size;
    return (DwarfCursor){section.start + (is_inside ? offset : section.size), section.start + section.size,
                         !is_inside};
}

static inline bool dwarf_is_at_end(const DwarfCursor *cursor) {
    return cursor->failed || cursor->at >= cursor->end;
}

static inline void dwarf_skip(DwarfCursor *cursor, uint64_t bytes) {
    if (bytes > (uint64_t)(cursor->end - cursor->at)) {
        cursor->at = cursor->end;
        cursor->failed = true;
    } else {
        cursor->at += bytes;
    }
}

// A little-endian number of up to 8 bytes.
static inline uint64_t dwarf_fixed(DwarfCursor *cursor, int bytes) {
    const uint8_t *at = cursor->at;
    dwarf_skip(cursor, (uint64_t)bytes);
    uint64_t value = 0;
    for (int i = 0; i < bytes && !cursor->failed; i++)
        value |= (uint64_t)at[i] << (8 * i);
    return value;
}

static inline uint64_t dwarf_leb(DwarfCursor *cursor, bool is_signed) {
    uint64_t value = 0;
    unsigned shift = 0, byte;
    do {
        byte = (unsigned)dwarf_fixed(cursor, 1);
        if (shift < 64)
            value |= (uint64_t)(byte & 0x7f) << shift;
        shift += 7;
    } while (byte & 0x80 && !cursor->failed);
    if (is_signed && byte & 0x40 && shift < 64)
        value |= ~UINT64_C(0) << shift;
    return value;
}

static inline const char *dwarf_string(DwarfCursor *cursor) {
    const uint8_t *start = cursor->at, *end = start;
    while (end < cursor->end && *end)
        end++;
    if (cursor->failed || end == cursor->end) {
        cursor->failed = true;
        return "";
    }
    cursor->at = end + 1;
    return (const char *)start;
}

#endif
