// Interfaces: boxing, conversions between them, and type assertions.
//
// The data word of an interface is the value itself when it is pointer-shaped, else the address of a copy
// that is never written again. Constants, single bytes and values of size zero need no allocation: their
// copies are data of the program; numbers below 256 and empty strings need none on the heap.
#include "codegen/values.h"

bool gen_has_methods(const Type *interface) {
    return type_underlying(interface)->interface.count > 0;
}

LLVMValueRef gen_interface_word(Gen *gen, Type *interface, Type *concrete) {
    return gen_has_methods(interface) ? gen_itab(gen, interface, concrete)
                                      : gen_type_descriptor(gen, concrete);
}

// ---- Boxing

// The pointer inside a struct or array around one.
static LLVMValueRef unwrap_pointer(FuncGen *fg, LLVMValueRef value) {
    while (LLVMTypeOf(value) != fg->gen->ptr) {
        value = gen_extract(fg, value, 0);
    }
    return value;
}

static LLVMValueRef wrap_pointer(FuncGen *fg, LLVMValueRef pointer, LLVMTypeRef type) {
    if (type == fg->gen->ptr) {
        return pointer;
    }
    LLVMTypeRef inner = LLVMGetTypeKind(type) == LLVMArrayTypeKind ? LLVMGetElementType(type)
                                                                   : LLVMStructGetTypeAtIndex(type, 0);
    return gen_insert(fg, LLVMConstNull(type), wrap_pointer(fg, pointer, inner), 0);
}

// The box of a value of up to 8 bytes that is less than 256 as an unsigned number.
static LLVMValueRef small_box(FuncGen *fg, LLVMValueRef number) {
    Gen *gen = fg->gen;
    LLVMValueRef numbers = gen_offset(fg, gen->small_boxes, INT64_C(8) * RT_SMALL_NUMBERS);
    LLVMValueRef index[] = {LLVMBuildZExtOrBitCast(fg->builder, number, gen->i64, "")};
    return LLVMBuildGEP2(fg->builder, gen->i64, numbers, index, 1, "");
}

// The number that a scalar without pointers is, or the length of a string; NULL for other values.
static LLVMValueRef number_of(FuncGen *fg, Value x) {
    Gen *gen = fg->gen;
    if (gen_is_big(x.type)) {
        return NULL;
    }
    if (type_is_string(x.type)) {
        return gen_extract(fg, x.llvm, 1);
    }
    LLVMTypeKind kind = LLVMGetTypeKind(LLVMTypeOf(x.llvm));
    if (kind == LLVMFloatTypeKind || kind == LLVMDoubleTypeKind) {
        LLVMTypeRef bits = LLVMIntTypeInContext(gen->context, 8 * (unsigned)type_size(x.type));
        return LLVMBuildBitCast(fg->builder, x.llvm, bits, "");
    }
    return kind == LLVMIntegerTypeKind ? x.llvm : NULL;
}

static LLVMValueRef new_box(FuncGen *fg, int site, Value x) {
    LLVMValueRef copy = gen_alloc_site(fg, site, x.type, NULL);
    gen_init(fg, copy, x);
    return copy;
}

// A box that may be on the heap: numbers below 256 and empty strings have theirs in a table of the runtime.
static LLVMValueRef heap_box(FuncGen *fg, int site, Value x) {
    Gen *gen = fg->gen;
    LLVMValueRef number = number_of(fg, x);
    if (!number) {
        return new_box(fg, site, x);
    }
    bool is_string = type_is_string(x.type);
    LLVMValueRef end = LLVMConstInt(LLVMTypeOf(number), is_string ? 1 : 256, false);
    LLVMValueRef is_small = LLVMBuildICmp(fg->builder, LLVMIntULT, number, end, "small");
    LLVMValueRef small =
        is_string ? gen_offset(fg, gen->small_boxes, INT64_C(8) * RT_SMALL_STRING) : small_box(fg, number);
    LLVMBasicBlockRef from = LLVMGetInsertBlock(fg->builder);
    LLVMBasicBlockRef large = gen_block(fg, "box.new"), done = gen_block(fg, "box.done");
    LLVMBuildCondBr(fg->builder, is_small, done, large);
    gen_enter(fg, large);
    LLVMValueRef copy = new_box(fg, site, x);
    large = LLVMGetInsertBlock(fg->builder);
    LLVMBuildBr(fg->builder, done);
    return gen_join(fg, done, small, from, copy, large);
}

