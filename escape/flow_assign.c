// The model of Go's rules: assignments and declarations, and the assignments that change nothing.
#include "escape/flow.h"

void flow_declare(FlowWalk *w, Object *var) {
    FlowLocation *location = flow_var(w->batch, var);
    flow_number(w, var);
    location->loop_depth = w->loop_depth;
    if (location->site) {
        site_decision(w->batch->result, location->site)->in_loop = w->loop_depth > 1;
    }
}

static const char *list_text(const EscapeResult *r, const ExprList *list) {
    const char *text = text_of_expr(r, list->items[0]);
    for (int i = 1; i < list->len; i++) {
        text = arena_printf(r->arena, "%s, %s", text, text_of_expr(r, list->items[i]));
    }
    return text;
}

static void note_self_assign(FlowWalk *w, const Stmt *stmt) {
    EscapeResult *r = w->batch->result;
    const char *name = w->func->name ? w->func->name : "";
    const char *dot = strchr(name, '.');
    const char *lhs = list_text(r, &stmt->assign.lhs);
    const char *rhs = list_text(r, &stmt->assign.rhs);
    ReportLine line = {.pos = stmt->op_pos};
    line.text = arena_printf(r->arena, "%s ignoring self-assignment in %s %s= %s", dot ? dot + 1 : name, lhs,
                             ast_operator_text(stmt->assign.op), rhs);
    VEC_PUSH(r->arena, &r->lines, line);
}

void flow_reassigned(FlowWalk *w, Expr *lhs) {
    lhs = ast_unparen(lhs);
    while ((lhs->kind == EXPR_SELECTOR && lhs->selector.kind == SELECT_FIELD &&
            !lhs->selector.through_pointer) ||
           (lhs->kind == EXPR_INDEX && type_underlying(lhs->index.x->type)->kind == TYPE_ARRAY)) {
        lhs = ast_unparen(lhs->kind == EXPR_INDEX ? lhs->index.x : lhs->selector.x);
    }
    if (lhs->kind == EXPR_IDENT && query_is_local(lhs->ident.object)) {
        flow_var(w->batch, lhs->ident.object)->reassigned = true;
    }
}

void flow_assign_list(FlowWalk *w, Stmt *stmt) {
    FlowBatch *b = w->batch;
    int count = stmt->assign.lhs.len;
    Hole *holes = ARENA_NEW_N(b->arena, Hole, count + 1);
    for (int i = 0; i < count; i++) {
        Expr *lhs = stmt->assign.lhs.items[i];
        if (stmt->kind == STMT_DEFINE && stmt->assign.is_new[i] && query_is_local(lhs->ident.object)) {
            flow_declare(w, lhs->ident.object);
        }
        holes[i] = flow_address(w, lhs);
    }
    if (stmt->assign.tuple) {
        flow_tuple(w, stmt->assign.tuple, stmt->op_pos);
    }
    const char *why = count > 1 ? "assign-pair" : "assign";
    for (int i = 0; i < stmt->assign.rhs.len; i++) {
        Expr *rhs = stmt->assign.rhs.items[i];
        if (stmt->kind == STMT_ASSIGN && flow_is_self_assign(b->result, stmt->assign.lhs.items[i], rhs)) {
            note_self_assign(w, stmt);
            holes[i] = hole_discard(b);
        }
        flow_expr(w, hole_note_stmt(w, holes[i], stmt, why), rhs);
    }
    for (int i = 0; i < count; i++) {
        if (stmt->kind == STMT_ASSIGN || !stmt->assign.is_new[i]) {
            flow_reassigned(w, stmt->assign.lhs.items[i]);
        }
    }
    bool grows = stmt->kind == STMT_ASSIGN && stmt->assign.op == OP_ADD &&
                 type_is_string(stmt->assign.lhs.items[0]->type);
    if (grows) {
        site_of_stmt(b->result, w->func, stmt, SITE_STRCAT, stmt->op_pos, w->loop_depth > 1);
    }
}

void flow_var_decl(FlowWalk *w, Decl *decl) {
    for (int i = 0; i < decl->var.name_count; i++) {
        if (query_is_local(decl->var.names[i].object)) {
            flow_declare(w, decl->var.names[i].object);
        }
    }
    if (decl->var.tuple) {
        flow_tuple(w, decl->var.tuple, decl->span.start);
    }
    for (int i = 0; i < decl->var.values.len; i++) {
        Object *var = decl->var.names[i].object;
        bool named = query_is_local(var) && strcmp(var->name->text, "_") != 0;
        Hole hole = named ? hole_of(flow_var(w->batch, var)) : hole_discard(w->batch);
        FlowNote note = {
            .decl = decl, .index = i, .why = decl->var.name_count > 1 ? "assign-pair" : "assign"};
        flow_expr(w, hole_note(w->batch, hole, note), decl->var.values.items[i]);
        if (!named) {
            static_silence_dropped(w->batch->result, decl->var.values.items[i]);
        }
    }
}

