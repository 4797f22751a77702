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
// report_flow.c
struct FlowStory;
void report_print_story(FILE *out, const EscapeResult *r, const struct FlowStory *story);

#endif
