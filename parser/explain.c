// The words of a syntax error: "unexpected X" and what Go's parser says after it.
//
// Go's parser is a recursive descent: what it says depends on the function that meets the wrong token.
// Here the parser's stack tells the same: the newest symbols say what was just read, and going down, the
// first open bracket or keyword says what it was part of.
#include "parser/build.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static bool is(const char *symbol, const char *name) {
    return strcmp(symbol, name) == 0;
}

static bool is_one_of(const char *symbol, const char *const *names) {
    for (; *names != NULL; names++) {
        if (is(symbol, *names)) {
            return true;
        }
    }
    return false;
}

// The i-th newest symbol; "" below the bottom.
static const char *symbol_at(const SyntaxContext *syntax, int i) {
    return i < syntax->depth ? syntax->symbols[i] : "";
}

static const char *const declaration_words[] = {"import", "const", "var", "type", NULL};

// Does the parenthesis that is the i-th newest symbol begin a list of parameters or results?
static bool opens_parameters(const SyntaxContext *syntax, int i) {
    static const char *const before[] = {"func", "name", "receiver", "type_params", "parameters", "]", NULL};
    return is_one_of(symbol_at(syntax, i + 1), before) && !is(symbol_at(syntax, i + 2), "type");
}

// What the open parenthesis that is the i-th newest symbol encloses.
static const char *in_parens(const SyntaxContext *syntax, int i) {
    const char *below = symbol_at(syntax, i + 1);
    if (is(below, "primary")) {
        return " in argument list; possibly missing comma or )";
    }
    if (opens_parameters(syntax, i)) {
        return " in parameter list; possibly missing comma or )";
    }
    if (is_one_of(below, declaration_words)) {
        return " in grouped declaration; possibly missing semicolon or newline or "
               ")";
    }
    return ", expected )";
}

static const char *in_braces(const char *below) {
    if (is(below, "struct")) {
        return " in struct type; possibly missing semicolon or newline or }";
    }
    if (is(below, "interface")) {
        return " in interface type; possibly missing semicolon or newline or }";
    }
    return " in composite literal; possibly missing comma or }";
}

// What has been passed on the way down from the newest symbol.
typedef struct {
    int semicolons;
    bool colon, assignment, range, comma, type_params, for_header;
} Passed;

static const char *in_brackets(const char *below, const Passed *passed, TokenKind token) {
    if (token == TOKEN_COMMA && !is(below, "primary")) {
        return "; expected ]";
    }
    if (passed->type_params) {
        return " in parameter list; possibly missing comma or ]";
    }
    return is(below, "primary") && !passed->colon ? ", expected comma, : or ]" : ", expected ]";
}

// A list of expressions that has met neither = nor :=.
static bool awaits_assignment(const Passed *passed) {
    return passed->comma && !passed->assignment;
}

static const char *in_header(const char *keyword, const Passed *passed) {
    if (awaits_assignment(passed)) {
        return ", expected := or = or comma";
    }
    if (is(keyword, "if")) {
        return passed->semicolons == 0 ? ", expected {" : ", expected { after if clause";
    }
    if (is(keyword, "for")) {
        return passed->range || passed->for_header || passed->semicolons == 2
                   ? ", expected { after for clause"
               : passed->semicolons == 1 ? ", expected semicolon or newline"
                                         : ", expected {";
    }
    return ", expected {";
}

static void pass(Passed *passed, const char *symbol, const char *below) {
    static const char *const assignments[] = {"=", ":=", "return", "case", "go", "defer", NULL};
    passed->semicolons += is(symbol, ";");
    passed->colon |= is(symbol, ":");
    passed->for_header |= is(symbol, "for_header") || is(symbol, "for_clauses");
    passed->range |= is(symbol, "range");
    passed->assignment |= is_one_of(symbol, assignments);
    passed->type_params |= is(symbol, "type_param_list") || is(symbol, "first_constraint");
    passed->comma |= is(symbol, ",") && is(below, "expr_list") && passed->semicolons == 0;
}

// The words for a wrong token after something complete: the innermost construct that is still open
// decides.
static const char *enclosing_text(const SyntaxContext *syntax, TokenKind token) {
    static const char *const headers[] = {"if", "for", "switch", NULL};
    Passed passed = {0};
    int closed = 0;    // brackets that open further down
    bool body = false; // a complete body: the header below it is complete, too
    for (int i = 0; i < syntax->depth; i++) {
        const char *symbol = syntax->symbols[i], *below = symbol_at(syntax, i + 1);
        bool opens = is(symbol, "(") || is(symbol, "[") || is(symbol, "{") || is(symbol, "{ body");
        closed += is(symbol, ")") || is(symbol, "]") || is(symbol, "}");
        if (closed > 0) {
            closed -= opens;
            body |= closed == 0 && is(symbol, "{ body");
            continue;
        }
        pass(&passed, symbol, below);
        if (opens) {
            return is(symbol, "(")   ? in_parens(syntax, i)
                   : is(symbol, "[") ? in_brackets(below, &passed, token)
                                     : in_braces(below);
        }
        if (is(symbol, "stmts")) {
            return awaits_assignment(&passed) ? ", expected := or = or comma" : " at end of statement";
        }
        if (is(symbol, "top_decls")) {
            return " after top level declaration";
        }
        if (is(symbol, "case")) {
            return ", expected :";
        }
        if (is_one_of(symbol, headers) && !body) {
            return in_header(symbol, &passed);
        }
    }
    return is(symbol_at(syntax, 1), "package") ? ", expected semicolon or newline" : "";
}

