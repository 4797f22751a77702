// --format=sites: one line for every site of the command line's packages, by position:
//     line:col kind stack|heap [hybrid|static|silent|zerocopy|slot] # text
#include "escape/analysis.h"
#include <stdlib.h>

typedef struct {
    const Decision *decision;
    const SourceFile *file;
    ShownPlace place;
    const char *kind;
    bool guard; // the symbol of a type switch, which is nowhere itself: each clause has a variable
} Row;

// Go does not keep columns from 255 on.
static int shown_column(ShownPlace place) {
    return place.column < 255 ? place.column : 0;
}

static int compare_rows(const void *a, const void *b) {
    const Row *x = a;
    const Row *y = b;
    if (x->file != y->file) {
        return x->file->base < y->file->base ? -1 : 1;
    }
    if (x->place.line != y->place.line) {
        return x->place.line - y->place.line;
    }
    if (x->place.column != y->place.column) {
        return x->place.column - y->place.column;
    }
    return strcmp(x->kind, y->kind);
}

// The oracle tells kinds by their texts: a slice or map literal of a defined type reads like a boxed one,
// make of a defined map type like that of a slice, and they are listed so.
static const char *kind_of(const Decision *decision) {
    const char *text = decision->text;
    bool written_out = text[0] == '&' || text[0] == '[' || strncmp(text, "map[", 4) == 0;
    if (decision->kind == SITE_COMPLIT && !written_out) {
        return escape_kind_name(SITE_BOX);
    }
    bool map_written_out = strncmp(text, "make(map[", 9) == 0;
    return escape_kind_name(decision->kind == SITE_MAKEMAP && !map_written_out ? SITE_MAKE : decision->kind);
}

static const char *note_of(const Decision *decision) {
    if (decision->is_static) {
        return " static";
    }
    if (decision->zerocopy) {
        return " zerocopy";
    }
    if (decision->sunk || decision->pieces) {
        return " hybrid";
    }
    if (decision->slot) {
        return " slot";
    }
    if (decision->silent || (decision->kind == SITE_VAR && decision->placement == PLACE_STACK)) {
        return " silent";
    }
    return decision->hybrid ? " hybrid" : "";
}

void escape_print_sites(FILE *out, const EscapeResult *result) {
    Row *rows = ARENA_NEW_N(result->arena, Row, 2 * result->sites.len + 1);
    int count = 0;
    Pos last_guard = 0;
    for (int site = 1; site <= result->sites.len; site++) {
        const Decision *decision = escape_site(result, site);
        Location location = source_locate(result->program->session->sources, decision->pos);
        // The records of go and defer are no allocations of Go's.
        bool record = decision->kind == SITE_GO || decision->kind == SITE_DEFER;
        if (location.file && !location.file->library && !record) {
            ShownPlace place = source_place(result->program->session->sources, decision->pos);
            rows[count++] = (Row){decision, location.file, place, kind_of(decision), false};
            if (decision->guard && decision->guard != last_guard) {
                last_guard = decision->guard;
                place = source_place(result->program->session->sources, last_guard);
                rows[count++] = (Row){decision, location.file, place, escape_kind_name(SITE_VAR), true};
            }
        }
    }
    qsort(rows, (size_t)count, sizeof *rows, compare_rows);
    for (int i = 0; i < count; i++) {
        const Decision *decision = rows[i].decision;
        bool stack = decision->placement == PLACE_STACK || rows[i].guard;
        fprintf(out, "%d:%d %s %s%s # %s\n", rows[i].place.line, shown_column(rows[i].place), rows[i].kind,
                stack ? "stack" : "heap", rows[i].guard ? " silent" : note_of(decision), decision->text);
    }
}
