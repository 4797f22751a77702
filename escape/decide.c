// From the verdicts of the two analyses to the decisions. Either proof of safety is enough for the stack;
// size and kind come first.
#include "escape/analysis.h"

static void decide(EscapeResult *r, int site) {
    Decision *decision = site_decision(r, site);
    const SiteVerdict *verdict = site_verdict(r, site);
    bool graph_safe = verdict->graph_seen && !verdict->graph_escape;
    if (r->options.off) {
        decision->placement = PLACE_HEAP;
        decision->reason = "escape analysis is off";
    } else if (verdict->must_heap) {
        decision->placement = PLACE_HEAP;
        decision->reason = verdict->must_reason;
    } else if (verdict->flow_escapes && !graph_safe) {
        decision->placement = PLACE_HEAP;
        decision->reason = verdict->graph_escape ? verdict->graph_escape : "may outlive the function";
    } else if (verdict->flow_escapes && decision->kind == SITE_APPEND) {
        decision->placement = PLACE_HEAP;
        decision->reason = "a frame buffer would show in cap";
    } else {
        decision->placement = PLACE_STACK;
        decision->reason = NULL;
    }
    if (decision->kind == SITE_CONV && !r->options.off) {
        decision->zerocopy = verdict->zerocopy_allowed && !verdict->flow_mutated;
    }
    if (decision->hybrid && !verdict->flow_escapes && !verdict->must_heap) {
        decision->go_buffer = decision->buffer_size;
    }
    if (decision->placement == PLACE_HEAP) {
        decision->hybrid = false;
        decision->buffer_size = 0;
    }
}

void decide_all(EscapeResult *r) {
    for (int site = 1; site <= r->sites.len; site++) {
        decide(r, site);
    }
}
