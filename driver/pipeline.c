// The whole compiler on one page: source -> parser -> sema -> escape -> codegen -> link.
#include "driver/pipeline.h"

#include "codegen/codegen.h"
#include "driver/paths.h"
#include "parser/parser.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Go's limit on the errors of one run.
enum { ERROR_LIMIT = 10 };

Status pipeline_open(Pipeline *pipeline, const Options *options) {
    *pipeline = (Pipeline){.options = options, .session = session_create()};
    Session *session = pipeline->session;
    session->options.library_path = paths_library(session->arena);
    session->options.need_main = options->command == COMMAND_BUILD || options->command == COMMAND_RUN ||
                                 options->command == COMMAND_DUMP;
    pipeline->sources = ARENA_NEW_N(session->arena, SourceFile *, options->file_count);
    for (int i = 0; i < options->file_count; i++) {
        pipeline->sources[i] = source_add_file(session->sources, options->files[i]);
        if (pipeline->sources[i] == NULL) {
            fprintf(stderr, "minic: %s: %s\n", options->files[i], strerror(errno));
            return STATUS_FAILURE;
        }
    }
    return STATUS_OK;
}

void pipeline_close(Pipeline *pipeline) {
    session_destroy(pipeline->session);
}

// Prints what the stages so far have reported.
Status pipeline_report(const Pipeline *pipeline) {
    Diagnostics *diags = pipeline->session->diags;
    if (diag_error_count(diags) == 0) {
        return STATUS_OK;
    }
    diag_print(diags, stderr, pipeline->options->all_errors ? 0 : ERROR_LIMIT, isatty(STDERR_FILENO) != 0);
    return STATUS_PROGRAM;
}

static void parse_files(Pipeline *pipeline) {
    int count = pipeline->options->file_count;
    pipeline->files = ARENA_NEW_N(pipeline->session->arena, File *, count);
    for (int i = 0; i < count; i++) {
        pipeline->files[i] = parser_parse_file(pipeline->session, pipeline->sources[i]);
    }
}

Status pipeline_parse(Pipeline *pipeline) {
    parse_files(pipeline);
    return pipeline_report(pipeline);
}

Status pipeline_check(Pipeline *pipeline) {
    parse_files(pipeline);
    // As in gc, what the parser reports that is not a syntax error does not keep the checker from its work.
    if (diag_syntax_error_count(pipeline->session->diags) == 0) {
        pipeline->program = sema_check(pipeline->session, pipeline->files, pipeline->options->file_count);
    } else {
        sema_check_labels(pipeline->session, pipeline->files, pipeline->options->file_count);
    }
    return pipeline_report(pipeline);
}

// Does anything say why values live where they live? Otherwise the analysis need not remember it.
static bool needs_reasons(const Pipeline *pipeline) {
    const Options *options = pipeline->options;
    bool needs = options->explain > 1 || options->why_line > 0 || options->command == COMMAND_DUMP ||
                 (options->format && strcmp(options->format, "sites") != 0);
    for (int i = 0; i < options->file_count; i++) {
        needs |= escape_has_expectations(pipeline->sources[i]);
    }
    return needs;
}

Status pipeline_escape(Pipeline *pipeline) {
    Status status = pipeline_check(pipeline);
    if (status == STATUS_OK) {
        EscapeOptions options = {
            .off = pipeline->options->escape_off,
            .mutations = pipeline->options->mutations,
            .reasons = needs_reasons(pipeline),
            .leaks = pipeline->options->explain > 1,
        };
        pipeline->escape = escape_analyze(pipeline->program, &options);
    }
    return status;
}

Status pipeline_expect(Pipeline *pipeline, bool messages) {
    for (int i = 0; i < pipeline->options->file_count; i++) {
        if (escape_has_expectations(pipeline->sources[i])) {
            escape_check_expectations(pipeline->escape, pipeline->sources[i], messages);
        }
    }
    return pipeline_report(pipeline);
}

static Status generate(Pipeline *pipeline, const char *output) {
    const Options *options = pipeline->options;
    Arena *arena = pipeline->session->arena;
    CodegenOptions codegen = {
        .level = options->count_allocs ? 0 : options->optimization, // LLVM deletes no allocation then
        .debug_info = options->debug_info,
        .checked = options->checked,
        .count_allocs = options->count_allocs,
        .sanitize_address = options->sanitize,
        .runtime_archive = paths_runtime(arena),
    };
    const char *directory = getenv("TMPDIR");
    char *object = arena_printf(arena, "%s/minic-XXXXXX.o", directory != NULL ? directory : "/tmp");
    int descriptor = mkstemps(object, 2);
    if (descriptor < 0) {
        fprintf(stderr, "minic: %s: %s\n", object, strerror(errno));
        return STATUS_FAILURE;
    }
    close(descriptor);
    bool ok = codegen_emit_file(pipeline->program, pipeline->escape, &codegen, CODEGEN_OBJECT, object) &&
              codegen_link(object, output, &codegen);
    unlink(object);
    return ok ? STATUS_OK : STATUS_FAILURE;
}

Status pipeline_build(Pipeline *pipeline, const char *output) {
    Status status = pipeline_escape(pipeline);
    if (status != STATUS_OK) {
        return status;
    }
    // With every site on the heap there is nothing to expect.
    if (!pipeline->options->escape_off && (status = pipeline_expect(pipeline, false)) != STATUS_OK) {
        return status;
    }
    if (pipeline->options->explain > 0) {
        escape_print_m(stderr, pipeline->escape, pipeline->options->explain);
    }
    return generate(pipeline, output);
}
