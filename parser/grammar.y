/* The syntax of Go 1.26, generics included (sema refuses what minic lacks).
 *
 * Every action is one constructor call of build.h. Three things need help from outside the grammar:
 *
 * - Is this `{` a body or a composite literal? In the header of if, for, switch and select the token feed (feed.c) calls it
 *   LBODY. Where it follows a literal type such as []int, or a function type, it opens a literal all the same; the rule
 *   `resume` then tells the feed that the header goes on.
 * - `type T[P *E, ...]` begins like an array type whose length is a product. It is read as an expression; build.h's
 *   build_type_decl looks at what it got, as Go's parser does.
 * - After a syntax error the feed skips to where Go's parser would go on, and says so with the token RECOVERED. Each
 *   construct that can go on has one rule `error skip_... RECOVERED`; no other token may follow `error`.
 *
 * Declared precedences settle, besides the binary operators, only "the longer one wins" (LOW): func() T has a result,
 * []T[int] is an instance, []int{ is a literal.
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
    Arguments args;
}

%token <token> EOF 0 "EOF" RECOVERED "recovered"
%token <token> IDENT "name" LITERAL "literal"
%token <token> SEMICOLON ";" COMMA "," COLON ":" DOT "." DOTS "..."
%token <token> LPAREN "(" RPAREN ")" LBRACKET "[" RBRACKET "]" LBRACE "{" LBODY "{ body" RBRACE "}"
%token <token> ASSIGN "=" DEFINE ":=" ASSIGN_OP "op=" INC "++" DEC "--" ARROW "<-"
%token <token> ADD "+" SUB "-" MUL "*" DIV "/" REM "%" AND "&" OR "|" XOR "^" SHL "<<" SHR ">>" AND_NOT "&^"
%token <token> LOGICAL_AND "&&" LOGICAL_OR "||" NOT "!" TILDE "~" EQ "==" NE "!=" LT "<" LE "<=" GT ">" GE ">="
%token <token> BREAK "break" CASE "case" CHAN "chan" CONST "const" CONTINUE "continue" DEFAULT "default" DEFER "defer"
%token <token> ELSE "else" FALLTHROUGH "fallthrough" FOR "for" FUNC "func" GO "go" GOTO "goto" IF "if" IMPORT "import"
%token <token> INTERFACE "interface" MAP "map" PACKAGE "package" RANGE "range" RETURN "return" SELECT "select"
%token <token> STRUCT "struct" SWITCH "switch" TYPE "type" VAR "var"

%precedence LOW
%precedence "." "{ body" "(" "[" "<-"
%left "||"
%left "&&"
%left "==" "!=" "<" "<=" ">" ">="
%left "+" "-" "|" "^"
%left "*" "/" "%" "<<" ">>" "&" "&^"

%type <expr> expr unary primary operand named_operand func_lit expr_opt elem elem_value
%type <expr> type type_not_receive bare_type type_name literal_type other_type func_type signature tag
%type <expr> constraint term first_constraint first_term
%type <exprs> expr_list elems elem_list type_args
%type <args> args
%type <stmt> stmt simple_stmt simple_stmt_opt block else_opt if_stmt
%type <stmts> body stmts
%type <decls> top_decls top_decl import_specs import_list import_spec decl const_specs const_list const_spec
%type <decls> var_specs var_list var_spec type_specs type_list type_spec func_decl
%type <fields> ident_list params param_list param parameters result fields field_list field interface_elems interface_list interface_elem
%type <fields> type_params type_param_list type_param defined_type_params receiver
%type <clause> clause last_clause comm_clause last_comm_clause
%type <clauses> clauses clause_list comm_clauses comm_clause_list
%type <body> body_opt
%type <header> header clauses_of_header if_header for_header for_clauses

%%

file: package top_decls                               { build_file(p, $2); }
package: PACKAGE IDENT ";"                            { build_package(p, &$2); }

top_decls: %empty                                     { $$ = (DeclList){0}; }
  | top_decls top_decl ";"                            { $$ = build_join_decls(p, $1, $2); }
  | top_decls error skip_decl RECOVERED               { $$ = $1; yyerrok; }
top_decl: decl | func_decl
  | IMPORT import_spec                                { $$ = build_imports(p, &$1, $2); }
  | IMPORT "(" import_specs ")"                       { $$ = build_imports(p, &$1, $3); }

/* Where the feed skips to after an error. */
skip_decl: %empty                                     { feed_skip(p, SKIP_DECL); }
skip_stmt: %empty                                     { feed_skip(p, SKIP_STMT); }
skip_tail: %empty                                     { feed_skip(p, SKIP_TAIL); }
skip_header: %empty                                   { feed_skip(p, SKIP_HEADER); }
skip_case: %empty                                     { feed_skip(p, SKIP_CASE); }
skip_paren: %empty                                    { feed_skip(p, SKIP_PAREN); }
skip_bracket: %empty                                  { feed_skip(p, SKIP_BRACKET); }
skip_brace: %empty                                    { feed_skip(p, SKIP_BRACE); }

