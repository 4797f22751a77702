// Branches: where break, continue and goto go, and which of them may not. One walk over a function's body;
// blocks form a chain to the outside. A goto whose label has not been seen waits until its block, or one
// around it, declares the label.
#include "sema/declare.h"
#include <string.h>

typedef struct Block {
    const struct Block *parent;
    const Stmt *label; // the LABELED statement that this is the body of, or NULL
    Pos start;
} Block;

typedef struct {
    Stmt *stmt; // LABELED
    const Block *block;
} Label;

typedef VEC(Stmt *) Gotos;

typedef struct {
    Checker *c;
    VEC(Label) labels;
} LabelScope;

// The statements that an unlabelled break or continue refers to.
typedef struct {
    Stmt *breaks;
    Stmt *continues;
    int case_index; // of the clause directly around, else -1
} Targets;

static Label *find_label(const LabelScope *scope, const Name *name) {
    for (int i = 0; i < scope->labels.len; i++) {
        if (scope->labels.items[i].stmt->labeled.label == name) {
            return &scope->labels.items[i];
        }
    }
    return NULL;
}

static void declare_label(LabelScope *scope, const Block *block, Stmt *stmt) {
    Checker *c = scope->c;
    const Label *other = find_label(scope, stmt->labeled.label);
    if (other) {
        check_error(c, stmt->labeled.label_span, "label %s already defined at %s", stmt->labeled.label->text,
                    position_text(c, other->stmt->labeled.label_span.start));
        return;
    }
    VEC_PUSH(c->session->arena, &scope->labels, (Label){stmt, block});
}

// Forward gotos of a block, and the newest variable declaration that some of them have jumped over.
typedef struct {
    Gotos pending;
    int over_declaration; // pending[0 .. over_declaration) precede it
    const char *variable;
    Pos declared_at;
} Forward;

static void note_declaration(Forward *forward, const char *variable, Pos pos) {
    forward->over_declaration = forward->pending.len;
    forward->variable = variable;
    forward->declared_at = pos;
}

static void resolve_forward_gotos(LabelScope *scope, Forward *forward, Stmt *stmt) {
    Checker *c = scope->c;
    const Name *name = stmt->labeled.label;
    int kept = 0;
    int kept_over = 0;
    for (int i = 0; i < forward->pending.len; i++) {
        Stmt *branch = forward->pending.items[i];
        bool over = i < forward->over_declaration;
        if (branch->branch.label != name) {
            forward->pending.items[kept++] = branch;
            kept_over += over;
            continue;
        }
        branch->branch.target = stmt;
        stmt->labeled.used = true;
        if (over) {
            check_error(c, branch->branch.label_span, "goto %s jumps over declaration of %s at %s",
                        name->text, forward->variable, position_text(c, forward->declared_at));
        }
    }
    forward->pending.len = kept;
    forward->over_declaration = kept_over;
}

static bool is_loop(const Stmt *stmt) {
    return stmt->kind == STMT_FOR || stmt->kind == STMT_RANGE;
}

static bool is_breakable(const Stmt *stmt) {
    return is_loop(stmt) || stmt->kind == STMT_SWITCH || stmt->kind == STMT_TYPE_SWITCH ||
           stmt->kind == STMT_SELECT;
}

static void resolve_labeled_branch(LabelScope *scope, const Block *block, Stmt *stmt) {
    Checker *c = scope->c;
    const Name *name = stmt->branch.label;
    const char *keyword = stmt->branch.kind == BRANCH_BREAK ? "break" : "continue";
    const Label *label = find_label(scope, name);
    if (!label) {
        check_error(c, stmt->branch.label_span, "%s label not defined: %s", keyword, name->text);
        return;
    }
    label->stmt->labeled.used = true;
    Stmt *target = label->stmt->labeled.stmt;
    bool encloses = false;
    for (; block && !encloses; block = block->parent) {
        encloses = block->label == label->stmt;
    }
    bool fits = stmt->branch.kind == BRANCH_BREAK ? is_breakable(target) : is_loop(target);
    if (encloses && fits) {
        stmt->branch.target = target;
    } else {
        check_error(c, stmt->branch.label_span, "invalid %s label %s", keyword, name->text);
    }
}

