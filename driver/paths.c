// An installed compiler is PREFIX/bin/minic with PREFIX/lib/minic/{libminirt.a,lib/}; a built one stands in
// the build folder, with runtime/libminirt.a below it and the library in the source tree.
#include "driver/paths.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

static const char *executable_folder(Arena *arena) {
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length <= 0) {
        return ".";
    }
    path[length] = '\0';
    char *slash = strrchr(path, '/');
    return slash != NULL ? arena_strndup(arena, path, (size_t)(slash - path)) : ".";
}

static const char *first_existing(Arena *arena, const char *installed, const char *built) {
    char *path = arena_printf(arena, "%s/../lib/minic/%s", executable_folder(arena), installed);
    return access(path, R_OK) == 0 ? path : built;
}

const char *paths_library(Arena *arena) {
    return first_existing(arena, "lib", MINIC_SOURCE_LIBRARY);
}

const char *paths_runtime(Arena *arena) {
    return first_existing(arena, "libminirt.a",
                          arena_printf(arena, "%s/runtime/libminirt.a", executable_folder(arena)));
}
