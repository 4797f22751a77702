// --dump=tokens: what the lexer hands to the parser.
#include "lexer/lexer.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

static void print_text(FILE *out, const Token *token, Location at) {
    fprintf(out, "%d:%d %s", at.line, at.column, token_kind_name(token->kind));
    if (token->kind == TOKEN_SEMICOLON) {
        fprintf(out, " %s", token->text);
    } else if (token->len > 0) {
        fputc(' ', out);
        for (int i = 0; i < token->len; i++) { // a raw string may have several lines
            fputs(token->text[i] == '\n' ? "\\n" : (char[]){token->text[i], '\0'}, out);
        }
    }
    fputc('\n', out);
}

static cJSON *to_json(Session *session, const Token *token, Location at) {
    cJSON *item = cJSON_CreateObject();
    cJSON_AddStringToObject(item, "kind", token_kind_name(token->kind));
    cJSON_AddNumberToObject(item, "line", at.line);
    cJSON_AddNumberToObject(item, "column", at.column);
    const char *text = token->kind == TOKEN_SEMICOLON
                           ? token->text
                           : arena_strndup(session->arena, token->text, (size_t)token->len);
    cJSON_AddStringToObject(item, "text", text);
    return item;
}

void lexer_dump(FILE *out, Session *session, SourceFile *source, bool json) {
    Lexer *lexer = lexer_create(session, source);
    cJSON *root = json ? cJSON_CreateObject() : NULL;
    cJSON *tokens = NULL;
    if (json) {
        cJSON_AddStringToObject(root, "format", "minic-tokens");
        cJSON_AddNumberToObject(root, "version", 1);
        cJSON_AddStringToObject(root, "file", source->path);
        tokens = cJSON_AddArrayToObject(root, "tokens");
    }
    Token token;
    do {
        token = lexer_next(lexer);
        Location at = source_locate(session->sources, token.span.start);
        if (json) {
            cJSON_AddItemToArray(tokens, to_json(session, &token, at));
        } else {
            print_text(out, &token, at);
        }
    } while (token.kind != TOKEN_EOF);
    if (json) {
        char *text = cJSON_Print(root);
        fprintf(out, "%s\n", text);
        free(text);
        cJSON_Delete(root);
    }
    lexer_destroy(lexer);
}