static void resolve_goto(LabelScope *scope, const Block *block, Stmt *stmt, Forward *forward) {
    const Label *label = find_label(scope, stmt->branch.label);
    if (label) {
        label->stmt->labeled.used = true;
        for (; block; block = block->parent) {
            if (label->block == block) {
                stmt->branch.target = label->stmt;
                return;
            }
        }
    }
    VEC_PUSH(scope->c->session->arena, &forward->pending, stmt);
}

static int case_count(const Stmt *stmt) {
    return stmt->kind == STMT_SWITCH ? stmt->switch_.cases.len : 0;
}

static void check_fallthrough(Checker *c, const Stmt *stmt, const Targets *targets, bool last) {
    const char *problem = "fallthrough statement out of place";
    const Stmt *around = targets->breaks;
    if (around && around->kind == STMT_TYPE_SWITCH) {
        problem = "cannot fallthrough in type switch";
    } else if (around && around->kind == STMT_SWITCH && targets->case_index >= 0 && last) {
        problem =
            targets->case_index + 1 == case_count(around) ? "cannot fallthrough final case in switch" : NULL;
    }
    if (problem) {
        check_error(c, stmt->span, "%s", problem);
    }
}

static void resolve_branch(LabelScope *scope, const Block *block, const Targets *targets, Stmt *stmt,
                           Forward *forward, bool last) {
    switch (stmt->branch.kind) {
    case BRANCH_GOTO:
        if (stmt->branch.label) {
            resolve_goto(scope, block, stmt, forward);
        }
        break;
    case BRANCH_FALLTHROUGH: check_fallthrough(scope->c, stmt, targets, last); break;
    case BRANCH_BREAK:
    case BRANCH_CONTINUE:
        if (stmt->branch.label) {
            resolve_labeled_branch(scope, block, stmt);
            break;
        }
        stmt->branch.target = stmt->branch.kind == BRANCH_BREAK ? targets->breaks : targets->continues;
        if (!stmt->branch.target) {
            check_error(scope->c, stmt->span,
                        stmt->branch.kind == BRANCH_BREAK ? "break is not in a loop, switch, or select"
                                                          : "continue is not in a loop");
        }
        break;
    }
}

static Gotos walk_block(LabelScope *scope, const Block *parent, Targets targets, const Stmt *label, Pos start,
                        const StmtList *stmts);

static void walk_inner(LabelScope *scope, const Block *block, Targets targets, const Stmt *label, Pos start,
                       const StmtList *stmts, Forward *forward) {
    Gotos gotos = walk_block(scope, block, targets, label, start, stmts);
    for (int i = 0; i < gotos.len; i++) {
        VEC_PUSH(scope->c->session->arena, &forward->pending, gotos.items[i]);
    }
}

static void walk_cases(LabelScope *scope, const Block *block, Targets targets, const Stmt *label, Stmt *stmt,
                       const CaseList *cases, Forward *forward) {
    targets.breaks = stmt;
    for (int i = 0; i < cases->len; i++) {
        targets.case_index = i;
        walk_inner(scope, block, targets, label, cases->items[i]->span.start, &cases->items[i]->body,
                   forward);
    }
}

static void walk_if(LabelScope *scope, const Block *block, Targets targets, const Stmt *label, Stmt *stmt,
                    Forward *forward) {
    targets.case_index = -1;
    walk_inner(scope, block, targets, label, stmt->if_.then->span.start, &stmt->if_.then->block.stmts,
               forward);
    if (stmt->if_.els) {
        StmtList els = {&stmt->if_.els, 1, 1};
        walk_inner(scope, block, targets, label, stmt->if_.els->span.start, &els, forward);
    }
}

static const char *first_name(Checker *c, const ExprList *lhs) {
    const char *text = "";
    for (int i = 0; i < lhs->len; i++) {
        text = arena_printf(c->session->arena, "%s%s%s", text, i > 0 ? ", " : "",
                            expr_text(c->session->arena, lhs->items[i]));
    }
    return text;
}

