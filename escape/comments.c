// Comments stand in the gaps between tokens, so the file is scanned once more and its gaps are looked at.
#include "escape/comments.h"
#include "lexer/lexer.h"
#include <string.h>

typedef struct {
    Session *session;
    const SourceFile *file;
    CommentList *out;
} Collector;

static bool is_alone(const SourceFile *file, const char *at) {
    while (at > file->text && (at[-1] == ' ' || at[-1] == '\t')) {
        at--;
    }
    return at == file->text || at[-1] == '\n';
}

// The end of the comment at `at`, which may be no comment at all: then the next character.
static const char *comment_end(const char *at, const char *end) {
    if (at + 1 < end && at[0] == '/' && at[1] == '/') {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        return newline ? newline : end;
    }
    if (at + 1 < end && at[0] == '/' && at[1] == '*') {
        for (at += 2; at + 1 < end; at++) {
            if (at[0] == '*' && at[1] == '/') {
                return at + 2;
            }
        }
        return end;
    }
    return at + 1;
}

static void collect_gap(const Collector *c, const char *at, const char *end, Pos next) {
    while (at < end) {
        const char *stop = comment_end(at, end);
        if (stop - at >= 2 && at[1] == '/') {
            Pos start = c->file->base + (Pos)(at - c->file->text);
            Comment comment = {.span = {start, start + (Pos)(stop - at)}, .next = next};
            comment.text = arena_strndup(c->session->arena, at + 2, (size_t)(stop - at) - 2);
            comment.line = source_locate(c->session->sources, start).line;
            comment.alone = is_alone(c->file, at);
            VEC_PUSH(c->session->arena, c->out, comment);
        }
        at = stop;
    }
}

void comments_collect(Session *session, SourceFile *file, CommentList *out) {
    Collector collector = {.session = session, .file = file, .out = out};
    Lexer *lexer = lexer_create(session, file);
    Pos before = file->base;
    for (;;) {
        Token token = lexer_next(lexer);
        bool automatic = token.kind == TOKEN_SEMICOLON && token.text[0] != ';';
        if (automatic) {
            continue;
        }
        Pos start = token.kind == TOKEN_EOF ? file->base + file->size : token.span.start;
        collect_gap(&collector, file->text + (before - file->base), file->text + (start - file->base), start);
        if (token.kind == TOKEN_EOF) {
            break;
        }
        before = token.span.end;
    }
    lexer_destroy(lexer);
}
