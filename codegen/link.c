// Linking, with the C compiler as the linker driver.
#include "codegen/codegen.h"
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static bool run(char *const *arguments) {
    pid_t child;
    int error = posix_spawnp(&child, arguments[0], NULL, NULL, arguments, environ);
    if (error != 0) {
        fprintf(stderr, "minic: cannot run %s: %s\n", arguments[0], strerror(error));
        return false;
    }
    int status;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) {
            fprintf(stderr, "minic: %s: %s\n", arguments[0], strerror(errno));
            return false;
        }
    }
    if (status != 0) {
        fprintf(stderr, "minic: linking failed\n");
    }
    return status == 0;
}

bool codegen_link(const char *object_path, const char *output_path, const CodegenOptions *options) {
    const char *arguments[12] = {"cc", "-o", output_path, object_path, options->runtime_archive, "-lm"};
    int count = 6;
    if (!options->debug_info) {
        arguments[count++] = "-Wl,--gc-sections";
    }
    if (options->sanitize_address) {
        arguments[count++] = "-fsanitize=address";
    }
    arguments[count] = NULL;
    // The POSIX interface takes writable strings but does not write them.
    char *copies[12];
    memcpy(copies, arguments, sizeof copies);
    return run(copies);
}
