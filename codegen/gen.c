// Small helpers around the LLVM builder that every file of codegen uses: constants, blocks, aggregates,
// address arithmetic and entry-block slots. Nothing here knows about statements or expressions.
#include "codegen/gen.h"

LLVMValueRef gen_i64(Gen *gen, int64_t value) {
    return LLVMConstInt(gen->i64, (unsigned long long)value, true);
}

LLVMValueRef gen_i32(Gen *gen, int32_t value) {
    return LLVMConstInt(gen->i32, (unsigned long long)value, true);
}

LLVMValueRef gen_bool(Gen *gen, bool value) {
    return LLVMConstInt(gen->i1, value, false);
}

LLVMValueRef gen_null(Gen *gen) {
    return LLVMConstPointerNull(gen->ptr);
}

Value gen_value(LLVMValueRef llvm, Type *type) {
    return (Value){llvm, type};
}

LLVMBasicBlockRef gen_block(FuncGen *fg, const char *name) {
    return LLVMAppendBasicBlockInContext(fg->gen->context, fg->function, name);
}

void gen_enter(FuncGen *fg, LLVMBasicBlockRef block) {
    LLVMPositionBuilderAtEnd(fg->builder, block);
}

bool gen_is_terminated(const FuncGen *fg) {
    return LLVMGetBasicBlockTerminator(LLVMGetInsertBlock(fg->builder)) != NULL;
}

void gen_branch(FuncGen *fg, LLVMBasicBlockRef block) {
    if (!gen_is_terminated(fg)) {
        LLVMBuildBr(fg->builder, block);
    }
}

void gen_continue_if(FuncGen *fg, LLVMValueRef cond, LLVMBasicBlockRef otherwise) {
    LLVMBasicBlockRef next = gen_block(fg, "then");
    LLVMBuildCondBr(fg->builder, cond, next, otherwise);
    gen_enter(fg, next);
}

LLVMValueRef gen_join(FuncGen *fg, LLVMBasicBlockRef block, LLVMValueRef x, LLVMBasicBlockRef from_x,
                      LLVMValueRef y, LLVMBasicBlockRef from_y) {
    gen_enter(fg, block);
    LLVMValueRef phi = LLVMBuildPhi(fg->builder, LLVMTypeOf(x), "");
    LLVMAddIncoming(phi, (LLVMValueRef[]){x, y}, (LLVMBasicBlockRef[]){from_x, from_y}, 2);
    return phi;
}

void gen_leave_if(FuncGen *fg, LLVMValueRef cond, LLVMBasicBlockRef cold) {
    LLVMBasicBlockRef next = gen_block(fg, "ok");
    LLVMValueRef branch = LLVMBuildCondBr(fg->builder, cond, cold, next);
    // Not a constant: the builder folds nothing here, so `branch` is the instruction.
    LLVMSetMetadata(branch, fg->gen->md_prof, fg->gen->unlikely);
    gen_enter(fg, next);
}

LLVMValueRef gen_extract(FuncGen *fg, LLVMValueRef aggregate, unsigned index) {
    return LLVMBuildExtractValue(fg->builder, aggregate, index, "");
}

LLVMValueRef gen_insert(FuncGen *fg, LLVMValueRef aggregate, LLVMValueRef value, unsigned index) {
    return LLVMBuildInsertValue(fg->builder, aggregate, value, index, "");
}

LLVMValueRef gen_string_value(FuncGen *fg, LLVMValueRef ptr, LLVMValueRef len) {
    LLVMValueRef value = gen_insert(fg, LLVMGetPoison(fg->gen->string), ptr, 0);
    return gen_insert(fg, value, len, 1);
}

LLVMValueRef gen_slice_value(FuncGen *fg, LLVMValueRef ptr, LLVMValueRef len, LLVMValueRef cap) {
    LLVMValueRef value = gen_insert(fg, LLVMGetPoison(fg->gen->slice), ptr, 0);
    return gen_insert(fg, gen_insert(fg, value, len, 1), cap, 2);
}

LLVMValueRef gen_iface_value(FuncGen *fg, LLVMValueRef type_or_itab, LLVMValueRef data) {
    LLVMValueRef value = gen_insert(fg, LLVMGetPoison(fg->gen->iface), type_or_itab, 0);
    return gen_insert(fg, value, data, 1);
}

LLVMValueRef gen_offset(FuncGen *fg, LLVMValueRef address, int64_t bytes) {
    if (bytes == 0) {
        return address;
    }
    LLVMValueRef index = gen_i64(fg->gen, bytes);
    return LLVMBuildInBoundsGEP2(fg->builder, fg->gen->i8, address, &index, 1, "");
}

LLVMValueRef gen_element(FuncGen *fg, LLVMValueRef base, Type *elem, LLVMValueRef index) {
    return LLVMBuildInBoundsGEP2(fg->builder, llvm_type(fg->gen, elem), base, &index, 1, "");
}

// The entry block ends in a branch to the body; what is built goes before it.
BuildPoint gen_enter_entry(FuncGen *fg) {
    BuildPoint point = {LLVMGetInsertBlock(fg->builder), LLVMGetCurrentDebugLocation2(fg->builder)};
    LLVMPositionBuilderBefore(fg->builder, LLVMGetBasicBlockTerminator(fg->entry));
    return point;
}

void gen_leave_entry(FuncGen *fg, BuildPoint point) {
    gen_enter(fg, point.block);
    LLVMSetCurrentDebugLocation2(fg->builder, point.location);
}

static LLVMValueRef entry_alloca(FuncGen *fg, LLVMTypeRef type, const char *name) {
    BuildPoint point = gen_enter_entry(fg);
    LLVMValueRef slot = LLVMBuildAlloca(fg->builder, type, name);
    gen_leave_entry(fg, point);
    return slot;
}

LLVMValueRef gen_alloca_llvm(FuncGen *fg, LLVMTypeRef type, const char *name) {
    return entry_alloca(fg, type, name);
}

LLVMValueRef gen_alloca(FuncGen *fg, Type *type, const char *name) {
    return entry_alloca(fg, llvm_type(fg->gen, type), name);
}

LLVMValueRef gen_alloca_bytes(FuncGen *fg, int64_t bytes, const char *name) {
    LLVMValueRef slot = entry_alloca(fg, LLVMArrayType2(fg->gen->i8, (uint64_t)bytes), name);
    LLVMSetAlignment(slot, 16);
    return slot;
}

void gen_memo_bind(FuncGen *fg, const Expr *expr, Value *items) {
    VEC_PUSH(fg->gen->arena, &fg->memos, (Memo){expr, items});
}

const Value *gen_memo_find(const FuncGen *fg, const Expr *expr) {
    for (int i = fg->memos.len - 1; i >= 0; i--) {
        if (fg->memos.items[i].expr == expr) {
            return fg->memos.items[i].items;
        }
    }
    return NULL;
}
