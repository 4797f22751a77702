// The connection graph: webs. A local variable that is used for one value after the other is as many
// variables as it has values with no use in common: definitions that reach a common use make up a web
// (Chaitin, Register Allocation and Spilling via Graph Coloring, 1982), and each web is an object of its own
// in the graph. So what happens to the later value does not concern the object that the earlier one points
// to.
//
// It is a mere renaming, of variables that are never captured and whose address is never taken, so that every
// use has its text. The walk follows the structured statements once, with the set of definitions that may
// reach the place: at the head of a loop those are all of the loop's own beside the ones from before. A
// function with a goto keeps its variables whole.
#include "escape/graph_web.h"
#include "escape/mutant.h"

enum { MAX_DEFINITIONS = 1024 }; // of a function; with more it keeps its variables whole

// ---- Sets of definitions

uint64_t *web_new_set(Webs *w) {
    return ARENA_NEW_N(w->g->arena, uint64_t, w->words);
}

uint64_t *web_copy_set(Webs *w, const uint64_t *set) {
    uint64_t *copy = web_new_set(w);
    memcpy(copy, set, sizeof *set * w->words);
    return copy;
}

void web_include(const Webs *w, uint64_t *set, const uint64_t *other) {
    for (int i = 0; i < w->words; i++) {
        set[i] |= other[i];
    }
}

static void put(uint64_t *set, int number) {
    set[number / 64] |= (uint64_t)1 << number % 64;
}

static bool has(const uint64_t *set, int number) {
    return set[number / 64] >> number % 64 & 1;
}

// ---- Union

static int find(Webs *w, int number) {
    while (w->items.items[number].parent != number) {
        w->items.items[number].parent = w->items.items[w->items.items[number].parent].parent;
        number = w->items.items[number].parent;
    }
    return number;
}

static int common_loop(const Webs *w, int a, int b) {
    while (a != b) {
        bool a_deeper = w->loops.items[a].depth >= w->loops.items[b].depth;
        bool b_deeper = w->loops.items[b].depth >= w->loops.items[a].depth;
        a = a_deeper ? w->loops.items[a].parent : a;
        b = b_deeper ? w->loops.items[b].parent : b;
    }
    return a;
}

int web_unite(Webs *w, int a, int b) {
    a = find(w, a);
    b = find(w, b);
    if (a != b) {
        Definition *root = &w->items.items[a];
        w->items.items[b].parent = a;
        root->declares |= w->items.items[b].declares;
        root->loop = common_loop(w, root->loop, w->items.items[b].loop);
    }
    return a;
}

// ---- Definitions

static const Object *variable_of(const Expr *expr) {
    expr = ast_unparen((Expr *)expr);
    return expr->kind == EXPR_IDENT ? expr->ident.object : NULL;
}

int web_declaration(const Webs *w, const Object *var) {
    return var ? (int)(intptr_t)table_get(&w->declarations, var) : 0;
}

static int new_definition(Webs *w, const Object *var, bool declares) {
    int number = w->items.len;
    VEC_PUSH(w->g->arena, &w->items, (Definition){.parent = number, .declares = declares, .var = var});
    return number;
}

static void add_definition(Webs *w, Expr *lhs) {
    lhs = ast_unparen(lhs);
    const Object *var = variable_of(lhs);
    if (!query_is_local(var) || var->var.func != w->g->func ||
        (var->var.captured && !escape_mutant("web-captured")) ||
        (var->var.address_taken && !escape_mutant("web-address")) ||
        (var->var.is_result && !escape_mutant("web-result")) || !type_has_pointers(var->type) ||
        w->items.len >= MAX_DEFINITIONS) {
        return;
    }
    Arena *arena = w->g->arena;
    int declaration = web_declaration(w, var);
    if (!declaration) {
        declaration = new_definition(w, var, true);
        table_set(arena, &w->declarations, var, (void *)(intptr_t)declaration);
    }
    int number = new_definition(w, var, false);
    w->items.items[number].next = w->items.items[declaration].next;
    w->items.items[declaration].next = number;
    table_set(arena, &w->idents, lhs, (void *)(intptr_t)number);
}

// Calls `each` for the left sides that get a new value without being declared here.
static void each_assigned(Webs *w, const Stmt *stmt, void (*each)(Webs *w, Expr *lhs)) {
    if ((stmt->kind == STMT_ASSIGN && stmt->assign.op == OP_NONE) || stmt->kind == STMT_DEFINE) {
        for (int i = 0; i < stmt->assign.lhs.len; i++) {
            if (stmt->kind == STMT_ASSIGN || !stmt->assign.is_new[i]) {
                each(w, stmt->assign.lhs.items[i]);
            }
        }
    } else if (stmt->kind == STMT_RANGE && !stmt->range.define) {
        Expr *targets[] = {stmt->range.key, stmt->range.value};
        for (int i = 0; i < 2; i++) {
            if (targets[i]) {
                each(w, targets[i]);
            }
        }
    }
}

