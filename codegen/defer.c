// Deferred calls: a closure that makes the call (saved_call.c), and a record of it, which lives in the frame,
// or on the heap when the site says so.
#include "codegen/gen.h"

// recover, deferred: acts for the function around it. Its thunk finds the permit in the record.
static LLVMValueRef recover_thunk(Gen *gen) {
    static const char name[] = "recover.deferred";
    LLVMValueRef thunk = LLVMGetNamedFunction(gen->module, name);
    if (!thunk) {
        FuncGen *fg = gen_function_begin(gen, name, LLVMFunctionType(gen->void_type, &gen->ptr, 1, false));
        thunk = fg->function;
        LLVMValueRef at = gen_offset(fg, LLVMGetParam(thunk, 0), 8);
        RT_CALL(fg, rt_recover, gen_load_scalar(fg, gen->ptr, at, TBAA_POINTER));
        LLVMBuildRetVoid(fg->builder);
        gen_function_end(fg);
    }
    return thunk;
}

static LLVMValueRef recover_closure(FuncGen *fg, int site) {
    TypeTable *types = fg->gen->program->types;
    Type *record = type_array(types, type_basic(types, TYPE_UINTPTR), 2); // code, permit
    LLVMValueRef address = gen_alloc_site(fg, site, record, NULL);
    gen_store_scalar(fg, recover_thunk(fg->gen), address, TBAA_POINTER);
    gen_store_scalar(fg, fg->permit, gen_offset(fg, address, 8), TBAA_POINTER);
    return address;
}

static bool is_recover(const Expr *call) {
    return call->call.kind == CALL_BUILTIN && call->call.builtin == BUILTIN_RECOVER;
}

void gen_defer(FuncGen *fg, Stmt *stmt) {
    Expr *call = ast_unparen(stmt->go_defer.call);
    LLVMValueRef closure;
    if (is_recover(call)) {
        closure = recover_closure(fg, stmt->site);
    } else {
        closure = gen_saved_call(fg, stmt, "deferred");
    }
    if (stmt->go_defer.frame) {
        LLVMValueRef frame = gen_expr(fg, stmt->go_defer.frame).llvm;
        RT_CALL(fg, rt_defer_push_at, LLVMBuildIntToPtr(fg->builder, frame, fg->gen->ptr, ""), closure);
        return;
    }
    const Decision *decision = gen_decision(fg, stmt->site);
    if (decision && decision->placement == PLACE_STACK && !decision->in_loop) {
        LLVMValueRef record = gen_alloca_bytes(fg, sizeof(RtDefer), "defer");
        RT_CALL(fg, rt_defer_push, record, gen_frame(fg), closure);
    } else {
        RT_CALL(fg, rt_defer_push_heap, gen_frame(fg), closure);
    }
}
