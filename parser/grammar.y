/* The syntax of Go 1.26, generics included (sema refuses what minic lacks).
 *
 * Every action is one constructor call of build.h. Two things are not context-free in one token of lookahead, and both are
 * settled by the token feed (feed.c): in the header of if, for, switch and select a `{` is LBODY, the statement's body, unless
 * it follows a literal type such as []int or a function type, in which case the grammar tells the feed so (feed_resume_header).
 */
%require "3.8"
%define api.pure full
%define api.prefix {grammar_}
%define api.token.prefix {T_}
%define api.location.type {Span}
%define parse.lac full
%define parse.error custom
%locations
%param {Parser *p}

%code requires {
#include "parser/build.h"
}

%code {
#define YYMAXDEPTH 10000
#define YYLLOC_DEFAULT(now, rhs, n)                                                                                    \
    ((now) = (n) > 0 ? (Span){YYRHSLOC(rhs, 1).start, YYRHSLOC(rhs, n).end}                                                \
                     : (Span){YYRHSLOC(rhs, 0).end, YYRHSLOC(rhs, 0).end})
static void grammar_error(const Span *location, Parser *p, const char *message);
static int grammar_lex(GRAMMAR_STYPE *value, Span *location, Parser *p) {
    return feed_next(p, &value->token, location);
}
}

%union {
    Token token;
    Operator op;
    Expr *expr;
    ExprList exprs;
    Stmt *stmt;
    StmtList stmts;
    DeclList decls;
    Fields fields;
    CaseClause *clause;
    CaseList clauses;
    FuncBody *body;
    Header header;
    Callee args;
}

%token <token> EOF 0 "EOF"
%token <token> IDENT "name" LITERAL "literal"
%token <token> SEMICOLON "semicolon" COMMA "comma" COLON ":" DOT "." DOTS "..."
%token <token> LPAREN "(" RPAREN ")" LBRACKET "[" RBRACKET "]" LBRACE "{" LBODY "{ (body)" RBRACE "}"
%token <token> ASSIGN "=" DEFINE ":=" ASSIGN_OP "op=" INC "++" DEC "--" ARROW "<-"
%token <token> ADD "+" SUB "-" MUL "*" DIV "/" REM "%" AND "&" OR "|" XOR "^" SHL "<<" SHR ">>" AND_NOT "&^"
%token <token> LOGICAL_AND "&&" LOGICAL_OR "||" NOT "!" TILDE "~" EQ "==" NE "!=" LT "<" LE "<=" GT ">" GE ">="
%token <token> BREAK "break" CASE "case" CHAN "chan" CONST "const" CONTINUE "continue" DEFAULT "default" DEFER "defer"
%token <token> ELSE "else" FALLTHROUGH "fallthrough" FOR "for" FUNC "func" GO "go" GOTO "goto" IF "if" IMPORT "import"
%token <token> INTERFACE "interface" MAP "map" PACKAGE "package" RANGE "range" RETURN "return" SELECT "select"
%token <token> STRUCT "struct" SWITCH "switch" TYPE "type" VAR "var"

/* A rule marked LOW gives way to a longer one: func() followed by a type has that type as its result. */
%precedence LOW
%precedence IDENT LPAREN LBRACKET LBRACE LBODY FUNC MAP STRUCT INTERFACE CHAN ARROW DOT TILDE
%left LOGICAL_OR
%left LOGICAL_AND
%left EQ NE LT LE GT GE
%left ADD SUB OR XOR
%left MUL DIV REM SHL SHR AND AND_NOT

%type <expr> expr unary primary operand func_lit type type_noparen chan_elem literal_type func_type recv_chan signature
%type <expr> named_type array_type other_literal_type expr_opt element element_value tag constraint constraint_term union union_term
%type <exprs> expr_list elements element_list type_list
%type <args> args
%type <stmt> stmt stmt_nonempty simple_stmt simple_stmt_opt block else if_stmt
%type <stmts> stmt_list
%type <decls> top_decls top_decl import_specs import_spec decl const_specs const_spec var_specs var_spec type_specs type_spec func_decl
%type <fields> ident_list params param_list param result fields field interface_elems interface_elem type_params type_param_list
%type <clause> clause comm_clause
%type <clauses> clauses comm_clauses
%type <body> body_opt
%type <header> header for_header

