// --format=html: one page that needs nothing else. The files of html/, embedded when the compiler is built,
// are put together with the JSON report, the sources and the rules; the script draws the rest.
#include "escape/html_files.h"
#include "escape/report.h"

static const char *embedded_file(const char *name, size_t len) {
    for (size_t i = 0; i < sizeof embedded / sizeof embedded[0]; i++) {
        if (strlen(embedded[i].name) == len && memcmp(embedded[i].name, name, len) == 0) {
            return embedded[i].text;
        }
    }
    return "";
}

// Of each line as many bytes as it has, so that columns hold, but no second kind of line end.
static const char *shown_text(Arena *arena, const SourceFile *file) {
    char *text = arena_strndup(arena, file->text, file->size);
    for (char *at = text; *at; at++) {
        if (*at == '\r' || *at == '\v' || *at == '\f') {
            *at = ' ';
        }
    }
    return text;
}

static void add_files(cJSON *root, const EscapeResult *r) {
    const SourceSet *sources = r->program->session->sources;
    cJSON *files = cJSON_AddArrayToObject(root, "files");
    for (int i = 0; i < source_count(sources); i++) {
        const SourceFile *file = source_at(sources, i);
        if (!file->library) {
            cJSON *item = cJSON_CreateObject();
            cJSON_AddItemToArray(files, item);
            cJSON_AddStringToObject(item, "path", file->shown);
            cJSON_AddStringToObject(item, "text", shown_text(r->arena, file));
        }
    }
}

static void add_rules(cJSON *root) {
    cJSON *rules = cJSON_AddObjectToObject(root, "rules");
    for (int rule = RULE_NONE + 1; rule < RULE_COUNT; rule++) {
        cJSON_AddStringToObject(rules, escape_rule_name((EscapeRule)rule),
                                report_rule_sentence((EscapeRule)rule));
    }
}

// In a page, JSON may hold no "<" that could end the script; in JSON, < is only ever in strings.
static void print_data(FILE *out, const EscapeResult *r) {
    cJSON *root = report_json(r);
    add_files(root, r);
    add_rules(root);
    char *text = cJSON_PrintUnformatted(root);
    for (const char *at = text; *at; at++) {
        if (*at == '<') {
            fputs("\\u003c", out);
        } else {
            fputc(*at, out);
        }
    }
    cJSON_free(text);
    cJSON_Delete(root);
}

void escape_print_html(FILE *out, const EscapeResult *result) {
    const char *at = embedded_file("page", strlen("page"));
    for (const char *hole; (hole = strstr(at, "{{"));) {
        const char *name = hole + 2;
        size_t len = strcspn(name, "}");
        fwrite(at, 1, (size_t)(hole - at), out);
        if (strncmp(name, "data", len) == 0) {
            print_data(out, result);
        } else {
            fputs(embedded_file(name, len), out);
        }
        at = name + len + 2;
    }
    fputs(at, out);
}
