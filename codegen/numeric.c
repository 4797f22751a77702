// Conversions between numeric types.
//
// Go leaves a float out of the integer's range to the implementation; its compiler for amd64 gives what the
// machine's conversion gives: the minimum of int64 (or int32 for types of at most 32 bits, except uint32,
// which goes through 64). LLVM's own instruction would be poison there, so the machine's is called by name;
// this file is where that is bound to x86-64.
#include "codegen/values.h"

// cvttsd2si and cvttss2si take a vector register.
static LLVMValueRef truncate_to_int(FuncGen *fg, LLVMValueRef x, bool wide) {
    Gen *gen = fg->gen;
    bool is_double = LLVMTypeOf(x) == gen->f64;
    LLVMTypeRef vector = is_double ? LLVMVectorType(gen->f64, 2) : LLVMVectorType(gen->f32, 4);
    x = LLVMBuildInsertElement(fg->builder, LLVMConstNull(vector), x, gen_i32(gen, 0), "");
    const char *name = is_double ? (wide ? "llvm.x86.sse2.cvttsd2si64" : "llvm.x86.sse2.cvttsd2si")
                                 : (wide ? "llvm.x86.sse.cvttss2si64" : "llvm.x86.sse.cvttss2si");
    return gen_intrinsic(fg, name, NULL, 0, &x, 1);
}

// low | (high & sign(low)): below 2^63 the conversion to int64 serves; from there on it gives the minimum, to
// which what lies above 2^63 is added.
static LLVMValueRef float_to_uint64(FuncGen *fg, LLVMValueRef x) {
    LLVMValueRef half = LLVMConstReal(LLVMTypeOf(x), 0x1p63);
    LLVMValueRef low = truncate_to_int(fg, x, true);
    LLVMValueRef high = truncate_to_int(fg, LLVMBuildFSub(fg->builder, x, half, ""), true);
    LLVMValueRef sign = LLVMBuildAShr(fg->builder, low, gen_i64(fg->gen, 63), "");
    return LLVMBuildOr(fg->builder, low, LLVMBuildAnd(fg->builder, high, sign, ""), "");
}

static LLVMValueRef float_to_integer(FuncGen *fg, LLVMValueRef x, Type *to) {
    int64_t size = type_size(to);
    bool is_unsigned = type_is_unsigned(to);
    if (size == 8) {
        return is_unsigned ? float_to_uint64(fg, x) : truncate_to_int(fg, x, true);
    }
    LLVMValueRef integer = truncate_to_int(fg, x, is_unsigned && size == 4);
    return LLVMBuildTruncOrBitCast(fg->builder, integer, llvm_type(fg->gen, to), "");
}

static LLVMValueRef integer_to_integer(FuncGen *fg, Value x, Type *to) {
    LLVMTypeRef type = llvm_type(fg->gen, to);
    if (type_size(to) <= type_size(x.type)) {
        return LLVMBuildTruncOrBitCast(fg->builder, x.llvm, type, "");
    }
    return type_is_unsigned(x.type) ? LLVMBuildZExt(fg->builder, x.llvm, type, "")
                                    : LLVMBuildSExt(fg->builder, x.llvm, type, "");
}

static LLVMValueRef float_to_float(FuncGen *fg, LLVMValueRef x, LLVMTypeRef type) {
    if (LLVMTypeOf(x) == type) {
        return x;
    }
    return type == fg->gen->f32 ? LLVMBuildFPTrunc(fg->builder, x, type, "")
                                : LLVMBuildFPExt(fg->builder, x, type, "");
}

Value gen_convert_numeric(FuncGen *fg, Value x, Type *to) {
    if (type_is_complex(to)) {
        return gen_complex_convert(fg, x, to);
    }
    LLVMTypeRef type = llvm_type(fg->gen, to);
    LLVMValueRef result;
    if (type_is_float(x.type)) {
        result = type_is_float(to) ? float_to_float(fg, x.llvm, type) : float_to_integer(fg, x.llvm, to);
    } else if (!type_is_float(to)) {
        result = integer_to_integer(fg, x, to);
    } else if (type_is_unsigned(x.type)) {
        result = LLVMBuildUIToFP(fg->builder, x.llvm, type, "");
    } else {
        result = LLVMBuildSIToFP(fg->builder, x.llvm, type, "");
    }
    return gen_value(result, to);
}
