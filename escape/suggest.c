// The advice under --why: of the standard rewrites, those that a second analysis confirms.
#include "escape/report.h"
#include "escape/rewrite.h"

static void print_rewrite(FILE *out, const EscapeResult *r, const Rewrite *rewrite) {
    fprintf(out, "it helps to %s:\n", rewrite->advice);
    int shown_line = 0;
    for (int i = 0; i < rewrite->edits.len; i++) {
        const Edit *edit = &rewrite->edits.items[i];
        int line = source_locate(r->program->session->sources, edit->span.start).line;
        if (line != shown_line) {
            fprintf(out, "%5d > %s\n", line, rewrite_preview(r, rewrite, edit));
            shown_line = line;
        }
    }
}

void report_suggest(FILE *out, const EscapeResult *r, int site) {
    RewriteList rewrites = {0};
    if (escape_site(r, site)->placement == PLACE_HEAP || escape_site(r, site)->pieces) {
        rewrite_find(r, site, &rewrites);
    }
    for (int i = 0; i < rewrites.len; i++) {
        if (rewrite_helps(r, &rewrites.items[i])) {
            print_rewrite(out, r, &rewrites.items[i]);
        }
    }
}
