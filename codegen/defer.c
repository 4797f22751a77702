// Deferred calls: a closure that makes the call (saved_call.c), and a record of it, which lives in the frame,
// or on the heap when the site says so. A record in the frame is put on the goroutine's list here; and a
// function with one such call takes it off and makes it here, too, as an ordinary call that LLVM can inline.
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

// The place of the goroutine's list.
static LLVMValueRef newest_record(FuncGen *fg) {
    LLVMValueRef goroutine = gen_load_scalar(fg, fg->gen->ptr, fg->gen->running, TBAA_RUNTIME);
    return gen_offset(fg, goroutine, RT_G_DEFERS);
}

static LLVMValueRef load_word(FuncGen *fg, LLVMValueRef address) {
    return gen_load_scalar(fg, fg->gen->ptr, address, TBAA_RUNTIME);
}

static LLVMValueRef push_frame_record(FuncGen *fg, LLVMValueRef closure) {
    LLVMValueRef record = gen_alloca_bytes(fg, sizeof(RtDefer), "defer"), list = newest_record(fg);
    gen_store_scalar(fg, load_word(fg, list), gen_offset(fg, record, offsetof(RtDefer, next)), TBAA_RUNTIME);
    gen_store_scalar(fg, gen_frame(fg), gen_offset(fg, record, offsetof(RtDefer, frame)), TBAA_RUNTIME);
    gen_store_scalar(fg, closure, gen_offset(fg, record, offsetof(RtDefer, closure)), TBAA_RUNTIME);
    gen_store_scalar(fg, record, list, TBAA_RUNTIME);
    return record;
}

static bool count_defer(AstVisitor *visitor, Stmt *stmt) {
    int *count = visitor->data;
    *count += stmt->kind == STMT_DEFER;
    return true;
}

static bool has_one_defer(const Func *func) {
    int count = 0;
    AstVisitor visitor = {.expr = gen_skip_other_functions, .stmt = count_defer, .data = &count};
    ast_walk_body(&visitor, func->body);
    return count == 1;
}

// Calls what the only record says, if that is on the list: else the statement was not reached, or a panic has
// made the call.
static void run_only(FuncGen *fg) {
    const OnlyDefer *only = &fg->only_defer;
    LLVMValueRef list = newest_record(fg);
    LLVMBasicBlockRef run = gen_block(fg, "deferred"), done = gen_block(fg, "deferred.done");
    LLVMValueRef is_mine = LLVMBuildICmp(fg->builder, LLVMIntEQ, load_word(fg, list), only->record, "");
    LLVMBuildCondBr(fg->builder, is_mine, run, done);
    gen_enter(fg, run);
    gen_store_scalar(fg, load_word(fg, gen_offset(fg, only->record, offsetof(RtDefer, next))), list,
                     TBAA_RUNTIME);
    LLVMValueRef closure = only->closure, code = only->code;
    if (!closure) {
        closure = load_word(fg, gen_offset(fg, only->record, offsetof(RtDefer, closure)));
    }
    if (!code) {
        gen_panic_if(fg, LLVMBuildIsNull(fg->builder, closure, ""), ENTRY_rt_panic_nil, NULL, 0);
        code = gen_load_scalar(fg, fg->gen->ptr, closure, TBAA_POINTER);
    }
    LLVMTypeRef type = LLVMFunctionType(fg->gen->void_type, &fg->gen->ptr, 1, false);
    gen_keep_apart(fg->gen, LLVMBuildCall2(fg->builder, type, code, &closure, 1, ""));
    LLVMBuildBr(fg->builder, done);
    gen_enter(fg, done);
}

void gen_run_deferred(FuncGen *fg) {
    if (fg->only_defer.record) {
        run_only(fg);
    } else {
        RT_CALL(fg, rt_defer_run, gen_frame(fg));
    }
}

void gen_defer(FuncGen *fg, Stmt *stmt) {
    Expr *call = ast_unparen(stmt->go_defer.call);
    LLVMValueRef closure, code = NULL;
    if (is_recover(call)) {
        closure = recover_closure(fg, stmt->site);
    } else {
        closure = gen_saved_call(fg, stmt, "deferred", &code);
    }
    if (stmt->go_defer.frame) {
        LLVMValueRef frame = gen_expr(fg, stmt->go_defer.frame).llvm;
        RT_CALL(fg, rt_defer_push_at, LLVMBuildIntToPtr(fg->builder, frame, fg->gen->ptr, ""), closure);
        return;
    }
    const Decision *decision = gen_decision(fg, stmt->site);
    if (decision && decision->placement == PLACE_STACK && !decision->in_loop) {
        LLVMValueRef record = push_frame_record(fg, closure);
        if (has_one_defer(fg->func)) {
            fg->only_defer = (OnlyDefer){record, LLVMIsConstant(closure) ? closure : NULL, code};
        }
    } else {
        RT_CALL(fg, rt_defer_push_heap, gen_frame(fg), closure);
    }
}