%%

file: package top_decls                               { build_file(p, $2); }
package: PACKAGE IDENT SEMICOLON                      { build_package(p, &$2); }

top_decls: %empty                                     { $$ = (DeclList){0}; }
  | top_decls SEMICOLON                               { $$ = $1; }
  | top_decls top_decl SEMICOLON                      { $$ = build_join_decls(p, $1, $2); }
  | top_decls error SEMICOLON                         { $$ = $1; yyerrok; }
top_decl: decl | func_decl
  | IMPORT import_spec                                { $$ = build_imports(p, &$1, $2); }
  | IMPORT LPAREN import_specs semi_opt RPAREN        { $$ = build_imports(p, &$1, $3); }

import_specs: %empty                                  { $$ = (DeclList){0}; }
  | import_spec
  | import_specs SEMICOLON import_spec                { $$ = build_join_decls(p, $1, $3); }
import_spec: LITERAL                                  { $$ = build_import(p, NULL, &$1); }
  | IDENT LITERAL                                     { $$ = build_import(p, &$1, &$2); }
  | DOT LITERAL                                       { $$ = build_import(p, &$1, &$2); }

/* Declarations */

decl: CONST const_spec                                { $$ = build_const_group(p, $2); }
  | CONST LPAREN const_specs semi_opt RPAREN          { $$ = build_const_group(p, $3); }
  | VAR var_spec                                      { $$ = $2; }
  | VAR LPAREN var_specs semi_opt RPAREN              { $$ = $3; }
  | TYPE type_spec                                    { $$ = $2; }
  | TYPE LPAREN type_specs semi_opt RPAREN            { $$ = $3; }
semi_opt: %empty | SEMICOLON

const_specs: %empty                                   { $$ = (DeclList){0}; }
  | const_spec
  | const_specs SEMICOLON const_spec                  { $$ = build_join_decls(p, $1, $3); }
  | error                                             { $$ = (DeclList){0}; }
const_spec: ident_list                                { $$ = build_const(p, @$, $1, NULL, (ExprList){0}); }
  | ident_list type                                   { $$ = build_const(p, @$, $1, $2, (ExprList){0}); }
  | ident_list type ASSIGN expr_list                  { $$ = build_const(p, @$, $1, $2, $4); }
  | ident_list ASSIGN expr_list                       { $$ = build_const(p, @$, $1, NULL, $3); }

var_specs: %empty                                     { $$ = (DeclList){0}; }
  | var_spec
  | var_specs SEMICOLON var_spec                      { $$ = build_join_decls(p, $1, $3); }
  | error                                             { $$ = (DeclList){0}; }
var_spec: ident_list type                             { $$ = build_var(p, @$, $1, $2, (ExprList){0}); }
  | ident_list type ASSIGN expr_list                  { $$ = build_var(p, @$, $1, $2, $4); }
  | ident_list ASSIGN expr_list                       { $$ = build_var(p, @$, $1, NULL, $3); }

type_specs: %empty                                    { $$ = (DeclList){0}; }
  | type_spec
  | type_specs SEMICOLON type_spec                    { $$ = build_join_decls(p, $1, $3); }
  | error                                             { $$ = (DeclList){0}; }
type_spec: IDENT type                                 { $$ = build_type_decl(p, @$, &$1, false, $2, false); }
  | IDENT ASSIGN type                                 { $$ = build_type_decl(p, @$, &$1, true, $3, false); }
  | IDENT type_params type                            { $$ = build_type_decl(p, @$, &$1, false, $3, true); }
  | IDENT type_params ASSIGN type                     { $$ = build_type_decl(p, @$, &$1, true, $4, true); }

