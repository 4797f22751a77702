// Where a goroutine is: the calls on its stack, as functions, files and lines.
#ifndef MINIC_RUNTIME_TRACEBACK_H
#define MINIC_RUNTIME_TRACEBACK_H

#include <stdio.h>

#include "dwarf.h"
#include "state.h"

// The calls of a goroutine, newest first.
typedef struct {
    const RtG *g;
    const uintptr_t *frame; // {its caller's frame, return address}
    uintptr_t pending;      // the next return address, if it is not in the frame
    uintptr_t pc;           // within the call's instruction
    const RtPanic *panic;   // the call is that of C code that runs this panic
} Walk;

// Of the running goroutine, from the caller of the C function whose frame this is.
Walk walk_from(const void *frame);
Walk walk_parked(const RtG *g);
bool walk_next(Walk *walk); // false: there are no more

enum { INLINED_MAX = 16 };

// The functions of the source at the walk's place, the innermost inlined one first; none in code that is not.
int traceback_frames(const Walk *walk, DwarfFrame frames[INLINED_MAX]);
int traceback_locate(uintptr_t pc, DwarfFrame frames[INLINED_MAX]);

// Prints as Go does: an empty line, "goroutine N [why]:", and the calls.
void traceback_print(FILE *out, Walk walk, const char *why);
void traceback_print_all(FILE *out);    // the goroutines that wait
void traceback_print_others(FILE *out); // ... if GOTRACEBACK asks for them

// The length of the function's name without "()", which it ends in when there are no arguments.
size_t traceback_name_length(const DwarfFrame *frame);

// Writes "/folder/file.mini", cut off if need be.
void traceback_path(const DwarfFrame *frame, char *path, size_t size);

#endif
