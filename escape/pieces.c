// Pieces: an object that outlives an iteration of a loop, but not the function, is one of many that live at
// the same time. The frame has a buffer for the first of them; each execution of the site takes a new piece,
// and the heap serves when the buffer is used up. No piece is given twice while it may be in use: only when
// an iteration of a loop begins that none of the objects outlives (`restart`) are all of them free again.
#include "escape/analysis.h"

static bool takes_pieces(const Decision *decision) {
    switch (decision->kind) {
    case SITE_VAR:
    case SITE_COMPLIT:
    case SITE_NEW:
    case SITE_MAKEMAP:
    case SITE_CLOSURE:
    case SITE_METHODVAL:
    case SITE_BOX:
    case SITE_VARIADIC: return decision->object_size > 0 && decision->object_size <= MAX_PIECE;
    case SITE_MAKE: return decision->hybrid || decision->object_size <= MAX_PIECE;
    case SITE_STRCAT:
    case SITE_CONV: return decision->hybrid && !decision->zerocopy;
    case SITE_MAKECHAN:
    case SITE_APPEND: // has its own
    case SITE_DEFER:
    case SITE_GO:
    case SITE_KIND_COUNT: break;
    }
    return false;
}

void pieces_restart(EscapeResult *r, const Stmt *loop, PiecesBuffer buffer) {
    PiecesList *list = table_get(&r->restarts, loop);
    if (loop && !list) {
        list = ARENA_NEW(r->arena, PiecesList);
        table_set(r->arena, &r->restarts, loop, list);
    }
    if (loop) {
        VEC_PUSH(r->arena, list, buffer);
    }
}

bool pieces_decide(EscapeResult *r, int site, int64_t *bytes) {
    Decision *decision = site_decision(r, site);
    const SiteVerdict *verdict = site_verdict(r, site);
    if (decision->rule != RULE_LOOP || !verdict->loops_only || decision->is_static || decision->slot ||
        !takes_pieces(decision) || table_get(&r->recursive, decision->func) ||
        *bytes + PIECES_BYTES > MAX_FRAME_BUFFERS) {
        return false;
    }
    *bytes += PIECES_BYTES;
    decision->pieces = decision->hybrid = true;
    decision->buffer_size = PIECES_BYTES;
    pieces_restart(r, verdict->restart, (PiecesBuffer){decision, PIECES_BYTES});
    return true;
}

const PiecesList *escape_restarts(const EscapeResult *result, const Stmt *loop) {
    return table_get(&result->restarts, loop);
}
