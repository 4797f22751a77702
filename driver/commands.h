// One function per command, each in a file of its own; the result is the process's exit status.
#ifndef MINIC_DRIVER_COMMANDS_H
#define MINIC_DRIVER_COMMANDS_H

#include "driver/options.h"
#include "driver/pipeline.h"

Status command_build(const Options *options);
Status command_run(const Options *options); // returns only when the program could not be started
Status command_check(const Options *options);
Status command_escape(const Options *options);
Status command_explain(const Options *options);
Status command_dump(const Options *options);

#endif
