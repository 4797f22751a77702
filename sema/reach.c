// Which package-level objects the program uses. A library package is resolved lazily: using an object
// resolves it, using a function has its body checked, and using a type does so for all of its methods, since
// any of them may be called through an interface. Everything in the program's own package counts as used.
#include "sema/declare.h"
#include <string.h>

void add_dependency(Checker *c, Object *object) {
    DeclInfo *info = c->decl;
    if (!info || !object->info || object->package != info->package) {
        return;
    }
    for (int i = 0; i < info->deps.len; i++) {
        if (info->deps.items[i] == object) {
            return;
        }
    }
    VEC_PUSH(c->session->arena, &info->deps, object);
}

void reach_object(Checker *c, Object *object) {
    if (!object->info || object->info->reached) {
        return;
    }
    object->info->reached = true;
    if (object->kind != OBJECT_FUNC) {
        return;
    }
    if (object->color == COLOR_WHITE) {
        check_object(c, object);
    }
    Func *func = object->func.func;
    func->reachable = true;
    if (func->body && object->info->func_scope) {
        VEC_PUSH(c->session->arena, &c->bodies, func);
    }
}

void reach_type_methods(Checker *c, Object *type_name) {
    const Type *type = type_name->type;
    if (type->kind != TYPE_NAMED || type->named.object != type_name) {
        return;
    }
    for (int i = 0; i < type->named.methods.len; i++) {
        reach_object(c, type->named.methods.items[i]);
    }
}

void reach_init_functions(Checker *c, const Package *package) {
    for (int i = 0; i < package->files.len; i++) {
        const DeclList *decls = &package->files.items[i]->decls;
        for (int j = 0; j < decls->len; j++) {
            Decl *decl = decls->items[j];
            if (decl->kind == DECL_FUNC && !decl->func.receiver &&
                strcmp(decl->func.name->text, "init") == 0) {
                check_object(c, decl->func.object);
                reach_object(c, decl->func.object);
            }
        }
    }
}

// Checking a body may reach further functions.
void check_bodies(Checker *c) {
    check_delayed(c, 0);
    for (int i = 0; i < c->bodies.len; i++) {
        Func *func = c->bodies.items[i];
        DeclInfo *info = func->object->info;
        environment_restore(c, &(Environment){.package = info->package,
                                              .file = info->file,
                                              .scope = info->func_scope,
                                              .func = func,
                                              .decl = info});
        check_func_body(c, func);
        check_delayed(c, 0);
    }
    environment_restore(c, &(Environment){.package = c->program->main});
}
