// Range over functions. `for k, v := range f { body }` becomes a call of f with the body as a function
// literal, so that the later stages see an ordinary closure; it runs once per function, when its branches are
// resolved:
//
//     {
//         #state1 := READY
//         #yield1 := func(k K, v V) bool {
//             #tmp := #state1
//             #state1 = PANIC
//             if #tmp != READY { #panicrangestate(#tmp) }
//             body
//             #state1 = READY
//             return true
//         }
//         f(#yield1)
//         if #state1 == PANIC { #panicrangestate(MISSING_PANIC) }
//         #state1 = EXHAUSTED
//         exits
//     }
//
// In the body, `continue` is {#state1 = READY; return true} and `break` is {#state1 = DONE; return false}.
// Any other jump out of it has a number: {#next = number; #state1 = DONE; return false}, and after the call,
// among the exits, stands `if #next == number { #next = 0; the jump }`, which may be an exit from the next
// body around. `return` first assigns to the outer function's results. A deferred call in the body goes to
// the list of the outer function, whose frame #defers holds. Names and positions are those of Go's compiler,
// whose cmd/compile/internal/rangefunc explains more.
#include "sema/synthesis.h"

typedef enum { STATE_DONE, STATE_READY, STATE_PANIC, STATE_EXHAUSTED, STATE_MISSING_PANIC } LoopState;

typedef struct Body {
    struct Body *outer; // the next range body around, or NULL
    Stmt *loop;
    Object *state;
    VEC(struct Exit *) exits; // that leave this loop
} Body;

// A jump that leaves at least one body: `branch` (a return, or a branch statement) is done in `level`, or in
// the function itself when that is NULL.
typedef struct Exit {
    Stmt *branch;
    const Body *level;
    int number;
} Exit;

typedef struct {
    Checker *c;
    Func *func;
    Body *body; // innermost
    int loop_count;
    Object *next, *defers; // of the outermost loop
    VEC(Exit *) exits;
} Lowering;

static Stmt *lower_stmt(Lowering *l, Stmt *stmt);

static void push(const Lowering *l, StmtList *list, Stmt *stmt) {
    VEC_PUSH(l->c->session->arena, list, stmt);
}

static void lower_list(Lowering *l, StmtList *stmts) {
    for (int i = 0; i < stmts->len; i++) {
        stmts->items[i] = lower_stmt(l, stmts->items[i]);
    }
}

static void lower_cases(Lowering *l, const CaseList *cases) {
    for (int i = 0; i < cases->len; i++) {
        lower_list(l, &cases->items[i]->body);
    }
}

// ---- Small pieces

static Span for_span(const Body *body) {
    return (Span){body->loop->span.start, body->loop->span.start + 3};
}

static Stmt *set_state(Lowering *l, Span span, const Body *body, LoopState state) {
    return make_assign(l->c, span, body->state, make_int(l->c, span, state));
}

static Stmt *set_next(Lowering *l, Span span, int number) {
    return make_assign(l->c, span, l->next, make_int(l->c, span, number));
}

static Stmt *if_var(Lowering *l, Span span, Object *var, Operator op, int value, StmtList then) {
    Expr *cond = make_comparison(l->c, span, op, make_use(l->c, span, var), make_int(l->c, span, value));
    return make_if(l->c, span, cond, then);
}

static Stmt *range_panic(Lowering *l, Span span, Expr *state) {
    Type *none = type_tuple(l->c->types, NULL, 0);
    return make_expr_stmt(l->c, make_builtin_call(l->c, span, BUILTIN_RANGE_PANIC, state, none));
}

// Appends what ends this run of the innermost body.
static void end_body(Lowering *l, Span span, StmtList *list, LoopState state) {
    push(l, list, set_state(l, span, l->body, state));
    push(l, list, make_return(l->c, span, make_bool(l->c, span, state == STATE_READY)));
}

// A variable of the function around the outermost loop, declared before that.
static Object *outer_variable(Lowering *l, const char *name, TypeKind kind) {
    const Body *outermost = l->body;
    while (outermost->outer) {
        outermost = outermost->outer;
    }
    Object *var = make_variable(l->c, for_span(outermost), name, type_basic(l->c->types, kind));
    var->var.func = l->func;
    return var;
}

// ---- Jumps

