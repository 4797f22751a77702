// Finding the debug sections of an ELF file.
#include <elf.h>
#include <string.h>

#include "dwarf.h"

static DwarfSection part(const uint8_t *file, size_t size, uint64_t offset, uint64_t length) {
    if (offset > size || length > size - offset)
        return (DwarfSection){file, 0};
    return (DwarfSection){file + offset, (size_t)length};
}

static bool read_header(const uint8_t *file, size_t size, Elf64_Ehdr *header) {
    if (size < sizeof *header)
        return false;
    memcpy(header, file, sizeof *header);
    return memcmp(header->e_ident, ELFMAG, SELFMAG) == 0 && header->e_ident[EI_CLASS] == ELFCLASS64 &&
           header->e_shentsize == sizeof(Elf64_Shdr);
}

static Elf64_Shdr section_header(DwarfSection table, unsigned index) {
    Elf64_Shdr header = {0};
    if (((size_t)index + 1) * sizeof header <= table.size)
        memcpy(&header, table.start + index * sizeof header, sizeof header);
    return header;
}

void dwarf_open(Dwarf *dwarf, const uint8_t *file, size_t size) {
    *dwarf = (Dwarf){0};
    const struct {
        const char *name;
        DwarfSection *section;
    } wanted[] = {{".debug_info", &dwarf->info},
                  {".debug_abbrev", &dwarf->abbrev},
                  {".debug_line", &dwarf->line},
                  {".debug_str", &dwarf->str},
                  {".debug_ranges", &dwarf->ranges}};
    Elf64_Ehdr header;
    if (!read_header(file, size, &header))
        return;
    DwarfSection table = part(file, size, header.e_shoff, header.e_shnum * sizeof(Elf64_Shdr));
    Elf64_Shdr names_header = section_header(table, header.e_shstrndx);
    DwarfSection names = part(file, size, names_header.sh_offset, names_header.sh_size);
    for (unsigned i = 0; i < header.e_shnum; i++) {
        Elf64_Shdr section = section_header(table, i);
        DwarfCursor name_at = dwarf_cursor(names, section.sh_name);
        const char *name = dwarf_string(&name_at);
        if (section.sh_type == SHT_NOBITS || section.sh_flags & SHF_COMPRESSED)
            continue;
        for (size_t j = 0; j < sizeof wanted / sizeof *wanted; j++)
            if (strcmp(name, wanted[j].name) == 0)
                *wanted[j].section = part(file, size, section.sh_offset, section.sh_size);
    }
}
