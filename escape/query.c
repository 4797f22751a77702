// Small questions that both analyses ask of the typed tree.
#include "escape/analysis.h"

Type *query_type(const Expr *expr) {
    Type *type = expr->type;
    if (type && type->kind == TYPE_TUPLE) {
        return type->tuple.count ? type->tuple.items[0] : NULL;
    }
    return type;
}

bool query_is_local(const Object *object) {
    return object && object->kind == OBJECT_VAR && object->var.func && !object->var.is_field;
}

bool query_is_global(const Object *object) {
    return object && object->kind == OBJECT_VAR && !object->var.func && !object->var.is_field;
}

const char *query_directive(const Func *func, const char *name) {
    if (!func->decl || func->decl->kind != DECL_FUNC) {
        return NULL;
    }
    size_t len = strlen(name);
    for (int i = 0; i < func->decl->func.directives.len; i++) {
        const char *line = func->decl->func.directives.items[i];
        if (strncmp(line, name, len) == 0 && (line[len] == '\0' || line[len] == ' ')) {
            return line + len;
        }
    }
    return NULL;
}

bool query_has_directive(const Func *func, const char *name) {
    return query_directive(func, name) != NULL;
}

bool query_is_string_concat(const Expr *expr) {
    return expr->kind == EXPR_BINARY && expr->binary.op == OP_ADD && !expr->constant && expr->type &&
           type_is_string(expr->type);
}

void query_concat_operands(Arena *arena, Expr *expr, ExprList *out) {
    Expr *inner = ast_unparen(expr);
    if (query_is_string_concat(inner)) {
        query_concat_operands(arena, inner->binary.x, out);
        query_concat_operands(arena, inner->binary.y, out);
    } else {
        VEC_PUSH(arena, out, inner);
    }
}

bool query_box_is_static(const EscapeResult *r, Expr *operand) {
    const Expr *value = static_value(r, operand);
    if (value->constant) {
        return true;
    }
    Type *type = query_type(operand);
    TypeKind kind = type_underlying(type)->kind;
    bool basic = kind < TYPE_ARRAY;
    return type_size(type) == 0 || (basic && type_size(type) == 1);
}

bool query_is_rune_literal(const Expr *convert) {
    return convert->kind == EXPR_CONVERT && convert->convert.kind == CONVERT_STRING_TO_RUNES &&
           convert->convert.x->constant;
}

const Type *query_literal_type(const Expr *literal) {
    return literal->composite.address ? type_underlying(literal->type)->pointer.elem : literal->type;
}

Expr *query_initial_value(const VarInit *init) {
    return init->index < 0 ? init->decl->var.tuple : init->decl->var.values.items[init->index];
}

bool query_has_default(const CaseList *cases) {
    for (int i = 0; i < cases->len; i++) {
        if (cases->items[i]->is_default) {
            return true;
        }
    }
    return false;
}

bool query_is_panic(Expr *expr) {
    const Expr *call = ast_unparen(expr);
    return call->kind == EXPR_CALL && call->call.kind == CALL_BUILTIN && call->call.builtin == BUILTIN_PANIC;
}

typedef struct {
    Arena *arena;
    StmtList seen, loops;
} LabelFinder;

static bool find_labels(AstVisitor *visitor, Stmt *stmt) {
    LabelFinder *finder = visitor->data;
    if (stmt->kind == STMT_LABELED) {
        VEC_PUSH(finder->arena, &finder->seen, stmt);
    } else if (stmt->kind == STMT_BRANCH && stmt->branch.kind == BRANCH_GOTO &&
               query_is_in(&finder->seen, stmt->branch.target)) {
        VEC_PUSH(finder->arena, &finder->loops, stmt->branch.target);
    }
    return true;
}

StmtList query_loop_labels(Arena *arena, const FuncBody *body) {
    LabelFinder finder = {.arena = arena};
    AstVisitor visitor = {.stmt = find_labels, .expr = ast_skip_literals, .data = &finder};
    ast_walk_body(&visitor, body);
    return finder.loops;
}

bool query_is_in(const StmtList *stmts, const Stmt *stmt) {
    for (int i = 0; i < stmts->len; i++) {
        if (stmts->items[i] == stmt) {
            return true;
        }
    }
    return false;
}

bool query_is_inner_literal(const Func *func) {
    return func->literal && func->parent && func->captures.len > 0;
}

bool query_is_dropped(const Func *func) {
    while (func->parent) {
        func = func->parent;
    }
    const char *dot = func->name ? strrchr(func->name, '.') : NULL;
    return dot && strcmp(dot, "._") == 0;
}

bool query_contains(const Func *outer, const Func *inner) {
    if (outer == inner) {
        return false;
    }
    for (const Func *f = inner->parent; f; f = f->parent) {
        if (f == outer) {
            return true;
        }
    }
    return false;
}

const char *query_result_name(const EscapeResult *r, const Func *func, int index) {
    const Object *result = func->results.items[index];
    if (result->name && strcmp(result->name->text, "_") != 0) {
        return result->name->text;
    }
    return arena_printf(r->arena, result->name ? "~b%d" : "~r%d", index);
}

Func *query_wrapper(EscapeResult *r, Func *parent, const char *name) {
    Func *wrapper = ARENA_NEW(r->arena, Func);
    wrapper->parent = parent;
    wrapper->package = parent->package;
    wrapper->name = name;
    wrapper->reachable = true;
    return wrapper;
}

// Is the method expression the method itself, with no step between its first parameter and the receiver?
bool query_is_direct_method(const Expr *selector) {
    const Object *method = selector->selector.object;
    const Type *type = type_underlying(selector->type);
    return method && method->kind == OBJECT_FUNC && type->kind == TYPE_FUNC && type->func.param_count > 0 &&
           method->func.func->receiver && method->func.func->receiver->type == type->func.params[0];
}