semi_opt: %empty | ";"
comma_opt: %empty | ","

import_specs: %empty                                  { $$ = (DeclList){0}; }
  | import_list semi_opt
  | error skip_paren RECOVERED                        { $$ = (DeclList){0}; yyerrok; }
import_list: import_spec
  | import_list ";" import_spec                       { $$ = build_join_decls(p, $1, $3); }
import_spec: LITERAL                                  { $$ = build_import(p, NULL, &$1); }
  | IDENT LITERAL                                     { $$ = build_import(p, &$1, &$2); }
  | "." LITERAL                                       { $$ = build_import(p, &$1, &$2); }

/* Declarations */

decl: CONST const_spec                                { $$ = build_const_group(p, $2); }
  | CONST "(" const_specs ")"                         { $$ = build_const_group(p, $3); }
  | VAR var_spec                                      { $$ = $2; }
  | VAR "(" var_specs ")"                             { $$ = $3; }
  | TYPE type_spec                                    { $$ = $2; }
  | TYPE "(" type_specs ")"                           { $$ = $3; }

const_specs: %empty                                   { $$ = (DeclList){0}; }
  | const_list semi_opt
  | error skip_paren RECOVERED                        { $$ = (DeclList){0}; yyerrok; }
const_list: const_spec
  | const_list ";" const_spec                         { $$ = build_join_decls(p, $1, $3); }
const_spec: ident_list                                { $$ = build_const(p, @$, $1, NULL, (ExprList){0}); }
  | ident_list type                                   { $$ = build_const(p, @$, $1, $2, (ExprList){0}); }
  | ident_list type "=" expr_list                     { $$ = build_const(p, @$, $1, $2, $4); }
  | ident_list "=" expr_list                          { $$ = build_const(p, @$, $1, NULL, $3); }

var_specs: %empty                                     { $$ = (DeclList){0}; }
  | var_list semi_opt
  | error skip_paren RECOVERED                        { $$ = (DeclList){0}; yyerrok; }
var_list: var_spec
  | var_list ";" var_spec                             { $$ = build_join_decls(p, $1, $3); }
var_spec: ident_list type                             { $$ = build_var(p, @$, $1, $2, (ExprList){0}); }
  | ident_list type "=" expr_list                     { $$ = build_var(p, @$, $1, $2, $4); }
  | ident_list "=" expr_list                          { $$ = build_var(p, @$, $1, NULL, $3); }

type_specs: %empty                                    { $$ = (DeclList){0}; }
  | type_list semi_opt
  | error skip_paren RECOVERED                        { $$ = (DeclList){0}; yyerrok; }
type_list: type_spec
  | type_list ";" type_spec                           { $$ = build_join_decls(p, $1, $3); }
