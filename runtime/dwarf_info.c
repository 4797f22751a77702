// Functions: the tree of entries in .debug_info. An entry is a code, which says by a table (.debug_abbrev)
// which attributes follow and in which form.
#include <string.h>

#include "dwarf.h"

enum {
    INFO_VERSION = 4,
    UNIT_HEADER = 11, // bytes
    DEPTH_MAX = 32,
    TAG_INLINED = 0x1d,
    TAG_SUBPROGRAM = 0x2e,
    AT_NAME = 0x03,
    AT_STMT_LIST = 0x10,
    AT_LOW_PC = 0x11,
    AT_HIGH_PC = 0x12,
    AT_COMP_DIR = 0x1b,
    AT_ABSTRACT_ORIGIN = 0x31,
    AT_DECL_LINE = 0x3b,
    AT_SPECIFICATION = 0x47,
    AT_RANGES = 0x55,
    AT_CALL_FILE = 0x58,
    AT_CALL_LINE = 0x59,
    FORM_ADDR = 0x01,
    FORM_BLOCK2 = 0x03,
    FORM_BLOCK4 = 0x04,
    FORM_DATA2 = 0x05,
    FORM_DATA4 = 0x06,
    FORM_DATA8 = 0x07,
    FORM_STRING = 0x08,
    FORM_BLOCK = 0x09,
    FORM_BLOCK1 = 0x0a,
    FORM_DATA1 = 0x0b,
    FORM_FLAG = 0x0c,
    FORM_SDATA = 0x0d,
    FORM_STRP = 0x0e,
    FORM_UDATA = 0x0f,
    FORM_REF1 = 0x11,
    FORM_REF2 = 0x12,
    FORM_REF4 = 0x13,
    FORM_REF8 = 0x14,
    FORM_REF_UDATA = 0x15,
    FORM_SEC_OFFSET = 0x17,
    FORM_EXPRLOC = 0x18,
    FORM_FLAG_PRESENT = 0x19,
};

typedef struct {
    const Dwarf *dwarf;
    DwarfSection bytes;     // with the header
    uint64_t abbreviations; // offset
    uint64_t base;          // what addresses in ranges are relative to
    uint64_t line_program;
    const char *directory;
} Unit;

typedef struct {
    uint64_t tag; // 0: the end of a list of children
    uint64_t low, high, ranges, origin, call_file, call_line, decl_line, line_program;
    const char *name, *directory;
    bool has_children, has_ranges, high_is_length;
} Entry;

typedef struct {
    uint64_t number;
    const char *text;
} Attribute;

// Leaves `cursor` at the code's list of (attribute, form).
static bool find_abbreviation(const Unit *unit, uint64_t code, DwarfCursor *cursor, Entry *entry) {
    *cursor = dwarf_cursor(unit->dwarf->abbrev, unit->abbreviations);
    while (!dwarf_is_at_end(cursor)) {
        uint64_t found = dwarf_leb(cursor, false);
        entry->tag = dwarf_leb(cursor, false);
        entry->has_children = dwarf_fixed(cursor, 1);
        if (found == code)
            return !cursor->failed;
        if (found == 0)
            return false;
        uint64_t attribute, form;
        do {
            attribute = dwarf_leb(cursor, false);
            form = dwarf_leb(cursor, false);
        } while ((attribute || form) && !cursor->failed);
    }
    return false;
}

static Attribute read_attribute(const Dwarf *dwarf, DwarfCursor *at, uint64_t form) {
    Attribute value = {0};
    switch (form) {
    case FORM_DATA1:
    case FORM_REF1:
    case FORM_FLAG: value.number = dwarf_fixed(at, 1); break;
    case FORM_DATA2:
    case FORM_REF2: value.number = dwarf_fixed(at, 2); break;
    case FORM_DATA4:
    case FORM_REF4:
    case FORM_SEC_OFFSET: value.number = dwarf_fixed(at, 4); break;
    case FORM_ADDR:
    case FORM_DATA8:
    case FORM_REF8: value.number = dwarf_fixed(at, 8); break;
    case FORM_UDATA:
    case FORM_REF_UDATA: value.number = dwarf_leb(at, false); break;
    case FORM_SDATA: value.number = dwarf_leb(at, true); break;
    case FORM_STRING: value.text = dwarf_string(at); break;
    case FORM_STRP: {
        DwarfCursor string = dwarf_cursor(dwarf->str, dwarf_fixed(at, 4));
        value.text = dwarf_string(&string);
        break;
    }
    case FORM_BLOCK1: dwarf_skip(at, dwarf_fixed(at, 1)); break;
    case FORM_BLOCK2: dwarf_skip(at, dwarf_fixed(at, 2)); break;
    case FORM_BLOCK4: dwarf_skip(at, dwarf_fixed(at, 4)); break;
    case FORM_BLOCK:
    case FORM_EXPRLOC: dwarf_skip(at, dwarf_leb(at, false)); break;
    case FORM_FLAG_PRESENT: value.number = 1; break;
    default: at->failed = true; break;
    }
    return value;
}

