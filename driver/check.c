// minic check: the front end alone.
#include "driver/commands.h"

Status command_check(const Options *options) {
    Pipeline pipeline;
    Status status = pipeline_open(&pipeline, options);
    if (status == STATUS_OK) {
        status = pipeline_check(&pipeline);
    }
    pipeline_close(&pipeline);
    return status;
}
