// Escape analysis: for every allocation site of a Program, stack or heap, with the reason.
// The solver records, the printers print.
#ifndef MINIC_ESCAPE_ESCAPE_H
#define MINIC_ESCAPE_ESCAPE_H

#include "sema/sema.h"
#include <stdio.h>

typedef enum { PLACE_STACK, PLACE_HEAP } Placement;

// The names are those of `--format=sites`.
// clang-format off
#define SITE_KINDS(X) \
    X(VAR, "var") X(COMPLIT, "complit") X(NEW, "new") X(MAKE, "make") X(MAKEMAP, "makemap") X(MAKECHAN, "makechan") \
    X(CLOSURE, "closure") X(METHODVAL, "methodval") X(BOX, "box") X(VARIADIC, "variadic") X(STRCAT, "strcat") \
    X(CONV, "conv") X(APPEND, "append") X(DEFER, "defer") X(GO, "go")
// clang-format on
#define X(kind, name) SITE_##kind,
typedef enum { SITE_KINDS(X) SITE_KIND_COUNT } SiteKind;
#undef X

// Why a site is on the heap: a closed set. The names are those of the reports and of `minic explain`.
// clang-format off
#define ESCAPE_RULES(X) \
    X(NONE, "", "") \
    X(GLOBAL, "global", "reachable from the heap") \
    X(RESULT, "result", "returned") \
    X(PARAMETER, "parameter", "stored in memory of the caller") \
    X(LOOP, "loop", "outlives the iteration of a loop") \
    X(GOROUTINE, "goroutine", "shared with a goroutine") \
    X(PANIC, "panic", "the value of a panic") \
    X(UNKNOWN_CALL, "unknown-call", "passed to a function that is not known") \
    X(TOO_LARGE, "too-large", "too large for stack") \
    X(ZERO_SIZE, "zero-size", "zero-sized element") \
    X(CHANNEL, "channel", "channel") \
    X(GROWS, "grows", "grows in place") \
    X(DEFER_LOOP, "defer-loop", "defer in a loop") \
    X(COLD_PATH, "cold-path", "moves to the heap where it escapes") \
    X(UNPROVEN, "unproven", "may outlive the function") \
    X(OFF, "off", "escape analysis is off")
// clang-format on
#define X(rule, name, text) RULE_##rule,
typedef enum { ESCAPE_RULES(X) RULE_COUNT } EscapeRule;
#undef X

typedef enum {
    STEP_HELD,   // `holder` comes to hold the pointer
    STEP_HEAP,   // what every function can reach comes to hold it
    STEP_PASSED, // it is passed to `callee`
    STEP_KEPT,   // `callee` keeps it
} PathStepKind;

// One step on the way of a pointer.
typedef struct PathStep {
    PathStepKind kind;
    Pos at;
    const char *holder; // a variable's name or a site's text
    int holder_site;    // 0: none of this function
    Func *callee;
} PathStep;

// The way on which a site escapes, from the allocation to where the rule is met.
typedef struct EscapePath {
    EscapeRule rule;
    VEC(PathStep) steps;
} EscapePath;

// The backing store of a local slice that append grows, where it begins in the frame, here or in Go: before
// the slice escapes, what it holds moves to the heap (sink_backing.c, flow_backing.c).
typedef struct Backing {
    Object *var;
    int64_t bytes;       // of the frame; 0: none
    const Stmt *go_move; // where Go moves it; NULL: Go has none
    // How Go's is used, which cap() shows: each append goes on in it from size class to size class; or else
    // the first append takes all of it, and go_move cuts off what is too much.
    bool go_steps;
    int site; // of the first append that may use it; 0: none
} Backing;

// One allocation site. Codegen obeys `placement`:
//   STACK and not hybrid: an entry-block alloca, re-zeroed or overwritten where the site executes;
//   STACK and hybrid:     a frame buffer of `buffer_size` bytes, the heap when the run-time size exceeds it;
//   STACK and pieces:     a frame buffer of which each execution takes a piece, the heap when it is used up;
//   STACK and sunk:       an alloca as well, until it moves to the heap;
//   HEAP:                 a runtime call.
// is_static: nothing is allocated at run time, whatever the placement (boxed constants, single bytes,
// zero-size values, what package variables begin with).
typedef struct Decision {
    SiteKind kind;
    Placement placement;
    bool hybrid;
    bool is_static;
    bool silent;   // Go's -m prints nothing for this kind of site
    bool zerocopy; // []byte(s) that may share s's bytes, or string(b) that may share b's
    bool in_loop;  // may run again within one activation; a STACK site in a loop is re-initialised each time
    Pos pos;       // where -m reports it
    Pos guard;     // of a type switch's variable: where the source declares it (pos is in its clause); else 0
    const char *text;     // the expression as Go prints it, or the variable's name
    int64_t buffer_size;  // bytes, for hybrid sites and for make of a known size
    int64_t large_buffer; // what buffer_size becomes in a function that does not call itself; 0: no more
    int64_t go_buffer;    // bytes of the frame buffer that Go has there, whatever the placement: it shows in
                          // cap(); 0: none
    int64_t object_size;  // bytes of what one execution allocates, where that is fixed; 0: not
    bool sunk;            // STACK: moves to the heap before the statements of escape_sinks
    bool pieces;          // STACK and hybrid: each execution takes a new piece of the frame buffer
    const Backing *backing; // of an append to a variable that has one, or NULL
    bool grows_in_frame;    // ... and the append may use it. What leaves it is placed as `placement` says
    int slot;        // HEAP or STACK: its memory is the function's slot parameter `slot`, from 1, when that
                     // is not nil; STACK then means that every caller gives a slot. 0: none
    Func *func;      // function that the site is in
    EscapeRule rule; // why it is on the heap, or may come there (sunk); else RULE_NONE
    const char *reason;     // the same in words, or NULL
    const EscapePath *path; // how it came there; NULL where nothing flows (sizes, kinds)
} Decision;