// *x or x.f with x a pointer variable: that variable, else NULL.
static const Object *pointer_base(Expr *expr) {
    expr = ast_unparen(expr);
    const Expr *x = NULL;
    if (expr->kind == EXPR_STAR) {
        x = ast_unparen(expr->star.x);
    } else if (expr->kind == EXPR_SELECTOR && expr->selector.kind == SELECT_FIELD &&
               expr->selector.through_pointer) {
        x = ast_unparen(expr->selector.x);
    }
    return x && x->kind == EXPR_IDENT ? x->ident.object : NULL;
}

// b.buf = b.buf[n:m] stores no pointer in *b that is not there already.
static bool is_slice_self_assign(Expr *dst, const Expr *src) {
    const Object *base = pointer_base(dst);
    if (!base || src->kind != EXPR_SLICE) {
        return false;
    }
    Expr *x = ast_unparen(src->slice.x);
    bool array = type_underlying(x->type)->kind == TYPE_ARRAY || (x->kind == EXPR_ADDRESS && x->implicit);
    return !array && pointer_base(x) == base;
}

static bool may_affect_memory(Expr *expr) {
    expr = ast_unparen(expr);
    if (expr->constant) {
        return false;
    }
    switch (expr->kind) {
    case EXPR_IDENT:
    case EXPR_BASIC_LIT: return false;
    case EXPR_BINARY: return may_affect_memory(expr->binary.x) || may_affect_memory(expr->binary.y);
    case EXPR_UNARY: return expr->unary.op == OP_RECEIVE || may_affect_memory(expr->unary.x);
    case EXPR_STAR: return may_affect_memory(expr->star.x);
    case EXPR_SELECTOR: return expr->selector.kind != SELECT_FIELD || may_affect_memory(expr->selector.x);
    case EXPR_INDEX:
        return type_underlying(expr->index.x->type)->kind == TYPE_MAP || may_affect_memory(expr->index.x) ||
               may_affect_memory(expr->index.indices.items[0]);
    case EXPR_CONVERT: return expr->convert.kind > CONVERT_NUMERIC || may_affect_memory(expr->convert.x);
    case EXPR_CALL:
        return !(expr->call.kind == CALL_BUILTIN &&
                 (expr->call.builtin == BUILTIN_LEN || expr->call.builtin == BUILTIN_CAP)) ||
               may_affect_memory(expr->call.args.items[0]);
    default: return true;
    }
}

// Are both the same expression, without side effects?
static bool is_same_safe(EscapeResult *r, Expr *a, Expr *b) {
    a = ast_unparen(a);
    b = ast_unparen(b);
    if (a->kind != b->kind || a->type != b->type) {
        return false;
    }
    if (a->constant || b->constant) {
        return a->constant && b->constant && strcmp(text_of_expr(r, a), text_of_expr(r, b)) == 0;
    }
    switch (a->kind) {
    case EXPR_IDENT: return a->ident.object == b->ident.object;
    case EXPR_SELECTOR:
        return a->selector.kind == SELECT_FIELD && b->selector.kind == SELECT_FIELD &&
               a->selector.field == b->selector.field && is_same_safe(r, a->selector.x, b->selector.x);
    case EXPR_STAR: return is_same_safe(r, a->star.x, b->star.x);
    case EXPR_INDEX:
        return is_same_safe(r, a->index.x, b->index.x) &&
               is_same_safe(r, a->index.indices.items[0], b->index.indices.items[0]);
    case EXPR_UNARY:
        return a->unary.op == b->unary.op && a->unary.op != OP_RECEIVE &&
               is_same_safe(r, a->unary.x, b->unary.x);
    case EXPR_BINARY:
        return a->binary.op == b->binary.op && is_same_safe(r, a->binary.x, b->binary.x) &&
               is_same_safe(r, a->binary.y, b->binary.y);
    default: return false;
    }
}

bool flow_is_self_assign(EscapeResult *r, Expr *dst, Expr *src) {
    dst = ast_unparen(dst);
    src = ast_unparen(src);
    if (is_slice_self_assign(dst, src)) {
        return true;
    }
    if (dst->kind != src->kind) {
        return false;
    }
    if (dst->kind == EXPR_SELECTOR) {
        return dst->selector.kind == SELECT_FIELD && src->selector.kind == SELECT_FIELD &&
               dst->selector.through_pointer == src->selector.through_pointer &&
               is_same_safe(r, dst->selector.x, src->selector.x);
    }
    if (dst->kind == EXPR_INDEX) {
        bool map = type_underlying(dst->index.x->type)->kind == TYPE_MAP ||
                   type_underlying(src->index.x->type)->kind == TYPE_MAP;
        return !map && !may_affect_memory(dst->index.indices.items[0]) &&
               !may_affect_memory(src->index.indices.items[0]) && is_same_safe(r, dst->index.x, src->index.x);
    }
    return false;
}
