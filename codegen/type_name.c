// Names of types at run time. The spelling is package reflect's, which differs from the compiler's messages:
// `interface {}` instead of any, spaces inside the braces of struct and interface types.
#include "codegen/type_name.h"
#include "base/name.h"

static const char *basic_name(TypeKind kind) {
    switch (kind) {
#define X(id, text)                                                                                          \
    case TYPE_##id: return text;
        BASIC_TYPES(X)
#undef X
    default: return "?";
    }
}

// a, b, c
static const char *list_name(Arena *arena, Type *const *types, int count, bool variadic) {
    const char *text = "";
    for (int i = 0; i < count; i++) {
        bool dots = variadic && i == count - 1;
        const char *item = type_name_reflect(arena, dots ? type_underlying(types[i])->slice.elem : types[i]);
        text = arena_printf(arena, "%s%s%s%s", text, i > 0 ? ", " : "", dots ? "..." : "", item);
    }
    return text;
}

// (params) results
static const char *signature_name(Arena *arena, const Type *type) {
    const char *params = list_name(arena, type->func.params, type->func.param_count, type->func.variadic);
    const char *results = list_name(arena, type->func.results, type->func.result_count, false);
    switch (type->func.result_count) {
    case 0: return arena_printf(arena, "(%s)", params);
    case 1: return arena_printf(arena, "(%s) %s", params, results);
    default: return arena_printf(arena, "(%s) (%s)", params, results);
    }
}

// A tag, as a Go string literal.
static const char *quoted_tag(Arena *arena, const char *tag) {
    char *text = arena_alloc(arena, 2 * strlen(tag) + 4);
    char *at = text;
    *at++ = ' ';
    *at++ = '"';
    for (; *tag; tag++) {
        if (*tag == '"' || *tag == '\\') {
            *at++ = '\\';
        }
        *at++ = *tag;
    }
    *at = '"';
    return text;
}

static const char *struct_name(Arena *arena, const Type *type) {
    const char *text = "struct {";
    for (int i = 0; i < type->struct_.count; i++) {
        const Field *field = &type->struct_.fields[i];
        const char *name = field->embedded ? "" : arena_printf(arena, "%s ", field->name->text);
        text = arena_printf(arena, "%s%s %s%s%s", text, i > 0 ? ";" : "", name,
                            type_name_reflect(arena, field->type),
                            field->tag ? quoted_tag(arena, field->tag) : "");
    }
    return arena_printf(arena, type->struct_.count > 0 ? "%s }" : "%s}", text);
}

static const char *interface_name(Arena *arena, const Type *type) {
    const char *text = "interface {";
    for (int i = 0; i < type->interface.count; i++) {
        const Method *method = &type->interface.methods[i];
        const char *package = method->name->exported || !method->package
                                  ? ""
                                  : arena_printf(arena, "%s.", method->package->name->text);
        text = arena_printf(arena, "%s%s %s%s%s", text, i > 0 ? ";" : "", package, method->name->text,
                            signature_name(arena, type_underlying(method->type)));
    }
    return arena_printf(arena, type->interface.count > 0 ? "%s }" : "%s}", text);
}

static const char *chan_name(Arena *arena, const Type *type) {
    const char *elem = type_name_reflect(arena, type->chan.elem);
    switch (type->chan.dir) {
    case CHAN_BOTH: break;
    case CHAN_SEND_ONLY: return arena_printf(arena, "chan<- %s", elem);
    case CHAN_RECEIVE_ONLY: return arena_printf(arena, "<-chan %s", elem);
    }
    bool nested = type->chan.elem->kind == TYPE_CHAN && type->chan.elem->chan.dir == CHAN_RECEIVE_ONLY;
    return arena_printf(arena, nested ? "chan (%s)" : "chan %s", elem);
}

static const char *named_name(Arena *arena, const Type *type) {
    const Object *object = type->named.object;
    if (!object->package) {
        return object->name->text;
    }
    return arena_printf(arena, "%s.%s", object->package->name->text, object->name->text);
}

const char *type_name_reflect(Arena *arena, const Type *type) {
    switch (type->kind) {
    case TYPE_ARRAY:
        return arena_printf(arena, "[%lld]%s", (long long)type->array.len,
                            type_name_reflect(arena, type->array.elem));
    case TYPE_SLICE: return arena_printf(arena, "[]%s", type_name_reflect(arena, type->slice.elem));
    case TYPE_POINTER: return arena_printf(arena, "*%s", type_name_reflect(arena, type->pointer.elem));
    case TYPE_MAP:
        return arena_printf(arena, "map[%s]%s", type_name_reflect(arena, type->map.key),
                            type_name_reflect(arena, type->map.value));
    case TYPE_STRUCT: return struct_name(arena, type);
    case TYPE_FUNC: return arena_printf(arena, "func%s", signature_name(arena, type));
    case TYPE_INTERFACE: return interface_name(arena, type);
    case TYPE_CHAN: return chan_name(arena, type);
    case TYPE_NAMED: return named_name(arena, type);
    case TYPE_TUPLE: return "tuple";
    default: return basic_name(type->kind);
    }
}
