// Arithmetic with Go's semantics: wrap-around (never nsw or nuw), division that panics on zero and survives
// INT_MIN / -1, shifts by any count.
#include "codegen/values.h"

static bool is_constant_int(LLVMValueRef value, int64_t *number) {
    if (!LLVMIsAConstantInt(value)) {
        return false;
    }
    *number = LLVMConstIntGetSExtValue(value);
    return true;
}

// ---- Division

static LLVMValueRef divide_unsigned(FuncGen *fg, Operator op, LLVMValueRef x, LLVMValueRef y) {
    return op == OP_DIV ? LLVMBuildUDiv(fg->builder, x, y, "") : LLVMBuildURem(fg->builder, x, y, "");
}

// The machine traps on INT_MIN / -1; Go wraps. Dividing by 1 instead and negating gives both -x and remainder
// 0.
static LLVMValueRef divide_signed(FuncGen *fg, Operator op, LLVMValueRef x, LLVMValueRef y) {
    LLVMTypeRef type = LLVMTypeOf(x);
    LLVMValueRef minus_one = LLVMConstAllOnes(type);
    LLVMValueRef is_minus_one = LLVMBuildICmp(fg->builder, LLVMIntEQ, y, minus_one, "");
    LLVMValueRef divisor = LLVMBuildSelect(fg->builder, is_minus_one, LLVMConstInt(type, 1, false), y, "");
    if (op == OP_REM) {
        return LLVMBuildSRem(fg->builder, x, divisor, "");
    }
    LLVMValueRef quotient = LLVMBuildSDiv(fg->builder, x, divisor, "");
    return LLVMBuildSelect(fg->builder, is_minus_one, LLVMBuildNeg(fg->builder, x, ""), quotient, "");
}

static LLVMValueRef divide(FuncGen *fg, Operator op, Type *type, LLVMValueRef x, LLVMValueRef y) {
    int64_t divisor;
    bool known = is_constant_int(y, &divisor) && divisor != 0;
    if (!known) {
        gen_panic_if(fg, LLVMBuildIsNull(fg->builder, y, ""), ENTRY_rt_panic_divide, NULL, 0);
    }
    if (type_is_unsigned(type)) {
        return divide_unsigned(fg, op, x, y);
    }
    if (known && divisor != -1) {
        return op == OP_DIV ? LLVMBuildSDiv(fg->builder, x, y, "") : LLVMBuildSRem(fg->builder, x, y, "");
    }
    return divide_signed(fg, op, x, y);
}

// ---- Shifts

// LLVM's shifts by the width or more are undefined; Go's give 0, or the sign for >> of a signed operand. The
// count is compared in its own type, which holds every width (at most 64).
static LLVMValueRef shift(FuncGen *fg, Operator op, Value x, Value count) {
    LLVMTypeRef type = LLVMTypeOf(x.llvm), count_type = LLVMTypeOf(count.llvm);
    unsigned width = LLVMGetIntTypeWidth(type), count_width = LLVMGetIntTypeWidth(count_type);
    int64_t constant;
    bool is_constant = is_constant_int(count.llvm, &constant);
    if (!type_is_unsigned(count.type) && !(is_constant && constant >= 0)) {
        LLVMValueRef negative =
            LLVMBuildICmp(fg->builder, LLVMIntSLT, count.llvm, LLVMConstNull(count_type), "");
        gen_panic_if(fg, negative, ENTRY_rt_panic_shift, NULL, 0);
    }
    LLVMValueRef limit = LLVMConstInt(count_type, width, false);
    LLVMValueRef in_range = LLVMBuildICmp(fg->builder, LLVMIntULT, count.llvm, limit, "");
    bool arithmetic = op == OP_SHR && !type_is_unsigned(x.type);
    LLVMValueRef amount = count.llvm;
    if (arithmetic) {
        amount =
            LLVMBuildSelect(fg->builder, in_range, amount, LLVMConstInt(count_type, width - 1, false), "");
    }
    amount = count_width < width ? LLVMBuildZExt(fg->builder, amount, type, "")
                                 : LLVMBuildTruncOrBitCast(fg->builder, amount, type, "");
    if (arithmetic) {
        return LLVMBuildAShr(fg->builder, x.llvm, amount, "");
    }
    LLVMValueRef shifted = op == OP_SHL ? LLVMBuildShl(fg->builder, x.llvm, amount, "")
                                        : LLVMBuildLShr(fg->builder, x.llvm, amount, "");
    return LLVMBuildSelect(fg->builder, in_range, shifted, LLVMConstNull(type), "");
}

// ---- Operators by type

static LLVMValueRef integer_op(FuncGen *fg, Operator op, Type *type, LLVMValueRef x, LLVMValueRef y) {
    switch (op) {
    case OP_ADD: return LLVMBuildAdd(fg->builder, x, y, "");
    case OP_SUB: return LLVMBuildSub(fg->builder, x, y, "");
    case OP_MUL: return LLVMBuildMul(fg->builder, x, y, "");
    case OP_DIV:
    case OP_REM: return divide(fg, op, type, x, y);
    case OP_AND: return LLVMBuildAnd(fg->builder, x, y, "");
    case OP_OR: return LLVMBuildOr(fg->builder, x, y, "");
    case OP_XOR: return LLVMBuildXor(fg->builder, x, y, "");
    case OP_AND_NOT: return LLVMBuildAnd(fg->builder, x, LLVMBuildNot(fg->builder, y, ""), "");
    default: return x; // the other operators are not arithmetic
    }
}

static LLVMValueRef float_op(FuncGen *fg, Operator op, LLVMValueRef x, LLVMValueRef y) {
    switch (op) {
    case OP_ADD: return LLVMBuildFAdd(fg->builder, x, y, "");
    case OP_SUB: return LLVMBuildFSub(fg->builder, x, y, "");
    case OP_MUL: return LLVMBuildFMul(fg->builder, x, y, "");
    case OP_DIV: return LLVMBuildFDiv(fg->builder, x, y, "");
    default: return x; // not defined on floats
    }
}

Value gen_binary_op(FuncGen *fg, Operator op, Type *type, Value x, Value y, int site) {
    if (type_is_string(type)) {
        return gen_concat_values(fg, type, (Value[]){x, y}, 2, site);
    }
    if (type_is_float(type)) {
        return gen_value(float_op(fg, op, x.llvm, y.llvm), type);
    }
    if (type_is_complex(type)) {
        return gen_complex_op(fg, op, type, x, y);
    }
    if (op == OP_SHL || op == OP_SHR) {
        return gen_value(shift(fg, op, gen_value(x.llvm, type), y), type);
    }
    return gen_value(integer_op(fg, op, type, x.llvm, y.llvm), type);
}

Value gen_unary(FuncGen *fg, Expr *expr) {
    Value x = gen_expr(fg, expr->unary.x);
    LLVMValueRef result = x.llvm;
    switch (expr->unary.op) {
    case OP_SUB:
        if (type_is_complex(expr->type)) {
            return gen_complex_negate(fg, x);
        }
        result = type_is_float(expr->type) ? LLVMBuildFNeg(fg->builder, x.llvm, "")
                                           : LLVMBuildNeg(fg->builder, x.llvm, "");
        break;
    case OP_XOR:
    case OP_NOT: result = LLVMBuildNot(fg->builder, x.llvm, ""); break;
    default: break; // +x
    }
    return gen_value(result, expr->type);
}
