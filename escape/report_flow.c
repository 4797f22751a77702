// -m=2: the stories of the model of Go's rules, in the form of Go's flow explanations.
#include "escape/flow.h"
#include "escape/report.h"
#include "escape/text.h"

// Where the literal first uses the variable.
typedef struct {
    const Object *var;
    Pos found;
} UseFinder;

static bool find_use(AstVisitor *visitor, Expr *expr) {
    UseFinder *finder = visitor->data;
    if (!finder->found && expr->kind == EXPR_IDENT && expr->ident.object == finder->var) {
        finder->found = expr->span.start;
    }
    return true;
}

static Pos first_use(const Func *literal, const Object *var) {
    UseFinder finder = {.var = var};
    AstVisitor visitor = {.expr = find_use, .data = &finder};
    ast_walk_body(&visitor, literal ? literal->body : NULL);
    return finder.found ? finder.found : var->span.start;
}

static const char *location_name(const EscapeResult *r, const FlowLocation *l) {
    if (l->var) {
        return l->is_result   ? query_result_name(r, l->func, l->result_index - 1)
               : l->var->name ? l->var->name->text
                              : "_";
    }
    if (l->temp) {
        return l->temp;
    }
    if (l->is_wrapper) {
        return "func literal";
    }
    const Decision *decision = l->site ? escape_site(r, l->site) : NULL;
    return decision && decision->kind != SITE_APPEND ? decision->text : text_of_expr(r, l->expr);
}

static const char *shown_location(const EscapeResult *r, const FlowLocation *l) {
    if (!l->var && !l->temp && !l->expr && !l->is_wrapper) {
        return l->attrs & FLOW_ESCAPES && !l->func ? "{heap}" : "{temp}";
    }
    const char *name = location_name(r, l);
    return l->var || l->temp ? name : arena_printf(r->arena, "{storage for %s}", name);
}

static Pos story_position(const EscapeResult *r, const FlowLocation *l) {
    return l->var ? l->var->span.start : l->is_wrapper ? l->wrapper_pos : escape_site(r, l->site)->pos;
}

// Of a range loop, the word range.
static Pos range_position(const EscapeResult *r, const Stmt *stmt) {
    Location x = source_locate(r->program->session->sources, stmt->range.x->span.start);
    const char *text = x.file->text - x.file->base;
    for (Pos pos = stmt->range.x->span.start; pos > stmt->span.start; pos--) {
        if (strncmp(text + pos, "range", 5) == 0) {
            return pos;
        }
    }
    return stmt->span.start;
}

static Pos stmt_position(const EscapeResult *r, const Stmt *stmt) {
    switch (stmt->kind) {
    case STMT_ASSIGN:
    case STMT_DEFINE:
    case STMT_SEND: return stmt->op_pos;
    case STMT_RANGE: return range_position(r, stmt);
    default: return stmt->span.start;
    }
}

// What the note says it of, and where that stands.
static const char *note_subject(const EscapeResult *r, const FlowNote *note, Pos *pos) {
    if (note->location) {
        *pos = story_position(r, note->location);
        return location_name(r, note->location);
    }
    if (note->captured) {
        *pos = note->pos;
        return location_name(r, note->captured);
    }
    if (note->temps) {
        *pos = note->temps->pos;
        return text_of_temps(r, note->temps);
    }
    if (note->clause) {
        *pos = note->clause->span.start;
        return text_of_clause(r, note->clause);
    }
    if (note->var) {
        *pos = first_use(note->literal, note->var);
        return note->var->name->text;
    }
    if (note->expr) {
        bool step = note->expr->kind == EXPR_ADDRESS || note->expr->kind == EXPR_STAR;
        *pos = note->pos                      ? note->pos
               : step && note->expr->implicit ? note->expr->op_pos
                                              : text_pos(note->expr);
        return text_of_expr(r, note->expr);
    }
    if (note->stmt) {
        *pos = stmt_position(r, note->stmt);
        return text_of_stmt(r, note->stmt);
    }
    *pos = note->decl->span.start;
    return text_of_var_decl(r, note->decl, note->index);
}

static void print_note(FILE *out, const EscapeResult *r, Pos subject, const FlowNote *note) {
    Pos pos = 0;
    const char *what = note_subject(r, note, &pos);
    report_print_position(out, r, subject);
    fprintf(out, "    from %s (%s) at ", what, note->why);
    report_print_place(out, r, pos);
    fputc('\n', out);
}

static void print_step(FILE *out, const EscapeResult *r, Pos subject, const FlowStep *step) {
    report_print_position(out, r, subject);
    fprintf(out, "  flow: %s \u2190 %s", shown_location(r, step->dst), step->derefs < 0 ? "&" : "");
    for (int i = 0; i < step->derefs; i++) {
        fputc('*', out);
    }
    fprintf(out, "%s:\n", shown_location(r, step->src));
    for (const FlowNote *note = step->notes; note; note = note->next) {
        print_note(out, r, subject, note);
    }
}

// The connection graph knows better, or nothing is said of it: there is nothing to explain.
static bool is_unsaid(const EscapeResult *r, const FlowLocation *l) {
    const Decision *decision = escape_decision(r, l->site);
    return decision && (decision->silent || (decision->placement == PLACE_STACK && !decision->is_static));
}

void report_print_story(FILE *out, const EscapeResult *r, const FlowStory *story) {
    const FlowLocation *l = story->subject;
    const char *name = location_name(r, l);
    Pos pos = story_position(r, l);
    if (!report_is_shown(r, pos) || (!story->leak && is_unsaid(r, l))) {
        return;
    }
    report_print_position(out, r, pos);
    if (story->leak) {
        fprintf(out, "parameter %s leaks to %s for %s with derefs=%d:\n", name,
                shown_location(r, story->root), text_of_func(l->func), story->derefs);
    } else {
        fprintf(out, "%s escapes to heap in %s:\n", name, text_of_func(l->func));
    }
    for (int i = 0; i < story->steps.len; i++) {
        print_step(out, r, pos, &story->steps.items[i]);
    }
    if (story->truncated) {
        report_print_position(out, r, pos);
        fputs("  warning: truncated explanation due to assignment cycle; see golang.org/issue/35518\n", out);
    }
}
