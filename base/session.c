// Puts a Session together.
#include "base/session.h"

#include <locale.h>

Session *session_create(void) {
    setlocale(LC_CTYPE, "C.UTF-8"); // for the classes of Unicode letters in identifiers
    Arena *arena = arena_create();
    Session *session = ARENA_NEW(arena, Session);
    session->arena = arena;
    session->names = name_table_create(arena);
    session->sources = source_set_create(arena);
    session->diags = diag_create(arena, session->sources);
    return session;
}

void session_destroy(Session *session) {
    arena_destroy(session->arena);
}
