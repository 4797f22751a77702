// Library functions that are one machine operation: their declarations in math and math/bits have no body,
// and LLVM's intrinsic is it. Each is defined as a small function, which LLVM inlines, so that it is also a
// value.
#include "codegen/values.h"
#include <string.h>

typedef enum {
    FORM_SAME,         // the intrinsic takes and gives what the function does
    FORM_BITS,         // the same bits under another type
    FORM_COUNT,        // gives an int; the type of the argument counts
    FORM_COUNT_ZEROES, // likewise, with the flag "zero is defined"
    FORM_SWAP,         // overloaded by the type of the argument
    FORM_LIBRARY,      // a C function of doubles
    FORM_WIDE_MULTIPLY // the high and the low word of a product
} Form;

typedef struct {
    const char *package, *name, *intrinsic;
    Form form;
} Intrinsic;

static const Intrinsic intrinsics[] = {
    {"math", "Sqrt", "llvm.sqrt", FORM_SAME},
    {"math", "Abs", "llvm.fabs", FORM_SAME},
    {"math", "Floor", "llvm.floor", FORM_SAME},
    {"math", "Ceil", "llvm.ceil", FORM_SAME},
    {"math", "Trunc", "llvm.trunc", FORM_SAME},
    {"math", "RoundToEven", "llvm.roundeven", FORM_SAME},
    {"math", "Copysign", "llvm.copysign", FORM_SAME},
    {"math", "FMA", "llvm.fma", FORM_SAME},
    {"math", "Mod", "fmod", FORM_LIBRARY},
    {"math", "Remainder", "remainder", FORM_LIBRARY},
    {"math", "Exp", "rt_math_exp", FORM_LIBRARY},
    {"math", "Float64bits", NULL, FORM_BITS},
    {"math", "Float64frombits", NULL, FORM_BITS},
    {"math", "Float32bits", NULL, FORM_BITS},
    {"math", "Float32frombits", NULL, FORM_BITS},
    {"math/bits", "LeadingZeros", "llvm.ctlz", FORM_COUNT_ZEROES},
    {"math/bits", "LeadingZeros8", "llvm.ctlz", FORM_COUNT_ZEROES},
    {"math/bits", "LeadingZeros16", "llvm.ctlz", FORM_COUNT_ZEROES},
    {"math/bits", "LeadingZeros32", "llvm.ctlz", FORM_COUNT_ZEROES},
    {"math/bits", "LeadingZeros64", "llvm.ctlz", FORM_COUNT_ZEROES},
    {"math/bits", "TrailingZeros", "llvm.cttz", FORM_COUNT_ZEROES},
    {"math/bits", "TrailingZeros8", "llvm.cttz", FORM_COUNT_ZEROES},
    {"math/bits", "TrailingZeros16", "llvm.cttz", FORM_COUNT_ZEROES},
    {"math/bits", "TrailingZeros32", "llvm.cttz", FORM_COUNT_ZEROES},
    {"math/bits", "TrailingZeros64", "llvm.cttz", FORM_COUNT_ZEROES},
    {"math/bits", "OnesCount", "llvm.ctpop", FORM_COUNT},
    {"math/bits", "OnesCount8", "llvm.ctpop", FORM_COUNT},
    {"math/bits", "OnesCount16", "llvm.ctpop", FORM_COUNT},
    {"math/bits", "OnesCount32", "llvm.ctpop", FORM_COUNT},
    {"math/bits", "OnesCount64", "llvm.ctpop", FORM_COUNT},
    {"math/bits", "Reverse", "llvm.bitreverse", FORM_SWAP},
    {"math/bits", "Reverse8", "llvm.bitreverse", FORM_SWAP},
    {"math/bits", "Reverse16", "llvm.bitreverse", FORM_SWAP},
    {"math/bits", "Reverse32", "llvm.bitreverse", FORM_SWAP},
    {"math/bits", "Reverse64", "llvm.bitreverse", FORM_SWAP},
    {"math/bits", "ReverseBytes", "llvm.bswap", FORM_SWAP},
    {"math/bits", "ReverseBytes16", "llvm.bswap", FORM_SWAP},
    {"math/bits", "ReverseBytes32", "llvm.bswap", FORM_SWAP},
    {"math/bits", "ReverseBytes64", "llvm.bswap", FORM_SWAP},
    {"math/bits", "Mul64", NULL, FORM_WIDE_MULTIPLY},
};

