// The names of kinds of sites and of rules, as the reports have them.
#include "escape/escape.h"

#define X(kind, name) name,
static const char *const kinds[] = {SITE_KINDS(X)};
#undef X

#define X(rule, name, text) {name, text},
static const struct {
    const char *name;
    const char *text;
} rules[] = {ESCAPE_RULES(X)};
#undef X

const char *escape_kind_name(SiteKind kind) {
    return kinds[kind];
}

const char *escape_rule_name(EscapeRule rule) {
    return rules[rule].name;
}

const char *escape_rule_text(EscapeRule rule) {
    return rules[rule].text;
}
