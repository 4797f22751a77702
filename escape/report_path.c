// The way on which a site escapes, in words: one sentence for each step, and the source lines.
#include "escape/report.h"
#include "escape/text.h"

static const char *heap_step(EscapeRule rule) {
    switch (rule) {
    case RULE_GOROUTINE: return "the goroutine gets it";
    case RULE_PANIC: return "the panic takes it";
    case RULE_UNKNOWN_CALL: return "the call may keep it";
    default: return "a package variable or the heap comes to hold a pointer to it";
    }
}

const char *report_step_text(const EscapeResult *r, const EscapePath *path, int index) {
    const PathStep *step = &path->steps.items[index];
    switch (step->kind) {
    case STEP_HELD: return arena_printf(r->arena, "%s comes to hold a pointer to it", step->holder);
    case STEP_HEAP: return heap_step(path->rule);
    case STEP_PASSED: return arena_printf(r->arena, "it is passed to %s", text_of_func(step->callee));
    case STEP_KEPT: return arena_printf(r->arena, "%s keeps it", text_of_func(step->callee));
    }
    return "";
}

const char *report_path_lines(const EscapeResult *r, int site) {
    const EscapePath *path = escape_site(r, site)->path;
    const char *text = "";
    for (int i = 0; path && i < path->steps.len; i++) {
        if (path->steps.items[i].at) {
            text = arena_printf(r->arena, "%s\n\t%s: %s", text,
                                source_place_text(r->program->session->sources, path->steps.items[i].at),
                                report_step_text(r, path, i));
        }
    }
    return text;
}

void report_print_marked(FILE *out, const EscapeResult *r, Pos pos, const char *remark) {
    Location at = source_locate(r->program->session->sources, pos);
    if (!at.file) {
        fprintf(out, "      | %s\n", remark);
        return;
    }
    const char *line = at.file->text + at.file->lines[at.line - 1];
    int len = (int)strcspn(line, "\r\n");
    if (at.file->library) {
        fprintf(out, "%s:\n", at.file->shown);
    }
    fprintf(out, "%5d | %.*s\n      | ", at.line, len, line);
    for (int i = 0; i < at.column - 1 && i < len; i++) {
        fputc(line[i] == '\t' ? '\t' : ' ', out);
    }
    fprintf(out, "^ %s\n", remark);
}

void report_print_path(FILE *out, const EscapeResult *r, const EscapePath *path, EscapeRule rule) {
    for (int i = 0; path && i < path->steps.len; i++) {
        report_print_marked(out, r, path->steps.items[i].at, report_step_text(r, path, i));
    }
    fprintf(out, "rule %s: %s\n", escape_rule_name(rule), report_rule_sentence(rule));
    fprintf(out, "        (minic explain %s)\n", escape_rule_name(rule));
}
