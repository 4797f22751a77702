// minic escape: the decisions, without compiling.
#include "driver/commands.h"

#include <stdio.h>
#include <string.h>

static void print_decisions(const EscapeResult *escape, const Options *options) {
    if (strcmp(options->format, "sites") == 0) {
        escape_print_sites(stdout, escape);
    } else if (strcmp(options->format, "json") == 0) {
        escape_print_json(stdout, escape);
    } else if (strcmp(options->format, "dot") == 0) {
        escape_print_dot(stdout, escape);
    } else {
        escape_print_m(stdout, escape, options->explain > 1 ? 2 : 1);
    }
}

Status command_escape(const Options *options) {
    Pipeline pipeline;
    Status status = pipeline_open(&pipeline, options);
    if (status == STATUS_OK) {
        status = pipeline_escape(&pipeline);
    }
    if (status == STATUS_OK) {
        print_decisions(pipeline.escape, options);
    }
    pipeline_close(&pipeline);
    return status;
}
