// Declarations of constants, variables and functions. Package-level objects are resolved on demand: whoever
// needs the type of one calls check_object. A grey object (on c->path) that is asked for again closes a
// cycle.
#include "sema/declare.h"
#include <string.h>

Func *func_create(Checker *c, Type *type) {
    Func *func = ARENA_NEW(c->session->arena, Func);
    func->type = type;
    func->package = c->package;
    return func;
}

// The receiver's type name as written: `T` of (t *T).
static const Name *receiver_type_name(const Decl *decl, bool *pointer) {
    Expr *type = ast_unparen(decl->func.receiver->type);
    *pointer = type->kind == EXPR_STAR;
    if (*pointer) {
        type = ast_unparen(type->star.x);
    }
    if (type->kind == EXPR_INDEX) {
        type = type->index.x;
    }
    return type->kind == EXPR_IDENT ? type->ident.name : NULL;
}

const char *declared_func_name(Checker *c, const Decl *decl, int init_number) {
    Arena *arena = c->session->arena;
    const char *package = c->package->path;
    const char *name = decl->func.name->text;
    if (decl->func.receiver) {
        bool pointer;
        const Name *type = receiver_type_name(decl, &pointer);
        return arena_printf(arena, pointer ? "%s.(*%s).%s" : "%s.%s.%s", package, type ? type->text : "_",
                            name);
    }
    if (strcmp(name, "init") == 0) {
        return arena_printf(arena, "%s.init.%d", package, init_number);
    }
    return arena_printf(arena, "%s.%s", package, name);
}

void func_add_local(Checker *c, Object *var) {
    if (c->func) {
        VEC_PUSH(c->session->arena, &c->func->locals, var);
    }
}

void declare_local(Checker *c, Object *var) {
    if (!declare_object(c, c->scope, var)) {
        var->used = true; // nothing more is said about it
    }
    func_add_local(c, var);
}

static bool is_constant_type(const Type *type) {
    return type_is_boolean(type) || type_is_numeric(type) || type_is_string(type);
}

// Gives the constant its type and value. An initialiser that a spec repeats reports its errors at the
// constant's name.
static void check_const_value(Checker *c, Object *object, Expr *type, Expr *value, bool inherited, int iota) {
    Constant *saved_iota = c->iota;
    Span saved_span = c->error_span;
    c->iota = constant_from_int64(c->session->arena, iota);
    c->error_span = (Span){0};
    Type *result = type ? check_type(c, type) : NULL;
    if (result && result->kind != TYPE_INVALID && !is_constant_type(result)) {
        if (type_underlying(result)->kind != TYPE_INVALID) {
            check_error(c, expr_position(type), "invalid constant type %s", type_string(c, result));
        }
        result = universe_invalid_type(c);
    } else if (value) {
        c->error_span = inherited ? object->span : (Span){0};
        check_expr(c, &value);
        if (!expr_is_invalid(value) && !value->constant) {
            check_error(c, expr_position(value), "%s is not constant", operand_text(c, value));
            expr_set_invalid(c, value);
        }
        if (!expr_is_invalid(value) && (!result || result->kind != TYPE_INVALID)) {
            result = result ? result : value->type;
            value = check_assign_to(c, value, result, "constant declaration");
            object->constant.value = expr_is_invalid(value) ? NULL : value->constant;
        }
    }
    // A constant of unknown value is invalid, so that nothing is said of its uses.
    object->type = object->constant.value && result ? result : universe_invalid_type(c);
    c->iota = saved_iota;
    c->error_span = saved_span;
}

Expr *check_init_value(Checker *c, Expr *value, Type **type, const char *context) {
    if (expr_is_invalid(value) || (*type && (*type)->kind == TYPE_INVALID)) {
        *type = *type ? *type : universe_invalid_type(c);
        return value;
    }
    value = check_assign_to(c, value, *type, context);
    if (!*type) {
        *type = expr_is_invalid(value) ? universe_invalid_type(c) : value->type;
    }
    return value;
}

// Checks the initialisers of a var declaration and fills in the types of its variables; local and
// package-level alike. With index >= 0 and one value for each name, only that value.
static void check_var_values(Checker *c, Decl *decl, Object **vars, int index) {
    int count = decl->var.name_count;
    Type *declared = decl->var.type ? check_var_type(c, decl->var.type) : NULL;
    for (int i = 0; i < count; i++) {
        if ((index < 0 || i == index || decl->var.values.len == 1) && !vars[i]->type) {
            vars[i]->type = declared;
        }
    }
    if (decl->var.values.len == 1 && count > 1) {
        Type **types = ARENA_NEW_N(c->session->arena, Type *, count);
        for (int i = 0; i < count; i++) {
            types[i] = declared;
        }
        decl->var.tuple =
            check_init_values(c, decl->span, types, count, &decl->var.values, "assignment", false);
        for (int i = 0; i < count; i++) {
            vars[i]->type = types[i];
        }
        return;
    }
    for (int i = 0; i < count; i++) {
        if (index >= 0 && i != index) {
            continue;
        }
        if (i < decl->var.values.len) {
            check_expr_hint(c, &decl->var.values.items[i], NULL);
            decl->var.values.items[i] =
                check_init_value(c, decl->var.values.items[i], &vars[i]->type, "variable declaration");
        } else if (!vars[i]->type) {
            vars[i]->type = universe_invalid_type(c);
        }
    }
}

