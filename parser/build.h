// Private to the parser: its state, the node constructors that the grammar's actions call, and the token
// feed.
#ifndef MINIC_PARSER_BUILD_H
#define MINIC_PARSER_BUILD_H

#include "base/session.h" // IWYU pragma: export
#include "lexer/lexer.h"  // IWYU pragma: export
#include "parser/ast.h"   // IWYU pragma: export

// One open bracket of the token feed.
typedef struct {
    TokenKind open;
    bool header; // in it, between if, for, switch or select and its body: a {
                 // here is LBODY
} FeedLevel;

// Where the feed goes on after a syntax error: the tokens at which Go's parser stops skipping.
typedef enum {
    SKIP_NONE,
    SKIP_DECL,
    SKIP_STMT,
    SKIP_TAIL, // the rest of a statement; its semicolon is made up if need be
    SKIP_HEADER,
    SKIP_CASE,
    SKIP_PAREN,
    SKIP_BRACKET,
    SKIP_BRACE
} SkipKind;

// A token that the feed has ready.
typedef struct {
    TokenKind kind;
    bool recovered; // RECOVERED, which is no token of the lexer
} FeedToken;

// An error that Go finds only when it checks types: reported at the end, if there is no syntax error.
typedef struct {
    Span span;
    const char *text;
    Expr *wrong; // becomes EXPR_BAD; or NULL
} LateError;

typedef struct Parser {
    Session *session;
    Arena *arena;
    SourceFile *source;
    Lexer *lexer;
    Token token;        // the last one read: the parser's lookahead
    TokenKind previous; // the kind before it
    Span previous_span;
    VEC(FeedLevel) levels;
    FeedLevel undo_level; // levels as they were before `token`: their number and
                          // the last of them
    int undo_count;
    SkipKind skip;      // wanted before the next token
    Pos recovered_at;   // where the last skip ended: the next one must go further
    FeedToken ready[3]; // emitted before the lexer is asked again
    int ready_count;
    bool in_function; // the last syntax error was in a function's body
    bool bodyless;    // the last declaration was a function without a body
    int syntax_errors_before;
    int errors_before;            // in the session, when this file was begun
    VEC(const char *) directives; // above the newest top-level func
    VEC(LateError) late_errors;
    bool seen_declaration; // other than imports
    bool too_deep;         // reported
    File *file;
} Parser;

typedef VEC(FieldDecl) Fields;

typedef struct {
    ExprList list;
    Pos dots; // position of ..., 0 if none
} Arguments;

// What stands between if, for or switch and the body.
typedef struct {
    int parts; // separated by semicolons: 1 to 3; 0 after a syntax error
    Stmt *init, *cond, *post;
    Token semicolon; // the last one
    Stmt *range;     // a range clause: STMT_RANGE without body
    bool var;        // began with var
} Header;

// The parser's situation at a syntax error. The symbols are the grammar's names of what is on the stack,
// the newest first.
enum { SYNTAX_DEPTH = 256 };
typedef struct {
    const char *symbols[SYNTAX_DEPTH];
    int depth;
    bool in_function;
    // What could have come:
    bool operand, infix, name, statement, declaration, comma;
    const char *only; // the only possible token, or NULL
} SyntaxContext;

// feed.c
int feed_next(Parser *p, Token *token, Span *location);
void feed_resume_header(Parser *p);
void feed_skip(Parser *p, SkipKind kind); // takes effect before the next token

// explain.c
void errors_report_unexpected(Parser *p, const SyntaxContext *syntax);

// errors.c: with and without the words "syntax error: " in front.
__attribute__((format(printf, 3, 4))) void report_syntax_error(Parser *p, Span span, const char *format, ...);
__attribute__((format(printf, 3, 4))) void report_error(Parser *p, Span span, const char *format, ...);
const char *errors_source_text(Parser *p, Span span);
const char *errors_token_text(Parser *p, const Token *token);
void report_late_error(Parser *p, Span span, Expr *wrong, const char *text);
void withdraw_late_error(Parser *p, const Expr *wrong);
void report_late_errors(Parser *p);

// directive.c
void directive_check(Parser *p); // of the comments before the token

// build_expr.c
ExprList build_one(Parser *p, Expr *expr);
ExprList build_append(Parser *p, ExprList list, Expr *expr);
ExprList build_prepend(Parser *p, Expr *expr, ExprList list);
Expr *build_bad_expr(Parser *p, Span span);
Expr *build_ident(Parser *p, const Token *name);
Expr *build_literal(Parser *p, const Token *token);
Expr *build_paren(Parser *p, Span span, Expr *x);
Expr *build_selector(Parser *p, Span span, Expr *x, const Token *dot, const Token *name);
Expr *build_index(Parser *p, Span span, Expr *x, const Token *bracket, ExprList indices);
Expr *build_slice(Parser *p, Span span, Expr *x, const Token *bracket, Expr *lo, Expr *hi);
Expr *build_slice3(Parser *p, Expr *x, const Token *bracket, Expr *lo, Expr *hi, const Token *colon,
                   Expr *max, const Token *end);
Expr *build_type_assert(Parser *p, Span span, Expr *x, const Token *dot, Expr *type);
Expr *build_type_guard(Parser *p, Span span, Expr *x, const Token *dot);
Expr *build_call(Parser *p, Span span, Expr *fun, const Token *paren, Arguments args, const Token *rparen);
Expr *build_composite(Parser *p, Span span, Expr *type, const Token *brace, ExprList elems,
                      const Token *rbrace);