static Exit *exit_for(Lowering *l, Stmt *branch, const Body *level) {
    for (int i = 0; i < l->exits.len; i++) {
        Exit *exit = l->exits.items[i];
        bool same = exit->branch->kind == branch->kind;
        if (same && branch->kind == STMT_BRANCH) {
            same = exit->branch->branch.kind == branch->branch.kind &&
                   exit->branch->branch.target == branch->branch.target;
        }
        if (same) {
            return exit;
        }
    }
    Exit *exit = ARENA_NEW(l->c->session->arena, Exit);
    *exit = (Exit){branch, level, l->exits.len + 1};
    VEC_PUSH(l->c->session->arena, &l->exits, exit);
    return exit;
}

static void note_exit(Lowering *l, Body *body, Exit *exit) {
    for (int i = 0; i < body->exits.len; i++) {
        if (body->exits.items[i] == exit) {
            return;
        }
    }
    VEC_PUSH(l->c->session->arena, &body->exits, exit);
}

// Appends the jump out of the innermost body, and lets the loops on the way know.
static void leave(Lowering *l, StmtList *list, Stmt *branch, const Body *level) {
    if (!l->next) {
        l->next = outer_variable(l, "#next", TYPE_INT);
    }
    Exit *exit = exit_for(l, branch, level);
    for (Body *body = l->body; body != level; body = body->outer) {
        note_exit(l, body, exit);
    }
    push(l, list, set_next(l, branch->span, exit->number));
    end_body(l, branch->span, list, STATE_DONE);
}

static bool is_inside(const Stmt *stmt, const Stmt *block) {
    return stmt->span.start >= block->span.start && stmt->span.end <= block->span.end;
}

// The body in which the branch is an ordinary one: that of the loop it leaves or continues, or the one that
// holds its target.
static const Body *level_of(const Lowering *l, const Stmt *target) {
    const Body *body = l->body;
    while (body && body->loop != target && !is_inside(target, body->loop->range.body)) {
        body = body->outer;
    }
    return body;
}

static Stmt *lower_branch(Lowering *l, Stmt *stmt) {
    if (!l->body || stmt->branch.kind == BRANCH_FALLTHROUGH) {
        return stmt;
    }
    const Body *level = level_of(l, stmt->branch.target);
    StmtList list = {0};
    if (level != l->body) {
        leave(l, &list, stmt, level);
    } else if (l->body->loop == stmt->branch.target) {
        end_body(l, stmt->span, &list, stmt->branch.kind == BRANCH_BREAK ? STATE_DONE : STATE_READY);
    } else {
        return stmt;
    }
    return make_block(l->c, stmt->span, list);
}

static bool is_unnamed(const Object *result) {
    return !result->name || strcmp(result->name->text, "_") == 0;
}

static Stmt *lower_return(Lowering *l, Stmt *stmt) {
    if (!l->body) {
        return stmt;
    }
    StmtList list = {0};
    if (stmt->ret.results.len > 0) {
        Stmt *assign = make_stmt(l->c, stmt->span, STMT_ASSIGN);
        assign->assign.rhs = stmt->ret.results;
        assign->assign.tuple = stmt->ret.tuple;
        for (int i = 0; i < l->func->results.len; i++) {
            Object *result = l->func->results.items[i];
            if (is_unnamed(result)) {
                const char *name = arena_printf(l->c->session->arena, "#rv%d", i + 1);
                result->name = name_intern_cstr(l->c->session->names, name);
            }
            VEC_PUSH(l->c->session->arena, &assign->assign.lhs, make_use(l->c, stmt->span, result));
        }
        push(l, &list, assign);
    }
    leave(l, &list, make_stmt(l->c, stmt->span, STMT_RETURN), NULL);
    return make_block(l->c, stmt->span, list);
}

static Stmt *lower_defer(Lowering *l, Stmt *stmt) {
    if (l->body) {
        if (!l->defers) {
            l->defers = outer_variable(l, "#defers", TYPE_UINTPTR);
        }
        stmt->go_defer.frame = make_use(l->c, stmt->span, l->defers);
    }
    return stmt;
}

// ---- Loops

// The iteration value in an assignment to an existing variable is item `index` of the range expression: here
// the literal's parameter.
static Expr *replace_item(Expr *converted, Expr *parameter) {
    if (!converted) {
        return parameter;
    }
    Expr **at = &converted;
    while ((*at)->kind == EXPR_CONVERT) {
        at = &(*at)->convert.x;
    }
    *at = parameter;
    return converted;
}

