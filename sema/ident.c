// Identifiers: from a name to the object it denotes, and what using that object means.
#include "base/unicode.h"
#include "sema/declare.h"
#include <string.h>

Object *lookup_ident(const Checker *c, const Expr *expr) {
    return expr->kind == EXPR_IDENT ? scope_lookup(c->scope, expr->ident.name, NULL) : NULL;
}

Object *lookup_package_name(const Checker *c, const Expr *expr) {
    Object *object = lookup_ident(c, expr);
    return object && object->kind == OBJECT_PACKAGE_NAME ? object : NULL;
}

static const char *variable_kind_text(const Object *object) {
    if (object->var.is_result) {
        return "result variable";
    }
    if (object->var.is_param) {
        return object->var.func && object->var.func->receiver == object ? "receiver" : "parameter";
    }
    return object->info ? "package-level variable" : "local variable";
}

static const char *object_kind_text(const Object *object) {
    switch (object->kind) {
    case OBJECT_PACKAGE_NAME: return "package name";
    case OBJECT_CONST: return "constant";
    case OBJECT_TYPE: return object->type_name.alias ? "type alias" : "defined type";
    case OBJECT_VAR: return variable_kind_text(object);
    case OBJECT_FUNC: return "function";
    case OBJECT_LABEL: return "label";
    case OBJECT_BUILTIN: return "built-in function";
    case OBJECT_NIL: return "untyped nil";
    }
    return "";
}

static void use_const(Checker *c, Expr *expr, Object *object) {
    bool is_iota = !object->package && strcmp(object->name->text, "iota") == 0;
    add_dependency(c, object);
    if (is_iota && !c->iota) {
        check_error(c, expr_position(expr), "cannot use iota outside constant declaration");
        expr_set_invalid(c, expr);
    } else if (object->type->kind != TYPE_INVALID) {
        set_constant(expr, object->type, is_iota ? c->iota : object->constant.value);
    }
}

static void use_variable(Checker *c, Expr *expr, Object *object) {
    object->used = true;
    add_dependency(c, object);
    reach_object(c, object);
    if (object->type->kind == TYPE_INVALID) {
        return;
    }
    if (object->var.func && object->var.func != c->func) {
        capture_variable(c, object);
    }
    set_value(expr, OPERAND_VARIABLE, object->type);
}

static void use_object(Checker *c, Expr *expr, Object *object) {
    switch (object->kind) {
    case OBJECT_PACKAGE_NAME:
        check_error(c, expr_position(expr), "use of package %s not in selector", object->name->text);
        break;
    case OBJECT_CONST: use_const(c, expr, object); break;
    case OBJECT_TYPE:
        expr->is_type = true;
        expr->type = object->type;
        expr->mode = object->type->kind == TYPE_INVALID ? OPERAND_INVALID : OPERAND_TYPE;
        break;
    case OBJECT_VAR: use_variable(c, expr, object); break;
    case OBJECT_FUNC:
        add_dependency(c, object);
        reach_object(c, object);
        set_value(expr, object->type->kind == TYPE_INVALID ? OPERAND_INVALID : OPERAND_VALUE, object->type);
        break;
    case OBJECT_BUILTIN: set_value(expr, OPERAND_BUILTIN, object->type); break;
    case OBJECT_NIL: set_value(expr, OPERAND_NIL, object->type); break;
    case OBJECT_LABEL: break;
    }
}

static bool is_valid_name(const Name *name) {
    for (int i = 0; i < name->len;) {
        uint32_t rune;
        int size = unicode_decode(name->text + i, (size_t)(name->len - i), &rune);
        if (rune != '_' && !unicode_is_letter(rune) && (i == 0 || !unicode_is_digit(rune))) {
            return false;
        }
        i += size;
    }
    return true;
}

// A name that a dot import brought in.
static void use_dot_import(const Checker *c, const Object *object) {
    const DeclList *decls = &c->file->decls;
    for (int i = 0; i < decls->len && decls->items[i]->kind == DECL_IMPORT; i++) {
        Object *import = decls->items[i]->import.object;
        if (import && strcmp(import->name->text, ".") == 0 &&
            import->package_name.imported == object->package) {
            import->used = true;
        }
    }
}

void check_ident_as(Checker *c, Expr *expr, bool want_type) {
    const Name *name = expr->ident.name;
    Object *object = scope_lookup(c->scope, name, NULL);
    expr_set_invalid(c, expr);
    if (!object) {
        if (strcmp(name->text, "_") == 0) {
            check_error(c, expr_position(expr), "cannot use _ as value or type");
        } else if (strcmp(name->text, "comparable") == 0) {
            check_error(c, expr_position(expr), "not supported by minic: generics");
        } else if (is_valid_name(name)) { // if not, the lexer has said so
            check_error(c, expr_position(expr), "undefined: %s", name->text);
        }
        return;
    }
    expr->ident.object = object;
    if (object->package && object->package != c->package && c->file) {
        use_dot_import(c, object);
    }
    bool is_type = object->kind == OBJECT_TYPE;
    if (want_type && !is_type) {
        check_error(c, expr_position(expr), "%s (%s) is not a type", name->text, object_kind_text(object));
        object->used = true;
        return;
    }
    if (!object->type || (is_type && want_type && object->package == c->package)) {
        check_object(c, object);
    }
    if (object->type) {
        use_object(c, expr, object);
    }
}

void check_ident(Checker *c, Expr **expr) {
    check_ident_as(c, *expr, false);
}
