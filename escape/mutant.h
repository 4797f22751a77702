// Places where escape, and the part of codegen that obeys it, can be broken on purpose, to show that the
// tests notice (tests/mutants). Only a build with -Dmutants=true can be broken: there MINIC_MUTANT names the
// place.
#ifndef MINIC_ESCAPE_MUTANT_H
#define MINIC_ESCAPE_MUTANT_H

#include <stdbool.h>

#ifdef MINIC_MUTANTS
#include <stdlib.h>
#include <string.h>

static inline bool escape_mutant(const char *name) {
    const char *chosen = getenv("MINIC_MUTANT");
    return chosen && strcmp(chosen, name) == 0;
}
#else
static inline bool escape_mutant(const char *name) {
    (void)name;
    return false;
}
#endif

#endif