// A parameter for each of yield's: the iteration variable, or a new one that is assigned to it.
static void make_parameters(Lowering *l, const Type *yield, StmtList *list) {
    Checker *c = l->c;
    Stmt *loop = l->body->loop;
    Expr *targets[] = {loop->range.key, loop->range.value};
    Expr *converted[] = {loop->range.key_convert, loop->range.value_convert};
    for (int i = 0; i < 2 && i < yield->func.param_count; i++) {
        Expr *target = targets[i];
        Object *param = loop->range.define && target ? target->ident.object : NULL;
        if (!param) {
            const char *name = arena_printf(c->session->arena, "#p%d", i + 1);
            param = make_variable(c, for_span(l->body), name, yield->func.params[i]);
        }
        param->var.is_param = true;
        VEC_PUSH(c->session->arena, &c->func->params, param);
        if (target && !loop->range.define) {
            Stmt *assign = make_stmt(c, target->span, STMT_ASSIGN);
            VEC_PUSH(c->session->arena, &assign->assign.lhs, target);
            Expr *value = replace_item(converted[i], make_use(c, target->span, param));
            VEC_PUSH(c->session->arena, &assign->assign.rhs, value);
            push(l, list, assign);
        }
    }
    Object *result = make_variable(c, for_span(l->body), "#r", yield->func.results[0]);
    result->name = NULL;
    result->var.is_result = true;
    VEC_PUSH(c->session->arena, &c->func->results, result);
}

// The iteration variables are parameters now.
static void drop_parameters(Func *func) {
    int kept = 0;
    for (int i = 0; i < func->locals.len; i++) {
        if (!func->locals.items[i]->var.is_param) {
            func->locals.items[kept++] = func->locals.items[i];
        }
    }
    func->locals.len = kept;
}

static StmtList make_body(Lowering *l, const Type *yield) {
    Checker *c = l->c;
    Span span = for_span(l->body);
    Stmt *block = l->body->loop->range.body;
    Span end = {block->span.end - 1, block->span.end};
    StmtList list = {0}, misused = {0};
    make_parameters(l, yield, &list);
    drop_parameters(c->func);
    Object *last = make_variable(c, span, "#tmpState", type_basic(c->types, TYPE_INT));
    push(l, &list, make_define(c, span, last, make_use(c, span, l->body->state)));
    push(l, &list, set_state(l, span, l->body, STATE_PANIC));
    push(l, &misused, range_panic(l, span, make_use(c, span, last)));
    push(l, &list, if_var(l, span, last, OP_NE, STATE_READY, misused));
    lower_list(l, &block->block.stmts);
    push(l, &list, block);
    end_body(l, end, &list, STATE_READY);
    return list;
}

static Expr *make_literal(Lowering *l, const Type *yield, Type *type) {
    Checker *c = l->c;
    Func *func = l->body->loop->range.func, *around = c->func;
    Expr *literal = ARENA_NEW(c->session->arena, Expr);
    literal->kind = EXPR_FUNC_LIT;
    literal->span = l->body->loop->span;
    literal->op_pos = literal->span.start;
    set_value(literal, OPERAND_VALUE,
              type_func(c->types, yield->func.params, yield->func.param_count, yield->func.results,
                        yield->func.result_count, false));
    func->type = literal->type;
    func->literal = literal;
    func->body = ARENA_NEW(c->session->arena, FuncBody);
    func->body->span = l->body->loop->range.body->span;
    c->func = func;
    func->body->stmts = make_body(l, yield);
    c->func = around;
    literal->func_lit.func = func;
    literal->func_lit.body = func->body;
    literal->func_lit.type = ARENA_NEW(c->session->arena, Expr);
    *literal->func_lit.type =
        (Expr){.kind = EXPR_FUNC_TYPE, .span = for_span(l->body), .is_type = true, .type = literal->type};
    return type_is_identical(literal->type, type) ? literal
                                                  : expr_implicit_convert(c, literal, type, CONVERT_NOOP);
}

// After the loop `left`: the jumps that end here, then those that go on outwards.
static void make_exits(Lowering *l, const Body *left, StmtList *list) {
    Span span = for_span(left);
    bool onwards = false;
    for (int i = 0; i < left->exits.len; i++) {
        Exit *exit = left->exits.items[i];
        if (exit->level != l->body) {
            onwards = true;
            continue;
        }
        StmtList then = {0};
        push(l, &then, set_next(l, span, 0));
        push(l, &then, exit->branch->kind == STMT_RETURN ? exit->branch : lower_branch(l, exit->branch));
        push(l, list, if_var(l, span, l->next, OP_EQ, exit->number, then));
    }
    if (onwards) {
        StmtList then = {0};
        end_body(l, span, &then, STATE_DONE);
        push(l, list, if_var(l, span, l->next, OP_NE, 0, then));
    }
}

