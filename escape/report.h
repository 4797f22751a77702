// Private to escape: what the printers share.
#ifndef MINIC_ESCAPE_REPORT_H
#define MINIC_ESCAPE_REPORT_H

#include "escape/analysis.h"
#include <cjson/cJSON.h>

// Is the position in a file of the command line, not of a library?
bool report_is_shown(const EscapeResult *r, Pos pos);

#endif
