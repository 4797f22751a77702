// The connection graph: statements, and the loops that they form. The region after a label that a later goto
// comes back to is a loop too, up to the end of the block.
#include "escape/graph.h"
#include "escape/mutant.h"

static void graph_stmt(Graph *g, Stmt *stmt);

static void enter_loop(Graph *g, const Stmt *stmt) {
    VEC_PUSH(g->arena, &g->loops, (GraphLoop){.parent = g->loop, .stmt = stmt});
    g->loop = g->loops.len - 1;
}

void graph_stmts(Graph *g, StmtList *stmts) {
    int loop = g->loop, left = g->left, next = g->next;
    graph_enter_list(g, stmts);
    for (int i = 0; i < stmts->len; i++) {
        graph_stmt(g, stmts->items[i]);
    }
    g->loop = loop;
    g->left = left;
    g->next = next;
}

static void optional_stmt(Graph *g, Stmt *stmt) {
    if (stmt) {
        graph_stmt(g, stmt);
    }
}

static void optional_expr(Graph *g, Expr *expr) {
    if (expr) {
        graph_expr(g, expr);
    }
}

static bool is_blank(const Expr *expr) {
    return expr->kind == EXPR_IDENT && (!expr->ident.object || strcmp(expr->ident.name->text, "_") == 0);
}

static void assign_to(Graph *g, Expr *lhs, int region, const Type *type) {
    lhs = ast_unparen(lhs);
    if (!is_blank(lhs)) {
        graph_write(g, graph_place(g, lhs), region, type);
    }
}

// s += a + b joins s, a and b at once: the sum on the right is no object of its own.
static void grow_string(Graph *g, Stmt *stmt) {
    Expr *lhs = stmt->assign.lhs.items[0];
    Expr *sum = ast_unparen(stmt->assign.rhs.items[0]);
    if (query_is_string_concat(sum)) {
        graph_bytes(g, sum->site);
    }
    ExprList operands = {0};
    query_concat_operands(g->arena, sum, &operands);
    int result = graph_bytes(g, stmt->site);
    for (int i = 0; i < operands.len; i++) {
        graph_copy(g, result, graph_expr(g, operands.items[i]));
    }
    assign_to(g, lhs, result, lhs->type);
}

static void assign(Graph *g, Stmt *stmt) {
    bool grows = stmt->kind == STMT_ASSIGN && stmt->assign.op == OP_ADD &&
                 type_is_string(stmt->assign.lhs.items[0]->type);
    if (grows) {
        grow_string(g, stmt);
        return;
    }
    if (stmt->assign.tuple) {
        graph_tuple(g, stmt->assign.tuple);
    }
    for (int i = 0; i < stmt->assign.rhs.len; i++) {
        Expr *lhs = stmt->assign.lhs.items[i];
        Expr *rhs = stmt->assign.rhs.items[i];
        int value = graph_expr(g, rhs);
        if (stmt->kind == STMT_DEFINE && stmt->assign.is_new[i] && query_is_local(lhs->ident.object)) {
            graph_declare(g, lhs->ident.object);
        }
        assign_to(g, lhs, value, rhs->type);
    }
}

static void var_decl(Graph *g, Decl *decl) {
    if (decl->kind != DECL_VAR) {
        return;
    }
    if (decl->var.tuple) {
        graph_tuple(g, decl->var.tuple);
    }
    int *values = ARENA_NEW_N(g->arena, int, decl->var.values.len + 1);
    for (int i = 0; i < decl->var.values.len; i++) {
        values[i] = graph_expr(g, decl->var.values.items[i]);
    }
    for (int i = 0; i < decl->var.name_count; i++) {
        Object *var = decl->var.names[i].object;
        if (!query_is_local(var)) {
            continue;
        }
        graph_declare(g, var);
        if (i < decl->var.values.len) {
            graph_write(g, graph_var_place(g, var), values[i], var->type);
        }
    }
}

// The variables of a for statement keep their values from one iteration to the next.
static void loop_vars(Graph *g, const Stmt *stmt, int outer) {
    for (int i = 0; i < stmt->for_.loop_var_count; i++) {
        Place place = graph_var_place(g, stmt->for_.loop_vars[i]);
        GraphObject *object = graph_owner(g, place.node);
        object->loop = g->loop;
        object->holder_loop = outer;
    }
}

static void for_stmt(Graph *g, Stmt *stmt) {
    optional_stmt(g, stmt->for_.init);
    int outer = g->loop;
    enter_loop(g, stmt);
    loop_vars(g, stmt, outer);
    optional_expr(g, stmt->for_.cond);
    graph_stmt(g, stmt->for_.body);
    optional_stmt(g, stmt->for_.post);
    g->loop = outer;
}

