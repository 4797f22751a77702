// Values and callees that are certain without running the program, by Go's rule: a local variable that gets
// one value where it is declared, is never assigned again and whose address is not taken, has that value.
#include "escape/analysis.h"

static void define(EscapeResult *r, Object *var, Expr *value) {
    if (query_is_local(var) && !var->var.is_param && !var->var.is_result && !var->var.reassigned &&
        !var->var.address_taken) {
        table_set(r->arena, &r->definitions, var, value);
    }
}

static bool visit_stmt(AstVisitor *visitor, Stmt *stmt) {
    EscapeResult *r = visitor->data;
    if (stmt->kind == STMT_DEFINE && !stmt->assign.tuple) {
        for (int i = 0; i < stmt->assign.lhs.len; i++) {
            const Expr *lhs = stmt->assign.lhs.items[i];
            if (stmt->assign.is_new[i] && lhs->kind == EXPR_IDENT) {
                define(r, lhs->ident.object, stmt->assign.rhs.items[i]);
            }
        }
    }
    return true;
}

static bool visit_decl(AstVisitor *visitor, Decl *decl) {
    EscapeResult *r = visitor->data;
    if (decl->kind == DECL_VAR && !decl->var.tuple) {
        for (int i = 0; i < decl->var.values.len; i++) {
            define(r, decl->var.names[i].object, decl->var.values.items[i]);
        }
    }
    return true;
}

static void collect_initial_values(EscapeResult *r) {
    for (int i = 0; i < r->program->var_inits.len; i++) {
        const VarInit *init = &r->program->var_inits.items[i];
        Object *var = init->index < 0 ? NULL : init->decl->var.names[init->index].object;
        if (var) {
            table_set(r->arena, &r->initial_values, var, init->decl->var.values.items[init->index]);
        }
    }
}

void static_collect(EscapeResult *r) {
    collect_initial_values(r);
    AstVisitor visitor = {.stmt = visit_stmt, .decl = visit_decl, .data = r};
    for (int i = 0; i < r->program->funcs.len; i++) {
        Func *func = r->program->funcs.items[i];
        // A literal is walked with the function that it is in.
        if (func->body && func->reachable && !func->parent) {
            ast_walk_body(&visitor, func->body);
        }
    }
}

Expr *static_value(const EscapeResult *r, Expr *expr) {
    for (;;) {
        expr = ast_unparen(expr);
        if (expr->constant) {
            return expr;
        }
        if (expr->kind == EXPR_CONVERT && expr->convert.kind == CONVERT_NOOP) {
            expr = expr->convert.x;
            continue;
        }
        Expr *value = expr->kind == EXPR_IDENT ? table_get(&r->definitions, expr->ident.object) : NULL;
        if (!value) {
            return expr;
        }
        expr = value;
    }
}

Func *static_callee(const EscapeResult *r, const Expr *call) {
    switch (call->call.kind) {
    case CALL_FUNCTION: {
        const Expr *fun = ast_unparen(call->call.fun);
        const Object *object = fun->kind == EXPR_SELECTOR ? fun->selector.object : fun->ident.object;
        return object->func.func;
    }
    case CALL_METHOD: return ast_unparen(call->call.fun)->selector.object->func.func;
    case CALL_VALUE: {
        const Expr *fun = static_value(r, call->call.fun);
        if (fun->kind == EXPR_FUNC_LIT) {
            return fun->func_lit.func;
        }
        const Object *object = NULL;
        if (fun->kind == EXPR_IDENT) {
            object = fun->ident.object;
        } else if (fun->kind == EXPR_SELECTOR &&
                   (fun->selector.kind == SELECT_QUALIFIED ||
                    (fun->selector.kind == SELECT_METHOD_EXPR && query_is_direct_method(fun)))) {
            object = fun->selector.object;
        }
        return object && object->kind == OBJECT_FUNC ? object->func.func : NULL;
    }
    case CALL_INTERFACE:
    case CALL_BUILTIN:
    case CALL_UNRESOLVED: return NULL;
    }
    return NULL;
}

Func *escape_static_callee(const EscapeResult *result, const Expr *call) {
    return static_callee(result, call);
}

int64_t static_make_size(const EscapeResult *r, Expr *size) {
    Expr *value = static_value(r, size);
    if (value->constant) {
        return constant_fits_int64(value->constant) ? (int64_t)constant_bits(value->constant) : INT64_MAX;
    }
    // make([]T, len(x)) where x is a slice literal.
    if (value->kind == EXPR_CALL && value->call.kind == CALL_BUILTIN && value->call.builtin == BUILTIN_LEN) {
        const Expr *operand = static_value(r, value->call.args.items[0]);
        if (operand->kind == EXPR_COMPOSITE_LIT && type_underlying(operand->type)->kind == TYPE_SLICE) {
            return operand->composite.length;
        }
    }
    return -1;
}

// The method that a call through an interface certainly reaches, when the interface's value is a conversion
// of a known concrete type that declares the method itself. *type: that concrete type.
Func *static_devirtualized(const EscapeResult *r, const Expr *call, Type **type) {
    const Expr *fun = ast_unparen(call->call.fun);
    const Expr *value = static_value(r, fun->selector.x);
    if (value->kind != EXPR_CONVERT || value->convert.kind != CONVERT_TO_INTERFACE) {
        return NULL;
    }
    *type = value->convert.x->type;
    const MethodEntry *entry =
        type_find_method(r->program->types, *type, fun->selector.sel, r->program->main);
    bool direct = entry && entry->method && entry->path_len == 0 && entry->method->func.func->receiver &&
                  entry->method->func.func->receiver->type == *type;
    return direct ? entry->method->func.func : NULL;
}

