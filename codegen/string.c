// Strings: concatenation, indexing, and conversions from and to bytes and runes.
//
// A result that does not outlive the frame (a hybrid site) gets a frame buffer, which the runtime uses when
// the result fits.
#include "codegen/values.h"

typedef VEC(Expr *) Operands;

// The operands of a chain of +, left to right. A constant part is one operand.
static void collect_operands(FuncGen *fg, Expr *expr, Operands *operands) {
    Expr *inner = ast_unparen(expr);
    bool is_sum = !inner->constant && inner->kind == EXPR_BINARY && inner->binary.op == OP_ADD &&
                  !gen_memo_find(fg, inner) && !gen_memo_find(fg, expr);
    if (is_sum) {
        collect_operands(fg, inner->binary.x, operands);
        collect_operands(fg, inner->binary.y, operands);
    } else {
        VEC_PUSH(fg->gen->arena, operands, expr);
    }
}

static void string_used(FuncGen *fg, SiteBuffer buffer, LLVMValueRef string) {
    gen_buffer_used(fg, buffer, gen_extract(fg, string, 0), gen_extract(fg, string, 1));
}

Value gen_concat_values(FuncGen *fg, Type *type, const Value *items, int count, int site) {
    Gen *gen = fg->gen;
    LLVMValueRef array = gen_alloca_llvm(fg, LLVMArrayType2(gen->string, (uint64_t)count), "concat");
    for (int i = 0; i < count; i++) {
        gen_init(fg, gen_offset(fg, array, i * (int64_t)sizeof(RtString)), gen_value(items[i].llvm, type));
    }
    SiteBuffer buffer = gen_site_buffer(fg, site);
    gen_allocs_enter(fg, site, 0);
    LLVMValueRef sum = RT_CALL(fg, rt_string_concat, buffer.memory, buffer.room, array, gen_i64(gen, count));
    gen_allocs_leave(fg, site);
    string_used(fg, buffer, sum);
    return gen_value(sum, type);
}

ValueList gen_concat_operands(FuncGen *fg, Expr *sum) {
    Arena *arena = fg->gen->arena;
    Operands operands = {0};
    collect_operands(fg, sum, &operands);
    int mark = gen_order_begin(fg, operands.items, operands.len);
    ValueList values = {0};
    for (int i = 0; i < operands.len; i++) {
        VEC_PUSH(arena, &values, gen_expr(fg, operands.items[i]));
    }
    gen_order_end(fg, mark);
    return values;
}

Value gen_concat(FuncGen *fg, Expr *sum) {
    ValueList values = gen_concat_operands(fg, sum);
    return gen_concat_values(fg, sum->type, values.items, values.len, sum->site);
}

Value gen_string_index(FuncGen *fg, Expr *index) {
    Expr *operands[] = {index->index.x, index->index.indices.items[0]};
    int mark = gen_order_begin(fg, operands, 2);
    Value string = gen_expr(fg, operands[0]), at = gen_expr(fg, operands[1]);
    gen_order_end(fg, mark);
    LLVMValueRef offset = gen_to_i64(fg, at);
    gen_bounds_check(fg, offset, gen_extract(fg, string.llvm, 1), RT_BOUNDS_INDEX,
                     !type_is_unsigned(at.type));
    LLVMValueRef data = gen_extract(fg, string.llvm, 0);
    gen_checked_access(fg, data);
    LLVMValueRef address = LLVMBuildInBoundsGEP2(fg->builder, fg->gen->i8, data, &offset, 1, "");
    return gen_value(gen_load_scalar(fg, fg->gen->i8, address, TBAA_INT8), index->type);
}

// ---- Conversions

static Value slice_result(FuncGen *fg, Entry entry, int site, Value string, Type *type) {
    const Decision *decision = gen_decision(fg, site);
    LLVMValueRef result = gen_alloca_llvm(fg, fg->gen->slice, "converted");
    SiteBuffer buffer = gen_site_buffer(fg, site);
    int64_t least = decision ? decision->go_buffer / type_size(type_underlying(type)->slice.elem) : 0;
    gen_allocs_enter(fg, site, 0);
    LLVMValueRef args[] = {result,
                           buffer.memory,
                           buffer.room,
                           gen_i64(fg->gen, least),
                           gen_extract(fg, string.llvm, 0),
                           gen_extract(fg, string.llvm, 1)};
    gen_runtime_call(fg, entry, args, sizeof args / sizeof args[0]);
    gen_allocs_leave(fg, site);
    Value slice = gen_load(fg, (Place){result, type, true});
    LLVMValueRef size = gen_i64(fg->gen, type_size(type_underlying(type)->slice.elem));
    LLVMValueRef bytes = LLVMBuildMul(fg->builder, gen_extract(fg, slice.llvm, 2), size, "");
    gen_buffer_used(fg, buffer, gen_extract(fg, slice.llvm, 0), bytes);
    return slice;
}

