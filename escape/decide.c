// From the verdicts of the two analyses to the decisions. Either proof of safety is enough for the stack;
// size and kind come first.
#include "escape/analysis.h"

#define X(rule, name, text) [RULE_##rule] = {name, text},
static const struct {
    const char *name;
    const char *text;
} rules[] = {ESCAPE_RULES(X)};
#undef X

const char *escape_rule_name(EscapeRule rule) {
    return rules[rule].name;
}

const char *escape_rule_text(EscapeRule rule) {
    return rules[rule].text;
}

static EscapeRule heap_rule(const EscapeResult *r, const Decision *decision, const SiteVerdict *verdict) {
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
    return verdict->flow_escapes && decision->kind == SITE_APPEND ? RULE_APPEND_CAP : RULE_NONE;
}

static void decide(EscapeResult *r, int site) {
    Decision *decision = site_decision(r, site);
    const SiteVerdict *verdict = site_verdict(r, site);
    decision->rule = heap_rule(r, decision, verdict);
    if (!decision->rule) {
        decision->slot = 0;
    } else if (decision->slot && verdict->slot_always) {
        decision->rule = RULE_NONE;
    }
    decision->placement = decision->rule ? PLACE_HEAP : PLACE_STACK;
    decision->reason = decision->rule ? escape_rule_text(decision->rule) : NULL;
    decision->path = decision->rule && decision->rule == verdict->graph_escape ? verdict->path : NULL;
    if (decision->kind == SITE_CONV && !r->options.off) {
        decision->zerocopy = verdict->zerocopy_allowed && !verdict->flow_mutated;
    }
    if (decision->hybrid && !verdict->flow_escapes && !verdict->must_heap) {
        decision->go_buffer = decision->buffer_size;
    }
    bool may_be_large = decision->hybrid && !table_get(&r->recursive, decision->func);
    if (may_be_large && decision->large_buffer > decision->buffer_size) {
        decision->buffer_size = decision->large_buffer;
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
