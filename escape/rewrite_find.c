// Rewrites that often take a value off the heap. They change the text alone; nothing here decides whether one
// is right.
#include "escape/rewrite.h"
#include "escape/text.h"

static void add_edit(const EscapeResult *r, Rewrite *rewrite, Span span, const char *text) {
    VEC_PUSH(r->arena, &rewrite->edits, (Edit){.span = span, .text = text});
}

static Span before(Span span) {
    return (Span){span.start, span.start};
}

static const char *source_text(const EscapeResult *r, Span span) {
    Location at = source_locate(r->program->session->sources, span.start);
    return arena_strndup(r->arena, at.file->text + (span.start - at.file->base), span.end - span.start);
}

// What a walk over a function collects.
typedef struct {
    const EscapeResult *r;
    Pos pos; // of the site
    VEC(Stmt *) returns;
    const Stmt *define; // the short declaration that holds the site
    const Stmt *loop;   // the innermost loop that holds it
} Walk;

static bool is_inside(Pos pos, Span span) {
    return span.start <= pos && pos < span.end;
}

static bool visit_stmt(AstVisitor *visitor, Stmt *stmt) {
    Walk *w = visitor->data;
    bool holds = is_inside(w->pos, stmt->span);
    if (stmt->kind == STMT_RETURN) {
        VEC_PUSH(w->r->arena, &w->returns, stmt);
    } else if (stmt->kind == STMT_DEFINE && holds) {
        w->define = stmt;
    } else if ((stmt->kind == STMT_FOR || stmt->kind == STMT_RANGE) && holds) {
        w->loop = stmt;
    }
    return true;
}

static Walk walk_body(const EscapeResult *r, const Func *func, Pos pos) {
    Walk walk = {.r = r, .pos = pos};
    AstVisitor visitor = {.stmt = visit_stmt, .data = &walk};
    ast_walk_body(&visitor, func->body);
    return walk;
}

// The pointer type of a declared function's only result as the source has it, or NULL.
static const Expr *pointer_result(const Func *func) {
    if (!func->decl || func->results.len != 1 || func->decl->func.type->func_type.result_count != 1) {
        return NULL;
    }
    const Expr *type = func->decl->func.type->func_type.results[0].type;
    bool named = func->decl->func.type->func_type.results[0].name != NULL;
    return type->kind == EXPR_STAR && !named ? type : NULL;
}

// func f() *T { ... return &x } becomes func f() T { ... return x }.
static void return_by_value(const EscapeResult *r, const Decision *decision, RewriteList *out) {
    const Expr *type = pointer_result(decision->func);
    if (!type) {
        return;
    }
    Rewrite rewrite = {.advice = arena_printf(r->arena, "return the value, not a pointer, from %s",
                                              text_of_func(decision->func))};
    add_edit(r, &rewrite, (Span){type->span.start, type->star.x->span.start}, "");
    Walk walk = walk_body(r, decision->func, decision->pos);
    for (int i = 0; i < walk.returns.len; i++) {
        if (walk.returns.items[i]->ret.results.len != 1) {
            return;
        }
        const Expr *value = ast_unparen(walk.returns.items[i]->ret.results.items[0]);
        if (value->kind == EXPR_ADDRESS) {
            add_edit(r, &rewrite, (Span){value->span.start, value->address.x->span.start}, "");
        } else {
            add_edit(r, &rewrite, before(value->span), "*");
        }
    }
    VEC_PUSH(r->arena, out, rewrite);
}

typedef struct {
    const EscapeResult *r;
    Rewrite *rewrite;
    const Func *callee;
    const char *slot;
} CallEditor;

static bool edit_call(AstVisitor *visitor, Expr *expr) {
    const CallEditor *e = visitor->data;
    if (expr->kind == EXPR_CALL && static_callee(e->r, expr) == e->callee) {
        const char *comma = expr->call.args.len > 0 ? ", " : "";
        Span after = {expr->op_pos + 1, expr->op_pos + 1};
        add_edit(e->r, e->rewrite, after, arena_printf(e->r->arena, "%s%s", e->slot, comma));
    }
    return true;
}