static void walk_stmt(LabelScope *scope, const Block *block, const Targets *targets, const Stmt *label,
                      Stmt *stmt, Forward *forward, bool last) {
    Targets inner = *targets;
    inner.case_index = -1;
    switch (stmt->kind) {
    case STMT_BAD:
    case STMT_EMPTY:
    case STMT_EXPR:
    case STMT_SEND:
    case STMT_INC_DEC:
    case STMT_ASSIGN:
    case STMT_GO:
    case STMT_DEFER:
    case STMT_RETURN:
    case STMT_KIND_COUNT: break;
    case STMT_DECL:
        if (stmt->decl.decl->kind == DECL_VAR) {
            note_declaration(forward, stmt->decl.decl->var.names[0].name->text, stmt->decl.decl->span.start);
        }
        break;
    case STMT_DEFINE: note_declaration(forward, first_name(scope->c, &stmt->assign.lhs), stmt->op_pos); break;
    case STMT_LABELED:
        if (strcmp(stmt->labeled.label->text, "_") != 0) {
            declare_label(scope, block, stmt);
            resolve_forward_gotos(scope, forward, stmt);
            label = stmt;
        }
        walk_stmt(scope, block, targets, label, stmt->labeled.stmt, forward, last);
        break;
    case STMT_BRANCH: resolve_branch(scope, block, targets, stmt, forward, last); break;
    case STMT_BLOCK:
        walk_inner(scope, block, inner, label, stmt->span.start, &stmt->block.stmts, forward);
        break;
    case STMT_IF: walk_if(scope, block, inner, label, stmt, forward); break;
    case STMT_SWITCH: walk_cases(scope, block, inner, label, stmt, &stmt->switch_.cases, forward); break;
    case STMT_TYPE_SWITCH:
        walk_cases(scope, block, inner, label, stmt, &stmt->type_switch.cases, forward);
        break;
    case STMT_SELECT: walk_cases(scope, block, inner, label, stmt, &stmt->select.cases, forward); break;
    case STMT_FOR:
    case STMT_RANGE: {
        const Stmt *body = stmt->kind == STMT_FOR ? stmt->for_.body : stmt->range.body;
        inner.breaks = stmt;
        inner.continues = stmt;
        walk_inner(scope, block, inner, label, body->span.start, &body->block.stmts, forward);
        break;
    }
    }
}

static Gotos walk_block(LabelScope *scope, const Block *parent, Targets targets, const Stmt *label, Pos start,
                        const StmtList *stmts) {
    Block *block = ARENA_NEW(scope->c->session->arena, Block);
    *block = (Block){parent, label, start};
    Forward forward = {.over_declaration = 0};
    int count = stmts->len;
    while (count > 0 && stmts->items[count - 1]->kind == STMT_EMPTY) {
        count--; // a fallthrough before empty statements is still the last one
    }
    for (int i = 0; i < count; i++) {
        walk_stmt(scope, block, &targets, NULL, stmts->items[i], &forward, i == count - 1);
    }
    return forward.pending;
}

void check_labels(Checker *c, const FuncBody *body) {
    LabelScope scope = {.c = c};
    Gotos left = walk_block(&scope, NULL, (Targets){.case_index = -1}, NULL, body->span.start, &body->stmts);
    for (int i = 0; i < left.len; i++) {
        const Stmt *branch = left.items[i];
        const char *name = branch->branch.label->text;
        const Label *label = find_label(&scope, branch->branch.label);
        if (label) {
            label->stmt->labeled.used = true;
            check_error(c, branch->branch.label_span, "goto %s jumps into block starting at %s", name,
                        position_text(c, label->block->start));
        } else {
            check_error(c, branch->branch.label_span, "label %s not defined", name);
        }
    }
    for (int i = 0; i < scope.labels.len; i++) {
        const Stmt *stmt = scope.labels.items[i].stmt;
        if (!stmt->labeled.used) {
            check_error(c, stmt->labeled.label_span, "label %s defined and not used",
                        stmt->labeled.label->text);
        }
    }
}
