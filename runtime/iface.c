// Method tables of interfaces: one RtItab for each (interface, concrete type) pair that a program
// asks for at run time, found again through an open-addressing hash table. That a pair has no table,
// because a method is missing, is remembered as well, as an entry with itab == NULL.
//
// Tables live as long as the program and hold no pointer into the heap, so they are malloc'ed.
#include "entry.h"
#include "state.h"
#include "value.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const RtType *iface; // NULL: a free slot
    const RtType *type;
    RtItab *itab;
} ItabEntry;

static struct {
    ItabEntry *entries;
    size_t slots; // a power of two, or 0
    size_t count;
} cache;

static ItabEntry *cache_find(const RtType *iface, const RtType *type) {
    uint64_t hash = hash_word((uint64_t)(uintptr_t)iface, (uint64_t)(uintptr_t)type * 31);
    size_t slot = hash & (cache.slots - 1);
    while (cache.entries[slot].iface &&
           (cache.entries[slot].iface != iface || cache.entries[slot].type != type))
        slot = (slot + 1) & (cache.slots - 1);
    return &cache.entries[slot];
}

static void cache_grow(void) {
    ItabEntry *old = cache.entries;
    size_t old_slots = cache.slots;
    cache.slots = old_slots ? 2 * old_slots : 64;
    cache.entries = calloc(cache.slots, sizeof *cache.entries);
    if (!cache.entries)
        rt_throw("out of memory");
    for (size_t i = 0; i < old_slots; i++)
        if (old[i].iface)
            *cache_find(old[i].iface, old[i].type) = old[i];
    free(old);
}

static int compare_methods(const RtMethod *a, const RtMethod *b) {
    int64_t length = a->name.len < b->name.len ? a->name.len : b->name.len;
    int order = memcmp(a->name.ptr, b->name.ptr, (size_t)length);
    if (order == 0 && a->name.len != b->name.len)
        order = a->name.len < b->name.len ? -1 : 1;
    if (order == 0 && a->pkg != b->pkg)
        order = !a->pkg ? -1 : !b->pkg ? 1 : strcmp(a->pkg, b->pkg);
    return order;
}

// The runtime's own errors have methods without a func type, which match by name (error.c).
static bool is_same_method(const RtMethod *method, const RtMethod *wanted) {
    return compare_methods(method, wanted) == 0 && (!method->type || method->type == wanted->type);
}

// Both method lists are sorted: one merging pass finds every method, or that one is missing: then the result
// is NULL and *missing that method.
static RtItab *itab_build(const RtType *iface, const RtType *type, const RtMethod **missing) {
    RtItab *itab = malloc(sizeof *itab + (size_t)iface->nmethods * sizeof itab->code[0]);
    if (!itab)
        rt_throw("out of memory");
    itab->iface = iface;
    itab->type = type;
    int64_t at = 0;
    for (int64_t i = 0; i < iface->nmethods; i++) {
        const RtMethod *wanted = &iface->methods[i];
        while (at < type->nmethods && compare_methods(&type->methods[at], wanted) < 0)
            at++;
        if (at == type->nmethods || !is_same_method(&type->methods[at], wanted)) {
            free(itab);
            *missing = wanted;
            return NULL;
        }
        itab->code[i] = type->methods[at].code;
    }
    return itab;
}

void *rt_itab_get(void *iface, void *type) {
    if (2 * cache.count >= cache.slots)
        cache_grow();
    ItabEntry *entry = cache_find(iface, type);
    if (!entry->iface) {
        const RtMethod *missing;
        *entry = (ItabEntry){iface, type, itab_build(iface, type, &missing)};
        cache.count++;
    }
    return entry->itab;
}

// ---- boxes

#define NUMBERS_4(n)  (n), (n) + 1, (n) + 2, (n) + 3
#define NUMBERS_16(n) NUMBERS_4(n), NUMBERS_4((n) + 4), NUMBERS_4((n) + 8), NUMBERS_4((n) + 12)
#define NUMBERS_64(n) NUMBERS_16(n), NUMBERS_16((n) + 16), NUMBERS_16((n) + 32), NUMBERS_16((n) + 48)

const uint64_t rt_small_boxes[RT_SMALL_BOXES] = {
    0, 0, NUMBERS_64(0), NUMBERS_64(64), NUMBERS_64(128), NUMBERS_64(192),
};

// ---- failed assertions -----------------------------------------------------------------------

static RtString type_name_or(const RtType *type, const char *other) {
    return type ? type->name : (RtString){(const uint8_t *)other, (int64_t)strlen(other)};
}

// The strings in `parts`, up to one without a pointer, one behind the other.
static _Noreturn void panic_with_parts(const RtString *parts) {
    int64_t count = 0;
    while (parts[count].ptr)
        count++;
    panic_type_assertion(parts, count);
}

// x.(T): x has static type `iface` and no T inside. An assertion to an interface does not name the static
// type.
void rt_panic_assert(void *iface, void *dynamic, void *wanted) {
    const RtType *type = dynamic, *target = wanted;
    bool to_interface = target->kind == RT_INTERFACE;
    RtString from = type_name_or(to_interface ? NULL : iface, "interface");
    if (!type)
        panic_with_parts((RtString[]){
            RT_TEXT("interface conversion: "), from, RT_TEXT(" is nil, not "), target->name, {0}});
    bool same_name = type->name.len == target->name.len &&
                     memcmp(type->name.ptr, target->name.ptr, (size_t)type->name.len) == 0;
    if (!to_interface)
        panic_with_parts(
            (RtString[]){RT_TEXT("interface conversion: "),
                         from,
                         RT_TEXT(" is "),
                         type->name,
                         RT_TEXT(", not "),
                         target->name,
                         same_name ? (RtString)RT_TEXT(" (types from different scopes)") : (RtString){0},
                         {0}});
    const RtMethod *missing = NULL;
    itab_build(target, type, &missing);
    panic_with_parts((RtString[]){RT_TEXT("interface conversion: "),
                                  type->name,
                                  RT_TEXT(" is not "),
                                  target->name,
                                  RT_TEXT(": missing method "),
                                  missing ? missing->name : (RtString){0},
                                  {0}});
}

static bool has_text(RtString string, const char *text) {
    size_t length = strlen(text);
    return string.len == (int64_t)length && memcmp(string.ptr, text, length) == 0;
}

void *type_find_method(const RtType *type, const char *name, const char *func_type) {
    for (int64_t i = 0; i < type->nmethods; i++) {
        const RtMethod *method = &type->methods[i];
        if (has_text(method->name, name) && (!method->type || has_text(method->type->name, func_type)))
            return method->code;
    }
    return NULL;
}
