// --format=json: decisions with positions, reasons and the edges of the connection graph, for other programs
// to read.
#include "escape/report.h"

#define X(kind, name) name,
static const char *const kind_names[] = {SITE_KINDS(X)};
#undef X

static void add_site(cJSON *list, const EscapeResult *r, int site) {
    const Decision *decision = escape_site(r, site);
    Location location = source_locate(r->program->session->sources, decision->pos);
    cJSON *item = cJSON_CreateObject();
    cJSON_AddItemToArray(list, item);
    cJSON_AddNumberToObject(item, "site", site);
    cJSON_AddStringToObject(item, "file", location.file ? location.file->shown : "");
    cJSON_AddNumberToObject(item, "line", location.line);
    cJSON_AddNumberToObject(item, "column", location.column);
    cJSON_AddStringToObject(item, "kind", kind_names[decision->kind]);
    cJSON_AddStringToObject(item, "text", decision->text);
    cJSON_AddStringToObject(item, "function",
                            decision->func && decision->func->name ? decision->func->name : "");
    cJSON_AddStringToObject(item, "placement", decision->placement == PLACE_STACK ? "stack" : "heap");
    cJSON_AddBoolToObject(item, "hybrid", decision->hybrid);
    cJSON_AddBoolToObject(item, "static", decision->is_static);
    cJSON_AddBoolToObject(item, "silent", decision->silent);
    cJSON_AddBoolToObject(item, "zerocopy", decision->zerocopy);
    cJSON_AddBoolToObject(item, "loop", decision->in_loop);
    if (decision->hybrid) {
        cJSON_AddNumberToObject(item, "buffer", (double)decision->buffer_size);
    }
    if (decision->reason) {
        cJSON_AddStringToObject(item, "rule", escape_rule_name(decision->rule));
        cJSON_AddStringToObject(item, "reason", decision->reason);
    }
}

static void add_note(cJSON *list, const GraphNote *note) {
    cJSON *item = cJSON_CreateObject();
    cJSON_AddItemToArray(list, item);
    cJSON_AddStringToObject(item, "function", note->func->name ? note->func->name : "");
    cJSON_AddStringToObject(item, "from", note->from);
    cJSON_AddStringToObject(item, "to", note->to);
    if (note->to_site) {
        cJSON_AddNumberToObject(item, "site", note->to_site);
    }
}

bool report_is_shown(const EscapeResult *r, Pos pos) {
    Location location = source_locate(r->program->session->sources, pos);
    return location.file && !location.file->library;
}

void escape_print_json(FILE *out, const EscapeResult *result) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddNumberToObject(root, "version", 1);
    cJSON *sites = cJSON_AddArrayToObject(root, "sites");
    for (int site = 1; site <= result->sites.len; site++) {
        if (report_is_shown(result, escape_site(result, site)->pos)) {
            add_site(sites, result, site);
        }
    }
    cJSON *edges = cJSON_AddArrayToObject(root, "edges");
    for (int i = 0; i < result->notes.len; i++) {
        add_note(edges, &result->notes.items[i]);
    }
    char *text = cJSON_Print(root);
    fprintf(out, "%s\n", text);
    cJSON_free(text);
    cJSON_Delete(root);
}
