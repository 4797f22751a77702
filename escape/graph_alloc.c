// The connection graph: expressions that allocate. Each makes an object, filled with what the expression
// stores in it.
#include "escape/graph.h"
#include "escape/mutant.h"

int graph_site_object(Graph *g, GraphObjectKind kind, int site, const Layout *layout) {
    const char *label = site ? site_decision(g->result, site)->text : NULL;
    int object = graph_object(g, kind, layout, label);
    g->objects.items[object].site = site;
    g->objects.items[object].origin = (const void *)(uintptr_t)(2 * (uintptr_t)site + 1);
    return object;
}

static int first_node(const Graph *g, int object) {
    return g->objects.items[object].first;
}

int graph_bytes(Graph *g, int site) {
    return graph_address(g, first_node(g, graph_site_object(g, OBJECT_OTHER, site, &layout_untyped)));
}

static void fill(Graph *g, int base, Expr *literal, const Type *type);

// A nested struct or array literal is built in place.
static void fill_value(Graph *g, int base, Expr *value, const Type *type) {
    Expr *x = ast_unparen(value);
    TypeKind kind = type_underlying(type)->kind;
    bool in_place = x->kind == EXPR_COMPOSITE_LIT && !x->composite.address && !x->constant;
    if (in_place && (kind == TYPE_STRUCT || kind == TYPE_ARRAY)) {
        fill(g, base, x, type);
    } else {
        graph_copy_region(g, base, graph_expr(g, value), type);
    }
}

static int offset_in(const Graph *g, int base, int offset) {
    return base == NO_NODE ? NO_NODE : graph_leaf(g, base, offset);
}

static void fill_struct(Graph *g, int base, const Expr *literal, const Type *type) {
    const Type *t = type_underlying(type);
    const Layout *layout = layout_of(g->program, type);
    for (int i = 0; i < literal->composite.elems.len; i++) {
        const Expr *elem = literal->composite.elems.items[i];
        const Name *name = ast_unparen(elem->key_value.key)->ident.name;
        for (int f = 0; f < t->struct_.count; f++) {
            if (t->struct_.fields[f].name == name) {
                fill_value(g, offset_in(g, base, layout->fields[f]), elem->key_value.value,
                           t->struct_.fields[f].type);
                break;
            }
        }
    }
}

// Struct and array literals, at `base`.
static void fill(Graph *g, int base, Expr *literal, const Type *type) {
    const Type *t = type_underlying(type);
    if (t->kind == TYPE_STRUCT) {
        fill_struct(g, base, literal, type);
        return;
    }
    bool split = t->kind == TYPE_ARRAY && layout_is_split(g->program, type);
    for (int i = 0; i < literal->composite.elems.len; i++) {
        Expr *elem = literal->composite.elems.items[i];
        elem = elem->kind == EXPR_KEY_VALUE ? elem->key_value.value : elem;
        int at = split ? layout_of(g->program, type)->fields[literal->composite.indices[i]] : 0;
        fill_value(g, offset_in(g, base, at), elem, t->kind == TYPE_ARRAY ? t->array.elem : t->slice.elem);
    }
}

static int map_literal(Graph *g, int site, const Expr *expr, const Type *map) {
    const Layout *layout = layout_pair(g->program, map->map.key, map->map.value);
    int first = first_node(g, graph_site_object(g, OBJECT_OTHER, site, layout));
    for (int i = 0; i < expr->composite.elems.len; i++) {
        const Expr *elem = expr->composite.elems.items[i];
        fill_value(g, first, elem->key_value.key, map->map.key);
        fill_value(g, graph_leaf(g, first, layout->fields[1]), elem->key_value.value, map->map.value);
    }
    return graph_address(g, first);
}

// The value of a literal of type `type`; `site` is that of a slice's array or of a map.
static int literal_value(Graph *g, Expr *expr, const Type *type, int site) {
    const Type *t = type_underlying(type);
    if (t->kind == TYPE_MAP) {
        return map_literal(g, site, expr, t);
    }
    if (t->kind == TYPE_SLICE) {
        const Layout *layout = layout_of(g->program, t->slice.elem);
        int first = first_node(g, graph_site_object(g, OBJECT_OTHER, site, layout));
        fill(g, first, expr, type);
        return graph_address(g, first);
    }
    int region = graph_region(g, type);
    fill(g, region, expr, type);
    return region;
}

int graph_composite(Graph *g, Expr *expr) {
    return literal_value(g, expr, expr->type, expr->site);
}

