// Type expressions to types. A checked type expression has is_type and its type, and is not looked at again.
#include "sema/declare.h"
#include <string.h>

static Type *invalid_type_error(Checker *c, const Expr *expr, const char *format) {
    if (!expr_is_invalid(expr)) {
        check_error(c, expr_position(expr), format, operand_text(c, expr));
    }
    return universe_invalid_type(c);
}

static Type *check_type_name(Checker *c, Expr *expr) {
    Expr *checked = expr;
    if (expr->kind == EXPR_IDENT) {
        check_ident_as(c, expr, true);
    } else {
        check_selector_as(c, &checked, true);
    }
    if (checked->mode == OPERAND_TYPE) {
        return checked->type;
    }
    return checked->mode == OPERAND_INVALID ? universe_invalid_type(c)
                                            : invalid_type_error(c, checked, "%s is not a type");
}

// A name that is no constant could be a type parameter, as far as Go's messages go.
static bool may_be_length(Checker *c, const Expr *name) {
    const Object *object = lookup_ident(c, name);
    if (!object) {
        check_error(c, expr_position(name), "undefined array length %s or missing type constraint",
                    name->ident.name->text);
    } else if (object->kind != OBJECT_CONST) {
        check_error(c, expr_position(name), "invalid array length %s", name->ident.name->text);
    }
    return object && object->kind == OBJECT_CONST;
}

// -1: it is none.
static int64_t constant_length(Checker *c, const Expr *expr) {
    ConstantKind kind = constant_kind(expr->constant);
    bool integer = type_is_untyped(expr->type) || type_is_integer(expr->type);
    if (!integer || kind == CONSTANT_STRING || kind == CONSTANT_BOOL) {
        return -1;
    }
    const Constant *value = constant_convert(c->session->arena, expr->constant, CONSTANT_INT);
    bool fits = value && constant_fits_int64(value) && constant_sign(value) >= 0;
    return fits ? (int64_t)constant_bits(value) : -1;
}

// The length of an array type; -1 after an error.
static int64_t check_array_length(Checker *c, Expr **len) {
    if ((*len)->kind == EXPR_IDENT && !may_be_length(c, *len)) {
        return -1;
    }
    check_expr(c, len);
    const Expr *expr = *len;
    if (expr_is_invalid(expr)) {
        return -1;
    }
    if (!expr->constant) {
        check_error(c, expr_position(expr), "array length %s must be constant", operand_text(c, expr));
        return -1;
    }
    int64_t length = constant_length(c, expr);
    if (length < 0 && type_is_integer(expr->type)) {
        check_error(c, expr_position(expr), "invalid array length %s", operand_text(c, expr));
    } else if (length < 0) {
        check_error(c, expr_position(expr), "array length %s must be integer", operand_text(c, expr));
    }
    return length;
}

static Type *check_array_type(Checker *c, Expr *expr) {
    if (!expr->array_type.len) {
        Type *elem = check_var_type(c, expr->array_type.elem);
        return type_slice(c->types, elem);
    }
    int64_t length = -1;
    if (expr->array_type.len->kind == EXPR_ELLIPSIS) {
        check_error(c, expr_position(expr), "invalid use of [...] array (outside a composite literal)");
    } else {
        length = check_array_length(c, &expr->array_type.len);
        if (length >= 0 && type_is_untyped(expr->array_type.len->type)) {
            expr->array_type.len =
                check_assign_to(c, expr->array_type.len, type_basic(c->types, TYPE_INT), "array length");
        }
    }
    Type *elem = check_var_type(c, expr->array_type.elem);
    return length < 0 ? universe_invalid_type(c) : type_array(c->types, elem, length);
}

// The name of an embedded field and where it stands: the type's. NULL for what cannot be embedded.
static const Name *embedded_name(Expr *type, Span *span) {
    if (type->kind == EXPR_STAR) {
        type = type->star.x;
    }
    switch (type->kind) {
    case EXPR_IDENT: *span = type->span; return type->ident.name;
    case EXPR_SELECTOR: *span = type->selector.sel_span; return type->selector.sel;
    case EXPR_INDEX: return embedded_name(type->index.x, span);
    default: return NULL;
    }
}

typedef struct {
    Span span;
    Type *type;
} Embedding;

static void check_embedded_later(Checker *c, void *data) {
    const Embedding *embedding = data;
    Type *type = embedding->type;
    bool pointer = type->kind == TYPE_POINTER;
    if (pointer) {
        type = type->pointer.elem;
    }
    Type *underlying = type_underlying(type);
    if (underlying->kind == TYPE_POINTER) {
        check_error(c, embedding->span, "embedded field type cannot be a pointer");
    } else if (underlying->kind == TYPE_INTERFACE && pointer) {
        check_error(c, embedding->span, "embedded field type cannot be a pointer to an interface");
    }
}

