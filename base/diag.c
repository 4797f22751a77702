// Collects errors; sorts them by position when they are printed. Reporting never fails and never stops a
// stage.
#include "base/diag.h"

#include "base/vec.h"
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    Span span;
    Location at;
    const char *text;
    bool syntax;
    int order; // of reporting: keeps the sort stable
} Diagnostic;

struct Diagnostics {
    Arena *arena;
    SourceSet *sources;
    VEC(Diagnostic) items;
};

Diagnostics *diag_create(Arena *arena, SourceSet *sources) {
    Diagnostics *diags = ARENA_NEW(arena, Diagnostics);
    diags->arena = arena;
    diags->sources = sources;
    return diags;
}

// How far back a repetition is looked for: it keeps a file of a million errors linear.
enum { REPEAT_WINDOW = 64 };

// As Go: one syntax error per line; the same text not twice in a row for one line, and never at one position.
static bool is_repeated(const Diagnostics *diags, const Diagnostic *new) {
    int first = diags->items.len > REPEAT_WINDOW ? diags->items.len - REPEAT_WINDOW : 0;
    for (int i = diags->items.len - 1; i >= first; i--) {
        const Diagnostic *old = &diags->items.items[i];
        bool same_place = i == diags->items.len - 1 || old->span.start == new->span.start;
        if (old->at.file == new->at.file && old->at.line == new->at.line &&
            ((old->syntax && new->syntax) || (same_place && strcmp(old->text, new->text) == 0))) {
            return true;
        }
    }
    return false;
}

static void add(Diagnostics *diags, Span span, bool syntax, const char *format, va_list args) {
    Diagnostic item = {
        .span = span,
        .at = source_locate(diags->sources, span.start),
        .text = arena_vprintf(diags->arena, format, args),
        .syntax = syntax,
        .order = diags->items.len,
    };
    if (!is_repeated(diags, &item)) {
        VEC_PUSH(diags->arena, &diags->items, item);
    }
}

void diag_error(Diagnostics *diags, Span span, const char *format, ...) {
    va_list args;
    va_start(args, format);
    add(diags, span, false, format, args);
    va_end(args);
}

void diag_syntax_error(Diagnostics *diags, Span span, const char *format, ...) {
    va_list args;
    va_start(args, format);
    add(diags, span, true, format, args);
    va_end(args);
}

int diag_error_count(const Diagnostics *diags) {
    return diags->items.len;
}

int diag_syntax_error_count(const Diagnostics *diags) {
    int count = 0;
    for (int i = 0; i < diags->items.len; i++) {
        count += diags->items.items[i].syntax;
    }
    return count;
}

bool diag_has_syntax_error(const Diagnostics *diags, Span within) {
    for (int i = 0; i < diags->items.len; i++) {
        Pos at = diags->items.items[i].span.start;
        if (diags->items.items[i].syntax && at >= within.start && at < within.end) {
            return true;
        }
    }
    return false;
}

// By line, as Go sorts; within a line by column, then in the order of reporting.
static int compare(const void *a, const void *b) {
    const Diagnostic *x = a, *y = b;
    if (x->span.start != y->span.start) {
        return x->span.start < y->span.start ? -1 : 1;
    }
    return x->order - y->order;
}

// The source line, and a caret under the column (tabs are kept so that it stands right).
static void print_caret(FILE *out, const Location *at) {
    const char *line = at->file->text + at->file->lines[at->line - 1];
    int length = (int)strcspn(line, "\r\n");
    fprintf(out, "    %.*s\n    ", length, line);
    for (int i = 0; i + 1 < at->column && i < length; i++) {
        if (((unsigned char)line[i] & 0xc0) != 0x80) { // one column per rune
            fputc(line[i] == '\t' ? '\t' : ' ', out);
        }
    }
    fputs("^\n", out);
}

static void print_error(const Diagnostics *diags, FILE *out, const Diagnostic *item, bool carets) {
    if (item->at.file != NULL) {
        fprintf(out, "%s: ", source_place_text(diags->sources, item->span.start));
    }
    fprintf(out, "%s\n", item->text);
    if (carets && item->at.file != NULL) {
        print_caret(out, &item->at);
    }
}

// As Go does it: the limit cuts in the order of reporting; what is left is sorted.
void diag_print(Diagnostics *diags, FILE *out, int limit, bool carets) {
    int count = diags->items.len;
    bool too_many = limit > 0 && count >= limit;
    if (count == 0) {
        return;
    }
    count = too_many ? limit : count;
    Pos last = diags->items.items[count - 1].span.start;
    qsort(diags->items.items, (size_t)count, sizeof(Diagnostic), compare);
    for (int i = 0; i < count; i++) {
        print_error(diags, out, &diags->items.items[i], carets);
    }
    if (too_many) {
        fprintf(out, "%s: too many errors\n", source_place_text(diags->sources, last));
    }
}