typedef struct EscapeOptions {
    bool mutations; // -m also says what may be written or called through a parameter
    bool off;       // -escape=off: every site heap (what Go's rules call static stays static)
    bool reasons;   // also record why: for --why, the JSON, DOT and HTML reports, expectations and -m=2
    bool leaks;     // ... and how each parameter leaks, which -m=2 alone tells
} EscapeOptions;

typedef struct EscapeResult EscapeResult;

// Analyses the whole program and writes Expr.site, Stmt.site and Object.var.site.
EscapeResult *escape_analyze(Program *program, const EscapeOptions *options);

int escape_site_count(const EscapeResult *result);
const Decision *escape_site(const EscapeResult *result, int site); // site as in Expr.site, >= 1
// NULL when site is 0.
const Decision *escape_decision(const EscapeResult *result, int site);

const char *escape_kind_name(SiteKind kind); // as --format=sites has it
const char *escape_rule_name(EscapeRule rule);
const char *escape_rule_text(EscapeRule rule);

// Why the sites on a line (and at a column, unless that is 0) are where they are. False: there are none.
bool escape_print_why(FILE *out, const EscapeResult *result, const SourceFile *file, int line, int column);
// The page of a rule, by its name; NULL: no such rule. The names of all rules are escape_rule_name's.
const char *escape_rule_page(const char *name, size_t *len);

// Expectation comments: does the file seem to have any? (A word in a string counts, too.)
bool escape_has_expectations(const SourceFile *file);
// Holds the file's directives (//minic:stack x and so on) against the decisions, and with `messages` also
// Go's comments ERROR "regexp" against the lines of -m. What does not hold is reported to the session's
// diagnostics.
void escape_check_expectations(EscapeResult *result, SourceFile *file, bool messages);

// The function that a call through a function value certainly reaches, or NULL when several may be meant.
Func *escape_static_callee(const EscapeResult *result, const Expr *call);

// Result slots: an object that only its caller can still reach when the function ends may be allocated in the
// caller's frame. A function takes a hidden parameter for each such site, its own or a callee's: the memory,
// or nil for the heap. A call passes nil to a callee that is not among its SlotCallees.
typedef enum {
    SLOT_HEAP,   // nil
    SLOT_FRAME,  // memory of the caller's frame, which is free again at each call
    SLOT_PIECES, // pieces of a buffer of the caller's frame, which live on; nil when it is used up
    SLOT_PARAM,  // the caller's own slot parameter `param`, from 0
} SlotSource;

typedef struct SlotArgument {
    SlotSource source;
    int param;
    int64_t bytes;          // of the caller's frame
    const EscapePath *path; // SLOT_HEAP: how the object leaves the caller, where that is why
    const void *owner;      // of a buffer given in pieces: arguments of the same owner share it
} SlotArgument;

// How a call reaches a callee.
typedef enum {
    REACH_CERTAIN, // by its name: no other is possible
    REACH_VALUE,   // by a function value that is this declared function or literal
    REACH_BOUND,   // by a function value that is this method with its receiver
    REACH_METHOD,  // by an interface that holds a value of type `boxed`
} Reach;

typedef struct SlotCallee {
    Reach reach;
    Func *func;
    Type *boxed;
    SlotArgument *args; // as many as escape_slot_count(func)
} SlotCallee;

// Sinking: an object that escapes only where the function seldom comes is made in the frame. Before the
// statements where it escapes it moves to the heap, or into the slot that its site has.
typedef enum {
    SINK_VARIABLE, // the variable is the object
    SINK_POINTER,  // the variable points to it
    SINK_SLICE,    // the variable is a slice, and the object its array
    SINK_BACKING,  // ... and the array is in the slice's Backing
} SinkKind;

typedef struct Sink {
    SinkKind kind;
    Object *var; // alone names the object, until it moves
    int site;    // of the object; of a backing store: one of those that make it grow
} Sink;

typedef VEC(Sink) SinkList;

// What moves before the statement, unless it has moved before; NULL: nothing.
const SinkList *escape_sinks(const EscapeResult *result, const Stmt *stmt);

// A buffer of the frame that is given in pieces.
typedef struct PiecesBuffer {
    const void *owner; // the Decision or SlotArgument.owner
    int64_t bytes;
} PiecesBuffer;

typedef VEC(PiecesBuffer) PiecesList;

// The buffers of which no piece is in use any more when an iteration of the loop begins; NULL: none.
const PiecesList *escape_restarts(const EscapeResult *result, const Stmt *loop);

int escape_slot_count(const EscapeResult *result, const Func *func);
// The site whose object slot parameter `index` of the function is for; it may be a callee's.
int escape_slot_site(const EscapeResult *result, const Func *func, int index);
// Is slot parameter `index` no memory for one object, but a buffer for several, of which each takes a piece?
bool escape_slot_in_pieces(const EscapeResult *result, const Func *func, int index);
// Callee `index` of those that a call made by `caller` gives memory; NULL: there are no more.
const SlotCallee *escape_slot_callee(const EscapeResult *result, const Expr *call, const Func *caller,
                                     int index);

// Printers (report_*.c, dump.c). -m of the packages that are not library ones.
void escape_print_m(FILE *out, const EscapeResult *result, int level);
void escape_print_sites(FILE *out, const EscapeResult *result);
void escape_print_json(FILE *out, const EscapeResult *result);
void escape_print_html(FILE *out, const EscapeResult *result);
void escape_print_dot(FILE *out, const EscapeResult *result);
void escape_dump(FILE *out, const EscapeResult *result, bool json);

#endif
