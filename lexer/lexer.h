// Text to tokens: Go's lexical grammar with its automatic semicolons. Errors go to the session's diagnostics
// in the words of Go's scanner, and scanning goes on; the last token is TOKEN_EOF, again and again.
#ifndef MINIC_LEXER_LEXER_H
#define MINIC_LEXER_LEXER_H

#include "base/session.h"
#include <stdio.h>

// clang-format off
// X(NAME, "spelling as messages show it")
#define TOKENS(X) \
    X(EOF, "EOF") X(IDENT, "name") X(LITERAL, "literal") \
    X(SEMICOLON, "semicolon") X(COMMA, "comma") X(COLON, ":") X(DOT, ".") X(DOTS, "...") \
    X(LPAREN, "(") X(RPAREN, ")") X(LBRACKET, "[") X(RBRACKET, "]") X(LBRACE, "{") X(RBRACE, "}") \
    X(ASSIGN, "=") X(DEFINE, ":=") X(ASSIGN_OP, "op=") X(INC, "++") X(DEC, "--") X(ARROW, "<-") \
    X(ADD, "+") X(SUB, "-") X(MUL, "*") X(DIV, "/") X(REM, "%") X(AND, "&") X(OR, "|") X(XOR, "^") \
    X(SHL, "<<") X(SHR, ">>") X(AND_NOT, "&^") X(LOGICAL_AND, "&&") X(LOGICAL_OR, "||") X(NOT, "!") X(TILDE, "~") \
    X(EQ, "==") X(NE, "!=") X(LT, "<") X(LE, "<=") X(GT, ">") X(GE, ">=") KEYWORDS(X)

#define KEYWORDS(X) \
    X(BREAK, "break") X(CASE, "case") X(CHAN, "chan") X(CONST, "const") X(CONTINUE, "continue") X(DEFAULT, "default") \
    X(DEFER, "defer") X(ELSE, "else") X(FALLTHROUGH, "fallthrough") X(FOR, "for") X(FUNC, "func") X(GO, "go") X(GOTO, "goto") \
    X(IF, "if") X(IMPORT, "import") X(INTERFACE, "interface") X(MAP, "map") X(PACKAGE, "package") X(RANGE, "range") \
    X(RETURN, "return") X(SELECT, "select") X(STRUCT, "struct") X(SWITCH, "switch") X(TYPE, "type") X(VAR, "var")
// clang-format on

#define X(name, text) TOKEN_##name,
typedef enum { TOKENS(X) TOKEN_COUNT } TokenKind;
#undef X

typedef enum {
    TOKEN_LIT_NONE,
    TOKEN_LIT_INT,
    TOKEN_LIT_FLOAT,
    TOKEN_LIT_IMAGINARY,
    TOKEN_LIT_RUNE,
    TOKEN_LIT_STRING
} TokenLit;

typedef struct Token {
    TokenKind kind;
    TokenLit lit;
    TokenKind op; // ASSIGN_OP: the operator's token
    Span span;
    const char *text; // as written; of an automatic semicolon "newline" or "EOF"
    int len;
    const Name *name;  // IDENT
    const char *value; // decoded bytes of a rune (its UTF-8, or one byte for \x) or string literal
    int value_len;
    bool bad;      // a literal with an error in it, which has been reported
    uint32_t rune; // value of a rune literal
} Token;

typedef struct Lexer Lexer;

Lexer *lexer_create(Session *session, SourceFile *source);
void lexer_destroy(Lexer *lexer); // the tokens' texts live on in the session's arena
Token lexer_next(Lexer *lexer);
// "//name:words" comment lines that end directly above the line of the last token; valid until the next call.
// Returns their number.
int lexer_directives(const Lexer *lexer, const char *const **lines);
// The comments //go:name before the last token and after the one where this was asked before, without the
// slashes.
int lexer_take_pragmas(Lexer *lexer, const Span **spans);

const char *token_kind_text(TokenKind kind);
const char *token_kind_name(TokenKind kind); // "ASSIGN_OP"
bool token_is_keyword(TokenKind kind);

// --dump=tokens: `line:col KIND text` a line, or JSON.
void lexer_dump(FILE *out, Session *session, SourceFile *source, bool json);

#endif
