// recover. A function that calls it may do so only when a panic itself called it, as a deferred call. The
// runtime leaves the code it is about to call in rt_g->callee; a function that calls recover compares that
// with its own address when it is entered, and keeps the panic if they are equal: its permit. Code between
// the two, such as a deferred call's thunk or a method wrapper, passes the note on: if it is the callee, then
// what it calls is now the callee.
//
// An activation whose deferred calls may recover saves its registers when it is entered. After a recovery it
// returns from there a second time, runs the rest of its deferred calls, and returns its results. What it
// then reads is in memory whose address LLVM has seen escape before, so that every call between sees to it
// that the memory is up to date.
#include "codegen/gen.h"

static const char takes_note[] = "minic-takes-note"; // attribute of functions that look at rt_g->callee

static void mark_note_taker(Gen *gen, LLVMValueRef function) {
    LLVMAttributeRef mark = LLVMCreateStringAttribute(gen->context, takes_note, sizeof takes_note - 1, "", 0);
    LLVMAddAttributeAtIndex(function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex, mark);
}

void gen_recover_declare(Gen *gen, const Func *func, LLVMValueRef function) {
    if (func->has_recover) {
        mark_note_taker(gen, function);
    }
}

static bool may_take_note(LLVMValueRef code) {
    return !LLVMIsAFunction(code) ||
           LLVMGetStringAttributeAtIndex(code, (LLVMAttributeIndex)LLVMAttributeFunctionIndex, takes_note,
                                         sizeof takes_note - 1);
}

static LLVMValueRef running_goroutine(FuncGen *fg) {
    return gen_load_scalar(fg, fg->gen->ptr, fg->gen->running, TBAA_RUNTIME);
}

// Continues in `then` when this function is the callee, else in `otherwise`.
static void branch_if_callee(FuncGen *fg, LLVMValueRef goroutine, LLVMBasicBlockRef then,
                             LLVMBasicBlockRef otherwise) {
    LLVMValueRef callee =
        gen_load_scalar(fg, fg->gen->ptr, gen_offset(fg, goroutine, RT_G_CALLEE), TBAA_RUNTIME);
    LLVMValueRef is_callee = LLVMBuildICmp(fg->builder, LLVMIntEQ, callee, fg->function, "is.callee");
    LLVMValueRef branch = LLVMBuildCondBr(fg->builder, is_callee, then, otherwise);
    LLVMSetMetadata(branch, fg->gen->md_prof, fg->gen->unlikely);
    gen_enter(fg, then);
}

void gen_recover_permit(FuncGen *fg) {
    Gen *gen = fg->gen;
    if (!fg->func->has_recover) {
        return;
    }
    LLVMBasicBlockRef called = gen_block(fg, "callee"), done = gen_block(fg, "permit");
    LLVMValueRef goroutine = running_goroutine(fg);
    LLVMBasicBlockRef before = LLVMGetInsertBlock(fg->builder);
    branch_if_callee(fg, goroutine, called, done);
    gen_store_scalar(fg, gen_null(gen), gen_offset(fg, goroutine, RT_G_CALLEE), TBAA_RUNTIME);
    LLVMValueRef panic = gen_load_scalar(fg, gen->ptr, gen_offset(fg, goroutine, RT_G_PANICS), TBAA_RUNTIME);
    gen_branch(fg, done);
    gen_enter(fg, done);
    fg->permit = LLVMBuildPhi(fg->builder, gen->ptr, "permit");
    LLVMAddIncoming(fg->permit, (LLVMValueRef[]){gen_null(gen), panic}, (LLVMBasicBlockRef[]){before, called},
                    2);
}

void gen_recover_forward(FuncGen *fg, LLVMValueRef code) {
    if (fg->func || !may_take_note(code)) {
        return;
    }
    mark_note_taker(fg->gen, fg->function);
    LLVMBasicBlockRef called = gen_block(fg, "callee"), done = gen_block(fg, "forward");
    LLVMValueRef goroutine = running_goroutine(fg);
    branch_if_callee(fg, goroutine, called, done);
    gen_store_scalar(fg, code, gen_offset(fg, goroutine, RT_G_CALLEE), TBAA_RUNTIME);
    gen_branch(fg, done);
    gen_enter(fg, done);
}

