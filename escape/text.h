// Private to escape: building the texts of messages.
#ifndef MINIC_ESCAPE_TEXT_H
#define MINIC_ESCAPE_TEXT_H

#include "escape/analysis.h"

// A string that grows in the result's arena.
typedef struct {
    const EscapeResult *result;
    VEC(char) text;
} TextBuilder;

// The statement that Go's compiler makes up to take values out of an expression: names = values. Ownership:
// the arena of the analysis, with all that it points to.
typedef struct TempStmt {
    Pos pos;
    bool define; // :=
    VEC(const char *) names;
    ExprList values;
} TempStmt;

// As in Go's printer, where a send has one, too.
enum {
    PREC_NONE,
    PREC_LOGICAL_OR,
    PREC_LOGICAL_AND,
    PREC_SEND,
    PREC_COMPARE,
    PREC_ADD,
    PREC_MUL,
    PREC_UNARY,
    PREC_PRIMARY,
};

void text_put(TextBuilder *t, const char *s);
void text_put_expr(TextBuilder *t, const Expr *expr);
// As an operand of an operator of this precedence.
void text_put_operand(TextBuilder *t, const Expr *expr, int prec);
const char *text_built(TextBuilder *t);
// The operand below parentheses and implicit conversions, dereferences and addresses.
const Expr *text_skip_implicit(const Expr *expr);

// text_constant.c
void text_put_constant(TextBuilder *t, const Expr *expr);

// text_stmt.c: the statement as Go's compiler prints it in -m=2.
const char *text_of_stmt(const EscapeResult *r, const Stmt *stmt);
const char *text_of_temps(const EscapeResult *r, const TempStmt *stmt);
const char *text_of_clause(const EscapeResult *r, const CaseClause *clause);
// The declaration of variable `index`, and the name of a function without its package.
const char *text_of_var_decl(const EscapeResult *r, const Decl *decl, int index);
const char *text_of_func(const Func *func);

// text_type.c: types as Go's compiler prints them in -m.
void text_put_type(TextBuilder *t, const Type *type);
// As the source spells it, where it does (byte is not uint8 then); `written` may be NULL.
void text_put_written_type(TextBuilder *t, const Expr *written, const Type *type);

#endif
