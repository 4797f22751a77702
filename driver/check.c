// minic check: the front end, and the expectation comments when there are any.
#include "driver/commands.h"

static bool has_expectations(const Pipeline *pipeline) {
    for (int i = 0; i < pipeline->options->file_count; i++) {
        if (escape_has_expectations(pipeline->sources[i])) {
            return true;
        }
    }
    return false;
}

Status command_check(const Options *options) {
    Pipeline pipeline;
    Status status = pipeline_open(&pipeline, options);
    if (status == STATUS_OK && !has_expectations(&pipeline)) {
        status = pipeline_check(&pipeline);
    } else if (status == STATUS_OK) {
        status = pipeline_escape(&pipeline);
        status = status == STATUS_OK ? pipeline_expect(&pipeline, true) : status;
    }
    pipeline_close(&pipeline);
    return status;
}
