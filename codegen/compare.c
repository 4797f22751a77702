// Comparisons of all types.
//
// Equality of composite values follows Go: structs field by field, in order, stopping at the first
// difference; interfaces by dynamic type, then value, with the runtime's panic on types that cannot be
// compared.
#include "codegen/values.h"

static LLVMIntPredicate integer_predicate(Operator op, bool is_unsigned) {
    switch (op) {
    case OP_EQ: return LLVMIntEQ;
    case OP_NE: return LLVMIntNE;
    case OP_LT: return is_unsigned ? LLVMIntULT : LLVMIntSLT;
    case OP_LE: return is_unsigned ? LLVMIntULE : LLVMIntSLE;
    case OP_GT: return is_unsigned ? LLVMIntUGT : LLVMIntSGT;
    default: return is_unsigned ? LLVMIntUGE : LLVMIntSGE;
    }
}

// Every comparison with a NaN is false, except !=.
static LLVMRealPredicate float_predicate(Operator op) {
    switch (op) {
    case OP_LT: return LLVMRealOLT;
    case OP_LE: return LLVMRealOLE;
    case OP_GT: return LLVMRealOGT;
    default: return LLVMRealOGE;
    }
}

// `equal` holds so far; continues in a new block where it does. `parts` collects the blocks that found a
// difference.
typedef struct {
    LLVMBasicBlockRef differ;
    LLVMBasicBlockRef done;
} EqualChain;

static EqualChain chain_begin(FuncGen *fg) {
    return (EqualChain){gen_block(fg, "differ"), gen_block(fg, "compared")};
}

static LLVMValueRef chain_end(FuncGen *fg, EqualChain chain, LLVMValueRef last) {
    LLVMBasicBlockRef from = LLVMGetInsertBlock(fg->builder);
    LLVMBuildBr(fg->builder, chain.done);
    gen_enter(fg, chain.differ);
    LLVMBuildBr(fg->builder, chain.done);
    return gen_join(fg, chain.done, last, from, gen_bool(fg->gen, false), chain.differ);
}

static LLVMValueRef string_equal(FuncGen *fg, LLVMValueRef x, LLVMValueRef y) {
    LLVMValueRef x_len = gen_extract(fg, x, 1), y_len = gen_extract(fg, y, 1);
    LLVMValueRef same_length = LLVMBuildICmp(fg->builder, LLVMIntEQ, x_len, y_len, "");
    if (LLVMIsNull(x) || LLVMIsNull(y)) {
        return same_length; // against ""
    }
    EqualChain chain = chain_begin(fg);
    gen_continue_if(fg, same_length, chain.differ);
    LLVMValueRef len = LLVMIsConstant(y_len) ? y_len : x_len; // a known length is compared inline
    return chain_end(fg, chain, gen_memory_equal(fg, gen_extract(fg, x, 0), gen_extract(fg, y, 0), len));
}

static LLVMValueRef interface_equal(FuncGen *fg, Value x, Value y) {
    if (LLVMIsNull(x.llvm) || LLVMIsNull(y.llvm)) {
        return LLVMBuildICmp(fg->builder, LLVMIntEQ, gen_extract(fg, x.llvm, 0), gen_extract(fg, y.llvm, 0),
                             "");
    }
    LLVMValueRef x_type = gen_dynamic_type(fg, x), y_type = gen_dynamic_type(fg, y);
    EqualChain chain = chain_begin(fg);
    gen_continue_if(fg, LLVMBuildICmp(fg->builder, LLVMIntEQ, x_type, y_type, ""), chain.differ);
    LLVMValueRef equal =
        RT_CALL(fg, rt_eface_equal, x_type, gen_extract(fg, x.llvm, 1), y_type, gen_extract(fg, y.llvm, 1));
    return chain_end(fg, chain, equal);
}

bool gen_is_blank_field(const Field *field) {
    return strcmp(field->name->text, "_") == 0;
}

static LLVMValueRef struct_equal(FuncGen *fg, Value x, Value y) {
    Type *shape = type_underlying(x.type);
    EqualChain chain = chain_begin(fg);
    LLVMValueRef equal = gen_bool(fg->gen, true);
    bool first = true;
    for (int i = 0; i < shape->struct_.count; i++) {
        Field *field = &shape->struct_.fields[i];
        if (gen_is_blank_field(field)) {
            continue;
        }
        if (!first) {
            gen_continue_if(fg, equal, chain.differ);
        }
        first = false;
        equal = gen_equal(fg, gen_part(fg, x, i, field->type, field->offset),
                          gen_part(fg, y, i, field->type, field->offset));
    }
    return chain_end(fg, chain, equal);
}

