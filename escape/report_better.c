// Why a site is in the frame although Go's rules put it on the heap: the story that the model of Go's rules
// tells ends with the step that is not as bad as these rules have to assume.
#include "escape/flow.h"
#include "escape/report.h"

enum { MAX_HOLDERS = 100 }; // a chain of holders longer than this is not followed

#define X(reason, name, text) [BETTER_##reason] = {name, text},
static const struct {
    const char *name, *text;
} reasons[] = {BETTER_REASONS(X)};
#undef X

const char *report_better_name(BetterReason reason) {
    return reasons[reason].name;
}

const char *report_better_text(BetterReason reason) {
    return reasons[reason].text;
}

static const FlowStory *story_of(const EscapeResult *r, int site) {
    for (int i = 0; i < r->lines.len; i++) {
        const FlowStory *story = r->lines.items[i].story;
        if (story && !story->leak && story->subject->site == site) {
            return story;
        }
    }
    return NULL;
}

// The reason that is told last.
static const FlowNote *last_note(const FlowStory *story) {
    for (int i = story->steps.len - 1; i >= 0; i--) {
        const FlowNote *note = story->steps.items[i].notes;
        while (note && note->next) {
            note = note->next;
        }
        if (note) {
            return note;
        }
    }
    return NULL;
}

static BetterReason reason_of_target(Expr *lhs) {
    lhs = ast_unparen(lhs);
    switch (lhs->kind) {
    case EXPR_STAR: return BETTER_STORE;
    case EXPR_SELECTOR:
        if (lhs->selector.kind != SELECT_FIELD) {
            return BETTER_PART;
        }
        return lhs->selector.through_pointer ? BETTER_STORE : reason_of_target(lhs->selector.x);
    case EXPR_INDEX: {
        TypeKind kind = type_underlying(lhs->index.x->type)->kind;
        return kind == TYPE_MAP     ? BETTER_MAP
               : kind == TYPE_ARRAY ? reason_of_target(lhs->index.x)
                                    : BETTER_STORE;
    }
    default: return BETTER_PART;
    }
}

static BetterReason reason_of_stmt(const Stmt *stmt) {
    if (stmt->kind == STMT_SEND) {
        return BETTER_SEND;
    }
    if (stmt->kind != STMT_ASSIGN && stmt->kind != STMT_DEFINE) {
        return BETTER_PART;
    }
    for (int i = 0; i < stmt->assign.lhs.len; i++) {
        BetterReason reason = reason_of_target(stmt->assign.lhs.items[i]);
        if (reason != BETTER_PART) {
            return reason;
        }
    }
    return BETTER_PART;
}

static BetterReason reason_of_expr(const EscapeResult *r, const Expr *expr) {
    if (expr->kind == EXPR_COMPOSITE_LIT || expr->kind == EXPR_INDEX) {
        return type_underlying(query_type(expr->kind == EXPR_INDEX ? expr->index.x : expr))->kind == TYPE_MAP
                   ? BETTER_MAP
                   : BETTER_PART;
    }
    if (expr->kind != EXPR_CALL) {
        return BETTER_PART;
    }
    if (expr->call.kind == CALL_BUILTIN) {
        return expr->call.builtin == BUILTIN_APPEND || expr->call.builtin == BUILTIN_COPY ? BETTER_APPEND
                                                                                          : BETTER_PART;
    }
    bool known =
        expr->call.kind == CALL_FUNCTION || expr->call.kind == CALL_METHOD || escape_static_callee(r, expr);
    return known ? BETTER_CALL : BETTER_DYNAMIC;
}

static BetterReason reason_of_note(const EscapeResult *r, const FlowNote *note) {
    return !note        ? BETTER_PART
           : note->stmt ? reason_of_stmt(note->stmt)
           : note->expr ? reason_of_expr(r, note->expr)
                        : BETTER_PART;
}

// Does the way lead through an interface that a value of one type is put into and another type is taken out
// of?
static bool mixes_types(const FlowStory *story) {
    const Type *boxed = NULL;
    for (int i = 0; i < story->steps.len; i++) {
        for (const FlowNote *note = story->steps.items[i].notes; note; note = note->next) {
            const Expr *expr = note->expr;
            if (expr && expr->kind == EXPR_CONVERT && expr->convert.kind == CONVERT_TO_INTERFACE) {
                boxed = expr->convert.x->type;
            } else if (expr && expr->kind == EXPR_TYPE_ASSERT && boxed) {
                const Type *asserted = query_type(expr);
                if (!type_is_interface(asserted) && !type_is_identical(asserted, boxed)) {
                    return true;
                }
            }
        }
    }
    return false;
}

// Is it on the heap for another reason than that something reaches it after the frame?
static bool dies_with_frame(const Decision *decision) {
    switch (decision->rule) {
    case RULE_LOOP:
    case RULE_TOO_LARGE:
    case RULE_ZERO_SIZE:
    case RULE_CHANNEL:
    case RULE_GROWS:
    case RULE_DEFER_LOOP: return true;
    case RULE_NONE:
    case RULE_GLOBAL:
    case RULE_RESULT:
    case RULE_PARAMETER:
    case RULE_GOROUTINE:
    case RULE_PANIC:
    case RULE_UNKNOWN_CALL:
    case RULE_COLD_PATH:
    case RULE_UNPROVEN:
    case RULE_OFF:
    case RULE_COUNT: break;
    }
    return false;
}

BetterReason report_better(const EscapeResult *r, int site) {
    if (escape_site(r, site)->slot && story_of(r, site)) {
        return BETTER_RESULT;
    }
    if (escape_site(r, site)->pieces && story_of(r, site)) {
        return BETTER_PIECES;
    }
    for (int i = 0; i < MAX_HOLDERS; i++) {
        const FlowStory *story = story_of(r, site);
        if (!story) {
            return BETTER_NONE;
        }
        if (mixes_types(story)) {
            return BETTER_TYPE;
        }
        const FlowLocation *root = story->root;
        if (!root->func) {
            return reason_of_note(r, last_note(story));
        }
        if (!(root->attrs & FLOW_ESCAPES)) {
            bool outside =
                root->func == story->subject->func && root->loop_depth < story->subject->loop_depth;
            return outside && !root->is_result ? BETTER_LOOP : BETTER_PART;
        }
        if (root->is_wrapper || (root->site && dies_with_frame(escape_site(r, root->site)))) {
            return BETTER_HOLDER;
        }
        if (!root->site || root->site == site || escape_site(r, root->site)->placement == PLACE_HEAP) {
            return BETTER_PART;
        }
        site = root->site; // by Go's rules on the heap because its holder is: and why is that there?
    }
    return BETTER_PART;
}
