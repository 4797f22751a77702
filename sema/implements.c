// Does a type implement an interface, and if not, why: the parenthesised causes of Go's messages.
#include "sema/check.h"
#include "sema/type_text.h"

bool type_is_interface_pointer(const Type *type) {
    const Type *under = type_underlying(type);
    return under->kind == TYPE_POINTER && type_is_interface(under->pointer.elem);
}

// What stands in the way of one method.
typedef struct {
    Checker *c;
    const Type *type;      // that should implement
    const Type *interface; // what it should implement
    const Method *method;
} Want;

static const char *have_want(const Want *w, const char *lead, const Name *name, const Type *have) {
    Arena *arena = w->c->session->arena;
    const char *have_text = type_method_text(arena, name, have, w->c->package);
    const char *want_text = type_method_text(arena, w->method->name, w->method->type, w->c->package);
    if (strcmp(have_text, want_text) == 0) {
        have_text = type_method_text(arena, name, have, NULL);
        want_text = type_method_text(arena, w->method->name, w->method->type, NULL);
    }
    return arena_printf(arena, "(%s %s)\n\t\thave %s\n\t\twant %s", lead, w->method->name->text, have_text,
                        want_text);
}

static const char *not_found_cause(const Want *w) {
    Checker *c = w->c;
    Arena *arena = c->session->arena;
    const Type *pointer = type_is_interface_pointer(w->type)        ? w->type
                          : type_is_interface_pointer(w->interface) ? w->interface
                                                                    : NULL;
    if (pointer) {
        return arena_printf(arena, "(type %s is pointer to interface, not interface)",
                            type_string(c, pointer));
    }
    return arena_printf(arena, "(missing method %s)", w->method->name->text);
}

// A method of another case, or of the same name in another package, is worth a hint.
static const char *similar_cause(const Want *w) {
    Arena *arena = w->c->session->arena;
    Lookup similar = type_lookup(arena, w->type, w->method->name, w->method->package, true);
    if (similar.kind != LOOKUP_METHOD || (similar.method->func.pointer_receiver && !similar.indirect)) {
        return not_found_cause(w);
    }
    if (similar.method->name == w->method->name) {
        return arena_printf(arena, "(unexported method %s)", w->method->name->text);
    }
    check_object(w->c, similar.method);
    return have_want(w, "missing method", similar.method->name, similar.method->type);
}

// The reason why the type lacks the method; NULL if it has it.
static const char *lack_of_method(const Want *w) {
    Checker *c = w->c;
    Arena *arena = c->session->arena;
    Lookup found = type_lookup(arena, w->type, w->method->name, w->method->package, false);
    const char *name = w->method->name->text;
    Type *type = NULL;
    switch (found.kind) {
    case LOOKUP_NONE: return similar_cause(w);
    case LOOKUP_AMBIGUOUS:
        return arena_printf(arena, "(ambiguous selector %s.%s)", type_string(c, w->type), name);
    case LOOKUP_FIELD:
        return arena_printf(arena, "(%s.%s is a field, not a method)", type_string(c, w->type), name);
    case LOOKUP_METHOD:
        if (found.method->func.pointer_receiver && !found.indirect) {
            return arena_printf(arena, "(method %s has pointer receiver)", name);
        }
        check_object(c, found.method);
        type = found.method->type;
        break;
    case LOOKUP_INTERFACE_METHOD: type = found.interface_method->type; break;
    }
    bool has = type->kind == TYPE_INVALID || type_is_identical(type, w->method->type);
    return has ? NULL : have_want(w, "wrong type for method", w->method->name, type);
}

// A struct with an embedded field of invalid type may have any methods.
static bool has_invalid_embedded(const Type *type, int depth) {
    const Type *under = type_underlying(type);
    if (under->kind == TYPE_POINTER) {
        under = type_underlying(under->pointer.elem);
    }
    if (under->kind == TYPE_STRUCT && depth < 10) {
        for (int i = 0; i < under->struct_.count; i++) {
            const Field *field = &under->struct_.fields[i];
            if (field->embedded &&
                (field->type->kind == TYPE_INVALID || has_invalid_embedded(field->type, depth + 1))) {
                return true;
            }
        }
    }
    return false;
}

bool check_implements(Checker *c, Type *type, Type *interface, bool dynamic, const char **cause) {
    const Type *wanted = type_underlying(interface);
    if (type_underlying(type)->kind == TYPE_INVALID) {
        return true;
    }
    for (int i = 0; i < wanted->interface.count; i++) {
        const Method *method = &wanted->interface.methods[i];
        if (dynamic && type_is_interface(type) &&
            type_lookup(c->session->arena, type, method->name, method->package, false).kind == LOOKUP_NONE) {
            continue;
        }
        const char *reason = lack_of_method(&(Want){c, type, interface, method});
        if (reason) {
            if (cause) {
                *cause = reason;
            }
            return has_invalid_embedded(type, 0);
        }
    }
    return true;
}

bool check_assertion_possible(Checker *c, const Expr *expr, const Expr *x, Type *type, bool is_type_switch) {
    const char *cause = "";
    if (type_is_interface(type) || check_implements(c, type, x->type, true, &cause)) {
        return true;
    }
    Arena *arena = c->session->arena;
    if (is_type_switch) {
        check_error(c, expr_position(expr),
                    "impossible type switch case: %s\n\t%s cannot have dynamic type %s %s",
                    expr_text(arena, expr), operand_text(c, x), type_string(c, type), cause);
    } else {
        check_error(c, expr_position(expr), "impossible type assertion: %s\n\t%s does not implement %s %s",
                    expr_text(arena, expr), type_string(c, type), type_string(c, x->type), cause);
    }
    return false;
}