// func f() *T { return &T{...} } becomes func f(slot *T) *T { *slot = T{...}; return slot }, called with
// new(T).
static void pass_slot(const EscapeResult *r, const Decision *decision, RewriteList *out) {
    const Func *func = decision->func;
    const Expr *type = pointer_result(func);
    Walk walk = walk_body(r, func, decision->pos);
    if (!type || walk.returns.len != 1 || walk.returns.items[0]->ret.results.len != 1) {
        return;
    }
    const Expr *value = ast_unparen(walk.returns.items[0]->ret.results.items[0]);
    if (value->kind != EXPR_ADDRESS || ast_unparen(value->address.x)->kind != EXPR_COMPOSITE_LIT) {
        return;
    }
    const char *name = source_text(r, type->star.x->span);
    Rewrite rewrite = {.advice = arena_printf(r->arena, "let the callers of %s pass the place for its result",
                                              text_of_func(func))};
    const char *comma = func->params.len > 0 ? ", " : "";
    Pos paren = func->decl->func.name_span.end;
    add_edit(r, &rewrite, (Span){paren, paren + 1}, arena_printf(r->arena, "(slot *%s%s", name, comma));
    add_edit(r, &rewrite, walk.returns.items[0]->span,
             arena_printf(r->arena, "*slot = %s; return slot", source_text(r, value->address.x->span)));
    CallEditor editor = {.r = r, .rewrite = &rewrite, .callee = func};
    editor.slot = arena_printf(r->arena, "new(%s)", name);
    AstVisitor visitor = {.expr = edit_call, .data = &editor};
    for (int i = 0; i < r->program->funcs.len; i++) {
        const Func *caller = r->program->funcs.items[i];
        for (int k = 0;
             !caller->literal && !caller->package->library && caller->body && k < caller->body->stmts.len;
             k++) {
            ast_walk_stmt(&visitor, caller->body->stmts.items[k]);
        }
    }
    VEC_PUSH(r->arena, out, rewrite);
}

// for ... { x := v; ... } becomes var x T; for ... { x = v; ... }.
static void hoist(const EscapeResult *r, const Decision *decision, RewriteList *out) {
    Walk walk = walk_body(r, decision->func, decision->pos);
    if (!walk.loop || !walk.define || walk.define->assign.lhs.len != 1 ||
        walk.define->span.start < walk.loop->span.start) {
        return;
    }
    const Object *var = walk.define->assign.lhs.items[0]->ident.object;
    if (!query_is_local(var)) {
        return;
    }
    bool is_variable = decision->kind == SITE_VAR;
    TextBuilder type = {.result = r};
    text_put_type(&type, var->type);
    const char *type_text = text_built(&type);
    Rewrite rewrite = {
        .advice = arena_printf(r->arena, "declare %s before the loop, if one is enough for all iterations",
                               var->name->text)};
    if (is_variable) {
        add_edit(r, &rewrite, before(walk.loop->span),
                 arena_printf(r->arena, "var %s %s; ", var->name->text, type_text));
        add_edit(r, &rewrite, (Span){walk.define->op_pos, walk.define->op_pos + 2}, "=");
    } else {
        add_edit(r, &rewrite, walk.define->span, "");
        add_edit(r, &rewrite, before(walk.loop->span),
                 arena_printf(r->arena, "%s; ", source_text(r, walk.define->span)));
    }
    VEC_PUSH(r->arena, out, rewrite);
}

// A make of a length that is not known, made with the constant one that a small frame still holds.
static void fixed_size(const EscapeResult *r, const Decision *decision, RewriteList *out) {
    if (decision->rule != RULE_TOO_LARGE || decision->kind != SITE_MAKE) {
        return;
    }
    Location at = source_locate(r->program->session->sources, decision->pos);
    const char *text = at.file->text + (decision->pos - at.file->base);
    const char *end = strchr(text, ')');
    const char *comma = end ? strchr(text, ',') : NULL;
    if (!comma || comma > end) {
        return;
    }
    Rewrite rewrite = {.advice = "use a smaller, fixed size, if that is enough"};
    Pos from = at.file->base + (Pos)(comma + 1 - at.file->text);
    add_edit(r, &rewrite, (Span){from, at.file->base + (Pos)(end - at.file->text)}, " 1024");
    VEC_PUSH(r->arena, out, rewrite);
}

void rewrite_find(const EscapeResult *r, int site, RewriteList *out) {
    const Decision *decision = escape_site(r, site);
    if (!decision->func || !decision->func->decl) {
        return;
    }
    if (decision->rule == RULE_RESULT) {
        return_by_value(r, decision, out);
        pass_slot(r, decision, out);
    }
    if (decision->rule == RULE_LOOP) {
        hoist(r, decision, out);
    }
    rewrite_concrete_type(r, decision, out);
    fixed_size(r, decision, out);
}
