// The last step of sema: the checked program gets rid of what only messages needed. Every type becomes the
// canonical one, and expressions that no context gave a type get their default type.
//
// Operands of a constant expression are left as they are: the constant stands for them.
#include "sema/untyped.h"

static void canonicalize(Type **type) {
    if (*type) {
        *type = (*type)->canonical;
    }
}

static void finish_object(Object *object) {
    if (!object) {
        return;
    }
    canonicalize(&object->type);
    if (object->kind == OBJECT_FUNC) {
        canonicalize(&object->func.receiver);
    }
    if (object->kind == OBJECT_TYPE && object->type && object->type->kind == TYPE_NAMED) {
        Type *named = object->type;
        canonicalize(&named->named.underlying);
        if (named->laid_out) {
            type_layout(
                named->named.underlying); // offsets belong to the struct, which may be another one now
        }
        for (int i = 0; i < named->named.methods.len; i++) {
            canonicalize(&named->named.methods.items[i]->type);
            canonicalize(&named->named.methods.items[i]->func.receiver);
        }
    }
}

static void finish_fields(FieldDecl *fields, int count) {
    for (int i = 0; i < count; i++) {
        finish_object(fields[i].object);
    }
}

// Fields of structs are declared by no statement that the walk comes by; their uses lead to them.
static void finish_used_object(const Expr *expr) {
    Object *object = expr->kind == EXPR_IDENT      ? expr->ident.object
                     : expr->kind == EXPR_SELECTOR ? expr->selector.object
                                                   : NULL;
    if (object) {
        canonicalize(&object->type);
    }
}

static bool finish_expr(AstVisitor *visitor, Expr *expr) {
    finish_used_object(expr);
    if (expr->type) {
        Checker *c = visitor->data;
        if (type_is_untyped(expr->type) && expr->mode != OPERAND_NIL) {
            untyped_update(c, expr, type_default(c, expr->type), true);
        }
        canonicalize(&expr->type);
    }
    return !expr->constant;
}

static bool finish_stmt(AstVisitor *visitor, Stmt *stmt) {
    if (stmt->kind == STMT_RANGE) {
        ast_walk_expr(visitor, stmt->range.key_convert);
        ast_walk_expr(visitor, stmt->range.value_convert);
    } else if (stmt->kind == STMT_TYPE_SWITCH) {
        for (int i = 0; i < stmt->type_switch.cases.len; i++) {
            finish_object(stmt->type_switch.cases.items[i]->object);
        }
    }
    return true;
}

static bool finish_decl(AstVisitor *visitor, Decl *decl) {
    (void)visitor;
    switch (decl->kind) {
    case DECL_BAD:
    case DECL_IMPORT: return false;
    case DECL_CONST: // only uses of constants count: a constant that nothing uses may be too large for any
                     // type
        finish_fields(decl->const_.names, decl->const_.name_count);
        return false;
    case DECL_TYPE: finish_object(decl->type.object); return true;
    case DECL_VAR: finish_fields(decl->var.names, decl->var.name_count); return true;
    case DECL_FUNC: finish_object(decl->func.object); return true;
    case DECL_KIND_COUNT: break;
    }
    return false;
}

static void finish_func(Func *func) {
    canonicalize(&func->type);
    finish_object(func->receiver);
    for (int i = 0; i < func->params.len; i++) {
        finish_object(func->params.items[i]);
    }
    for (int i = 0; i < func->results.len; i++) {
        finish_object(func->results.items[i]);
    }
    for (int i = 0; i < func->locals.len; i++) {
        finish_object(func->locals.items[i]);
    }
}

void canonicalize_program(Checker *c) {
    AstVisitor visitor = {.expr = finish_expr, .stmt = finish_stmt, .decl = finish_decl, .data = c};
    Program *program = c->program;
    for (int i = 0; i < program->packages.len; i++) {
        Package *package = program->packages.items[i];
        for (int j = 0; j < package->files.len; j++) {
            const DeclList *decls = &package->files.items[j]->decls;
            for (int k = 0; k < decls->len; k++) {
                ast_walk_decl(&visitor, decls->items[k]);
            }
        }
    }
    for (int i = 0; i < program->funcs.len; i++) {
        finish_func(program->funcs.items[i]);
    }
    for (int i = 0; i < program->globals.len; i++) {
        finish_object(program->globals.items[i]);
    }
    for (int i = 0; i < c->universe->objects.len; i++) {
        finish_object(c->universe->objects.items[i]);
    }
}
