// Private to escape: standard rewrites of a program, each tried on the source text and analysed again.
#ifndef MINIC_ESCAPE_REWRITE_H
#define MINIC_ESCAPE_REWRITE_H

#include "escape/analysis.h"

// Replaces the text of `span` (empty: inserts).
typedef struct Edit {
    Span span;
    const char *text;
} Edit;

typedef struct Rewrite {
    const char *advice; // what it does, in words
    VEC(Edit) edits;
} Rewrite;

typedef VEC(Rewrite) RewriteList;

// rewrite_find.c: those that may help the site. Whether they do, and whether the program still compiles, is
// for rewrite_helps to say.
void rewrite_find(const EscapeResult *r, int site, RewriteList *out);
// rewrite_type.c
void rewrite_concrete_type(const EscapeResult *r, const Decision *decision, RewriteList *out);
// rewrite_try.c: with the rewrite, the program compiles and has fewer sites on the heap.
bool rewrite_helps(const EscapeResult *r, Rewrite *rewrite);
// The line that the first edit is on, with all edits of it applied.
const char *rewrite_preview(const EscapeResult *r, const Rewrite *rewrite, const Edit *edit);

#endif
