// The checked mode: before an access through a pointer, the runtime is asked whether the cell it points into
// is dead.
#include "codegen/values.h"

void gen_checked_access(FuncGen *fg, LLVMValueRef address) {
    if (fg->gen->options->checked) {
        RT_CALL(fg, rt_checked_access, address);
    }
}
