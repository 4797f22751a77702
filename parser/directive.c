// Go's compiler directives, `//go:name` in a comment: the few that mean something here are read where a
// function is declared (feed.c). What Go refuses about the others is refused here, when the token after the
// comment is known.
#include "parser/build.h"

#include <string.h>

typedef enum { DIRECTIVE_OTHER, DIRECTIVE_BUILD, DIRECTIVE_FUNCTION, DIRECTIVE_RUNTIME } DirectiveKind;

static bool is_one_of(const char *text, size_t len, const char *const *names) {
    for (; *names; names++) {
        if (strlen(*names) == len && memcmp(*names, text, len) == 0) {
            return true;
        }
    }
    return false;
}

static DirectiveKind kind_of(const char *text, size_t len) {
    static const char *const build[] = {"go:build", NULL};
    static const char *const function[] = {"go:noinline",        "go:nosplit",
                                           "go:noescape",        "go:norace",
                                           "go:nocheckptr",      "go:uintptrkeepalive",
                                           "go:uintptrescapes",  "go:registerparams",
                                           "go:cgo_unsafe_args", NULL};
    static const char *const runtime[] = {"go:systemstack", "go:nowritebarrier", "go:nowritebarrierrec",
                                          "go:yeswritebarrierrec", NULL};
    return is_one_of(text, len, build)      ? DIRECTIVE_BUILD
           : is_one_of(text, len, function) ? DIRECTIVE_FUNCTION
           : is_one_of(text, len, runtime)  ? DIRECTIVE_RUNTIME
                                            : DIRECTIVE_OTHER;
}

// Packages unsafe and embed, which allow these, are not there to be imported.
static const char *needed_package(const char *text, size_t len) {
    static const char *const linkname[] = {"go:linkname", NULL};
    static const char *const embed[] = {"go:embed", NULL};
    if (is_one_of(text, len, linkname)) {
        return "//go:linkname only allowed in Go files that import \"unsafe\"";
    }
    return is_one_of(text, len, embed) ? "go:embed only allowed in Go files that import \"embed\"" : NULL;
}

static void check_directive(Parser *p, Span span, bool before_function, bool before_package) {
    const char *text = p->source->text + (span.start - p->source->base);
    size_t len = strcspn(text, " \t\r\n");
    len = len < span.end - span.start ? len : span.end - span.start;
    const char *problem = needed_package(text, len);
    bool misplaced = false;
    switch (kind_of(text, len)) {
    case DIRECTIVE_OTHER: break;
    case DIRECTIVE_BUILD: misplaced = !before_package; break;
    case DIRECTIVE_FUNCTION: misplaced = !before_function; break;
    case DIRECTIVE_RUNTIME:
        problem = arena_printf(p->arena, "//%.*s only allowed in runtime", (int)len, text);
        break;
    }
    problem = misplaced ? "misplaced compiler directive" : problem;
    if (problem) {
        report_late_error(p, span, NULL, problem);
    }
}

void directive_check(Parser *p) {
    const Span *spans;
    int count = lexer_take_pragmas(p->lexer, &spans);
    bool begins = p->levels.len == 1 && (p->previous == TOKEN_SEMICOLON || p->previous == TOKEN_EOF);
    for (int i = 0; i < count; i++) {
        check_directive(p, spans[i], begins && p->token.kind == TOKEN_FUNC, p->token.kind == TOKEN_PACKAGE);
    }
}