static void check_package_var(Checker *c, Object *object, const DeclInfo *info) {
    Decl *decl = info->decl;
    Object **vars = ARENA_NEW_N(c->session->arena, Object *, decl->var.name_count);
    for (int i = 0; i < decl->var.name_count; i++) {
        vars[i] = decl->var.names[i].object;
    }
    bool shared = decl->var.values.len == 1 && decl->var.name_count > 1;
    if (shared) { // one initialiser for all: they are resolved together and share what it depends on
        for (int i = 0; i < decl->var.name_count; i++) {
            vars[i]->info = object->info;
        }
    }
    check_var_values(c, decl, vars, info->index);
    for (int i = 0; shared && i < decl->var.name_count; i++) {
        vars[i]->color = COLOR_BLACK;
    }
}

// Declares type parameters, or has a receiver with some.
static bool is_generic(const Decl *decl) {
    if (decl->func.type->func_type.has_type_params || !decl->func.receiver) {
        return decl->func.type->func_type.has_type_params;
    }
    Expr *receiver = ast_unparen(decl->func.receiver->type);
    return (receiver->kind == EXPR_STAR ? ast_unparen(receiver->star.x) : receiver)->kind == EXPR_INDEX;
}

static void check_func_decl(Checker *c, Object *object, const DeclInfo *info) {
    Decl *decl = info->decl;
    Func *func = object->func.func;
    if (is_generic(decl)) {
        check_error(c, decl->func.name_span, "not supported by minic: generics");
        object->type = universe_invalid_type(c);
        return;
    }
    Scope *scope = scope_create(c, info->scope, "function");
    scope->func = func;
    check_func_parameters(c, func, decl->func.type, decl->func.receiver, scope);
    object->type = func->type;
    object->func.receiver = func->receiver ? func->receiver->type : NULL;
    object->info->func_scope = scope;
    if (!c->package->library) {
        reach_object(c, object);
    }
}

static void resolve_object(Checker *c, Object *object, DeclInfo *info) {
    Environment saved = environment_save(c);
    environment_restore(c,
                        &(Environment){.package = info->package, .file = info->file, .scope = info->scope});
    switch (object->kind) {
    case OBJECT_CONST:
        c->decl = info;
        check_const_value(c, object, info->type, info->value, info->inherited, info->decl->const_.iota);
        break;
    case OBJECT_VAR:
        c->decl = info;
        check_package_var(c, object, info);
        break;
    case OBJECT_TYPE:
        check_type_decl(c, object, info->decl);
        collect_methods(c, object);
        break;
    case OBJECT_FUNC: check_func_decl(c, object, info); break;
    case OBJECT_PACKAGE_NAME:
    case OBJECT_LABEL:
    case OBJECT_BUILTIN:
    case OBJECT_NIL: break;
    }
    environment_restore(c, &saved);
}

// The object is being resolved already.
static void close_cycle(Checker *c, Object *object) {
    bool valid = cycle_is_valid(c, object);
    if (object->kind == OBJECT_TYPE && valid && !object->type) {
        // An alias: its right side is spelled out once more; the defined type in the cycle ends it.
        Expr *copy = clone_expr(c, object->decl->type.type);
        Environment saved = environment_save(c);
        if (object->info) {
            c->scope = object->info->scope;
        }
        object->type = check_type(c, copy);
        environment_restore(c, &saved);
        return;
    }
    if (object->kind != OBJECT_FUNC ? !valid || !object->type : !object->type) {
        object->type = universe_invalid_type(c);
    }
}

void check_object(Checker *c, Object *object) {
    if (object->color == COLOR_GREY) {
        close_cycle(c, object);
        return;
    }
    if (object->color == COLOR_BLACK || !object->info) {
        return;
    }
    object->color = COLOR_GREY;
    VEC_PUSH(c->session->arena, &c->path, object);
    resolve_object(c, object, object->info);
    c->path.len--;
    object->color = COLOR_BLACK;
    if (object->info->package->library && object->kind == OBJECT_TYPE) {
        reach_type_methods(c, object);
    }
}

// Types first, then signatures, so that method sets are complete when initialisers are checked.
typedef enum { PASS_TYPES, PASS_ALIASES, PASS_FUNCS, PASS_VALUES, PASS_COUNT, PASS_NONE } Pass;

