// Constructors of type nodes, and of the field lists in them.
#include "parser/build.h"

#include <stddef.h>

Expr *build_ellipsis(Parser *p, Span span, Expr *elem) {
    Expr *expr = ast_new_expr(p->arena, EXPR_ELLIPSIS, span);
    expr->ellipsis.elem = elem;
    return expr;
}

Expr *build_array_type(Parser *p, Span span, Expr *len, Expr *elem) {
    Expr *expr = ast_new_expr(p->arena, EXPR_ARRAY_TYPE, span);
    expr->array_type.len = len;
    expr->array_type.elem = elem;
    return expr;
}

Expr *build_map_type(Parser *p, Span span, Expr *key, Expr *value) {
    Expr *expr = ast_new_expr(p->arena, EXPR_MAP_TYPE, span);
    expr->map_type.key = key;
    expr->map_type.value = value;
    return expr;
}

Expr *build_chan(Parser *p, Span span, ChanDir dir, Expr *elem) {
    Expr *expr = ast_new_expr(p->arena, EXPR_CHAN_TYPE, span);
    expr->chan_type.dir = dir;
    expr->chan_type.elem = elem;
    return expr;
}

Expr *build_struct_type(Parser *p, Span span, Fields fields) {
    Expr *expr = ast_new_expr(p->arena, EXPR_STRUCT_TYPE, span);
    expr->struct_type.fields = fields.items;
    expr->struct_type.field_count = fields.len;
    return expr;
}

Expr *build_interface_type(Parser *p, Span span, Fields elems) {
    Expr *expr = ast_new_expr(p->arena, EXPR_INTERFACE_TYPE, span);
    expr->interface_type.methods = elems.items;
    expr->interface_type.method_count = elems.len;
    return expr;
}

Expr *build_func_type(Parser *p, Span span, Fields params, Fields results) {
    Expr *expr = ast_new_expr(p->arena, EXPR_FUNC_TYPE, span);
    expr->func_type.params = params.items;
    expr->func_type.param_count = params.len;
    expr->func_type.results = results.items;
    expr->func_type.result_count = results.len;
    return expr;
}

Fields build_field(Parser *p, Fields list, const Token *name, Expr *type) {
    FieldDecl field = {.type = type};
    if (name != NULL) {
        field.name = name->name;
        field.name_span = name->span;
    }
    VEC_PUSH(p->arena, &list, field);
    return list;
}

Fields build_join_fields(Parser *p, Fields a, Fields b) {
    for (int i = 0; i < b.len; i++) {
        VEC_PUSH(p->arena, &a, b.items[i]);
    }
    return a;
}

// A tag with an error in it has been reported.
static Expr *good_tag(Expr *tag) {
    return tag != NULL && tag->kind == EXPR_BASIC_LIT ? tag : NULL;
}

Fields build_struct_field(Parser *p, Fields names, Expr *type, Expr *tag) {
    (void)p;
    for (int i = 0; i < names.len; i++) {
        names.items[i].type = type;
        names.items[i].tag = good_tag(tag);
    }
    return names;
}

Fields build_embedded(Parser *p, Expr *type, Expr *tag) {
    Fields fields = {0};
    VEC_PUSH(p->arena, &fields,
             (FieldDecl){.type = type, .name_span = type->span, .tag = good_tag(tag), .embedded = true});
    return fields;
}

Fields build_parenthesized_embedded(Parser *p, Span span, Expr *type, Expr *tag) {
    report_syntax_error(p, span, "cannot parenthesize embedded type");
    return build_embedded(p, type, tag);
}
