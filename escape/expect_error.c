// Go's own expectation comments, // ERROR "regexp" ..., held against the lines of -m: on a line that has
// one, every pattern matches a message, and every message is matched by a pattern. (`// GC_ERROR` says the
// same; `// ERRORNEXT` is about the next line; `regexp` may stand for "regexp"; LINE in a pattern is
// FILE:LINE; a doubled mark, //// ERROR, is no expectation.)
#define PCRE2_CODE_UNIT_WIDTH 8
#include "escape/expect.h"
#include "escape/report.h"
#include <pcre2.h>

// A message of -m on the line of a comment.
typedef struct {
    const char *text;
    bool matched;
} Message;

typedef struct {
    EscapeResult *r;
    const SourceFile *file;
    const Comment *comment;
    int line;
    VEC(Message) messages;
} Check;

static void keep_message(void *data, Pos pos, const char *text) {
    Check *c = data;
    Location at = source_locate(c->r->program->session->sources, pos);
    if (at.file == c->file && at.line == c->line) {
        VEC_PUSH(c->r->arena, &c->messages, (Message){.text = text});
    }
}

// LINE, LINE+1 and LINE-1 stand for a place.
static const char *expand_line(const Check *c, const char *pattern) {
    const char *at = strstr(pattern, "LINE");
    if (!at) {
        return pattern;
    }
    char *end = (char *)at + strlen("LINE");
    long shift = *end == '+' || *end == '-' ? strtol(end, &end, 10) : 0;
    const char *head = arena_strndup(c->r->arena, pattern, (size_t)(at - pattern));
    return arena_printf(c->r->arena, "%s%s:%ld%s", head, c->file->path, c->line + shift, expand_line(c, end));
}

static bool matches(pcre2_code *code, const char *text) {
    pcre2_match_data *data = pcre2_match_data_create_from_pattern(code, NULL);
    int found = pcre2_match(code, (PCRE2_SPTR)text, strlen(text), 0, 0, data, NULL);
    pcre2_match_data_free(data);
    return found >= 0;
}

static void check_pattern(Check *c, const char *pattern) {
    Diagnostics *diags = c->r->program->session->diags;
    int error = 0;
    PCRE2_SIZE offset = 0;
    pattern = expand_line(c, pattern);
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, 0, &error, &offset, NULL);
    if (!code) {
        PCRE2_UCHAR text[128];
        pcre2_get_error_message(error, text, sizeof text);
        diag_error(diags, c->comment->span, "bad regular expression \"%s\": %s", pattern, (const char *)text);
        return;
    }
    bool found = false;
    for (int i = 0; i < c->messages.len; i++) {
        if (matches(code, c->messages.items[i].text)) {
            c->messages.items[i].matched = true;
            found = true;
        }
    }
    pcre2_code_free(code);
    if (!found) {
        diag_error(diags, c->comment->span, "no message of -m on line %d matches \"%s\"", c->line, pattern);
    }
}

static void check_patterns(Check *c, const char *at) {
    while (*(at += strcspn(at, "\"`"))) {
        const char *end = strchr(at + 1, *at);
        if (!end) {
            break;
        }
        check_pattern(c, arena_strndup(c->r->arena, at + 1, (size_t)(end - at) - 1));
        at = end + 1;
    }
    for (int i = 0; i < c->messages.len; i++) {
        if (!c->messages.items[i].matched) {
            diag_error(c->r->program->session->diags, c->comment->span, "line %d: not expected: %s", c->line,
                       c->messages.items[i].text);
        }
    }
}

// After "ERROR " or "ERRORNEXT ", or NULL.
static const char *patterns_of(const char *text, bool *next) {
    text += strspn(text, " \t");
    if (strncmp(text, "GC_", 3) == 0) {
        text += 3;
    }
    if (strncmp(text, "ERROR", strlen("ERROR")) != 0) {
        return NULL;
    }
    text += strlen("ERROR");
    *next = strncmp(text, "NEXT", strlen("NEXT")) == 0;
    text += *next ? strlen("NEXT") : 0;
    size_t blanks = strspn(text, " \t");
    return blanks > 0 && (text[blanks] == '"' || text[blanks] == '`') ? text + blanks : NULL;
}

void expect_errors(EscapeResult *r, const SourceFile *file, const CommentList *comments) {
    for (int i = 0; i < comments->len; i++) {
        const Comment *comment = &comments->items[i];
        bool next = false;
        const char *patterns = patterns_of(comment->text, &next);
        if (patterns) {
            Check check = {.r = r, .file = file, .comment = comment, .line = comment->line + (next ? 1 : 0)};
            report_each_line(r, keep_message, &check);
            check_patterns(&check, patterns);
        }
    }
}
