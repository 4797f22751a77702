// Line programs: the table of (address, file, line) as code for a small machine that makes its rows in order.
#include "dwarf.h"

enum {
    LINE_VERSION = 4,
    OPCODE_COUNT = 13, // of the standard ones, and one
    // Standard opcodes.
    COPY = 1,
    ADVANCE_PC,
    ADVANCE_LINE,
    SET_FILE,
    SET_COLUMN,
    NEGATE_STATEMENT,
    SET_BASIC_BLOCK,
    CONST_ADD_PC,
    FIXED_ADVANCE_PC,
    // Extended ones.
    END_SEQUENCE = 1,
    SET_ADDRESS = 2,
};

typedef struct {
    uint64_t least_length; // of an instruction
    int64_t line_base;
    uint64_t line_range, opcode_base;
    uint8_t operands[256]; // of the standard opcodes
    DwarfCursor tables;    // directories, then files
    DwarfCursor program;
} Header;

static bool read_header(const Dwarf *dwarf, uint64_t offset, Header *header) {
    DwarfCursor at = dwarf_cursor(dwarf->line, offset);
    uint64_t length = dwarf_fixed(&at, 4);
    if (at.failed || length > (uint64_t)(at.end - at.at))
        return false;
    at.end = at.at + length;
    if (dwarf_fixed(&at, 2) != LINE_VERSION)
        return false;
    uint64_t header_length = dwarf_fixed(&at, 4);
    header->program = at;
    dwarf_skip(&header->program, header_length);
    header->least_length = dwarf_fixed(&at, 1);
    dwarf_skip(&at, 2); // operations per instruction, the first is_stmt
    uint8_t base = (uint8_t)dwarf_fixed(&at, 1);
    header->line_base = base < 128 ? base : base - 256;
    header->line_range = dwarf_fixed(&at, 1);
    header->opcode_base = dwarf_fixed(&at, 1);
    for (uint64_t i = 1; i < header->opcode_base; i++)
        header->operands[i] = (uint8_t)dwarf_fixed(&at, 1);
    header->tables = at;
    return !at.failed && !header->program.failed && header->line_range > 0 && header->opcode_base > 0;
}

typedef struct {
    uint64_t address, file;
    int64_t line;
    bool ends; // the sequence of addresses
} Row;

static void run_extended(DwarfCursor *at, Row *row) {
    uint64_t length = dwarf_leb(at, false);
    DwarfCursor operands = *at;
    dwarf_skip(at, length);
    switch (dwarf_fixed(&operands, 1)) {
    case END_SEQUENCE: row->ends = true; break;
    case SET_ADDRESS: row->address = dwarf_fixed(&operands, 8); break;
    default: break;
    }
}

static void run_standard(const Header *header, DwarfCursor *at, uint64_t opcode, Row *row) {
    switch (opcode) {
    case ADVANCE_PC: row->address += dwarf_leb(at, false) * header->least_length; break;
    case ADVANCE_LINE: row->line += (int64_t)dwarf_leb(at, true); break;
    case SET_FILE: row->file = dwarf_leb(at, false); break;
    case CONST_ADD_PC:
        row->address += (255 - header->opcode_base) / header->line_range * header->least_length;
        break;
    case FIXED_ADVANCE_PC: row->address += dwarf_fixed(at, 2); break;
    default:
        for (int i = 0; i < header->operands[opcode]; i++)
            dwarf_leb(at, false);
        break;
    }
}

// Runs one instruction; true: the row is complete.
static bool run(const Header *header, DwarfCursor *at, Row *row) {
    uint64_t opcode = dwarf_fixed(at, 1);
    if (opcode >= header->opcode_base) {
        opcode -= header->opcode_base;
        row->address += opcode / header->line_range * header->least_length;
        row->line += header->line_base + (int64_t)(opcode % header->line_range);
        return true;
    }
    if (opcode == 0) {
        run_extended(at, row);
        return row->ends;
    }
    run_standard(header, at, opcode, row);
    return opcode == COPY;
}

bool dwarf_line(const Dwarf *dwarf, uint64_t program, uint64_t address, uint64_t *file, int64_t *line) {
    Header header;
    if (!read_header(dwarf, program, &header))
        return false;
    const Row first = {.file = 1, .line = 1};
    Row row = first, previous = {.ends = true};
    DwarfCursor at = header.program;
    while (!dwarf_is_at_end(&at)) {
        if (!run(&header, &at, &row))
            continue;
        if (!previous.ends && previous.address <= address && address < row.address) {
            *file = previous.file;
            *line = previous.line;
            return true;
        }
        previous = row;
        if (row.ends)
            row = first;
    }
    return false;
}

// Files and directories are numbered from 1; directory 0 is the compilation's, which the caller knows.
bool dwarf_file(const Dwarf *dwarf, uint64_t program, uint64_t file, DwarfFrame *frame) {
    Header header;
    if (!read_header(dwarf, program, &header))
        return false;
    DwarfCursor directories = header.tables, at = directories;
    while (!at.failed && *dwarf_string(&at))
        ;
    for (uint64_t number = 1; !at.failed; number++) {
        const char *name = dwarf_string(&at);
        uint64_t directory = dwarf_leb(&at, false);
        dwarf_leb(&at, false); // time
        dwarf_leb(&at, false); // length
        if (!*name)
            return false;
        if (number != file)
            continue;
        frame->file = name;
        for (uint64_t i = 1; i <= directory && !directories.failed; i++)
            frame->directory = dwarf_string(&directories);
        return !at.failed;
    }
    return false;
}