static void set_attribute(Entry *entry, uint64_t attribute, uint64_t form, Attribute value) {
    switch (attribute) {
    case AT_NAME: entry->name = value.text; break;
    case AT_STMT_LIST: entry->line_program = value.number; break;
    case AT_LOW_PC: entry->low = value.number; break;
    case AT_HIGH_PC:
        entry->high = value.number;
        entry->high_is_length = form != FORM_ADDR;
        break;
    case AT_COMP_DIR: entry->directory = value.text; break;
    case AT_ABSTRACT_ORIGIN:
    case AT_SPECIFICATION: entry->origin = value.number; break;
    case AT_RANGES:
        entry->ranges = value.number;
        entry->has_ranges = true;
        break;
    case AT_DECL_LINE: entry->decl_line = value.number; break;
    case AT_CALL_FILE: entry->call_file = value.number; break;
    case AT_CALL_LINE: entry->call_line = value.number; break;
    default: break;
    }
}

static bool read_entry(const Unit *unit, DwarfCursor *at, Entry *entry) {
    *entry = (Entry){0};
    uint64_t code = dwarf_leb(at, false);
    if (code == 0)
        return !at->failed;
    DwarfCursor shape;
    if (!find_abbreviation(unit, code, &shape, entry))
        return false;
    while (!at->failed && !shape.failed) {
        uint64_t attribute = dwarf_leb(&shape, false), form = dwarf_leb(&shape, false);
        if (!attribute && !form)
            break;
        set_attribute(entry, attribute, form, read_attribute(unit->dwarf, at, form));
    }
    if (entry->high_is_length)
        entry->high += entry->low;
    return !at->failed && !shape.failed;
}

// ---- Addresses and names ---------------------------------------------------------------------

static bool ranges_contain(const Unit *unit, uint64_t ranges, uint64_t address) {
    DwarfCursor at = dwarf_cursor(unit->dwarf->ranges, ranges);
    uint64_t base = unit->base;
    while (!dwarf_is_at_end(&at)) {
        uint64_t from = dwarf_fixed(&at, 8), to = dwarf_fixed(&at, 8);
        if (from == UINT64_MAX)
            base = to;
        else if (from == 0 && to == 0)
            return false;
        else if (address >= base + from && address < base + to)
            return true;
    }
    return false;
}

static bool entry_contains(const Unit *unit, const Entry *entry, uint64_t address) {
    if (entry->has_ranges)
        return ranges_contain(unit, entry->ranges, address);
    return address >= entry->low && address < entry->high;
}

// Where the function is described: what an inlined one is a copy of.
static Entry describe(const Unit *unit, const Entry *entry) {
    Entry origin = *entry;
    for (int i = 0; i < 3 && !origin.name && origin.origin; i++) {
        DwarfCursor at = dwarf_cursor(unit->bytes, origin.origin);
        if (!read_entry(unit, &at, &origin))
            break;
    }
    if (!origin.name)
        origin.name = "?";
    return origin;
}

// The entries around the address, outer ones first.
static int find_entries(const Unit *unit, DwarfCursor at, uint64_t address, Entry *found, int max) {
    int depth = 1, count = 0;
    while (depth > 0 && !dwarf_is_at_end(&at) && count < max) {
        Entry *entry = &found[count];
        if (!read_entry(unit, &at, entry))
            break;
        depth += entry->has_children - (entry->tag == 0);
        bool is_function = entry->tag == TAG_SUBPROGRAM || entry->tag == TAG_INLINED;
        count += is_function && entry_contains(unit, entry, address);
    }
    return count;
}

static int unit_frames(const Unit *unit, DwarfCursor at, uint64_t address, DwarfFrame *frames, int max) {
    Entry found[DEPTH_MAX];
    int count = find_entries(unit, at, address, found, DEPTH_MAX), given = 0;
    uint64_t file = 0;
    int64_t line = 0;
    if (count > 0)
        dwarf_line(unit->dwarf, unit->line_program, address, &file, &line);
    for (int i = count - 1; i >= 0 && given < max; i--) {
        DwarfFrame *frame = &frames[given++];
        Entry origin = describe(unit, &found[i]);
        if (line == 0) // of code that serves several lines
            line = (int64_t)origin.decl_line;
        *frame = (DwarfFrame){.function = origin.name,
                              .root = unit->directory,
                              .directory = "",
                              .file = "?",
                              .line = line,
                              .entry = found[0].low,
                              .is_inlined = i > 0};
        dwarf_file(unit->dwarf, unit->line_program, file, frame);
        file = found[i].call_file;
        line = (int64_t)found[i].call_line;
    }
    return given;
}

int dwarf_frames(const Dwarf *dwarf, uint64_t address, DwarfFrame *frames, int max) {
    uint64_t offset = 0;
    while (offset < dwarf->info.size) {
        DwarfCursor at = dwarf_cursor(dwarf->info, offset);
        uint64_t length = dwarf_fixed(&at, 4) + 4;
        if (at.failed || length < UNIT_HEADER || length > dwarf->info.size - offset)
            break;
        Unit unit = {.dwarf = dwarf, .bytes = {dwarf->info.start + offset, (size_t)length}};
        at.end = unit.bytes.start + length;
        offset += length;
        if (dwarf_fixed(&at, 2) != INFO_VERSION)
            continue; // not codegen's
        unit.abbreviations = dwarf_fixed(&at, 4);
        dwarf_skip(&at, 1); // size of an address
        Entry root;
        if (!read_entry(&unit, &at, &root) || !root.has_children)
            continue;
        unit.base = root.low;
        unit.line_program = root.line_program;
        unit.directory = root.directory ? root.directory : "";
        int count = unit_frames(&unit, at, address, frames, max);
        if (count > 0)
            return count;
    }
    return 0;
}
