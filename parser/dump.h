// --dump=ast and --dump=typed: the tree as text or as JSON. docs/dump-formats.md describes both.
#ifndef MINIC_PARSER_DUMP_H
#define MINIC_PARSER_DUMP_H

#include "parser/ast.h"
#include <stdio.h>

// What a later stage knows of an expression, as one line of text; NULL or "" for nothing.
typedef const char *(*AstDescribe)(void *context, const Expr *expr);

void ast_dump(FILE *out, const SourceSet *sources, const File *file, bool json);
// The same tree after sema: each expression with what `describe` says of it.
void ast_dump_typed(FILE *out, const SourceSet *sources, const File *file, bool json, AstDescribe describe,
                    void *context);

#endif
