// Code generation: typed AST + decisions to LLVM IR, passes, object file, link.
#ifndef MINIC_CODEGEN_CODEGEN_H
#define MINIC_CODEGEN_CODEGEN_H

#include "escape/escape.h"
#include <stdbool.h>

typedef struct CodegenOptions {
    int level; // 0, 1, 2: the pipelines of docs
    bool debug_info;
    bool checked; // emit the checked mode
    bool sanitize_address;
    bool count_allocs;           // the program counts what each site allocates, and prints it when it ends
    const char *runtime_archive; // path of libminirt.a
} CodegenOptions;

typedef enum { CODEGEN_LLVM, CODEGEN_ASM, CODEGEN_OBJECT } CodegenFormat;

// Each returns true on success; a failure (I/O, linker, internal) has been printed to standard error.
// The file is written under a temporary name and renamed: never half-written.
bool codegen_emit_file(Program *program, const EscapeResult *escape, const CodegenOptions *options,
                       CodegenFormat format, const char *path);
bool codegen_link(const char *object_path, const char *output_path, const CodegenOptions *options);

#endif