static Field struct_field(Checker *c, FieldDecl *decl) {
    Field field = {
        .name = decl->name, .embedded = decl->embedded, .package = c->package, .span = decl->name_span};
    field.type = check_var_type(c, decl->type);
    if (decl->tag && decl->tag->basic.value) {
        field.tag =
            arena_strndup(c->session->arena, decl->tag->basic.value, (size_t)decl->tag->basic.value_len);
        field.tag = field.tag[0] ? field.tag : NULL;
    }
    if (decl->embedded) {
        field.span = decl->type->span;
        field.name = embedded_name(decl->type, &field.span);
        Embedding *embedding = ARENA_NEW(c->session->arena, Embedding);
        *embedding = (Embedding){decl->type->span, field.type};
        check_later(c, check_embedded_later, embedding);
    }
    if (!field.name) {
        field.name = name_intern_cstr(c->session->names, "_");
    }
    return field;
}

static Type *check_struct_type(Checker *c, Expr *expr) {
    int count = 0;
    Field *fields = ARENA_NEW_N(c->session->arena, Field, expr->struct_type.field_count + 1);
    for (int i = 0; i < expr->struct_type.field_count; i++) {
        FieldDecl *decl = &expr->struct_type.fields[i];
        Field field = struct_field(c, decl);
        decl->object = object_create(c, OBJECT_VAR, field.name, field.span, field.type);
        decl->object->var.is_field = true;
        const Field *other = NULL;
        for (int j = 0; j < count && strcmp(field.name->text, "_") != 0; j++) {
            if (fields[j].name == field.name) {
                other = &fields[j];
            }
        }
        if (other) {
            check_error(c, field.span, "%s redeclared\n\t%s: other declaration of %s", field.name->text,
                        position_text(c, other->span.start), other->name->text);
        } else {
            fields[count++] = field;
        }
    }
    return type_struct(c->types, fields, count);
}

typedef struct {
    Method method;
    Span span; // of the method, or of the embedded type it comes from
} InterfaceMethod;
typedef VEC(InterfaceMethod) InterfaceMethods;

static void add_interface_method(Checker *c, InterfaceMethods *methods, Method method, Span span,
                                 bool is_explicit) {
    for (int i = 0; i < methods->len; i++) {
        const InterfaceMethod *other = &methods->items[i];
        if (other->method.name != method.name ||
            (!method.name->exported && other->method.package != method.package)) {
            continue;
        }
        if (is_explicit || !type_is_identical(other->method.type, method.type)) {
            check_error(c, span, "duplicate method %s\n\t%s: other declaration of method %s",
                        method.name->text, position_text(c, other->span.start), method.name->text);
        }
        return;
    }
    VEC_PUSH(c->session->arena, methods, (InterfaceMethod){method, span});
}

// Adds the methods of an embedded interface. False if that interface is not complete yet.
static bool add_embedded_interface(Checker *c, InterfaceMethods *methods, Expr *expr) {
    if (expr->kind == EXPR_BINARY || expr->kind == EXPR_UNARY) {
        check_error(c, expr_position(expr), "not supported by minic: generics");
        return true;
    }
    Type *type = check_type(c, expr);
    if (type_is_incomplete(c, type)) {
        c->awaited = type;
        return false;
    }
    const Type *underlying = type_underlying(type);
    if (underlying->kind == TYPE_INTERFACE) {
        for (int i = 0; i < underlying->interface.count; i++) {
            add_interface_method(c, methods, underlying->interface.methods[i], expr->span, false);
        }
    } else if (underlying->kind != TYPE_INVALID) {
        check_error(c, expr_position(expr), "not supported by minic: generics");
    }
    return true;
}

// NULL, with c->awaited set, when an embedded interface is not complete yet.
static Type *check_interface_type(Checker *c, Expr *expr) {
    InterfaceMethods methods = {0};
    for (int i = 0; i < expr->interface_type.method_count; i++) {
        FieldDecl *decl = &expr->interface_type.methods[i];
        if (!decl->name) {
            continue;
        }
        if (strcmp(decl->name->text, "_") == 0) {
            check_error(c, decl->name_span, "methods must have a unique non-blank name");
            continue;
        }
        Type *type = check_type(c, decl->type);
        if (type->kind == TYPE_FUNC) {
            Method method = {
                .name = decl->name, .package = c->package, .type = type, .span = decl->name_span};
            add_interface_method(c, &methods, method, decl->name_span, true);
        }
    }
    c->awaited = NULL;
    for (int i = 0; i < expr->interface_type.method_count; i++) {
        FieldDecl *decl = &expr->interface_type.methods[i];
        if (!decl->name && !add_embedded_interface(c, &methods, decl->type)) {
            return NULL;
        }
    }
    Method *list = ARENA_NEW_N(c->session->arena, Method, methods.len + 1);
    for (int i = 0; i < methods.len; i++) {
        list[i] = methods.items[i].method;
    }
    return type_interface(c->types, list, methods.len);
}

typedef struct {
    const Expr *expr;
    Type *key;
} MapKey;

static void check_map_key_later(Checker *c, void *data) {
    const MapKey *map = data;
    if (!type_is_comparable(map->key) && type_underlying(map->key)->kind != TYPE_INVALID) {
        check_error(c, expr_position(map->expr), "invalid map key type %s", type_string(c, map->key));
    }
}