type_spec: IDENT type                                 { $$ = build_type_decl(p, @$, &$1, false, $2, false); }
  | IDENT "=" type                                    { $$ = build_type_decl(p, @$, &$1, true, $3, false); }
  | IDENT defined_type_params type                    { $$ = build_type_decl(p, @$, &$1, false, $3, true); }
  | IDENT defined_type_params "=" type                { $$ = build_type_decl(p, @$, &$1, true, $4, true); }

/* After `type T`: what cannot be an array length. P *E and P (E) alone are, by Go's rule, lengths. */
defined_type_params: "[" IDENT first_constraint comma_opt "]"
                                                      { $$ = build_type_params(p, build_field(p, (Fields){0}, &$2, $3), &$5); }
  | "[" IDENT first_constraint "," type_param_list comma_opt "]"
        { $$ = build_type_params(p, build_join_fields(p, build_field(p, (Fields){0}, &$2, $3), $5), &$7); }
  | "[" expr "," "]"                                  { $$ = build_type_params(p, build_split_param(p, $2), &$4); }
  | "[" expr "," type_param_list comma_opt "]"
        { $$ = build_type_params(p, build_join_fields(p, build_split_param(p, $2), $4), &$6); }
first_constraint: first_term
  | first_constraint "|" term                         { $$ = build_binary(p, @$, OP_OR, &$2, $1, $3); }
first_term: type_name | literal_type | other_type | func_type
  | "<-" CHAN type                                    { $$ = build_chan(p, @$, CHAN_RECEIVE_ONLY, $3); }
  | "~" type                                          { $$ = build_unary(p, @$, OP_TILDE, $2); }

type_params: "[" type_param_list comma_opt "]"        { $$ = build_type_params(p, $2, &$4); }
  | "[" "]"                                           { $$ = build_no_type_params(p, &$2); }
type_param_list: type_param
  | type_param_list "," type_param                    { $$ = build_join_fields(p, $1, $3); }
type_param: IDENT                                     { $$ = build_field(p, (Fields){0}, &$1, NULL); }
  | IDENT constraint                                  { $$ = build_field(p, (Fields){0}, &$1, $2); }
constraint: term
  | constraint "|" term                               { $$ = build_binary(p, @$, OP_OR, &$2, $1, $3); }
term: type
  | "~" type                                          { $$ = build_unary(p, @$, OP_TILDE, $2); }

func_decl: FUNC IDENT signature body_opt              { $$ = build_func_decl(p, @$, NULL, &$2, $3, $4, false); }
  | FUNC IDENT type_params signature body_opt         { $$ = build_func_decl(p, @$, NULL, &$2, $4, $5, true); }
  | FUNC receiver IDENT signature body_opt            { $$ = build_func_decl(p, @$, &$2, &$3, $4, $5, false); }
  | FUNC receiver IDENT type_params signature body_opt
        { $$ = build_generic_method(p, @4, build_func_decl(p, @$, &$2, &$3, $5, $6, true)); }
receiver: "(" params ")"                              { $$ = build_params(p, $2, &$3, false); }
body_opt: %empty                                      { $$ = NULL; }
  | "{" body "}"                                      { $$ = build_body(p, @$, $2); }

ident_list: IDENT                                     { $$ = build_field(p, (Fields){0}, &$1, NULL); }
  | ident_list "," IDENT                              { $$ = build_field(p, $1, &$3, NULL); }

signature: parameters result                          { $$ = build_func_type(p, @$, $1, $2); }
/* A rule of its own, reduced at ")": an error after it is no error in the list. */
parameters: "(" params ")"                            { $$ = build_params(p, $2, &$3, true); }
result: %empty %prec LOW                              { $$ = (Fields){0}; }
  | bare_type                                         { $$ = build_field(p, (Fields){0}, NULL, $1); }
  | "(" params ")"                                    { $$ = build_params(p, $2, &$3, false); }
