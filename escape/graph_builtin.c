// The connection graph: calls of builtin functions.
#include "escape/graph.h"
#include "escape/mutant.h"

int graph_slice(Graph *g, int site, const Type *elem) {
    int object = graph_site_object(g, OBJECT_OTHER, site, layout_of(g->program, elem));
    return graph_address(g, g->objects.items[object].first);
}

// The result is the old array or a new one with the old elements; new elements go to either.
static int append(Graph *g, Expr *call) {
    ExprList *args = &call->call.args;
    const Type *elem = type_underlying(call->type)->slice.elem;
    int old = graph_expr(g, args->items[0]);
    int result = graph_slice(g, call->site, elem);
    graph_copy(g, result, old);
    graph_store(g, result, 0, graph_load(g, old, 0, elem), elem);
    for (int i = 1; i < args->len; i++) {
        int value = graph_expr(g, args->items[i]);
        if (call->call.has_dots) {
            bool string = type_is_string(args->items[i]->type);
            value = string ? NO_NODE : graph_load(g, value, 0, elem);
        }
        graph_store(g, result, 0, escape_mutant("append-edge") ? NO_NODE : value, elem);
    }
    return result;
}

static void copy(Graph *g, const Expr *call, int dst, int src) {
    const Type *type = type_underlying(call->call.args.items[1]->type);
    if (type->kind == TYPE_SLICE && !escape_mutant("copy-edge")) {
        graph_store(g, dst, 0, graph_load(g, src, 0, type->slice.elem), type->slice.elem);
    }
}

static int make(Graph *g, Expr *call) {
    for (int i = 1; i < call->call.args.len; i++) {
        graph_expr(g, call->call.args.items[i]);
    }
    const Layout *layout = layout_pointee(g->program, call->type);
    int object = graph_site_object(g, OBJECT_OTHER, call->site, layout);
    return graph_address(g, g->objects.items[object].first);
}

static int new_object(Graph *g, Expr *call) {
    const Type *elem = type_underlying(call->type)->pointer.elem;
    int object = graph_site_object(g, OBJECT_OTHER, call->site, layout_of(g->program, elem));
    int first = g->objects.items[object].first;
    if (call->call.args.len > 0 && !call->call.args.items[0]->is_type) {
        graph_copy_region(g, first, graph_expr(g, call->call.args.items[0]), elem);
    }
    return graph_address(g, first);
}

// min and max of strings.
static int any_of(Graph *g, Expr *call) {
    int result = graph_region(g, call->type);
    for (int i = 0; i < call->call.args.len; i++) {
        int value = graph_expr(g, call->call.args.items[i]);
        graph_copy(g, result, value);
    }
    return result;
}

// A builtin that has no value which could point to anything; `args`: the values of its arguments.
void graph_builtin_effect(Graph *g, const Expr *call, const int *args) {
    if (call->call.builtin == BUILTIN_COPY) {
        copy(g, call, args[0], args[1]);
    } else if (call->call.builtin == BUILTIN_PANIC) {
        graph_escape(g, args[0], call->call.args.items[0]->type, RULE_PANIC);
        g->program->panics = true;
    }
}

static void effect(Graph *g, const Expr *call) {
    int *args = ARENA_NEW_N(g->arena, int, call->call.args.len + 1);
    for (int i = 0; i < call->call.args.len; i++) {
        args[i] = graph_expr(g, call->call.args.items[i]);
    }
    graph_builtin_effect(g, call, args);
}

int graph_builtin(Graph *g, Expr *call) {
    if (call->constant) {
        return NO_NODE;
    }
    if (call->call.spread) {
        graph_tuple(g, call->call.spread);
    }
    switch ((BuiltinId)call->call.builtin) {
    case BUILTIN_APPEND: return append(g, call);
    case BUILTIN_MAKE: return make(g, call);
    case BUILTIN_NEW: return new_object(g, call);
    case BUILTIN_MAX:
    case BUILTIN_MIN: return any_of(g, call);
    case BUILTIN_RECOVER: return GLOBAL_NODE;
    case BUILTIN_CAP:
    case BUILTIN_CLEAR:
    case BUILTIN_CLOSE:
    case BUILTIN_COMPLEX:
    case BUILTIN_COPY:
    case BUILTIN_DELETE:
    case BUILTIN_IMAG:
    case BUILTIN_LEN:
    case BUILTIN_PANIC:
    case BUILTIN_PRINT:
    case BUILTIN_PRINTLN:
    case BUILTIN_REAL:
    case BUILTIN_RANGE_DEFERS:
    case BUILTIN_RANGE_PANIC:
    case BUILTIN_COUNT: effect(g, call); break;
    }
    return NO_NODE;
}
