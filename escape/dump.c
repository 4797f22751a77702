// --dump=escape: what escape hands to codegen, one decision a line, those of the libraries included.
#include "escape/report.h"

static void dump_site(FILE *out, const EscapeResult *r, int site) {
    const Decision *decision = escape_site(r, site);
    fprintf(out, "%4d %s %s %s", site, source_place_text(r->program->session->sources, decision->pos),
            escape_kind_name(decision->kind), decision->placement == PLACE_STACK ? "stack" : "heap");
    if (decision->hybrid) {
        fprintf(out, " buffer=%lld", (long long)decision->buffer_size);
    }
    fprintf(out, "%s%s%s%s%s%s in %s # %s", decision->is_static ? " static" : "",
            decision->sunk     ? " sunk"
            : decision->pieces ? " pieces"
                               : "",
            decision->silent ? " silent" : "", decision->zerocopy ? " zerocopy" : "",
            decision->slot ? " slot" : "", decision->in_loop ? " loop" : "",
            decision->func && decision->func->name ? decision->func->name : "-", decision->text);
    if (decision->reason) {
        fprintf(out, " (%s)", decision->reason);
    }
    fputc('\n', out);
}

void escape_dump(FILE *out, const EscapeResult *result, bool json) {
    if (json) {
        escape_print_json(out, result);
        return;
    }
    for (int site = 1; site <= result->sites.len; site++) {
        dump_site(out, result, site);
    }
}
