// Package runtime's entry points that look at the stack: lib/runtime/caller.mini.
//
// A pc is a return address; which of the functions inlined there is meant stands in its upper bits, which
// addresses leave free.
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "traceback.h"

enum { PC_BITS = 48 };

void rt_runtime_callers(int64_t *result, int64_t skip, uintptr_t *pcs, int64_t length, int64_t capacity);
void rt_runtime_callers(int64_t *result, int64_t skip, uintptr_t *pcs, int64_t length, int64_t capacity) {
    (void)capacity;
    DwarfFrame frames[INLINED_MAX];
    Walk walk = walk_from(__builtin_frame_address(0));
    int64_t count = 0;
    while (count < length && walk_next(&walk)) {
        int here = traceback_frames(&walk, frames);
        for (int i = 0; i < here && count < length; i++)
            if (--skip < 0)
                pcs[count++] = (walk.pc + 1) | (uintptr_t)i << PC_BITS;
    }
    *result = count;
}

// A copy of the path that stays: a program has few files.
static RtString keep_path(const char *path) {
    typedef struct Kept {
        struct Kept *next;
        char text[];
    } Kept;
    static Kept *all;
    size_t length = strlen(path);
    Kept *kept = all;
    while (kept && strcmp(kept->text, path) != 0)
        kept = kept->next;
    if (!kept) {
        kept = malloc(sizeof *kept + length + 1);
        if (!kept)
            rt_throw("runtime: out of memory");
        kept->next = all;
        memcpy(kept->text, path, length + 1);
        all = kept;
    }
    return (RtString){(const uint8_t *)kept->text, (int64_t)length};
}

typedef struct {
    RtString function, file;
    int64_t line;
    uintptr_t entry;
} Located;

void rt_runtime_locate(Located *result, uintptr_t pc);
void rt_runtime_locate(Located *result, uintptr_t pc) {
    DwarfFrame frames[INLINED_MAX];
    int index = (int)(pc >> PC_BITS), count = 0;
    uintptr_t address = pc & ((UINT64_C(1) << PC_BITS) - 1);
    *result = (Located){.line = 0};
    if (address)
        count = traceback_locate(address - 1, frames);
    if (index >= count)
        return;
    char path[PATH_MAX];
    const DwarfFrame *frame = &frames[index];
    traceback_path(frame, path, sizeof path);
    RtString function = {(const uint8_t *)frame->function, (int64_t)traceback_name_length(frame)};
    *result = (Located){function, keep_path(path), frame->line, (uintptr_t)frame->entry};
}

void rt_runtime_traceback(int64_t *result, char *buffer, int64_t length, int64_t capacity, int64_t all);
void rt_runtime_traceback(int64_t *result, char *buffer, int64_t length, int64_t capacity, int64_t all) {
    (void)capacity;
    char *text;
    size_t size;
    *result = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return;
    traceback_print(out, walk_from(__builtin_frame_address(0)), "running");
    if (all)
        traceback_print_all(out);
    fclose(out);
    const char *start = text + 1; // without the empty line
    *result = (int64_t)size - 1 < length ? (int64_t)size - 1 : length;
    memcpy(buffer, start, (size_t)*result);
    free(text);
}
