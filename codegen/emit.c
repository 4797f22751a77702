// Output: LLVM text, assembly or an object file, written under a temporary name and renamed.
#include "codegen/emit.h"
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

static bool write_module(Gen *gen, CodegenFormat format, char *path) {
    char *error = NULL;
    bool failed = false;
    switch (format) {
    case CODEGEN_LLVM: failed = LLVMPrintModuleToFile(gen->module, path, &error); break;
    case CODEGEN_ASM:
        failed = LLVMTargetMachineEmitToFile(gen->machine, gen->module, path, LLVMAssemblyFile, &error);
        break;
    case CODEGEN_OBJECT:
        failed = LLVMTargetMachineEmitToFile(gen->machine, gen->module, path, LLVMObjectFile, &error);
        break;
    }
    if (failed) {
        fprintf(stderr, "minic: %s: %s\n", path, error ? error : "cannot write");
        LLVMDisposeMessage(error);
    }
    return !failed;
}

bool emit_module(Gen *gen, CodegenFormat format, const char *path) {
    if (strncmp(path, "/dev/", 5) == 0) {
        return write_module(gen, format, arena_printf(gen->arena, "%s", path));
    }
    char *temporary = arena_printf(gen->arena, "%s.%ld.tmp", path, (long)getpid());
    if (!write_module(gen, format, temporary)) {
        unlink(temporary);
        return false;
    }
    if (rename(temporary, path) != 0) {
        fprintf(stderr, "minic: %s: %s\n", path, strerror(errno));
        unlink(temporary);
        return false;
    }
    return true;
}
