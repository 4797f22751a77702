// The go statement: a closure that makes the call (saved_call.c), given to a new goroutine.
#include "codegen/gen.h"

void gen_go(FuncGen *fg, const Stmt *stmt) {
    LLVMValueRef code;
    RT_CALL(fg, rt_go, gen_saved_call(fg, stmt, "started", &code));
    fg->gen->has_goroutines = true;
}