static LLVMValueRef array_equal(FuncGen *fg, Value x, Value y) {
    Type *shape = type_underlying(x.type);
    if (shape->array.len == 0) {
        return gen_bool(fg->gen, true);
    }
    return gen_equal(fg, gen_part(fg, x, 0, shape->array.elem, 0), gen_part(fg, y, 0, shape->array.elem, 0));
}

static LLVMValueRef big_equal(FuncGen *fg, Value x, Value y) {
    if (gen_is_memory_equal(x.type)) {
        return gen_memory_equal(fg, x.llvm, y.llvm, gen_i64(fg->gen, type_size(x.type)));
    }
    return RT_CALL(fg, rt_equal, gen_type_descriptor(fg->gen, x.type), x.llvm, y.llvm);
}

// No box is made of the concrete value.
static LLVMValueRef equal_to_concrete(FuncGen *fg, Value iface, Value concrete) {
    EqualChain chain = chain_begin(fg);
    LLVMValueRef itab;
    gen_continue_if(fg, gen_type_test(fg, iface, concrete.type, &itab), chain.differ);
    return chain_end(fg, chain, gen_equal(fg, gen_type_extract(fg, iface, concrete.type, itab), concrete));
}

LLVMValueRef gen_equal(FuncGen *fg, Value x, Value y) {
    if (type_is_interface(x.type) != type_is_interface(y.type)) {
        return type_is_interface(x.type) ? equal_to_concrete(fg, x, y) : equal_to_concrete(fg, y, x);
    }
    if (gen_is_big(x.type)) {
        return big_equal(fg, x, y);
    }
    Type *shape = type_underlying(x.type);
    if (type_is_string(shape)) {
        return string_equal(fg, x.llvm, y.llvm);
    }
    if (type_is_float(shape)) {
        return LLVMBuildFCmp(fg->builder, LLVMRealOEQ, x.llvm, y.llvm, "");
    }
    if (type_is_complex(shape)) {
        return gen_complex_equal(fg, x, y);
    }
    switch (shape->kind) {
    case TYPE_INTERFACE: return interface_equal(fg, x, y);
    case TYPE_STRUCT: return struct_equal(fg, x, y);
    case TYPE_ARRAY: return array_equal(fg, x, y);
    case TYPE_SLICE: // with nil only
        return LLVMBuildICmp(fg->builder, LLVMIntEQ, gen_extract(fg, x.llvm, 0), gen_extract(fg, y.llvm, 0),
                             "");
    default: return LLVMBuildICmp(fg->builder, LLVMIntEQ, x.llvm, y.llvm, "");
    }
}

static LLVMValueRef string_order(FuncGen *fg, Operator op, LLVMValueRef x, LLVMValueRef y) {
    LLVMValueRef order = RT_CALL(fg, rt_string_compare, gen_extract(fg, x, 0), gen_extract(fg, x, 1),
                                 gen_extract(fg, y, 0), gen_extract(fg, y, 1));
    return LLVMBuildICmp(fg->builder, integer_predicate(op, false), order, gen_i64(fg->gen, 0), "");
}

LLVMValueRef gen_compare(FuncGen *fg, Operator op, Value x, Value y) {
    if (op == OP_EQ) {
        return gen_equal(fg, x, y);
    }
    if (op == OP_NE) {
        return LLVMBuildNot(fg->builder, gen_equal(fg, x, y), "");
    }
    if (type_is_float(x.type)) {
        return LLVMBuildFCmp(fg->builder, float_predicate(op), x.llvm, y.llvm, "");
    }
    if (type_is_string(x.type)) {
        return string_order(fg, op, x.llvm, y.llvm);
    }
    return LLVMBuildICmp(fg->builder, integer_predicate(op, type_is_unsigned(x.type)), x.llvm, y.llvm, "");
}

// ---- Interface against concrete value: no box is made

static Expr *boxed_operand(Expr *expr) {
    expr = ast_unparen(expr);
    bool is_box = expr->kind == EXPR_CONVERT && !expr->constant &&
                  expr->convert.kind == CONVERT_TO_INTERFACE && !gen_expr_is_nil(expr->convert.x);
    return is_box && type_is_comparable(expr->convert.x->type) ? expr->convert.x : NULL;
}

Value gen_comparison(FuncGen *fg, Expr *binary) {
    Expr *operands[] = {binary->binary.x, binary->binary.y};
    Expr *x_box = boxed_operand(operands[0]), *y_box = boxed_operand(operands[1]);
    bool mixed = !x_box != !y_box;
    if (mixed && x_box) {
        operands[0] = x_box;
    } else if (mixed) {
        operands[1] = y_box;
    }
    int mark = gen_order_begin(fg, operands, 2);
    // All calls are made, so views stay as they are.
    Value x = gen_expr_view(fg, operands[0]), y = gen_expr_view(fg, operands[1]);
    gen_order_end(fg, mark);
    return gen_value(gen_compare(fg, binary->binary.op, x, y), binary->type);
}