Expr *build_key_value(Parser *p, Span span, const Token *colon, Expr *key, Expr *value);
Expr *build_func_lit(Parser *p, Span span, Expr *type, FuncBody *body);
Expr *build_star(Parser *p, Span span, Expr *x);
Expr *build_address(Parser *p, Span span, Expr *x);
Expr *build_unary(Parser *p, Span span, Operator op, Expr *x);
Expr *build_receive(Parser *p, Span span, Expr *x); // <-x, or <-chan T
Expr *build_binary(Parser *p, Span span, Operator op, const Token *token, Expr *x, Expr *y);
Expr *build_respan(Parser *p, Span span, Expr *expr);

// build_type.c
Expr *build_ellipsis(Parser *p, Span span, Expr *elem);
Expr *build_array_type(Parser *p, Span span, Expr *len, Expr *elem);
Expr *build_map_type(Parser *p, Span span, Expr *key, Expr *value);
Expr *build_chan(Parser *p, Span span, ChanDir dir, Expr *elem);
Expr *build_struct_type(Parser *p, Span span, Fields fields);
Expr *build_interface_type(Parser *p, Span span, Fields elems);
Expr *build_func_type(Parser *p, Span span, Fields params, Fields results);
Fields build_field(Parser *p, Fields list, const Token *name, Expr *type);
Fields build_join_fields(Parser *p, Fields a, Fields b);
Fields build_struct_field(Parser *p, Fields names, Expr *type, Expr *tag);
Fields build_embedded(Parser *p, Expr *type, Expr *tag);
Fields build_parenthesized_embedded(Parser *p, Span span, Expr *type, Expr *tag);

// build_param.c
// a, b int: gives each name its type. `end` is the closing bracket.
Fields build_params(Parser *p, Fields params, const Token *end, bool dots_allowed);
Fields build_type_params(Parser *p, Fields params, const Token *end);
Fields build_no_type_params(Parser *p, const Token *end);
Fields build_split_param(Parser *p, Expr *expr); // P *E, read as a product, is P with the constraint *E
// The same for P *E, P (E) and unions that begin so: the name, and the constraint if there is one.
// Without `force` only if the constraint can be nothing but a type. NULL: an ordinary expression.
const Expr *build_extract_param(Parser *p, Expr *expr, bool force, Expr **constraint);

// build_decl.c
void build_package(Parser *p, const Token *name);
void build_file(Parser *p, DeclList decls);
DeclList build_join_decls(Parser *p, DeclList a, DeclList b);
DeclList build_import(Parser *p, const Token *name, const Token *path);
DeclList build_imports(Parser *p, const Token *keyword, DeclList imports);
DeclList build_const(Parser *p, Span span, Fields names, Expr *type, ExprList values);
DeclList build_const_group(Parser *p, DeclList specs);
DeclList build_var(Parser *p, Span span, Fields names, Expr *type, ExprList values);
DeclList build_type_decl(Parser *p, Span span, const Token *name, bool alias, Expr *type, bool generic);
DeclList build_func_decl(Parser *p, Span span, const Fields *receiver, const Token *name, Expr *type,
                         FuncBody *body, bool generic);
DeclList build_generic_method(Parser *p, Span type_params, DeclList method);
FuncBody *build_body(Parser *p, Span span, StmtList stmts);

// build_stmt.c
StmtList build_append_stmt(Parser *p, StmtList list, Stmt *stmt);
Stmt *build_block(Parser *p, Span span, StmtList stmts);
Stmt *build_decl_stmt(Parser *p, Span span, DeclList decls);
Stmt *build_labeled(Parser *p, Span span, const Token *label, Stmt *stmt);
Stmt *build_go_defer(Parser *p, Span span, StmtKind kind, Expr *call);
Stmt *build_return(Parser *p, Span span, ExprList results);
Stmt *build_branch(Parser *p, Span span, BranchKind kind, const Token *label);
Stmt *build_expr_stmt(Parser *p, Span span, Expr *x);
Stmt *build_inc_dec(Parser *p, Span span, const Token *op, Expr *x, bool decrement);
Stmt *build_send(Parser *p, Span span, const Token *op, Expr *chan, Expr *value);
Stmt *build_assign(Parser *p, Span span, const Token *op, ExprList lhs, ExprList rhs);
Stmt *build_define(Parser *p, Span span, const Token *op, ExprList lhs, ExprList rhs);

// build_control.c
Header build_range_header(Parser *p, Span span, const Token *op, ExprList lhs, bool define, Expr *x);
Header build_var_header(Header header);           // var, which is not allowed there
Header build_if_header(Parser *p, Header header); // both: the lookahead is the body's {
Header build_for_header(Parser *p, Header header);
Stmt *build_stray_else(Parser *p, const Token *keyword, Stmt *stmt); // else on a line of its own
Stmt *build_if(Parser *p, Span span, const Header *header, Stmt *then, Stmt *els);
Stmt *build_for(Parser *p, Span span, const Header *header, Stmt *body);
Stmt *build_switch(Parser *p, Span span, const Header *header, CaseList clauses, const Token *rbrace);
Stmt *build_select(Parser *p, Span span, CaseList clauses, const Token *rbrace);
CaseClause *build_clause(Parser *p, Span span, Span colon, bool is_default, ExprList exprs, Stmt *comm,
                         StmtList body);
CaseList build_append_clause(Parser *p, CaseList list, CaseClause *clause);

#endif
