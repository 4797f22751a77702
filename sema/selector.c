// Selectors: qualified names, fields and methods; what is promoted from embedded fields is spelled out by
// implicit selectors.
#include "sema/declare.h"
#include <ctype.h>
#include <string.h>
#include <strings.h>

// An exported object of the package whose name differs in case only.
static const Object *exported_alternative(const Package *package, const Name *name) {
    for (int i = 0; i < package->scope->objects.len; i++) {
        const Object *object = package->scope->objects.items[i];
        if (object->name->exported && strcasecmp(object->name->text, name->text) == 0) {
            return object;
        }
    }
    return NULL;
}

// Is it one of Go's generic functions and types, in a package that is here without them?
static bool is_generic(const Package *package, const Name *name) {
    static const char *const generic[][2] = {
        {"errors", "AsType"},   {"runtime", "AddCleanup"},  {"sync", "OnceValue"},
        {"sync", "OnceValues"}, {"sync/atomic", "Pointer"},
    };
    for (size_t i = 0; i < sizeof generic / sizeof *generic; i++) {
        if (strcmp(package->path, generic[i][0]) == 0 && strcmp(name->text, generic[i][1]) == 0) {
            return package->library;
        }
    }
    return false;
}

static void use_qualified(Checker *c, Expr *expr, Object *object) {
    check_object(c, object);
    reach_object(c, object);
    switch (object->kind) {
    case OBJECT_CONST:
        if (object->type->kind != TYPE_INVALID) {
            set_constant(expr, object->type, object->constant.value);
        }
        break;
    case OBJECT_TYPE:
        expr->is_type = true;
        expr->type = object->type;
        expr->mode = object->type->kind == TYPE_INVALID ? OPERAND_INVALID : OPERAND_TYPE;
        break;
    case OBJECT_VAR:
        if (object->type->kind != TYPE_INVALID) {
            set_value(expr, OPERAND_VARIABLE, object->type);
        }
        break;
    case OBJECT_FUNC:
        if (object->type->kind != TYPE_INVALID) {
            set_value(expr, OPERAND_VALUE, object->type);
        }
        break;
    case OBJECT_PACKAGE_NAME:
    case OBJECT_LABEL:
    case OBJECT_BUILTIN:
    case OBJECT_NIL: break;
    }
}

static void check_qualified(Checker *c, Expr *expr, Object *package_name) {
    Package *package = package_name->package_name.imported;
    const Name *name = expr->selector.sel;
    import_load(c, package, expr->selector.sel_span);
    package_name->used = true;
    expr->selector.x->ident.object = package_name;
    expr_set_invalid(c, expr);
    Object *object = scope_lookup_local(package->scope, name);
    const char *text = expr_text(c->session->arena, expr);
    if (!object || (!object->name->exported && package->library)) {
        const Object *alternative = exported_alternative(package, name);
        if (object) {
            check_error(c, expr->selector.sel_span, "name %s not exported by package %s", name->text,
                        package->name->text);
        } else if (is_generic(package, name)) {
            check_error(c, expr->selector.sel_span, "not supported by minic: generics");
        } else if (alternative) {
            check_error(c, expr->selector.sel_span, "undefined: %s (but have %s)", text,
                        alternative->name->text);
        } else {
            check_error(c, expr->selector.sel_span, "undefined: %s", text);
        }
        return;
    }
    expr->selector.kind = SELECT_QUALIFIED;
    expr->selector.object = object;
    use_qualified(c, expr, object);
}

// Do the names differ in the first letter's case at most?
static bool same_tail(const Name *a, const Name *b) {
    return a->len == b->len && strcmp(a->text + 1, b->text + 1) == 0;
}

typedef enum { SPELLING_NONE, SPELLING_DIFFERENT, SPELLING_UNEXPORTED, SPELLING_INACCESSIBLE } Spelling;

static Spelling compare_spelling(const Checker *c, const Name *name, const Name *other,
                                 const Package *package) {
    if (package == c->package) {
        return SPELLING_DIFFERENT;
    }
    if (name->exported) {
        return other->exported          ? SPELLING_DIFFERENT
               : same_tail(name, other) ? SPELLING_UNEXPORTED
                                        : SPELLING_NONE;
    }
    if (other->exported) {
        return same_tail(name, other) ? SPELLING_DIFFERENT : SPELLING_NONE;
    }
    return name == other ? SPELLING_INACCESSIBLE : SPELLING_NONE;
}

static const char *missing_in_literal(Checker *c, const char *type, const char *name, const Name *other,
                                      Spelling spelling) {
    Arena *arena = c->session->arena;
    switch (spelling) {
    case SPELLING_NONE: break;
    case SPELLING_DIFFERENT:
        return arena_printf(arena, "unknown field %s in struct literal of type %s, but does have %s", name,
                            type, other->text);
    case SPELLING_UNEXPORTED:
        return arena_printf(arena,
                            "unknown field %s in struct literal of type %s, but does have unexported %s",
                            name, type, other->text);
    case SPELLING_INACCESSIBLE:
        return arena_printf(arena, "cannot refer to unexported field %s in struct literal of type %s",
                            other->text, type);
    }
    return arena_printf(arena, "unknown field %s in struct literal of type %s", name, type);
}

