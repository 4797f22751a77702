// The order in which package variables are initialised: again and again the first declared one that is ready,
// that is, whose initialiser does not need, through functions, a variable that is not initialised yet. What
// is left when none is ready is in an initialisation cycle, or needs something in one.
#include "sema/declare.h"
#include <stdlib.h>

typedef struct Node {
    DeclInfo *info;
    VEC(struct Node *)
    needs; // constants and variables, reached directly or through functions; without repetitions
    bool done;
} Node;

typedef struct {
    Checker *c;
    VEC(Node *) nodes; // constants first, then variables, in order of declaration
} Graph;

static bool is_used(const Package *package, const DeclInfo *info) {
    return !package->library || info->reached || info->object->color == COLOR_BLACK;
}

static Node *find_node(const Graph *graph, const DeclInfo *info) {
    for (int i = 0; i < graph->nodes.len; i++) {
        if (graph->nodes.items[i]->info == info) {
            return graph->nodes.items[i];
        }
    }
    return NULL;
}

typedef VEC(const DeclInfo *) Visited;

static bool visit(Arena *arena, Visited *visited, const DeclInfo *info) {
    for (int i = 0; i < visited->len; i++) {
        if (visited->items[i] == info) {
            return false;
        }
    }
    VEC_PUSH(arena, visited, info);
    return true;
}

// Adds what `info` mentions to the node's needs; functions are looked through.
static void add_needs(Graph *graph, Node *node, const DeclInfo *info, Visited *visited) {
    Arena *arena = graph->c->session->arena;
    for (int i = 0; i < info->deps.len; i++) {
        const Object *object = info->deps.items[i];
        if (!visit(arena, visited, object->info)) {
            continue;
        }
        if (object->kind == OBJECT_FUNC) {
            add_needs(graph, node, object->info, visited);
            continue;
        }
        Node *needed = find_node(graph, object->info);
        if (needed) {
            VEC_PUSH(arena, &node->needs, needed);
        }
    }
}

static void add_nodes(Graph *graph, Package *package, DeclKind kind) {
    Arena *arena = graph->c->session->arena;
    for (int i = 0; i < package->files.len; i++) {
        const DeclList *decls = &package->files.items[i]->decls;
        for (int j = 0; j < decls->len; j++) {
            const Decl *decl = decls->items[j];
            if (decl->kind != kind) {
                continue;
            }
            const FieldDecl *names = kind == DECL_CONST ? decl->const_.names : decl->var.names;
            int count = kind == DECL_CONST ? decl->const_.name_count : decl->var.name_count;
            for (int k = 0; k < count; k++) {
                DeclInfo *info = names[k].object->info;
                if (is_used(package, info) && !find_node(graph, info)) {
                    Node *node = ARENA_NEW(arena, Node);
                    node->info = info;
                    VEC_PUSH(arena, &graph->nodes, node);
                }
            }
        }
    }
}

static int compare_positions(const void *a, const void *b) {
    Pos x = (*(Object *const *)a)->span.start;
    Pos y = (*(Object *const *)b)->span.start;
    return x < y ? -1 : x > y;
}

typedef VEC(Object *) ObjectPath;

// A path of mentions from `from` to `to`, last first. False if there is none.
static bool find_path(Checker *c, const DeclInfo *from, const Object *to, Visited *visited,
                      ObjectPath *path) {
    Arena *arena = c->session->arena;
    if (!visit(arena, visited, from)) {
        return false;
    }
    Object **deps = ARENA_NEW_N(arena, Object *, from->deps.len + 1);
    for (int i = 0; i < from->deps.len; i++) {
        deps[i] = from->deps.items[i];
    }
    qsort(deps, (size_t)from->deps.len, sizeof *deps, compare_positions);
    for (int i = 0; i < from->deps.len; i++) {
        if (deps[i]->info == to->info || find_path(c, deps[i]->info, to, visited, path)) {
            VEC_PUSH(arena, path, deps[i]);
            return true;
        }
    }
    return false;
}

static void report_cycle_text(Checker *c, const ObjectPath *path) {
    const Object *object = path->items[0];
    if (path->len == 1) {
        check_error(c, object->span, "initialization cycle: %s refers to itself", object->name->text);
        return;
    }
    Arena *arena = c->session->arena;
    const char *text = arena_printf(arena, "initialization cycle for %s", object->name->text);
    for (int i = path->len - 1; i >= 0; i--) {
        const Object *next = path->items[i];
        text = arena_printf(arena, "%s\n\t%s: %s refers to %s", text, position_text(c, object->span.start),
                            object->name->text, next->name->text);
        object = next;
    }
    check_error(c, path->items[0]->span, "%s", text);
}

static int open_needs(const Node *node) {
    int count = 0;
    for (int i = 0; i < node->needs.len; i++) {
        count += !node->needs.items[i]->done;
    }
    return count;
}

// The first node that is ready; if none is, the one that lacks least.
static Node *next_node(const Graph *graph) {
    Node *best = NULL;
    int best_open = 0;
    for (int i = 0; i < graph->nodes.len; i++) {
        Node *node = graph->nodes.items[i];
        int open = node->done ? 0 : open_needs(node);
        if (!node->done && (!best || open < best_open)) {
            best = node;
            best_open = open;
            if (open == 0) {
                break;
            }
        }
    }
    return best;
}

static void add_initializer(Checker *c, Package *package, const DeclInfo *info) {
    Decl *decl = info->decl;
    if (decl->kind != DECL_VAR || decl->var.values.len == 0) {
        return;
    }
    int index = decl->var.tuple ? -1 : info->index;
    if (index < decl->var.values.len) {
        VEC_PUSH(c->session->arena, &c->program->var_inits, (VarInit){decl, index, package});
    }
}

void order_initialization(Checker *c, Package *package) {
    Graph graph = {.c = c};
    add_nodes(&graph, package, DECL_CONST);
    add_nodes(&graph, package, DECL_VAR);
    for (int i = 0; i < graph.nodes.len; i++) {
        Visited visited = {0};
        add_needs(&graph, graph.nodes.items[i], graph.nodes.items[i]->info, &visited);
    }
    c->package = package;
    for (Node *node; (node = next_node(&graph));) {
        if (open_needs(node) > 0) {
            Visited visited = {0};
            ObjectPath path = {0};
            if (find_path(c, node->info, node->info->object, &visited, &path)) {
                report_cycle_text(c, &path);
            }
        }
        node->done = true;
        add_initializer(c, package, node->info);
    }
}