LLVMValueRef gen_constant_box(Gen *gen, LLVMValueRef constant, Type *type) {
    return gen_constant_global(gen, constant, type_align(type), "box");
}

static LLVMValueRef boxed_data(FuncGen *fg, Expr *convert, Value x) {
    if (type_is_pointer_shaped(x.type)) {
        LLVMValueRef value =
            gen_is_big(x.type) ? gen_load_scalar(fg, fg->gen->ptr, x.llvm, TBAA_POINTER) : x.llvm;
        return unwrap_pointer(fg, value);
    }
    if (type_size(x.type) == 0) {
        return fg->gen->zero_base;
    }
    bool is_scalar_byte =
        type_size(x.type) == 1 && LLVMGetTypeKind(LLVMTypeOf(x.llvm)) == LLVMIntegerTypeKind;
    if (is_scalar_byte) {
        return small_box(fg, x.llvm);
    }
    if (!gen_is_big(x.type) && LLVMIsConstant(x.llvm)) {
        return gen_constant_box(fg->gen, x.llvm, x.type);
    }
    const Decision *decision = gen_decision(fg, convert->site);
    bool in_frame = decision && decision->placement == PLACE_STACK && !decision->slot && !decision->pieces;
    return in_frame ? new_box(fg, convert->site, x) : heap_box(fg, convert->site, x);
}

Value gen_box_value(FuncGen *fg, Expr *convert, Value x) {
    LLVMValueRef data = boxed_data(fg, convert, x);
    return gen_value(gen_iface_value(fg, gen_interface_word(fg->gen, convert->type, x.type), data),
                     convert->type);
}

Value gen_box(FuncGen *fg, Expr *convert) {
    Expr *x = convert->convert.x;
    const Decision *decision = gen_decision(fg, convert->site);
    // Nobody writes to a box: literals of constants are data, as in Go.
    bool is_literal = ast_unparen(x)->kind == EXPR_COMPOSITE_LIT && !type_is_pointer_shaped(x->type);
    if (x->constant || is_literal || (decision && decision->is_static)) {
        LLVMValueRef box = gen_static(fg->gen, convert);
        if (box) {
            return gen_value(box, convert->type);
        }
    }
    return gen_box_value(fg, convert, gen_expr_view(fg, x));
}

// ---- Dynamic types

LLVMValueRef gen_dynamic_type(FuncGen *fg, Value iface) {
    Gen *gen = fg->gen;
    LLVMValueRef word = gen_extract(fg, iface.llvm, 0);
    if (!gen_has_methods(iface.type)) {
        return word;
    }
    LLVMBasicBlockRef from = LLVMGetInsertBlock(fg->builder);
    LLVMBasicBlockRef has_itab = gen_block(fg, "itab"), done = gen_block(fg, "type");
    LLVMBuildCondBr(fg->builder, LLVMBuildIsNull(fg->builder, word, ""), done, has_itab);
    gen_enter(fg, has_itab);
    LLVMValueRef address = gen_offset(fg, word, (int64_t)offsetof(RtItab, type));
    LLVMValueRef type = gen_load_scalar(fg, gen->ptr, address, TBAA_POINTER);
    LLVMBuildBr(fg->builder, done);
    return gen_join(fg, done, gen_null(gen), from, type, has_itab);
}

// The first word that makes a value of this dynamic type an interface of type `target`; NULL when the type is
// NULL or lacks a method.
static LLVMValueRef word_for(FuncGen *fg, Type *target, LLVMValueRef type) {
    Gen *gen = fg->gen;
    if (!gen_has_methods(target)) {
        return type;
    }
    LLVMBasicBlockRef from = LLVMGetInsertBlock(fg->builder);
    LLVMBasicBlockRef look_up = gen_block(fg, "itab.get"), done = gen_block(fg, "itab.done");
    LLVMBuildCondBr(fg->builder, LLVMBuildIsNull(fg->builder, type, ""), done, look_up);
    gen_enter(fg, look_up);
    LLVMValueRef itab = RT_CALL(fg, rt_itab_get, gen_type_descriptor(gen, target), type);
    LLVMBuildBr(fg->builder, done);
    return gen_join(fg, done, gen_null(gen), from, itab, look_up);
}