static void declare_outer_variables(Lowering *l, Span span, StmtList *list) {
    Checker *c = l->c;
    if (l->next) {
        push(l, list, make_define(c, span, l->next, make_int(c, span, 0)));
    }
    if (l->defers) {
        Expr *frame = make_builtin_call(c, span, BUILTIN_RANGE_DEFERS, NULL, l->defers->type);
        push(l, list, make_define(c, span, l->defers, frame));
        l->func->has_defer = true;
    }
}

static Stmt *lower_loop(Lowering *l, Stmt *loop) {
    Checker *c = l->c;
    Body body = {.outer = l->body, .loop = loop};
    Span span = for_span(&body);
    int number = ++l->loop_count;
    const char *name = arena_printf(c->session->arena, "#state%d", number);
    body.state = make_variable(c, span, name, type_basic(c->types, TYPE_INT));
    const Type *signature = type_underlying(loop->range.x->type);
    Type *yield = signature->func.params[0];

    l->body = &body;
    Expr *literal = make_literal(l, type_underlying(yield), yield);
    l->body = body.outer;

    Expr *call = ARENA_NEW(c->session->arena, Expr);
    call->kind = EXPR_CALL;
    call->span = loop->range.x->span;
    call->op_pos = loop->span.start;
    call->call.fun = loop->range.x;
    name = arena_printf(c->session->arena, "#yield%d", number);
    Object *argument = make_variable(c, span, name, yield);
    VEC_PUSH(c->session->arena, &call->call.args, make_use(c, span, argument));
    call_set_result(c, call, signature);

    StmtList after = {0}, swallowed = {0}, list = {0};
    push(l, &swallowed, range_panic(l, span, make_int(c, span, STATE_MISSING_PANIC)));
    push(l, &after, if_var(l, span, body.state, OP_EQ, STATE_PANIC, swallowed));
    push(l, &after, set_state(l, span, &body, STATE_EXHAUSTED));
    make_exits(l, &body, &after);
    if (!l->body) {
        declare_outer_variables(l, span, &list);
        l->next = l->defers = NULL;
        l->exits.len = 0;
    }
    push(l, &list, make_define(c, span, body.state, make_int(c, span, STATE_READY)));
    push(l, &list, make_define(c, span, argument, literal));
    push(l, &list, make_expr_stmt(c, call));
    for (int i = 0; i < after.len; i++) {
        push(l, &list, after.items[i]);
    }
    return make_block(c, loop->span, list);
}

static Stmt *lower_stmt(Lowering *l, Stmt *stmt) {
    switch (stmt->kind) {
    case STMT_BAD:
    case STMT_EMPTY:
    case STMT_EXPR:
    case STMT_SEND:
    case STMT_INC_DEC:
    case STMT_ASSIGN:
    case STMT_DEFINE:
    case STMT_GO:
    case STMT_DECL:
    case STMT_KIND_COUNT: break;
    case STMT_DEFER: return lower_defer(l, stmt);
    case STMT_RETURN: return lower_return(l, stmt);
    case STMT_BRANCH: return lower_branch(l, stmt);
    case STMT_BLOCK: lower_list(l, &stmt->block.stmts); break;
    case STMT_IF:
        lower_stmt(l, stmt->if_.then);
        if (stmt->if_.els) {
            lower_stmt(l, stmt->if_.els);
        }
        break;
    case STMT_SWITCH: lower_cases(l, &stmt->switch_.cases); break;
    case STMT_TYPE_SWITCH: lower_cases(l, &stmt->type_switch.cases); break;
    case STMT_SELECT: lower_cases(l, &stmt->select.cases); break;
    case STMT_FOR: lower_stmt(l, stmt->for_.body); break;
    case STMT_RANGE:
        if (stmt->range.func) {
            return lower_loop(l, stmt);
        }
        lower_stmt(l, stmt->range.body);
        break;
    case STMT_LABELED: stmt->labeled.stmt = lower_stmt(l, stmt->labeled.stmt); break;
    }
    return stmt;
}

void lower_range_funcs(Checker *c, Func *func) {
    Lowering lowering = {.c = c, .func = func};
    lower_list(&lowering, &func->body->stmts);
}
