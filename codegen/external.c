// External functions: a body-less declaration of a library package names a C entry point rt_PKG_Name (of a
// method rt_PKG_Type_Name). Compiled code calls it through a small function with the ordinary convention,
// which LLVM inlines.
//
// The C convention: a first pointer to a struct of the results in Go's layout, if there are any; then every
// parameter flattened to scalars: string ptr,len; slice ptr,len,cap; interface two words; integers and bools
// widened to 64 bits; floats as they are.
#include "codegen/debuginfo.h"
#include "codegen/values.h"

enum { SCALARS_MAX = 64 };

typedef struct {
    LLVMValueRef values[SCALARS_MAX];
    LLVMTypeRef types[SCALARS_MAX];
    unsigned count;
} Scalars;

static void push_scalar(Scalars *scalars, LLVMValueRef value) {
    if (scalars->count < SCALARS_MAX) {
        scalars->types[scalars->count] = LLVMTypeOf(value);
        scalars->values[scalars->count++] = value;
    }
}

static void flatten_value(FuncGen *fg, Scalars *scalars, Value value) {
    Gen *gen = fg->gen;
    LLVMTypeRef type = LLVMTypeOf(value.llvm);
    switch (LLVMGetTypeKind(type)) {
    case LLVMStructTypeKind:
        for (unsigned i = 0; i < LLVMCountStructElementTypes(type); i++) {
            flatten_value(fg, scalars, gen_value(gen_extract(fg, value.llvm, i), value.type));
        }
        break;
    case LLVMIntegerTypeKind:
        if (type_is_boolean(value.type) || type_is_unsigned(value.type)) {
            push_scalar(scalars, LLVMBuildZExt(fg->builder, value.llvm, gen->i64, ""));
        } else {
            push_scalar(scalars, LLVMBuildSExt(fg->builder, value.llvm, gen->i64, ""));
        }
        break;
    default: push_scalar(scalars, value.llvm); break;
    }
}

static const char *entry_name(Gen *gen, const Func *func) {
    const char *package = func->package->name->text, *name = func->object->name->text;
    if (!func->receiver) {
        return arena_printf(gen->arena, "rt_%s_%s", package, name);
    }
    Type *receiver = func->receiver->type;
    if (type_underlying(receiver)->kind == TYPE_POINTER && receiver->kind == TYPE_POINTER) {
        receiver = receiver->pointer.elem;
    }
    return arena_printf(gen->arena, "rt_%s_%s_%s", package, receiver->named.object->name->text, name);
}

static LLVMValueRef call_entry(FuncGen *fg, const char *name, Scalars *scalars) {
    LLVMTypeRef type = LLVMFunctionType(fg->gen->void_type, scalars->types, scalars->count, false);
    LLVMValueRef entry = LLVMGetNamedFunction(fg->gen->module, name);
    if (!entry) {
        entry = LLVMAddFunction(fg->gen->module, name, type);
    }
    return LLVMBuildCall2(fg->builder, type, entry, scalars->values, scalars->count, "");
}

static LLVMTypeRef results_type(FuncGen *fg) {
    LLVMTypeRef *types = ARENA_NEW_N(fg->gen->arena, LLVMTypeRef, fg->result_count);
    for (int i = 0; i < fg->result_count; i++) {
        types[i] = llvm_type(fg->gen, fg->result_types[i]);
    }
    return LLVMStructTypeInContext(fg->gen->context, types, (unsigned)fg->result_count, false);
}

// //minic:shares: a string made of a slice's pointer and length, or the reverse; the pointer in an interface.
static LLVMValueRef shared_value(FuncGen *fg, Type *from, Type *to) {
    LLVMValueRef param = gen_function_param(fg, 0);
    LLVMValueRef first = gen_extract(fg, param, 0), second = gen_extract(fg, param, 1);
    if (type_is_interface(from)) {
        return second;
    }
    return type_is_string(to) ? gen_string_value(fg, first, second)
                              : gen_slice_value(fg, first, second, second);
}

static void return_shared(FuncGen *fg, const Func *func) {
    Type *type = func->results.items[0]->type;
    Value result = gen_value(shared_value(fg, func->params.items[0]->type, type), type);
    gen_return_values(fg, &result);
    gen_function_end(fg);
}

void gen_external_body(Gen *gen, Func *func) {
    FuncGen *fg = gen_function_resume(gen, gen_func_info(gen, func)->function);
    debug_begin_hidden(fg);
    gen_function_results(fg, func->type);
    if (gen_intrinsic_body(fg, func)) {
        gen_function_end(fg);
        return;
    }
    if (func->shares) {
        return_shared(fg, func);
        return;
    }
    Scalars scalars = {.count = 0};
    LLVMValueRef memory = NULL;
    LLVMTypeRef shape = results_type(fg);
    if (fg->result_count > 0) {
        memory = gen_alloca_llvm(fg, shape, "results");
        push_scalar(&scalars, memory);
    }
    int next = 0;
    if (func->receiver) {
        flatten_value(fg, &scalars, gen_value(gen_function_param(fg, next++), func->receiver->type));
    }
    for (int i = 0; i < func->params.len; i++) {
        flatten_value(fg, &scalars, gen_value(gen_function_param(fg, next++), func->params.items[i]->type));
    }
    call_entry(fg, entry_name(gen, func), &scalars);
    Value *results = ARENA_NEW_N(gen->arena, Value, fg->result_count);
    for (int i = 0; i < fg->result_count; i++) {
        LLVMValueRef at = LLVMBuildStructGEP2(fg->builder, shape, memory, (unsigned)i, "");
        results[i] = gen_load(fg, (Place){at, fg->result_types[i], true});
    }
    gen_return_values(fg, results);
    gen_function_end(fg);
}