const char *missing_field_text(Checker *c, Type *type, const Name *name, const Lookup *found,
                               bool in_literal) {
    Arena *arena = c->session->arena;
    const char *type_name = type_string(c, type);
    const Name *other = NULL;
    const char *what = "method";
    Spelling spelling = SPELLING_NONE;
    if (found->kind == LOOKUP_FIELD) {
        what = "field";
        other = found->field->name;
        spelling = compare_spelling(c, name, other, found->field->package);
    } else if (found->kind == LOOKUP_METHOD) {
        other = found->method->name;
        spelling = compare_spelling(c, name, other, found->method->package);
    } else if (found->kind == LOOKUP_INTERFACE_METHOD) {
        other = found->interface_method->name;
        spelling = compare_spelling(c, name, other, found->interface_method->package);
    }
    if (in_literal) {
        return missing_in_literal(c, type_name, name->text, other, spelling);
    }
    switch (spelling) {
    case SPELLING_NONE: break;
    case SPELLING_DIFFERENT:
        return arena_printf(arena, "type %s has no field or method %s, but does have %s %s", type_name,
                            name->text, what, other->text);
    case SPELLING_UNEXPORTED:
        return arena_printf(arena, "type %s has no field or method %s, but does have unexported %s %s",
                            type_name, name->text, what, other->text);
    case SPELLING_INACCESSIBLE:
        return arena_printf(arena, "cannot refer to unexported %s %s", what, other->text);
    }
    return arena_printf(arena, "type %s has no field or method %s", type_name, name->text);
}

static void report_missing(Checker *c, const Expr *expr, const Lookup *found, bool pointer_method) {
    const Expr *x = expr->selector.x;
    Arena *arena = c->session->arena;
    const char *name = expr->selector.sel->text;
    Span span = expr->selector.sel_span;
    const char *type = type_string(c, x->type);
    if (found->kind == LOOKUP_AMBIGUOUS) {
        check_error(c, span, "ambiguous selector %s.%s", expr_text(arena, x), name);
    } else if (pointer_method && x->is_type) {
        check_error(c, span, "invalid method expression %s.%s (needs pointer receiver (*%s).%s)", type, name,
                    type, name);
    } else if (pointer_method) {
        check_error(c, span, "cannot call pointer method %s on %s", name, type);
    } else if (type_is_interface_pointer(x->type)) {
        check_error(c, span, "%s.%s undefined (type %s is pointer to interface, not interface)",
                    expr_text(arena, x), name, type);
    } else {
        Lookup other = type_lookup(arena, x->type, expr->selector.sel, c->package, true);
        check_error(c, span, "%s.%s undefined (%s)", expr_text(arena, x), name,
                    missing_field_text(c, x->type, expr->selector.sel, &other, false));
    }
}

static void select_field(Checker *c, Expr *expr, const Lookup *found) {
    Expr *x = follow_embedded(c, expr->selector.x, found->path, found->path_len);
    bool variable = x->mode == OPERAND_VARIABLE || found->indirect;
    expr->selector.x = x;
    expr->selector.kind = SELECT_FIELD;
    expr->selector.field = found->index;
    expr->selector.through_pointer = type_underlying(x->type)->kind == TYPE_POINTER;
    set_value(expr, variable ? OPERAND_VARIABLE : OPERAND_VALUE, found->field->type);
    if (found->field->type->kind == TYPE_INVALID) {
        expr_set_invalid(c, expr);
    }
}

// The operand is a checked value or type.
static void check_member(Checker *c, Expr **expr) {
    Expr *selector = *expr;
    Expr *x = selector->selector.x;
    Lookup found = type_lookup(c->session->arena, x->type, selector->selector.sel, c->package, false);
    bool pointer_method = found.kind == LOOKUP_METHOD && found.method->func.pointer_receiver &&
                          !found.indirect && x->mode != OPERAND_VARIABLE;
    if (found.kind == LOOKUP_NONE || found.kind == LOOKUP_AMBIGUOUS || pointer_method) {
        if (type_underlying(x->type)->kind != TYPE_INVALID) {
            report_missing(c, selector, &found, pointer_method);
        }
        expr_set_invalid(c, selector);
    } else if (x->is_type && found.kind == LOOKUP_FIELD) {
        check_error(c, selector->selector.sel_span, "%s.%s undefined (type %s has no method %s)",
                    expr_text(c->session->arena, x), selector->selector.sel->text, type_string(c, x->type),
                    selector->selector.sel->text);
        expr_set_invalid(c, selector);
    } else if (x->is_type) {
        select_method_expression(c, selector, &found);
    } else if (found.kind == LOOKUP_FIELD) {
        select_field(c, selector, &found);
    } else {
        select_method(c, expr, &found);
    }
}

void check_selector_as(Checker *c, Expr **expr, bool want_type) {
    Expr *selector = *expr;
    Object *package_name = lookup_package_name(c, selector->selector.x);
    if (package_name) {
        check_qualified(c, selector, package_name);
        return;
    }
    expr_set_invalid(c, selector);
    check_expr_or_type(c, &selector->selector.x);
    const Expr *x = selector->selector.x;
    if (x->mode == OPERAND_BUILTIN) {
        check_error(c, (Span){selector->op_pos, selector->span.end},
                    "invalid use of %s in selector expression", operand_text(c, x));
        return;
    }
    if (expr_is_invalid(x)) {
        return;
    }
    if (want_type && x->is_type && type_is_incomplete(c, x->type)) {
        Object *cycle[1] = {x->type->named.object};
        report_cycle(c, cycle, 1);
        return;
    }
    if (want_type) {
        check_error(c, selector->selector.sel_span, "%s is not a type",
                    expr_text(c->session->arena, selector));
        return;
    }
    check_member(c, expr);
}

void check_selector(Checker *c, Expr **expr) {
    check_selector_as(c, expr, false);
}
