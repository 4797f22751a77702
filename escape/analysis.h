// Private to escape: what its files share, and the record of one analysis.
//
// Two analyses run over the same functions, in the same order (groups.c), and fill in one table of sites
// (site.c):
//   flow_*.c   the model of Go's rules: locations, assignments with dereference counts. It creates the
//              sites, in Go's order, and records the lines of -m. A site that it proves to be safe on the
//              stack stays there.
//   graph_*.c  the connection graph: objects, references, fields, summaries. It takes further sites off
//              the heap.
// Each proof stands alone, so a site is on the stack when either finds it safe (decide.c).
#ifndef MINIC_ESCAPE_ANALYSIS_H
#define MINIC_ESCAPE_ANALYSIS_H

#include "escape/escape.h"
#include "escape/table.h"

// Limits, in bytes, as in Go.
#define MAX_VARIABLE 131072 // 128 KiB: a declared variable
#define MAX_IMPLICIT 65536  // 64 KiB: new, &T{}, make with a constant size, closure and method-value records
#define MAX_BY_VALUE 128    // a variable that a closure copies

// A line that -m prints apart from those that follow from a site's decision, or the place of a site's line.
typedef struct ReportLine {
    Pos pos;
    int site;                      // 0: `text` is the line
    const char *text;              // parameters and ignored self-assignments
    bool detail;                   // -m=2 alone prints it
    const struct FlowStory *story; // a detail: the line is this one's explanation
} ReportLine;

// What an analysis found out about one site; decide.c joins the verdicts.
typedef struct SiteVerdict {
    bool must_heap; // by its size or kind, whatever flows where
    EscapeRule must_rule;
    bool flow_escapes;       // by the rules of Go
    bool flow_mutated;       // a []byte(s) whose bytes may be written
    bool zerocopy_allowed;   // it is a []byte(s)
    bool graph_seen;         // the connection graph has an object for it
    EscapeRule graph_escape; // why it escapes in the connection graph; RULE_NONE: it does not
    const EscapePath *path;  // and how
    bool slot_barred;        // cannot have a slot in the caller's frame
    bool slot_always;        // it has one, and every call gives it
    bool slot_runs_out;      // ... but some give pieces of a buffer, as long as there are any
    bool loops_only;         // it escapes from iterations of loops, but stays in the function
    const Stmt *restart;     // ... and in an iteration of this loop; NULL: of none
    bool sunk;               // it can be made in the frame, and move to the heap where it escapes (sink.c)
} SiteVerdict;

// A set of mutually recursive functions and the literals in them; callees' groups come first.
typedef struct FuncGroup {
    VEC(Func *) funcs;
} FuncGroup;

typedef VEC(FuncGroup *) GroupList;

struct EscapeResult {
    Program *program;
    Arena *arena;
    EscapeOptions options;
    VEC(Decision) sites; // site i is at [i - 1]
    VEC(SiteVerdict) verdicts;
    VEC(ReportLine) lines;
    GroupList groups;
    Table definitions;    // Object (variable) -> Expr: the value of its only assignment (static.c)
    Table initial_values; // Object (package variable) -> Expr
    Table temps;          // Expr -> const char **: the names of Go's variables for its value or parts
    Table limits;         // Object -> the constant that it is compared with, plus one (bounds.c)
    Table recursive;      // Func -> itself, when it may call itself
    Table slots;          // Func -> FuncSlots (graph_slot.c)
    Table call_slots;     // Expr -> CallSlots
    Table summaries;      // Func -> Summary (graph_summary.c)
    Table lent;           // Object (parameter) -> itself, when no callee keeps the pointer (flow_leaks.c)
    Table backings;       // Object (slice variable) -> Backing (flow_backing.c, sink_backing.c)
    Table sinks;          // Stmt -> SinkList (sink.c)
    Table restarts;       // Stmt -> PiecesList (pieces.c)
    Func *init_func;      // stands for the initialisation of package variables; not in Program.funcs
    VEC(struct GraphNote) notes; // edges between sites and variables, for the JSON and DOT reports
};

typedef struct GraphEnd {
    int object; // its number in the graph of the function; names need not be unique
    const char *label;
    int site; // 0: not a site of the function
} GraphEnd;

// One fact of the connection graph, as the reports show it: FROM may point to TO. No two are equal.
typedef struct GraphNote {
    Func *func;
    GraphEnd from, to;
} GraphNote;

// groups.c
void groups_build(EscapeResult *r);

// static.c: values known without running the program.
void static_collect(EscapeResult *r);
// The expression whose value `expr` certainly has: follows variables that are assigned once and never
// changed.
Expr *static_value(const EscapeResult *r, Expr *expr);
// The function that a call runs, where that is certain without knowing what flows where; else NULL.
Func *static_callee(const EscapeResult *r, const Expr *call);
Func *static_devirtualized(const EscapeResult *r, const Expr *call, Type **type);
// The method that a call of a method expression runs although steps lie between its first argument and the
// receiver (embedded fields, a dereference): *derefs is their number, less one for an address.
Func *static_promoted(const EscapeResult *r, const Expr *call, int *derefs);
// The parts of a package variable's initial value that Go lays out as data of the program are no allocations
// there: their sites are silent.
void static_silence_data(EscapeResult *r, Expr *value);
// Nor is the conversion in `var _ I = x` of a function, which Go drops.
void static_silence_dropped(EscapeResult *r, Expr *value);
// The constant length or capacity of a make; -1 when it is known only at run time.
int64_t static_make_size(const EscapeResult *r, Expr *size);