params: %empty                                        { $$ = (Fields){0}; }
  | param_list comma_opt
  | error skip_paren RECOVERED                        { $$ = (Fields){0}; yyerrok; }
param_list: param
  | param_list "," param                              { $$ = build_join_fields(p, $1, $3); }
param: type                                           { $$ = build_field(p, (Fields){0}, NULL, $1); }
  | "..." type                                        { $$ = build_field(p, (Fields){0}, NULL, build_ellipsis(p, @$, $2)); }
  | IDENT type                                        { $$ = build_field(p, (Fields){0}, &$1, $2); }
  | IDENT "..." type                                  { $$ = build_field(p, (Fields){0}, &$1, build_ellipsis(p, span_join(@2, @3), $3)); }

/* Types */

type: bare_type
  | "(" type ")"                                      { $$ = build_paren(p, @$, $2); }
bare_type: type_name | literal_type | other_type | func_type
  | "*" type                                          { $$ = build_star(p, @$, $2); }
  | "<-" CHAN type                                    { $$ = build_chan(p, @$, CHAN_RECEIVE_ONLY, $3); }
type_name: IDENT %prec LOW                            { $$ = build_ident(p, &$1); }
  | IDENT "." IDENT %prec LOW                         { $$ = build_selector(p, @$, build_ident(p, &$1), &$2, &$3); }
  | IDENT "[" expr "]" %prec LOW                      { $$ = build_index(p, @$, build_ident(p, &$1), &$2, build_one(p, $3)); }
  | IDENT "[" expr "," type_args "]"                  { $$ = build_index(p, @$, build_ident(p, &$1), &$2, build_prepend(p, $3, $5)); }
  | IDENT "." IDENT "[" expr_list comma_opt "]"
        { $$ = build_index(p, @$, build_selector(p, @$, build_ident(p, &$1), &$2, &$3), &$4, $5); }
type_args: %empty                                     { $$ = (ExprList){0}; }
  | expr_list comma_opt
func_type: FUNC signature                             { $$ = build_respan(p, @$, $2); }
/* What may be followed by { and so be the type of a composite literal. */
literal_type: "[" "]" type                            { $$ = build_array_type(p, @$, NULL, $3); }
  | "[" expr "]" type                                 { $$ = build_array_type(p, @$, $2, $4); }
  | "[" "..." "]" type                                { $$ = build_array_type(p, @$, build_ellipsis(p, @2, NULL), $4); }
  | MAP "[" type "]" type                             { $$ = build_map_type(p, @$, $3, $5); }
  | STRUCT "{" fields "}"                             { $$ = build_struct_type(p, @$, $3); }
other_type: CHAN type_not_receive                     { $$ = build_chan(p, @$, CHAN_BOTH, $2); }
  | CHAN "<-" type                                    { $$ = build_chan(p, @$, CHAN_SEND_ONLY, $3); }
  | INTERFACE "{" interface_elems "}"                 { $$ = build_interface_type(p, @$, $3); }
type_not_receive: type_name | literal_type | other_type | func_type
  | "*" type                                          { $$ = build_star(p, @$, $2); }
  | "(" type ")"                                      { $$ = build_paren(p, @$, $2); }

fields: %empty                                        { $$ = (Fields){0}; }
  | field_list semi_opt
  | error skip_brace RECOVERED                        { $$ = (Fields){0}; yyerrok; }
field_list: field
  | field_list ";" field                              { $$ = build_join_fields(p, $1, $3); }
field: IDENT type tag                                 { $$ = build_struct_field(p, build_field(p, (Fields){0}, &$1, NULL), $2, $3); }
  | IDENT "," ident_list type tag
        { $$ = build_struct_field(p, build_join_fields(p, build_field(p, (Fields){0}, &$1, NULL), $3), $4, $5); }
  | type_name tag                                     { $$ = build_embedded(p, $1, $2); }
  | "*" type_name tag                                 { $$ = build_embedded(p, build_star(p, span_join(@1, @2), $2), $3); }
  | "(" type ")" tag                                  { $$ = build_parenthesized_embedded(p, @1, $2, $4); }
  | "*" "(" type ")" tag                              { $$ = build_parenthesized_embedded(p, @2, build_star(p, @3, $3), $5); }
