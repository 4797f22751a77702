// Debug information: the compile unit, functions, lines and variables. Types are in debugtype.c.
#include "codegen/debuginfo.h"
#include <unistd.h>

static LLVMMetadataRef file_of(Gen *gen, const SourceFile *file) {
    SourceSet *sources = gen->program->session->sources;
    int index = 0;
    while (source_at(sources, index) != file) {
        index++;
    }
    if (!gen->debug_files[index]) {
        char directory[4096];
        if (file->path[0] == '/' || !getcwd(directory, sizeof directory)) {
            directory[0] = 0;
        }
        gen->debug_files[index] =
            LLVMDIBuilderCreateFile(gen->debug, file->path, strlen(file->path), directory, strlen(directory));
    }
    return gen->debug_files[index];
}

static void add_module_flag(Gen *gen, const char *name, int value) {
    LLVMAddModuleFlag(gen->module, LLVMModuleFlagBehaviorWarning, name, strlen(name),
                      LLVMValueAsMetadata(gen_i32(gen, value)));
}

void debug_begin_module(Gen *gen) {
    if (!gen->options->debug_info) {
        return;
    }
    SourceSet *sources = gen->program->session->sources;
    gen->debug = LLVMCreateDIBuilder(gen->module);
    gen->debug_files = ARENA_NEW_N(gen->arena, LLVMMetadataRef, source_count(sources));
    const SourceFile *main_file = gen->program->main->files.items[0]->source;
    gen->debug_unit = LLVMDIBuilderCreateCompileUnit(
        gen->debug, LLVMDWARFSourceLanguageGo, file_of(gen, main_file), "minic", 5, gen->options->level > 0,
        "", 0, 0, "", 0, LLVMDWARFEmissionFull, 0, false, false, "", 0, "", 0);
    add_module_flag(gen, "Debug Info Version", (int)LLVMDebugMetadataVersion());
    add_module_flag(gen, "Dwarf Version", 4);
}

void debug_end_module(Gen *gen) {
    if (gen->debug) {
        LLVMDIBuilderFinalize(gen->debug);
    }
}

void debug_dispose(Gen *gen) {
    if (gen->debug) {
        LLVMDisposeDIBuilder(gen->debug);
    }
}

static Span func_span(const Func *func) {
    return func->literal ? func->literal->span : func->decl->span;
}

void debug_begin_function(FuncGen *fg) {
    Gen *gen = fg->gen;
    if (!gen->debug) {
        return;
    }
    Location at = source_locate(gen->program->session->sources, func_span(fg->func).start);
    LLVMMetadataRef file = file_of(gen, at.file);
    LLVMMetadataRef type = LLVMDIBuilderCreateSubroutineType(gen->debug, file, NULL, 0, LLVMDIFlagZero);
    const char *name = fg->func->name;
    fg->scope = LLVMDIBuilderCreateFunction(gen->debug, file, name, strlen(name), name, strlen(name), file,
                                            (unsigned)at.line, type, true, true, (unsigned)at.line,
                                            LLVMDIFlagZero, gen->options->level > 0);
    LLVMSetSubprogram(fg->function, fg->scope);
    gen_debug_position(fg, func_span(fg->func).start);
}

void gen_debug_position(FuncGen *fg, Pos pos) {
    Gen *gen = fg->gen;
    if (!fg->scope || pos == 0) {
        return;
    }
    Location at = source_locate(gen->program->session->sources, pos);
    LLVMMetadataRef location = LLVMDIBuilderCreateDebugLocation(gen->context, (unsigned)at.line,
                                                                (unsigned)at.column, fg->scope, NULL);
    LLVMSetCurrentDebugLocation2(fg->builder, location);
}

static LLVMMetadataRef describe_variable(FuncGen *fg, const Object *var, Location at) {
    Gen *gen = fg->gen;
    const char *name = var->name->text;
    LLVMMetadataRef file = file_of(gen, at.file), type = debug_type(gen, var->type);
    Func *func = fg->func;
    for (int i = 0; i < func->params.len; i++) {
        if (func->params.items[i] == var) {
            return LLVMDIBuilderCreateParameterVariable(gen->debug, fg->scope, name, strlen(name),
                                                        (unsigned)i + 2, file, (unsigned)at.line, type, true,
                                                        LLVMDIFlagZero);
        }
    }
    return LLVMDIBuilderCreateAutoVariable(gen->debug, fg->scope, name, strlen(name), file, (unsigned)at.line,
                                           type, true, LLVMDIFlagZero, 0);
}

// A variable on the heap is described through a slot that holds its address.
void debug_declare(FuncGen *fg, const Object *var, LLVMValueRef address) {
    enum { DWARF_DEREFERENCE = 0x06 };
    Gen *gen = fg->gen;
    if (!fg->scope || !var->name) {
        return;
    }
    uint64_t dereference[] = {DWARF_DEREFERENCE};
    size_t operations = 0;
    LLVMValueRef storage = address;
    if (!LLVMIsAAllocaInst(address)) {
        storage = gen_alloca_llvm(fg, gen->ptr, "address");
        LLVMBuildStore(fg->builder, address, storage);
        operations = 1;
    }
    Location at = source_locate(gen->program->session->sources, var->span.start);
    LLVMMetadataRef variable = describe_variable(fg, var, at);
    LLVMMetadataRef expression = LLVMDIBuilderCreateExpression(gen->debug, dereference, operations);
    LLVMMetadataRef location = LLVMDIBuilderCreateDebugLocation(gen->context, (unsigned)at.line,
                                                                (unsigned)at.column, fg->scope, NULL);
    LLVMDIBuilderInsertDeclareRecordAtEnd(gen->debug, storage, variable, expression, location,
                                          LLVMGetInsertBlock(fg->builder));
}
