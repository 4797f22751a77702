// Which function and which variables an expectation comment is about.
#include "escape/expect.h"

static Span func_span(const Func *func) {
    return func->decl ? func->decl->span : func->literal ? func->literal->span : (Span){0};
}

static bool stands_in(const Comment *comment, const Func *func) {
    Span span = func_span(func);
    return span.start <= comment->span.start && comment->span.start < span.end;
}

void expect_scope(const EscapeResult *r, const Comment *comment, ExpectFuncs *out) {
    const Program *program = r->program;
    const Func *outer = NULL;
    for (int i = 0; i < program->funcs.len; i++) {
        const Func *func = program->funcs.items[i];
        bool shown = func->package && !func->package->library && !func->literal;
        if (shown && (stands_in(comment, func) || func_span(func).start == comment->next)) {
            outer = func;
        }
    }
    for (int i = 0; outer && i < program->funcs.len; i++) {
        Func *func = program->funcs.items[i];
        if (func == outer || query_contains(outer, func)) {
            VEC_PUSH(r->arena, out, func);
        }
    }
}

typedef struct {
    const EscapeResult *r;
    const char *name;
    size_t len;
    ExpectVars *out;
} Search;

static void consider(const Search *s, Object *var) {
    bool named =
        var && var->name && var->name->len == (int)s->len && memcmp(var->name->text, s->name, s->len) == 0;
    if (named) {
        VEC_PUSH(s->r->arena, s->out, var);
    }
}

// Keeps the variables of one line, if there are any.
static void prefer_line(const EscapeResult *r, ExpectVars *vars, int line) {
    int count = 0;
    for (int i = 0; i < vars->len; i++) {
        Object *var = vars->items[i];
        if (source_locate(r->program->session->sources, var->span.start).line == line) {
            vars->items[count++] = var;
        }
    }
    vars->len = count ? count : vars->len;
}

void expect_vars(const EscapeResult *r, const Comment *comment, const ExpectFuncs *funcs, const char *name,
                 size_t len, ExpectVars *out) {
    Search search = {.r = r, .name = name, .len = len, .out = out};
    for (int i = 0; i < funcs->len; i++) {
        Func *func = funcs->items[i];
        consider(&search, func->receiver);
        for (int k = 0; k < func->params.len; k++) {
            consider(&search, func->params.items[k]);
        }
        for (int k = 0; k < func->results.len; k++) {
            consider(&search, func->results.items[k]);
        }
        for (int k = 0; k < func->locals.len; k++) {
            consider(&search, func->locals.items[k]);
        }
    }
    prefer_line(r, out, comment->line + (comment->alone ? 1 : 0));
}
