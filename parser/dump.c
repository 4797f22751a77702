// --dump=ast and --dump=typed: declarations, and the two forms of output. The text is printed from the JSON
// objects, so that the two cannot differ.
#include "parser/dump_private.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

static void add_names(const Dump *dump, cJSON *node, const FieldDecl *names, int count) {
    cJSON *array = cJSON_AddArrayToObject(node, "names");
    for (int i = 0; i < count; i++) {
        cJSON *name = dump_node(dump, "NAME", names[i].name_span.start);
        dump_name(name, "name", names[i].name);
        cJSON_AddItemToArray(array, name);
    }
}

static void add_const(const Dump *dump, cJSON *node, const Decl *decl) {
    cJSON_AddNumberToObject(node, "iota", decl->const_.iota);
    dump_flag(node, "inherited", decl->const_.inherited);
    add_names(dump, node, decl->const_.names, decl->const_.name_count);
    dump_child(node, "type", dump_expr(dump, decl->const_.type));
    dump_exprs(dump, node, "values", &decl->const_.values);
}

static void add_type(const Dump *dump, cJSON *node, const Decl *decl) {
    dump_name(node, "name", decl->type.name);
    dump_flag(node, "alias", decl->type.alias);
    dump_flag(node, "type_params", decl->type.has_type_params);
    dump_child(node, "type", dump_expr(dump, decl->type.type));
}

static void add_var(const Dump *dump, cJSON *node, const Decl *decl) {
    add_names(dump, node, decl->var.names, decl->var.name_count);
    dump_child(node, "type", dump_expr(dump, decl->var.type));
    dump_child(node, "tuple", dump_expr(dump, decl->var.tuple));
    dump_exprs(dump, node, "values", &decl->var.values);
}

static void add_func(const Dump *dump, cJSON *node, const Decl *decl) {
    dump_name(node, "name", decl->func.name);
    cJSON *directives = decl->func.directives.len > 0 ? cJSON_AddArrayToObject(node, "directives") : NULL;
    for (int i = 0; i < decl->func.directives.len; i++) {
        cJSON_AddItemToArray(directives, cJSON_CreateString(decl->func.directives.items[i]));
    }
    dump_flag(node, "external", decl->func.body == NULL);
    dump_fields(dump, node, "receiver", decl->func.receiver, decl->func.receiver != NULL ? 1 : 0);
    dump_child(node, "type", dump_expr(dump, decl->func.type));
    if (decl->func.body != NULL) {
        dump_stmts(dump, node, "body", &decl->func.body->stmts);
    }
}

cJSON *dump_decl(const Dump *dump, const Decl *decl) {
    cJSON *node = dump_node(dump, ast_decl_kind_name(decl->kind), decl->span.start);
    switch (decl->kind) {
    case DECL_BAD: break;
    case DECL_IMPORT:
        dump_name(node, "name", decl->import.name);
        dump_child(node, "path", dump_expr(dump, decl->import.path));
        break;
    case DECL_CONST: add_const(dump, node, decl); break;
    case DECL_TYPE: add_type(dump, node, decl); break;
    case DECL_VAR: add_var(dump, node, decl); break;
    case DECL_FUNC: add_func(dump, node, decl); break;
    case DECL_KIND_COUNT: break;
    }
    return node;
}

static cJSON *dump_file(const Dump *dump, const File *file) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "format", dump->describe != NULL ? "minic-typed-ast" : "minic-ast");
    cJSON_AddNumberToObject(root, "version", 1);
    cJSON_AddStringToObject(root, "file", file->source->path);
    dump_name(root, "package", file->package_name);
    cJSON *decls = cJSON_AddArrayToObject(root, "decls");
    for (int i = 0; i < file->decls.len; i++) {
        cJSON_AddItemToArray(decls, dump_decl(dump, file->decls.items[i]));
    }
    return root;
}

static bool is_node(const cJSON *item) {
    return cJSON_IsObject(item) ||
           (cJSON_IsArray(item) && item->child != NULL && cJSON_IsObject(item->child));
}

// On one line: a raw string may have several.
static void print_string(FILE *out, const char *text) {
    for (; *text != '\0'; text++) {
        if (*text == '\n') {
            fputs("\\n", out);
        } else {
            fputc(*text, out);
        }
    }
}

static void print_scalar(FILE *out, const cJSON *item) {
    if (cJSON_IsTrue(item)) {
        fprintf(out, " %s", item->string);
    } else if (cJSON_IsNumber(item)) {
        fprintf(out, " %s=%d", item->string, item->valueint);
    } else if (cJSON_IsString(item)) {
        bool typed = strcmp(item->string, "typed") == 0;
        fprintf(out, typed ? " <" : " %s=", item->string);
        print_string(out, item->valuestring);
        fputs(typed ? ">" : "", out);
    } else {
        for (const cJSON *element = item->child; element != NULL; element = element->next) {
            fprintf(out, " %s", element->valuestring);
        }
    }
}

// MEMBER: KIND line:column member=value ..., and the children below it, indented.
static void print_node(FILE *out, const cJSON *node, const char *member, int indent) {
    const cJSON *kind = node->child, *line = kind->next, *column = line->next;
    fprintf(out, "%*s", indent * 2, "");
    if (member != NULL) {
        fprintf(out, "%s: ", member);
    }
    fprintf(out, "%s %d:%d", kind->valuestring, line->valueint, column->valueint);
    for (const cJSON *item = column->next; item != NULL; item = item->next) {
        if (!is_node(item)) {
            print_scalar(out, item);
        }
    }
    fputc('\n', out);
    for (const cJSON *item = column->next; item != NULL; item = item->next) {
        if (cJSON_IsObject(item)) {
            print_node(out, item, item->string, indent + 1);
        } else if (is_node(item)) {
            for (const cJSON *element = item->child; element != NULL; element = element->next) {
                print_node(out, element, item->string, indent + 1);
            }
        }
    }
}

static void print_text(FILE *out, const cJSON *root) {
    fprintf(out, "package %s\n", cJSON_GetStringValue(cJSON_GetObjectItem(root, "package")));
    for (const cJSON *decl = cJSON_GetObjectItem(root, "decls")->child; decl != NULL; decl = decl->next) {
        print_node(out, decl, NULL, 0);
    }
}

void ast_dump(FILE *out, const SourceSet *sources, const File *file, bool json) {
    ast_dump_typed(out, sources, file, json, NULL, NULL);
}

void ast_dump_typed(FILE *out, const SourceSet *sources, const File *file, bool json, AstDescribe describe,
                    void *context) {
    Dump dump = {.sources = sources, .describe = describe, .context = context};
    cJSON *root = dump_file(&dump, file);
    if (json) {
        char *text = cJSON_Print(root);
        fprintf(out, "%s\n", text);
        cJSON_free(text);
    } else {
        print_text(out, root);
    }
    cJSON_Delete(root);
}
