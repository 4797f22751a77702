// Functions: declaration on first use, prologue (parameters, captures, results), body, epilogue.
#include "codegen/debuginfo.h"
#include "codegen/gen.h"

static void add_function_attribute(Gen *gen, LLVMValueRef function, const char *name) {
    unsigned kind = LLVMGetEnumAttributeKindForName(name, strlen(name));
    LLVMAttributeRef attribute = LLVMCreateEnumAttribute(gen->context, kind, 0);
    LLVMAddAttributeAtIndex(function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex, attribute);
}

FuncInfo *gen_func_info(Gen *gen, Func *func) {
    if (!func->codegen) {
        FuncInfo *info = ARENA_NEW(gen->arena, FuncInfo);
        func->codegen = info;
        LLVMTypeRef function_type = gen_slot_signature(gen, func, gen_func_signature(gen, func));
        info->function = LLVMAddFunction(gen->module, func->name, function_type);
        LLVMSetLinkage(info->function, LLVMInternalLinkage);
        add_function_attribute(gen, info->function, "nounwind");
        gen_recover_declare(gen, func, info->function);
        if (func->noinline) {
            add_function_attribute(gen, info->function, "noinline");
        }
        if (gen->options->sanitize_address) {
            add_function_attribute(gen, info->function, "sanitize_address");
        }
    }
    return func->codegen;
}

FuncGen *gen_function_resume(Gen *gen, LLVMValueRef function) {
    FuncGen *fg = ARENA_NEW(gen->arena, FuncGen);
    fg->gen = gen;
    fg->function = function;
    fg->builder = LLVMCreateBuilderInContext(gen->context);
    fg->entry = gen_block(fg, "entry");
    LLVMBasicBlockRef body = gen_block(fg, "body");
    gen_enter(fg, fg->entry);
    LLVMBuildBr(fg->builder, body);
    gen_enter(fg, body);
    return fg;
}

FuncGen *gen_function_begin(Gen *gen, const char *name, LLVMTypeRef signature) {
    LLVMValueRef function = LLVMAddFunction(gen->module, name, signature);
    LLVMSetLinkage(function, LLVMInternalLinkage);
    add_function_attribute(gen, function, "nounwind");
    FuncGen *fg = gen_function_resume(gen, function);
    debug_begin_hidden(fg);
    return fg;
}

// Code after a return, panic or goto is still built; its blocks have no predecessors and LLVM drops them.
void gen_function_end(FuncGen *fg) {
    if (!gen_is_terminated(fg)) {
        LLVMBuildUnreachable(fg->builder);
    }
    LLVMDisposeBuilder(fg->builder);
}

// ---- Variables

static Place new_place(FuncGen *fg, Object *var, LLVMValueRef address, bool on_stack) {
    Storage *storage = ARENA_NEW(fg->gen->arena, Storage);
    storage->place = (Place){address, var->type, on_stack};
    var->var.codegen = storage;
    return storage->place;
}

void gen_make_indirect(FuncGen *fg, Object *var) {
    Storage *storage = var->var.codegen;
    if (storage->indirect) {
        return;
    }
    LLVMValueRef slot = gen_alloca_llvm(fg, fg->gen->ptr, "variable");
    gen_store_scalar(fg, storage->place.address, slot, TBAA_POINTER);
    storage->place.address = slot;
    storage->indirect = true;
}

Place gen_declare_memory(FuncGen *fg, Object *var) {
    bool on_stack = true;
    LLVMValueRef address = var->var.site == 0
                               ? gen_alloca(fg, var->type, var->name ? var->name->text : "unnamed")
                               : gen_alloc_site(fg, var->var.site, var->type, &on_stack);
    Place place = new_place(fg, var, address, on_stack);
    const Decision *decision = gen_decision(fg, var->var.site);
    if (decision && decision->sunk) {
        gen_make_indirect(fg, var);
    }
    debug_declare(fg, var);
    return place;
}

Place gen_declare(FuncGen *fg, Object *var, Value init) {
    Place place = gen_declare_memory(fg, var);
    if (init.llvm) {
        gen_init(fg, place.address, init);
    } else if (var->var.site == 0) {
        gen_zero_memory(fg, place.address, var->type);
    }
    return place;
}

