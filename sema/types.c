// The type table: constructors that build each type once. A type is looked up by its structure, its parts by
// pointer; a type with a part that is not canonical is a spelling of the type of the canonical parts.
#include "sema/types.h"
#include "sema/sema.h"
#include "sema/type_arena.h"
#include <stdlib.h>

struct TypeTable {
    Arena *arena;
    Type *basic[TYPE_ARRAY]; // by kind, TYPE_INVALID included
    Type **slots;            // open addressing; the capacity is a power of two
    uint32_t *hashes;
    int capacity;
    int count;
    int next_id;
};

static Type *type_create(TypeTable *types, TypeKind kind) {
    Type *type = ARENA_NEW(types->arena, Type);
    type->kind = kind;
    type->id = types->next_id++;
    type->canonical = type;
    return type;
}

TypeTable *type_table_create(Session *session) {
    TypeTable *types = ARENA_NEW(session->arena, TypeTable);
    types->arena = session->arena;
    types->capacity = 256;
    types->slots = ARENA_NEW_N(types->arena, Type *, types->capacity);
    types->hashes = ARENA_NEW_N(types->arena, uint32_t, types->capacity);
    for (int kind = TYPE_INVALID; kind < TYPE_ARRAY; kind++) {
        types->basic[kind] = type_create(types, (TypeKind)kind);
    }
    return types;
}

Arena *type_table_arena(TypeTable *types) {
    return types->arena;
}

Type *type_basic(TypeTable *types, TypeKind kind) {
    return types->basic[kind];
}

// Hashing.

static uint32_t mix(uint32_t hash, uint64_t value) {
    uint64_t x = (hash ^ value) * 0x9E3779B97F4A7C15u;
    return (uint32_t)(x >> 32) ^ (uint32_t)x;
}

static uint32_t mix_types(uint32_t hash, Type **items, int count) {
    for (int i = 0; i < count; i++) {
        hash = mix(hash, (uintptr_t)items[i]);
    }
    return mix(hash, (uint64_t)count);
}

static uint32_t hash_func(const Type *type, uint32_t hash) {
    hash = mix_types(hash, type->func.params, type->func.param_count);
    return mix_types(hash, type->func.results, type->func.result_count) + type->func.variadic;
}

static uint32_t hash_type(const Type *type) {
    uint32_t hash = mix((uint32_t)type->kind, (uintptr_t)type->alias);
    switch (type->kind) {
    case TYPE_ARRAY: return mix(mix(hash, (uintptr_t)type->array.elem), (uint64_t)type->array.len);
    case TYPE_SLICE:
    case TYPE_POINTER: return mix(hash, (uintptr_t)type->pointer.elem);
    case TYPE_MAP: return mix(mix(hash, (uintptr_t)type->map.key), (uintptr_t)type->map.value);
    case TYPE_CHAN: return mix(mix(hash, (uintptr_t)type->chan.elem), type->chan.dir);
    case TYPE_TUPLE: return mix_types(hash, type->tuple.items, type->tuple.count);
    case TYPE_FUNC: return hash_func(type, hash);
    case TYPE_STRUCT:
        for (int i = 0; i < type->struct_.count; i++) {
            hash = mix(mix(hash, (uintptr_t)type->struct_.fields[i].name),
                       (uintptr_t)type->struct_.fields[i].type);
        }
        return hash;
    case TYPE_INTERFACE:
        for (int i = 0; i < type->interface.count; i++) {
            hash = mix(mix(hash, (uintptr_t)type->interface.methods[i].name),
                       (uintptr_t)type->interface.methods[i].type);
        }
        return hash;
    default: return hash; // basic and named types are not looked up by structure
    }
}

// Equality of structure.

static bool same_pointers(Type **a, Type **b, int count) {
    return count == 0 || memcmp(a, b, sizeof *a * (size_t)count) == 0;
}

static bool same_func(const Type *a, const Type *b) {
    int params = a->func.param_count;
    int results = a->func.result_count;
    if (params != b->func.param_count || results != b->func.result_count ||
        a->func.variadic != b->func.variadic || !same_pointers(a->func.params, b->func.params, params) ||
        !same_pointers(a->func.results, b->func.results, results)) {
        return false;
    }
    if (!a->func.names || !b->func.names) {
        return a->func.names == b->func.names;
    }
    return memcmp(a->func.names, b->func.names, sizeof(Name *) * (size_t)(params + results)) == 0;
}

static bool same_tag(const char *a, const char *b) {
    return strcmp(a ? a : "", b ? b : "") == 0; // an absent tag is an empty one
}

