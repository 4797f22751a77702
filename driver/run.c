// minic run: builds to a temporary file and becomes the program. The file is unlinked before it starts: the
// program is executed through its descriptor, so nothing is left behind and its exit status is the command's.
#include "driver/commands.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

static Status execute(const Options *options, const char *path) {
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    unlink(path);
    int count = 0;
    while (options->program_args[count] != NULL) {
        count++;
    }
    char **argv = calloc((size_t)count + 2, sizeof *argv);
    if (descriptor < 0 || argv == NULL) {
        fprintf(stderr, "minic: %s: %s\n", path, strerror(errno));
        free(argv);
        return STATUS_FAILURE;
    }
    argv[0] = options->files[0];
    memcpy(argv + 1, options->program_args, (size_t)count * sizeof *argv);
    fexecve(descriptor, argv, environ);
    fprintf(stderr, "minic: cannot execute the program: %s\n", strerror(errno));
    free(argv);
    close(descriptor);
    return STATUS_FAILURE;
}

static Status build_temporary(const Options *options, char *path) {
    int descriptor = mkstemp(path);
    if (descriptor < 0) {
        fprintf(stderr, "minic: %s: %s\n", path, strerror(errno));
        return STATUS_FAILURE;
    }
    close(descriptor);
    Pipeline pipeline;
    Status status = pipeline_open(&pipeline, options);
    if (status == STATUS_OK) {
        status = pipeline_build(&pipeline, path);
    }
    pipeline_close(&pipeline);
    return status;
}

Status command_run(const Options *options) {
    const char *directory = getenv("TMPDIR");
    char path[4096];
    int length = snprintf(path, sizeof path, "%s/minic-run-XXXXXX", directory != NULL ? directory : "/tmp");
    if (length < 0 || (size_t)length >= sizeof path) {
        fputs("minic: TMPDIR is too long\n", stderr);
        return STATUS_FAILURE;
    }
    Status status = build_temporary(options, path);
    if (status == STATUS_OK) {
        return execute(options, path);
    }
    unlink(path);
    return status;
}
