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

// The file that a //line comment names, as it stands there: runtime/traceback.c knows it by its directory.
static LLVMMetadataRef named_file(Gen *gen, const char *name) {
    name = name[0] ? name : "??";
    const char *directory = name[0] == '/' ? "" : ".";
    return LLVMDIBuilderCreateFile(gen->debug, name, strlen(name), directory, strlen(directory));
}

// What the debug information says of a position.
typedef struct {
    LLVMMetadataRef file;
    const char *name;
    unsigned line, column;
} DebugPlace;

static DebugPlace place_of(Gen *gen, Pos pos) {
    const SourceSet *sources = gen->program->session->sources;
    const SourceFile *file = source_locate(sources, pos).file;
    ShownPlace at = source_place(sources, pos);
    LLVMMetadataRef shown = at.name == file->shown ? file_of(gen, file) : named_file(gen, at.name);
    return (DebugPlace){shown, at.name, (unsigned)at.line, (unsigned)at.column};
}

// Of no line: code that is not of the source.
static DebugPlace no_place(Gen *gen) {
    return (DebugPlace){.file = file_of(gen, gen->program->main->files.items[0]->source)};
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

static LLVMMetadataRef attach_function(FuncGen *fg, const char *name, DebugPlace at) {
    Gen *gen = fg->gen;
    LLVMMetadataRef type = LLVMDIBuilderCreateSubroutineType(gen->debug, at.file, NULL, 0, LLVMDIFlagZero);
    LLVMMetadataRef scope =
        LLVMDIBuilderCreateFunction(gen->debug, at.file, name, strlen(name), NULL, 0, at.file, at.line, type,
                                    true, true, at.line, LLVMDIFlagZero, gen->options->level > 0);
    LLVMSetSubprogram(fg->function, scope);
    return scope;
}

static void set_position(FuncGen *fg, LLVMMetadataRef scope, DebugPlace at) {
    Gen *gen = fg->gen;
    unsigned column = gen->options->debug_info ? at.column : 0;
    if (at.file != LLVMDIScopeGetFile(scope)) {
        scope = LLVMDIBuilderCreateLexicalBlockFile(gen->debug, scope, at.file, 0);
    }
    LLVMSetCurrentDebugLocation2(
        fg->builder, LLVMDIBuilderCreateDebugLocation(gen->context, at.line, column, scope, NULL));
}

// For tracebacks, which show whether there are arguments. A debugger gets the plain name.
static const char *function_name(const FuncGen *fg) {
    const Func *func = fg->func;
    bool has_arguments = func->receiver || func->params.len > 0 || fg->gen->options->debug_info;
    return has_arguments ? func->name : arena_printf(fg->gen->arena, "%s()", func->name);
}

void debug_begin_function(FuncGen *fg) {
    Pos start = func_span(fg->func).start;
    fg->scope = attach_function(fg, function_name(fg), place_of(fg->gen, start));
    gen_debug_position(fg, start);
}

void debug_begin_init(FuncGen *fg) {
    DebugPlace at = no_place(fg->gen);
    fg->scope = attach_function(fg, "main.init()", at);
    set_position(fg, fg->scope, at);
}

void debug_begin_hidden(FuncGen *fg) {
    DebugPlace at = no_place(fg->gen);
    set_position(fg, attach_function(fg, LLVMGetValueName(fg->function), at), at);
}

void debug_hide(FuncGen *fg) {
    fg->position = 0;
    fg->line = 0;
    set_position(fg, fg->scope, no_place(fg->gen));
}

void gen_debug_position(FuncGen *fg, Pos pos) {
    if (!fg->scope || pos == 0 || pos == fg->position) {
        return;
    }
    fg->position = pos;
    DebugPlace at = place_of(fg->gen, pos);
    if (at.line != fg->line || at.name != fg->file_name || fg->gen->options->debug_info) {
        fg->line = at.line;
        fg->file_name = at.name;
        set_position(fg, fg->scope, at);
    }
}

static LLVMMetadataRef describe_variable(FuncGen *fg, const Object *var, DebugPlace at) {
    Gen *gen = fg->gen;
    const char *name = var->name->text;
    LLVMMetadataRef type = debug_type(gen, var->type);
    Func *func = fg->func;
    for (int i = 0; i < func->params.len; i++) {
        if (func->params.items[i] == var) {
            return LLVMDIBuilderCreateParameterVariable(gen->debug, fg->scope, name, strlen(name),
                                                        (unsigned)i + 2, at.file, at.line, type, true,
                                                        LLVMDIFlagZero);
        }
    }
    return LLVMDIBuilderCreateAutoVariable(gen->debug, fg->scope, name, strlen(name), at.file, at.line, type,
                                           true, LLVMDIFlagZero, 0);
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
    DebugPlace at = place_of(gen, var->span.start);
    LLVMMetadataRef variable = describe_variable(fg, var, at);
    LLVMMetadataRef expression = LLVMDIBuilderCreateExpression(gen->debug, dereference, storage->indirect);
    LLVMMetadataRef location =
        LLVMDIBuilderCreateDebugLocation(gen->context, at.line, at.column, fg->scope, NULL);
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
    DebugPlace at = place_of(gen, var->span.start);
    LLVMMetadataRef expression = LLVMDIBuilderCreateExpression(gen->debug, NULL, 0);
    LLVMMetadataRef variable = LLVMDIBuilderCreateGlobalVariableExpression(
        gen->debug, gen->debug_unit, name, length, "", 0, at.file, at.line, debug_type(gen, var->type), true,
        expression, NULL, 0);
    LLVMGlobalSetMetadata(global, LLVMGetMDKindIDInContext(gen->context, "dbg", 3), variable);
}
