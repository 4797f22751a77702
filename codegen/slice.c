// Slices and arrays: indexing, slicing, conversion to arrays.
//
// A slice expression whose result has no capacity keeps the base pointer: one past the end would point into
// the object behind.
#include "codegen/values.h"

// What an index or slice expression works on.
typedef struct {
    LLVMValueRef data;
    LLVMValueRef len;
    LLVMValueRef cap;
    Type *elem; // NULL: a string
    bool on_stack;
    bool is_slice;
} Sequence;

static Sequence array_sequence(FuncGen *fg, Place array) {
    Type *shape = type_underlying(array.type);
    LLVMValueRef len = gen_i64(fg->gen, shape->array.len);
    return (Sequence){array.address, len, len, shape->array.elem, array.on_stack, false};
}

static Sequence sequence_of(FuncGen *fg, Expr *x) {
    Type *shape = type_underlying(x->type);
    if (shape->kind == TYPE_ARRAY) {
        return array_sequence(fg, gen_place(fg, x));
    }
    Value value = gen_expr(fg, x);
    if (shape->kind == TYPE_POINTER) {
        gen_nil_check(fg, value.llvm);
        return array_sequence(fg, (Place){value.llvm, shape->pointer.elem, false});
    }
    LLVMValueRef data = gen_extract(fg, value.llvm, 0), len = gen_extract(fg, value.llvm, 1);
    if (type_is_string(shape)) {
        return (Sequence){data, len, len, NULL, false, false};
    }
    return (Sequence){data, len, gen_extract(fg, value.llvm, 2), shape->slice.elem, false, true};
}

// An index below a constant length was checked by sema.
static bool is_known_in_range(Expr *index, LLVMValueRef len) {
    return index->constant && LLVMIsAConstantInt(len) && constant_fits_int64(index->constant) &&
           (int64_t)constant_bits(index->constant) < LLVMConstIntGetSExtValue(len);
}

Place gen_index_place(FuncGen *fg, Expr *index) {
    Expr *operands[] = {index->index.x, index->index.indices.items[0]};
    int mark = gen_order_begin(fg, operands, 2);
    // An array that is no variable is copied; the index is evaluated after it either way.
    Sequence sequence = sequence_of(fg, operands[0]);
    Value at = gen_expr(fg, operands[1]);
    gen_order_end(fg, mark);
    LLVMValueRef offset = gen_to_i64(fg, at);
    if (!is_known_in_range(operands[1], sequence.len)) {
        gen_bounds_check(fg, offset, sequence.len, RT_BOUNDS_INDEX, !type_is_unsigned(at.type));
    }
    if (sequence.is_slice) {
        gen_checked_access(fg, sequence.data);
    }
    LLVMValueRef address = gen_element(fg, sequence.data, sequence.elem, offset);
    return (Place){address, sequence.elem, sequence.on_stack};
}

// ---- Slice expressions

typedef struct {
    LLVMValueRef value;
    bool is_signed;
} Bound;

static Bound bound_of(FuncGen *fg, Expr *expr) {
    if (!expr) {
        return (Bound){NULL, true};
    }
    Value value = gen_expr(fg, expr);
    return (Bound){gen_to_i64(fg, value), !type_is_unsigned(value.type)};
}

// Continues when bound <= limit, both as unsigned.
static void check_bound(FuncGen *fg, Bound bound, LLVMValueRef limit, RtBounds kind) {
    LLVMValueRef beyond = LLVMBuildICmp(fg->builder, LLVMIntUGT, bound.value, limit, "");
    if (LLVMIsNull(beyond)) {
        return; // both constant, in range
    }
    LLVMValueRef args[] = {bound.value, limit, gen_i32(fg->gen, (int32_t)kind),
                           gen_bool(fg->gen, bound.is_signed)};
    gen_panic_if(fg, beyond, ENTRY_rt_panic_bounds, args, 4);
}

