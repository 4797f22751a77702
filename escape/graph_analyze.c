// The connection graph: the analysis of a program. Functions are taken in groups, callees first; a recursive
// group comes round until no summary changes. What is used as a value or boxed anywhere is collected
// beforehand.
#include "escape/graph.h"
#include "escape/mutant.h"

enum { MAX_ROUNDS = 12 }; // of a recursive group; then its summaries say that everything escapes

static void add_value(GraphProgram *p, Func *func) {
    for (int i = 0; i < p->values.len; i++) {
        if (p->values.items[i] == func) {
            return;
        }
    }
    VEC_PUSH(p->result->arena, &p->values, func);
}

static void add_boxed(GraphProgram *p, Type *type) {
    for (int i = 0; i < p->boxed.len; i++) {
        if (p->boxed.items[i] == type) {
            return;
        }
    }
    VEC_PUSH(p->result->arena, &p->boxed, type);
}

static void collect_body(AstVisitor *visitor, const Func *func) {
    for (int i = 0; i < func->body->stmts.len; i++) {
        ast_walk_stmt(visitor, func->body->stmts.items[i]);
    }
}

// The literal that the variable always holds, if it is one.
static Func *named_literal(const GraphProgram *p, Expr *ident) {
    const Expr *value = static_value(p->result, ident);
    return value->kind == EXPR_FUNC_LIT ? value->func_lit.func : NULL;
}

// The callee of a call is no value, a literal that is called where it stands neither, or by a name.
static bool collect_call(AstVisitor *visitor, const Expr *call) {
    Expr *fun = ast_unparen(call->call.fun);
    switch (call->call.kind) {
    case CALL_METHOD:
    case CALL_INTERFACE: ast_walk_expr(visitor, fun->selector.x); break;
    case CALL_VALUE:
        if (fun->kind == EXPR_FUNC_LIT) {
            collect_body(visitor, fun->func_lit.func);
        } else if (fun->kind != EXPR_IDENT || !named_literal(visitor->data, fun)) {
            ast_walk_expr(visitor, fun);
        }
        break;
    case CALL_FUNCTION:
    case CALL_BUILTIN:
    case CALL_UNRESOLVED: break;
    }
    if (call->call.spread) {
        ast_walk_expr(visitor, call->call.spread);
    }
    for (int i = 0; i < call->call.args.len; i++) {
        ast_walk_expr(visitor, call->call.args.items[i]);
    }
    return false;
}

static bool collect_expr(AstVisitor *visitor, Expr *expr) {
    GraphProgram *p = visitor->data;
    if (expr->is_type) {
        return false;
    }
    switch (expr->kind) {
    case EXPR_CALL: return collect_call(visitor, expr);
    case EXPR_FUNC_LIT:
        if (!table_get(&p->named, expr)) {
            add_value(p, expr->func_lit.func);
        }
        break;
    case EXPR_IDENT:
        if (expr->ident.object && expr->ident.object->kind == OBJECT_FUNC) {
            add_value(p, expr->ident.object->func.func);
        } else if (named_literal(p, expr)) {
            add_value(p, named_literal(p, expr));
        }
        break;
    case EXPR_SELECTOR:
        if (expr->selector.kind == SELECT_METHOD || expr->selector.kind == SELECT_INTERFACE_METHOD) {
            VEC_PUSH(p->result->arena, &p->bound, expr);
        } else if (expr->selector.kind == SELECT_METHOD_EXPR && !query_is_direct_method(expr)) {
            p->open = true; // its code is nowhere in the tree
        } else if (expr->selector.object && expr->selector.object->kind == OBJECT_FUNC) {
            add_value(p, expr->selector.object->func.func);
        }
        break;
    case EXPR_CONVERT:
        if (expr->convert.kind == CONVERT_TO_INTERFACE) {
            add_boxed(p, expr->convert.x->type);
        }
        break;
    default: break;
    }
    return true;
}

// The name of a new variable is no use of it.
static bool collect_stmt(AstVisitor *visitor, Stmt *stmt) {
    if (stmt->kind != STMT_DEFINE) {
        return true;
    }
    ast_walk_expr(visitor, stmt->assign.tuple);
    for (int i = 0; i < stmt->assign.rhs.len; i++) {
        ast_walk_expr(visitor, stmt->assign.rhs.items[i]);
    }
    return false;
}