type_params: LBRACKET type_param_list RBRACKET        { $$ = $2; }
type_param_list: IDENT constraint                     { $$ = build_field(p, (Fields){0}, &$1, $2); }
  | IDENT constraint COMMA                            { $$ = build_field(p, (Fields){0}, &$1, $2); }
  | IDENT COMMA type_param_list                       { $$ = $3; }
  | IDENT constraint COMMA type_param_list            { $$ = $4; }
constraint: constraint_term
  | constraint OR constraint_term                     { $$ = build_binary(p, @$, OP_OR, &$2, $1, $3); }
/* No array or pointer type: type T[P []int] and type T[P *C] would be arrays whose length is an index or a product. */
constraint_term: named_type | other_literal_type | func_type | recv_chan
  | TILDE type                                        { $$ = build_unary(p, @$, OP_TILDE, $2); }

func_decl: FUNC IDENT signature body_opt              { $$ = build_func_decl(p, @$, NULL, &$2, $3, $4, false); }
  | FUNC IDENT type_params signature body_opt         { $$ = build_func_decl(p, @$, NULL, &$2, $4, $5, true); }
  | FUNC LPAREN params RPAREN IDENT signature body_opt { $$ = build_func_decl(p, @$, &$3, &$5, $6, $7, false); }
body_opt: %empty                                      { $$ = NULL; }
  | LBRACE stmt_list RBRACE                           { $$ = build_body(p, @$, $2); }

ident_list: IDENT                                     { $$ = build_field(p, (Fields){0}, &$1, NULL); }
  | ident_list COMMA IDENT                            { $$ = build_field(p, $1, &$3, NULL); }

signature: LPAREN params RPAREN result                { $$ = build_func_type(p, @$, $2, $4); }
result: %empty %prec LOW                              { $$ = (Fields){0}; }
  | type_noparen                                      { $$ = build_field(p, (Fields){0}, NULL, $1); }
  | LPAREN params RPAREN                              { $$ = $2; }
params: %empty                                        { $$ = (Fields){0}; }
  | param_list comma_opt                              { $$ = build_param_groups(p, $1); }
param_list: param
  | param_list COMMA param                            { $$ = build_join_fields(p, $1, $3); }
param: type                                           { $$ = build_field(p, (Fields){0}, NULL, $1); }
  | DOTS type                                         { $$ = build_field(p, (Fields){0}, NULL, build_ellipsis(p, @$, $2)); }
  | IDENT type                                        { $$ = build_field(p, (Fields){0}, &$1, $2); }
  | IDENT DOTS type                                   { $$ = build_field(p, (Fields){0}, &$1, build_ellipsis(p, @2, $3)); }
comma_opt: %empty | COMMA

/* Types */

type: type_noparen
  | LPAREN type RPAREN                                { $$ = build_paren(p, @$, $2); }
type_noparen: chan_elem | recv_chan
recv_chan: ARROW CHAN type                            { $$ = build_chan(p, @$, CHAN_RECEIVE_ONLY, $3); }
chan_elem: named_type | literal_type | func_type
  | MUL type                                          { $$ = build_star(p, @$, $2); }
named_type: IDENT %prec LOW                           { $$ = build_ident(p, &$1); }
  | IDENT DOT IDENT %prec LOW                         { $$ = build_selector(p, @$, build_ident(p, &$1), &$2, &$3); }
  | IDENT LBRACKET expr RBRACKET %prec LOW            { $$ = build_index(p, @$, build_ident(p, &$1), &$2, build_one(p, $3)); }
  | IDENT LBRACKET expr COMMA type_list comma_opt RBRACKET
        { $$ = build_index(p, @$, build_ident(p, &$1), &$2, build_prepend(p, $3, $5)); }
  | IDENT DOT IDENT LBRACKET type_list comma_opt RBRACKET
        { $$ = build_index(p, @$, build_selector(p, @$, build_ident(p, &$1), &$2, &$3), &$4, $5); }
