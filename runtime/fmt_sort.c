// Maps print in the order of their keys: numbers and strings ascending, NaN first, false before true,
// pointers by address, structs and arrays by their parts, interfaces by type and then by value; nil first.
#include "fmt.h"

#include "entry.h"
#include "state.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static int compare_doubles(double a, double b) {
    if (isnan(a) || isnan(b))
        return isnan(b) - isnan(a);
    return (a > b) - (a < b);
}

static int compare_strings(const RtString *a, const RtString *b) {
    int64_t order = rt_string_compare((void *)(uintptr_t)a->ptr, a->len, (void *)(uintptr_t)b->ptr, b->len);
    return (order > 0) - (order < 0);
}

static int compare_words(uint64_t a, uint64_t b) {
    return (a > b) - (a < b);
}

static int compare_values(const RtType *type, const void *a, const void *b);

typedef struct {
    const RtType *type;
    const void *a, *b;
    int order;
} CompareCall;

static void compare_on_segment(void *argument) {
    CompareCall *call = argument;
    call->order = compare_values(call->type, call->a, call->b);
}

static int compare_interfaces(const RtType *type, const void *a, const void *b) {
    Value x = fmt_dynamic((Value){type, a, 0}), y = fmt_dynamic((Value){type, b, 0});
    if (!x.type || !y.type)
        return (x.type != NULL) - (y.type != NULL);
    if (x.type == y.type) {
        if (stack_has(STACK_WANTED))
            return compare_values(x.type, x.data, y.data);
        CompareCall call = {x.type, x.data, y.data, 0};
        stack_call(compare_on_segment, &call);
        return call.order;
    }
    if (x.type->kind != y.type->kind)
        return x.type->kind < y.type->kind ? -1 : 1;
    return compare_strings(&x.type->name, &y.type->name);
}

static int compare_structs(const RtType *type, const char *a, const char *b) {
    int order = 0;
    for (int64_t i = 0; i < type->nfields && order == 0; i++) {
        const RtField *field = &type->fields[i];
        order = compare_values(field->type, a + field->offset, b + field->offset);
    }
    return order;
}

static int compare_arrays(const RtType *type, const char *a, const char *b) {
    int order = 0;
    for (int64_t i = 0; i < type->len && order == 0; i++)
        order = compare_values(type->elem, a + i * type->elem->size, b + i * type->elem->size);
    return order;
}

static int compare_complex(double a_real, double a_imaginary, double b_real, double b_imaginary) {
    int order = compare_doubles(a_real, b_real);
    return order ? order : compare_doubles(a_imaginary, b_imaginary);
}

static int compare_values(const RtType *type, const void *a, const void *b) {
    if (fmt_is_signed(type)) {
        int64_t x = fmt_signed(type, a), y = fmt_signed(type, b);
        return (x > y) - (x < y);
    }
    switch (type->kind) {
    case RT_FLOAT32: return compare_doubles((double)*(const float *)a, (double)*(const float *)b);
    case RT_FLOAT64: return compare_doubles(*(const double *)a, *(const double *)b);
    case RT_COMPLEX64: {
        const float *x = a, *y = b;
        return compare_complex((double)x[0], (double)x[1], (double)y[0], (double)y[1]);
    }
    case RT_COMPLEX128: {
        const double *x = a, *y = b;
        return compare_complex(x[0], x[1], y[0], y[1]);
    }
    case RT_STRING: return compare_strings(a, b);
    case RT_STRUCT: return compare_structs(type, a, b);
    case RT_ARRAY: return compare_arrays(type, a, b);
    case RT_INTERFACE: return compare_interfaces(type, a, b);
    default: return compare_words(fmt_unsigned(type, a), fmt_unsigned(type, b));
    }
}

// Merge sort, because it is stable: keys that compare equal stay as the iteration found them.
static void sort(MapEntry *entries, MapEntry *spare, int64_t count) {
    if (count < 2)
        return;
    int64_t half = count / 2;
    sort(entries, spare, half);
    sort(entries + half, spare, count - half);
    memcpy(spare, entries, (size_t)half * sizeof *spare);
    int64_t left = 0, right = half;
    for (int64_t i = 0; left < half; i++) {
        bool takes_right = right < count && compare_values(spare[left].key.type, spare[left].key.data,
                                                           entries[right].key.data) > 0;
        entries[i] = takes_right ? entries[right++] : spare[left++];
    }
}

MapEntry *fmt_sorted_map(Value map, RtMapIter *iter, int64_t *count) {
    void *table = *(void *const *)map.data;
    int64_t length = rt_map_len(table);
    MapEntry *entries = calloc((size_t)length * 2 + 1, sizeof *entries);
    if (!entries)
        rt_throw("out of memory");
    uint8_t access = map.access ? VALUE_HIDDEN : 0;
    *count = 0;
    for (rt_map_iter_init(iter, (void *)(uintptr_t)map.type, table); iter->key; rt_map_iter_next(iter))
        entries[(*count)++] = (MapEntry){.key = {map.type->key, iter->key, access},
                                         .value = {map.type->elem, iter->value, access}};
    sort(entries, entries + length, *count);
    return entries;
}
