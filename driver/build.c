// minic build: an executable named after the first file, in the current folder, as go build does.
#include "driver/commands.h"

#include <string.h>

// "dir/prog.mini" -> "prog"
static const char *output_name(Arena *arena, const char *file) {
    const char *slash = strrchr(file, '/');
    const char *name = slash != NULL ? slash + 1 : file;
    const char *dot = strrchr(name, '.');
    if (dot == NULL || dot == name) {
        return arena_printf(arena, "%s.out", name);
    }
    return arena_strndup(arena, name, (size_t)(dot - name));
}

Status command_build(const Options *options) {
    Pipeline pipeline;
    Status status = pipeline_open(&pipeline, options);
    if (status == STATUS_OK) {
        const char *output = options->output;
        if (output == NULL) {
            output = output_name(pipeline.session->arena, options->files[0]);
        }
        status = pipeline_build(&pipeline, output);
    }
    pipeline_close(&pipeline);
    return status;
}
