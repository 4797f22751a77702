// == on values whose comparison is not a plain comparison of memory.
#include "entry.h"
#include "state.h"
#include "value.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    const RtType *type;
    const void *a, *b;
    bool equal;
} EqualCall;

static void equal_on_segment(void *argument) {
    EqualCall *call = argument;
    call->equal = equal_values(call->type, call->a, call->b);
}

static bool equal_dynamic(RtEface a, RtEface b) {
    if (a.type != b.type)
        return false;
    if (!a.type)
        return true;
    if (!(a.type->flags & RT_FLAG_COMPARABLE))
        panic_runtime_error("comparing uncomparable type %.*s", TYPE_NAME(a.type));
    if (a.type->flags & RT_FLAG_DIRECT)
        return a.data == b.data;
    if (stack_has(STACK_WANTED))
        return equal_values(a.type, a.data, b.data);
    EqualCall call = {a.type, a.data, b.data, false};
    stack_call(equal_on_segment, &call);
    return call.equal;
}

static bool equal_structs(const RtType *type, const char *a, const char *b) {
    for (int64_t i = 0; i < type->nfields; i++) {
        const RtField *field = &type->fields[i];
        bool is_blank = field->name.len == 1 && field->name.ptr[0] == '_';
        if (!is_blank && !equal_values(field->type, a + field->offset, b + field->offset))
            return false;
    }
    return true;
}

static bool equal_arrays(const RtType *type, const char *a, const char *b) {
    int64_t size = type->elem->size;
    for (int64_t i = 0; i < type->len; i++)
        if (!equal_values(type->elem, a + i * size, b + i * size))
            return false;
    return true;
}

bool equal_values(const RtType *type, const void *a, const void *b) {
    if (type->flags & RT_FLAG_MEMEQ)
        return memcmp(a, b, (size_t)type->size) == 0;
    switch (type->kind) {
    case RT_FLOAT32: return *(const float *)a == *(const float *)b;
    case RT_FLOAT64: return *(const double *)a == *(const double *)b;
    case RT_COMPLEX64: {
        const float *x = a, *y = b;
        return x[0] == y[0] && x[1] == y[1];
    }
    case RT_COMPLEX128: {
        const double *x = a, *y = b;
        return x[0] == y[0] && x[1] == y[1];
    }
    case RT_STRING: return equal_strings(a, b);
    case RT_INTERFACE: return equal_dynamic(value_dynamic(type, a), value_dynamic(type, b));
    case RT_STRUCT: return equal_structs(type, a, b);
    case RT_ARRAY: return equal_arrays(type, a, b);
    default:
        if (!(type->flags & RT_FLAG_COMPARABLE))
            panic_runtime_error("comparing uncomparable type %.*s", TYPE_NAME(type));
        return memcmp(a, b, (size_t)type->size) == 0;
    }
}

bool rt_equal(void *type, void *a, void *b) {
    return equal_values(type, a, b);
}

bool rt_eface_equal(void *type1, void *data1, void *type2, void *data2) {
    return equal_dynamic((RtEface){type1, data1}, (RtEface){type2, data2});
}
