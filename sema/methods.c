// Method sets of the checked program, for the later stages. The checker itself uses type_lookup: while
// declarations are being resolved, a method's type may not be known yet.
#include "sema/check.h"
#include "sema/type_arena.h"
#include <stdlib.h>

struct MethodSet {
    const MethodEntry *entries;
    int count;
};

typedef struct {
    const Name *name;
    const Package *package;
} MethodKey;

typedef struct {
    Arena *arena;
    VEC(MethodKey) keys;
    VEC(const Type *) seen;
} Collector;

static void add_key(Collector *k, const Name *name, const Package *package) {
    for (int i = 0; i < k->keys.len; i++) {
        if (k->keys.items[i].name == name && (name->exported || k->keys.items[i].package == package)) {
            return;
        }
    }
    VEC_PUSH(k->arena, &k->keys, (MethodKey){name, package});
}

// The names of all methods in reach, whatever their depth; type_lookup then decides about each.
static void collect_keys(Collector *k, const Type *type) {
    for (int i = 0; i < k->seen.len; i++) {
        if (k->seen.items[i] == type) {
            return;
        }
    }
    VEC_PUSH(k->arena, &k->seen, type);
    if (type->kind == TYPE_NAMED) {
        for (int i = 0; i < type->named.methods.len; i++) {
            add_key(k, type->named.methods.items[i]->name, type->named.methods.items[i]->package);
        }
    }
    const Type *underlying = type_underlying(type);
    if (underlying->kind == TYPE_INTERFACE) {
        for (int i = 0; i < underlying->interface.count; i++) {
            add_key(k, underlying->interface.methods[i].name, underlying->interface.methods[i].package);
        }
    } else if (underlying->kind == TYPE_STRUCT) {
        for (int i = 0; i < underlying->struct_.count; i++) {
            const Field *field = &underlying->struct_.fields[i];
            if (field->embedded) {
                bool is_pointer = field->type->kind == TYPE_POINTER;
                collect_keys(k, is_pointer ? field->type->pointer.elem : field->type);
            }
        }
    }
}

// False when the name is not in the method set: a field, ambiguous, or a pointer method of a value.
static bool find_entry(Arena *arena, const Type *type, const MethodKey *key, MethodEntry *entry) {
    Lookup found = type_lookup(arena, type, key->name, key->package, false);
    *entry = (MethodEntry){.name = key->name, .path = found.path, .path_len = found.path_len};
    if (found.kind == LOOKUP_METHOD) {
        entry->method = found.method;
        entry->type = found.method->type->canonical;
        return found.indirect || !found.method->func.pointer_receiver;
    }
    if (found.kind == LOOKUP_INTERFACE_METHOD) {
        entry->interface = found.interface->canonical;
        entry->interface_index = found.index;
        entry->type = found.interface_method->type->canonical;
        return true;
    }
    return false;
}

static const char *path_of(const MethodKey *key) {
    return key->package && key->package->path ? key->package->path : "";
}

static int compare_keys(const void *a, const void *b) {
    const MethodKey *x = a;
    const MethodKey *y = b;
    int order = strcmp(x->name->text, y->name->text);
    return order ? order : strcmp(path_of(x), path_of(y));
}

static struct MethodSet *build_method_set(Arena *arena, Type *type) {
    Collector k = {.arena = arena};
    bool is_pointer = type->kind == TYPE_POINTER;
    collect_keys(&k, is_pointer ? type->pointer.elem : type);
    if (k.keys.len > 1) {
        qsort(k.keys.items, (size_t)k.keys.len, sizeof *k.keys.items, compare_keys);
    }
    MethodEntry *entries = ARENA_NEW_N(arena, MethodEntry, k.keys.len);
    int count = 0;
    for (int i = 0; i < k.keys.len; i++) {
        count += find_entry(arena, type, &k.keys.items[i], &entries[count]);
    }
    struct MethodSet *set = ARENA_NEW(arena, struct MethodSet);
    *set = (struct MethodSet){entries, count};
    return set;
}

const MethodEntry *type_method_set(TypeTable *types, Type *type, int *count) {
    type = type->canonical;
    if (!type->method_set) {
        type->method_set = build_method_set(type_table_arena(types), type);
    }
    *count = type->method_set->count;
    return type->method_set->entries;
}

const MethodEntry *type_find_method(TypeTable *types, Type *type, const Name *name, const Package *package) {
    int count;
    const MethodEntry *entries = type_method_set(types, type, &count);
    for (int i = 0; i < count; i++) {
        const Package *declared = entries[i].method ? entries[i].method->package : NULL;
        if (entries[i].interface) {
            declared =
                type_underlying(entries[i].interface)->interface.methods[entries[i].interface_index].package;
        }
        if (entries[i].name == name && (name->exported || declared == package)) {
            return &entries[i];
        }
    }
    return NULL;
}

bool type_implements(TypeTable *types, Type *type, Type *interface, const Method **missing) {
    const Type *wanted = type_underlying(interface);
    for (int i = 0; i < wanted->interface.count; i++) {
        const Method *method = &wanted->interface.methods[i];
        const MethodEntry *entry = type_find_method(types, type, method->name, method->package);
        if (!entry || !type_is_identical(entry->type, method->type)) {
            if (missing) {
                *missing = method;
            }
            return false;
        }
    }
    return true;
}