Value gen_convert_interface(FuncGen *fg, Value x, Type *to) {
    if (type_is_identical(type_underlying(x.type), type_underlying(to))) {
        return gen_value(x.llvm, to);
    }
    LLVMValueRef word = word_for(fg, to, gen_dynamic_type(fg, x));
    return gen_value(gen_iface_value(fg, word, gen_extract(fg, x.llvm, 1)), to);
}

LLVMValueRef gen_type_test(FuncGen *fg, Value iface, Type *target, LLVMValueRef *itab) {
    LLVMValueRef type = gen_dynamic_type(fg, iface);
    *itab = NULL;
    if (target == NULL || target->kind == TYPE_UNTYPED_NIL) {
        return LLVMBuildIsNull(fg->builder, type, "");
    }
    if (type_is_interface(target)) {
        *itab = word_for(fg, target, type);
        return LLVMBuildIsNotNull(fg->builder, *itab, "");
    }
    return LLVMBuildICmp(fg->builder, LLVMIntEQ, type, gen_type_descriptor(fg->gen, target), "");
}

Value gen_type_extract(FuncGen *fg, Value iface, Type *target, LLVMValueRef itab) {
    LLVMValueRef data = gen_extract(fg, iface.llvm, 1);
    if (type_is_interface(target)) {
        return gen_value(gen_iface_value(fg, itab, data), target);
    }
    if (type_is_pointer_shaped(target)) {
        return gen_value(wrap_pointer(fg, data, llvm_type(fg->gen, target)), target);
    }
    if (type_size(target) == 0) {
        return gen_zero(fg, target);
    }
    gen_checked_access(fg, data);
    return gen_load(fg, (Place){data, target, false});
}

// ---- Assertions

static Type *result_type(const Expr *expr) {
    return expr->type->kind == TYPE_TUPLE ? expr->type->tuple.items[0] : expr->type;
}

Value gen_type_assert(FuncGen *fg, Expr *expr) {
    Gen *gen = fg->gen;
    Value iface = gen_expr(fg, expr->type_assert.x);
    Type *target = result_type(expr);
    LLVMValueRef itab;
    LLVMValueRef holds = gen_type_test(fg, iface, target, &itab);
    LLVMBasicBlockRef failed = gen_block(fg, "assert.failed"), ok = gen_block(fg, "asserted");
    LLVMBuildCondBr(fg->builder, holds, ok, failed);
    gen_enter(fg, failed);
    LLVMValueRef type = gen_dynamic_type(fg, iface);
    RT_CALL(fg, rt_panic_assert, gen_type_descriptor(gen, iface.type), type,
            gen_type_descriptor(gen, target));
    gen_enter(fg, ok);
    return gen_type_extract(fg, iface, target, itab);
}

void gen_type_assert_ok(FuncGen *fg, Expr *expr, Value *items) {
    Value iface = gen_expr(fg, expr->type_assert.x);
    Type *target = result_type(expr);
    LLVMValueRef slot = gen_alloca(fg, target, "asserted");
    LLVMValueRef itab;
    LLVMValueRef holds = gen_type_test(fg, iface, target, &itab);
    LLVMBasicBlockRef is_type = gen_block(fg, "is"), is_other = gen_block(fg, "other"),
                      done = gen_block(fg, "tested");
    LLVMBuildCondBr(fg->builder, holds, is_type, is_other);
    gen_enter(fg, is_type);
    gen_init(fg, slot, gen_type_extract(fg, iface, target, itab));
    gen_branch(fg, done);
    gen_enter(fg, is_other);
    gen_zero_memory(fg, slot, target);
    gen_branch(fg, done);
    gen_enter(fg, done);
    items[0] = gen_load(fg, (Place){slot, target, true});
    items[1] = gen_value(holds, expr->type->kind == TYPE_TUPLE ? expr->type->tuple.items[1] : NULL);
}
