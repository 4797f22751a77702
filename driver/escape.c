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
    } else if (strcmp(options->format, "html") == 0) {
        escape_print_html(stdout, escape);
    } else {
        escape_print_m(stdout, escape, options->explain > 1 ? 2 : 1);
    }
}

static Status explain_line(const Pipeline *pipeline) {
    const Options *options = pipeline->options;
    if (escape_print_why(stdout, pipeline->escape, pipeline->sources[0], options->why_line,
                         options->why_column)) {
        return STATUS_OK;
    }
    fprintf(stderr, "minic: nothing is allocated on line %d", options->why_line);
    if (options->why_column > 0) {
        fprintf(stderr, ", column %d", options->why_column);
    }
    fputs(" (see minic escape --format=sites)\n", stderr);
    return STATUS_PROGRAM;
}

Status command_escape(const Options *options) {
    Pipeline pipeline;
    Status status = pipeline_open(&pipeline, options);
    if (status == STATUS_OK) {
        status = pipeline_escape(&pipeline);
    }
    if (status == STATUS_OK && options->why_line > 0) {
        status = explain_line(&pipeline);
    } else if (status == STATUS_OK) {
        print_decisions(pipeline.escape, options);
    }
    pipeline_close(&pipeline);
    return status;
}
