// -m: the lines of `go build -gcflags='-m -l'`, in its order, for the packages of the command line.
#include "escape/report.h"

enum { MAX_COLUMN = 255 }; // Go does not keep columns from here on

void report_print_place(FILE *out, const EscapeResult *r, Pos pos) {
    Location location = source_locate(r->program->session->sources, pos);
    if (!location.file) {
        fputs("<unknown line number>", out);
    } else if (location.column >= MAX_COLUMN) {
        fprintf(out, "%s:%d", location.file->shown, location.line);
    } else {
        fprintf(out, "%s:%d:%d", location.file->shown, location.line, location.column);
    }
}

void report_print_position(FILE *out, const EscapeResult *r, Pos pos) {
    report_print_place(out, r, pos);
    fputs(": ", out);
}

static void print_site(FILE *out, const EscapeResult *r, int site) {
    const Decision *decision = escape_site(r, site);
    bool heap = decision->placement == PLACE_HEAP;
    // What is boxed without an allocation is printed as Go does, which never keeps it in a frame.
    bool escapes = heap || (decision->is_static && r->verdicts.items[site - 1].flow_escapes);
    if (decision->silent || (decision->kind == SITE_VAR && !heap)) {
        return;
    }
    report_print_position(out, r, decision->pos);
    if (decision->kind == SITE_VAR) {
        fprintf(out, "moved to heap: %s\n", decision->text);
        return;
    }
    fprintf(out, "%s %s\n", decision->text, escapes ? "escapes to heap" : "does not escape");
    if (decision->zerocopy) {
        report_print_position(out, r, decision->pos);
        fprintf(out, "zero-copy string->[]byte conversion\n");
    }
}

void escape_print_m(FILE *out, const EscapeResult *result, int level) {
    for (int i = 0; i < result->lines.len; i++) {
        const ReportLine *line = &result->lines.items[i];
        bool shown = line->story || report_is_shown(result, line->pos);
        if (!shown || (line->detail && level < 2)) {
            continue;
        }
        if (line->story) {
            report_print_story(out, result, line->story);
        } else if (line->site) {
            print_site(out, result, line->site);
        } else {
            report_print_position(out, result, line->pos);
            fprintf(out, "%s\n", line->text);
        }
    }
}
