// Private to the lexer: its state, and the functions that the flex actions call.
#ifndef MINIC_LEXER_SCAN_H
#define MINIC_LEXER_SCAN_H

#include "base/vec.h"    // IWYU pragma: export
#include "lexer/lexer.h" // IWYU pragma: export

struct Lexer {
    Session *session;
    SourceFile *source;
    void *scanner;   // flex's
    uint32_t offset; // of the byte after the last match
    TokenKind last;  // decides whether a newline ends a statement
    Token token;     // being built
    VEC(const char *) directives;
    VEC(Span) pragmas;  // //go:name, without the slashes, since they were taken
    int directive_line; // of the newest directive
};

// Fills lexer->token's common fields for a match of `len` bytes that starts at `offset`.
TokenKind scan_token(Lexer *lexer, TokenKind kind, uint32_t offset, uint32_t len);
TokenKind scan_identifier(Lexer *lexer, uint32_t offset, uint32_t len);
TokenKind scan_number(Lexer *lexer, uint32_t offset, uint32_t len);                              // number.c
TokenKind scan_string(Lexer *lexer, uint32_t offset, uint32_t len, char quote, bool terminated); // string.c
TokenKind scan_raw_string(Lexer *lexer, uint32_t offset, uint32_t len, bool terminated);
void scan_directive(Lexer *lexer, uint32_t offset, uint32_t len);
void scan_line_comment(Lexer *lexer, uint32_t offset, uint32_t len); // line.c
void scan_invalid(Lexer *lexer, uint32_t offset);                    // a byte that starts no token
__attribute__((format(printf, 3, 4))) void scan_error(Lexer *lexer, uint32_t offset, const char *format, ...);

// flex's; defined by scan.l.
TokenKind scan_next(Lexer *lexer);
void scan_open(Lexer *lexer);
void scan_close(Lexer *lexer);

#endif
