// Debug information: the compile unit, functions, lines and variables. Types are in debugtype.c.
//
// Lines and the names of functions, inlined ones included, are always there, for the runtime's tracebacks;
// with -g also columns, variables and types. Code that is no function of the source (wrappers, thunks) has
// line 0: tracebacks leave it out.
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
    bool is_full = gen->options->debug_info;
    SourceSet *sources = gen->program->session->sources;
    gen->debug = LLVMCreateDIBuilder(gen->module);
    gen->debug_files = ARENA_NEW_N(gen->arena, LLVMMetadataRef, source_count(sources));
    const SourceFile *main_file = gen->program->main->files.items[0]->source;
    gen->debug_unit = LLVMDIBuilderCreateCompileUnit(
        gen->debug, LLVMDWARFSourceLanguageGo, file_of(gen, main_file), "minic", 5, gen->options->level > 0,
        "", 0, 0, "", 0, is_full ? LLVMDWARFEmissionFull : LLVMDWARFEmissionLineTablesOnly, 0, false,
        !is_full /* all functions, not only those with inlined ones */, "", 0, "", 0);
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

static LLVMMetadataRef attach_function(FuncGen *fg, const char *name, Location at) {
    Gen *gen = fg->gen;
    LLVMMetadataRef file = file_of(gen, at.file);
    LLVMMetadataRef type = LLVMDIBuilderCreateSubroutineType(gen->debug, file, NULL, 0, LLVMDIFlagZero);
    LLVMMetadataRef scope = LLVMDIBuilderCreateFunction(
        gen->debug, file, name, strlen(name), NULL, 0, file, (unsigned)at.line, type, true, true,
        (unsigned)at.line, LLVMDIFlagZero, gen->options->level > 0);
    LLVMSetSubprogram(fg->function, scope);
    return scope;
}

static void set_position(FuncGen *fg, LLVMMetadataRef scope, Location at) {
    unsigned column = fg->gen->options->debug_info ? (unsigned)at.column : 0;
    LLVMSetCurrentDebugLocation2(fg->builder, LLVMDIBuilderCreateDebugLocation(
                                                  fg->gen->context, (unsigned)at.line, column, scope, NULL));
}

// For tracebacks, which show whether there are arguments. A debugger gets the plain name.
static const char *function_name(const FuncGen *fg) {
    const Func *func = fg->func;
    bool has_arguments = func->receiver || func->params.len > 0 || fg->gen->options->debug_info;
    return has_arguments ? func->name : arena_printf(fg->gen->arena, "%s()", func->name);
}

void debug_begin_function(FuncGen *fg) {
    Pos start = func_span(fg->func).start;
    Location at = source_locate(fg->gen->program->session->sources, start);
    fg->scope = attach_function(fg, function_name(fg), at);
    gen_debug_position(fg, start);
}

void debug_begin_init(FuncGen *fg) {
    Location at = {.file = fg->gen->program->main->files.items[0]->source};
    fg->scope = attach_function(fg, "main.init()", at);
    set_position(fg, fg->scope, at);
}

void debug_begin_hidden(FuncGen *fg) {
    Location at = {.file = fg->gen->program->main->files.items[0]->source};
    set_position(fg, attach_function(fg, LLVMGetValueName(fg->function), at), at);
}

void debug_hide(FuncGen *fg) {
    fg->position = 0;
    fg->line = 0;
    set_position(fg, fg->scope, (Location){0});
}

void gen_debug_position(FuncGen *fg, Pos pos) {
    if (!fg->scope || pos == 0 || pos == fg->position) {
        return;
    }
    fg->position = pos;
    Location at = source_locate(fg->gen->program->session->sources, pos);
    if (at.line != fg->line || fg->gen->options->debug_info) {
        fg->line = at.line;
        set_position(fg, fg->scope, at);
    }
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

// A variable that is elsewhere than in the frame is found through a slot there, and so is one that moves: the
// code's own slot, so that the debugger sees the object that the program sees.
void debug_declare(FuncGen *fg, Object *var) {
    enum { DWARF_DEREFERENCE = 0x06 };
    Gen *gen = fg->gen;
    if (!fg->scope || !var->name || !gen->options->debug_info) {
        return;
    }
    Storage *storage = var->var.codegen;
    if (!LLVMIsAAllocaInst(storage->place.address)) {
        gen_make_indirect(fg, var);
    }
    uint64_t dereference[] = {DWARF_DEREFERENCE};
    Location at = source_locate(gen->program->session->sources, var->span.start);
    LLVMMetadataRef variable = describe_variable(fg, var, at);
    LLVMMetadataRef expression = LLVMDIBuilderCreateExpression(gen->debug, dereference, storage->indirect);
    LLVMMetadataRef location = LLVMDIBuilderCreateDebugLocation(gen->context, (unsigned)at.line,
                                                                (unsigned)at.column, fg->scope, NULL);
    LLVMDIBuilderInsertDeclareRecordAtEnd(gen->debug, storage->place.address, variable, expression, location,
                                          LLVMGetInsertBlock(fg->builder));
}

// Under the name that gdb's parser of Go looks up: main.count.
void debug_declare_global(Gen *gen, const Object *var, LLVMValueRef global) {
    if (!gen->options->debug_info) {
        return;
    }
    size_t length = 0;
    const char *name = LLVMGetValueName2(global, &length);
    Location at = source_locate(gen->program->session->sources, var->span.start);
    LLVMMetadataRef expression = LLVMDIBuilderCreateExpression(gen->debug, NULL, 0);
    LLVMMetadataRef variable = LLVMDIBuilderCreateGlobalVariableExpression(
        gen->debug, gen->debug_unit, name, length, "", 0, file_of(gen, at.file), (unsigned)at.line,
        debug_type(gen, var->type), true, expression, NULL, 0);
    LLVMGlobalSetMetadata(global, LLVMGetMDKindIDInContext(gen->context, "dbg", 3), variable);
}
