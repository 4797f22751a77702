// Expression switches, type switches and select statements.
#include "sema/constant_set.h"
#include "sema/declare.h"
#include <string.h>

void check_default_clauses(Checker *c, const CaseList *cases) {
    const CaseClause *first = NULL;
    for (int i = 0; i < cases->len; i++) {
        const CaseClause *clause = cases->items[i];
        if (!clause->is_default) {
            continue;
        }
        if (first) {
            check_error(c, clause->span, "multiple defaults (first at %s)",
                        position_text(c, first->span.start));
        } else {
            first = clause;
        }
    }
}

// The value that the cases of a switch without a tag are compared with.
static Expr *implicit_true(Checker *c, Span span) {
    Expr *expr = ast_new_expr(c->session->arena, EXPR_IDENT, span);
    expr->implicit = true;
    expr->ident.name = name_intern_cstr(c->session->names, "true");
    expr->ident.object = scope_lookup_local(c->universe, expr->ident.name);
    set_constant(expr, type_basic(c->types, TYPE_BOOL), constant_from_bool(c->session->arena, true));
    return expr;
}

static bool is_ordinary_constant(const Expr *expr) {
    return expr->constant && (constant_kind(expr->constant) == CONSTANT_INT ||
                              constant_kind(expr->constant) == CONSTANT_FLOAT ||
                              constant_kind(expr->constant) == CONSTANT_STRING);
}

static void check_case_value(Checker *c, const Expr *tag, Expr **value, ConstantSet *seen) {
    check_expr(c, value);
    if (!tag || expr_is_invalid(tag) || expr_is_invalid(*value)) {
        return;
    }
    // Each case converts its own copy of the tag.
    Expr *tag_copy = ARENA_NEW(c->session->arena, Expr);
    *tag_copy = *tag;
    if (!untyped_match(c, *value, tag_copy)) {
        return;
    }
    const Expr *constant = *value;
    Expr result = {
        .kind = EXPR_BINARY, .span = (*value)->span, .op_pos = (*value)->span.start, .implicit = true};
    result.binary.op = OP_EQ;
    result.binary.x = *value;
    result.binary.y = tag_copy;
    check_comparison(c, &result, OP_EQ, value, &tag_copy, true);
    if (result.mode == OPERAND_INVALID || !is_ordinary_constant(constant)) {
        return;
    }
    const ConstantEntry *previous =
        constant_set_add(c->session->arena, seen, constant->constant, constant->type, constant->op_pos);
    if (previous) {
        check_error(c, expr_position(constant), "duplicate case %s in expression switch\n\t%s: previous case",
                    operand_text(c, constant), position_text(c, previous->pos));
    }
}

static Expr *check_tag(Checker *c, Stmt *stmt) {
    if (!stmt->switch_.tag) {
        const CaseList *cases = &stmt->switch_.cases;
        Pos pos = cases->len > 0 ? cases->items[0]->span.start : stmt->switch_.rbrace;
        return implicit_true(c, (Span){pos, pos});
    }
    Expr **tag = &stmt->switch_.tag;
    check_expr(c, tag);
    if (expr_is_invalid(*tag)) {
        return *tag;
    }
    *tag = check_assign_to(c, *tag, NULL, "switch expression");
    if (!expr_is_invalid(*tag) && !type_is_comparable((*tag)->type) && !type_has_nil((*tag)->type)) {
        check_error(c, expr_position((*tag)), "cannot switch on %s (%s is not comparable)",
                    operand_text(c, *tag), type_string(c, (*tag)->type));
        expr_set_invalid(c, *tag);
    }
    return *tag;
}

static bool has_case_of_other_type(const CaseList *cases, const Type *type) {
    bool found = false;
    for (int i = 0; i < cases->len; i++) {
        const ExprList *exprs = &cases->items[i]->exprs;
        for (int j = 0; j < exprs->len; j++) {
            if (expr_is_invalid(exprs->items[j])) {
                return false;
            }
            const Type *other = exprs->items[j]->type;
            found |= !type_is_identical(other, type) && (type_is_interface(other) || type_is_interface(type));
        }
    }
    return found;
}

