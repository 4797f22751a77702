// minic escape --why LINE[:COLUMN]: why the sites of a line are where they are, in words and with the source:
// where each is allocated, the steps of a pointer to it, and the rule that it meets at the end.
#include "escape/report.h"
#include "escape/text.h"

enum { MAX_HOLDERS = 8 };

typedef struct {
    FILE *out;
    const EscapeResult *r;
} Printer;

static const char *const rule_sentences[] = {
    [RULE_NONE] = "",
    [RULE_GLOBAL] = "something that every function can reach then holds it, for longer than the frame lives",
    [RULE_RESULT] = "the function returns it, and the frame is gone when the caller uses it",
    [RULE_PARAMETER] = "it is stored in memory that the caller passed, which outlives the frame",
    [RULE_LOOP] = "each iteration makes a new one, and something that outlives the iteration holds it",
    [RULE_GOROUTINE] = "a goroutine gets it, and may run after the frame is gone",
    [RULE_PANIC] = "the value of a panic is looked at after the frame is gone",
    [RULE_UNKNOWN_CALL] = "it is passed to a function of which nothing is known, which may keep it",
    [RULE_TOO_LARGE] = "it is too large for a frame",
    [RULE_ZERO_SIZE] = "its elements have no size; Go puts such slices on the heap",
    [RULE_CHANNEL] = "channels are on the heap",
    [RULE_GROWS] = "the string grows with each +=, to a length that is not known",
    [RULE_DEFER_LOOP] = "a defer in a loop makes a record for each iteration, as many as it takes",
    [RULE_COLD_PATH] = "only there; until then a single variable names it, so it can move when it must",
    [RULE_UNPROVEN] = "it may outlive the function, as far as the analysis can see",
    [RULE_OFF] = "the escape analysis is off",
};

const char *report_rule_sentence(EscapeRule rule) {
    return rule_sentences[rule];
}

// What points to the site without outliving it.
static void print_holders(const Printer *p, int site) {
    const Decision *decision = escape_site(p->r, site);
    const char *holders[MAX_HOLDERS];
    int count = 0;
    for (int i = 0; i < p->r->notes.len && count < MAX_HOLDERS; i++) {
        const GraphNote *note = &p->r->notes.items[i];
        bool known = note->to.site != site || note->func != decision->func;
        for (int k = 0; k < count && !known; k++) {
            known = strcmp(holders[k], note->from.label) == 0;
        }
        if (!known) {
            holders[count++] = note->from.label;
        }
    }
    for (int i = 0; i < count; i++) {
        fprintf(p->out, "%s%s", i == 0 ? "pointers to it are held by " : ", ", holders[i]);
    }
    if (count > 0) {
        fputs(", and none of these outlives it\n", p->out);
    } else {
        fputs("nothing keeps a pointer to it\n", p->out);
    }
}

static void print_better(const Printer *p, int site) {
    BetterReason reason = report_better(p->r, site);
    if (reason) {
        fprintf(p->out, "better than Go (%s): Go's rules put on the heap %s\n", report_better_name(reason),
                report_better_text(reason));
    }
}

static const char *placement_text(const EscapeResult *r, const Decision *decision) {
    if (decision->is_static) {
        return decision->silent || decision->kind != SITE_BOX
                   ? "is laid out before the program runs: the first value of a package variable"
                   : "takes no memory at run time: a constant, a single byte or nothing";
    }
    if (decision->sunk) {
        return decision->slot
                   ? "is in the frame, and moves out of it where it escapes: to the heap, or to the place "
                     "that the caller has for it"
                   : "is in the frame, and moves to the heap where it escapes";
    }
    if (decision->grows_in_frame) {
        return arena_printf(r->arena,
                            "begins in a buffer of %lld bytes in the frame, and moves to the heap before it "
                            "escapes, or when it outgrows that",
                            (long long)decision->backing->bytes);
    }
    if (decision->slot) {
        return decision->placement == PLACE_STACK && decision->hybrid
                   ? "is in a buffer in the frame of the caller, and on the heap when that is used up"
               : decision->placement == PLACE_STACK
                   ? "is in the frame of the caller"
                   : "is in the frame of those callers that have a place for it, for "
                     "the others on the heap";
    }
    if (decision->placement == PLACE_HEAP) {
        return "is on the heap";
    }
    if (decision->zerocopy) {
        return "shares the bytes of its operand: nothing is allocated";
    }
    if (decision->pieces) {
        const char *count = decision->object_size > 0
                                ? arena_printf(r->arena, "about %lld of them in one call",
                                               (long long)(decision->buffer_size / decision->object_size))
                                : "the first of them";
        return arena_printf(
            r->arena,
            "is in a buffer of %lld bytes in the frame, which has room for %s; the others are "
            "on the heap",
            (long long)decision->buffer_size, count);
    }
    if (decision->hybrid) {
        return arena_printf(
            r->arena, "is in a buffer of %lld bytes in the frame, and on the heap when that is too small",
            (long long)decision->buffer_size);
    }
    return decision->in_loop ? "is in the frame, in one place for all iterations of its loop"
                             : "is in the frame";
}

static void print_site(const Printer *p, int site) {
    const Decision *decision = escape_site(p->r, site);
    report_print_position(p->out, p->r, decision->pos);
    fprintf(p->out, "%s %s\n", decision->text, placement_text(p->r, decision));
    const char *func = decision->func ? text_of_func(decision->func) : "";
    report_print_marked(p->out, p->r, decision->pos,
                        arena_printf(p->r->arena, "allocated here, in %s", func));
    if (decision->is_static) {
        return;
    }
    if (decision->rule) {
        report_print_path(p->out, p->r, decision->path, decision->rule);
    } else {
        print_holders(p, site);
    }
    if (decision->slot && !decision->sunk) {
        report_print_callers(p->out, p->r, decision);
    }
    if (decision->placement == PLACE_STACK && !decision->sunk) {
        print_better(p, site);
    }
}

bool escape_print_why(FILE *out, const EscapeResult *result, const SourceFile *file, int line, int column) {
    Printer printer = {.out = out, .r = result};
    bool found = false;
    for (int site = 1; site <= result->sites.len; site++) {
        Location at = source_locate(result->program->session->sources, escape_site(result, site)->pos);
        if (at.file == file && at.line == line && (column == 0 || at.column == column)) {
            fputs(found ? "\n" : "", out);
            print_site(&printer, site);
            report_suggest(out, result, site);
            found = true;
        }
    }
    return found;
}
