// Private to escape: what the printers share.
#ifndef MINIC_ESCAPE_REPORT_H
#define MINIC_ESCAPE_REPORT_H

#include "escape/analysis.h"
#include <cjson/cJSON.h>

// Is the position in a file of the command line, not of a library?
bool report_is_shown(const EscapeResult *r, Pos pos);

// file:line:col as -m prints it; print_position adds ": ".
void report_print_place(FILE *out, const EscapeResult *r, Pos pos);
void report_print_position(FILE *out, const EscapeResult *r, Pos pos);
// Each line of -m (report_m.c), without its position.
typedef void ReportEmit(void *data, Pos pos, const char *text);
void report_each_line(const EscapeResult *r, ReportEmit *emit, void *data);
// report_path.c: what step `index` of the way does; and the whole way of a site, a line for each step, each
// after "\n\t".
const char *report_step_text(const EscapeResult *r, const EscapePath *path, int index);
const char *report_path_lines(const EscapeResult *r, int site);
// The source line of a position with a mark under it and a remark; the steps of a way (NULL: none), and the
// rule that it meets.
void report_print_marked(FILE *out, const EscapeResult *r, Pos pos, const char *remark);
void report_print_path(FILE *out, const EscapeResult *r, const EscapePath *path, EscapeRule rule);
// report_slot.c: the calls that may have a place in their frame for what a function hands out.
typedef struct ReportCaller {
    Pos at;
    const Func *func;       // the caller
    bool given;             // it has one
    bool recursive;         // it has none, as it calls itself
    const EscapePath *path; // how the object leaves the caller; NULL: it does not
} ReportCaller;

typedef struct ReportCallers {
    ReportCaller *items;
    int len, cap;
    bool unseen; // code that is no such call passes none
} ReportCallers;

ReportCallers report_callers(const EscapeResult *r, const Decision *decision); // decision->slot is not 0
// The places in a function's frame for what its callees make: Func -> ReportGivenList.
typedef struct ReportGiven {
    Pos at;           // of the call
    const char *text; // what is made, and by whom
    int64_t bytes;
    bool several; // a buffer for several objects
} ReportGiven;
typedef VEC(ReportGiven) ReportGivenList;
Table report_given(const EscapeResult *r);
void report_print_callers(FILE *out, const EscapeResult *r, const Decision *decision);
// report_json.c: what --format=json prints.
cJSON *report_json(const EscapeResult *r);
// report_frame.c: "functions", with their frames.
void report_json_functions(cJSON *root, const EscapeResult *r);
// Bytes of what the site allocates, or of its buffer; 0: known only at run time.
int64_t report_site_size(const Decision *decision);
// report_better.c: why a site is in the frame although Go's rules put it on the heap. A closed set; the names
// are those of --why.
// clang-format off
#define BETTER_REASONS(X) \
    X(NONE, "", "") \
    X(STORE, "store", "what is stored through a pointer or in an element; here it is known what that is part of, and it dies with the frame") \
    X(MAP, "map", "what a map holds; here the map dies with the frame") \
    X(APPEND, "append", "what is appended or copied to a slice; here the slice dies with the frame") \
    X(SEND, "send", "what is sent; here the channel dies with the frame") \
    X(CALL, "call", "what a function lets go; here it is known where to, and that dies with the frame") \
    X(DYNAMIC, "dynamic-call", "what is passed to an interface's method or a function value; here the functions are known that may be meant, and none keeps it") \
    X(PART, "part", "all that a variable leads to when a part of it leaves; here fields, elements and what they point to are told apart") \
    X(TYPE, "type", "what is taken out of an interface, whatever was put into it; here the types are told apart") \
    X(LOOP, "loop", "what a variable outside of the loop holds; here it is known that no iteration needs what the one before has made") \
    X(HOLDER, "holder", "what an object on the heap points to, since Go's stacks move; here they do not, and the object is dead when the frame ends") \
    X(PIECES, "pieces", "what outlives an iteration of a loop; here it dies with the frame, which has a buffer for the first ones") \
    X(RESULT, "result", "what outlives the function; here each caller has a place for it in its own frame")
// clang-format on
#define X(reason, name, text) BETTER_##reason,
typedef enum { BETTER_REASONS(X) BETTER_COUNT } BetterReason;
#undef X
const char *report_better_name(BetterReason reason);
const char *report_better_text(BetterReason reason); // "Go's rules put on the heap ..."
BetterReason report_better(const EscapeResult *r, int site);
// report_why.c: what the rule says, without a full stop.
const char *report_rule_sentence(EscapeRule rule);
// suggest.c: the rewrites that take the site off the heap.
void report_suggest(FILE *out, const EscapeResult *r, int site);
// report_flow.c
struct FlowStory;
void report_print_story(FILE *out, const EscapeResult *r, const struct FlowStory *story);

#endif
