// minic: the command line. See options.c for the flags and pipeline.c for the compiler.
#include "driver/commands.h"
#include "driver/options.h"
#include "driver/pipeline.h"
#include "driver/stack.h"

#include <stdio.h>

static int run_command(void *data) {
    const Options *options = data;
    switch (options->command) {
    case COMMAND_BUILD: return command_build(options);
    case COMMAND_RUN: return command_run(options);
    case COMMAND_CHECK: return command_check(options);
    case COMMAND_ESCAPE: return command_escape(options);
    case COMMAND_EXPLAIN: return command_explain(options);
    case COMMAND_DUMP: return command_dump(options);
    case COMMAND_VERSION: printf("minic %s (language: Go 1.26)\n", MINIC_VERSION); return STATUS_OK;
    case COMMAND_HELP: options_print_help(); return STATUS_OK;
    }
    return STATUS_FAILURE;
}

int main(int argc, char **argv) {
    Options options;
    if (options_parse(argc, argv, &options) != OPTIONS_OK) {
        return STATUS_USAGE;
    }
    int status = stack_run(run_command, &options);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("minic: standard output");
        return STATUS_FAILURE;
    }
    return status;
}