tag: %empty                                           { $$ = NULL; }
  | LITERAL                                           { $$ = build_literal(p, &$1); }

interface_elems: %empty                               { $$ = (Fields){0}; }
  | interface_list semi_opt
  | error skip_brace RECOVERED                        { $$ = (Fields){0}; yyerrok; }
interface_list: interface_elem
  | interface_list ";" interface_elem                 { $$ = build_join_fields(p, $1, $3); }
interface_elem: IDENT signature                       { $$ = build_field(p, (Fields){0}, &$1, $2); }
  | constraint                                        { $$ = build_embedded(p, $1, NULL); }

/* Expressions; types are operands where they can stand in one. */

expr: unary
  | expr "||" expr                                    { $$ = build_binary(p, @$, OP_LOGICAL_OR, &$2, $1, $3); }
  | expr "&&" expr                                    { $$ = build_binary(p, @$, OP_LOGICAL_AND, &$2, $1, $3); }
  | expr "==" expr                                    { $$ = build_binary(p, @$, OP_EQ, &$2, $1, $3); }
  | expr "!=" expr                                    { $$ = build_binary(p, @$, OP_NE, &$2, $1, $3); }
  | expr "<" expr                                     { $$ = build_binary(p, @$, OP_LT, &$2, $1, $3); }
  | expr "<=" expr                                    { $$ = build_binary(p, @$, OP_LE, &$2, $1, $3); }
  | expr ">" expr                                     { $$ = build_binary(p, @$, OP_GT, &$2, $1, $3); }
  | expr ">=" expr                                    { $$ = build_binary(p, @$, OP_GE, &$2, $1, $3); }
  | expr "+" expr                                     { $$ = build_binary(p, @$, OP_ADD, &$2, $1, $3); }
  | expr "-" expr                                     { $$ = build_binary(p, @$, OP_SUB, &$2, $1, $3); }
  | expr "|" expr                                     { $$ = build_binary(p, @$, OP_OR, &$2, $1, $3); }
  | expr "^" expr                                     { $$ = build_binary(p, @$, OP_XOR, &$2, $1, $3); }
  | expr "*" expr                                     { $$ = build_binary(p, @$, OP_MUL, &$2, $1, $3); }
  | expr "/" expr                                     { $$ = build_binary(p, @$, OP_DIV, &$2, $1, $3); }
  | expr "%" expr                                     { $$ = build_binary(p, @$, OP_REM, &$2, $1, $3); }
  | expr "<<" expr                                    { $$ = build_binary(p, @$, OP_SHL, &$2, $1, $3); }
  | expr ">>" expr                                    { $$ = build_binary(p, @$, OP_SHR, &$2, $1, $3); }
  | expr "&" expr                                     { $$ = build_binary(p, @$, OP_AND, &$2, $1, $3); }
  | expr "&^" expr                                    { $$ = build_binary(p, @$, OP_AND_NOT, &$2, $1, $3); }
unary: primary %prec LOW
  | "*" unary                                         { $$ = build_star(p, @$, $2); }
  | "&" unary                                         { $$ = build_address(p, @$, $2); }
  | "+" unary                                         { $$ = build_unary(p, @$, OP_ADD, $2); }
  | "-" unary                                         { $$ = build_unary(p, @$, OP_SUB, $2); }
  | "!" unary                                         { $$ = build_unary(p, @$, OP_NOT, $2); }
  | "^" unary                                         { $$ = build_unary(p, @$, OP_XOR, $2); }
  | "~" unary                                         { $$ = build_unary(p, @$, OP_TILDE, $2); }
  | "<-" unary                                        { $$ = build_receive(p, @$, $2); }

