// Private to escape: the model of Go's rules.
//
// A location stands for a variable or for what an expression allocates. Each assignment is an edge from its
// source to its destination with the number of dereferences minus the number of address-of operators: p = &q
// is -1, p = q 0, p = *q 1. Fields and elements are not told apart from the variable, nor are the orders of
// statements. Stores through pointers go to the heap. A location must be on the heap when its address reaches
// a place that outlives it. What parameters leak to the heap and to results is recorded once per function,
// and used where it is called. (The published design of cmd/compile/internal/escape.)
#ifndef MINIC_ESCAPE_FLOW_H
#define MINIC_ESCAPE_FLOW_H

#include "escape/analysis.h"

typedef struct FlowLocation FlowLocation;

// Why a value flows: what -m=2 says of each step. It is of a location, a clause, a use of `var` in
// `literal`, an expression, a statement or a declaration.
typedef struct FlowNote {
    const struct FlowNote *next; // the step after it
    const Expr *expr;
    const Stmt *stmt;
    const Decl *decl;
    const FlowLocation *location;
    const CaseClause *clause;
    const Object *var;
    const Func *literal;
    int index; // of the variable that a declaration declares
    const char *why;
} FlowNote;

typedef struct FlowEdge {
    FlowLocation *src;
    int derefs; // >= -1
    const FlowNote *notes;
} FlowEdge;

typedef enum {
    FLOW_ESCAPES = 1,  // must be on the heap
    FLOW_PERSISTS = 2, // outlives the statement
    FLOW_MUTATES = 4,  // memory reachable from here may be written
    FLOW_CALLS = 8,    // closures reachable from here may be called, their results lost
} FlowAttr;

enum { FLOW_TRACKED_RESULTS = 5 };

// The fewest dereferences with which a parameter reaches a sink; -1: never.
typedef struct FlowLeaks {
    int heap;
    int mutator;
    int callee;
    int results[FLOW_TRACKED_RESULTS];
} FlowLeaks;

struct FlowLocation {
    Object *var;      // the variable it stands for, or NULL
    const Expr *expr; // the expression whose storage it is, or NULL
    bool is_wrapper;  // the record of the function that a go or defer statement runs, which stands at
    Pos wrapper_pos;
    int site;            // its row in the table of sites; 0: none
    Func *func;          // function it is in
    Func *literal;       // the function of a closure's record
    VEC(FlowEdge) edges; // incoming
    int loop_depth;
    int result_index; // 1-based for results, else 0
    unsigned attrs;
    FlowLeaks leaks; // parameters
    bool is_param;
    bool is_result;
    bool captured;
    bool reassigned; // since it was first captured in straight-line code
    // State of the walk (flow_solve.c).
    int derefs;
    FlowLocation *dst; // the next one on the way to the root
    int dst_edge;      // its edge that comes from here
    unsigned walk;
    unsigned told; // the last story that it is in
    unsigned queued_in_walk;
    bool queued;
};

// Where the value of an expression goes: dst = **...expr.
typedef struct Hole {
    FlowLocation *dst;
    int derefs; // >= -1
    const FlowNote *notes;
} Hole;

// One step of a story: dst = **...src.
typedef struct FlowStep {
    FlowLocation *dst, *src;
    int derefs;
    const FlowNote *notes;
} FlowStep;

// How the model came to let a location escape, or a parameter leak: the steps from it to `root`.
typedef struct FlowStory {
    FlowLocation *subject, *root;
    bool leak; // of a parameter, after `derefs` dereferences
    int derefs;
    bool truncated; // the way comes round
    VEC(FlowStep) steps;
} FlowStory;

// What the analysis keeps about a function.
typedef struct FlowFunc {
    const struct FlowBatch *batch; // of its group
    bool tagged;                   // its group is complete: `params` holds
    bool results_lost;
    VEC(FlowLeaks) params; // receiver first
} FlowFunc;

typedef struct FlowLabel {
    const Stmt *stmt;
    bool looping;
} FlowLabel;

// The values of a multi-valued expression while its statement is analysed.
typedef struct FlowTuple {
    const Expr *tuple;
    FlowLocation **items;
} FlowTuple;

// State of one group's analysis.
typedef struct FlowBatch {
    EscapeResult *result;
    Arena *arena;
    VEC(FlowLocation *) locations; // in Go's order
    FlowLocation heap, mutator, callee, blank;
    Table *vars;  // Object -> FlowLocation, of the whole program
    Table *funcs; // Func -> FlowFunc, of the whole program
    VEC(FlowTuple) tuples;
    VEC(struct FlowClosure) closures;
    unsigned walk;
    unsigned stories;
} FlowBatch;

typedef struct FlowClosure {
    Hole hole;
    Func *literal;
} FlowClosure;

