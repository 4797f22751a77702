// The order of checking: sema_check enters the package's declarations, resolves them, checks the function
// bodies, and orders the initialisation of package variables. Imported packages are entered when their import
// is met; what they declare is resolved when it is used (reach.c).
#include "sema/declare.h"

Environment environment_save(const Checker *c) {
    return (Environment){c->package, c->file, c->scope, c->func, c->iota, c->decl, c->error_span};
}

void environment_restore(Checker *c, const Environment *environment) {
    c->package = environment->package;
    c->file = environment->file;
    c->scope = environment->scope;
    c->func = environment->func;
    c->iota = environment->iota;
    c->decl = environment->decl;
    c->error_span = environment->error_span;
}

void check_later(Checker *c, void (*run)(Checker *c, void *data), void *data) {
    DelayedCheck *check = ARENA_NEW(c->session->arena, DelayedCheck);
    *check = (DelayedCheck){run, data, environment_save(c)};
    VEC_PUSH(c->session->arena, &c->delayed, check);
}

void check_delayed(Checker *c, int first) {
    Environment saved = environment_save(c);
    for (int i = first; i < c->delayed.len; i++) {
        DelayedCheck *check = c->delayed.items[i];
        environment_restore(c, &check->environment);
        check->run(c, check->data);
    }
    c->delayed.len = first;
    environment_restore(c, &saved);
}

// What is left of a body with a syntax error may have lost labels.
static void check_whole_body(Checker *c, const FuncBody *body) {
    if (!diag_has_syntax_error(c->session->diags, body->span)) {
        check_labels(c, body);
    }
}

static bool check_literal_labels(AstVisitor *visitor, Expr *expr) {
    if (expr->kind == EXPR_FUNC_LIT) {
        check_whole_body(visitor->data, expr->func_lit.body);
    }
    return true;
}

static bool check_function_labels(AstVisitor *visitor, Decl *decl) {
    if (decl->kind == DECL_FUNC && decl->func.body) {
        check_whole_body(visitor->data, decl->func.body);
    }
    return true;
}

void sema_check_labels(Session *session, File **files, int file_count) {
    Checker c = {.session = session};
    AstVisitor visitor = {.expr = check_literal_labels, .decl = check_function_labels, .data = &c};
    for (int i = 0; i < file_count; i++) {
        for (int k = 0; k < files[i]->decls.len; k++) {
            ast_walk_decl(&visitor, files[i]->decls.items[k]);
        }
    }
}

static Checker *checker_create(Session *session) {
    Checker *c = ARENA_NEW(session->arena, Checker);
    c->session = session;
    c->types = type_table_create(session);
    c->program = ARENA_NEW(session->arena, Program);
    c->program->session = session;
    c->program->types = c->types;
    universe_create(c);
    c->program->error_type = scope_lookup_local(c->universe, name_intern_cstr(session->names, "error"));
    return c;
}

// Files of one package must agree on its name, which is not blank.
static void check_package_names(Checker *c, Package *package) {
    if (strcmp(package->name->text, "_") == 0) {
        check_error(c, package->files.items[0]->package_span, "invalid package name _");
    }
    for (int i = 1; i < package->files.len; i++) {
        File *file = package->files.items[i];
        if (file->package_name && file->package_name != package->name) {
            check_error(c, file->package_span, "package %s; expected package %s", file->package_name->text,
                        package->name->text);
        }
    }
}

// As gc does, only if nothing else is wrong.
static void check_bodies_exist(Checker *c, const Package *package) {
    for (int i = 0; i < package->files.len; i++) {
        const DeclList *decls = &package->files.items[i]->decls;
        for (int j = 0; j < decls->len; j++) {
            const Decl *decl = decls->items[j];
            if (decl->kind == DECL_FUNC && !decl->func.body) {
                check_error(c, decl->func.name_span, "missing function body");
            }
        }
    }
}

static void check_main_declared(Checker *c, Package *package) {
    const Name *main_name = name_intern_cstr(c->session->names, "main");
    if (package->name != main_name) {
        if (c->session->options.need_main) {
            check_error(c, package->files.items[0]->package_span, "package %s is not a main package",
                        package->name->text);
        }
        return;
    }
    Object *object = scope_lookup_local(package->scope, main_name);
    if (object && object->kind == OBJECT_FUNC) {
        c->program->main_func = object->func.func;
    } else if (c->session->options.need_main && diag_error_count(c->session->diags) == 0) {
        check_error(c, package->files.items[0]->package_span,
                    "function main is undeclared in the main package");
    }
}

Program *sema_check(Session *session, File **files, int file_count) {
    Checker *c = checker_create(session);
    const Name *name = files[0]->package_name;
    if (!name) {
        name = name_intern_cstr(session->names, "main");
    }
    Package *package = package_create(c, name->text, name, false);
    for (int i = 0; i < file_count; i++) {
        VEC_PUSH(session->arena, &package->files, files[i]);
    }
    c->program->main = package;
    check_package_names(c, package);
    collect_package(c, package);
    for (int i = 0; i < package->imports.len; i++) {
        if (!package->imports.items[i]) { // nothing can be said of a program without its imports
            return c->program;
        }
    }
    for (int i = 0; i < c->program->packages.len; i++) {
        reach_init_functions(c, c->program->packages.items[i]);
    }
    check_package_objects(c, package);
    check_bodies(c);
    import_order_packages(c);
    VEC_PUSH(session->arena, &c->program->packages, package);
    for (int i = 0; i < c->program->packages.len; i++) {
        order_initialization(c, c->program->packages.items[i]);
    }
    check_unused_imports(c, package);
    if (diag_error_count(session->diags) == 0) {
        check_bodies_exist(c, package);
    }
    check_main_declared(c, package);
    package->checked = true;
    finish_program(c);
    return c->program;
}