static Type *check_map_type(Checker *c, Expr *expr) {
    Type *key = check_var_type(c, expr->map_type.key);
    Type *value = check_var_type(c, expr->map_type.value);
    MapKey *map = ARENA_NEW(c->session->arena, MapKey);
    *map = (MapKey){expr->map_type.key, key};
    check_later(c, check_map_key_later, map);
    return type_map(c->types, key, value);
}

static Type *check_pointer_type(Checker *c, Expr *expr) {
    Type *elem = check_var_type(c, expr->star.x);
    return elem->kind == TYPE_INVALID ? elem : type_pointer(c->types, elem);
}

static Type *check_chan_type(Checker *c, Expr *expr) {
    Type *elem = check_var_type(c, expr->chan_type.elem);
    return type_chan(c->types, elem, expr->chan_type.dir);
}

static Type *not_a_type(Checker *c, const Expr *expr) {
    check_error(c, expr_position(expr), "%s is not a type", expr_text(c->session->arena, expr));
    return universe_invalid_type(c);
}

static Type *check_type_expr(Checker *c, Expr *expr) {
    switch (expr->kind) {
    case EXPR_BAD: return universe_invalid_type(c);
    case EXPR_IDENT:
    case EXPR_SELECTOR: return check_type_name(c, expr);
    case EXPR_INDEX:
        if (expr->index.x->kind == EXPR_SELECTOR) { // a generic one is not in its package, which says so
            Type *type = check_type(c, expr->index.x);
            if (type->kind != TYPE_INVALID) {
                check_error(c, expr_position(expr->index.x), "%s is not a generic type",
                            type_string(c, type));
            }
            return universe_invalid_type(c);
        }
        check_error(c, expr_position(expr), "not supported by minic: generics");
        return universe_invalid_type(c);
    case EXPR_PAREN: return check_type(c, expr->paren.x);
    case EXPR_STAR: return check_pointer_type(c, expr);
    case EXPR_ARRAY_TYPE: return check_array_type(c, expr);
    case EXPR_STRUCT_TYPE: return check_struct_type(c, expr);
    case EXPR_FUNC_TYPE: return check_func_type(c, expr, NULL, NULL);
    case EXPR_INTERFACE_TYPE: return check_interface_type(c, expr);
    case EXPR_MAP_TYPE: return check_map_type(c, expr);
    case EXPR_CHAN_TYPE: return check_chan_type(c, expr);
    case EXPR_ELLIPSIS:
        check_error(c, expr_position(expr), "invalid use of ...");
        return universe_invalid_type(c);
    case EXPR_BASIC_LIT:
    case EXPR_COMPOSITE_LIT:
    case EXPR_FUNC_LIT:
    case EXPR_SLICE:
    case EXPR_TYPE_ASSERT:
    case EXPR_CALL:
    case EXPR_ADDRESS:
    case EXPR_UNARY:
    case EXPR_BINARY:
    case EXPR_KEY_VALUE:
    case EXPR_CONVERT:
    case EXPR_TUPLE_ITEM:
    case EXPR_KIND_COUNT: return not_a_type(c, expr);
    }
    return universe_invalid_type(c);
}

Type *check_type(Checker *c, Expr *expr) {
    if (expr->is_type && expr->type) {
        return expr->type;
    }
    Type *type = check_type_expr(c, expr);
    if (!type) { // an interface that has to be looked at again
        return universe_invalid_type(c);
    }
    expr->is_type = true;
    expr->type = type;
    expr->mode = type->kind == TYPE_INVALID ? OPERAND_INVALID : OPERAND_TYPE;
    return type;
}

// One error for all types of the cycle: those on the path, and what else the interface embeds that is not yet
// complete.
static void report_anonymous_cycle(Checker *c, const Expr *anonymous, const Object *object) {
    if (!object->in_bad_cycle) {
        check_error(
            c, object->decl->type.type->span,
            "invalid recursive type: anonymous interface refers to itself (see https://go.dev/issue/56103)");
    }
    for (int i = 0; i < anonymous->interface_type.method_count; i++) {
        const FieldDecl *element = &anonymous->interface_type.methods[i];
        Object *embedded = element->name ? NULL : lookup_ident(c, element->type);
        if (embedded && embedded->kind == OBJECT_TYPE && embedded->color != COLOR_BLACK) {
            embedded->in_bad_cycle = true;
        }
    }
    for (int i = c->path.len - 1; i >= 0; i--) {
        c->path.items[i]->in_bad_cycle = true;
        if (c->path.items[i] == object) {
            return;
        }
    }
}

Type *check_var_type(Checker *c, Expr *expr) {
    Type *type = check_type(c, expr);
    if (c->awaited && ast_unparen(expr)->kind == EXPR_INTERFACE_TYPE) { // an unnamed interface cannot wait
        const Object *object = c->awaited->named.object;
        c->awaited = NULL;
        report_anonymous_cycle(c, ast_unparen(expr), object);
    }
    return type;
}
