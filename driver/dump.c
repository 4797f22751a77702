// minic --dump=STAGE: what a stage hands to the next.
#include "parser/dump.h"
#include "codegen/codegen.h"
#include "driver/commands.h"
#include "lexer/lexer.h"

#include <stdio.h>
#include <string.h>

static void dump_tokens(const Pipeline *pipeline, bool json) {
    for (int i = 0; i < pipeline->options->file_count; i++) {
        lexer_dump(stdout, pipeline->session, pipeline->sources[i], json);
    }
}

static void dump_ast(const Pipeline *pipeline, bool json) {
    for (int i = 0; i < pipeline->options->file_count; i++) {
        ast_dump(stdout, pipeline->session->sources, pipeline->files[i], json);
    }
}

static void dump_typed(const Pipeline *pipeline, bool json) {
    for (int i = 0; i < pipeline->options->file_count; i++) {
        ast_dump_typed(stdout, pipeline->session->sources, pipeline->files[i], json, sema_describe_expr,
                       pipeline->program);
    }
}

static Status dump_code(Pipeline *pipeline) {
    const Options *options = pipeline->options;
    CodegenOptions codegen = {
        .level = options->optimization,
        .debug_info = options->debug_info,
        .checked = options->checked,
    };
    CodegenFormat format = strcmp(options->dump, "llvm") == 0 ? CODEGEN_LLVM : CODEGEN_ASM;
    const char *path = options->output != NULL ? options->output : "/dev/stdout";
    return codegen_emit_file(pipeline->program, pipeline->escape, &codegen, format, path) ? STATUS_OK
                                                                                          : STATUS_FAILURE;
}

static Status dump_stage(Pipeline *pipeline) {
    const char *stage = pipeline->options->dump;
    bool json = strcmp(pipeline->options->format, "json") == 0;
    if (strcmp(stage, "tokens") == 0) {
        dump_tokens(pipeline, json);
        return pipeline_report(pipeline);
    }
    bool ast = strcmp(stage, "ast") == 0, typed = strcmp(stage, "typed") == 0;
    Status status = ast     ? pipeline_parse(pipeline)
                    : typed ? pipeline_check(pipeline)
                            : pipeline_escape(pipeline);
    if (status != STATUS_OK) {
        return status;
    }
    if (ast) {
        dump_ast(pipeline, json);
        return STATUS_OK;
    }
    if (typed) {
        dump_typed(pipeline, json);
        return STATUS_OK;
    }
    if (strcmp(stage, "escape") == 0) {
        escape_dump(stdout, pipeline->escape, json);
        return STATUS_OK;
    }
    return dump_code(pipeline);
}

Status command_dump(const Options *options) {
    Pipeline pipeline;
    Status status = pipeline_open(&pipeline, options);
    if (status == STATUS_OK) {
        status = dump_stage(&pipeline);
    }
    pipeline_close(&pipeline);
    return status;
}