// site.c: creation. Each returns the site; `owner`'s site field is set.
int site_of_expr(EscapeResult *r, Func *func, Expr *expr, SiteKind kind, Pos pos, bool in_loop);
// The object of &T{}: `expr` is the ADDRESS node, or the literal itself when &T is elided. A slice literal
// that is elided so has a second site, of its array, at site + 1.
int site_of_pointer_literal(EscapeResult *r, Func *func, Expr *expr, const Expr *literal, Pos pos,
                            bool in_loop);
int site_of_stmt(EscapeResult *r, Func *func, Stmt *stmt, SiteKind kind, Pos pos, bool in_loop);
int site_of_var(EscapeResult *r, Func *func, Object *var, bool in_loop);
int site_of_temp(EscapeResult *r, Func *func, const char *name, const Type *type, Pos pos);
// Makes the text again, now that the variables of Go's compiler have names.
void site_name(EscapeResult *r, int site, const Expr *expr);
Decision *site_decision(EscapeResult *r, int site);
SiteVerdict *site_verdict(EscapeResult *r, int site);
void site_must_heap(EscapeResult *r, int site, EscapeRule rule);

// flow.c
void flow_analyze(EscapeResult *r);
// bounds.c: how large a length probably is at most; -1: unknown.
void bounds_collect(EscapeResult *r);
int64_t bounds_of(const EscapeResult *r, Expr *expr);

// graph_analyze.c
void graph_analyze(EscapeResult *r);
// graph_kept.c: whether a function keeps what an input points to. Inputs: the record of a literal, the
// receiver, parameters.
bool graph_keeps_input(const EscapeResult *r, const Func *func, int input);
// flow_backing.c: the slices that Go's compiler lets grow in the frame.
void backing_analyze(EscapeResult *r);
// sink.c: after the two analyses
void sink_analyze(EscapeResult *r);
// pieces.c: gives the site a buffer of the frame, of which each execution takes a piece; false: it has no use
// for one. `bytes` of such buffers the function has already; they are counted up.
bool pieces_decide(EscapeResult *r, int site, int64_t *bytes);
enum {
    PIECES_BYTES = 2048, // of a buffer that is given in pieces
    MAX_PIECE = 512,     // of a larger object there would be too few to pay
};
// The buffer begins again with each iteration of the loop (NULL: of none).
void pieces_restart(EscapeResult *r, const Stmt *loop, PiecesBuffer buffer);
// decide.c
enum { MAX_FRAME_BUFFERS = 16384 }; // bytes of the large buffers of a function
void decide_all(EscapeResult *r);

// text.c: the expression as the typed tree of Go's compiler prints it.
const char *text_of_expr(const EscapeResult *r, const Expr *expr);
// Where Go's compiler places an expression.
Pos text_pos(const Expr *expr);

// query.c: small questions about the typed tree.
Type *query_type(const Expr *expr); // the first part of a tuple
bool query_is_local(const Object *object);
bool query_is_global(const Object *object);
bool query_has_directive(const Func *func, const char *name);
// The words after a directive's name, or NULL.
const char *query_directive(const Func *func, const char *name);
bool query_is_string_concat(const Expr *expr);
// Operands of a string concatenation, with nested ones spelled out, in order.
void query_concat_operands(Arena *arena, Expr *expr, ExprList *out);
bool query_is_direct_method(const Expr *selector); // a method expression without steps to the receiver
// Boxing that allocates nothing: constants, single bytes, zero-size values.
bool query_box_is_static(const EscapeResult *r, Expr *operand);
bool query_is_rune_literal(const Expr *convert); // []rune("constant"), which Go turns into a literal
bool query_is_inner_literal(const Func *func);   // it captures something, and belongs to its parent
bool query_contains(const Func *outer, const Func *inner); // inner is a literal inside outer
const Type *query_literal_type(const Expr *literal);       // of what an elided &T{} points to
Expr *query_initial_value(const VarInit *init); // of one package variable, or of all that a call gives
bool query_has_default(const CaseList *cases);
bool query_is_panic(Expr *expr);
// The labels that a later goto comes back to: they are heads of loops.
StmtList query_loop_labels(Arena *arena, const FuncBody *body);
bool query_is_in(const StmtList *stmts, const Stmt *stmt);
bool query_is_dropped(const Func *func); // it is named _, or is in such a function: Go's compiler drops it
const char *query_result_name(const EscapeResult *r, const Func *func, int index);
// The functions called by a go or defer statement run inside a function of their own: a stand-in for it.
Func *query_wrapper(EscapeResult *r, Func *parent, const char *name);

#endif
