// Type declarations. A defined type exists before its right side is resolved, so that it may refer to itself;
// until then its underlying type is the invalid one. Two right sides cannot be resolved at once: the name of
// a type that is itself incomplete, and an interface that embeds an incomplete one. They wait in
// c->incomplete for the type they need.
#include "sema/declare.h"
#include <string.h>

typedef struct IncompleteType {
    Object *object;
    Type *needs;
    Expr *interface; // the right side to resolve again, or NULL: it is `needs`
    Scope *scope;
    struct IncompleteType *next;
} IncompleteType;

bool type_is_incomplete(const Checker *c, const Type *type) {
    if (type->kind != TYPE_NAMED) {
        return false;
    }
    if (type->named.object->color == COLOR_GREY && type->named.underlying->kind == TYPE_INVALID) {
        return true;
    }
    for (const IncompleteType *entry = c->incomplete; entry; entry = entry->next) {
        if (entry->object->type == type) {
            return true;
        }
    }
    return false;
}

static void wait_for(Checker *c, Object *object, Type *needs, Expr *interface) {
    IncompleteType *entry = ARENA_NEW(c->session->arena, IncompleteType);
    *entry = (IncompleteType){object, needs, interface, c->scope, c->incomplete};
    c->incomplete = entry;
}

static void resolve_right_side(Checker *c, Object *object, Expr *expr);

// Takes the types that wait for `type` out of the list.
static IncompleteType *take_waiting(Checker *c, const Type *type) {
    IncompleteType *taken = NULL;
    for (IncompleteType **link = &c->incomplete; *link;) {
        IncompleteType *entry = *link;
        if (entry->needs == type) {
            *link = entry->next;
            entry->next = taken;
            taken = entry;
        } else {
            link = &entry->next;
        }
    }
    return taken;
}

static void complete_type(Checker *c, Type *type, Type *underlying) {
    type->named.underlying = underlying;
    for (IncompleteType *entry = take_waiting(c, type), *next; entry; entry = next) {
        next = entry->next;
        if (entry->interface) {
            Environment saved = environment_save(c);
            c->scope = entry->scope;
            resolve_right_side(c, entry->object, entry->interface);
            environment_restore(c, &saved);
        } else {
            complete_type(c, entry->object->type, underlying);
        }
    }
}

static void resolve_right_side(Checker *c, Object *object, Expr *expr) {
    Type *named = object->type;
    c->awaited = NULL;
    Type *right = check_type(c, expr);
    Type *awaited = c->awaited;
    c->awaited = NULL;
    if (awaited && ast_unparen(expr)->kind == EXPR_INTERFACE_TYPE) {
        wait_for(c, object, awaited, expr);
    } else if (right->kind == TYPE_NAMED && type_is_incomplete(c, right)) {
        wait_for(c, object, right, NULL);
    } else {
        complete_type(c, named,
                      right->kind == TYPE_NAMED ? right->named.underlying : type_unalias(c->types, right));
    }
}

static void remove_incomplete(Checker *c, const Object *object) {
    for (IncompleteType **link = &c->incomplete; *link; link = &(*link)->next) {
        if ((*link)->object == object) {
            *link = (*link)->next;
            return;
        }
    }
}

// What still waits when all declarations have been seen waits for itself.
void report_incomplete_types(Checker *c) {
    while (c->incomplete) {
        VEC(Object *) cycle = {0};
        IncompleteType *entry = c->incomplete;
        Object *first = entry->object;
        if (first->color == COLOR_GREY) {
            return;
        }
        do {
            VEC_PUSH(c->session->arena, &cycle, entry->object);
            Type *needs = entry->needs;
            for (entry = c->incomplete; entry && entry->object->type != needs; entry = entry->next) {
            }
        } while (entry && entry->object != first && cycle.len < 1000);
        if (entry) {
            report_cycle(c, cycle.items, cycle.len);
        }
        for (int i = 0; i < cycle.len; i++) {
            remove_incomplete(c, cycle.items[i]);
        }
        for (int i = 0; i < cycle.len; i++) {
            complete_type(c, cycle.items[i]->type, universe_invalid_type(c));
        }
    }
}

