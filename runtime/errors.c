// Package errors' entry points: the functions that lib/errors/errors.mini declares without a body.
#include "entry.h"
#include "state.h"
#include "value.h"

#include <stdint.h>

enum { TARGET_FINE, TARGET_NOT_POINTER, TARGET_NOT_ERROR }; // as in errors.mini

void rt_errors_isComparable(bool *result, const RtItab *itab, void *data);
void rt_errors_isComparable(bool *result, const RtItab *itab, void *data) {
    *result = itab->type->flags & RT_FLAG_COMPARABLE;
}

void rt_errors_checkTarget(int64_t *result, const RtType *type, void *target);
void rt_errors_checkTarget(int64_t *result, const RtType *type, void *target) {
    if (type->kind != RT_POINTER || !target)
        *result = TARGET_NOT_POINTER;
    else if (type->elem->kind != RT_INTERFACE && !type_find_method(type->elem, "Error", "func() string"))
        *result = TARGET_NOT_ERROR;
    else
        *result = TARGET_FINE;
}

void rt_errors_assign(bool *result, const RtItab *itab, void *data, const RtType *type, void *target);
void rt_errors_assign(bool *result, const RtItab *itab, void *data, const RtType *type, void *target) {
    const RtType *wanted = type->elem, *found = itab->type;
    *result = false;
    if (wanted->kind == RT_INTERFACE) {
        // The first word of an interface without methods is the type itself.
        const void *first =
            wanted->nmethods ? rt_itab_get((void *)(uintptr_t)wanted, (void *)(uintptr_t)found) : found;
        const void *words[2] = {first, data};
        if (!first)
            return;
        heap_move(wanted, target, words, 1);
    } else {
        if (wanted != found)
            return;
        heap_move(wanted, target, found->flags & RT_FLAG_DIRECT ? (void *)&data : data, 1);
    }
    *result = true;
}