// State of one function's walk.
typedef struct FlowWalk {
    FlowBatch *batch;
    Func *func;
    int loop_depth; // 1 outside any loop
    Pos tuple_pos;  // of the statement or call that takes a multi-valued expression apart
    VEC(FlowLabel) labels;
} FlowWalk;

// flow.c
FlowFunc *flow_func(FlowBatch *b, const Func *func);
bool flow_in_batch(FlowBatch *b, const Func *func);
FlowLocation *flow_location(FlowWalk *w, bool persists);
FlowLocation *flow_var(FlowBatch *b, Object *var);
void flow_assign(FlowBatch *b, Hole hole, FlowLocation *src);
Hole hole_of(FlowLocation *location);
Hole hole_shift(Hole hole, int derefs);
Hole hole_heap(FlowBatch *b);
Hole hole_mutator(FlowBatch *b);
Hole hole_discard(FlowBatch *b);
Hole hole_dot_type(Hole hole, const Type *type);
// A hole that flows into each of those given (none with negative derefs).
Hole hole_tee(FlowWalk *w, const Hole *holes, int count);
// A location for what `expr` allocates at `site`: its address flows to the hole; returns the hole of its
// content.
Hole flow_spill(FlowWalk *w, Hole hole, int site, const Expr *expr);
void flow_walk_func(FlowBatch *b, Func *func);

// flow_expr.c
void flow_expr(FlowWalk *w, Hole hole, Expr *expr);
void flow_discard(FlowWalk *w, Expr *expr);
Hole flow_address(FlowWalk *w, Expr *lhs);           // where a store to `lhs` goes
FlowLocation **flow_tuple(FlowWalk *w, Expr *tuple); // evaluates a multi-valued expression

// flow_alloc.c: expressions that allocate.
void flow_composite(FlowWalk *w, Hole hole, Expr *expr);
void flow_pointer_literal(FlowWalk *w, Hole hole, Expr *expr, Expr *literal);
void flow_func_lit(FlowWalk *w, Hole hole, Expr *expr);
void flow_method_value(FlowWalk *w, Hole hole, Expr *expr);
void flow_convert(FlowWalk *w, Hole hole, Expr *expr);
void flow_concat(FlowWalk *w, Hole hole, Expr *expr);

// flow_call.c. holes: one per result, or NULL when the results are dropped.
void flow_call(FlowWalk *w, const Hole *holes, Expr *call);
// Where an argument for parameter `index` (receiver first) goes. callee == NULL: unknown.
Hole flow_argument_hole(FlowWalk *w, const Hole *holes, Func *callee, int index);
void flow_go_defer(FlowWalk *w, Stmt *stmt);
// flow_builtin.c
void flow_builtin(FlowWalk *w, const Hole *holes, Expr *call);

// flow_note.c: the reasons of -m=2.
Hole hole_note(FlowBatch *b, Hole hole, FlowNote note);
Hole hole_note_expr(FlowWalk *w, Hole hole, const Expr *expr, const char *why);
Hole hole_note_stmt(FlowWalk *w, Hole hole, const Stmt *stmt, const char *why);
// hole_shift with a note: a dereference, or taking the address.
Hole hole_deref(FlowWalk *w, Hole hole, const Expr *expr, const char *why);
Hole hole_address(FlowWalk *w, Hole hole, const Expr *expr, const char *why);
// `src` escapes because its address is stored in the hole.
void flow_tell_store(FlowBatch *b, Hole hole, FlowLocation *src);
// While walking from the root: `l` escapes, or (a parameter) leaks after `derefs` dereferences.
void flow_tell_escape(FlowBatch *b, FlowLocation *root, FlowLocation *l);
void flow_tell_leak(FlowBatch *b, FlowLocation *root, FlowLocation *l, int derefs);
void flow_tell_capture(FlowBatch *b, const FlowLocation *location, bool by_value);

// flow_stmt.c
void flow_stmts(FlowWalk *w, StmtList *stmts);
void flow_stmt(FlowWalk *w, Stmt *stmt);
// flow_assign.c
void flow_assign_list(FlowWalk *w, Stmt *stmt);
void flow_reassigned(FlowWalk *w, Expr *lhs); // its variable is assigned again
void flow_var_decl(FlowWalk *w, Decl *decl);
bool flow_is_self_assign(EscapeResult *r, Expr *dst, Expr *src);
void flow_declare(FlowWalk *w, Object *var); // its declaration is here

// flow_solve.c
void flow_solve(FlowBatch *b);
// flow_leaks.c
FlowLeaks leaks_none(void);
void leaks_add(int *slot, int derefs);
void leaks_tag(FlowBatch *b, Func *func); // after solving: records and reports every parameter's leaks

#endif
