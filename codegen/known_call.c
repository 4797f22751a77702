// Calls of function values and through interfaces that give slots to callees which escape knows
// (graph_slot.c). The code that is to be called is compared with theirs, and the one that it is gets called
// directly; the code of any other is called as it is, and gets no slots. So the callees need not be all that
// are possible.
#include "codegen/gen.h"

static const MethodEntry *method_entry(const Gen *gen, const Expr *call, Type *boxed) {
    const Expr *fun = ast_unparen(call->call.fun);
    const Type *interface = type_underlying(fun->selector.x->type);
    const Method *method = &interface->interface.methods[fun->selector.method_index];
    return type_find_method(gen->program->types, boxed, method->name, method->package);
}

// What a function value or an itab has as the code of the callee.
static LLVMValueRef indirect_code(Gen *gen, const Expr *call, const SlotCallee *callee) {
    switch (callee->reach) {
    case REACH_VALUE: return gen_value_code(gen, callee->func);
    case REACH_BOUND: return gen_bound_code(gen, callee->func);
    case REACH_METHOD: return gen_method_code(gen, callee->boxed, method_entry(gen, call, callee->boxed));
    case REACH_CERTAIN: break;
    }
    return gen_func_info(gen, callee->func)->function;
}

// What the callee itself takes for the context of the indirect call.
static LLVMValueRef own_context(FuncGen *fg, const Expr *call, const SlotCallee *callee,
                                LLVMValueRef context) {
    switch (callee->reach) {
    case REACH_VALUE: return callee->func->literal ? context : NULL;
    case REACH_BOUND: return gen_bound_receiver(fg, context, callee->func->receiver->type);
    case REACH_METHOD:
        return gen_method_receiver(fg, context, callee->boxed, method_entry(fg->gen, call, callee->boxed));
    case REACH_CERTAIN: break;
    }
    return context;
}

// One of the ways on which control reaches the end of the call.
typedef struct {
    LLVMBasicBlockRef end;
    Value *results;
} Way;

typedef VEC(Way) WayList;

static Value *begin_way(FuncGen *fg, WayList *ways, int result_count) {
    Way way = {.results = ARENA_NEW_N(fg->gen->arena, Value, result_count + 1)};
    VEC_PUSH(fg->gen->arena, ways, way);
    return way.results;
}

static void end_way(FuncGen *fg, const WayList *ways, LLVMBasicBlockRef done) {
    VEC_LAST(ways).end = LLVMGetInsertBlock(fg->builder);
    LLVMBuildBr(fg->builder, done);
}

static Value joined_result(FuncGen *fg, const WayList *ways, int index) {
    Value first = ways->items[0].results[index];
    LLVMValueRef phi = LLVMBuildPhi(fg->builder, LLVMTypeOf(first.llvm), "result");
    for (int i = 0; i < ways->len; i++) {
        LLVMAddIncoming(phi, &ways->items[i].results[index].llvm, &ways->items[i].end, 1);
    }
    return gen_value(phi, first.type);
}

void gen_call_known(FuncGen *fg, const Expr *call, Type *type, LLVMValueRef code, LLVMValueRef context,
                    const Value *args, Value *results) {
    Gen *gen = fg->gen;
    int count = type_underlying(type)->func.result_count;
    const SlotCallee *callee = escape_slot_callee(gen->escape, call, fg->func, 0);
    if (!callee) {
        gen_call_code(fg, type, code, context, args, results);
        return;
    }
    LLVMBasicBlockRef done = gen_block(fg, "called");
    WayList ways = {0};
    for (int i = 1; callee; callee = escape_slot_callee(gen->escape, call, fg->func, i++)) {
        LLVMValueRef known = indirect_code(gen, call, callee);
        LLVMBasicBlockRef other = gen_block(fg, "other");
        gen_continue_if(fg, LLVMBuildICmp(fg->builder, LLVMIntEQ, code, known, "is.known"), other);
        Value *values = begin_way(fg, &ways, count);
        LLVMValueRef own = own_context(fg, call, callee, context);
        gen_call_direct(fg, callee->func, callee->args, own, args, values);
        end_way(fg, &ways, done);
        gen_enter(fg, other);
    }
    gen_call_code(fg, type, code, context, args, begin_way(fg, &ways, count));
    end_way(fg, &ways, done);
    gen_enter(fg, done);
    for (int i = 0; i < count; i++) {
        results[i] = joined_result(fg, &ways, i);
    }
}
