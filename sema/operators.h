// Parts of the binary operators; private to the expressions side.
#ifndef MINIC_SEMA_OPERATORS_H
#define MINIC_SEMA_OPERATORS_H

#include "sema/check.h"

// x << y and x >> y of checked operands; `result` is the shift.
void check_shift(Checker *c, Expr *result, Operator op, Expr *x, Expr *y);
#endif
