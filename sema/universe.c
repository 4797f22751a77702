// The universe: the predeclared types, constants, functions, and nil.
#include "sema/check.h"

static Object *declare(Checker *c, ObjectKind kind, const char *text, Type *type) {
    const Name *name = name_intern_cstr(c->session->names, text);
    Object *object = object_create(c, kind, name, (Span){0, 0}, type);
    object->package = NULL;
    scope_declare(c, c->universe, object);
    return object;
}

static Object *declare_alias(Checker *c, const char *text, Type *type) {
    Object *object = declare(c, OBJECT_TYPE, text, NULL);
    object->type = type_alias(c->types, type, object);
    object->type_name.alias = true;
    return object;
}

static void declare_types(Checker *c) {
    for (int kind = TYPE_BOOL; kind <= TYPE_STRING; kind++) {
        static const char *const names[] = {
#define X(k, name) [TYPE_##k] = name,
            BASIC_TYPES(X)
#undef X
        };
        declare(c, OBJECT_TYPE, names[kind], type_basic(c->types, (TypeKind)kind));
    }
    declare_alias(c, "byte", type_basic(c->types, TYPE_UINT8));
    declare_alias(c, "rune", type_basic(c->types, TYPE_INT32));
    declare_alias(c, "any", type_interface(c->types, NULL, 0));
}

// type error interface { Error() string }
static void declare_error(Checker *c) {
    Object *object = declare(c, OBJECT_TYPE, "error", NULL);
    object->type = type_named(c->types, object);
    Type *result = type_basic(c->types, TYPE_STRING);
    Method method = {.name = name_intern_cstr(c->session->names, "Error"),
                     .type = type_func(c->types, NULL, 0, &result, 1, false)};
    object->type->named.underlying = type_interface(c->types, &method, 1);
    if (c->program) {
        c->program->error_type = object;
    }
}

static void declare_constants(Checker *c) {
    Type *untyped_bool = type_basic(c->types, TYPE_UNTYPED_BOOL);
    Arena *arena = c->session->arena;
    declare(c, OBJECT_CONST, "true", untyped_bool)->constant.value = constant_from_bool(arena, true);
    declare(c, OBJECT_CONST, "false", untyped_bool)->constant.value = constant_from_bool(arena, false);
    Object *iota = declare(c, OBJECT_CONST, "iota", type_basic(c->types, TYPE_UNTYPED_INT));
    iota->constant.value = constant_from_int64(arena, 0); // check_ident uses Checker.iota instead
    declare(c, OBJECT_NIL, "nil", type_basic(c->types, TYPE_UNTYPED_NIL));
}

static void declare_builtins(Checker *c) {
    static const char *const names[] = {
#define X(id, name) name,
        BUILTINS(X)
#undef X
    };
    for (int id = 0; id < BUILTIN_COUNT; id++) {
        Object *object = declare(c, OBJECT_BUILTIN, names[id], type_basic(c->types, TYPE_INVALID));
        object->builtin.id = (BuiltinId)id;
    }
}

void universe_create(Checker *c) {
    c->universe = scope_create(c, NULL, "universe");
    declare_types(c);
    declare_error(c);
    declare_constants(c);
    declare_builtins(c);
}

static Type *predeclared(const Checker *c, const char *name) {
    return scope_lookup_local(c->universe, name_intern_cstr(c->session->names, name))->type;
}

Type *universe_error_type(const Checker *c) {
    return predeclared(c, "error");
}

Type *universe_any_type(const Checker *c) {
    return predeclared(c, "any");
}

Type *universe_byte_type(const Checker *c) {
    return predeclared(c, "byte");
}

Type *universe_rune_type(const Checker *c) {
    return predeclared(c, "rune");
}

Type *universe_invalid_type(const Checker *c) {
    return type_basic(c->types, TYPE_INVALID);
}
