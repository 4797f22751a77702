// minic explain RULE: what a rule of the escape reports says, with an example of each side.
#include "driver/commands.h"
#include "escape/escape.h"

#include <stdio.h>

static void list_rules(FILE *out) {
    for (int rule = RULE_NONE + 1; rule < RULE_COUNT; rule++) {
        fprintf(out, "  %-13s %s\n", escape_rule_name(rule), escape_rule_text(rule));
    }
}

Status command_explain(const Options *options) {
    if (options->file_count == 0) {
        puts("Why a value is on the heap; minic explain RULE says more:");
        list_rules(stdout);
        return STATUS_OK;
    }
    for (int i = 0; i < options->file_count; i++) {
        size_t len = 0;
        const char *page = escape_rule_page(options->files[i], &len);
        if (page == NULL) {
            fprintf(stderr, "minic: no rule %s; the rules are\n", options->files[i]);
            list_rules(stderr);
            return STATUS_USAGE;
        }
        fwrite(page, 1, len, stdout);
    }
    return STATUS_OK;
}