static void range_target(Graph *g, const Stmt *stmt, Expr *target, Expr *convert, int value,
                         const Type *type) {
    if (!target || is_blank(target)) {
        return;
    }
    if (stmt->range.define && query_is_local(target->ident.object)) {
        graph_declare(g, target->ident.object);
    }
    if (convert && convert->kind == EXPR_CONVERT && convert->convert.kind == CONVERT_TO_INTERFACE) {
        int object = graph_site_object(g, OBJECT_BOX, convert->site, layout_of(g->program, type));
        g->objects.items[object].type = type;
        int first = g->objects.items[object].first;
        graph_copy_region(g, first, value, type);
        value = graph_address(g, first);
        type = convert->type;
    }
    assign_to(g, target, value, type);
}

// What each iteration gets: regions, and the types of what is in them. NULL: that of the range's operand.
typedef struct {
    int key, value;
    const Type *key_type, *value_type;
} RangeItems;

// `x`: the operand's region, for an array its place.
static RangeItems range_items(Graph *g, const Stmt *stmt, Place x) {
    RangeItems items = {.key = NO_NODE, .value = NO_NODE};
    const Type *type = type_underlying(stmt->range.x->type);
    switch (stmt->range.kind) {
    case RANGE_ARRAY:
        items.value_type = type->array.elem;
        items.value = graph_read(g, graph_any_element(g, x, type), items.value_type);
        break;
    case RANGE_ARRAY_POINTER:
        type = type->pointer.elem;
        x.indirect = true;
        items.value_type = type_underlying(type)->array.elem;
        items.value = graph_read(g, graph_any_element(g, x, type), items.value_type);
        break;
    case RANGE_SLICE:
        items.value_type = type->slice.elem;
        items.value = graph_load(g, x.node, 0, items.value_type);
        break;
    case RANGE_MAP:
        items.key_type = type->map.key;
        items.value_type = type->map.value;
        items.key = graph_load(g, x.node, 0, items.key_type);
        items.value =
            graph_load(g, x.node, layout_pair(g->program, items.key_type, items.value_type)->fields[1],
                       items.value_type);
        break;
    case RANGE_CHAN:
        items.key_type = type->chan.elem;
        items.key = graph_load(g, x.node, 0, items.key_type);
        break;
    case RANGE_FUNC: graph_escape(g, x.node, stmt->range.x->type, RULE_UNKNOWN_CALL); break;
    case RANGE_INT:
    case RANGE_STRING:
    case RANGE_UNRESOLVED: break;
    }
    return items;
}

static void range_stmt(Graph *g, Stmt *stmt) {
    const Type *type = stmt->range.x->type;
    Place x = stmt->range.kind == RANGE_ARRAY ? graph_place(g, stmt->range.x)
                                              : (Place){.node = graph_expr(g, stmt->range.x), .key = NO_NODE};
    int outer = g->loop;
    enter_loop(g, stmt);
    RangeItems items = range_items(g, stmt, x);
    range_target(g, stmt, stmt->range.key, stmt->range.key_convert, items.key,
                 items.key_type ? items.key_type : type);
    range_target(g, stmt, stmt->range.value, stmt->range.value_convert, items.value,
                 items.value_type ? items.value_type : type);
    graph_stmt(g, stmt->range.body);
    g->loop = outer;
}

static void switch_stmt(Graph *g, Stmt *stmt) {
    optional_stmt(g, stmt->switch_.init);
    optional_expr(g, stmt->switch_.tag);
    for (int i = 0; i < stmt->switch_.cases.len; i++) {
        CaseClause *clause = stmt->switch_.cases.items[i];
        for (int k = 0; k < clause->exprs.len; k++) {
            graph_expr(g, clause->exprs.items[k]);
        }
        graph_stmts(g, &clause->body);
    }
}

static void type_switch_stmt(Graph *g, Stmt *stmt) {
    optional_stmt(g, stmt->type_switch.init);
    int value = graph_expr(g, stmt->type_switch.x);
    for (int i = 0; i < stmt->type_switch.cases.len; i++) {
        CaseClause *clause = stmt->type_switch.cases.items[i];
        Object *var = clause->object;
        if (var) {
            graph_declare(g, var);
            int first = graph_var_place(g, var).node;
            if (type_is_interface(var->type)) {
                graph_copy(g, first, value);
            } else if (value != NO_NODE && type_has_pointers(var->type)) {
                Constraint c = {.kind = CONSTRAINT_ASSERT, .other = first, .type = var->type};
                graph_constrain(g, value, c);
            }
        }
        graph_stmts(g, &clause->body);
    }
}