static Pass pass_of(const Decl *decl) {
    switch (decl->kind) {
    case DECL_TYPE: return decl->type.alias ? PASS_ALIASES : PASS_TYPES;
    case DECL_FUNC: return PASS_FUNCS;
    case DECL_CONST:
    case DECL_VAR: return PASS_VALUES;
    case DECL_BAD:
    case DECL_IMPORT:
    case DECL_KIND_COUNT: break;
    }
    return PASS_NONE;
}

static void check_declared(Checker *c, const Decl *decl) {
    switch (decl->kind) {
    case DECL_TYPE: check_object(c, decl->type.object); break;
    case DECL_FUNC: check_object(c, decl->func.object); break;
    case DECL_CONST:
        for (int i = 0; i < decl->const_.name_count; i++) {
            check_object(c, decl->const_.names[i].object);
        }
        break;
    case DECL_VAR:
        for (int i = 0; i < decl->var.name_count; i++) {
            check_object(c, decl->var.names[i].object);
        }
        break;
    case DECL_BAD:
    case DECL_IMPORT:
    case DECL_KIND_COUNT: break;
    }
}

// In passes: types, aliases, functions, then what has values.
void check_package_objects(Checker *c, Package *package) {
    c->package = package;
    check_type_name_cycles(c, package);
    for (Pass pass = 0; pass < PASS_COUNT; pass++) {
        for (int i = 0; i < package->files.len; i++) {
            const DeclList *decls = &package->files.items[i]->decls;
            for (int j = 0; j < decls->len; j++) {
                if (pass_of(decls->items[j]) == pass) {
                    check_declared(c, decls->items[j]);
                }
            }
        }
        if (pass == PASS_ALIASES) {
            report_incomplete_types(c);
        }
    }
}

static void check_local_const(Checker *c, Decl *decl) {
    ExprList values = decl->const_.values;
    Expr *type = decl->const_.type;
    if (decl->const_.inherited) {
        values = c->const_values;
        type = c->const_type;
    }
    // Copies for the specs that repeat these values: checking writes into the tree.
    ExprList copies = {0};
    for (int i = 0; i < values.len; i++) {
        VEC_PUSH(c->session->arena, &copies, clone_expr(c, values.items[i]));
    }
    Expr *type_copy = type ? clone_expr(c, type) : NULL;
    for (int i = 0; i < decl->const_.name_count; i++) {
        FieldDecl *name = &decl->const_.names[i];
        name->object = object_create(c, OBJECT_CONST, name->name, name->name_span, NULL);
        name->object->decl = decl;
        name->object->color = COLOR_BLACK;
        check_const_value(c, name->object, type, i < values.len ? values.items[i] : NULL,
                          decl->const_.inherited, decl->const_.iota);
    }
    check_declaration_arity(c, decl, decl->const_.names, decl->const_.name_count, &values,
                            decl->const_.inherited);
    c->const_values = copies;
    c->const_type = type_copy;
    for (int i = 0; i < decl->const_.name_count; i++) {
        declare_object(c, c->scope, decl->const_.names[i].object);
    }
}

static void check_local_var(Checker *c, Decl *decl) {
    int count = decl->var.name_count;
    Object **vars = ARENA_NEW_N(c->session->arena, Object *, count);
    for (int i = 0; i < count; i++) {
        FieldDecl *name = &decl->var.names[i];
        vars[i] = object_create(c, OBJECT_VAR, name->name, name->name_span, NULL);
        vars[i]->var.func = c->func;
        vars[i]->color = COLOR_BLACK;
        name->object = vars[i];
    }
    int delayed = c->delayed.len;
    check_var_values(c, decl, vars, -1);
    if (!decl->var.type || decl->var.values.len > 0) {
        check_declaration_arity(c, decl, decl->var.names, count, &decl->var.values, false);
    }
    check_delayed(c, delayed);
    for (int i = 0; i < count; i++) {
        declare_local(c, vars[i]);
    }
}

static void check_local_type(Checker *c, Decl *decl) {
    Object *object = object_create(c, OBJECT_TYPE, decl->type.name, decl->type.name_span, NULL);
    object->decl = decl;
    object->type_name.alias = decl->type.alias;
    decl->type.object = object;
    declare_object(c, c->scope, object);
    object->color = COLOR_GREY;
    VEC_PUSH(c->session->arena, &c->path, object);
    check_type_decl(c, object, decl);
    c->path.len--;
    object->color = COLOR_BLACK;
    report_incomplete_types(c);
}

void check_decl_stmt(Checker *c, Decl *decl) {
    switch (decl->kind) {
    case DECL_CONST: check_local_const(c, decl); break;
    case DECL_VAR: check_local_var(c, decl); break;
    case DECL_TYPE: check_local_type(c, decl); break;
    case DECL_BAD:
    case DECL_IMPORT:
    case DECL_FUNC:
    case DECL_KIND_COUNT: break;
    }
}
