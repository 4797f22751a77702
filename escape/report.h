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
// report_json.c: what --format=json prints; report_frame.c: "functions", with their frames.
cJSON *report_json(const EscapeResult *r);
void report_json_functions(cJSON *root, const EscapeResult *r);
// Bytes of what the site allocates, or of its buffer; 0: known only at run time.
int64_t report_site_size(const Decision *decision);
// report_why.c: what the rule says, without a full stop.
const char *report_rule_sentence(EscapeRule rule);
// suggest.c: the rewrites that take the site off the heap.
void report_suggest(FILE *out, const EscapeResult *r, int site);
// report_flow.c
struct FlowStory;
void report_print_story(FILE *out, const EscapeResult *r, const struct FlowStory *story);

#endif