static void select_stmt(Graph *g, Stmt *stmt) {
    for (int i = 0; i < stmt->select.cases.len; i++) {
        CaseClause *clause = stmt->select.cases.items[i];
        optional_stmt(g, clause->comm);
        graph_stmts(g, &clause->body);
    }
}

static void send_stmt(Graph *g, Stmt *stmt) {
    int chan = graph_expr(g, stmt->send.chan);
    graph_store(g, chan, 0, graph_expr(g, stmt->send.value), stmt->send.value->type);
}

static void return_stmt(Graph *g, Stmt *stmt) {
    if (stmt->ret.tuple) {
        graph_tuple(g, stmt->ret.tuple);
    }
    for (int i = 0; i < stmt->ret.results.len; i++) {
        Object *result = g->func->results.items[i];
        graph_write(g, graph_var_place(g, result), graph_expr(g, stmt->ret.results.items[i]), result->type);
    }
}

static void labeled_stmt(Graph *g, Stmt *stmt) {
    if (query_is_in(&g->loop_labels, stmt) && !escape_mutant("goto-loop")) {
        enter_loop(g, stmt);
    }
    graph_stmt(g, stmt->labeled.stmt);
}

static Pos position(const Stmt *stmt) {
    bool assigns = stmt->kind == STMT_ASSIGN || stmt->kind == STMT_DEFINE || stmt->kind == STMT_SEND;
    return assigns ? stmt->op_pos : stmt->span.start;
}

static void graph_stmt(Graph *g, Stmt *stmt) {
    g->origin.at = position(stmt);
    switch (stmt->kind) {
    case STMT_BAD:
    case STMT_EMPTY:
    case STMT_BRANCH:
    case STMT_KIND_COUNT: break;
    case STMT_EXPR: graph_expr(g, stmt->expr.x); break;
    case STMT_SEND: send_stmt(g, stmt); break;
    case STMT_INC_DEC: assign_to(g, stmt->inc_dec.x, NO_NODE, stmt->inc_dec.x->type); break; // puts a key
    case STMT_ASSIGN:
    case STMT_DEFINE: assign(g, stmt); break;
    case STMT_GO:
    case STMT_DEFER: graph_go_defer(g, stmt); break;
    case STMT_RETURN: return_stmt(g, stmt); break;
    case STMT_BLOCK: graph_stmts(g, &stmt->block.stmts); break;
    case STMT_IF:
        optional_stmt(g, stmt->if_.init);
        graph_expr(g, stmt->if_.cond);
        graph_stmt(g, stmt->if_.then);
        optional_stmt(g, stmt->if_.els);
        break;
    case STMT_SWITCH: switch_stmt(g, stmt); break;
    case STMT_TYPE_SWITCH: type_switch_stmt(g, stmt); break;
    case STMT_SELECT: select_stmt(g, stmt); break;
    case STMT_FOR: for_stmt(g, stmt); break;
    case STMT_RANGE: range_stmt(g, stmt); break;
    case STMT_LABELED: labeled_stmt(g, stmt); break;
    case STMT_DECL: var_decl(g, stmt->decl.decl); break;
    }
}

static void package_init(Graph *g) {
    const Program *program = g->result->program;
    const Expr *done = NULL;
    for (int i = 0; i < program->var_inits.len; i++) {
        const VarInit *init = &program->var_inits.items[i];
        if (init->index >= 0) {
            Expr *value = init->decl->var.values.items[init->index];
            graph_escape(g, graph_expr(g, value), value->type, RULE_GLOBAL);
        } else if (init->decl->var.tuple != done) {
            done = init->decl->var.tuple;
            const int *items = graph_tuple(g, init->decl->var.tuple);
            for (int k = 0; k < init->decl->var.values.len; k++) {
                Expr *value = init->decl->var.values.items[k];
                graph_escape(g, graph_expr(g, value), value->type, RULE_GLOBAL);
            }
            for (int k = 0; k < init->decl->var.name_count && init->decl->var.values.len == 0; k++) {
                graph_copy(g, GLOBAL_NODE, items[k]);
            }
        }
    }
}

void graph_body(Graph *g) {
    if (g->func == g->result->init_func) {
        package_init(g);
        return;
    }
    g->loop_labels = query_loop_labels(g->arena, g->func->body);
    graph_webs(g);
    graph_stmts(g, &g->func->body->stmts);
}
