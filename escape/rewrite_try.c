// A rewrite is tried on a copy of the program: the edited text goes through the whole front end and the
// analysis again. It helps when it compiles and fewer sites are on the heap, or come
// there when a buffer of the frame is used up.
#include "escape/rewrite.h"
#include "parser/parser.h"
#include <stdlib.h>

static int compare_edits(const void *a, const void *b) {
    const Edit *x = a;
    const Edit *y = b;
    return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

// The text of [from, to) of a file, with the edits in it.
static const char *edited_text(Arena *arena, const SourceFile *file, const Rewrite *rewrite, Pos from,
                               Pos to) {
    const char *text = "";
    for (int i = 0; i < rewrite->edits.len; i++) {
        const Edit *edit = &rewrite->edits.items[i];
        if (edit->span.start < from || edit->span.end > to) {
            continue;
        }
        int kept = (int)(edit->span.start - from);
        text = arena_printf(arena, "%s%.*s%s", text, kept, file->text + (from - file->base), edit->text);
        from = edit->span.end;
    }
    return arena_printf(arena, "%s%.*s", text, (int)(to - from), file->text + (from - file->base));
}

static int heap_sites(const EscapeResult *r) {
    int count = 0;
    for (int site = 1; site <= r->sites.len; site++) {
        const Decision *decision = escape_site(r, site);
        Location at = source_locate(r->program->session->sources, decision->pos);
        bool may_be_on_heap = decision->placement == PLACE_HEAP || decision->pieces;
        count += at.file && !at.file->library && may_be_on_heap && !decision->is_static;
    }
    return count;
}

bool rewrite_helps(const EscapeResult *r, Rewrite *rewrite) {
    const Session *old = r->program->session;
    Session *session = session_create();
    session->options = old->options;
    qsort(rewrite->edits.items, (size_t)rewrite->edits.len, sizeof(Edit), compare_edits);
    VEC(File *) files = {0};
    for (int i = 0; i < source_count(old->sources); i++) {
        const SourceFile *file = source_at(old->sources, i);
        if (!file->library) {
            const char *text =
                edited_text(session->arena, file, rewrite, file->base, file->base + file->size);
            SourceFile *copy = source_add_text(session->sources, file->path, text, strlen(text));
            VEC_PUSH(session->arena, &files, parser_parse_file(session, copy));
        }
    }
    bool helps = false;
    if (diag_error_count(session->diags) == 0) {
        Program *program = sema_check(session, files.items, files.len);
        if (diag_error_count(session->diags) == 0) {
            helps = heap_sites(escape_analyze(program, &r->options)) < heap_sites(r);
        }
    }
    session_destroy(session);
    return helps;
}

const char *rewrite_preview(const EscapeResult *r, const Rewrite *rewrite, const Edit *edit) {
    Location at = source_locate(r->program->session->sources, edit->span.start);
    const SourceFile *file = at.file;
    Pos from = file->base + file->lines[at.line - 1];
    Pos to = edit->span.end;
    while (to < file->base + file->size && file->text[to - file->base] != '\n') {
        to++;
    }
    return edited_text(r->arena, file, rewrite, from, to);
}