// In the list of a declaration group, of fields, of methods? Looks down for the bracket and what is below
// it.
static bool is_in(const SyntaxContext *syntax, const char *keyword) {
    const char *top = symbol_at(syntax, 0);
    int at = is(top, ";") ? 2 : 0; // LIST ;
    return (is(symbol_at(syntax, at), "(") || is(symbol_at(syntax, at), "{")) &&
           is(symbol_at(syntax, at + 1), keyword);
}

// A name or a type was expected.
static const char *name_text(const SyntaxContext *syntax) {
    static const char *const before_name[] = {"package", "receiver", "goto", "var", "const", "type", NULL};
    const char *top = symbol_at(syntax, 0), *below = symbol_at(syntax, 1);
    if (is_one_of(top, before_name) || is_in(syntax, "var") || is_in(syntax, "const") ||
        is_in(syntax, "type")) {
        return ", expected name";
    }
    if (is(top, "func")) {
        return is(below, "top_decls") ? ", expected name or (" : ", expected (";
    }
    if (is(top, ".")) {
        return is(below, "primary") ? ", expected name or (" : ", expected name";
    }
    if (is(top, ",") && (is(below, "ident_list") || is(below, "name"))) {
        return ", expected name";
    }
    if (is_in(syntax, "struct")) {
        return ", expected field name or embedded type";
    }
    if (is_in(syntax, "interface")) {
        return ", expected ~ term or type";
    }
    if ((is(top, "(") && !is(below, "(") && !is(below, ".")) || (is(top, ",") && is(below, "param_list"))) {
        return ", expected )";
    }
    if ((is(top, "[") && is(below, "name")) || (is(top, ",") && is(below, "type_param_list"))) {
        return ", expected ]";
    }
    bool declared = is(below, "type") || is(below, "type_list") || is(below, "defined_type_params") ||
                    (is(below, "(") && is(symbol_at(syntax, 2), "type")) ||
                    (is(below, ";") && is(symbol_at(syntax, 2), "type_list"));
    if (is(top, "defined_type_params") || (is(top, "name") && declared) ||
        (is(top, "=") && (declared || is(below, "name")))) {
        return " in type declaration";
    }
    return ", expected type";
}

// At the end of the file, in a list: the bracket that is missing.
static const char *ends_list(const SyntaxContext *syntax) {
    for (int i = 0; i < syntax->depth && !is(syntax->symbols[i], "stmts"); i++) {
        const char *symbol = syntax->symbols[i], *below = symbol_at(syntax, i + 1);
        if (is(symbol, "(")) {
            return is(below, "primary") ? ", expected )" : ", expected expression";
        }
        if (is(symbol, "{")) {
            return ", expected }";
        }
    }
    return ", expected expression";
}

// An operand was expected.
static const char *operand_text(const SyntaxContext *syntax, TokenKind token) {
    const char *top = symbol_at(syntax, 0);
    if (syntax->statement) {
        bool in_clause = is(top, "stmts") && is(symbol_at(syntax, 1), ":");
        return in_clause ? ", expected case or default or }" : ", expected }";
    }
    if (is(top, "[") && is(symbol_at(syntax, 1), "primary") && token == TOKEN_RBRACKET) {
        return ", expected operand";
    }
    if (token == TOKEN_EOF && (is(top, ",") || is(top, "("))) {
        return ends_list(syntax);
    }
    return ", expected expression";
}

// Tokens as Go names them in "expected X".
static const char *only_text(Parser *p, const char *only) {
    static const char *const words[] = {"chan", "map", "struct", "interface", "func", "type", "range", NULL};
    if (is(only, ";")) {
        return ", expected semicolon or newline";
    }
    if (is(only, "{ body")) {
        return ", expected {";
    }
    return arena_printf(p->arena, ", expected %s%s", is_one_of(only, words) ? "keyword " : "", only);
}

// After the names of a constant, whose type may be missing.
static bool is_constant(const SyntaxContext *syntax) {
    const char *below = symbol_at(syntax, 1), *next = symbol_at(syntax, 2);
    return is(below, "const") || (is(below, "(") && is(next, "const")) ||
           (is(below, ";") && is(next, "const_list"));
}

