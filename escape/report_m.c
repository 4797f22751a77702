// -m: the lines of `go build -gcflags='-m -l'`, in its order, for the packages of the command line.
#include "escape/report.h"

enum { MAX_COLUMN = 255 }; // Go does not keep columns from here on

void report_print_place(FILE *out, const EscapeResult *r, Pos pos) {
    ShownPlace place = source_place(r->program->session->sources, pos);
    const char *name = place.name && !place.name[0] ? "??" : place.name;
    if (!name) {
        fputs("<unknown line number>", out);
    } else if (place.column == 0 || place.column >= MAX_COLUMN) {
        fprintf(out, "%s:%d", name, place.line);
    } else {
        fprintf(out, "%s:%d:%d", name, place.line, place.column);
    }
}

void report_print_position(FILE *out, const EscapeResult *r, Pos pos) {
    report_print_place(out, r, pos);
    fputs(": ", out);
}

static void emit_site(const EscapeResult *r, int site, ReportEmit *emit, void *data) {
    const Decision *decision = escape_site(r, site);
    bool heap = decision->placement == PLACE_HEAP;
    // What is boxed without an allocation is printed as Go does, which never keeps it in a frame.
    bool escapes = heap || (decision->is_static && r->verdicts.items[site - 1].flow_escapes);
    if (decision->silent || (decision->kind == SITE_VAR && !heap)) {
        return;
    }
    if (decision->kind == SITE_VAR) {
        emit(data, decision->pos, arena_printf(r->arena, "moved to heap: %s", decision->text));
        return;
    }
    const char *verb = escapes ? "escapes to heap" : "does not escape";
    emit(data, decision->pos, arena_printf(r->arena, "%s %s", decision->text, verb));
    if (decision->zerocopy) {
        emit(data, decision->pos, "zero-copy string->[]byte conversion");
    }
}

static void emit_line(const EscapeResult *r, const ReportLine *line, ReportEmit *emit, void *data) {
    if (!report_is_shown(r, line->pos)) {
        return;
    }
    if (line->site) {
        emit_site(r, line->site, emit, data);
    } else {
        emit(data, line->pos, line->text);
    }
}

void report_each_line(const EscapeResult *r, ReportEmit *emit, void *data) {
    for (int i = 0; i < r->lines.len; i++) {
        if (!r->lines.items[i].detail) {
            emit_line(r, &r->lines.items[i], emit, data);
        }
    }
}

typedef struct {
    FILE *out;
    const EscapeResult *result;
} Printer;

static void print_line(void *data, Pos pos, const char *text) {
    const Printer *printer = data;
    report_print_position(printer->out, printer->result, pos);
    fprintf(printer->out, "%s\n", text);
}

void escape_print_m(FILE *out, const EscapeResult *result, int level) {
    Printer printer = {.out = out, .result = result};
    for (int i = 0; i < result->lines.len; i++) {
        const ReportLine *line = &result->lines.items[i];
        if (line->detail && level < 2) {
            continue;
        }
        if (line->story) {
            report_print_story(out, result, line->story);
        } else {
            emit_line(result, line, print_line, &printer);
        }
    }
}
