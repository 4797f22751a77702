// Nodes that sema makes itself, already checked. Each takes its position from `span`.
#ifndef MINIC_SEMA_SYNTHESIS_H
#define MINIC_SEMA_SYNTHESIS_H

#include "sema/declare.h"

// A new variable of c->func that no name in the source refers to.
Object *make_variable(Checker *c, Span span, const char *name, Type *type);
// Mentions the variable in c->func, which captures it where it is another function's.
Expr *make_use(Checker *c, Span span, Object *var);
Expr *make_int(Checker *c, Span span, int64_t value);
Expr *make_bool(Checker *c, Span span, bool value);
Expr *make_comparison(Checker *c, Span span, Operator op, Expr *x, Expr *y);
// A call of a predeclared function; arg may be NULL.
Expr *make_builtin_call(Checker *c, Span span, BuiltinId id, Expr *arg, Type *result);

Stmt *make_stmt(Checker *c, Span span, StmtKind kind);
Stmt *make_assign(Checker *c, Span span, Object *var, Expr *value);
Stmt *make_define(Checker *c, Span span, Object *var, Expr *value);
Stmt *make_expr_stmt(Checker *c, Expr *x);
Stmt *make_block(Checker *c, Span span, StmtList stmts);
Stmt *make_if(Checker *c, Span span, Expr *cond, StmtList then);
Stmt *make_return(Checker *c, Span span, Expr *value); // or NULL

#endif
