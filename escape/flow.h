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
#include "escape/text.h"

typedef struct FlowLocation FlowLocation;
typedef VEC(FlowLocation *) FlowLocations;

// Why a value flows: what -m=2 says of each step. It is of a location, a clause, a use of `var` in
// `literal`, an expression, a statement, one that Go's compiler makes up, or a declaration.
typedef struct FlowNote {
    const struct FlowNote *next; // the step after it
    const Expr *expr;
    const Stmt *stmt;
    const TempStmt *temps;
    const Decl *decl;
    const FlowLocation *location;
    const FlowLocation *captured; // by the wrapper of the statement at `pos`
    Pos pos;                      // of the expression, when it is not its own
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
    FLOW_ESCAPES = 1, // must be on the heap
    FLOW_MUTATES = 2, // memory reachable from here may be written
    FLOW_CALLS = 4,   // closures reachable from here may be called, their results lost
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
    const char *temp; // the name of a variable that Go's compiler makes up, or NULL (flow_temp.c)
    bool twice;       // what it keeps is in a variable already
    int number;       // of a declaration in its function, in the order of the source, from 1; 0: none
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
    bool is_level;
    bool captured;
    bool shared;     // by reference
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
    FlowLocations temps;   // that it declares
    FlowLocations levels;  // each stands for all its locations at a depth of loops (flow_solve.c)
    int wrappers;          // of its go and defer statements
} FlowFunc;

// The values of a multi-valued expression while its statement is analysed.
typedef struct FlowTuple {
    const Expr *tuple;
    FlowLocation **items;
} FlowTuple;

// State of one group's analysis.
typedef struct FlowBatch {
    EscapeResult *result;
    Arena *arena;
    FlowLocations locations; // in Go's order
    FlowLocation heap, mutator, callee, blank;
    Table *vars;  // Object -> FlowLocation, of the whole program
    Table *funcs; // Func -> FlowFunc, of the whole program
    VEC(FlowTuple) tuples;
    VEC(struct FlowClosure) closures;
    unsigned walk;
    unsigned stories;
    bool has_temps;
} FlowBatch;

// The record of a function literal, or of the wrapper of a go or defer statement.
typedef struct FlowClosure {
    Hole hole;
    Func *literal;      // NULL: a wrapper, which captures
    FlowLocations kept; // these
    Pos pos;            // of the statement
} FlowClosure;

// State of one function's walk.
typedef struct FlowWalk {
    FlowBatch *batch;
    Func *func;
    int loop_depth; // 1 outside any loop
    int declared;   // variables so far, as Go's compiler counts them
    Pos tuple_pos;  // of the statement or call that takes a multi-valued expression apart
    StmtList loop_labels;
} FlowWalk;

// flow.c
FlowFunc *flow_func(FlowBatch *b, const Func *func);
bool flow_in_batch(FlowBatch *b, const Func *func);
FlowLocation *flow_location(FlowWalk *w);
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

// flow_init.c: the initial values of package variables; those of large maps, or all others.
void flow_init(FlowWalk *w, bool outlined);

// flow_expr.c
void flow_expr(FlowWalk *w, Hole hole, Expr *expr);
void flow_discard(FlowWalk *w, Expr *expr);
Hole flow_address(FlowWalk *w, Expr *lhs); // where a store to `lhs` goes
// Evaluates a multi-valued expression, which the statement or call at `pos` takes apart.
FlowLocation **flow_tuple(FlowWalk *w, Expr *tuple, Pos pos);

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
// The function value of a call, or the interface whose method is called, as it flows to the hole. If it calls
// or receives itself, a variable keeps it, which is declared after those of the arguments.
typedef struct FlowOperator {
    Expr *expr;
    FlowLocation *kept; // NULL: none
    TempStmt *stmt;
} FlowOperator;
void flow_operator(FlowWalk *w, FlowOperator *op, Hole hole, const Expr *call, Expr *expr);
void flow_operator_declare(FlowWalk *w, const FlowOperator *op);
Func *flow_callee_of(FlowWalk *w, const Expr *call); // NULL: not known
Hole flow_receiver_hole(FlowWalk *w, const Hole *holes, const Expr *call, Func *callee);
Hole flow_operand_hole(FlowWalk *w, const Hole *holes, const Expr *call, Func *callee, int index);
// flow_wrapper.c
void flow_go_defer(FlowWalk *w, Stmt *stmt);
// flow_builtin.c
void flow_builtin(FlowWalk *w, const Hole *holes, Expr *call);

// flow_temp.c
void flow_number(FlowWalk *w, Object *var); // its declaration is here
FlowLocation *flow_temp(FlowWalk *w);
// Its declaration is here. It gets its name, which becomes the next one that the statement assigns to.
void flow_temp_declare(FlowWalk *w, FlowLocation *temp, TempStmt *stmt);
TempStmt *flow_temp_stmt(FlowWalk *w, Pos pos, Expr *value); // without a name yet
// Where Go's compiler places a variable that keeps the operand of a statement at `pos`: names have no place.
Pos flow_own_pos(const FlowLocation *kept, Pos pos);
Hole hole_note_temp(FlowWalk *w, Hole hole, const TempStmt *stmt, const char *why);
// Puts the temporaries among the first locations, which are those of the variables.
void flow_place_temps(FlowBatch *b, const FuncGroup *group, int variables);

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
void flow_tell_capture(FlowBatch *b, const FlowLocation *location, Pos pos, bool by_value);

// flow_stmt.c
void flow_stmt(FlowWalk *w, Stmt *stmt);
void flow_stmts(FlowWalk *w, StmtList *stmts);
void flow_block(FlowWalk *w, StmtList *stmts); // and leaves the loops of its labels
// flow_switch.c
void flow_switch(FlowWalk *w, Stmt *stmt);
void flow_type_switch(FlowWalk *w, Stmt *stmt);
void flow_select(FlowWalk *w, Stmt *stmt);
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