// Go's order: the last bound against the capacity, then each against the one behind it.
static void check_bounds(FuncGen *fg, const Sequence *s, Bound lo, Bound *hi, Bound *max) {
    if (max->value) {
        check_bound(fg, *max, s->cap, s->is_slice ? RT_BOUNDS_SLICE3_ACAP : RT_BOUNDS_SLICE3_ALEN);
        check_bound(fg, *hi, max->value, RT_BOUNDS_SLICE3_B);
        check_bound(fg, lo, hi->value, RT_BOUNDS_SLICE3_C);
        return;
    }
    max->value = s->cap;
    if (hi->value) {
        check_bound(fg, *hi, s->cap, s->is_slice ? RT_BOUNDS_SLICE_ACAP : RT_BOUNDS_SLICE_ALEN);
    } else {
        hi->value = s->len;
    }
    check_bound(fg, lo, hi->value, RT_BOUNDS_SLICE_B);
}

// data + lo elements, unless nothing is left there.
static LLVMValueRef sliced_data(FuncGen *fg, const Sequence *s, LLVMValueRef lo, LLVMValueRef room) {
    if (LLVMIsNull(lo)) {
        return s->data;
    }
    LLVMValueRef is_empty = LLVMBuildIsNull(fg->builder, room, "");
    LLVMValueRef offset = LLVMBuildSelect(fg->builder, is_empty, gen_i64(fg->gen, 0), lo, "");
    return s->elem ? gen_element(fg, s->data, s->elem, offset)
                   : LLVMBuildInBoundsGEP2(fg->builder, fg->gen->i8, s->data, &offset, 1, "");
}

Value gen_slice_expr(FuncGen *fg, Expr *slice) {
    Expr *operands[] = {slice->slice.x, slice->slice.lo, slice->slice.hi, slice->slice.max};
    int mark = gen_order_begin(fg, operands, 4);
    Sequence s = sequence_of(fg, operands[0]);
    Bound lo = bound_of(fg, operands[1]), hi = bound_of(fg, operands[2]), max = bound_of(fg, operands[3]);
    gen_order_end(fg, mark);
    if (!lo.value) {
        lo.value = gen_i64(fg->gen, 0);
    }
    check_bounds(fg, &s, lo, &hi, &max);
    LLVMValueRef len = LLVMBuildSub(fg->builder, hi.value, lo.value, "");
    if (!s.elem) {
        return gen_value(gen_string_value(fg, sliced_data(fg, &s, lo.value, len), len), slice->type);
    }
    LLVMValueRef cap = LLVMBuildSub(fg->builder, max.value, lo.value, "");
    return gen_value(gen_slice_value(fg, sliced_data(fg, &s, lo.value, cap), len, cap), slice->type);
}

// ---- Conversions to arrays

Value gen_convert_slice(FuncGen *fg, Expr *convert, Value x) {
    bool to_pointer = convert->convert.kind == CONVERT_SLICE_TO_ARRAY_POINTER;
    Type *array = to_pointer ? type_underlying(convert->type)->pointer.elem : convert->type;
    LLVMValueRef data = gen_extract(fg, x.llvm, 0), len = gen_extract(fg, x.llvm, 1);
    LLVMValueRef wanted = gen_i64(fg->gen, type_underlying(array)->array.len);
    LLVMValueRef args[] = {len, wanted, gen_i32(fg->gen, RT_BOUNDS_CONVERT), gen_bool(fg->gen, true)};
    LLVMValueRef is_short = LLVMBuildICmp(fg->builder, LLVMIntULT, len, wanted, "");
    if (!LLVMIsNull(is_short)) {
        gen_panic_if(fg, is_short, ENTRY_rt_panic_bounds, args, 4);
    }
    if (to_pointer) {
        return gen_value(data, convert->type);
    }
    if (type_size(array) == 0) {
        return gen_zero(fg, convert->type); // the slice may be nil
    }
    gen_checked_access(fg, data);
    return gen_load_stable(fg, (Place){data, convert->type, false});
}