int graph_pointer_literal(Graph *g, Expr *expr, Expr *literal) {
    const Type *type =
        literal->composite.address ? type_underlying(literal->type)->pointer.elem : literal->type;
    TypeKind kind = type_underlying(type)->kind;
    int first = first_node(g, graph_site_object(g, OBJECT_OTHER, expr->site, layout_of(g->program, type)));
    if (kind == TYPE_SLICE || kind == TYPE_MAP) {
        int site = !literal->composite.address ? literal->site : expr->site ? expr->site + 1 : 0;
        graph_copy(g, first, literal_value(g, literal, type, site));
    } else {
        fill(g, first, literal, type);
    }
    return graph_address(g, first);
}

int graph_func_lit(Graph *g, Expr *expr) {
    Func *literal = expr->func_lit.func;
    const Layout *layout = layout_record(g->program, literal);
    int object = graph_site_object(g, OBJECT_CLOSURE, expr->site, layout);
    g->objects.items[object].func = literal;
    int first = first_node(g, object);
    for (int i = 0; i < literal->captures.len; i++) {
        const Capture *capture = &literal->captures.items[i];
        Place place = graph_var_place(g, capture->var);
        int leaf = graph_leaf(g, first, layout->fields[i]);
        if (capture->by_value) {
            graph_copy_region(g, leaf, graph_read(g, place, capture->var->type), capture->var->type);
        } else {
            graph_copy(g, leaf, escape_mutant("captured-edge") ? NO_NODE : graph_place_address(g, place));
        }
    }
    return graph_address(g, first);
}

int graph_method_value(Graph *g, Expr *expr) {
    const Type *type = expr->selector.x->type;
    int object = graph_site_object(g, OBJECT_BOUND, expr->site, layout_of(g->program, type));
    GraphObject *bound = &g->objects.items[object];
    bound->type = type;
    if (expr->selector.kind == SELECT_METHOD) {
        bound->func = expr->selector.object->func.func;
    } else {
        bound->name = expr->selector.sel;
    }
    int first = bound->first;
    graph_copy_region(g, first, graph_expr(g, expr->selector.x), type);
    return graph_address(g, first);
}

static int box(Graph *g, const Expr *expr) {
    Expr *x = expr->convert.x;
    int value = graph_expr(g, x);
    int object = graph_site_object(g, OBJECT_BOX, expr->site, layout_of(g->program, x->type));
    g->objects.items[object].type = x->type;
    int first = first_node(g, object);
    graph_copy_region(g, first, value, x->type);
    return graph_address(g, first);
}

static int array_of_slice(Graph *g, int slice, const Type *array) {
    const Type *elem = type_underlying(array)->array.elem;
    int value = graph_load(g, slice, 0, elem);
    int region = graph_region(g, array);
    bool split = layout_is_split(g->program, array) && !escape_mutant("array-of-slice");
    for (int i = 0; i < (split ? type_underlying(array)->array.len : 1); i++) {
        int at = split ? layout_of(g->program, array)->fields[i] : 0;
        graph_copy_region(g, offset_in(g, region, at), value, elem);
    }
    return region;
}

// The slice may be of memory that is laid out in another way than the array.
static int slice_as_array(Graph *g, int slice, const Type *type, const Type *pointer) {
    if (!layout_is_split(g->program, type_underlying(pointer)->pointer.elem) ||
        escape_mutant("array-pointer")) {
        return slice;
    }
    graph_escape(g, slice, type, RULE_UNPROVEN);
    return GLOBAL_NODE;
}

int graph_convert(Graph *g, Expr *expr) {
    Expr *x = expr->convert.x;
    switch (expr->convert.kind) {
    case CONVERT_NOOP:
    case CONVERT_NUMERIC:
    case CONVERT_INTERFACE: return graph_expr(g, x);
    case CONVERT_SLICE_TO_ARRAY_POINTER: return slice_as_array(g, graph_expr(g, x), x->type, expr->type);
    case CONVERT_SLICE_TO_ARRAY: return array_of_slice(g, graph_expr(g, x), expr->type);
    case CONVERT_TO_INTERFACE:
        if (ast_unparen(x)->type->kind == TYPE_UNTYPED_NIL) {
            return NO_NODE;
        }
        return box(g, expr);
    case CONVERT_STRING_TO_BYTES: {
        // The bytes may be shared instead of copied.
        int result = graph_bytes(g, expr->site);
        graph_copy(g, result, graph_expr(g, x));
        return result;
    }
    case CONVERT_INT_TO_STRING:
    case CONVERT_BYTES_TO_STRING:
    case CONVERT_RUNES_TO_STRING:
    case CONVERT_STRING_TO_RUNES: graph_expr(g, x); return graph_bytes(g, expr->site);
    }
    return NO_NODE;
}
