// Places: variables, fields, elements and what pointers point to, to read from, store to, or take the address
// of.
#include "escape/graph.h"
#include "escape/mutant.h"

static int field_leaf(Graph *g, const Expr *selector) {
    const Type *type = selector->selector.x->type;
    if (selector->selector.through_pointer) {
        type = type_underlying(type)->pointer.elem;
    }
    return layout_of(g->program, type)->fields[selector->selector.field];
}

static Place region_place(int node) {
    return (Place){.node = node, .key = NO_NODE};
}

static Place pointer_place(int node, int offset) {
    return (Place){.indirect = true, .node = node, .offset = offset, .key = NO_NODE};
}

void graph_declare(Graph *g, Object *var) {
    int object = graph_object(g, OBJECT_OTHER, layout_of(g->program, var->type),
                              var->name ? var->name->text : "the result");
    g->objects.items[object].site = var->var.site;
    g->objects.items[object].origin = var;
    g->objects.items[object].type = var->type;
    Place *place = ARENA_NEW(g->arena, Place);
    *place = region_place(g->objects.items[object].first);
    table_set(g->arena, &g->vars, var, place);
}

// A captured variable: read from the record when copied, through it when shared.
static Place *captured_place(Graph *g, Object *var) {
    Place *place = ARENA_NEW(g->arena, Place);
    *place = region_place(GLOBAL_NODE);
    int loop = g->loop;
    g->loop = 0;
    for (int i = 0; g->func->literal && i < g->func->captures.len; i++) {
        const Capture *capture = &g->func->captures.items[i];
        if (capture->var != var) {
            continue;
        }
        int offset = layout_record(g->program, g->func)->fields[i];
        int record = g->inputs.items[0].first;
        if (capture->by_value) {
            *place = region_place(graph_load(g, record, offset, var->type));
        } else {
            Type *pointer = type_pointer(g->result->program->types, var->type);
            *place = pointer_place(graph_load(g, record, offset, pointer), 0);
        }
        break;
    }
    g->loop = loop;
    table_set(g->arena, &g->vars, var, place);
    return place;
}

Place graph_var_place(Graph *g, Object *var) {
    if (!query_is_local(var)) {
        return region_place(GLOBAL_NODE);
    }
    Place *place = table_get(&g->vars, var);
    if (!place && var->var.func != g->func) {
        place = captured_place(g, var);
    } else if (!place) {
        graph_declare(g, var);
        place = table_get(&g->vars, var);
    }
    return *place;
}

Place graph_part(Graph *g, Place whole, int offset) {
    whole.key = NO_NODE;
    if (whole.indirect) {
        whole.offset += offset;
    } else if (whole.node != NO_NODE) {
        whole.node = graph_leaf(g, whole.node, offset);
    }
    return whole;
}

Place graph_any_element(Graph *g, Place array, const Type *type) {
    if (!layout_is_split(g->program, type) || escape_mutant("any-element")) {
        return array;
    }
    const Layout *layout = layout_of(g->program, type);
    int elements = graph_temp(g);
    for (int i = 0; i < type_underlying(type)->array.len; i++) {
        graph_copy(g, elements, graph_place_address(g, graph_part(g, array, layout->fields[i])));
    }
    return pointer_place(elements, 0);
}

static Place element_place(Graph *g, Place array, const Type *type, const Expr *index) {
    if ((!index->constant && !escape_mutant("constant-index")) || !layout_is_split(g->program, type)) {
        return graph_any_element(g, array, type);
    }
    int at = index->constant ? (int)constant_bits(index->constant) : 0;
    return graph_part(g, array, layout_of(g->program, type)->fields[at]);
}

static Place index_place(Graph *g, Expr *expr) {
    Expr *x = expr->index.x;
    Expr *index = expr->index.indices.items[0];
    const Type *type = type_underlying(x->type);
    if (type->kind == TYPE_ARRAY) {
        Place place = graph_place(g, x);
        graph_expr(g, index);
        return element_place(g, place, type, ast_unparen(index));
    }
    int pointer = graph_expr(g, x);
    int key = graph_expr(g, index);
    if (type->kind == TYPE_MAP) {
        int offset = layout_pair(g->program, type->map.key, type->map.value)->fields[1];
        Place place = pointer_place(pointer, offset);
        place.key = key;
        place.key_type = type->map.key;
        return place;
    }
    return pointer_place(pointer, 0);
}

Place graph_place(Graph *g, Expr *expr) {
    expr = ast_unparen(expr);
    if (expr->constant) {
        return region_place(NO_NODE);
    }
    switch (expr->kind) {
    case EXPR_IDENT:
        if (!expr->ident.object || expr->ident.object->kind != OBJECT_VAR) {
            return region_place(graph_expr(g, expr));
        }
        return graph_ident_place(g, expr);
    case EXPR_SELECTOR: {
        if (expr->selector.kind == SELECT_QUALIFIED && expr->selector.object->kind == OBJECT_VAR) {
            return region_place(GLOBAL_NODE);
        }
        if (expr->selector.kind != SELECT_FIELD) {
            return region_place(graph_expr(g, expr));
        }
        int offset = field_leaf(g, expr);
        if (expr->selector.through_pointer) {
            return pointer_place(graph_expr(g, expr->selector.x), offset);
        }
        return graph_part(g, graph_place(g, expr->selector.x), offset);
    }
    case EXPR_INDEX: return index_place(g, expr);
    case EXPR_STAR: return pointer_place(graph_expr(g, expr->star.x), 0);
    default: return region_place(graph_expr(g, expr));
    }
}

int graph_read(Graph *g, Place place, const Type *type) {
    if (!type_has_pointers(type)) {
        return NO_NODE;
    }
    return place.indirect ? graph_load(g, place.node, place.offset, type) : place.node;
}

void graph_write(Graph *g, Place place, int region, const Type *type) {
    if (place.key != NO_NODE && !escape_mutant("map-key-edge")) {
        graph_store(g, place.node, 0, place.key, place.key_type);
    }
    if (place.indirect) {
        graph_store(g, place.node, place.offset, region, type);
    } else {
        graph_copy_region(g, place.node, region, type);
    }
}

int graph_place_address(Graph *g, Place place) {
    if (place.node == NO_NODE) {
        return NO_NODE;
    }
    if (!place.indirect) {
        return graph_address(g, place.node);
    }
    if (place.offset == 0) {
        return place.node;
    }
    int node = graph_temp(g);
    graph_constrain(g, place.node,
                    (Constraint){.kind = CONSTRAINT_SHIFT, .other = node, .offset = place.offset});
    return node;
}