static bool same_struct(const Type *a, const Type *b) {
    if (a->struct_.count != b->struct_.count) {
        return false;
    }
    for (int i = 0; i < a->struct_.count; i++) {
        const Field *x = &a->struct_.fields[i];
        const Field *y = &b->struct_.fields[i];
        if (x->name != y->name || x->type != y->type || x->embedded != y->embedded ||
            !same_tag(x->tag, y->tag) || (!x->name->exported && x->package != y->package)) {
            return false;
        }
    }
    return true;
}

static bool same_interface(const Type *a, const Type *b) {
    if (a->interface.count != b->interface.count) {
        return false;
    }
    for (int i = 0; i < a->interface.count; i++) {
        const Method *x = &a->interface.methods[i];
        const Method *y = &b->interface.methods[i];
        if (x->name != y->name || x->type != y->type || (!x->name->exported && x->package != y->package)) {
            return false;
        }
    }
    return true;
}

static bool same_structure(const Type *a, const Type *b) {
    if (a->kind != b->kind || a->alias != b->alias) {
        return false;
    }
    switch (a->kind) {
    case TYPE_ARRAY: return a->array.elem == b->array.elem && a->array.len == b->array.len;
    case TYPE_SLICE:
    case TYPE_POINTER: return a->pointer.elem == b->pointer.elem;
    case TYPE_MAP: return a->map.key == b->map.key && a->map.value == b->map.value;
    case TYPE_CHAN: return a->chan.elem == b->chan.elem && a->chan.dir == b->chan.dir;
    case TYPE_TUPLE:
        return a->tuple.count == b->tuple.count &&
               same_pointers(a->tuple.items, b->tuple.items, a->tuple.count);
    case TYPE_FUNC: return same_func(a, b);
    case TYPE_STRUCT: return same_struct(a, b);
    case TYPE_INTERFACE: return same_interface(a, b);
    default: return true; // the alias of a basic type
    }
}

// The table.

