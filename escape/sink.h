// Private to escape: sinking (sink.c), from the candidates of a function to what codegen does.
#ifndef MINIC_ESCAPE_SINK_H
#define MINIC_ESCAPE_SINK_H

#include "escape/analysis.h"

// A variable that alone names an object in the frame.
typedef struct SinkCandidate {
    Sink sink;
    const StmtList *block;   // the statements that may use it ...
    int first;               // ... from this one on
    VEC(const Stmt *) moves; // before these the object moves to the heap
} SinkCandidate;

typedef VEC(SinkCandidate *) SinkCandidates;

// sink_uses.c: the candidates of a function among its sites that `may_sink` (by site), with all their moves.
SinkCandidates sink_collect(EscapeResult *r, Func *func, const bool *may_sink);
// sink_pays.c: is there a straight way through the block without a move?
bool sink_pays(const SinkCandidate *candidate);

#endif
