// Runs the grammar over one file.
#include "parser/parser.h"

#include "parser/build.h"

#include "grammar.h"

File *parser_parse_file(Session *session, SourceFile *source) {
    Parser parser = {.session = session, .arena = session->arena, .source = source};
    parser.lexer = lexer_create(session, source);
    parser.file = ARENA_NEW(session->arena, File);
    parser.file->source = source;
    parser.syntax_errors_before = diag_syntax_error_count(session->diags);
    parser.errors_before = diag_error_count(session->diags);
    VEC_PUSH(parser.arena, &parser.levels, (FeedLevel){0});
    grammar_parse(&parser);
    report_late_errors(&parser);
    lexer_destroy(parser.lexer);
    return parser.file;
}