static void collect(GraphProgram *p) {
    AstVisitor visitor = {.expr = collect_expr, .stmt = collect_stmt, .data = p};
    const Table *definitions = &p->result->definitions;
    for (size_t i = 0; i < definitions->cap; i++) {
        Expr *value = definitions->entries[i].key ? ast_unparen(definitions->entries[i].value) : NULL;
        if (value && value->kind == EXPR_FUNC_LIT) {
            table_set(p->result->arena, &p->named, value, value);
        }
    }
    const Program *program = p->result->program;
    for (int i = 0; i < program->funcs.len; i++) {
        const Func *func = program->funcs.items[i];
        if (func->reachable && !func->parent && func->body) {
            collect_body(&visitor, func);
        }
    }
    for (int i = 0; i < program->var_inits.len; i++) {
        const VarInit *init = &program->var_inits.items[i];
        ast_walk_expr(&visitor,
                      init->index < 0 ? init->decl->var.tuple : init->decl->var.values.items[init->index]);
    }
}

static Summary *unknown_summary(EscapeResult *r) {
    Summary *unknown = ARENA_NEW(r->arena, Summary);
    unknown->unknown = true;
    return unknown;
}

static Summary *judge(Graph *g) {
    if (g->given_up) {
        graph_verdicts_unproven(g);
        return unknown_summary(g->result);
    }
    graph_verdicts(g);
    graph_slots(g);
    return summary_extract(g);
}

// Analyses one function; true when its summary changed.
static bool analyze_func(GraphProgram *p, Func *func) {
    Arena *arena = arena_create();
    Graph *g = graph_create(p, arena, func);
    graph_add_inputs(g);
    for (int i = 0; i < func->results.len; i++) {
        graph_declare(g, func->results.items[i]);
    }
    graph_body(g);
    graph_solve(g);
    Summary *summary = judge(g);
    const Summary *old = table_get(&p->result->summaries, func);
    bool changed = !old || (!old->unknown && !summary_equal(old, summary));
    if (!old || !old->unknown) {
        table_set(p->result->arena, &p->result->summaries, func, summary);
    }
    arena_destroy(arena);
    return changed;
}

static void give_up(GraphProgram *p, const GraphGroup *group) {
    for (int i = 0; i < group->funcs.len; i++) {
        table_set(p->result->arena, &p->result->summaries, group->funcs.items[i], unknown_summary(p->result));
    }
}

static void analyze_group(GraphProgram *p, const GraphGroup *group) {
    int notes = p->result->notes.len;
    for (int round = 0;; round++) {
        bool changed = false;
        p->result->notes.len = notes;
        if (round == MAX_ROUNDS) {
            give_up(p, group);
        }
        for (int i = 0; i < group->funcs.len; i++) {
            Func *func = group->funcs.items[i];
            if (func->body || func == p->result->init_func) {
                changed |= analyze_func(p, func);
            }
        }
        if (!group->recursive || !changed || escape_mutant("recursion") || round == MAX_ROUNDS) {
            return;
        }
    }
}

void graph_analyze(EscapeResult *r) {
    GraphProgram program = {.result = r, .open = r->program->main_func == NULL};
    collect(&program);
    GraphGroupList groups = {0};
    graph_order(&program, &groups);
    for (int i = 0; i < groups.len; i++) {
        for (int k = 0; k < groups.items[i]->funcs.len; k++) {
            if (groups.items[i]->recursive) {
                table_set(r->arena, &r->recursive, groups.items[i]->funcs.items[k],
                          groups.items[i]->funcs.items[k]);
            }
            table_set(r->arena, &program.groups, groups.items[i]->funcs.items[k], (void *)(intptr_t)(i + 1));
        }
    }
    for (int i = 0; i < groups.len; i++) {
        program.current_group = i + 1;
        program.recursive = groups.items[i]->recursive;
        analyze_group(&program, groups.items[i]);
    }
    graph_slots_finish(&program);
}
