// Diagnostics: collected, then sorted by position and printed, `FILE:LINE:COL: text`, in Go's words.
#ifndef MINIC_BASE_DIAG_H
#define MINIC_BASE_DIAG_H

#include "base/source.h"
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

typedef struct Diagnostics Diagnostics;

Diagnostics *diag_create(Arena *arena, SourceSet *sources);
// One error. Lines after the first in the text are continuations, indented by the caller with a tab as Go
// does. A second error on the same line with the same text is dropped; so is a second syntax error on a line.
__attribute__((format(printf, 3, 4))) void diag_error(Diagnostics *diags, Span span, const char *format, ...);
__attribute__((format(printf, 3, 4))) void diag_syntax_error(Diagnostics *diags, Span span,
                                                             const char *format, ...);
int diag_error_count(const Diagnostics *diags);
int diag_syntax_error_count(const Diagnostics *diags);
bool diag_has_syntax_error(const Diagnostics *diags, Span within);
// Sorted by position. As Go, stops with "too many errors" at the error number `limit` (0: prints all). With
// `carets`, the source line and a caret follow each.
void diag_print(Diagnostics *diags, FILE *out, int limit, bool carets);

#endif
