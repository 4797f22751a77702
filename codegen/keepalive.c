// The keep-alive pass: the last one over the optimised code. The collector finds pointers on stacks
// conservatively, and a pointer anywhere into an object keeps it. But optimisation may leave only an address
// *outside* of the object across a call: `a[i+off]` in a loop becomes a hoisted a+off*8, from which the
// element's address is computed after the call, while a itself is dead.
//
// So where an address computation starts from another computed address that was live across a call, an empty
// inline-asm operand extends the life of the base up to it. An address that is only loaded from or stored to
// lies inside its object and needs no help.
#include "codegen/keepalive.h"

typedef VEC(LLVMBasicBlockRef) BlockList;

typedef struct {
    Gen *gen;
    LLVMBuilderRef builder;
    LLVMTypeRef asm_type;
    LLVMValueRef keep;
} KeepAlive;

static bool is_collecting_call(Gen *gen, LLVMValueRef instruction) {
    LLVMValueRef call = LLVMIsACallInst(instruction);
    if (!call) {
        return false;
    }
    LLVMValueRef callee = LLVMGetCalledValue(call);
    if (LLVMIsAInlineAsm(callee)) {
        return callee == gen->poll; // where others may run, and collect
    }
    return !(LLVMIsAFunction(callee) && LLVMGetIntrinsicID(callee) != 0);
}

static bool has_collecting_call(Gen *gen, LLVMValueRef from, LLVMValueRef until) {
    for (LLVMValueRef at = from; at && at != until; at = LLVMGetNextInstruction(at)) {
        if (is_collecting_call(gen, at)) {
            return true;
        }
    }
    return false;
}

static bool contains(const BlockList *list, LLVMBasicBlockRef block) {
    for (int i = 0; i < list->len; i++) {
        if (list->items[i] == block) {
            return true;
        }
    }
    return false;
}

static void add_predecessors(Gen *gen, BlockList *list, LLVMBasicBlockRef block) {
    for (LLVMUseRef use = LLVMGetFirstUse(LLVMBasicBlockAsValue(block)); use; use = LLVMGetNextUse(use)) {
        LLVMValueRef user = LLVMGetUser(use);
        if (LLVMIsATerminatorInst(user) && !contains(list, LLVMGetInstructionParent(user))) {
            VEC_PUSH(gen->arena, list, LLVMGetInstructionParent(user));
        }
    }
}

// May a call happen after `definition` and before `use`, which it dominates?
static bool is_live_across_call(Gen *gen, LLVMValueRef definition, LLVMValueRef use) {
    LLVMBasicBlockRef home = LLVMGetInstructionParent(definition), last = LLVMGetInstructionParent(use);
    if (home == last) {
        return has_collecting_call(gen, definition, use);
    }
    if (has_collecting_call(gen, LLVMGetFirstInstruction(last), use) ||
        has_collecting_call(gen, definition, NULL)) {
        return true;
    }
    BlockList reached = {0};
    add_predecessors(gen, &reached, last);
    for (int i = 0; i < reached.len; i++) {
        if (reached.items[i] == home) {
            continue;
        }
        if (has_collecting_call(gen, LLVMGetFirstInstruction(reached.items[i]), NULL)) {
            return true;
        }
        add_predecessors(gen, &reached, reached.items[i]);
    }
    return false;
}

static LLVMValueRef base_of(LLVMValueRef address) {
    while (LLVMIsAGetElementPtrInst(address)) {
        address = LLVMGetOperand(address, 0);
    }
    return address;
}

static void keep_base(KeepAlive *pass, LLVMValueRef base, LLVMValueRef before) {
    LLVMPositionBuilderBefore(pass->builder, before);
    LLVMSetCurrentDebugLocation2(pass->builder, LLVMInstructionGetDebugLoc(before));
    LLVMBuildCall2(pass->builder, pass->asm_type, pass->keep, &base, 1, "");
}

static void visit_address(KeepAlive *pass, LLVMValueRef address) {
    LLVMValueRef from = LLVMGetOperand(address, 0);
    if (!LLVMIsAGetElementPtrInst(from)) {
        return;
    }
    LLVMValueRef base = base_of(from);
    if (LLVMIsAAllocaInst(base) || LLVMIsAConstant(base)) {
        return;
    }
    if (is_live_across_call(pass->gen, from, address)) {
        keep_base(pass, base, address);
    }
}

static void visit_function(KeepAlive *pass, LLVMValueRef function) {
    for (LLVMBasicBlockRef block = LLVMGetFirstBasicBlock(function); block;
         block = LLVMGetNextBasicBlock(block)) {
        for (LLVMValueRef at = LLVMGetFirstInstruction(block); at; at = LLVMGetNextInstruction(at)) {
            if (LLVMIsAGetElementPtrInst(at)) {
                visit_address(pass, at);
            }
        }
    }
}

void keepalive_run(Gen *gen) {
    KeepAlive pass = {.gen = gen, .builder = LLVMCreateBuilderInContext(gen->context)};
    pass.asm_type = LLVMFunctionType(gen->void_type, &gen->ptr, 1, false);
    pass.keep = LLVMGetInlineAsm(pass.asm_type, "", 0, "r", 1, true, false, LLVMInlineAsmDialectATT, false);
    for (LLVMValueRef f = LLVMGetFirstFunction(gen->module); f; f = LLVMGetNextFunction(f)) {
        visit_function(&pass, f);
    }
    LLVMDisposeBuilder(pass.builder);
}
