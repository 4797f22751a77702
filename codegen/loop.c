// The for statement. Its variables are fresh in every iteration (Go 1.22); only one that lives on the heap,
// or in a piece of a buffer (its own frame's or, as a result slot, the caller's), needs a new cell for it:
// then the variable's address is kept in the frame, and a copy is made before the post statement.
#include "codegen/gen.h"

static bool needs_copies(FuncGen *fg, const Object *var) {
    const Decision *decision = gen_decision(fg, var->var.site);
    return decision && !decision->is_static &&
           (decision->placement == PLACE_HEAP || decision->pieces || decision->slot ||
            fg->gen->options->checked);
}

static void renew_variable(FuncGen *fg, Object *var) {
    Storage *storage = var->var.codegen;
    Value value = gen_load(fg, gen_variable(fg, var));
    LLVMValueRef cell = gen_alloc_site(fg, var->var.site, var->type, NULL);
    gen_init(fg, cell, value);
    gen_store_scalar(fg, cell, storage->place.address, TBAA_POINTER);
}

static void gen_loop_condition(FuncGen *fg, Expr *cond, LLVMBasicBlockRef body, LLVMBasicBlockRef done) {
    int memos = fg->memos.len;
    if (cond) {
        gen_debug_position(fg, cond->span.start);
        gen_cond(fg, cond, body, done);
    } else {
        LLVMBuildBr(fg->builder, body);
    }
    fg->memos.len = memos;
}

void gen_for(FuncGen *fg, Stmt *stmt) {
    if (stmt->for_.init) {
        gen_stmt(fg, stmt->for_.init);
    }
    for (int i = 0; i < stmt->for_.loop_var_count; i++) {
        if (needs_copies(fg, stmt->for_.loop_vars[i])) {
            gen_make_indirect(fg, stmt->for_.loop_vars[i]);
        }
    }
    LLVMBasicBlockRef cond = gen_block(fg, "for.cond"), body = gen_block(fg, "for.body");
    LLVMBasicBlockRef post = gen_block(fg, "for.post"), done = gen_block(fg, "for.done");
    LLVMBuildBr(fg->builder, cond);
    gen_enter(fg, cond);
    gen_loop_condition(fg, stmt->for_.cond, body, done);
    gen_enter(fg, body);
    BranchTarget target = {stmt, done, post, fg->targets};
    fg->targets = &target;
    gen_pieces_restart(fg, stmt);
    gen_stmt(fg, stmt->for_.body);
    fg->targets = target.outer;
    gen_branch(fg, post);
    gen_enter(fg, post);
    for (int i = 0; i < stmt->for_.loop_var_count; i++) {
        if (needs_copies(fg, stmt->for_.loop_vars[i])) {
            renew_variable(fg, stmt->for_.loop_vars[i]);
        }
    }
    if (stmt->for_.post) {
        gen_stmt(fg, stmt->for_.post);
    }
    gen_branch(fg, cond);
    gen_enter(fg, done);
}