static Expr *convert_to_any(Checker *c, Expr *expr) {
    Type *any = universe_any_type(c);
    if (type_is_identical(expr->type, any)) {
        return expr;
    }
    if (type_is_interface(expr->type)) {
        return expr_implicit_convert(c, expr, any, CONVERT_INTERFACE);
    }
    if (expr->mode == OPERAND_NIL) { // of the tag's type, not the nil interface
        expr = expr_implicit_convert(c, expr, expr->type, CONVERT_NOOP);
    }
    return expr_implicit_convert(c, expr, any, CONVERT_TO_INTERFACE);
}

// A case may be an interface where the tag is none, or another one: then all are compared as values of type
// any, as gc does.
static void compare_as_interfaces(Checker *c, Stmt *stmt, Expr *tag) {
    CaseList *cases = &stmt->switch_.cases;
    if (expr_is_invalid(tag) || !has_case_of_other_type(cases, tag->type)) {
        return;
    }
    stmt->switch_.tag = convert_to_any(c, tag);
    for (int i = 0; i < cases->len; i++) {
        ExprList *exprs = &cases->items[i]->exprs;
        for (int j = 0; j < exprs->len; j++) {
            exprs->items[j] = convert_to_any(c, exprs->items[j]);
        }
    }
}

static void check_clause_body(Checker *c, CaseClause *clause) {
    check_stmt_list(c, &clause->body);
    int last = clause->body.len - 1;
    while (last >= 0 && clause->body.items[last]->kind == STMT_EMPTY) {
        last--;
    }
    const Stmt *stmt = last >= 0 ? clause->body.items[last] : NULL;
    while (stmt && stmt->kind == STMT_LABELED) {
        stmt = stmt->labeled.stmt;
    }
    clause->falls_through = stmt && stmt->kind == STMT_BRANCH && stmt->branch.kind == BRANCH_FALLTHROUGH;
}

void check_switch_stmt(Checker *c, Stmt *stmt) {
    open_scope(c, "switch");
    if (stmt->switch_.init) {
        check_stmt(c, stmt->switch_.init);
    }
    Expr *tag = check_tag(c, stmt);
    CaseList *cases = &stmt->switch_.cases;
    check_default_clauses(c, cases);
    ConstantSet *seen = ARENA_NEW(c->session->arena, ConstantSet);
    for (int i = 0; i < cases->len; i++) {
        CaseClause *clause = cases->items[i];
        for (int j = 0; j < clause->exprs.len; j++) {
            check_case_value(c, tag, &clause->exprs.items[j], seen);
        }
        open_scope(c, "case");
        check_clause_body(c, clause);
        close_scope(c);
    }
    compare_as_interfaces(c, stmt, tag);
    close_scope(c);
}

typedef struct {
    const Type *type; // NULL: nil
    const Expr *expr;
} SeenType;
typedef VEC(SeenType) SeenTypes;

static bool is_nil_ident(const Checker *c, Expr *expr) {
    const Object *object = lookup_ident(c, ast_unparen(expr));
    return object && object->kind == OBJECT_NIL;
}

// The type of one case, NULL for nil; *valid is false after an error.
static Type *check_case_type(Checker *c, const Expr *x, Expr **expr, SeenTypes *seen, bool *valid) {
    Type *type = NULL;
    if (is_nil_ident(c, *expr)) {
        check_expr(c, expr);
    } else {
        type = check_var_type(c, *expr);
        *valid = type->kind != TYPE_INVALID;
        if (!*valid) {
            return type;
        }
    }
    for (int i = 0; i < seen->len; i++) {
        const SeenType *other = &seen->items[i];
        if (type ? other->type && type_is_identical(type, other->type) : !other->type) {
            check_error(c, expr_position((*expr)), "duplicate case %s in type switch\n\t%s: previous case",
                        type ? type_string(c, type) : "nil",
                        position_text(c, expr_position(other->expr).start));
            return type;
        }
    }
    VEC_PUSH(c->session->arena, seen, (SeenType){type, *expr});
    if (x && type) {
        check_assertion_possible(c, *expr, x, type, true);
    }
    return type;
}