Func *static_promoted(const EscapeResult *r, const Expr *call, int *derefs) {
    const Expr *fun = static_value(r, call->call.fun);
    if (call->call.kind == CALL_INTERFACE || fun->kind != EXPR_SELECTOR ||
        fun->selector.kind != SELECT_METHOD_EXPR) {
        return NULL;
    }
    const Type *type = type_underlying(fun->type)->func.params[0];
    const MethodEntry *entry =
        type_is_interface(type)
            ? NULL
            : type_find_method(r->program->types, (Type *)type, fun->selector.sel, r->program->main);
    if (!entry || !entry->method) {
        return NULL;
    }
    *derefs = 0;
    for (int i = 0; i < entry->path_len; i++) {
        const Type *t = type_underlying(type);
        if (t->kind == TYPE_POINTER) {
            ++*derefs;
            t = type_underlying(t->pointer.elem);
        }
        type = t->struct_.fields[entry->path[i]].type;
    }
    bool pointer = type_underlying(type)->kind == TYPE_POINTER;
    if (entry->method->func.pointer_receiver && !pointer) {
        --*derefs;
    } else if (!entry->method->func.pointer_receiver && pointer) {
        ++*derefs;
    }
    return entry->method->func.func;
}

static void silence(EscapeResult *r, int site) {
    if (site) {
        site_decision(r, site)->silent = true;
    }
}

// Codegen lays out what the site would allocate (codegen/static.c). Go does not within a map, and says so.
static void lay_out(EscapeResult *r, int site, bool in_map) {
    if (site) {
        site_decision(r, site)->silent |= !in_map;
        site_decision(r, site)->is_static = true;
    }
}

// Data that is there before the program runs: a constant, a literal, or a package variable that holds such.
static bool is_static_data(const EscapeResult *r, Expr *expr) {
    Expr *x = ast_unparen(expr);
    while (!x->constant && (x->kind == EXPR_IDENT || x->kind == EXPR_CONVERT)) {
        Expr *next = x->kind == EXPR_CONVERT ? x->convert.x : table_get(&r->initial_values, x->ident.object);
        if (!next) {
            return false;
        }
        x = ast_unparen(next);
    }
    return x->constant || (x->kind == EXPR_COMPOSITE_LIT && type_underlying(x->type)->kind != TYPE_MAP);
}

static void lay_out_data(EscapeResult *r, Expr *value, bool in_map);

static void lay_out_map(EscapeResult *r, const Expr *literal) {
    const ExprList *elems = &literal->composite.elems;
    for (int i = 0; i < elems->len; i++) {
        if (!elems->items[i]->key_value.key->constant) {
            return;
        }
    }
    for (int i = 0; i < elems->len; i++) {
        lay_out_data(r, elems->items[i]->key_value.value, true);
    }
}

static void lay_out_literal(EscapeResult *r, Expr *literal, bool in_map) {
    TypeKind kind = type_underlying(query_literal_type(literal))->kind;
    if (kind == TYPE_MAP) {
        if (!literal->composite.address) {
            lay_out_map(r, literal);
        }
        return;
    }
    lay_out(r, literal->site, in_map);
    if (literal->composite.address && kind == TYPE_SLICE && literal->site) {
        lay_out(r, literal->site + 1, in_map);
    }
    for (int i = 0; i < literal->composite.elems.len; i++) {
        Expr *elem = literal->composite.elems.items[i];
        lay_out_data(r, elem->kind == EXPR_KEY_VALUE ? elem->key_value.value : elem, in_map);
    }
}

static void lay_out_data(EscapeResult *r, Expr *value, bool in_map) {
    Expr *x = ast_unparen(value);
    if (x->kind == EXPR_COMPOSITE_LIT) {
        lay_out_literal(r, x, in_map);
    } else if ((x->kind == EXPR_FUNC_LIT && x->func_lit.func->captures.len == 0) ||
               (x->kind == EXPR_CONVERT && x->convert.x->constant)) {
        lay_out(r, x->site, in_map);
    } else if (x->kind == EXPR_ADDRESS && ast_unparen(x->address.x)->kind == EXPR_COMPOSITE_LIT) {
        lay_out(r, x->site, in_map);
        lay_out_literal(r, ast_unparen(x->address.x), in_map);
    } else if (x->kind == EXPR_CONVERT && x->convert.kind == CONVERT_NOOP) {
        lay_out_data(r, x->convert.x, in_map);
    } else if (x->kind == EXPR_CONVERT && x->convert.kind == CONVERT_TO_INTERFACE) {
        Expr *content = ast_unparen(x->convert.x);
        if (content->kind == EXPR_COMPOSITE_LIT) {
            lay_out(r, x->site, in_map);
        } else if (!in_map && is_static_data(r, content)) {
            silence(r, x->site);
        }
        lay_out_data(r, content, in_map);
    }
}

void static_silence_data(EscapeResult *r, Expr *value) {
    lay_out_data(r, value, false);
}

void static_silence_dropped(EscapeResult *r, Expr *value) {
    if (value->kind == EXPR_CONVERT && value->convert.kind == CONVERT_TO_INTERFACE) {
        silence(r, value->site);
    }
}