type_list: type                                       { $$ = build_one(p, $1); }
  | type_list COMMA type                              { $$ = build_append(p, $1, $3); }
func_type: FUNC signature                             { $$ = build_respan(p, @$, $2); }
literal_type: array_type | other_literal_type
array_type: LBRACKET RBRACKET type                    { $$ = build_array_type(p, @$, NULL, $3); }
  | LBRACKET expr RBRACKET type                       { $$ = build_array_type(p, @$, $2, $4); }
  | LBRACKET DOTS RBRACKET type                       { $$ = build_array_type(p, @$, build_ellipsis(p, @2, NULL), $4); }
other_literal_type: MAP LBRACKET type RBRACKET type   { $$ = build_map_type(p, @$, $3, $5); }
  | CHAN chan_elem                                    { $$ = build_chan(p, @$, CHAN_BOTH, $2); }
  | CHAN LPAREN type RPAREN                           { $$ = build_chan(p, @$, CHAN_BOTH, $3); }
  | CHAN ARROW type                                   { $$ = build_chan(p, @$, CHAN_SEND_ONLY, $3); }
  | STRUCT LBRACE fields semi_opt RBRACE              { $$ = build_struct_type(p, @$, $3); }
  | INTERFACE LBRACE interface_elems semi_opt RBRACE  { $$ = build_interface_type(p, @$, $3); }

fields: %empty                                        { $$ = (Fields){0}; }
  | field
  | fields SEMICOLON field                            { $$ = build_join_fields(p, $1, $3); }
  | error                                             { $$ = (Fields){0}; }
field: IDENT type tag                                 { $$ = build_struct_field(p, build_field(p, (Fields){0}, &$1, NULL), $2, $3); }
  | IDENT COMMA ident_list type tag                   { $$ = build_struct_field(p, build_join_fields(p, build_field(p, (Fields){0}, &$1, NULL), $3), $4, $5); }
  | IDENT tag                                         { $$ = build_embedded(p, build_ident(p, &$1), $2); }
  | IDENT DOT IDENT tag                               { $$ = build_embedded(p, build_selector(p, @$, build_ident(p, &$1), &$2, &$3), $4); }
  | IDENT LBRACKET expr RBRACKET tag                  { $$ = build_embedded(p, build_index(p, @$, build_ident(p, &$1), &$2, build_one(p, $3)), $5); }
  | MUL type tag                                      { $$ = build_embedded(p, build_star(p, @$, $2), $3); }
  | LPAREN type RPAREN tag                            { $$ = build_parenthesized_embedded(p, @$, $2, $4); }
tag: %empty                                           { $$ = NULL; }
  | LITERAL                                           { $$ = build_literal(p, &$1); }

interface_elems: %empty                               { $$ = (Fields){0}; }
  | interface_elem
  | interface_elems SEMICOLON interface_elem          { $$ = build_join_fields(p, $1, $3); }
  | error                                             { $$ = (Fields){0}; }
interface_elem: IDENT signature                       { $$ = build_field(p, (Fields){0}, &$1, $2); }
  | union                                             { $$ = build_embedded(p, $1, NULL); }
union: union_term
  | union OR union_term                               { $$ = build_binary(p, @$, OP_OR, &$2, $1, $3); }
union_term: constraint_term | array_type
  | MUL type                                          { $$ = build_star(p, @$, $2); }

/* Expressions */

