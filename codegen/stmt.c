// Statements: the dispatcher, and those that need no file of their own.
#include "codegen/gen.h"

void gen_block_stmts(FuncGen *fg, const StmtList *stmts) {
    for (int i = 0; i < stmts->len; i++) {
        gen_stmt(fg, stmts->items[i]);
    }
}

// Statements after a jump are built into a block that nothing reaches.
static void start_dead_code(FuncGen *fg) {
    gen_enter(fg, gen_block(fg, "dead"));
}

static void gen_expr_stmt(FuncGen *fg, Expr *expr) {
    Expr *x = ast_unparen(expr);
    if (x->kind == EXPR_CALL) {
        gen_call(fg, x);
    } else {
        gen_expr(fg, x);
    }
}

static void gen_if(FuncGen *fg, Stmt *stmt) {
    if (stmt->if_.init) {
        gen_stmt(fg, stmt->if_.init);
    }
    LLVMBasicBlockRef then = gen_block(fg, "if.then"), done = gen_block(fg, "if.done");
    LLVMBasicBlockRef els = stmt->if_.els ? gen_block(fg, "if.else") : done;
    gen_cond(fg, stmt->if_.cond, then, els);
    gen_enter(fg, then);
    gen_stmt(fg, stmt->if_.then);
    gen_branch(fg, done);
    if (stmt->if_.els) {
        gen_enter(fg, els);
        gen_stmt(fg, stmt->if_.els);
        gen_branch(fg, done);
    }
    gen_enter(fg, done);
}

// Named results are variables that deferred calls and pointers may still see: they are stored to before the
// return.
static void gen_return_stmt(FuncGen *fg, Stmt *stmt) {
    int count = stmt->ret.results.len;
    if (stmt->ret.tuple) {
        gen_tuple(fg, stmt->ret.tuple);
    }
    gen_order_begin(fg, stmt->ret.results.items, count);
    Value *values = ARENA_NEW_N(fg->gen->arena, Value, count);
    for (int i = 0; i < count; i++) {
        values[i] = gen_expr(fg, stmt->ret.results.items[i]);
    }
    bool named = fg->result_count > 0 && fg->func->results.items[0]->name;
    if (named || fg->has_defer) {
        for (int i = 0; i < count; i++) {
            gen_store(fg, gen_variable(fg, fg->func->results.items[i]), values[i]);
        }
        gen_return(fg);
    } else {
        gen_return_values(fg, values);
    }
    start_dead_code(fg);
}

static LLVMBasicBlockRef label_block(FuncGen *fg, const Stmt *labeled) {
    for (int i = 0; i < fg->labels.len; i++) {
        if (fg->labels.items[i].stmt == labeled) {
            return fg->labels.items[i].block;
        }
    }
    LabelBlock label = {labeled, gen_block(fg, labeled->labeled.label->text)};
    VEC_PUSH(fg->gen->arena, &fg->labels, label);
    return label.block;
}

static void gen_labeled(FuncGen *fg, Stmt *stmt) {
    LLVMBasicBlockRef block = label_block(fg, stmt);
    gen_branch(fg, block);
    gen_enter(fg, block);
    gen_stmt(fg, stmt->labeled.stmt);
}

// fallthrough is an edge that the switch builds; nothing is left to do for it here.
static void gen_branch_stmt(FuncGen *fg, Stmt *stmt) {
    if (stmt->branch.kind == BRANCH_FALLTHROUGH) {
        return;
    }
    if (stmt->branch.kind == BRANCH_GOTO) {
        gen_branch(fg, label_block(fg, stmt->branch.target));
        start_dead_code(fg);
        return;
    }
    const Stmt *wanted = stmt->branch.target;
    while (wanted->kind == STMT_LABELED) {
        wanted = wanted->labeled.stmt;
    }
    const BranchTarget *target = fg->targets;
    while (target->stmt != wanted) {
        target = target->outer;
    }
    gen_branch(fg, stmt->branch.kind == BRANCH_BREAK ? target->on_break : target->on_continue);
    start_dead_code(fg);
}

static void dispatch(FuncGen *fg, Stmt *stmt) {
    switch (stmt->kind) {
    case STMT_EXPR: gen_expr_stmt(fg, stmt->expr.x); break;
    case STMT_INC_DEC: gen_inc_dec(fg, stmt); break;
    case STMT_ASSIGN:
    case STMT_DEFINE: gen_assign_stmt(fg, stmt); break;
    case STMT_DEFER: gen_defer(fg, stmt); break;
    case STMT_RETURN: gen_return_stmt(fg, stmt); break;
    case STMT_BRANCH: gen_branch_stmt(fg, stmt); break;
    case STMT_BLOCK: gen_block_stmts(fg, &stmt->block.stmts); break;
    case STMT_IF: gen_if(fg, stmt); break;
    case STMT_SWITCH: gen_switch(fg, stmt); break;
    case STMT_TYPE_SWITCH: gen_type_switch(fg, stmt); break;
    case STMT_FOR: gen_for(fg, stmt); break;
    case STMT_RANGE: gen_range(fg, stmt); break;
    case STMT_LABELED: gen_labeled(fg, stmt); break;
    case STMT_DECL:
        if (stmt->decl.decl->kind == DECL_VAR) {
            gen_var_decl(fg, stmt->decl.decl);
        }
        break;
    case STMT_GO: gen_go(fg, stmt); break;
    case STMT_SEND: gen_send(fg, stmt); break;
    case STMT_SELECT: gen_select(fg, stmt); break;
    case STMT_BAD:
    case STMT_EMPTY:
    case STMT_KIND_COUNT: break;
    }
}

void gen_stmt(FuncGen *fg, Stmt *stmt) {
    if (gen_is_terminated(fg)) { // a call that never returns came before
        start_dead_code(fg);
    }
    int memos = fg->memos.len;
    gen_debug_position(fg, stmt->span.start);
    gen_sinks(fg, stmt);
    LLVMBasicBlockRef before = LLVMGetInsertBlock(fg->builder);
    dispatch(fg, stmt);
    if (LLVMGetInsertBlock(fg->builder) != before) { // what follows is not of the branch built last
        gen_debug_position(fg, stmt->span.end - 1);
    }
    fg->memos.len = memos;
}
