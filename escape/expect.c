// The directives that state what must hold, as comments above a function or at a line inside it:
//     //minic:stack x ...   what x names is in the frame: the variable, and what its only value allocates
//     //minic:heap x ...    ... is on the heap
//     //minic:noleak p ...  nothing keeps what the parameter points to
//     //minic:noheap        the function has no heap site
#include "escape/expect.h"
#include "escape/report.h"

typedef struct {
    EscapeResult *r;
    const Comment *comment;
    ExpectFuncs funcs;
} Check;

static Diagnostics *diags(const Check *c) {
    return c->r->program->session->diags;
}

// The sites that a variable's name stands for.
static int named_sites(const EscapeResult *r, const Object *var, int sites[2]) {
    int count = 0;
    if (var->var.site) {
        sites[count++] = var->var.site;
    }
    const Expr *value = table_get(&r->definitions, var);
    value = value ? ast_unparen((Expr *)value) : NULL;
    if (value && value->site) {
        sites[count++] = value->site;
    }
    return count;
}

static void expect_stack(const Check *c, const Object *var) {
    int sites[2];
    int count = named_sites(c->r, var, sites);
    for (int i = 0; i < count; i++) {
        const Decision *decision = escape_site(c->r, sites[i]);
        if (decision->placement == PLACE_HEAP && !decision->is_static) {
            const char *what =
                decision->kind == SITE_VAR ? "" : arena_printf(c->r->arena, " (%s)", decision->text);
            diag_error(diags(c), c->comment->span, "%s%s is on the heap: %s [%s]%s", var->name->text, what,
                       decision->reason, escape_rule_name(decision->rule), report_path_lines(c->r, sites[i]));
            return;
        }
    }
}

static void expect_heap(const Check *c, const Object *var) {
    int sites[2];
    int count = named_sites(c->r, var, sites);
    for (int i = 0; i < count; i++) {
        if (escape_site(c->r, sites[i])->placement == PLACE_HEAP) {
            return;
        }
    }
    diag_error(diags(c), c->comment->span, "%s is on the stack: nothing keeps it", var->name->text);
}

static int input_of(const Func *func, const Object *param) {
    int first = (func->literal ? 1 : 0) + (func->receiver ? 1 : 0);
    for (int i = 0; i < func->params.len; i++) {
        if (func->params.items[i] == param) {
            return first + i;
        }
    }
    return func->receiver == param ? first - 1 : -1;
}

static bool is_kept(const Check *c, const Object *param) {
    for (int i = 0; i < c->funcs.len; i++) {
        int input = input_of(c->funcs.items[i], param);
        if (input >= 0) {
            return graph_keeps_input(c->r, c->funcs.items[i], input);
        }
    }
    return true;
}

// Either analysis may know that nothing keeps it; where both think that it is kept, Go's words say how.
static void expect_noleak(const Check *c, const Object *var) {
    if (!var->var.is_param) {
        diag_error(diags(c), c->comment->span, "%s is not a parameter", var->name->text);
        return;
    }
    for (int i = 0; i < c->r->lines.len; i++) {
        const ReportLine *line = &c->r->lines.items[i];
        bool of_it = !line->detail && !line->site && line->pos == var->span.start;
        if (of_it && strncmp(line->text, "leaking", strlen("leaking")) == 0 && is_kept(c, var)) {
            diag_error(diags(c), c->comment->span, "%s", line->text);
            return;
        }
    }
    if (var->var.site && escape_site(c->r, var->var.site)->placement == PLACE_HEAP) {
        expect_stack(c, var);
    }
}

static void expect_noheap(const Check *c) {
    for (int site = 1; site <= c->r->sites.len; site++) {
        const Decision *decision = escape_site(c->r, site);
        bool inside = false;
        for (int i = 0; i < c->funcs.len; i++) {
            inside |= c->funcs.items[i] == decision->func;
        }
        if (inside && decision->placement == PLACE_HEAP && !decision->is_static) {
            Span span = {decision->pos, decision->pos};
            diag_error(diags(c), span, "%s is on the heap in a function marked noheap: %s [%s]%s",
                       decision->text, decision->reason, escape_rule_name(decision->rule),
                       report_path_lines(c->r, site));
        }
    }
}

typedef void Expectation(const Check *c, const Object *var);

static void expect_of_names(const Check *c, const char *names, const char *directive,
                            Expectation *expectation) {
    int count = 0;
    for (const char *at = names; *at;) {
        at += strspn(at, " \t\r,");
        size_t len = strcspn(at, " \t\r,");
        if (len == 0) {
            break;
        }
        count++;
        ExpectVars vars = {0};
        expect_vars(c->r, c->comment, &c->funcs, at, len, &vars);
        if (vars.len == 0) {
            diag_error(diags(c), c->comment->span, "//minic:%s: no variable %.*s here", directive, (int)len,
                       at);
        }
        for (int i = 0; i < vars.len; i++) {
            expectation(c, vars.items[i]);
        }
        at += len;
    }
    if (count == 0) {
        diag_error(diags(c), c->comment->span, "//minic:%s needs a name", directive);
    }
}

static const struct {
    const char *name;
    Expectation *expectation;
} directives[] = {{"stack", expect_stack}, {"heap", expect_heap}, {"noleak", expect_noleak}};

static bool is_directive(const char *text, size_t len, const char *name) {
    return len == strlen(name) && memcmp(text, name, len) == 0;
}

static void check_directive(EscapeResult *r, const Comment *comment) {
    static const char prefix[] = "minic:";
    if (strncmp(comment->text, prefix, sizeof prefix - 1) != 0) {
        return;
    }
    const char *name = comment->text + sizeof prefix - 1;
    size_t len = strcspn(name, " \t\r");
    // What library functions say of themselves (graph_summary.c).
    if (is_directive(name, len, "noescape") || is_directive(name, len, "calls")) {
        return;
    }
    Check check = {.r = r, .comment = comment};
    expect_scope(r, comment, &check.funcs);
    bool noheap = is_directive(name, len, "noheap");
    int known = -1;
    for (int i = 0; i < (int)(sizeof directives / sizeof directives[0]); i++) {
        known = is_directive(name, len, directives[i].name) ? i : known;
    }
    if (!noheap && known < 0) {
        diag_error(diags(&check), comment->span, "unknown directive //minic:%.*s", (int)len, name);
    } else if (check.funcs.len == 0) {
        diag_error(diags(&check), comment->span, "//minic:%.*s is neither above a function nor in one",
                   (int)len, name);
    } else if (noheap) {
        expect_noheap(&check);
    } else {
        expect_of_names(&check, name + len, directives[known].name, directives[known].expectation);
    }
}

void expect_directives(EscapeResult *r, const CommentList *comments) {
    for (int i = 0; i < comments->len; i++) {
        check_directive(r, &comments->items[i]);
    }
}

bool escape_has_expectations(const SourceFile *file) {
    return strstr(file->text, "//minic:") || strstr(file->text, "ERROR");
}

void escape_check_expectations(EscapeResult *result, SourceFile *file, bool messages) {
    CommentList comments = {0};
    comments_collect(result->program->session, file, &comments);
    expect_directives(result, &comments);
    if (messages) {
        expect_errors(result, file, &comments);
    }
}