// The name of a parameter, or its type.
static bool follows_parameter(const SyntaxContext *syntax) {
    const char *below = symbol_at(syntax, 1);
    return is(symbol_at(syntax, 0), "name") &&
           (is(below, "(") ? opens_parameters(syntax, 1)
                           : is(below, ",") && is(symbol_at(syntax, 2), "param_list"));
}

static const char *context_text(Parser *p, const SyntaxContext *syntax) {
    static const char *const before_token[] = {"map", "struct", "interface", "func", "<-", NULL};
    const char *top = symbol_at(syntax, 0);
    if (syntax->only != NULL && is_one_of(top, before_token)) {
        return only_text(p, syntax->only);
    }
    if (is(top, "clause_list") || is(top, "comm_clause_list") || is(top, "{ body")) {
        return ", expected case or default or }";
    }
    bool function_name =
        is(top, "name") && (is(symbol_at(syntax, 1), "func") || is(symbol_at(syntax, 1), "receiver"));
    if (function_name || is(top, "type_params")) {
        return ", expected (";
    }
    if (syntax->operand && syntax->name && !syntax->infix) {
        return operand_text(syntax, p->token.kind);
    }
    bool optional = is(top, ")") || is(top, "parameters") || is(top, "break") || is(top, "continue") ||
                    (is(top, "ident_list") && is_constant(syntax)) || follows_parameter(syntax);
    if (syntax->name && !syntax->infix && !optional) {
        return name_text(syntax);
    }
    return enclosing_text(syntax, p->token.kind);
}

// The messages that do not begin with "unexpected X"; NULL if there is none.
static const char *plain_text(const Parser *p, const SyntaxContext *syntax) {
    const char *top = symbol_at(syntax, 0), *below = symbol_at(syntax, 1);
    if (syntax->depth == 0) {
        return "package statement must be first";
    }
    if (is(top, "top_decls") || (is(top, "package") && syntax->declaration)) {
        return p->bodyless && p->token.kind == TOKEN_LBRACE
                   ? "unexpected semicolon or newline before {"
                   : "non-declaration statement outside function body";
    }
    if (is(top, "else")) {
        return "else must be followed by if or statement block";
    }
    if (is(top, "chan") || (is(top, "<-") && is(below, "chan") && syntax->name)) {
        return "missing channel element type";
    }
    if (is(top, "...") && syntax->name) {
        return "... is missing type";
    }
    bool import_name = is(top, "name") || is(top, ".");
    if (is(top, "import") || is_in(syntax, "import") || (import_name && is(below, "import")) ||
        (import_name && is(below, "(") && is(symbol_at(syntax, 2), "import")) ||
        (import_name && is(below, ";") && is(symbol_at(syntax, 2), "import_list"))) {
        return "missing import path";
    }
    if (is(top, "select") || is(top, "select_head")) {
        return "missing { after select clause";
    }
    return NULL;
}

// switch x; y without its {.
static bool ends_switch_header(const SyntaxContext *syntax) {
    for (int i = 0; i < syntax->depth && !is(syntax->symbols[i], "stmts"); i++) {
        if (is(syntax->symbols[i], "switch")) {
            return i > 0 && is(symbol_at(syntax, i - 1), "simple_stmt_opt") &&
                   is(symbol_at(syntax, i - 2), ";");
        }
    }
    return false;
}

// Has just closed what was taken for the body of if, for or switch: perhaps it was meant as a literal.
static bool follows_body(const SyntaxContext *syntax) {
    return is(symbol_at(syntax, 0), "}") && is(symbol_at(syntax, 1), "body") &&
           is(symbol_at(syntax, 2), "{ body");
}

void errors_report_unexpected(Parser *p, const SyntaxContext *syntax) {
    p->in_function = syntax->in_function;
    if (p->token.kind == TOKEN_EOF && diag_error_count(p->session->diags) > p->errors_before) {
        return; // a consequence of the errors before
    }
    const char *plain = plain_text(p, syntax);
    if (plain != NULL) {
        report_syntax_error(p, p->token.span, "%s", plain);
        return;
    }
    if (is(symbol_at(syntax, 0), ":") && is(symbol_at(syntax, 1), "name") && syntax->statement) {
        report_syntax_error(p, p->previous_span, "missing statement after label");
        return;
    }
    const char *context = context_text(p, syntax);
    if (is(context, ", expected {") && ends_switch_header(syntax)) {
        report_syntax_error(p, p->token.span, "missing { after switch clause");
        return;
    }
    const char *hint =
        p->token.kind == TOKEN_LBRACE && follows_body(syntax)
            ? "\n\tin the header of if, for and switch, a composite literal needs parentheses around it"
            : "";
    report_syntax_error(p, p->token.span, "unexpected %s%s%s", errors_token_text(p, &p->token), context,
                        hint);
}
