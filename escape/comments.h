// Private to escape: the comments of a source file, which the lexer passes over.
#ifndef MINIC_ESCAPE_COMMENTS_H
#define MINIC_ESCAPE_COMMENTS_H

#include "base/session.h"
#include "base/vec.h"

// A `//` comment, from the slashes to the end of its line.
typedef struct Comment {
    Span span;
    const char *text; // without the slashes
    int line;
    bool alone; // nothing stands before it on its line
    Pos next;   // the next token in the file
} Comment;

typedef VEC(Comment) CommentList;

// `file` has been compiled without an error.
void comments_collect(Session *session, SourceFile *file, CommentList *out);

#endif
