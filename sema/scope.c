// Scopes: a chained hash table of names each, with a link to the enclosing one.
#include "sema/check.h"

struct ScopeEntry {
    Object *object;
    struct ScopeEntry *next;
};

enum { SCOPE_INITIAL_BUCKETS = 4 };

Scope *scope_create(Checker *c, Scope *parent, const char *comment) {
    Scope *scope = ARENA_NEW(c->session->arena, Scope);
    scope->parent = parent;
    scope->comment = comment;
    scope->func = c->func;
    return scope;
}

Object *scope_lookup_local(const Scope *scope, const Name *name) {
    if (scope->bucket_count == 0) {
        return NULL;
    }
    struct ScopeEntry *entry = scope->buckets[name->hash & (uint32_t)(scope->bucket_count - 1)];
    while (entry && entry->object->name != name) {
        entry = entry->next;
    }
    return entry ? entry->object : NULL;
}

Object *scope_lookup(const Scope *scope, const Name *name, Scope **where) {
    for (const Scope *s = scope; s; s = s->parent) {
        Object *object = scope_lookup_local(s, name);
        if (object) {
            if (where) {
                *where = (Scope *)s;
            }
            return object;
        }
    }
    return NULL;
}

static void scope_grow(Checker *c, Scope *scope) {
    struct ScopeEntry **old = scope->buckets;
    int old_count = scope->bucket_count;
    scope->bucket_count = old_count ? old_count * 2 : SCOPE_INITIAL_BUCKETS;
    scope->buckets = ARENA_NEW_N(c->session->arena, struct ScopeEntry *, scope->bucket_count);
    for (int i = 0; i < old_count; i++) {
        for (struct ScopeEntry *entry = old[i], *next; entry; entry = next) {
            next = entry->next;
            uint32_t bucket = entry->object->name->hash & (uint32_t)(scope->bucket_count - 1);
            entry->next = scope->buckets[bucket];
            scope->buckets[bucket] = entry;
        }
    }
}

Object *scope_declare(Checker *c, Scope *scope, Object *object) {
    if (strcmp(object->name->text, "_") != 0) {
        Object *previous = scope_lookup_local(scope, object->name);
        if (previous) {
            return previous;
        }
        if (scope->entry_count >= scope->bucket_count) {
            scope_grow(c, scope);
        }
        struct ScopeEntry *entry = ARENA_NEW(c->session->arena, struct ScopeEntry);
        uint32_t bucket = object->name->hash & (uint32_t)(scope->bucket_count - 1);
        *entry = (struct ScopeEntry){object, scope->buckets[bucket]};
        scope->buckets[bucket] = entry;
        scope->entry_count++;
    }
    object->parent = object->parent ? object->parent : scope;
    VEC_PUSH(c->session->arena, &scope->objects, object);
    return NULL;
}

Object *object_create(Checker *c, ObjectKind kind, const Name *name, Span span, Type *type) {
    Object *object = ARENA_NEW(c->session->arena, Object);
    object->kind = kind;
    object->name = name;
    object->span = span;
    object->type = type;
    object->package = c->package;
    if (kind == OBJECT_VAR) {
        object->var.func = c->func;
    }
    return object;
}
