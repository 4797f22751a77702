// Run-time checks: a compare and a branch to a cold block that panics. The checks for nil of one line share a
// block.
#include "codegen/gen.h"

static void build_cold_call(FuncGen *fg, LLVMBasicBlockRef block, Entry entry, LLVMValueRef *args,
                            int count) {
    LLVMBasicBlockRef here = LLVMGetInsertBlock(fg->builder);
    gen_enter(fg, block);
    gen_runtime_call(fg, entry, args, count);
    gen_enter(fg, here);
}

void gen_panic_if(FuncGen *fg, LLVMValueRef failed, Entry entry, LLVMValueRef *args, int count) {
    LLVMBasicBlockRef cold;
    if (entry == ENTRY_rt_panic_nil) {
        if (!fg->nil_panic || fg->nil_panic_line != fg->line) {
            fg->nil_panic_line = fg->line;
            fg->nil_panic = gen_block(fg, "panic.nil");
            build_cold_call(fg, fg->nil_panic, entry, args, count);
        }
        cold = fg->nil_panic;
    } else {
        cold = gen_block(fg, "panic");
        build_cold_call(fg, cold, entry, args, count);
    }
    gen_leave_if(fg, failed, cold);
}

void gen_nil_check(FuncGen *fg, LLVMValueRef pointer) {
    if (LLVMIsAAllocaInst(pointer) || LLVMIsAGlobalVariable(pointer)) {
        return;
    }
    gen_panic_if(fg, LLVMBuildIsNull(fg->builder, pointer, ""), ENTRY_rt_panic_nil, NULL, 0);
    gen_checked_access(fg, pointer);
}

void gen_bounds_check(FuncGen *fg, LLVMValueRef index, LLVMValueRef length, RtBounds kind, bool is_signed) {
    LLVMValueRef failed = LLVMBuildICmp(fg->builder, LLVMIntUGE, index, length, "");
    LLVMValueRef args[] = {index, length, gen_i32(fg->gen, (int32_t)kind), gen_bool(fg->gen, is_signed)};
    gen_panic_if(fg, failed, ENTRY_rt_panic_bounds, args, 4);
}
