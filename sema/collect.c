// Enters the declarations of a package's files: imports into the file scopes, all else into the package's
// scope, methods with their receiver's type name. Nothing is resolved yet, so the order of declarations does
// not matter.
#include "sema/declare.h"
#include <string.h>

const char *package_last_element(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

const char *position_text(Checker *c, Pos pos) {
    return source_place_text(c->session->sources, pos);
}

bool declare_object(Checker *c, Scope *scope, Object *object) {
    Object *other = strcmp(object->name->text, "_") == 0 ? NULL : scope_declare(c, scope, object);
    if (!other) {
        return true;
    }
    const char *where = "";
    if (other->span.start) {
        where = arena_printf(c->session->arena, "\n\t%s: other declaration of %s",
                             position_text(c, other->span.start), other->name->text);
    }
    check_error(c, object->span, "%s redeclared in this block%s", object->name->text, where);
    return false;
}

void check_declaration_arity(Checker *c, const Decl *decl, const FieldDecl *names, int name_count,
                             const ExprList *values, bool inherited) {
    bool is_const = decl->kind == DECL_CONST;
    if (name_count < values->len) {
        const Expr *extra = values->items[name_count];
        if (inherited) {
            check_error(c, decl->span, "extra init expr at %s", position_text(c, extra->op_pos));
        } else {
            check_error(c, expr_position(extra), "extra init expr %s", expr_text(c->session->arena, extra));
        }
    } else if (name_count > values->len && (is_const || values->len != 1)) {
        // One value for several variables may be a call with several results.
        check_error(c, names[values->len].name_span, "missing init expr for %s",
                    names[values->len].name->text);
    }
}

static DeclInfo *decl_info_create(Checker *c, Object *object, Decl *decl, int index) {
    DeclInfo *info = ARENA_NEW(c->session->arena, DeclInfo);
    info->object = object;
    info->package = c->package;
    info->file = c->file;
    info->scope = c->scope;
    info->decl = decl;
    info->index = index;
    object->info = info;
    object->decl = decl;
    return info;
}

static DeclInfo *collect_object(Checker *c, ObjectKind kind, const Name *name, Span span, Decl *decl,
                                int index) {
    Object *object = object_create(c, kind, name, span, NULL);
    object->package = c->package;
    DeclInfo *info = decl_info_create(c, object, decl, index);
    bool is_init = strcmp(name->text, "init") == 0;
    if (is_init || (strcmp(name->text, "main") == 0 && strcmp(c->package->name->text, "main") == 0)) {
        check_error(c, span, "cannot declare %s - must be func", name->text);
    } else {
        declare_object(c, c->package->scope, object);
    }
    return info;
}

static void collect_const(Checker *c, Decl *decl) {
    for (int i = 0; i < decl->const_.name_count; i++) {
        FieldDecl *name = &decl->const_.names[i];
        DeclInfo *info = collect_object(c, OBJECT_CONST, name->name, name->name_span, decl, i);
        name->object = info->object;
        info->inherited = decl->const_.inherited;
        Expr *value = i < decl->const_.values.len ? decl->const_.values.items[i] : NULL;
        // Checking writes into the tree, so that each constant needs its own.
        info->type =
            info->inherited && decl->const_.type ? clone_expr(c, decl->const_.type) : decl->const_.type;
        info->value = info->inherited && value ? clone_expr(c, value) : value;
    }
    check_declaration_arity(c, decl, decl->const_.names, decl->const_.name_count, &decl->const_.values,
                            decl->const_.inherited);
}

static void collect_var(Checker *c, Decl *decl) {
    for (int i = 0; i < decl->var.name_count; i++) {
        FieldDecl *name = &decl->var.names[i];
        name->object = collect_object(c, OBJECT_VAR, name->name, name->name_span, decl, i)->object;
    }
    if (!decl->var.type || decl->var.values.len > 0) {
        check_declaration_arity(c, decl, decl->var.names, decl->var.name_count, &decl->var.values, false);
    }
}

static void check_special_func(Checker *c, const Decl *decl, bool is_init) {
    const Expr *type = decl->func.type;
    if (type->func_type.param_count > 0 || type->func_type.result_count > 0) {
        check_error(c, decl->func.name_span, "func %s must have no arguments and no return values",
                    decl->func.name->text);
    }
    if (is_init && !decl->func.body) {
        check_error(c, decl->func.name_span, "func init must have a body");
    }
}

static int collect_func(Checker *c, Decl *decl, int init_number) {
    const Name *name = decl->func.name;
    Object *object = object_create(c, OBJECT_FUNC, name, decl->func.name_span, NULL);
    object->package = c->package;
    decl_info_create(c, object, decl, 0);
    decl->func.object = object;
    bool is_init = false;
    if (!decl->func.receiver) {
        is_init = strcmp(name->text, "init") == 0;
        if (is_init || (strcmp(name->text, "main") == 0 && strcmp(c->package->name->text, "main") == 0)) {
            check_special_func(c, decl, is_init);
        }
        if (is_init) {
            object->parent = c->package->scope;
        } else {
            declare_object(c, c->package->scope, object);
        }
    }
    Func *func = func_create(c, NULL);
    func->object = object;
    func->decl = decl;
    func->name = declared_func_name(c, decl, init_number);
    func->body = decl->func.body;
    for (int i = 0; i < decl->func.directives.len; i++) {
        const char *directive = decl->func.directives.items[i];
        func->noinline |= strcmp(directive, "//go:noinline") == 0;
        if (func->body && strcmp(directive, "//go:noescape") == 0) {
            check_error(c, decl->span, "can only use //go:noescape with external func implementations");
        }
        func->shares |= c->package->library && strcmp(directive, "//minic:shares") == 0;
        func->starts_goroutine |= c->package->library && strcmp(directive, "//minic:go") == 0;
    }
    object->func.func = func;
    decl->func.func = func;
    return init_number + is_init;
}

// Exported names of a dot-imported package stand in the file's scope.
static void collect_dot_import(Checker *c, Package *imported) {
    for (int i = 0; i < imported->scope->objects.len; i++) {
        Object *object = imported->scope->objects.items[i];
        if (object->name->exported) {
            Scope *home = object->parent;
            scope_declare(c, c->scope, object);
            object->parent = home;
        }
    }
}

static void collect_import(Checker *c, Decl *decl) {
    Package *imported = import_package(c, decl);
    VEC_PUSH(c->session->arena, &c->package->imports, imported);
    if (!imported) {
        return;
    }
    const Name *name = decl->import.name ? decl->import.name : imported->name;
    Span span = decl->import.name ? decl->import.name_span : decl->import.path->span;
    if (strcmp(name->text, "init") == 0) {
        check_error(c, span, "cannot import package as init - init must be a func");
        return;
    }
    Object *object = object_create(c, OBJECT_PACKAGE_NAME, name, span, universe_invalid_type(c));
    object->package = c->package;
    object->package_name.imported = imported;
    decl->import.object = object;
    if (strcmp(name->text, ".") == 0) {
        collect_dot_import(c, imported);
    } else {
        declare_object(c, c->scope, object);
    }
}

static void check_file_scope_conflicts(Checker *c, const Scope *file_scope) {
    for (int i = 0; i < file_scope->objects.len; i++) {
        const Object *object = file_scope->objects.items[i];
        const Object *other = scope_lookup_local(c->package->scope, object->name);
        if (other && object->kind == OBJECT_PACKAGE_NAME) {
            check_error(
                c, other->span,
                "%s already declared through import of package %s (\"%s\")\n\t%s: other declaration of %s",
                other->name->text, object->package_name.imported->name->text,
                object->package_name.imported->path, position_text(c, object->span.start),
                object->name->text);
        } else if (other) {
            check_error(c, other->span, "%s already declared through dot-import of package %s (\"%s\")",
                        other->name->text, object->package->name->text, object->package->path);
        }
    }
}

// The type name that a receiver names, through aliases of this package; *pointer as written or hidden in an
// alias.
static Object *receiver_base(Checker *c, Expr *type, bool *pointer) {
    type = ast_unparen(type);
    for (int steps = 0; steps < 100; steps++) { // more: a cycle of aliases
        if (type->kind == EXPR_STAR && !*pointer) {
            *pointer = true;
            type = ast_unparen(type->star.x);
        }
        Object *object =
            type->kind == EXPR_IDENT ? scope_lookup_local(c->package->scope, type->ident.name) : NULL;
        if (!object || object->kind != OBJECT_TYPE || object->decl->type.has_type_params) {
            return NULL;
        }
        if (!object->decl->type.alias) {
            return object;
        }
        type = ast_unparen(object->decl->type.type);
    }
    return NULL;
}

static void associate_method(Checker *c, Decl *decl) {
    bool pointer = false;
    Object *base = receiver_base(c, decl->func.receiver->type, &pointer);
    Object *method = decl->func.object;
    method->func.pointer_receiver = pointer;
    if (base && strcmp(method->name->text, "_") != 0) {
        VEC_PUSH(c->session->arena, &base->info->methods, method);
    }
}

static void collect_file(Checker *c, File *file, int *init_count) {
    c->file = file;
    c->scope = scope_create(c, c->package->scope, "file");
    for (int i = 0; i < file->decls.len; i++) {
        Decl *decl = file->decls.items[i];
        switch (decl->kind) {
        case DECL_BAD:
        case DECL_KIND_COUNT: break;
        case DECL_IMPORT: collect_import(c, decl); break;
        case DECL_CONST: collect_const(c, decl); break;
        case DECL_VAR: collect_var(c, decl); break;
        case DECL_FUNC: *init_count = collect_func(c, decl, *init_count); break;
        case DECL_TYPE:
            decl->type.object =
                collect_object(c, OBJECT_TYPE, decl->type.name, decl->type.name_span, decl, 0)->object;
            decl->type.object->type_name.alias = decl->type.alias;
            break;
        }
    }
}

void collect_package(Checker *c, Package *package) {
    c->package = package;
    VEC(Scope *) file_scopes = {0};
    int init_count = 0;
    for (int i = 0; i < package->files.len; i++) {
        collect_file(c, package->files.items[i], &init_count);
        VEC_PUSH(c->session->arena, &file_scopes, c->scope);
    }
    for (int i = 0; i < file_scopes.len; i++) {
        check_file_scope_conflicts(c, file_scopes.items[i]);
    }
    for (int i = 0; i < package->files.len; i++) {
        DeclList *decls = &package->files.items[i]->decls;
        for (int j = 0; j < decls->len; j++) {
            if (decls->items[j]->kind == DECL_FUNC && decls->items[j]->func.receiver) {
                associate_method(c, decls->items[j]);
            }
        }
    }
}

void check_unused_imports(Checker *c, Package *package) {
    for (int i = 0; i < package->files.len; i++) {
        DeclList *decls = &package->files.items[i]->decls;
        for (int j = 0; j < decls->len && decls->items[j]->kind == DECL_IMPORT; j++) {
            const Object *object = decls->items[j]->import.object;
            if (!object || object->used || strcmp(object->name->text, "_") == 0) {
                continue;
            }
            const char *path = object->package_name.imported->path;
            if (strcmp(object->name->text, ".") == 0 ||
                strcmp(object->name->text, package_last_element(path)) == 0) {
                check_error(c, object->span, "\"%s\" imported and not used", path);
            } else {
                check_error(c, object->span, "\"%s\" imported as %s and not used", path, object->name->text);
            }
        }
    }
}