static bool collect(AstVisitor *visitor, Stmt *stmt) {
    Webs *w = visitor->data;
    w->given_up |= stmt->kind == STMT_BRANCH && stmt->branch.kind == BRANCH_GOTO;
    each_assigned(w, stmt, add_definition);
    return true;
}

static bool no_exprs(AstVisitor *visitor, Expr *expr) {
    (void)visitor;
    (void)expr;
    return false;
}

int web_definition(const Webs *w, const Expr *lhs) {
    lhs = ast_unparen((Expr *)lhs);
    bool defines = lhs->kind == EXPR_IDENT && web_declaration(w, lhs->ident.object);
    return defines ? (int)(intptr_t)table_get(&w->idents, lhs) : 0;
}

static void put_inside(Webs *w, Expr *lhs) {
    int number = web_definition(w, lhs);
    if (number) {
        put(w->inside, number);
    }
}

static bool collect_inside(AstVisitor *visitor, Stmt *stmt) {
    each_assigned(visitor->data, stmt, put_inside);
    return true;
}

void web_include_inside(Webs *w, Stmt *stmt) {
    AstVisitor visitor = {.stmt = collect_inside, .expr = no_exprs, .data = w};
    w->inside = w->state;
    if (!escape_mutant("web-loop")) {
        ast_walk_stmt(&visitor, stmt);
    }
}

void web_define(Webs *w, int number) {
    Definition *definition = &w->items.items[number];
    for (int d = web_declaration(w, definition->var); d; d = w->items.items[d].next) {
        w->state[d / 64] &= ~((uint64_t)1 << d % 64);
    }
    put(w->state, number);
    Definition *root = &w->items.items[find(w, number)];
    root->loop = root == definition ? w->loop : common_loop(w, root->loop, w->loop);
}

void web_declare(Webs *w, const Object *var) {
    int number = web_declaration(w, var);
    if (number) {
        web_define(w, number);
    }
}

// ---- Uses

void web_use(Webs *w, Expr *ident) {
    int declaration = web_declaration(w, ident->ident.object);
    int web = declaration ? (int)(intptr_t)table_get(&w->idents, ident) : 0;
    for (int d = declaration; d; d = w->items.items[d].next) {
        if (has(w->state, d) && !(web && escape_mutant("web-unite"))) {
            web = web ? web_unite(w, web, d) : d;
        }
    }
    if (web) {
        table_set(w->g->arena, &w->idents, ident, (void *)(intptr_t)web);
        Definition *root = &w->items.items[find(w, web)];
        root->loop = common_loop(w, root->loop, w->loop);
    }
}

// ---- For the graph

void graph_webs(Graph *g) {
    Webs *w = ARENA_NEW(g->arena, Webs);
    w->g = g;
    VEC_PUSH(g->arena, &w->items, (Definition){0});
    VEC_PUSH(g->arena, &w->loops, (WebLoop){0});
    const StmtList *body = &g->func->body->stmts;
    AstVisitor visitor = {.stmt = collect, .expr = no_exprs, .data = w};
    for (int i = 0; i < body->len; i++) {
        ast_walk_stmt(&visitor, body->items[i]);
    }
    if (w->given_up || w->items.len == 1 || w->items.len >= MAX_DEFINITIONS) {
        return;
    }
    w->words = w->items.len / 64 + 1;
    w->state = web_new_set(w);
    for (int i = 1; i < w->items.len; i++) {
        if (w->items.items[i].declares) {
            put(w->state, i);
        }
    }
    web_walk(w, body);
    g->webs = w;
}

// The loop of the graph that the walk met as `loop`, from inside of it.
static int graph_loop_of(const Graph *g, const Stmt *loop) {
    int at = g->loop;
    while (at && g->loops.items[at].stmt != loop) {
        at = g->loops.items[at].parent;
    }
    return at;
}

Place graph_ident_place(Graph *g, Expr *ident) {
    Webs *w = g->webs;
    int number = w ? (int)(intptr_t)table_get(&w->idents, ident) : 0;
    Definition *web = number ? &w->items.items[find(w, number)] : NULL;
    if (!web || web->declares) {
        return graph_var_place(g, ident->ident.object);
    }
    if (!web->place) {
        int loop = g->loop;
        g->loop = graph_loop_of(g, w->loops.items[web->loop].stmt);
        const char *name = web->var->name ? web->var->name->text : NULL;
        int object = graph_object(g, OBJECT_OTHER, layout_of(g->program, web->var->type), name);
        g->objects.items[object].type = web->var->type;
        g->loop = loop;
        web->place = ARENA_NEW(g->arena, Place);
        *web->place = (Place){.node = g->objects.items[object].first, .key = NO_NODE};
    }
    return *web->place;
}
