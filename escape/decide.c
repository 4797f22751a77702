// From the verdicts of the two analyses to the decisions. Either proof of safety is enough for the stack;
// size and kind come first.
#include "escape/analysis.h"

static EscapeRule heap_rule(const EscapeResult *r, const SiteVerdict *verdict) {
    bool graph_safe = verdict->graph_seen && !verdict->graph_escape;
    if (r->options.off) {
        return RULE_OFF;
    }
    if (verdict->must_heap) {
        return verdict->must_rule;
    }
    if (verdict->flow_escapes && !graph_safe) {
        return verdict->graph_escape ? verdict->graph_escape : RULE_UNPROVEN;
    }
    return RULE_NONE;
}

// Outside of recursion a buffer may be larger than Go's, while those of the function are not too many.
static void enlarge_buffer(EscapeResult *r, int64_t *frame, Decision *decision) {
    bool is_stack = decision->placement == PLACE_STACK && decision->hybrid && !decision->zerocopy &&
                    !decision->slot && !decision->pieces;
    if (!is_stack || decision->large_buffer <= decision->buffer_size ||
        table_get(&r->recursive, decision->func)) {
        return;
    }
    if (*frame + decision->large_buffer <= MAX_FRAME_BUFFERS) {
        decision->buffer_size = decision->large_buffer;
        *frame += decision->large_buffer;
    }
}

// `frame`: bytes of the large buffers of the site's function.
static void decide(EscapeResult *r, int64_t *frame, int site) {
    Decision *decision = site_decision(r, site);
    const SiteVerdict *verdict = site_verdict(r, site);
    decision->rule = heap_rule(r, verdict);
    decision->path = decision->rule && decision->rule == verdict->graph_escape ? verdict->path : NULL;
    if (!decision->rule) {
        decision->slot = 0;
    } else if (decision->slot && verdict->slot_always && !verdict->sunk) {
        decision->hybrid |= verdict->slot_runs_out;
        decision->rule = RULE_NONE;
        decision->path = NULL;
    } else if (verdict->sunk) {
        decision->rule = RULE_COLD_PATH;
        decision->sunk = true;
    }
    bool in_frame = !decision->rule || decision->sunk || pieces_decide(r, site, frame);
    decision->placement = in_frame ? PLACE_STACK : PLACE_HEAP;
    decision->reason = decision->rule ? escape_rule_text(decision->rule) : NULL;
    if (decision->kind == SITE_CONV && !r->options.off) {
        decision->zerocopy = verdict->zerocopy_allowed && !verdict->flow_mutated;
    }
    if (decision->hybrid && !verdict->flow_escapes && !verdict->must_heap && !decision->backing) {
        decision->go_buffer = decision->buffer_size;
    }
    enlarge_buffer(r, frame, decision);
    if (decision->placement == PLACE_HEAP) {
        decision->hybrid = false;
        decision->buffer_size = 0;
    }
}

void decide_all(EscapeResult *r) {
    Table frames = {0}; // Func -> bytes of its large buffers
    for (int site = 1; site <= r->sites.len; site++) {
        const Func *func = site_decision(r, site)->func;
        int64_t frame = (int64_t)(intptr_t)table_get(&frames, func);
        decide(r, &frame, site);
        if (func) {
            table_set(r->arena, &frames, func, (void *)(intptr_t)frame);
        }
    }
}
