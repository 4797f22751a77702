// Constructors of declarations and of the file.
#include "parser/build.h"

#include <stdbool.h>
#include <stddef.h>

static DeclList new_decl(Parser *p, DeclKind kind, Span span, Decl **decl) {
    DeclList list = {0};
    *decl = ARENA_NEW(p->arena, Decl);
    (*decl)->kind = kind;
    (*decl)->span = span;
    VEC_PUSH(p->arena, &list, *decl);
    return list;
}

void build_package(Parser *p, const Token *name) {
    p->file->package_name = name->name;
    p->file->package_span = name->span;
}

void build_file(Parser *p, DeclList decls) {
    p->file->decls = decls;
}

DeclList build_join_decls(Parser *p, DeclList a, DeclList b) {
    for (int i = 0; i < b.len; i++) {
        p->bodyless &= b.items[i]->kind == DECL_FUNC;
        VEC_PUSH(p->arena, &a, b.items[i]);
    }
    return a;
}

DeclList build_import(Parser *p, const Token *name, const Token *path) {
    Decl *decl;
    DeclList list = new_decl(p, DECL_IMPORT, path->span, &decl);
    if (path->lit != TOKEN_LIT_STRING) {
        report_syntax_error(p, path->span, "import path must be a string");
    }
    if (path->bad) {
        return (DeclList){0};
    }
    decl->import.path = build_literal(p, path);
    if (name != NULL) {
        decl->import.name = name->kind == TOKEN_DOT ? name_intern_cstr(p->session->names, ".") : name->name;
        decl->import.name_span = name->span;
        decl->span.start = name->span.start;
    }
    return list;
}

DeclList build_imports(Parser *p, const Token *keyword, DeclList imports) {
    if (p->seen_declaration) {
        report_syntax_error(p, keyword->span, "imports must appear before other declarations");
    }
    return imports;
}

DeclList build_const(Parser *p, Span span, Fields names, Expr *type, ExprList values) {
    Decl *decl;
    DeclList list = new_decl(p, DECL_CONST, span, &decl);
    decl->const_.names = names.items;
    decl->const_.name_count = names.len;
    decl->const_.type = type;
    decl->const_.values = values;
    return list;
}

// Numbers the specs, and repeats the last type and values where a spec has
// none.
DeclList build_const_group(Parser *p, DeclList specs) {
    (void)p;
    const Decl *last = NULL;
    for (int i = 0; i < specs.len; i++) {
        Decl *spec = specs.items[i];
        spec->const_.iota = i;
        if (spec->const_.values.len > 0 || spec->const_.type != NULL) {
            last = spec;
        } else if (last != NULL) {
            spec->const_.type = last->const_.type;
            spec->const_.values = last->const_.values;
            spec->const_.inherited = true;
        }
    }
    return specs;
}

DeclList build_var(Parser *p, Span span, Fields names, Expr *type, ExprList values) {
    Decl *decl;
    DeclList list = new_decl(p, DECL_VAR, span, &decl);
    decl->var.names = names.items;
    decl->var.name_count = names.len;
    decl->var.type = type;
    decl->var.values = values;
    return list;
}

DeclList build_type_decl(Parser *p, Span span, const Token *name, bool alias, Expr *type, bool generic) {
    Expr *constraint = NULL;
    if (type->kind == EXPR_ARRAY_TYPE && type->array_type.len != NULL && !alias &&
        build_extract_param(p, type->array_type.len, false, &constraint) != NULL && constraint != NULL) {
        generic = true; // type T[P *[]int] E: a type parameter after all
        type = type->array_type.elem;
    }
    Decl *decl;
    DeclList list = new_decl(p, DECL_TYPE, span, &decl);
    decl->type.name = name->name;
    decl->type.name_span = name->span;
    decl->type.alias = alias;
    decl->type.has_type_params = generic;
    decl->type.type = type;
    return list;
}

DeclList build_func_decl(Parser *p, Span span, const Fields *receiver, const Token *name, Expr *type,
                         FuncBody *body, bool generic) {
    Decl *decl;
    DeclList list = new_decl(p, DECL_FUNC, span, &decl);
    decl->func.name = name->name;
    decl->func.name_span = name->span;
    if (receiver != NULL && receiver->len != 1) {
        report_error(p, name->span, "method has %s",
                     receiver->len == 0 ? "no receiver" : "multiple receivers");
    }
    decl->func.receiver = receiver != NULL && receiver->len > 0 ? &receiver->items[0] : NULL;
    decl->func.type = type;
    decl->func.body = body;
    type->func_type.has_type_params = generic;
    for (int i = 0; i < p->directives.len; i++) {
        VEC_PUSH(p->arena, &decl->func.directives, p->directives.items[i]);
    }
    p->bodyless = body == NULL;
    return list;
}

DeclList build_generic_method(Parser *p, Span type_params, DeclList method) {
    report_syntax_error(p, (Span){type_params.start, type_params.start + 1},
                        "method must have no type parameters");
    return method;
}

FuncBody *build_body(Parser *p, Span span, StmtList stmts) {
    FuncBody *body = ARENA_NEW(p->arena, FuncBody);
    body->span = span;
    body->stmts = stmts;
    return body;
}
