// The frame of each function as the source has it: its variables and the objects that the analysis puts
// there, each aligned, one after the other. LLVM keeps many of them in registers, or drops them; the frame is
// never larger for that.
#include "escape/report.h"

enum { WORD = 8 };

typedef struct {
    const EscapeResult *r;
    const Table *given;
    cJSON *slots;
    int64_t size;
} Frame;

int64_t report_site_size(const Decision *decision) {
    return decision->object_size && !decision->pieces ? decision->object_size : decision->buffer_size;
}

static void add_slot(Frame *f, const char *kind, const char *text, Pos pos, int64_t size, int64_t align,
                     int site) {
    f->size = (f->size + align - 1) / align * align;
    cJSON *slot = cJSON_CreateObject();
    cJSON_AddItemToArray(f->slots, slot);
    cJSON_AddStringToObject(slot, "kind", kind);
    cJSON_AddStringToObject(slot, "text", text);
    Location at = source_locate(f->r->program->session->sources, pos);
    cJSON_AddNumberToObject(slot, "line", at.line);
    cJSON_AddNumberToObject(slot, "column", at.column);
    cJSON_AddNumberToObject(slot, "offset", (double)f->size);
    cJSON_AddNumberToObject(slot, "size", (double)size);
    if (site) {
        cJSON_AddNumberToObject(slot, "site", site);
    }
    f->size += size;
}

// A variable that is on the heap leaves a pointer in the frame.
static void add_variable(Frame *f, const char *kind, const Object *var) {
    if (!var || !var->name || strcmp(var->name->text, "_") == 0) {
        return;
    }
    const Decision *decision = escape_decision(f->r, var->var.site);
    bool moved = decision && decision->placement == PLACE_HEAP;
    add_slot(f, moved ? "pointer" : kind, var->name->text, var->span.start,
             moved ? WORD : type_size(var->type), moved ? WORD : type_align(var->type), var->var.site);
}

static void add_sites(Frame *f, const Func *func) {
    for (int site = 1; site <= f->r->sites.len; site++) {
        const Decision *decision = escape_site(f->r, site);
        bool in_frame = decision->func == func && decision->placement == PLACE_STACK &&
                        !decision->is_static && decision->kind != SITE_VAR &&
                        (!decision->slot || decision->sunk) && !decision->zerocopy;
        if (decision->grows_in_frame && decision->func == func && decision->backing->site == site) {
            add_slot(f, "buffer", decision->text, decision->pos, decision->backing->bytes, WORD, site);
        } else if (in_frame && report_site_size(decision) > 0) {
            add_slot(f, decision->hybrid ? "buffer" : "object", decision->text, decision->pos,
                     report_site_size(decision), WORD, site);
        }
    }
}

static void add_given(Frame *f, const Func *func) {
    const ReportGivenList *given = table_get(f->given, func);
    for (int i = 0; given && i < given->len; i++) {
        const ReportGiven *place = &given->items[i];
        add_slot(f, place->several ? "buffer" : "object", place->text, place->at, place->bytes, WORD, 0);
    }
}

static Span func_span(const Func *func) {
    return func->decl ? func->decl->span : func->literal ? func->literal->span : (Span){0};
}

static void add_function(cJSON *list, const EscapeResult *r, const Table *given, const Func *func) {
    Span span = func_span(func);
    Location start = source_locate(r->program->session->sources, span.start);
    cJSON *item = cJSON_CreateObject();
    cJSON_AddItemToArray(list, item);
    cJSON_AddStringToObject(item, "name", func->name ? func->name : "");
    cJSON_AddStringToObject(item, "file", start.file->shown);
    cJSON_AddNumberToObject(item, "line", start.line);
    cJSON_AddNumberToObject(item, "last", source_locate(r->program->session->sources, span.end - 1).line);
    Frame frame = {.r = r, .given = given, .slots = cJSON_AddArrayToObject(item, "frame")};
    add_variable(&frame, "parameter", func->receiver);
    for (int i = 0; i < func->params.len; i++) {
        add_variable(&frame, "parameter", func->params.items[i]);
    }
    for (int i = 0; i < func->results.len; i++) {
        add_variable(&frame, "result", func->results.items[i]);
    }
    for (int i = 0; i < func->locals.len; i++) {
        add_variable(&frame, "variable", func->locals.items[i]);
    }
    add_sites(&frame, func);
    add_given(&frame, func);
    int64_t size = (frame.size + WORD - 1) / WORD * WORD;
    cJSON_AddNumberToObject(item, "size", (double)size);
}

void report_json_functions(cJSON *root, const EscapeResult *r) {
    cJSON *list = cJSON_AddArrayToObject(root, "functions");
    Table given = report_given(r);
    for (int i = 0; i < r->program->funcs.len; i++) {
        const Func *func = r->program->funcs.items[i];
        if (func->body && !func->package->library && func_span(func).start) {
            add_function(list, r, &given, func);
        }
    }
}