primary: operand
  | named_operand %prec LOW
  | primary "." "(" type ")"                          { $$ = build_type_assert(p, @$, $1, &$2, $4); }
  | primary "." "(" TYPE ")"                          { $$ = build_type_guard(p, @$, $1, &$2); }
  | primary "[" expr_opt ":" expr_opt "]"             { $$ = build_slice(p, @$, $1, &$2, $3, $5); }
  | primary "[" expr_opt ":" expr_opt ":" expr_opt "]"
        { $$ = build_slice3(p, $1, &$2, $3, $5, &$6, $7, &$8); }
  | primary "[" error skip_bracket RECOVERED "]"      { $$ = build_bad_expr(p, @$); yyerrok; }
  | primary "(" args ")"                              { $$ = build_call(p, @$, $1, &$2, $3, &$4); }
  | named_operand "{" elems "}"                       { $$ = build_composite(p, @$, $1, &$2, $3, &$4); }
  | literal_type "{" elems "}"                        { $$ = build_composite(p, @$, $1, &$2, $3, &$4); }
  | literal_type LBODY resume elems "}"               { $$ = build_composite(p, @$, $1, &$2, $4, &$5); }
/* What may name a type: outside of headers a { after it opens a composite literal. */
named_operand: IDENT %prec LOW                        { $$ = build_ident(p, &$1); }
  | primary "." IDENT                                 { $$ = build_selector(p, @$, $1, &$2, &$3); }
  | primary "[" expr "]"                              { $$ = build_index(p, @$, $1, &$2, build_one(p, $3)); }
  | primary "[" expr "," type_args "]"                { $$ = build_index(p, @$, $1, &$2, build_prepend(p, $3, $5)); }
  | "(" expr ")"                                      { $$ = build_paren(p, @$, $2); }
  | "(" error skip_paren RECOVERED ")"                { $$ = build_bad_expr(p, @$); yyerrok; }
operand: LITERAL                                      { $$ = build_literal(p, &$1); }
  | literal_type %prec LOW
  | other_type
  | func_type %prec LOW
  | func_lit
func_lit: func_type "{" body "}"                      { $$ = build_func_lit(p, @$, $1, build_body(p, span_join(@2, @4), $3)); }
  | func_type LBODY resume body "}"                   { $$ = build_func_lit(p, @$, $1, build_body(p, span_join(@2, @5), $4)); }
/* The { just read was no body: the header goes on after its }. */
resume: %empty                                        { feed_resume_header(p); }

expr_opt: %empty                                      { $$ = NULL; }
  | expr
expr_list: expr                                       { $$ = build_one(p, $1); }
  | expr_list "," expr                                { $$ = build_append(p, $1, $3); }
args: %empty                                          { $$ = (Arguments){0}; }
  | expr_list comma_opt                               { $$ = (Arguments){.list = $1}; }
  | expr_list "..." comma_opt                         { $$ = (Arguments){.list = $1, .dots = @2.start}; }
  | error skip_paren RECOVERED                        { $$ = (Arguments){0}; yyerrok; }

elems: %empty                                         { $$ = (ExprList){0}; }
  | elem_list comma_opt
  | error skip_brace RECOVERED                        { $$ = (ExprList){0}; yyerrok; }
elem_list: elem                                       { $$ = build_one(p, $1); }
  | elem_list "," elem                                { $$ = build_append(p, $1, $3); }
elem: elem_value
  | elem_value ":" elem_value                         { $$ = build_key_value(p, @$, &$2, $1, $3); }
elem_value: expr
  | "{" elems "}"                                     { $$ = build_composite(p, @$, NULL, &$1, $2, &$3); }

/* Statements. The last one before a } needs no semicolon. */

block: "{" body "}"                                   { $$ = build_block(p, @$, $2); }
body: stmts
  | stmts stmt                                        { $$ = build_append_stmt(p, $1, $2); }
