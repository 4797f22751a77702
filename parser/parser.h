// Tokens to AST. Parses one file; errors go to the session's diagnostics, and what could be parsed is
// returned.
#ifndef MINIC_PARSER_PARSER_H
#define MINIC_PARSER_PARSER_H

#include "base/session.h"
#include "parser/ast.h"

File *parser_parse_file(Session *session, SourceFile *source);

#endif
