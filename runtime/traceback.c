// Tracebacks in Go's form. The debug information is read from the executable itself, and only when one is
// asked for. Without it, because the program was stripped, there are no lines to print.
#include <elf.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "traceback.h"

enum {
    INNER_FRAMES = 50, // printed of a longer traceback, at its beginning
    OUTER_FRAMES = 50, // and at its end
    CACHE_SIZE = 4096,
};

extern const char executable_start[] __asm__("__executable_start");

static struct {
    bool is_open;
    Dwarf dwarf;
    uintptr_t bias; // addresses are by this much larger than as linked
} program;

static void open_program(void) {
    struct stat status;
    program.is_open = true;
    int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return;
    if (fstat(file, &status) == 0 && status.st_size >= (off_t)sizeof(Elf64_Ehdr)) {
        size_t size = (size_t)status.st_size;
        const uint8_t *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
        if (bytes != MAP_FAILED) {
            dwarf_open(&program.dwarf, bytes, size);
            bool moves = ((const Elf64_Ehdr *)executable_start)->e_type == ET_DYN;
            program.bias = moves ? (uintptr_t)executable_start : 0;
        }
    }
    close(file);
}

int traceback_locate(uintptr_t pc, DwarfFrame frames[INLINED_MAX]) {
    if (!program.is_open)
        open_program();
    int count = dwarf_frames(&program.dwarf, pc - program.bias, frames, INLINED_MAX), kept = 0;
    for (int i = 0; i < count; i++)
        if (frames[i].line > 0)
            frames[kept++] = frames[i];
    return kept;
}

int traceback_frames(const Walk *walk, DwarfFrame frames[INLINED_MAX]) {
    if (!walk->panic)
        return traceback_locate(walk->pc, frames);
    const char *name = walk->panic->is_goexit ? "runtime.Goexit()" : "panic";
    frames[0] = (DwarfFrame){.function = name,
                             .root = "",
                             .directory = "runtime",
                             .file = "panic.c",
                             .line = 1,
                             .is_inlined = true};
    return 1;
}

void traceback_path(const DwarfFrame *frame, char *path, size_t size) {
    // The name of a //line comment stands alone: codegen/debuginfo.c.
    bool is_named = strcmp(frame->directory, ".") == 0;
    const char *parts[] = {is_named ? "" : frame->root, frame->directory, frame->file};
    size_t used = 0;
    path[0] = '\0';
    for (int i = 0; i < 3; i++) {
        const char *part = strncmp(parts[i], "./", 2) == 0 ? parts[i] + 2 : parts[i];
        if (*part == '/')
            used = 0;
        if (*part && strcmp(part, ".") != 0)
            used += (size_t)snprintf(path + used, size - used, "%s%s", used ? "/" : "", part);
        if (used >= size)
            return;
    }
}

size_t traceback_name_length(const DwarfFrame *frame) {
    size_t length = strlen(frame->function);
    bool has_list = length > 2 && strcmp(frame->function + length - 2, "()") == 0;
    return has_list ? length - 2 : length;
}

// ---- Printing --------------------------------------------------------------------------------

static void print_place(FILE *out, const DwarfFrame *frame, uintptr_t pc) {
    char path[PATH_MAX];
    traceback_path(frame, path, sizeof path);
    fprintf(out, "\t%s:%lld", path, (long long)frame->line);
    if (!frame->is_inlined)
        fprintf(out, " +0x%lx", (unsigned long)(pc - program.bias - frame->entry));
    fputc('\n', out);
}

static void print_frame(FILE *out, const DwarfFrame *frame, uintptr_t pc) {
    bool is_complete = traceback_name_length(frame) < strlen(frame->function);
    fprintf(out, "%s%s\n", frame->function, is_complete ? "" : "(...)");
    print_place(out, frame, pc);
}

