// The command line, parsed.
#ifndef MINIC_DRIVER_OPTIONS_H
#define MINIC_DRIVER_OPTIONS_H

#include <stdbool.h>

typedef enum {
    COMMAND_BUILD,
    COMMAND_RUN,
    COMMAND_CHECK,
    COMMAND_ESCAPE,
    COMMAND_DUMP,
    COMMAND_EXPLAIN,
    COMMAND_VERSION,
    COMMAND_HELP,
} Command;

typedef struct Options {
    Command command;
    const char *output; // -o, NULL: derived from the first file
    int optimization;   // 0, 1, 2
    int explain;        // -m: 1, -m=2: 2
    bool debug_info;    // -g
    bool escape_off;    // -escape=off
    bool mutations;     // -d=escapemutationscalls
    bool checked;       // -checked
    bool count_allocs;  // --allocs
    bool sanitize;      // -asan
    bool all_errors;    // -e
    int why_line;       // --why; 0: not given
    int why_column;     // 0: the whole line
    const char *dump;   // stage
    const char *format; // text, sites, json, dot, html; text where none is given
    char **files;       // source files, `file_count` of them
    int file_count;
    char **program_args; // run: argv of the program from its first argument on, NULL-terminated
} Options;

typedef enum { OPTIONS_OK, OPTIONS_ERROR } OptionsStatus;

// On OPTIONS_ERROR the reason has been printed to standard error; the exit status is 2.
OptionsStatus options_parse(int argc, char **argv, Options *options);
void options_print_help(void);

#endif