expr: unary
  | expr LOGICAL_OR expr                              { $$ = build_binary(p, @$, OP_LOGICAL_OR, &$2, $1, $3); }
  | expr LOGICAL_AND expr                             { $$ = build_binary(p, @$, OP_LOGICAL_AND, &$2, $1, $3); }
  | expr EQ expr                                      { $$ = build_binary(p, @$, OP_EQ, &$2, $1, $3); }
  | expr NE expr                                      { $$ = build_binary(p, @$, OP_NE, &$2, $1, $3); }
  | expr LT expr                                      { $$ = build_binary(p, @$, OP_LT, &$2, $1, $3); }
  | expr LE expr                                      { $$ = build_binary(p, @$, OP_LE, &$2, $1, $3); }
  | expr GT expr                                      { $$ = build_binary(p, @$, OP_GT, &$2, $1, $3); }
  | expr GE expr                                      { $$ = build_binary(p, @$, OP_GE, &$2, $1, $3); }
  | expr ADD expr                                     { $$ = build_binary(p, @$, OP_ADD, &$2, $1, $3); }
  | expr SUB expr                                     { $$ = build_binary(p, @$, OP_SUB, &$2, $1, $3); }
  | expr OR expr                                      { $$ = build_binary(p, @$, OP_OR, &$2, $1, $3); }
  | expr XOR expr                                     { $$ = build_binary(p, @$, OP_XOR, &$2, $1, $3); }
  | expr MUL expr                                     { $$ = build_binary(p, @$, OP_MUL, &$2, $1, $3); }
  | expr DIV expr                                     { $$ = build_binary(p, @$, OP_DIV, &$2, $1, $3); }
  | expr REM expr                                     { $$ = build_binary(p, @$, OP_REM, &$2, $1, $3); }
  | expr SHL expr                                     { $$ = build_binary(p, @$, OP_SHL, &$2, $1, $3); }
  | expr SHR expr                                     { $$ = build_binary(p, @$, OP_SHR, &$2, $1, $3); }
  | expr AND expr                                     { $$ = build_binary(p, @$, OP_AND, &$2, $1, $3); }
  | expr AND_NOT expr                                 { $$ = build_binary(p, @$, OP_AND_NOT, &$2, $1, $3); }
unary: primary %prec LOW
  | MUL unary                                         { $$ = build_star(p, @$, $2); }
  | AND unary                                         { $$ = build_address(p, @$, $2); }
  | ADD unary                                         { $$ = build_unary(p, @$, OP_ADD, $2); }
  | SUB unary                                         { $$ = build_unary(p, @$, OP_SUB, $2); }
  | NOT unary                                         { $$ = build_unary(p, @$, OP_NOT, $2); }
  | XOR unary                                         { $$ = build_unary(p, @$, OP_XOR, $2); }
  | TILDE unary                                       { $$ = build_unary(p, @$, OP_TILDE, $2); }
  | ARROW unary                                       { $$ = build_receive(p, @$, $2); }

primary: operand
  | primary DOT IDENT                                 { $$ = build_selector(p, @$, $1, &$2, &$3); }
  | primary DOT LPAREN type RPAREN                    { $$ = build_type_assert(p, @$, $1, &$2, $4); }
  | primary DOT LPAREN TYPE RPAREN                    { $$ = build_type_guard(p, @$, $1, &$2); }
  | primary LBRACKET expr_list comma_opt RBRACKET     { $$ = build_index(p, @$, $1, &$2, $3); }
  | primary LBRACKET expr_opt COLON expr_opt RBRACKET { $$ = build_slice(p, @$, $1, &$2, $3, $5, NULL, false); }
  | primary LBRACKET expr_opt COLON expr_opt COLON expr_opt RBRACKET
                                                      { $$ = build_slice(p, @$, $1, &$2, $3, $5, $7, true); }
  | primary LPAREN args RPAREN                        { $$ = build_call(p, @$, $1, &$2, $3, &$4); }
  | primary LBRACE elements RBRACE                    { $$ = build_composite(p, @$, $1, &$2, $3, &$4); }
  | literal_type LBODY resume elements RBRACE         { $$ = build_composite(p, @$, $1, &$2, $4, &$5); }
operand: LITERAL                                      { $$ = build_literal(p, &$1); }
  | IDENT                                             { $$ = build_ident(p, &$1); }
  | LPAREN expr RPAREN                                { $$ = build_paren(p, @$, $2); }
  | LPAREN error RPAREN                               { $$ = build_bad_expr(p, @$); }
  | literal_type %prec LOW
  | func_type %prec LOW
  | func_lit
