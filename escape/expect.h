// Private to escape: the expectations that comments state.
#ifndef MINIC_ESCAPE_EXPECT_H
#define MINIC_ESCAPE_EXPECT_H

#include "escape/analysis.h"
#include "escape/comments.h"

// Reports what does not hold to the session's diagnostics.
void expect_directives(EscapeResult *r, const CommentList *comments);                     // expect.c
void expect_errors(EscapeResult *r, const SourceFile *file, const CommentList *comments); // expect_error.c

// The functions of the command line's packages that a comment is about, and their variables (expect_scope.c).
typedef VEC(Func *) ExpectFuncs;
typedef VEC(Object *) ExpectVars;
// The function declared below the comment, or that it stands in, with the literals inside.
void expect_scope(const EscapeResult *r, const Comment *comment, ExpectFuncs *out);
// The variables of that name: those declared on the comment's line (or, when it stands alone, on the next
// line) if there are any; else all.
void expect_vars(const EscapeResult *r, const Comment *comment, const ExpectFuncs *funcs, const char *name,
                 size_t len, ExpectVars *out);

#endif
