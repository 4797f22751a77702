// Linking, with the C compiler as the linker driver. The executable is made under a temporary name and
// renamed.
#include "codegen/codegen.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
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

static bool link_to(const char *object_path, const char *output_path, const CodegenOptions *options) {
    const char *arguments[12] = {"cc", "-o", output_path, object_path, options->runtime_archive, "-lm"};
    int count = 6;
    if (options->sanitize_address) {
        arguments[count++] = "-fsanitize=address";
    }
    arguments[count] = NULL;
    // The POSIX interface takes writable strings but does not write them.
    char *copies[12];
    memcpy(copies, arguments, sizeof copies);
    return run(copies);
}

// A device (-o /dev/null) is not replaced: the program has been built, and goes nowhere.
static bool is_device(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

// The linker's own message would name the temporary file.
static bool create(const char *path) {
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0777);
    return descriptor >= 0 && close(descriptor) == 0;
}

bool codegen_link(const char *object_path, const char *output_path, const CodegenOptions *options) {
    bool device = is_device(output_path);
    char temporary[PATH_MAX];
    int length = snprintf(temporary, sizeof temporary, "%s.%ld.tmp", device ? object_path : output_path,
                          (long)getpid());
    if (length < 0 || (size_t)length >= sizeof temporary) {
        fprintf(stderr, "minic: %s: %s\n", output_path, strerror(ENAMETOOLONG));
        return false;
    }
    if (!create(temporary)) {
        fprintf(stderr, "minic: %s: %s\n", output_path, strerror(errno));
        return false;
    }
    bool ok = link_to(object_path, temporary, options);
    if (ok && !device && rename(temporary, output_path) != 0) {
        fprintf(stderr, "minic: %s: %s\n", output_path, strerror(errno));
        ok = false;
    }
    if (!ok || device) {
        unlink(temporary);
    }
    return ok;
}