// The type of a clause's variable: that of its only case, else that of the operand.
static Type *check_case_types(Checker *c, const Expr *x, CaseClause *clause, SeenTypes *seen) {
    Type *type = NULL;
    bool all_valid = true;
    for (int i = 0; i < clause->exprs.len; i++) {
        bool valid = true;
        type = check_case_type(c, x, &clause->exprs.items[i], seen, &valid);
        all_valid &= valid;
    }
    if (clause->exprs.len == 1 && (!all_valid || type)) {
        return type;
    }
    return x ? x->type : universe_invalid_type(c);
}

// The operand of x.(type), NULL after an error.
static Expr *check_type_switch_operand(Checker *c, Expr **x) {
    check_expr(c, x);
    if (expr_is_invalid(*x)) {
        return NULL;
    }
    if (!type_is_interface((*x)->type)) {
        check_error(c, expr_position((*x)), "%s is not an interface", operand_text(c, *x));
        return NULL;
    }
    return *x;
}

static void check_type_clauses(Checker *c, Stmt *stmt, const Expr *x, bool binds) {
    SeenTypes seen = {0};
    bool used = false;
    CaseList *cases = &stmt->type_switch.cases;
    for (int i = 0; i < cases->len; i++) {
        CaseClause *clause = cases->items[i];
        Type *type = check_case_types(c, x, clause, &seen);
        open_scope(c, "case");
        if (binds) {
            Object *object =
                object_create(c, OBJECT_VAR, stmt->type_switch.bind, stmt->type_switch.bind_span, type);
            object->var.func = c->func;
            object->color = COLOR_BLACK;
            clause->object = object;
            declare_local(c, object);
        }
        check_clause_body(c, clause);
        close_scope(c);
        if (clause->object) {
            used |= clause->object->used;
            clause->object->used = true; // one message for all of them
        }
    }
    if (binds && !used) {
        check_error(c, stmt->type_switch.bind_span, "%s declared and not used", stmt->type_switch.bind->text);
    }
}

void check_type_switch_stmt(Checker *c, Stmt *stmt) {
    open_scope(c, "switch");
    if (stmt->type_switch.init) {
        check_stmt(c, stmt->type_switch.init);
    }
    bool binds = stmt->type_switch.bind != NULL;
    if (binds && strcmp(stmt->type_switch.bind->text, "_") == 0) {
        check_error(c, stmt->type_switch.bind_span, "no new variable on left side of :=");
        binds = false;
    }
    const Expr *x = check_type_switch_operand(c, &stmt->type_switch.x);
    check_default_clauses(c, &stmt->type_switch.cases);
    check_type_clauses(c, stmt, x, binds);
    close_scope(c);
}

static bool is_receive(Expr *expr) {
    expr = ast_unparen(expr);
    return expr->kind == EXPR_UNARY && expr->unary.op == OP_RECEIVE;
}

static bool is_communication(const Stmt *stmt) {
    switch (stmt->kind) {
    case STMT_SEND: return true;
    case STMT_EXPR: return is_receive(stmt->expr.x);
    case STMT_ASSIGN:
    case STMT_DEFINE: return stmt->assign.rhs.len == 1 && is_receive(stmt->assign.rhs.items[0]);
    default: return false;
    }
}

void check_select_stmt(Checker *c, Stmt *stmt) {
    CaseList *cases = &stmt->select.cases;
    check_default_clauses(c, cases);
    for (int i = 0; i < cases->len; i++) {
        CaseClause *clause = cases->items[i];
        if (clause->comm && !is_communication(clause->comm)) {
            Span span = clause->comm->span;
            if (clause->comm->kind == STMT_EXPR) {
                span.start = clause->comm->expr.x->op_pos;
            }
            check_error(c, span, "select case must be send or receive (possibly with assignment)");
            continue;
        }
        open_scope(c, "case");
        if (clause->comm) {
            check_stmt(c, clause->comm);
        }
        check_stmt_list(c, &clause->body);
        close_scope(c);
    }
}
