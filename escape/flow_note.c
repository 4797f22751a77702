// The model of Go's rules: the reasons of each flow, and the stories that they make up: how a location came
// to escape. They are recorded while the model is solved, for -m=2 to print.
#include "escape/flow.h"
#include "escape/text.h"

Hole hole_note(FlowBatch *b, Hole hole, FlowNote note) {
    if (hole.dst == &b->blank || !b->result->options.reasons) {
        return hole;
    }
    FlowNote *kept = ARENA_NEW(b->arena, FlowNote);
    *kept = note;
    kept->next = hole.notes;
    hole.notes = kept;
    return hole;
}

Hole hole_note_expr(FlowWalk *w, Hole hole, const Expr *expr, const char *why) {
    return hole_note(w->batch, hole, (FlowNote){.expr = expr, .why = why});
}

Hole hole_note_stmt(FlowWalk *w, Hole hole, const Stmt *stmt, const char *why) {
    return hole_note(w->batch, hole, (FlowNote){.stmt = stmt, .why = why});
}

Hole hole_deref(FlowWalk *w, Hole hole, const Expr *expr, const char *why) {
    return hole_note_expr(w, hole_shift(hole, 1), expr, why);
}

Hole hole_address(FlowWalk *w, Hole hole, const Expr *expr, const char *why) {
    return hole_note_expr(w, hole_shift(hole, -1), expr, why);
}

// NULL: nobody will ask.
static FlowStory *new_story(FlowBatch *b, FlowLocation *root, FlowLocation *subject) {
    bool named = subject->var || subject->site || subject->is_wrapper;
    if (!b->result->options.reasons || !named || !subject->func || query_is_dropped(subject->func) ||
        !subject->func->package || subject->func->package->library) {
        return NULL;
    }
    EscapeResult *r = b->result;
    FlowStory *story = ARENA_NEW(r->arena, FlowStory);
    story->subject = subject;
    story->root = root;
    ReportLine line = {.detail = true, .story = story};
    VEC_PUSH(r->arena, &r->lines, line);
    return story;
}

static void add_step(FlowBatch *b, FlowStory *story, FlowStep step) {
    VEC_PUSH(b->result->arena, &story->steps, step);
}

static void add_way(FlowBatch *b, FlowStory *story, FlowLocation *from) {
    unsigned number = ++b->stories;
    for (FlowLocation *l = from; l->dst; l = l->dst) {
        if (l->told == number) {
            story->truncated = true;
            return;
        }
        l->told = number;
        const FlowEdge *edge = &l->dst->edges.items[l->dst_edge];
        add_step(b, story, (FlowStep){.dst = l->dst, .src = l, .derefs = edge->derefs, .notes = edge->notes});
        if (l->dst == story->root) {
            return;
        }
    }
}

void flow_tell_store(FlowBatch *b, Hole hole, FlowLocation *src) {
    FlowStory *story = new_story(b, hole.dst, src);
    if (story) {
        add_step(b, story,
                 (FlowStep){.dst = hole.dst, .src = src, .derefs = hole.derefs, .notes = hole.notes});
    }
}

void flow_tell_escape(FlowBatch *b, FlowLocation *root, FlowLocation *l) {
    FlowStory *story = new_story(b, root, l);
    if (story) {
        add_way(b, story, l);
    }
}

void flow_tell_leak(FlowBatch *b, FlowLocation *root, FlowLocation *l, int derefs) {
    FlowStory *story = b->result->options.leaks ? new_story(b, root, l) : NULL;
    if (story) {
        story->leak = true;
        story->derefs = derefs;
        add_way(b, story, l);
    }
}

void flow_tell_capture(FlowBatch *b, const FlowLocation *location, Pos pos, bool by_value) {
    EscapeResult *r = b->result;
    const Object *var = location->var;
    const Func *func = location->func;
    if (!r->options.reasons || !func || !func->package || func->package->library) {
        return;
    }
    const Type *type = var ? var->type : query_type(location->expr);
    ReportLine line = {.pos = pos, .detail = true};
    line.text =
        arena_printf(r->arena, "%s capturing by %s: %s (addr=%s assign=%s width=%lld)", text_of_func(func),
                     by_value ? "value" : "ref", var ? var->name->text : location->temp,
                     location->shared || (var && var->var.address_taken) ? "true" : "false",
                     location->reassigned ? "true" : "false", (long long)type_size(type));
    VEC_PUSH(r->arena, &r->lines, line);
}
