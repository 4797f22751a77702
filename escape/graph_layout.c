// How types are laid out in leaves. A scalar, pointer, string, slice, map, channel, function or interface is
// one leaf; a struct has those of its fields; a short array those of its elements, for constant indices, a
// longer one those of one element, which stands for all. Everything has at least one leaf, so that it can be
// pointed to. What contains a type that collapses does so itself: no object has a collapsed leaf beside
// others, so it does not matter on which way of fields a leaf is reached.
#include "escape/graph.h"
#include "escape/mutant.h"

static const Type *no_types[] = {NULL};
static bool not_collapsed[] = {false};
const Layout layout_untyped = {.count = 1, .types = no_types, .collapsed_leaf = not_collapsed};

static Layout *single(GraphProgram *p, const Type *type, bool collapsed) {
    Arena *arena = p->result->arena;
    Layout *layout = ARENA_NEW(arena, Layout);
    layout->count = 1;
    layout->collapsed = collapsed;
    layout->types = ARENA_NEW_N(arena, const Type *, 1);
    layout->types[0] = type;
    layout->collapsed_leaf = ARENA_NEW_N(arena, bool, 1);
    layout->collapsed_leaf[0] = collapsed;
    return layout;
}

// The parts one after the other; fields[i] is where part i starts. `nested`: they are a struct's.
static Layout *concatenate(GraphProgram *p, const Type *type, const Layout **parts, int count, bool nested) {
    Arena *arena = p->result->arena;
    int total = 0;
    int depth = 0;
    bool collapsed = false;
    for (int i = 0; i < count; i++) {
        int inside = parts[i]->depth + nested;
        depth = inside > depth ? inside : depth;
        total += parts[i]->count;
        collapsed |= parts[i]->collapsed && !escape_mutant("collapsed-part");
    }
    collapsed |= total > MAX_LEAVES || (type && depth > MAX_DEPTH);
    if (collapsed || total == 0) {
        Layout *layout = single(p, type, collapsed);
        layout->depth = depth;
        layout->fields = ARENA_NEW_N(arena, int, count + 1);
        return layout;
    }
    Layout *layout = ARENA_NEW(arena, Layout);
    layout->count = total;
    layout->depth = depth;
    layout->types = ARENA_NEW_N(arena, const Type *, total);
    layout->collapsed_leaf = ARENA_NEW_N(arena, bool, total);
    layout->fields = ARENA_NEW_N(arena, int, count);
    int at = 0;
    for (int i = 0; i < count; i++) {
        layout->fields[i] = at;
        for (int k = 0; k < parts[i]->count; k++, at++) {
            layout->types[at] = parts[i]->types[k];
            layout->collapsed_leaf[at] = parts[i]->collapsed_leaf[k];
        }
    }
    return layout;
}

bool layout_is_split(GraphProgram *p, const Type *array) {
    const Type *t = type_underlying(array);
    return t->array.len > 1 && t->array.len <= MAX_SPLIT && type_has_pointers(t->array.elem) &&
           t->array.len * layout_of(p, t->array.elem)->count <= MAX_SPLIT &&
           layout_of(p, t->array.elem)->depth < MAX_DEPTH;
}

static const Layout *build(GraphProgram *p, const Type *type) {
    const Type *t = type_underlying(type);
    if (t->kind == TYPE_ARRAY && !layout_is_split(p, t)) {
        return layout_of(p, t->array.elem);
    }
    if (t->kind == TYPE_ARRAY) {
        const Layout *elems[MAX_SPLIT];
        for (int i = 0; i < t->array.len; i++) {
            elems[i] = layout_of(p, t->array.elem);
        }
        return concatenate(p, type, elems, (int)t->array.len, false);
    }
    if (t->kind != TYPE_STRUCT) {
        return single(p, type, false);
    }
    const Layout **parts = ARENA_NEW_N(p->result->arena, const Layout *, t->struct_.count + 1);
    for (int i = 0; i < t->struct_.count; i++) {
        parts[i] = layout_of(p, t->struct_.fields[i].type);
    }
    return concatenate(p, type, parts, t->struct_.count, true);
}

const Layout *layout_of(GraphProgram *p, const Type *type) {
    const Layout *layout = table_get(&p->layouts, type);
    if (!layout) {
        layout = build(p, type);
        table_set(p->result->arena, &p->layouts, type, (void *)layout);
    }
    return layout;
}

const Layout *layout_pair(GraphProgram *p, const Type *key, const Type *value) {
    const Layout *parts[] = {layout_of(p, key), layout_of(p, value)};
    return concatenate(p, NULL, parts, 2, false);
}

const Layout *layout_pointee(GraphProgram *p, const Type *type) {
    const Type *t = type_underlying(type);
    switch (t->kind) {
    case TYPE_POINTER: return layout_of(p, t->pointer.elem);
    case TYPE_SLICE: return layout_of(p, t->slice.elem);
    case TYPE_CHAN: return layout_of(p, t->chan.elem);
    case TYPE_MAP: return layout_pair(p, t->map.key, t->map.value);
    case TYPE_STRING: return single(p, type_basic(p->result->program->types, TYPE_UINT8), false);
    default: return NULL;
    }
}

const Layout *layout_record(GraphProgram *p, const Func *literal) {
    Arena *arena = p->result->arena;
    const Layout *known = table_get(&p->layouts, literal);
    if (known) {
        return known;
    }
    int count = literal->captures.len;
    const Layout **parts = ARENA_NEW_N(arena, const Layout *, count + 1);
    for (int i = 0; i < count; i++) {
        const Capture *capture = &literal->captures.items[i];
        Type *type = capture->var->type;
        parts[i] = layout_of(p, capture->by_value ? type : type_pointer(p->result->program->types, type));
    }
    Layout *layout = concatenate(p, NULL, parts, count, false);
    table_set(arena, &p->layouts, literal, layout);
    return layout;
}
