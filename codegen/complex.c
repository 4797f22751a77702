// Complex numbers: pairs of floats {real, imaginary}. Addition and subtraction work part by part. Products
// and quotients of complex64 are computed in float64 and rounded once, as Go's compiler does; a quotient is a
// call of the runtime, which settles infinities and zeros.
#include "codegen/values.h"

typedef struct {
    LLVMValueRef real, imag;
} Parts;

static Parts parts_of(FuncGen *fg, LLVMValueRef x) {
    return (Parts){gen_extract(fg, x, 0), gen_extract(fg, x, 1)};
}

static LLVMValueRef join(FuncGen *fg, Type *type, Parts parts) {
    LLVMValueRef value = gen_insert(fg, LLVMGetPoison(llvm_type(fg->gen, type)), parts.real, 0);
    return gen_insert(fg, value, parts.imag, 1);
}

static LLVMTypeRef part_type(Gen *gen, const Type *type) {
    return type_size(type) == 8 ? gen->f32 : gen->f64;
}

static Parts resize(FuncGen *fg, Parts x, LLVMTypeRef part) {
    return (Parts){LLVMBuildFPCast(fg->builder, x.real, part, ""),
                   LLVMBuildFPCast(fg->builder, x.imag, part, "")};
}

static Parts multiply(FuncGen *fg, Parts x, Parts y) {
    LLVMBuilderRef builder = fg->builder;
    LLVMValueRef real = LLVMBuildFSub(builder, LLVMBuildFMul(builder, x.real, y.real, ""),
                                      LLVMBuildFMul(builder, x.imag, y.imag, ""), "");
    LLVMValueRef imag = LLVMBuildFAdd(builder, LLVMBuildFMul(builder, x.real, y.imag, ""),
                                      LLVMBuildFMul(builder, x.imag, y.real, ""), "");
    return (Parts){real, imag};
}

Value gen_complex_op(FuncGen *fg, Operator op, Type *type, Value x, Value y) {
    Parts a = parts_of(fg, x.llvm), b = parts_of(fg, y.llvm), result;
    if (op == OP_ADD) {
        result = (Parts){LLVMBuildFAdd(fg->builder, a.real, b.real, ""),
                         LLVMBuildFAdd(fg->builder, a.imag, b.imag, "")};
    } else if (op == OP_SUB) {
        result = (Parts){LLVMBuildFSub(fg->builder, a.real, b.real, ""),
                         LLVMBuildFSub(fg->builder, a.imag, b.imag, "")};
    } else {
        a = resize(fg, a, fg->gen->f64);
        b = resize(fg, b, fg->gen->f64);
        result = op == OP_MUL ? multiply(fg, a, b)
                              : parts_of(fg, RT_CALL(fg, rt_complex_divide, a.real, a.imag, b.real, b.imag));
        result = resize(fg, result, part_type(fg->gen, type));
    }
    return gen_value(join(fg, type, result), type);
}

Value gen_complex_negate(FuncGen *fg, Value x) {
    Parts parts = parts_of(fg, x.llvm);
    parts.real = LLVMBuildFNeg(fg->builder, parts.real, "");
    parts.imag = LLVMBuildFNeg(fg->builder, parts.imag, "");
    return gen_value(join(fg, x.type, parts), x.type);
}

LLVMValueRef gen_complex_equal(FuncGen *fg, Value x, Value y) {
    Parts a = parts_of(fg, x.llvm), b = parts_of(fg, y.llvm);
    LLVMValueRef real = LLVMBuildFCmp(fg->builder, LLVMRealOEQ, a.real, b.real, "");
    LLVMValueRef imag = LLVMBuildFCmp(fg->builder, LLVMRealOEQ, a.imag, b.imag, "");
    return LLVMBuildAnd(fg->builder, real, imag, "");
}

Value gen_complex_convert(FuncGen *fg, Value x, Type *to) {
    Parts parts = resize(fg, parts_of(fg, x.llvm), part_type(fg->gen, to));
    return gen_value(join(fg, to, parts), to);
}

// complex(x, y)
Value gen_complex_make(FuncGen *fg, Expr *call) {
    ExprList *args = &call->call.args;
    int mark = gen_order_begin(fg, args->items, args->len);
    LLVMValueRef real = gen_expr(fg, args->items[0]).llvm;
    LLVMValueRef imag = gen_expr(fg, args->items[1]).llvm;
    gen_order_end(fg, mark);
    return gen_value(join(fg, call->type, (Parts){real, imag}), call->type);
}

// real(x), imag(x)
Value gen_complex_part(FuncGen *fg, Expr *call, unsigned part) {
    Value x = gen_expr(fg, call->call.args.items[0]);
    return gen_value(gen_extract(fg, x.llvm, part), call->type);
}

void gen_complex_print(FuncGen *fg, Value x) {
    Parts parts = parts_of(fg, x.llvm);
    if (part_type(fg->gen, x.type) == fg->gen->f64) {
        RT_CALL(fg, rt_print_complex, parts.real, parts.imag);
    } else {
        RT_CALL(fg, rt_print_complex64, parts.real, parts.imag);
    }
}