func_lit: func_type LBRACE stmt_list RBRACE           { $$ = build_func_lit(p, @$, $1, build_body(p, span_join(@2, @4), $3)); }
  | func_type LBODY resume stmt_list RBRACE           { $$ = build_func_lit(p, @$, $1, build_body(p, span_join(@2, @5), $4)); }
/* The { just read was no body: the header goes on after its }. */
resume: %empty                                        { feed_resume_header(p); }

expr_opt: %empty                                      { $$ = NULL; }
  | expr
expr_list: expr                                       { $$ = build_one(p, $1); }
  | expr_list COMMA expr                              { $$ = build_append(p, $1, $3); }
args: %empty                                          { $$ = (Callee){0}; }
  | expr_list comma_opt                               { $$ = (Callee){.args = $1}; }
  | expr_list DOTS comma_opt                          { $$ = (Callee){.args = $1, .dots = @2.start}; }

elements: %empty                                      { $$ = (ExprList){0}; }
  | element_list comma_opt
element_list: element                                 { $$ = build_one(p, $1); }
  | element_list COMMA element                        { $$ = build_append(p, $1, $3); }
element: element_value
  | element_value COLON element_value                 { $$ = build_key_value(p, @$, &$2, $1, $3); }
element_value: expr
  | LBRACE elements RBRACE                            { $$ = build_composite(p, @$, NULL, &$1, $2, &$3); }

/* Statements */

block: LBRACE stmt_list RBRACE                        { $$ = build_block(p, @$, $2); }
stmt_list: stmt                                       { $$ = build_append_stmt(p, (StmtList){0}, $1); }
  | stmt_list SEMICOLON stmt                          { $$ = build_append_stmt(p, $1, $3); }
stmt: %empty                                          { $$ = NULL; }
  | stmt_nonempty
  | error                                             { $$ = NULL; }
stmt_nonempty: simple_stmt | block | if_stmt
  | decl                                              { $$ = build_decl_stmt(p, @$, $1); }
  | IDENT COLON stmt                                  { $$ = build_labeled(p, @$, &$1, $3); }
  | GO expr                                           { $$ = build_go_defer(p, @$, STMT_GO, $2); }
  | DEFER expr                                        { $$ = build_go_defer(p, @$, STMT_DEFER, $2); }
  | RETURN                                            { $$ = build_return(p, @$, (ExprList){0}); }
  | RETURN expr_list                                  { $$ = build_return(p, @$, $2); }
  | BREAK                                             { $$ = build_branch(p, @$, BRANCH_BREAK, NULL); }
  | BREAK IDENT                                       { $$ = build_branch(p, @$, BRANCH_BREAK, &$2); }
  | CONTINUE                                          { $$ = build_branch(p, @$, BRANCH_CONTINUE, NULL); }
  | CONTINUE IDENT                                    { $$ = build_branch(p, @$, BRANCH_CONTINUE, &$2); }
  | GOTO IDENT                                        { $$ = build_branch(p, @$, BRANCH_GOTO, &$2); }
  | FALLTHROUGH                                       { $$ = build_branch(p, @$, BRANCH_FALLTHROUGH, NULL); }
  | SWITCH header LBODY clauses RBRACE                { $$ = build_switch(p, @$, &$2, $4, &$5); }
  | SELECT LBODY comm_clauses RBRACE                  { $$ = build_select(p, @$, $3, &$4); }
  | FOR for_header LBODY stmt_list RBRACE             { $$ = build_for(p, @$, &$2, build_block(p, span_join(@3, @5), $4)); }

simple_stmt: expr                                     { $$ = build_expr_stmt(p, @$, $1); }
  | expr INC                                          { $$ = build_inc_dec(p, @$, &$2, $1, false); }
  | expr DEC                                          { $$ = build_inc_dec(p, @$, &$2, $1, true); }
  | expr ARROW expr                                   { $$ = build_send(p, @$, &$2, $1, $3); }
  | expr ASSIGN_OP expr                               { $$ = build_assign(p, @$, &$2, build_one(p, $1), build_one(p, $3)); }
  | expr_list ASSIGN expr_list                        { $$ = build_assign(p, @$, &$2, $1, $3); }
  | expr_list DEFINE expr_list                        { $$ = build_define(p, @$, &$2, $1, $3); }
