// The elements of composite literals: of structs, of arrays and slices, of maps.
#include "sema/constant_set.h"
#include "sema/declare.h"
#include <stdlib.h>
#include <strings.h>

static int find_field(const Checker *c, const Type *struct_type, const Name *name) {
    if (strcmp(name->text, "_") == 0) {
        return -1;
    }
    for (int i = 0; i < struct_type->struct_.count; i++) {
        const Field *field = &struct_type->struct_.fields[i];
        if (field->name == name && (name->exported || field->package == c->package)) {
            return i;
        }
    }
    return -1;
}

static Expr *key_value_create(Checker *c, Expr *key, Expr *value) {
    Expr *pair = ast_new_expr(c->session->arena, EXPR_KEY_VALUE, value->span);
    pair->implicit = true;
    pair->key_value.key = key;
    pair->key_value.value = value;
    return pair;
}

// An identifier that stands for the field, as if the literal had named it.
static Expr *field_key(Checker *c, const Field *field, Span span, Expr *key) {
    if (!key) {
        key = ast_new_expr(c->session->arena, EXPR_IDENT, span);
        key->implicit = true;
        key->ident.name = field->name;
    }
    Object *object = object_create(c, OBJECT_VAR, field->name, field->span, field->type);
    object->var.is_field = true;
    object->var.func = NULL;
    key->ident.object = object;
    key->type = field->type;
    return key;
}

static Lookup field_alternative(const Type *struct_type, const Name *name) {
    Lookup found = {.kind = LOOKUP_NONE};
    for (int i = 0; i < struct_type->struct_.count; i++) {
        const Field *field = &struct_type->struct_.fields[i];
        if (strcasecmp(field->name->text, name->text) == 0 && strcmp(name->text, "_") != 0) {
            found.kind = LOOKUP_FIELD;
            found.field = field;
            return found;
        }
    }
    return found;
}

// One `field: value`.
static void check_field_value(Checker *c, Expr *literal, int position, Type *base, bool *visited) {
    Expr *pair = literal->composite.elems.items[position];
    const Type *type = type_underlying(base);
    if (pair->kind != EXPR_KEY_VALUE) {
        check_error(c, expr_position(pair), "mixture of field:value and value elements in struct literal");
        return;
    }
    Expr *key = pair->key_value.key;
    if (key->kind != EXPR_IDENT) {
        check_expr(c, &pair->key_value.value);
        check_error(c, expr_position(pair), "invalid field name %s in struct literal",
                    expr_text(c->session->arena, key));
        return;
    }
    const Name *name = key->ident.name;
    int index = find_field(c, type, name);
    check_expr_hint(c, &pair->key_value.value, NULL);
    if (index < 0) {
        Lookup alternative = field_alternative(type, name);
        check_error(c, key->span, "%s", missing_field_text(c, base, name, &alternative, true));
        return;
    }
    const Field *field = &type->struct_.fields[index];
    field_key(c, field, key->span, key);
    literal->composite.indices[position] = index;
    if (!expr_is_invalid(pair->key_value.value)) {
        pair->key_value.value = check_assign_to(c, pair->key_value.value, field->type, "struct literal");
    }
    if (visited[index]) {
        check_error(c, expr_position(pair), "duplicate field name %s in struct literal", name->text);
    }
    visited[index] = true;
}

static void check_positional_fields(Checker *c, Expr *literal, Type *base) {
    const Type *type = type_underlying(base);
    ExprList *elems = &literal->composite.elems;
    const char *type_name = type_string(c, base);
    for (int i = 0; i < elems->len; i++) {
        if (elems->items[i]->kind == EXPR_KEY_VALUE) {
            check_error(c, expr_position(elems->items[i]),
                        "mixture of field:value and value elements in struct literal");
            continue;
        }
        check_expr(c, &elems->items[i]);
        Expr *value = elems->items[i];
        if (i >= type->struct_.count) {
            check_error(c, expr_position(value), "too many values in struct literal of type %s", type_name);
            break;
        }
        const Field *field = &type->struct_.fields[i];
        literal->composite.indices[i] = i;
        if (!field->name->exported && field->package != c->package) {
            check_error(c, expr_position(value),
                        "implicit assignment to unexported field %s in struct literal of type %s",
                        field->name->text, type_name);
            continue;
        }
        if (!expr_is_invalid(value)) {
            value = check_assign_to(c, value, field->type, "struct literal");
        }
        elems->items[i] = key_value_create(c, field_key(c, field, value->span, NULL), value);
    }
    if (elems->len < type->struct_.count) {
        Span rbrace = {literal->composite.rbrace, literal->composite.rbrace + 1};
        check_error(c, rbrace, "too few values in struct literal of type %s", type_name);
    }
}

