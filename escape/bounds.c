// How large a length may become that is known only at run time: min(n, 16), n % 8, n & 7, a byte, or a
// variable that an `if` clamps or tests. It gives the size of a frame buffer for make. The buffer is checked
// against the real length at run time, so a bound need not be proven: one that does not hold costs an
// allocation.
#include "escape/analysis.h"

static int64_t smaller(int64_t a, int64_t b) {
    return a < 0 || (b >= 0 && b < a) ? b : a;
}

static int64_t constant_of(const EscapeResult *r, Expr *expr) {
    const Expr *value = static_value(r, expr);
    bool is_int = value->constant && type_is_integer(value->type) && constant_fits_int64(value->constant);
    return is_int ? (int64_t)constant_bits(value->constant) : -1;
}

// ---- Variables that are compared with a constant

static Object *variable_of(const Expr *expr) {
    expr = ast_unparen((Expr *)expr);
    return expr->kind == EXPR_IDENT && expr->ident.object && expr->ident.object->kind == OBJECT_VAR
               ? expr->ident.object
               : NULL;
}

static void note_limit(EscapeResult *r, const Object *var, int64_t limit) {
    if (var && limit >= 0) {
        intptr_t known = (intptr_t)table_get(&r->limits, var);
        if (limit + 1 > known) {
            table_set(r->arena, &r->limits, var, (void *)(intptr_t)(limit + 1));
        }
    }
}

// A variable that is compared with several constants, 0 among them, is at most the largest.
static bool visit_condition(AstVisitor *visitor, Stmt *stmt) {
    EscapeResult *r = visitor->data;
    if (stmt->kind != STMT_IF || ast_unparen(stmt->if_.cond)->kind != EXPR_BINARY) {
        return true;
    }
    const Expr *cond = ast_unparen(stmt->if_.cond);
    switch (cond->binary.op) {
    case OP_GT:
    case OP_GE:
    case OP_LT:
    case OP_LE:
        note_limit(r, variable_of(cond->binary.x), constant_of(r, cond->binary.y));
        note_limit(r, variable_of(cond->binary.y), constant_of(r, cond->binary.x));
        break;
    default: break;
    }
    return true;
}

void bounds_collect(EscapeResult *r) {
    AstVisitor visitor = {.stmt = visit_condition, .data = r};
    for (int i = 0; i < r->program->funcs.len; i++) {
        Func *func = r->program->funcs.items[i];
        if (func->reachable && !func->parent) {
            ast_walk_body(&visitor, func->body);
        }
    }
}

// ---- Expressions

static int64_t bound_of_call(const EscapeResult *r, const Expr *call) {
    if (call->call.kind != CALL_BUILTIN ||
        (call->call.builtin != BUILTIN_MIN && call->call.builtin != BUILTIN_MAX)) {
        return -1;
    }
    bool is_min = call->call.builtin == BUILTIN_MIN;
    int64_t bound = -1;
    for (int i = 0; i < call->call.args.len; i++) {
        int64_t arg = bounds_of(r, call->call.args.items[i]);
        if (!is_min && arg < 0) {
            return -1;
        }
        bound = is_min ? smaller(bound, arg) : arg > bound ? arg : bound;
    }
    return bound;
}

static int64_t bound_of_binary(const EscapeResult *r, const Expr *expr) {
    int64_t x = bounds_of(r, expr->binary.x), y = bounds_of(r, expr->binary.y);
    switch (expr->binary.op) {
    case OP_REM: return y > 0 ? smaller(x, y - 1) : -1;
    case OP_AND: return smaller(x, y);
    case OP_DIV:
    case OP_SHR:
    case OP_SUB: return x;
    case OP_ADD: return x >= 0 && y >= 0 && x < INT32_MAX && y < INT32_MAX ? x + y : -1;
    default: return -1;
    }
}

int64_t bounds_of(const EscapeResult *r, Expr *expr) {
    int64_t constant = constant_of(r, expr);
    if (constant >= 0) {
        return constant;
    }
    const Object *var = variable_of(expr);
    intptr_t limit = var ? (intptr_t)table_get(&r->limits, var) : 0;
    if (limit > 0) {
        return limit - 1;
    }
    expr = static_value(r, expr);
    switch (expr->kind) {
    case EXPR_CALL: return bound_of_call(r, expr);
    case EXPR_BINARY: return bound_of_binary(r, expr);
    case EXPR_CONVERT: return bounds_of(r, expr->convert.x);
    default: return type_underlying(expr->type)->kind == TYPE_UINT8 ? UINT8_MAX : -1;
    }
}