static int slot_of(const TypeTable *types, const Type *key, uint32_t hash) {
    int mask = types->capacity - 1;
    int slot = (int)(hash & (uint32_t)mask);
    while (types->slots[slot] &&
           !(types->hashes[slot] == hash && key && same_structure(types->slots[slot], key))) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

static void table_grow(TypeTable *types) {
    Type **old = types->slots;
    uint32_t *old_hashes = types->hashes;
    int old_capacity = types->capacity;
    types->capacity *= 2;
    types->slots = ARENA_NEW_N(types->arena, Type *, types->capacity);
    types->hashes = ARENA_NEW_N(types->arena, uint32_t, types->capacity);
    for (int i = 0; i < old_capacity; i++) {
        if (old[i]) {
            int slot = slot_of(types, NULL, old_hashes[i]);
            types->slots[slot] = old[i];
            types->hashes[slot] = old_hashes[i];
        }
    }
}

// Copies what the key points to: callers may pass arrays on their stack.
static void own_parts(TypeTable *types, Type *type) {
#define OWN(array, n)                                                                                        \
    do {                                                                                                     \
        size_t bytes = sizeof *(array) * (size_t)(n);                                                        \
        (array) = bytes ? memcpy(arena_alloc(types->arena, bytes), (array), bytes) : NULL;                   \
    } while (0)
    switch (type->kind) {
    case TYPE_STRUCT: OWN(type->struct_.fields, type->struct_.count); break;
    case TYPE_INTERFACE: OWN(type->interface.methods, type->interface.count); break;
    case TYPE_TUPLE: OWN(type->tuple.items, type->tuple.count); break;
    case TYPE_FUNC:
        OWN(type->func.params, type->func.param_count);
        OWN(type->func.results, type->func.result_count);
        if (type->func.names) {
            OWN(type->func.names, type->func.param_count + type->func.result_count);
        }
        break;
    default: break; // the others have their parts in themselves
    }
#undef OWN
}

static Type *intern(TypeTable *types, const Type *key);

// The type of the canonical parts of `type`.
static Type *canonical_of(TypeTable *types, const Type *type) {
    Type key = *type;
    key.alias = NULL;
    own_parts(types, &key);
    switch (key.kind) {
    case TYPE_ARRAY: key.array.elem = key.array.elem->canonical; break;
    case TYPE_SLICE:
    case TYPE_POINTER: key.pointer.elem = key.pointer.elem->canonical; break;
    case TYPE_MAP:
        key.map.key = key.map.key->canonical;
        key.map.value = key.map.value->canonical;
        break;
    case TYPE_CHAN: key.chan.elem = key.chan.elem->canonical; break;
    case TYPE_TUPLE:
        for (int i = 0; i < key.tuple.count; i++) {
            key.tuple.items[i] = key.tuple.items[i]->canonical;
        }
        break;
    case TYPE_FUNC:
        key.func.names = NULL;
        for (int i = 0; i < key.func.param_count; i++) {
            key.func.params[i] = key.func.params[i]->canonical;
        }
        for (int i = 0; i < key.func.result_count; i++) {
            key.func.results[i] = key.func.results[i]->canonical;
        }
        break;
    case TYPE_STRUCT:
        for (int i = 0; i < key.struct_.count; i++) {
            key.struct_.fields[i].type = key.struct_.fields[i].type->canonical;
        }
        break;
    case TYPE_INTERFACE:
        for (int i = 0; i < key.interface.count; i++) {
            key.interface.methods[i].type = key.interface.methods[i].type->canonical;
        }
        break;
    default: return types->basic[key.kind];
    }
    return same_structure(&key, type) ? NULL : intern(types, &key);
}

static Type *intern(TypeTable *types, const Type *key) {
    uint32_t hash = hash_type(key);
    int slot = slot_of(types, key, hash);
    if (types->slots[slot]) {
        return types->slots[slot];
    }
    Type *canonical = canonical_of(types, key);
    Type *type = ARENA_NEW(types->arena, Type);
    *type = *key;
    own_parts(types, type);
    type->canonical = canonical ? canonical : type;
    type->id = canonical ? canonical->id : types->next_id++;
    type->laid_out = false;
    type->method_set = NULL;
    if ((types->count + 1) * 2 > types->capacity) {
        table_grow(types);
    }
    slot = slot_of(types, NULL, hash);
    types->slots[slot] = type;
    types->hashes[slot] = hash;
    types->count++;
    return type;
}

// The constructors.

Type *type_array(TypeTable *types, Type *elem, int64_t len) {
    return intern(types, &(Type){.kind = TYPE_ARRAY, .array = {elem, len}});
}

Type *type_slice(TypeTable *types, Type *elem) {
    return intern(types, &(Type){.kind = TYPE_SLICE, .slice = {elem}});
}

Type *type_pointer(TypeTable *types, Type *elem) {
    return intern(types, &(Type){.kind = TYPE_POINTER, .pointer = {elem}});
}

Type *type_map(TypeTable *types, Type *key, Type *value) {
    return intern(types, &(Type){.kind = TYPE_MAP, .map = {key, value}});
}

Type *type_chan(TypeTable *types, Type *elem, ChanDir dir) {
    return intern(types, &(Type){.kind = TYPE_CHAN, .chan = {elem, dir}});
}

Type *type_func(TypeTable *types, Type **params, int param_count, Type **results, int result_count,
                bool variadic) {
    Type key = {.kind = TYPE_FUNC};
    key.func.params = params;
    key.func.param_count = param_count;
    key.func.results = results;
    key.func.result_count = result_count;
    key.func.variadic = variadic;
    return intern(types, &key);
}

Type *type_func_with_names(TypeTable *types, Type *func, const Name **names) {
    Type key = *func;
    key.func.names = NULL;
    key.alias = NULL;
    for (int i = 0; i < func->func.param_count + func->func.result_count; i++) {
        key.func.names = names[i] ? names : key.func.names;
    }
    return intern(types, &key);
}

Type *type_tuple(TypeTable *types, Type **items, int count) {
    return intern(types, &(Type){.kind = TYPE_TUPLE, .tuple = {items, count}});
}

Type *type_struct(TypeTable *types, const Field *fields, int count) {
    return intern(types, &(Type){.kind = TYPE_STRUCT, .struct_ = {(Field *)fields, count}});
}

static int compare_methods(const void *a, const void *b) {
    const Method *x = a;
    const Method *y = b;
    int order = strcmp(x->name->text, y->name->text);
    if (order != 0 || !x->package || !y->package) {
        return order;
    }
    return strcmp(x->package->path, y->package->path);
}

Type *type_interface(TypeTable *types, const Method *methods, int count) {
    Type key = {.kind = TYPE_INTERFACE, .interface = {(Method *)methods, count}};
    own_parts(types, &key);
    if (count > 1) {
        qsort(key.interface.methods, (size_t)count, sizeof(Method), compare_methods);
    }
    return intern(types, &key);
}

Type *type_named(TypeTable *types, Object *object) {
    Type *type = type_create(types, TYPE_NAMED);
    type->named.object = object;
    return type;
}

Type *type_alias(TypeTable *types, Type *type, const Object *alias) {
    if (type->kind == TYPE_NAMED || type->kind == TYPE_INVALID) {
        return type;
    }
    Type key = *type;
    key.alias = alias;
    return intern(types, &key);
}

Type *type_unalias(TypeTable *types, Type *type) {
    if (!type->alias) {
        return type;
    }
    Type key = *type;
    key.alias = NULL;
    return key.kind < TYPE_ARRAY ? type->canonical : intern(types, &key);
}
