// Private to escape: sinking (sink.c), from the candidates of a function to what codegen does.
#ifndef MINIC_ESCAPE_SINK_H
#define MINIC_ESCAPE_SINK_H

#include "escape/analysis.h"

enum { MAX_MOVES = 16 }; // of an object that sinks: they are looked through at each statement

// A variable that alone names an object in the frame.
typedef struct SinkCandidate {
    Sink sink;               // site 0: what append makes is all that it may have there
    const StmtList *block;   // the statements that may use it ...
    int first;               // ... from this one on
    VEC(const Stmt *) moves; // before these the object moves to the heap; a few more than MAX_MOVES at most
    int depth;               // loops around its declaration
    int weight;              // of its appends: those in a loop count for more
    VEC(int) appends;        // the sites of those that make it grow
    bool moves_again;        // what would have to move it is in a part of a loop's head that runs again
} SinkCandidate;

typedef VEC(SinkCandidate *) SinkCandidates;

// A range that holds a reference while its body runs.
typedef struct SinkLoan {
    SinkCandidate *candidate;
    const Stmt *range;
} SinkLoan;

// The walk over a function.
typedef struct SinkWalk {
    EscapeResult *r;
    Arena *arena;
    Func *func;
    const bool *may_sink; // by site
    SinkCandidates candidates;
    Table by_var;
    const Stmt *stmt;    // before which an object moves that is kept now
    bool runs_again;     // in the part of a loop's head that follows each iteration
    int depth;           // loops around
    VEC(SinkLoan) loans; // of the ranges around it
} SinkWalk;

// sink_uses.c: what an expression does with the objects of candidates. Its value is kept (NULL: there is
// none), or only looked at, or held by a range while its body runs.
void sink_keep(SinkWalk *w, Expr *expr);
void sink_keep_all(SinkWalk *w, const ExprList *exprs);
void sink_assign(SinkWalk *w, Expr *lhs, Expr *value);
void sink_read(SinkWalk *w, Expr *expr);
void sink_lend(SinkWalk *w, Expr *expr, const Stmt *range);
// A bare return keeps what the named results refer to.
void sink_keep_results(SinkWalk *w);
// The array of the candidate is replaced while ranges hold it.
void sink_replace(SinkWalk *w, SinkCandidate *candidate);
// sink_walk.c: the candidates of a function among its sites that `may_sink` (by site), with all their moves.
SinkCandidates sink_collect(EscapeResult *r, Func *func, const bool *may_sink);
// sink_backing.c: slices that append grows. lhs = value, of the statement.
void sink_append(SinkWalk *w, const Stmt *stmt, Expr *lhs, Expr *value);
bool sink_may_back(const EscapeResult *r, int site); // is it the site of an append to a slice that escapes?
// Gives the slice a backing store in the frame, if that pays; `frame`: bytes of those in the function.
void sink_back(EscapeResult *r, const Func *func, SinkCandidate *candidate, int64_t *frame);
// sink.c: the object moves before the statement.
void sink_before(EscapeResult *r, const Stmt *stmt, Sink sink);
// sink_pays.c: is there a straight way through the block without a move?
bool sink_pays(const SinkCandidate *candidate);

#endif
