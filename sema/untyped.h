// Untyped expressions; private to the expressions side of the checker.
#ifndef MINIC_SEMA_UNTYPED_H
#define MINIC_SEMA_UNTYPED_H

#include "sema/check.h"

// Why an untyped expression cannot have a type.
typedef enum { UNTYPED_FITS, UNTYPED_MISMATCH, UNTYPED_TRUNCATED, UNTYPED_OVERFLOWS } UntypedFit;

// The type that the untyped `expr` takes where `target` is wanted: the target itself, the larger of two
// untyped types, the default type for an interface. NULL with the reason in *fit. *value is the rounded
// constant, or NULL.
Type *untyped_implicit_type(Checker *c, const Expr *expr, Type *target, Constant **value, UntypedFit *fit);
// Sets the type of an untyped expression and of the untyped operands it is made of. With `final`, even to an
// untyped type.
void untyped_update(Checker *c, Expr *expr, Type *type, bool final);
// "1.5 (untyped float constant) truncated to int"
void untyped_report(Checker *c, const Expr *expr, const Type *target, UntypedFit fit);
// Checks (and rounds) the constant of a typed expression; "x (constant 256 of type uint8) overflows uint8".
// An untyped integer must not exceed 512 bits. `op_pos` is where the latter is reported.
void constant_check_overflow(Checker *c, Expr *expr, Pos op_pos);

#endif