Place gen_variable(FuncGen *fg, Object *var) {
    if (!var->var.func && !var->var.is_field) {
        return (Place){gen_global(fg->gen, var), var->type, false};
    }
    Storage *storage = var->var.codegen;
    Place place = storage->place;
    if (storage->indirect) {
        place.address = gen_load_scalar(fg, fg->gen->ptr, place.address, TBAA_POINTER);
    }
    return place;
}

// ---- Prologue

// A big argument is a copy that belongs to this activation: it is the variable, unless that lives elsewhere.
static void declare_param(FuncGen *fg, Object *param, LLVMValueRef value) {
    if (gen_is_big(param->type) && param->var.site == 0) {
        new_place(fg, param, value, true);
        debug_declare(fg, param);
    } else {
        gen_declare(fg, param, gen_value(value, param->type));
    }
}

static void declare_params(FuncGen *fg, Func *func) {
    int next = 0;
    if (func->literal) {
        fg->context = gen_function_param(fg, next++);
    } else if (func->receiver) {
        declare_param(fg, func->receiver, gen_function_param(fg, next++));
    }
    for (int i = 0; i < func->params.len; i++) {
        declare_param(fg, func->params.items[i], gen_function_param(fg, next++));
    }
}

// Captured by value: the record's field is the variable, never written. By reference: the field has its
// address.
static void declare_captures(FuncGen *fg, Func *func) {
    Type *record = func->captures.len > 0 ? gen_record_type(fg->gen, func) : NULL;
    for (int i = 0; i < func->captures.len; i++) {
        Capture *capture = &func->captures.items[i];
        LLVMValueRef address = gen_offset(fg, fg->context, record->struct_.fields[i + 1].offset);
        if (!capture->by_value) {
            address = gen_load_scalar(fg, fg->gen->ptr, address, TBAA_POINTER);
        }
        new_place(fg, capture->var, address, false);
        debug_declare(fg, capture->var);
    }
}

static void declare_results(FuncGen *fg, Func *func) {
    fg->results = ARENA_NEW_N(fg->gen->arena, Place, func->results.len);
    for (int i = 0; i < func->results.len; i++) {
        fg->results[i] = gen_declare(fg, func->results.items[i], (Value){0});
    }
}

Type *gen_record_type(Gen *gen, Func *literal) {
    FuncInfo *info = gen_func_info(gen, literal);
    if (!info->record) {
        TypeTable *types = gen->program->types;
        int count = literal->captures.len + 1;
        Field *fields = ARENA_NEW_N(gen->arena, Field, count);
        fields[0] = (Field){.name = name_intern_cstr(gen->program->session->names, "code"),
                            .type = type_basic(types, TYPE_UINTPTR)};
        for (int i = 1; i < count; i++) {
            Capture *capture = &literal->captures.items[i - 1];
            const char *name = arena_printf(gen->arena, "capture%d", i);
            fields[i] = (Field){.name = name_intern_cstr(gen->program->session->names, name)};
            fields[i].type = capture->by_value ? capture->var->type : type_pointer(types, capture->var->type);
        }
        info->record = type_struct(types, fields, count);
        type_layout(info->record);
    }
    return info->record;
}

// ---- Body

void gen_return(FuncGen *fg) {
    if (fg->has_defer) {
        gen_run_deferred(fg);
    }
    Value *values = ARENA_NEW_N(fg->gen->arena, Value, fg->result_count);
    for (int i = 0; i < fg->result_count; i++) {
        values[i] = gen_load(fg, fg->results[i]);
    }
    gen_return_values(fg, values);
}

void gen_function_body(Gen *gen, Func *func) {
    FuncGen *fg = gen_function_resume(gen, gen_func_info(gen, func)->function);
    fg->func = func;
    fg->has_defer = func->has_defer;
    gen_function_results(fg, func->type);
    debug_begin_function(fg);
    gen_recover_permit(fg);
    debug_hide(fg); // a breakpoint on the function stops when the parameters are in their places
    declare_params(fg, func);
    declare_captures(fg, func);
    declare_results(fg, func);
    gen_debug_position(fg, func->body->span.start);
    gen_recovery_point(fg);
    gen_block_stmts(fg, &func->body->stmts);
    if (!gen_is_terminated(fg)) {
        if (fg->result_count > 0 && !fg->has_defer && !func->results.items[0]->name) {
            LLVMBuildUnreachable(fg->builder);
        } else {
            gen_debug_position(fg, func->body->span.end - 1);
            gen_return(fg);
        }
    }
    gen_function_end(fg);
}
