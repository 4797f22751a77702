// What all nodes of the dump have in common.
#include "parser/dump_private.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

cJSON *dump_node(const Dump *dump, const char *kind, Pos pos) {
    cJSON *node = cJSON_CreateObject();
    Location at = source_locate(dump->sources, pos);
    cJSON_AddStringToObject(node, "kind", kind);
    cJSON_AddNumberToObject(node, "line", at.line);
    cJSON_AddNumberToObject(node, "column", at.column);
    return node;
}

void dump_name(cJSON *node, const char *member, const Name *name) {
    if (name != NULL) {
        cJSON_AddStringToObject(node, member, name->text);
    }
}

void dump_text(cJSON *node, const char *member, const char *text, int len) {
    char *copy = cJSON_malloc((size_t)len + 1);
    memcpy(copy, text, (size_t)len);
    copy[len] = '\0';
    cJSON_AddStringToObject(node, member, copy);
    cJSON_free(copy);
}

void dump_flag(cJSON *node, const char *member, bool value) {
    if (value) {
        cJSON_AddTrueToObject(node, member);
    }
}

void dump_child(cJSON *node, const char *member, cJSON *child) {
    if (child != NULL) {
        cJSON_AddItemToObject(node, member, child);
    }
}

void dump_exprs(const Dump *dump, cJSON *node, const char *member, const ExprList *list) {
    cJSON *array = list->len > 0 ? cJSON_AddArrayToObject(node, member) : NULL;
    for (int i = 0; i < list->len; i++) {
        cJSON_AddItemToArray(array, dump_expr(dump, list->items[i]));
    }
}

void dump_stmts(const Dump *dump, cJSON *node, const char *member, const StmtList *list) {
    cJSON *array = list->len > 0 ? cJSON_AddArrayToObject(node, member) : NULL;
    for (int i = 0; i < list->len; i++) {
        cJSON_AddItemToArray(array, dump_stmt(dump, list->items[i]));
    }
}

void dump_fields(const Dump *dump, cJSON *node, const char *member, const FieldDecl *fields, int count) {
    cJSON *array = count > 0 ? cJSON_AddArrayToObject(node, member) : NULL;
    for (int i = 0; i < count; i++) {
        const FieldDecl *field = &fields[i];
        Pos pos = field->name != NULL ? field->name_span.start : field->type->span.start;
        cJSON *item = dump_node(dump, "FIELD", pos);
        dump_name(item, "name", field->name);
        dump_flag(item, "embedded", field->embedded);
        dump_child(item, "type", dump_expr(dump, field->type));
        dump_child(item, "tag", dump_expr(dump, field->tag));
        cJSON_AddItemToArray(array, item);
    }
}