// How many functions there are at an address of a long traceback, remembered: a recursion has but a few.
static int count_frames(const Walk *walk) {
    static struct {
        uintptr_t pc;
        int count;
    } cache[CACHE_SIZE];
    static size_t used;
    DwarfFrame frames[INLINED_MAX];
    if (walk->panic)
        return 1;
    size_t at = walk->pc * UINT64_C(0x9e3779b97f4a7c15) >> 40;
    while (cache[at % CACHE_SIZE].pc && cache[at % CACHE_SIZE].pc != walk->pc)
        at++;
    at %= CACHE_SIZE;
    if (cache[at].pc == walk->pc)
        return cache[at].count;
    int count = traceback_frames(walk, frames);
    if (used < CACHE_SIZE / 2) {
        used++;
        cache[at].pc = walk->pc;
        cache[at].count = count;
    }
    return count;
}

// The calls from number `from` up to `to` of those at one address, the first of which is number `at`.
static void print_range(FILE *out, const Walk *walk, long at, long from, long to) {
    DwarfFrame frames[INLINED_MAX];
    int count = traceback_frames(walk, frames);
    for (int i = 0; i < count; i++)
        if (at + i >= from && at + i < to)
            print_frame(out, &frames[i], walk->pc);
}

// The first and the last ones of many: one way along the stack, with the last ones remembered.
static void print_calls(FILE *out, Walk walk) {
    static struct {
        Walk walk;
        long at;
    } last[OUTER_FRAMES];
    long total = 0, kept = 0;
    while (walk_next(&walk)) {
        int count = count_frames(&walk);
        if (count > 0 && total < INNER_FRAMES)
            print_range(out, &walk, total, 0, INNER_FRAMES);
        if (count > 0 && total + count > INNER_FRAMES) {
            last[kept % OUTER_FRAMES].walk = walk;
            last[kept++ % OUTER_FRAMES].at = total;
        }
        total += count;
    }
    long from = total > INNER_FRAMES + OUTER_FRAMES ? total - OUTER_FRAMES : INNER_FRAMES;
    if (from > INNER_FRAMES)
        fprintf(out, "...%ld frames elided...\n", from - INNER_FRAMES);
    for (long i = kept > OUTER_FRAMES ? kept - OUTER_FRAMES : 0; i < kept; i++)
        print_range(out, &last[i % OUTER_FRAMES].walk, last[i % OUTER_FRAMES].at, from, total);
}

static void print_creator(FILE *out, const RtG *g) {
    DwarfFrame frames[INLINED_MAX];
    uintptr_t pc = (uintptr_t)g->created_at - 1;
    if (!g->created_at || traceback_locate(pc, frames) == 0)
        return;
    fprintf(out, "created by %.*s in goroutine %lld\n", (int)traceback_name_length(&frames[0]),
            frames[0].function, (long long)g->creator);
    print_place(out, &frames[0], pc);
}

void traceback_print(FILE *out, Walk walk, const char *why) {
    fprintf(out, "\ngoroutine %lld [%s]:\n", (long long)walk.g->id, why);
    print_calls(out, walk);
    print_creator(out, walk.g);
}

static void print_parked(FILE *out, const RtG *g) {
    Walk walk = g == rt_g ? walk_from(__builtin_frame_address(0)) : walk_parked(g);
    if (g->state == G_PARKED)
        traceback_print(out, walk, g->why);
    else if (g->state == G_READY)
        traceback_print(out, walk, "runnable");
}

void traceback_print_all(FILE *out) {
    print_parked(out, &rt_main);
    const RtG *g;
    for (int64_t i = 0; (g = stack_goroutine(i)); i++)
        print_parked(out, g);
}

void traceback_print_others(FILE *out) {
    const char *wanted = getenv("GOTRACEBACK");
    bool is_wanted = wanted && (strcmp(wanted, "all") == 0 || strcmp(wanted, "system") == 0 ||
                                strcmp(wanted, "crash") == 0 || atoi(wanted) > 0);
    if (is_wanted)
        traceback_print_all(out);
}