stmts: %empty                                         { $$ = (StmtList){0}; }
  | stmts ";"
  | stmts stmt ";"                                    { $$ = build_append_stmt(p, $1, $2); }
  | stmts error skip_stmt RECOVERED                   { $$ = $1; yyerrok; }
stmt: simple_stmt | block | if_stmt
  | decl                                              { $$ = build_decl_stmt(p, @$, $1); }
  | ELSE if_stmt                                      { $$ = build_stray_else(p, &$1, $2); }
  | ELSE block                                        { $$ = build_stray_else(p, &$1, $2); }
  | IDENT ":"                                         { $$ = build_labeled(p, @$, &$1, NULL); }
  | IDENT ":" stmt                                    { $$ = build_labeled(p, @$, &$1, $3); }
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
  | SWITCH header LBODY clauses "}"                   { $$ = build_switch(p, @$, &$2, $4, &$5); }
  | SELECT select_head LBODY comm_clauses "}"         { $$ = build_select(p, @$, $4, &$5); }
  | FOR for_header LBODY body "}"                     { $$ = build_for(p, @$, &$2, build_block(p, span_join(@3, @5), $4)); }

simple_stmt: expr                                     { $$ = build_expr_stmt(p, @$, $1); }
  | expr "++"                                         { $$ = build_inc_dec(p, @$, &$2, $1, false); }
  | expr "--"                                         { $$ = build_inc_dec(p, @$, &$2, $1, true); }
  | expr "<-" expr                                    { $$ = build_send(p, @$, &$2, $1, $3); }
  | expr ASSIGN_OP expr                               { $$ = build_assign(p, @$, &$2, build_one(p, $1), build_one(p, $3)); }
  | expr_list "=" expr_list                           { $$ = build_assign(p, @$, &$2, $1, $3); }
  | expr_list ":=" expr_list                          { $$ = build_define(p, @$, &$2, $1, $3); }
simple_stmt_opt: %empty                               { $$ = NULL; }
  | simple_stmt

header: clauses_of_header
  | VAR clauses_of_header                             { $$ = build_var_header($2); }
  | error skip_header RECOVERED                       { $$ = (Header){.parts = 0}; yyerrok; }
clauses_of_header: simple_stmt_opt                    { $$ = (Header){.parts = 1, .cond = $1}; }
  | simple_stmt_opt ";" simple_stmt_opt               { $$ = (Header){.parts = 2, .init = $1, .semicolon = $2, .cond = $3}; }
if_header: header                                     { $$ = build_if_header(p, $1); }
for_header: header                                    { $$ = build_for_header(p, $1); }
  | for_clauses
  | VAR for_clauses                                   { $$ = build_var_header($2); }
  | RANGE expr                                        { $$ = build_range_header(p, @$, &$1, (ExprList){0}, false, $2); }
  | expr_list "=" RANGE expr                          { $$ = build_range_header(p, @$, &$2, $1, false, $4); }
  | expr_list ":=" RANGE expr                         { $$ = build_range_header(p, @$, &$2, $1, true, $4); }
for_clauses: simple_stmt_opt ";" simple_stmt_opt ";" simple_stmt_opt
        { $$ = (Header){.parts = 3, .init = $1, .semicolon = $4, .cond = $3, .post = $5}; }
select_head: %empty
  | error skip_header RECOVERED                       { yyerrok; }

if_stmt: IF if_header LBODY body "}" else_opt            { $$ = build_if(p, @$, &$2, build_block(p, span_join(@3, @5), $4), $6); }
else_opt: %empty                                      { $$ = NULL; }
  | error skip_tail RECOVERED                         { $$ = NULL; yyerrok; }
  | ELSE if_stmt                                      { $$ = $2; }
  | ELSE block                                        { $$ = $2; }

