// Fills in the Program: functions in order with their names and captures, package variables, init functions;
// and makes every type canonical.
#include "sema/declare.h"
#include <stdlib.h>
#include <string.h>

static int compare_literals(const void *a, const void *b) {
    Pos x = (*(Func *const *)a)->literal->span.start;
    Pos y = (*(Func *const *)b)->literal->span.start;
    return x < y ? -1 : x > y;
}

// Literals in a function, and bodies of its loops over functions. A literal in such a body counts as one of
// the function's own.
typedef struct {
    int literals, bodies;
} Numbers;

// main.f.func1 is a literal in main.f; main.f.func1.2 the second one in that; main.f-range1 the body of a
// loop.
static const char *literal_name(Checker *c, const Func *literal, Numbers *numbers) {
    const Func *outer = range_outer_func(literal->parent);
    if (literal->is_range_body) {
        return arena_printf(c->session->arena, "%s-range%d", outer->name, ++numbers->bodies);
    }
    return arena_printf(c->session->arena, outer->literal ? "%s.%d" : "%s.func%d", outer->name,
                        ++numbers->literals);
}

static void add_func(Checker *c, Func *func, Numbers *numbers) {
    Numbers own = {0, 0};
    numbers = func->is_range_body ? numbers : &own;
    func->id = c->program->funcs.len;
    func->reachable = true;
    VEC_PUSH(c->session->arena, &c->program->funcs, func);
    if (func->literals.len > 0) {
        qsort(func->literals.items, (size_t)func->literals.len, sizeof *func->literals.items,
              compare_literals);
    }
    for (int i = 0; i < func->literals.len; i++) {
        Func *literal = func->literals.items[i];
        literal->name = literal_name(c, literal, numbers);
        resolve_captures(literal);
        add_func(c, literal, numbers);
    }
}

static void add_declared_func(Checker *c, Decl *decl) {
    Object *object = decl->func.object;
    if (!object->info->reached || !object->type || object->type->kind == TYPE_INVALID) {
        return;
    }
    add_func(c, object->func.func, &(Numbers){0, 0});
    if (!decl->func.receiver && strcmp(decl->func.name->text, "init") == 0) {
        VEC_PUSH(c->session->arena, &c->program->inits, object->func.func);
    }
}

static void add_package_vars(Checker *c, const Package *package, Decl *decl) {
    for (int i = 0; i < decl->var.name_count; i++) {
        Object *object = decl->var.names[i].object;
        if (object->type && (!package->library || object->info->reached || object->color == COLOR_BLACK)) {
            VEC_PUSH(c->session->arena, &c->program->globals, object);
        }
    }
}

static bool is_within(Span inner, Span outer) {
    return inner.start >= outer.start && inner.end <= outer.end;
}

// Names and adds the literals of one initialiser: main.init.func1, since gc initialises variables in a
// function init.
static void add_initializer_literals(Checker *c, const VarInit *init, int *number) {
    const ExprList *values = &init->decl->var.values;
    Span span = init->index < 0 ? init->decl->var.tuple->span : values->items[init->index]->span;
    for (int i = 0; i < c->global_literals.len; i++) {
        Func *literal = c->global_literals.items[i];
        if (!literal->name && is_within(literal->literal->span, span)) {
            literal->name = arena_printf(c->session->arena, "%s.init.func%d", init->package->path, ++*number);
            add_func(c, literal, &(Numbers){0, 0});
        }
    }
}

// Literals in initialisers of package variables, which have no function around them, in the order of
// initialisation.
static void add_global_literals(Checker *c, const Package *package) {
    int number = 0;
    for (int i = 0; i < c->program->var_inits.len; i++) {
        if (c->program->var_inits.items[i].package == package) {
            add_initializer_literals(c, &c->program->var_inits.items[i], &number);
        }
    }
}

void finish_program(Checker *c) {
    if (c->global_literals.len > 0) {
        qsort(c->global_literals.items, (size_t)c->global_literals.len, sizeof *c->global_literals.items,
              compare_literals);
    }
    if (diag_error_count(c->session->diags) > 0) {
        return;
    }
    for (int i = 0; i < c->program->packages.len; i++) {
        Package *package = c->program->packages.items[i];
        for (int j = 0; j < package->files.len; j++) {
            DeclList *decls = &package->files.items[j]->decls;
            for (int k = 0; k < decls->len; k++) {
                if (decls->items[k]->kind == DECL_FUNC) {
                    add_declared_func(c, decls->items[k]);
                } else if (decls->items[k]->kind == DECL_VAR) {
                    add_package_vars(c, package, decls->items[k]);
                }
            }
        }
        add_global_literals(c, package);
    }
    check_sizes(c);
    canonicalize_program(c);
}
