// Cycles among declarations: which are legal, and the text for those that are not.
#include "sema/declare.h"

static int first_in_source(Object **cycle, int count) {
    int first = 0;
    for (int i = 1; i < count; i++) {
        if (cycle[i]->span.start < cycle[first]->span.start) {
            first = i;
        }
    }
    return first;
}

// The cycle starts where `cycle` does.
static void report_cycle_from(Checker *c, Object **cycle, int count, int start) {
    const Object *object = cycle[start];
    bool is_type = object->kind == OBJECT_TYPE;
    if (count == 1) {
        check_error(c, object->span, "%s: %s refers to itself",
                    is_type ? "invalid recursive type" : "invalid cycle in declaration", object->name->text);
        return;
    }
    Arena *arena = c->session->arena;
    const char *text =
        arena_printf(arena, "%s %s", is_type ? "invalid recursive type" : "invalid cycle in declaration of",
                     object->name->text);
    for (int i = 0; i < count; i++) {
        const Object *next = cycle[(start + i + 1) % count];
        text = arena_printf(arena, "%s\n\t%s: %s refers to %s", text, position_text(c, object->span.start),
                            object->name->text, next->name->text);
        object = next;
    }
    check_error(c, cycle[start]->span, "%s", text);
}

void report_cycle(Checker *c, Object **cycle, int count) {
    report_cycle_from(c, cycle, count, first_in_source(cycle, count));
}

// A cycle through defined types alone is a recursive type, one through variables and constants alone an
// initialisation cycle that initorder.c reports; any other is an error. The object is on c->path.
bool cycle_is_valid(Checker *c, Object *object) {
    int start = c->path.len - 1;
    while (start > 0 && c->path.items[start] != object) {
        start--;
    }
    int count = c->path.len - start;
    int values = 0;
    int definitions = 0;
    for (int i = start; i < c->path.len; i++) {
        const Object *member = c->path.items[i];
        values += member->kind == OBJECT_CONST || member->kind == OBJECT_VAR;
        definitions += member->kind == OBJECT_TYPE && !member->type_name.alias;
    }
    if (values == count || (values == 0 && definitions > 0)) {
        return true;
    }
    report_cycle(c, c->path.items + start, count);
    return false;
}

// type A B; type B A: chains of names that lead back into themselves.
static void check_type_name_cycle(Checker *c, Object *object) {
    VEC(Object *) chain = {0};
    while (object && object->kind == OBJECT_TYPE && object->color == COLOR_WHITE) {
        for (int i = 0; i < chain.len; i++) {
            if (chain.items[i] == object) {
                report_cycle(c, chain.items + i, chain.len - i);
                for (int j = i; j < chain.len; j++) {
                    chain.items[j]->type = universe_invalid_type(c);
                    chain.items[j]->color = COLOR_BLACK;
                }
                return;
            }
        }
        VEC_PUSH(c->session->arena, &chain, object);
        const Expr *right = object->decl->type.type;
        object = right->kind == EXPR_IDENT ? scope_lookup_local(c->package->scope, right->ident.name) : NULL;
    }
}

void check_type_name_cycles(Checker *c, Package *package) {
    c->package = package;
    for (int i = 0; i < package->scope->objects.len; i++) {
        check_type_name_cycle(c, package->scope->objects.items[i]);
    }
}
