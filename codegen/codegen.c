// Code generation, start to end: set up the module, build every function, the entry points and the
// descriptors, optimise, write.
#include "codegen/codegen.h"
#include "codegen/debuginfo.h"
#include "codegen/descriptor.h"
#include "codegen/emit.h"
#include "codegen/init.h"
#include "codegen/metadata.h"
#include "codegen/passes.h"

static LLVMTypeRef struct_of(Gen *gen, LLVMTypeRef a, LLVMTypeRef b, LLVMTypeRef c) {
    LLVMTypeRef members[] = {a, b, c};
    return LLVMStructTypeInContext(gen->context, members, c ? 3 : 2, false);
}

static void init_types(Gen *gen) {
    LLVMContextRef context = gen->context;
    gen->void_type = LLVMVoidTypeInContext(context);
    gen->ptr = LLVMPointerTypeInContext(context, 0);
    gen->i1 = LLVMInt1TypeInContext(context);
    gen->i8 = LLVMInt8TypeInContext(context);
    gen->i16 = LLVMInt16TypeInContext(context);
    gen->i32 = LLVMInt32TypeInContext(context);
    gen->i64 = LLVMInt64TypeInContext(context);
    gen->f32 = LLVMFloatTypeInContext(context);
    gen->f64 = LLVMDoubleTypeInContext(context);
    gen->string = struct_of(gen, gen->ptr, gen->i64, NULL);
    gen->slice = struct_of(gen, gen->ptr, gen->i64, gen->i64);
    gen->iface = struct_of(gen, gen->ptr, gen->ptr, NULL);
}

static bool gen_open(Gen *gen) {
    gen->context = LLVMContextCreate();
    gen->module = LLVMModuleCreateWithNameInContext("main", gen->context);
    init_types(gen);
    if (!passes_init_target(gen)) {
        return false;
    }
    metadata_init(gen);
    gen->gc_state = LLVMAddGlobal(gen->module, gen->i8, "rt_gc");
    gen->running = LLVMAddGlobal(gen->module, gen->ptr, "rt_g");
    gen->zero_base = LLVMAddGlobal(gen->module, gen->i64, "rt_zero_base");
    gen->small_boxes = LLVMAddGlobal(gen->module, LLVMArrayType2(gen->i64, RT_SMALL_BOXES), "rt_small_boxes");
    LLVMSetGlobalConstant(gen->small_boxes, true);
    debug_begin_module(gen);
    return true;
}

static void gen_close(Gen *gen) {
    debug_dispose(gen);
    LLVMDisposeModule(gen->module);
    if (gen->machine) {
        LLVMDisposeTargetData(gen->data);
        LLVMDisposeTargetMachine(gen->machine);
    }
    LLVMContextDispose(gen->context);
}

static void build_functions(Gen *gen) {
    Program *program = gen->program;
    for (int i = 0; i < program->funcs.len; i++) {
        Func *func = program->funcs.items[i];
        if (!gen_func_is_compiled(func)) {
            continue;
        }
        gen->has_goroutines |= func->starts_goroutine;
        if (func->body) {
            gen_function_body(gen, func);
        } else {
            gen_external_body(gen, func);
        }
    }
}

bool codegen_emit_file(Program *program, const EscapeResult *escape, const CodegenOptions *options,
                       CodegenFormat format, const char *path) {
    Gen gen = {.program = program, .escape = escape, .options = options, .arena = program->session->arena};
    bool ok = gen_open(&gen);
    if (ok) {
        init_build_entry_points(&gen);
        build_functions(&gen);
        descriptor_finish(&gen);
        debug_end_module(&gen);
        ok = passes_run(&gen) && emit_module(&gen, format, path);
    }
    gen_close(&gen);
    return ok;
}