static void check_finite_later(Checker *c, void *data) {
    check_type_is_finite(c, data);
}

void check_type_decl(Checker *c, Object *object, Decl *decl) {
    if (decl->type.has_type_params) {
        check_error(c, decl->type.name_span, "not supported by minic: generics");
        object->type = universe_invalid_type(c);
        return;
    }
    if (decl->type.alias) {
        Type *type = check_type(c, decl->type.type);
        object->type = type_alias(c->types, type, object);
        return;
    }
    object->type = type_named(c->types, object);
    object->type->named.underlying = universe_invalid_type(c);
    check_later(c, check_finite_later, object->type);
    resolve_right_side(c, object, decl->type.type);
}

typedef struct {
    Object *items[200];
    int len;
} TypePath;

// Follows what a value of the type contains; false after an error.
static bool type_is_finite(Checker *c, Type *type, TypePath *path) {
    switch (type->kind) {
    case TYPE_ARRAY: return type_is_finite(c, type->array.elem, path);
    case TYPE_STRUCT:
        for (int i = 0; i < type->struct_.count; i++) {
            if (!type_is_finite(c, type->struct_.fields[i].type, path)) {
                return false;
            }
        }
        return true;
    case TYPE_NAMED: break;
    default: return true;
    }
    Object *object = type->named.object;
    if (type->named.is_finite || !object->package || type->named.underlying->kind == TYPE_INVALID) {
        return true;
    }
    for (int i = 0; i < path->len; i++) {
        if (path->items[i] == object) {
            report_cycle(c, path->items + i, path->len - i);
            type->named.underlying = universe_invalid_type(c);
            return false;
        }
    }
    if (path->len < 200) {
        path->items[path->len++] = object;
        Type *right = object->decl->type.type->type; // as declared: it may be another name
        bool named = right && right->kind == TYPE_NAMED;
        bool finite = type_is_finite(c, named ? right : type->named.underlying, path);
        path->len--;
        type->named.is_finite = finite;
        return finite;
    }
    return true;
}

void check_type_is_finite(Checker *c, Type *named) {
    TypePath path = {.len = 0};
    type_is_finite(c, named, &path);
}

static void check_field_and_method(Checker *c, const Object *method, const Type *underlying) {
    for (int i = 0; underlying->kind == TYPE_STRUCT && i < underlying->struct_.count; i++) {
        const Field *field = &underlying->struct_.fields[i];
        if (field->name == method->name) {
            check_error(c, method->span,
                        "field and method with the same name %s\n\t%s: other declaration of %s",
                        method->name->text, position_text(c, field->span.start), field->name->text);
        }
    }
}

static void check_method_names(Checker *c, void *data) {
    const Type *named = data;
    for (int i = 0; i < named->named.methods.len; i++) {
        check_field_and_method(c, named->named.methods.items[i], named->named.underlying);
    }
}

void collect_methods(Checker *c, Object *type_name) {
    Type *type = type_name->type;
    if (!type || type->kind != TYPE_NAMED || type_name->type_name.alias) {
        return;
    }
    for (int i = 0; i < type_name->info->methods.len; i++) {
        Object *method = type_name->info->methods.items[i];
        const Object *other = NULL;
        for (int j = 0; j < type->named.methods.len; j++) {
            if (type->named.methods.items[j]->name == method->name) {
                other = type->named.methods.items[j];
            }
        }
        if (other) {
            check_error(c, method->span, "method %s.%s already declared at %s", type_name->name->text,
                        method->name->text, position_text(c, other->span.start));
        } else {
            VEC_PUSH(c->session->arena, &type->named.methods, method);
        }
    }
    if (type->named.methods.len > 0) {
        check_later(c, check_method_names, type);
    }
}