static const Intrinsic *find_intrinsic(const Func *func) {
    for (size_t i = 0; i < sizeof intrinsics / sizeof *intrinsics && !func->receiver; i++) {
        if (strcmp(intrinsics[i].package, func->package->path) == 0 &&
            strcmp(intrinsics[i].name, func->object->name->text) == 0) {
            return &intrinsics[i];
        }
    }
    return NULL;
}

static void return_product(FuncGen *fg, LLVMValueRef x, LLVMValueRef y) {
    LLVMTypeRef wide = LLVMIntTypeInContext(fg->gen->context, 128);
    LLVMValueRef product = LLVMBuildMul(fg->builder, LLVMBuildZExt(fg->builder, x, wide, ""),
                                        LLVMBuildZExt(fg->builder, y, wide, ""), "");
    LLVMValueRef high = LLVMBuildLShr(fg->builder, product, LLVMConstInt(wide, 64, false), "");
    Value results[] = {
        gen_value(LLVMBuildTrunc(fg->builder, high, fg->gen->i64, ""), fg->result_types[0]),
        gen_value(LLVMBuildTrunc(fg->builder, product, fg->gen->i64, ""), fg->result_types[1])};
    gen_return_values(fg, results);
}

static LLVMValueRef call_library(FuncGen *fg, const char *name, LLVMValueRef *args, int count) {
    LLVMTypeRef params[] = {fg->gen->f64, fg->gen->f64};
    LLVMTypeRef type = LLVMFunctionType(fg->gen->f64, params, (unsigned)count, false);
    LLVMValueRef function = LLVMGetNamedFunction(fg->gen->module, name);
    if (!function) {
        function = LLVMAddFunction(fg->gen->module, name, type);
    }
    return LLVMBuildCall2(fg->builder, type, function, args, (unsigned)count, "");
}

// The function's body, of which find_intrinsic says that it is an intrinsic.
static void emit_intrinsic(FuncGen *fg, const Intrinsic *intrinsic, int param_count) {
    enum { PARAMS_MAX = 3 };
    LLVMValueRef args[PARAMS_MAX] = {NULL};
    for (int i = 0; i < param_count && i < PARAMS_MAX; i++) {
        args[i] = gen_function_param(fg, i);
    }
    LLVMTypeRef type = LLVMTypeOf(args[0]), result_type = llvm_type(fg->gen, fg->result_types[0]);
    LLVMValueRef result = NULL;
    switch (intrinsic->form) {
    case FORM_SAME:
    case FORM_SWAP: result = gen_intrinsic(fg, intrinsic->intrinsic, &type, 1, args, param_count); break;
    case FORM_LIBRARY: result = call_library(fg, intrinsic->intrinsic, args, param_count); break;
    case FORM_BITS: result = LLVMBuildBitCast(fg->builder, args[0], result_type, ""); break;
    case FORM_COUNT_ZEROES:
        args[1] = gen_bool(fg->gen, false);
        result = gen_intrinsic(fg, intrinsic->intrinsic, &type, 1, args, 2);
        result = LLVMBuildZExtOrBitCast(fg->builder, result, result_type, "");
        break;
    case FORM_COUNT:
        result = gen_intrinsic(fg, intrinsic->intrinsic, &type, 1, args, 1);
        result = LLVMBuildZExtOrBitCast(fg->builder, result, result_type, "");
        break;
    case FORM_WIDE_MULTIPLY: return_product(fg, args[0], args[1]); return;
    }
    gen_return_values(fg, &(Value){result, fg->result_types[0]});
}

bool gen_intrinsic_body(FuncGen *fg, const Func *func) {
    const Intrinsic *intrinsic = find_intrinsic(func);
    if (intrinsic) {
        emit_intrinsic(fg, intrinsic, func->params.len);
    }
    return intrinsic != NULL;
}