static Value bytes_to_string(FuncGen *fg, Expr *convert, Value bytes) {
    const Decision *decision = gen_decision(fg, convert->site);
    LLVMValueRef data = gen_extract(fg, bytes.llvm, 0), len = gen_extract(fg, bytes.llvm, 1);
    if (decision && decision->zerocopy) {
        return gen_value(gen_string_value(fg, data, len), convert->type);
    }
    SiteBuffer buffer = gen_site_buffer(fg, convert->site);
    gen_allocs_enter(fg, convert->site, 0);
    LLVMValueRef string = RT_CALL(fg, rt_string_from_bytes, buffer.memory, buffer.room, data, len);
    gen_allocs_leave(fg, convert->site);
    string_used(fg, buffer, string);
    return gen_value(string, convert->type);
}

// []byte("constant"): as many bytes as there are, unlike the roomier results of the runtime.
static Value constant_to_bytes(FuncGen *fg, Expr *convert, const Constant *constant) {
    Gen *gen = fg->gen;
    int64_t count;
    const char *text = constant_string(constant, &count);
    LLVMValueRef bytes =
        gen_alloc_site_array(fg, convert->site, type_basic(gen->program->types, TYPE_UINT8), count, NULL);
    LLVMValueRef len = gen_i64(gen, count);
    if (count > 0) {
        LLVMBuildMemCpy(fg->builder, bytes, 1, gen_string_data(gen, text, count), 1, len);
    }
    return gen_value(gen_slice_value(fg, bytes, len, len), convert->type);
}

static Value string_to_bytes(FuncGen *fg, Expr *convert, Value string) {
    const Decision *decision = gen_decision(fg, convert->site);
    if (decision && decision->zerocopy) {
        // Never nil, also when the string is empty and has no bytes to share.
        LLVMValueRef data = gen_extract(fg, string.llvm, 0), len = gen_extract(fg, string.llvm, 1);
        LLVMValueRef is_null = LLVMBuildIsNull(fg->builder, data, "");
        data = LLVMBuildSelect(fg->builder, is_null, fg->gen->zero_base, data, "");
        return gen_value(gen_slice_value(fg, data, len, len), convert->type);
    }
    if (convert->convert.x->constant) {
        return constant_to_bytes(fg, convert, convert->convert.x->constant);
    }
    return slice_result(fg, ENTRY_rt_bytes_from_string, convert->site, string, convert->type);
}

// []rune("constant"): as for bytes, no capacity beyond the length shows.
static Value string_to_runes(FuncGen *fg, Expr *convert, Value string) {
    Value runes = slice_result(fg, ENTRY_rt_runes_from_string, convert->site, string, convert->type);
    if (!convert->convert.x->constant) {
        return runes;
    }
    LLVMValueRef len = gen_extract(fg, runes.llvm, 1);
    return gen_value(gen_slice_value(fg, gen_extract(fg, runes.llvm, 0), len, len), convert->type);
}

static Value runes_to_string(FuncGen *fg, Expr *convert, Value runes) {
    LLVMValueRef data = gen_extract(fg, runes.llvm, 0), len = gen_extract(fg, runes.llvm, 1);
    SiteBuffer buffer = gen_site_buffer(fg, convert->site);
    gen_allocs_enter(fg, convert->site, 0);
    LLVMValueRef string = RT_CALL(fg, rt_string_from_runes, buffer.memory, buffer.room, data, len);
    gen_allocs_leave(fg, convert->site);
    string_used(fg, buffer, string);
    return gen_value(string, convert->type);
}

// The runtime makes U+FFFD of an integer that is no code point.
static Value int_to_string(FuncGen *fg, Expr *convert, Value x) {
    LLVMValueRef rune = gen_to_i64(fg, x);
    SiteBuffer buffer = gen_site_buffer(fg, convert->site);
    gen_allocs_enter(fg, convert->site, 0);
    LLVMValueRef string = RT_CALL(fg, rt_string_from_rune, buffer.memory, buffer.room, rune);
    gen_allocs_leave(fg, convert->site);
    string_used(fg, buffer, string);
    return gen_value(string, convert->type);
}

Value gen_convert_string(FuncGen *fg, Expr *convert, Value x) {
    switch (convert->convert.kind) {
    case CONVERT_INT_TO_STRING: return int_to_string(fg, convert, x);
    case CONVERT_BYTES_TO_STRING: return bytes_to_string(fg, convert, x);
    case CONVERT_RUNES_TO_STRING: return runes_to_string(fg, convert, x);
    case CONVERT_STRING_TO_BYTES: return string_to_bytes(fg, convert, x);
    case CONVERT_STRING_TO_RUNES: return string_to_runes(fg, convert, x);
    default: return x; // the others have nothing to do with strings
    }
}
