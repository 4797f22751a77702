// The calling convention: LLVM function types of Go's, and calls and returns by them. See gen.h for the
// rules.
#include "codegen/gen.h"

// A call's or function's hidden and visible results.
static LLVMTypeRef result_struct(Gen *gen, Type *const *results, int count) {
    LLVMTypeRef *types = ARENA_NEW_N(gen->arena, LLVMTypeRef, count + 1);
    for (int i = 0; i < count; i++) {
        types[i] = llvm_type(gen, results[i]);
    }
    return LLVMStructTypeInContext(gen->context, types, (unsigned)count, false);
}

static LLVMTypeRef return_type(Gen *gen, Type *const *results, int count) {
    if (count == 0 || gen_tuple_is_big(results, count)) {
        return gen->void_type;
    }
    return count == 1 ? llvm_type(gen, results[0]) : result_struct(gen, results, count);
}

static LLVMTypeRef param_type(Gen *gen, Type *type) {
    return gen_is_big(type) ? gen->ptr : llvm_type(gen, type);
}

LLVMTypeRef gen_signature_with(Gen *gen, Type *func, LLVMTypeRef context) {
    func = type_underlying(func);
    LLVMTypeRef *params = ARENA_NEW_N(gen->arena, LLVMTypeRef, func->func.param_count + 2);
    unsigned count = 0;
    if (gen_tuple_is_big(func->func.results, func->func.result_count)) {
        params[count++] = gen->ptr;
    }
    if (context) {
        params[count++] = context;
    }
    for (int i = 0; i < func->func.param_count; i++) {
        params[count++] = param_type(gen, func->func.params[i]);
    }
    return LLVMFunctionType(return_type(gen, func->func.results, func->func.result_count), params, count,
                            false);
}

LLVMTypeRef gen_signature(Gen *gen, Type *func, bool context) {
    TypeInfo *info = gen_type_info(gen, func);
    if (!info->signatures[context]) {
        info->signatures[context] = gen_signature_with(gen, func, context ? gen->ptr : NULL);
    }
    return info->signatures[context];
}

LLVMTypeRef gen_func_signature(Gen *gen, Func *func) {
    if (func->literal) {
        return gen_signature(gen, func->type, true);
    }
    return func->receiver ? gen_signature_with(gen, func->type, param_type(gen, func->receiver->type))
                          : gen_signature(gen, func->type, false);
}

// Addresses of the results in the hidden struct.
static LLVMValueRef result_field(FuncGen *fg, Type *const *types, int count, LLVMValueRef address,
                                 int index) {
    return LLVMBuildStructGEP2(fg->builder, result_struct(fg->gen, types, count), address, (unsigned)index,
                               "");
}

// A call as gen.h describes it; `callee` has slots, or is NULL.
typedef struct {
    Type *func;
    LLVMValueRef code, context;
    LLVMValueRef *slots;
    int slot_count;
} Callee;

static LLVMTypeRef callee_signature(Gen *gen, const Callee *callee) {
    if (callee->slot_count > 0) {
        return LLVMGlobalGetValueType(callee->code);
    }
    LLVMValueRef context = callee->context;
    bool plain = !context || LLVMTypeOf(context) == gen->ptr;
    return plain ? gen_signature(gen, callee->func, context != NULL)
                 : gen_signature_with(gen, callee->func, LLVMTypeOf(context));
}

static void build_call(FuncGen *fg, const Callee *callee, const Value *args, Value *results) {
    Gen *gen = fg->gen;
    Type *func = callee->func;
    Type **types = func->func.results;
    int result_count = func->func.result_count;
    bool big = gen_tuple_is_big(types, result_count);
    int most = func->func.param_count + 2 + callee->slot_count;
    LLVMValueRef *operands = ARENA_NEW_N(gen->arena, LLVMValueRef, most);
    unsigned count = 0;
    LLVMValueRef memory = NULL;
    if (big) {
        memory = gen_alloca_llvm(fg, result_struct(gen, types, result_count), "results");
        operands[count++] = memory;
    }
    if (callee->context) {
        operands[count++] = callee->context;
    }
    for (int i = 0; i < func->func.param_count; i++) {
        operands[count++] = args[i].llvm;
    }
    for (int i = 0; i < callee->slot_count; i++) {
        operands[count++] = callee->slots[i];
    }
    LLVMTypeRef signature = callee_signature(gen, callee);
    gen_recover_forward(fg, callee->code);
    LLVMValueRef call = LLVMBuildCall2(fg->builder, signature, callee->code, operands, count, "");
    gen_keep_apart(fg->gen, call);
    for (int i = 0; i < result_count; i++) {
        if (big) {
            Place place = {result_field(fg, types, result_count, memory, i), types[i], true};
            results[i] = gen_load(fg, place);
        } else {
            results[i] = gen_value(result_count == 1 ? call : gen_extract(fg, call, (unsigned)i), types[i]);
        }
    }
}

void gen_call_code(FuncGen *fg, Type *func, LLVMValueRef code, LLVMValueRef context, const Value *args,
                   Value *results) {
    Callee callee = {.func = type_underlying(func), .code = code, .context = context};
    build_call(fg, &callee, args, results);
}

void gen_call_direct(FuncGen *fg, Func *func, const SlotArgument *given, LLVMValueRef context,
                     const Value *args, Value *results) {
    Gen *gen = fg->gen;
    Callee callee = {.func = type_underlying(func->type),
                     .code = gen_func_info(gen, func)->function,
                     .context = context,
                     .slot_count = escape_slot_count(gen->escape, func)};
    callee.slots = ARENA_NEW_N(gen->arena, LLVMValueRef, callee.slot_count + 1);
    gen_call_slots(fg, func, given, callee.slots);
    build_call(fg, &callee, args, results);
}

void gen_return_values(FuncGen *fg, const Value *values) {
    Gen *gen = fg->gen;
    if (gen->options->checked && fg->func) {
        RT_CALL(fg, rt_checked_leave, gen_frame(fg));
    }
    if (fg->result_address) {
        for (int i = 0; i < fg->result_count; i++) {
            LLVMValueRef at = result_field(fg, fg->result_types, fg->result_count, fg->result_address, i);
            gen_init(fg, at, values[i]);
        }
        LLVMBuildRetVoid(fg->builder);
    } else if (fg->result_count == 0) {
        LLVMBuildRetVoid(fg->builder);
    } else if (fg->result_count == 1) {
        LLVMBuildRet(fg->builder, values[0].llvm);
    } else {
        LLVMValueRef tuple = LLVMGetPoison(result_struct(gen, fg->result_types, fg->result_count));
        for (int i = 0; i < fg->result_count; i++) {
            tuple = gen_insert(fg, tuple, values[i].llvm, (unsigned)i);
        }
        LLVMBuildRet(fg->builder, tuple);
    }
}

void gen_function_results(FuncGen *fg, Type *func) {
    func = type_underlying(func);
    fg->result_types = func->func.results;
    fg->result_count = func->func.result_count;
    if (gen_tuple_is_big(fg->result_types, fg->result_count)) {
        fg->result_address = LLVMGetParam(fg->function, 0);
    }
}

LLVMValueRef gen_function_param(FuncGen *fg, int index) {
    return LLVMGetParam(fg->function, (unsigned)index + (fg->result_address != NULL));
}
