// The model of Go's rules: the initialization of package variables.
#include "escape/flow.h"

enum { MIN_OUTLINED = 20, MAX_OUTLINED = 1 << 20 };

// Go's compiler gives the initialization of a large map a function of its own, which comes first. It counts
// the nodes of its tree: a part of a struct is one, with its value.
static bool count_nodes(AstVisitor *visitor, Expr *expr) {
    if (expr->is_type) {
        return false;
    }
    int *nodes = visitor->data;
    bool receive = expr->kind == EXPR_UNARY && expr->unary.op == OP_RECEIVE;
    bool runs = !expr->constant && (expr->kind == EXPR_CALL || receive);
    *nodes += runs ? -MAX_OUTLINED : 1;
    if (expr->kind == EXPR_COMPOSITE_LIT && expr->composite.elems.len > 0 &&
        type_underlying(query_literal_type(expr))->kind == TYPE_STRUCT) {
        bool keys = expr->composite.elems.items[0]->kind == EXPR_KEY_VALUE; // the name is no node
        *nodes += keys ? -expr->composite.elems.len : expr->composite.elems.len;
    }
    return !expr->constant && expr->kind != EXPR_FUNC_LIT;
}

static bool is_outlined(Expr *value) {
    bool map = value->kind == EXPR_COMPOSITE_LIT && type_underlying(value->type)->kind == TYPE_MAP;
    int nodes = 0;
    AstVisitor visitor = {.expr = count_nodes, .data = &nodes};
    if (map) {
        ast_walk_expr(&visitor, value);
    }
    return nodes >= MIN_OUTLINED;
}

static TempStmt *initial_stmt(FlowWalk *w, const VarInit *init) {
    const FieldDecl *var = &init->decl->var.names[init->index];
    TempStmt *stmt = flow_temp_stmt(w, var->object->span.start, init->decl->var.values.items[init->index]);
    VEC_PUSH(w->batch->arena, &stmt->names, var->name->text);
    return stmt;
}

void flow_init(FlowWalk *w, bool outlined) {
    Program *program = w->batch->result->program;
    const Expr *done = NULL;
    for (int i = 0; i < program->var_inits.len; i++) {
        const VarInit *init = &program->var_inits.items[i];
        Expr *value = query_initial_value(init);
        if (init->index >= 0 && is_outlined(value) == outlined) {
            flow_expr(w, hole_note_temp(w, hole_heap(w->batch), initial_stmt(w, init), "assign"), value);
            static_silence_data(w->batch->result, value);
        } else if (init->index < 0 && !outlined && value != done) {
            done = value;
            FlowLocation **items = flow_tuple(w, value, init->decl->span.start);
            for (int k = 0; k < init->decl->var.name_count; k++) {
                flow_assign(w->batch, hole_heap(w->batch), items[k]);
            }
        }
    }
}