simple_stmt_opt: %empty                               { $$ = NULL; }
  | simple_stmt

header: simple_stmt_opt                               { $$ = (Header){.parts = 1, .cond = $1}; }
  | simple_stmt_opt SEMICOLON simple_stmt_opt         { $$ = (Header){.parts = 2, .init = $1, .semicolon = $2, .cond = $3}; }
for_header: header
  | simple_stmt_opt SEMICOLON simple_stmt_opt SEMICOLON simple_stmt_opt
        { $$ = (Header){.parts = 3, .init = $1, .semicolon = $4, .cond = $3, .post = $5}; }
  | RANGE expr                                        { $$ = build_range_header(p, @$, &$1, (ExprList){0}, false, $2); }
  | expr_list ASSIGN RANGE expr                       { $$ = build_range_header(p, @$, &$2, $1, false, $4); }
  | expr_list DEFINE RANGE expr                       { $$ = build_range_header(p, @$, &$2, $1, true, $4); }

if_stmt: IF header LBODY stmt_list RBRACE else        { $$ = build_if(p, @$, &$2, build_block(p, span_join(@3, @5), $4), $6); }
else: %empty                                          { $$ = NULL; }
  | ELSE if_stmt                                      { $$ = $2; }
  | ELSE block                                        { $$ = $2; }

clauses: %empty                                       { $$ = (CaseList){0}; }
  | clauses clause                                    { $$ = build_append_clause(p, $1, $2); }
clause: CASE expr_list comma_opt COLON stmt_list      { $$ = build_clause(p, @$, @4, false, $2, NULL, $5); }
  | DEFAULT COLON stmt_list                           { $$ = build_clause(p, @$, @2, true, (ExprList){0}, NULL, $3); }
comm_clauses: %empty                                  { $$ = (CaseList){0}; }
  | comm_clauses comm_clause                          { $$ = build_append_clause(p, $1, $2); }
comm_clause: CASE simple_stmt COLON stmt_list         { $$ = build_clause(p, @$, @3, false, (ExprList){0}, $2, $4); }
  | DEFAULT COLON stmt_list                           { $$ = build_clause(p, @$, @2, true, (ExprList){0}, NULL, $3); }

%%

static int yyreport_syntax_error(const yypcontext_t *context, Parser *p) {
    yysymbol_kind_t expected[YYNTOKENS];
    int count = yypcontext_expected_tokens(context, expected, YYNTOKENS);
    bool is_expected[YYNTOKENS] = {false};
    const char *only = NULL;
    for (int i = 0; i < count; i++) {
        is_expected[expected[i]] = true;
        only = yysymbol_name(expected[i]);
    }
    Expected summary = {
        .semicolon = is_expected[YYSYMBOL_SEMICOLON],
        .comma = is_expected[YYSYMBOL_COMMA],
        .rparen = is_expected[YYSYMBOL_RPAREN],
        .rbrace = is_expected[YYSYMBOL_RBRACE],
        .rbracket = is_expected[YYSYMBOL_RBRACKET],
        .literal = is_expected[YYSYMBOL_LITERAL],
        .name = is_expected[YYSYMBOL_IDENT],
        .body = is_expected[YYSYMBOL_LBODY],
        .statement = is_expected[YYSYMBOL_RETURN],
        .top_level = is_expected[YYSYMBOL_IMPORT],
        .only = count == 1 ? only : NULL,
    };
    report_unexpected(p, &summary);
    return 0;
}

static void grammar_error(const Span *location, Parser *p, const char *message) {
    (void)message; // only "memory exhausted" comes here
    diag_syntax_error(p->session->diags, *location, "nested too deeply");
}
