// Local variables that are never used.
#include "sema/declare.h"
#include <string.h>

void check_unused(Checker *c, Func *func) {
    for (int i = 0; i < func->locals.len; i++) {
        const Object *var = func->locals.items[i];
        if (!var->used && strcmp(var->name->text, "_") != 0) {
            check_error(c, var->span, "declared and not used: %s", var->name->text);
        }
    }
}
