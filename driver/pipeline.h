// The stages in a row. Each function runs the pipeline up to its stage and reports the errors on the way.
#ifndef MINIC_DRIVER_PIPELINE_H
#define MINIC_DRIVER_PIPELINE_H

#include "driver/options.h"
#include "escape/escape.h"
#include "sema/sema.h"

// Exit statuses of the commands.
typedef enum {
    STATUS_OK = 0,
    STATUS_PROGRAM = 1, // the program is wrong
    STATUS_USAGE = 2,   // the command line is wrong
    STATUS_FAILURE = 3, // file, linker, internal
} Status;

typedef struct Pipeline {
    const Options *options;
    Session *session;
    SourceFile **sources;
    File **files;
    Program *program;
    EscapeResult *escape;
} Pipeline;

Status pipeline_open(Pipeline *pipeline, const Options *options); // reads the source files
Status pipeline_report(const Pipeline *pipeline);                 // prints the errors so far
Status pipeline_parse(Pipeline *pipeline);
Status pipeline_check(Pipeline *pipeline);  // parse, then sema
Status pipeline_escape(Pipeline *pipeline); // check, then the escape analysis
// Holds expectation comments against the decisions; `messages`: Go's // ERROR "regexp" too.
Status pipeline_expect(Pipeline *pipeline, bool messages);
// Everything up to a linked executable at `output`.
Status pipeline_build(Pipeline *pipeline, const char *output);
void pipeline_close(Pipeline *pipeline);

#endif
