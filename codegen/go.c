// The go statement: a closure that makes the call (saved_call.c), given to a new goroutine.
#include "codegen/gen.h"

// The function value that is called, when nothing has to be saved with it and no results be dropped; else
// NULL.
static LLVMValueRef plain_function(FuncGen *fg, const Expr *call) {
    Expr *fun = ast_unparen(call->call.fun);
    if (call->call.kind == CALL_BUILTIN || call->call.args.len > 0 ||
        type_underlying(fun->type)->func.result_count > 0) {
        return NULL;
    }
    switch (call->call.kind) {
    case CALL_FUNCTION:
    case CALL_VALUE: return gen_expr(fg, fun).llvm;
    case CALL_METHOD:
    case CALL_INTERFACE:
    case CALL_BUILTIN:
    case CALL_UNRESOLVED: break;
    }
    return NULL;
}

void gen_go(FuncGen *fg, const Stmt *stmt) {
    LLVMValueRef closure = plain_function(fg, ast_unparen(stmt->go_defer.call));
    if (!closure) {
        closure = gen_saved_call(fg, stmt, "started");
    }
    RT_CALL(fg, rt_go, closure);
    fg->gen->has_goroutines = true;
}