void check_struct_elements(Checker *c, Expr *literal, Type *base) {
    ExprList *elems = &literal->composite.elems;
    literal->composite.indices = ARENA_NEW_N(c->session->arena, int64_t, elems->len + 1);
    if (elems->len == 0) {
        return;
    }
    if (elems->items[0]->kind != EXPR_KEY_VALUE) {
        check_positional_fields(c, literal, base);
        return;
    }
    bool *visited = ARENA_NEW_N(c->session->arena, bool, type_underlying(base)->struct_.count + 1);
    for (int i = 0; i < elems->len; i++) {
        check_field_value(c, literal, i, base, visited);
    }
}

// The index of element `position`, given that the element before it has index `next` - 1. -1 after an error.
static int64_t element_index(Checker *c, Expr *elem, int64_t next, int64_t length) {
    if (elem->kind != EXPR_KEY_VALUE) {
        if (length >= 0 && next >= length) {
            check_error(c, expr_position(elem), "index %lld is out of bounds (>= %lld)", (long long)next,
                        (long long)length);
            return -1;
        }
        return next;
    }
    int64_t index = -1;
    if (!check_index_value(c, &elem->key_value.key, "index", length, &index)) {
        return -1;
    }
    if (index < 0) {
        check_error(c, expr_position(elem), "index %s must be integer constant",
                    expr_text(c->session->arena, elem->key_value.key));
    }
    return index;
}

static int compare_indices(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

// Explicit keys can repeat an index; without them the indices only rise.
static void check_duplicate_indices(Checker *c, const Expr *literal, const Span *spans) {
    int count = literal->composite.elems.len;
    int64_t *sorted = ARENA_NEW_N(c->session->arena, int64_t, count + 1);
    memcpy(sorted, literal->composite.indices, sizeof *sorted * (size_t)count);
    qsort(sorted, (size_t)count, sizeof *sorted, compare_indices);
    for (int i = 1; i < count; i++) {
        if (sorted[i] < 0 || sorted[i] != sorted[i - 1]) {
            continue;
        }
        int last = count - 1;
        while (literal->composite.indices[last] != sorted[i]) {
            last--;
        }
        check_error(c, spans[last], "duplicate index %lld in array or slice literal", (long long)sorted[i]);
    }
}

int64_t check_indexed_elements(Checker *c, Expr *literal, Type *elem, int64_t length) {
    ExprList *elems = &literal->composite.elems;
    literal->composite.indices = ARENA_NEW_N(c->session->arena, int64_t, elems->len + 1);
    Span *spans = ARENA_NEW_N(c->session->arena, Span, elems->len + 1);
    int64_t next = 0;
    int64_t count = 0;
    bool has_keys = false;
    for (int i = 0; i < elems->len; i++) {
        Expr *item = elems->items[i];
        spans[i] = item->span;
        int64_t index = element_index(c, item, next, length);
        literal->composite.indices[i] = index;
        next = index >= 0 ? index : next;
        if (item->kind == EXPR_KEY_VALUE) {
            has_keys = true;
            elems->items[i] = item->key_value.value;
        }
        next++;
        count = next > count ? next : count;
        check_expr_hint(c, &elems->items[i], elem);
        if (!expr_is_invalid(elems->items[i])) {
            elems->items[i] = check_assign_to(c, elems->items[i], elem, "array or slice literal");
        }
    }
    if (has_keys) {
        check_duplicate_indices(c, literal, spans);
    }
    return count;
}

void check_map_elements(Checker *c, Expr *literal, Type *base) {
    const Type *type = type_underlying(base);
    ExprList *elems = &literal->composite.elems;
    ConstantSet *seen = ARENA_NEW(c->session->arena, ConstantSet);
    for (int i = 0; i < elems->len; i++) {
        Expr *pair = elems->items[i];
        if (pair->kind != EXPR_KEY_VALUE) {
            check_error(c, expr_position(pair), "missing key in map literal");
            continue;
        }
        Expr **key = &pair->key_value.key;
        check_expr_hint(c, key, type->map.key);
        if (!expr_is_invalid(*key)) {
            *key = check_assign_to(c, *key, type->map.key, "map literal");
        }
        if (expr_is_invalid(*key)) {
            continue;
        }
        const Expr *value = *key;
        while (value->kind == EXPR_CONVERT && value->implicit) { // a constant in an interface
            value = value->convert.x;
        }
        if (value->constant &&
            constant_set_add(c->session->arena, seen, value->constant, value->type, value->span.start)) {
            check_error(c, expr_position(value), "duplicate key %s in map literal",
                        constant_text(c->session->arena, value->constant));
            continue;
        }
        check_expr_hint(c, &pair->key_value.value, type->map.value);
        if (!expr_is_invalid(pair->key_value.value)) {
            pair->key_value.value = check_assign_to(c, pair->key_value.value, type->map.value, "map literal");
        }
    }
}
