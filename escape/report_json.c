// --format=json: sites with positions, reasons and ways, functions with their frames, and the edges of the
// connection graph, for other programs to read. docs/escape.schema.json says what it looks like; the HTML
// report is drawn from it as well.
#include "escape/report.h"

static void add_place(cJSON *item, const EscapeResult *r, Pos pos) {
    Location location = source_locate(r->program->session->sources, pos);
    cJSON_AddStringToObject(item, "file", location.file ? location.file->shown : "");
    cJSON_AddNumberToObject(item, "line", location.line);
    cJSON_AddNumberToObject(item, "column", location.column);
}

static const char *func_name(const Func *func) {
    return func && func->name ? func->name : "";
}

static const char *holder_of(const PathStep *step) {
    return step->kind == STEP_HELD || step->kind == STEP_HEAP ? step->holder : func_name(step->callee);
}

static void add_path(cJSON *item, const EscapeResult *r, const EscapePath *path) {
    static const char *const kinds[] = {
        [STEP_HELD] = "held", [STEP_HEAP] = "heap", [STEP_PASSED] = "passed", [STEP_KEPT] = "kept"};
    cJSON *steps = cJSON_AddArrayToObject(item, "path");
    for (int i = 0; path && i < path->steps.len; i++) {
        const PathStep *step = &path->steps.items[i];
        cJSON *entry = cJSON_CreateObject();
        cJSON_AddItemToArray(steps, entry);
        add_place(entry, r, step->at);
        cJSON_AddStringToObject(entry, "kind", kinds[step->kind]);
        cJSON_AddStringToObject(entry, "holder", holder_of(step));
        cJSON_AddStringToObject(entry, "text", report_step_text(r, path, i));
    }
}

static void add_callers(cJSON *item, const EscapeResult *r, const Decision *decision) {
    ReportCallers callers = report_callers(r, decision);
    cJSON *list = cJSON_AddArrayToObject(item, "callers");
    for (int i = 0; i < callers.len; i++) {
        const ReportCaller *caller = &callers.items[i];
        cJSON *entry = cJSON_CreateObject();
        cJSON_AddItemToArray(list, entry);
        add_place(entry, r, caller->at);
        cJSON_AddStringToObject(entry, "function", func_name(caller->func));
        cJSON_AddBoolToObject(entry, "place", caller->given);
        cJSON_AddBoolToObject(entry, "recursive", caller->recursive);
        if (caller->path) {
            cJSON_AddStringToObject(entry, "rule", escape_rule_name(caller->path->rule));
            add_path(entry, r, caller->path);
        }
    }
}

static void add_site(cJSON *list, const EscapeResult *r, int site) {
    const Decision *decision = escape_site(r, site);
    cJSON *item = cJSON_CreateObject();
    cJSON_AddItemToArray(list, item);
    cJSON_AddNumberToObject(item, "site", site);
    add_place(item, r, decision->pos);
    cJSON_AddStringToObject(item, "kind", escape_kind_name(decision->kind));
    cJSON_AddStringToObject(item, "text", decision->text);
    cJSON_AddStringToObject(item, "function", func_name(decision->func));
    cJSON_AddStringToObject(item, "placement", decision->placement == PLACE_STACK ? "stack" : "heap");
    cJSON_AddBoolToObject(item, "hybrid", decision->hybrid);
    cJSON_AddBoolToObject(item, "static", decision->is_static);
    cJSON_AddBoolToObject(item, "silent", decision->silent);
    cJSON_AddBoolToObject(item, "zerocopy", decision->zerocopy);
    cJSON_AddBoolToObject(item, "slot", decision->slot != 0);
    cJSON_AddBoolToObject(item, "sunk", decision->sunk);
    cJSON_AddBoolToObject(item, "pieces", decision->pieces);
    cJSON_AddBoolToObject(item, "loop", decision->in_loop);
    if (decision->hybrid && !decision->slot) {
        cJSON_AddNumberToObject(item, "buffer", (double)decision->buffer_size);
    } else if (report_site_size(decision) > 0) {
        cJSON_AddNumberToObject(item, "size", (double)report_site_size(decision));
    }
    if (decision->rule) {
        cJSON_AddStringToObject(item, "rule", escape_rule_name(decision->rule));
        cJSON_AddStringToObject(item, "reason", decision->reason);
        add_path(item, r, decision->path);
    }
    if (decision->slot) {
        add_callers(item, r, decision);
    }
}

static void add_edge(cJSON *list, const GraphNote *note) {
    cJSON *item = cJSON_CreateObject();
    cJSON_AddItemToArray(list, item);
    cJSON_AddStringToObject(item, "function", func_name(note->func));
    cJSON_AddStringToObject(item, "from", note->from.label);
    cJSON_AddNumberToObject(item, "from_object", note->from.object);
    if (note->from.site) {
        cJSON_AddNumberToObject(item, "from_site", note->from.site);
    }
    cJSON_AddStringToObject(item, "to", note->to.label);
    cJSON_AddNumberToObject(item, "to_object", note->to.object);
    if (note->to.site) {
        cJSON_AddNumberToObject(item, "site", note->to.site);
    }
}

bool report_is_shown(const EscapeResult *r, Pos pos) {
    Location location = source_locate(r->program->session->sources, pos);
    return location.file && !location.file->library;
}

cJSON *report_json(const EscapeResult *r) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "format", "minic-escape");
    cJSON_AddNumberToObject(root, "version", 1);
    cJSON *sites = cJSON_AddArrayToObject(root, "sites");
    for (int site = 1; site <= r->sites.len; site++) {
        if (report_is_shown(r, escape_site(r, site)->pos)) {
            add_site(sites, r, site);
        }
    }
    report_json_functions(root, r);
    cJSON *edges = cJSON_AddArrayToObject(root, "edges");
    for (int i = 0; i < r->notes.len; i++) {
        add_edge(edges, &r->notes.items[i]);
    }
    return root;
}

void escape_print_json(FILE *out, const EscapeResult *result) {
    cJSON *root = report_json(result);
    char *text = cJSON_Print(root);
    fprintf(out, "%s\n", text);
    cJSON_free(text);
    cJSON_Delete(root);
}
