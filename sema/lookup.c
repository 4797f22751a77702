// Fields and methods by name, through embedded fields, as the specification's "Selectors" has it: breadth
// first, one depth after the other; the first depth that has the name decides, and two finds at that depth
// are ambiguous.
#include "sema/check.h"
#include <strings.h>

// A type to search at the current depth, and how to get there.
typedef struct {
    const Type *type;
    const int *path;
    int path_len;
    bool indirect;
    bool multiple; // embedded more than once at this depth: whatever it has is ambiguous
} Candidate;

typedef VEC(Candidate) CandidateList;

typedef struct {
    Arena *arena;
    const Name *name;
    const Package *package;
    bool fold_case;
    CandidateList current;
    CandidateList next;
    VEC(const Type *) seen; // named types searched at a shallower depth, which hide deeper occurrences
    Lookup found;
} Search;

static bool is_match(const Search *s, const Name *name, const Package *package) {
    if (s->fold_case && strcasecmp(name->text, s->name->text) == 0) {
        return true;
    }
    return name == s->name && (name->exported || package == s->package);
}

static void record(Search *s, const Candidate *candidate, Lookup found) {
    if (s->found.kind != LOOKUP_NONE || candidate->multiple) {
        s->found = (Lookup){.kind = LOOKUP_AMBIGUOUS};
        return;
    }
    found.path = candidate->path;
    found.path_len = candidate->path_len;
    found.indirect = candidate->indirect;
    s->found = found;
}

static bool search_methods(Search *s, const Candidate *candidate) {
    const Type *type = candidate->type;
    for (int i = 0; i < type->named.methods.len; i++) {
        Object *method = type->named.methods.items[i];
        if (is_match(s, method->name, method->package)) {
            record(s, candidate, (Lookup){.kind = LOOKUP_METHOD, .method = method});
            return true;
        }
    }
    return false;
}

static void embed(Search *s, const Candidate *candidate, const Field *field, int index) {
    int *path = ARENA_NEW_N(s->arena, int, candidate->path_len + 1);
    if (candidate->path_len > 0) {
        memcpy(path, candidate->path, sizeof *path * (size_t)candidate->path_len);
    }
    path[candidate->path_len] = index;
    bool is_pointer = field->type->kind == TYPE_POINTER;
    const Type *type = (is_pointer ? field->type->pointer.elem : field->type)->canonical;
    for (int i = 0; i < s->next.len; i++) {
        if (s->next.items[i].type == type) {
            s->next.items[i].multiple = true;
            return;
        }
    }
    VEC_PUSH(s->arena, &s->next,
             (Candidate){type, path, candidate->path_len + 1, candidate->indirect || is_pointer,
                         candidate->multiple});
}

static void search_struct(Search *s, const Candidate *candidate, const Type *type) {
    for (int i = 0; i < type->struct_.count; i++) {
        const Field *field = &type->struct_.fields[i];
        if (is_match(s, field->name, field->package)) {
            record(s, candidate, (Lookup){.kind = LOOKUP_FIELD, .field = field, .index = i});
        } else if (field->embedded && s->found.kind == LOOKUP_NONE) {
            embed(s, candidate, field, i);
        }
    }
}

static void search_interface(Search *s, const Candidate *candidate, Type *type) {
    for (int i = 0; i < type->interface.count; i++) {
        const Method *method = &type->interface.methods[i];
        if (is_match(s, method->name, method->package)) {
            record(s, candidate,
                   (Lookup){.kind = LOOKUP_INTERFACE_METHOD,
                            .interface_method = method,
                            .interface = type,
                            .index = i});
            return;
        }
    }
}

static bool was_seen(const Search *s, const Type *type) {
    for (int i = 0; i < s->seen.len; i++) {
        if (s->seen.items[i] == type) {
            return true;
        }
    }
    return false;
}

static void search_candidate(Search *s, const Candidate *candidate) {
    if (candidate->type->kind == TYPE_NAMED) {
        if (was_seen(s, candidate->type)) {
            return;
        }
        VEC_PUSH(s->arena, &s->seen, candidate->type);
        if (search_methods(s, candidate)) {
            return;
        }
    }
    Type *underlying = type_underlying(candidate->type);
    if (underlying->kind == TYPE_STRUCT) {
        search_struct(s, candidate, underlying);
    } else if (underlying->kind == TYPE_INTERFACE) {
        search_interface(s, candidate, underlying);
    }
}

static Lookup search(Arena *arena, const Type *type, const Name *name, const Package *package,
                     bool fold_case) {
    Search s = {.arena = arena, .name = name, .package = package, .fold_case = fold_case};
    bool is_pointer = type->kind == TYPE_POINTER;
    const Type *base = is_pointer ? type->pointer.elem : type;
    if (strcmp(name->text, "_") == 0 || (is_pointer && type_is_interface(base))) {
        return s.found;
    }
    VEC_PUSH(arena, &s.current, (Candidate){.type = base, .indirect = is_pointer});
    while (s.current.len > 0 && s.found.kind == LOOKUP_NONE) {
        for (int i = 0; i < s.current.len; i++) {
            search_candidate(&s, &s.current.items[i]);
        }
        s.current = s.next;
        s.next = (CandidateList){0};
    }
    return s.found;
}

Lookup type_lookup(Arena *arena, const Type *type, const Name *name, const Package *package, bool fold_case) {
    bool is_named_pointer = type->kind == TYPE_NAMED && type_underlying(type)->kind == TYPE_POINTER;
    Lookup found = search(arena, is_named_pointer ? type_underlying(type) : type, name, package, fold_case);
    bool is_method = found.kind == LOOKUP_METHOD || found.kind == LOOKUP_INTERFACE_METHOD;
    return is_named_pointer && is_method ? (Lookup){0}
                                         : found; // a named pointer type has fields, but no methods
}
