// The one context object of a compilation: no stage keeps global mutable state.
#ifndef MINIC_BASE_SESSION_H
#define MINIC_BASE_SESSION_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/name.h"
#include "base/source.h"

typedef struct {
    const char *library_path; // folder that holds fmt/, os/, ...
    bool need_main;           // package main must declare func main (false under `check` and `escape`)
} SessionOptions;

typedef struct Session {
    Arena *arena;
    NameTable *names;
    SourceSet *sources;
    Diagnostics *diags;
    SessionOptions options;
} Session;

Session *session_create(void);
void session_destroy(Session *session);

#endif