/* A clause ends with a semicolon, unless it is the last. */
clauses: clause_list
  | clause_list last_clause                           { $$ = build_append_clause(p, $1, $2); }
clause_list: %empty                                   { $$ = (CaseList){0}; }
  | clause_list clause                                { $$ = build_append_clause(p, $1, $2); }
  | error skip_case RECOVERED ":" stmts               { $$ = (CaseList){0}; yyerrok; }
clause: CASE expr_list ":" stmts                      { $$ = build_clause(p, @$, @3, false, $2, NULL, $4); }
  | DEFAULT ":" stmts                                 { $$ = build_clause(p, @$, @2, true, (ExprList){0}, NULL, $3); }
  | CASE error skip_case RECOVERED ":" stmts          { $$ = build_clause(p, @$, @5, false, (ExprList){0}, NULL, $6); yyerrok; }
last_clause: CASE expr_list ":" stmts stmt            { $$ = build_clause(p, @$, @3, false, $2, NULL, build_append_stmt(p, $4, $5)); }
  | DEFAULT ":" stmts stmt                            { $$ = build_clause(p, @$, @2, true, (ExprList){0}, NULL, build_append_stmt(p, $3, $4)); }

comm_clauses: comm_clause_list
  | comm_clause_list last_comm_clause                 { $$ = build_append_clause(p, $1, $2); }
comm_clause_list: %empty                              { $$ = (CaseList){0}; }
  | comm_clause_list comm_clause                      { $$ = build_append_clause(p, $1, $2); }
  | error skip_case RECOVERED ":" stmts               { $$ = (CaseList){0}; yyerrok; }
comm_clause: CASE simple_stmt ":" stmts               { $$ = build_clause(p, @$, @3, false, (ExprList){0}, $2, $4); }
  | DEFAULT ":" stmts                                 { $$ = build_clause(p, @$, @2, true, (ExprList){0}, NULL, $3); }
  | CASE error skip_case RECOVERED ":" stmts          { $$ = build_clause(p, @$, @5, false, (ExprList){0}, NULL, $6); yyerrok; }
last_comm_clause: CASE simple_stmt ":" stmts stmt
        { $$ = build_clause(p, @$, @3, false, (ExprList){0}, $2, build_append_stmt(p, $4, $5)); }
  | DEFAULT ":" stmts stmt                            { $$ = build_clause(p, @$, @2, true, (ExprList){0}, NULL, build_append_stmt(p, $3, $4)); }

%%

static int yyreport_syntax_error(const yypcontext_t *context, Parser *p) {
    yysymbol_kind_t expected[YYNTOKENS];
    int count = yypcontext_expected_tokens(context, expected, YYNTOKENS);
    SyntaxContext syntax = {0};
    for (int i = 0; i < count; i++) {
        syntax.operand |= expected[i] == YYSYMBOL_LITERAL;
        syntax.infix |= expected[i] == YYSYMBOL_DIV;
        syntax.name |= expected[i] == YYSYMBOL_IDENT;
        syntax.statement |= expected[i] == YYSYMBOL_RETURN;
        syntax.declaration |= expected[i] == YYSYMBOL_IMPORT;
        syntax.comma |= expected[i] == YYSYMBOL_COMMA;
    }
    syntax.only = count == 1 ? yysymbol_name(expected[0]) : NULL;
    for (const yy_state_t *state = context->yyssp; *state != 0; state--) {
        yysymbol_kind_t symbol = YY_ACCESSING_SYMBOL(*state);
        if (syntax.depth < SYNTAX_DEPTH) {
            syntax.symbols[syntax.depth++] = yysymbol_name(symbol);
        }
        syntax.in_function |= symbol == YYSYMBOL_stmts;
    }
    errors_report_unexpected(p, &syntax);
    return 0;
}

static void grammar_error(const Span *location, Parser *p, const char *message) {
    (void)message; // only "memory exhausted" comes here
    report_error(p, *location, "nested too deeply");
}