// Few calls find a panic: the runtime is only asked when there is a permit.
Value gen_recover(FuncGen *fg, Type *type) {
    Gen *gen = fg->gen;
    LLVMBasicBlockRef ask = gen_block(fg, "recover"), done = gen_block(fg, "recover.done");
    LLVMBasicBlockRef before = LLVMGetInsertBlock(fg->builder);
    LLVMValueRef is_null = LLVMBuildIsNull(fg->builder, fg->permit, "");
    LLVMBuildCondBr(fg->builder, is_null, done, ask);
    gen_enter(fg, ask);
    LLVMValueRef value = RT_CALL(fg, rt_recover, fg->permit);
    gen_branch(fg, done);
    gen_enter(fg, done);
    LLVMValueRef result = LLVMBuildPhi(fg->builder, gen->iface, "recovered");
    LLVMAddIncoming(result, (LLVMValueRef[]){LLVMConstNull(gen->iface), value},
                    (LLVMBasicBlockRef[]){before, ask}, 2);
    return gen_value(result, type);
}

// ---- Activations that recovery may resume

static bool callee_may_recover(const Expr *call) {
    const Expr *fun = ast_unparen((Expr *)call->call.fun);
    switch (call->call.kind) {
    case CALL_FUNCTION:
    case CALL_METHOD: return gen_declared_function(fun)->has_recover;
    case CALL_VALUE: return fun->kind != EXPR_FUNC_LIT || fun->func_lit.func->has_recover;
    case CALL_INTERFACE: return true;
    case CALL_BUILTIN: // a deferred recover serves the function around it
    case CALL_UNRESOLVED: return false;
    }
    return false;
}

bool gen_skip_other_functions(AstVisitor *visitor, Expr *expr) {
    return ast_skip_literals(visitor, expr) || expr->func_lit.func->is_range_body;
}

static bool visit_defer(AstVisitor *visitor, Stmt *stmt) {
    bool *found = visitor->data;
    if (stmt->kind == STMT_DEFER) {
        *found |= callee_may_recover(ast_unparen(stmt->go_defer.call));
    }
    return true;
}

static bool may_recover(const Func *func) {
    bool found = false;
    AstVisitor visitor = {.expr = gen_skip_other_functions, .stmt = visit_defer, .data = &found};
    ast_walk_body(&visitor, func->body);
    return found;
}

// An empty instruction that may read and write what the address points to.
static void let_escape(FuncGen *fg, LLVMValueRef address) {
    Gen *gen = fg->gen;
    LLVMTypeRef type = LLVMFunctionType(gen->void_type, &gen->ptr, 1, false);
    LLVMValueRef code =
        LLVMGetInlineAsm(type, "", 0, "r,~{memory}", 11, true, false, LLVMInlineAsmDialectATT, false);
    LLVMBuildCall2(fg->builder, type, code, &address, 1, "");
}

void gen_recovery_point(FuncGen *fg) {
    if (!fg->has_defer || !may_recover(fg->func)) {
        return;
    }
    for (int i = 0; i < fg->result_count; i++) {
        let_escape(fg, fg->results[i].address);
    }
    LLVMBasicBlockRef recovered = gen_block(fg, "recovered"), start = gen_block(fg, "start");
    LLVMValueRef again = RT_CALL(fg, rt_frame_save, gen_frame(fg));
    LLVMValueRef is_again = LLVMBuildICmp(fg->builder, LLVMIntNE, again, gen_i32(fg->gen, 0), "");
    LLVMValueRef branch = LLVMBuildCondBr(fg->builder, is_again, recovered, start);
    LLVMSetMetadata(branch, fg->gen->md_prof, fg->gen->unlikely);
    gen_enter(fg, recovered);
    gen_return(fg);
    gen_enter(fg, start);
}
