// Expression switches and type switches. One block per clause; the tests run in source order and branch to
// them, or, for integer constants, are one LLVM switch (a jump table where that pays), for many strings a
// search (switch_string.c).
#include "codegen/switch.h"

typedef struct {
    FuncGen *fg;
    const CaseList *cases;
    LLVMBasicBlockRef *bodies;
    LLVMBasicBlockRef done;
    LLVMBasicBlockRef otherwise; // the default clause, or done
} Clauses;

static Clauses open_clauses(FuncGen *fg, const CaseList *cases) {
    Clauses clauses = {.fg = fg, .cases = cases, .done = gen_block(fg, "switch.done")};
    clauses.bodies = ARENA_NEW_N(fg->gen->arena, LLVMBasicBlockRef, cases->len);
    clauses.otherwise = clauses.done;
    for (int i = 0; i < cases->len; i++) {
        clauses.bodies[i] = gen_block(fg, "case");
        if (cases->items[i]->is_default) {
            clauses.otherwise = clauses.bodies[i];
        }
    }
    return clauses;
}

static void build_clause(Clauses *clauses, const Stmt *stmt, int index) {
    FuncGen *fg = clauses->fg;
    const CaseClause *clause = clauses->cases->items[index];
    BranchTarget target = {stmt, clauses->done, NULL, fg->targets};
    fg->targets = &target;
    gen_block_stmts(fg, &clause->body);
    fg->targets = target.outer;
    gen_branch(fg, clause->falls_through ? clauses->bodies[index + 1] : clauses->done);
}

// ---- Expression switches

static bool is_jump_table(const Stmt *stmt, int *count) {
    const Expr *tag = stmt->switch_.tag;
    *count = 0;
    if (!tag || tag->constant || !type_is_integer(tag->type)) {
        return false;
    }
    for (int i = 0; i < stmt->switch_.cases.len; i++) {
        const CaseClause *clause = stmt->switch_.cases.items[i];
        for (int j = 0; j < clause->exprs.len; j++, ++*count) {
            if (!clause->exprs.items[j]->constant) {
                return false;
            }
        }
    }
    return true;
}

static void build_jump_table(Clauses *clauses, Value tag, int count) {
    FuncGen *fg = clauses->fg;
    LLVMValueRef table = LLVMBuildSwitch(fg->builder, tag.llvm, clauses->otherwise, (unsigned)count);
    for (int i = 0; i < clauses->cases->len; i++) {
        const ExprList *exprs = &clauses->cases->items[i]->exprs;
        for (int j = 0; j < exprs->len; j++) {
            LLVMAddCase(table, gen_constant(fg->gen, tag.type, exprs->items[j]->constant),
                        clauses->bodies[i]);
        }
    }
}

static void test_case(FuncGen *fg, const Value *tag, Expr *expr, LLVMBasicBlockRef body,
                      LLVMBasicBlockRef next) {
    int memos = fg->memos.len;
    gen_debug_position(fg, expr->span.start);
    if (tag) {
        LLVMBuildCondBr(fg->builder, gen_compare(fg, OP_EQ, *tag, gen_expr(fg, expr)), body, next);
    } else if (type_is_interface(expr->type)) {
        Value truth = gen_value(gen_bool(fg->gen, true), type_basic(fg->gen->program->types, TYPE_BOOL));
        LLVMBuildCondBr(fg->builder, gen_equal(fg, gen_expr(fg, expr), truth), body, next);
    } else {
        gen_cond(fg, expr, body, next);
    }
    fg->memos.len = memos;
}

static void build_tests(Clauses *clauses, const Value *tag) {
    FuncGen *fg = clauses->fg;
    for (int i = 0; i < clauses->cases->len; i++) {
        const ExprList *exprs = &clauses->cases->items[i]->exprs;
        for (int j = 0; j < exprs->len; j++) {
            LLVMBasicBlockRef next = gen_block(fg, "next");
            test_case(fg, tag, exprs->items[j], clauses->bodies[i], next);
            gen_enter(fg, next);
        }
    }
    LLVMBuildBr(fg->builder, clauses->otherwise);
}

void gen_switch(FuncGen *fg, Stmt *stmt) {
    if (stmt->switch_.init) {
        gen_stmt(fg, stmt->switch_.init);
    }
    int case_count = 0;
    bool table = is_jump_table(stmt, &case_count);
    Value tag = {0};
    if (stmt->switch_.tag) {
        tag = gen_expr(fg, stmt->switch_.tag);
    }
    Clauses clauses = open_clauses(fg, &stmt->switch_.cases);
    if (table) {
        build_jump_table(&clauses, tag, case_count);
    } else if (switch_is_string_search(stmt)) {
        switch_string_search(fg, stmt, tag, clauses.bodies, clauses.otherwise);
    } else {
        build_tests(&clauses, stmt->switch_.tag ? &tag : NULL);
    }
    for (int i = 0; i < clauses.cases->len; i++) {
        gen_enter(fg, clauses.bodies[i]);
        build_clause(&clauses, stmt, i);
    }
    gen_enter(fg, clauses.done);
}

// ---- Type switches

static bool is_nil_case(const Expr *expr) {
    return !expr->is_type;
}

static LLVMValueRef test_type(FuncGen *fg, Value iface, const Expr *expr, LLVMValueRef *itab) {
    *itab = NULL;
    if (is_nil_case(expr)) {
        return LLVMBuildIsNull(fg->builder, gen_extract(fg, iface.llvm, 0), "");
    }
    return gen_type_test(fg, iface, expr->type, itab);
}

// The clause's variable: of the one type named, else the operand itself.
static void declare_clause_variable(FuncGen *fg, const CaseClause *clause, Value iface, LLVMValueRef itab) {
    if (!clause->object) {
        return;
    }
    bool one_type = clause->exprs.len == 1 && !is_nil_case(clause->exprs.items[0]);
    Value value = one_type ? gen_type_extract(fg, iface, clause->exprs.items[0]->type, itab) : iface;
    gen_declare(fg, clause->object, value);
}

static void build_type_tests(Clauses *clauses, Value iface) {
    FuncGen *fg = clauses->fg;
    for (int i = 0; i < clauses->cases->len; i++) {
        const CaseClause *clause = clauses->cases->items[i];
        for (int j = 0; j < clause->exprs.len; j++) {
            LLVMBasicBlockRef next = gen_block(fg, "next"), found = clauses->bodies[i];
            LLVMValueRef itab;
            LLVMValueRef matches = test_type(fg, iface, clause->exprs.items[j], &itab);
            if (clause->exprs.len > 1) {
                LLVMBuildCondBr(fg->builder, matches, found, next);
            } else { // the variable is declared on the edge, where the test's results are at hand
                LLVMBasicBlockRef matched = gen_block(fg, "matched");
                LLVMBuildCondBr(fg->builder, matches, matched, next);
                gen_enter(fg, matched);
                declare_clause_variable(fg, clause, iface, itab);
                LLVMBuildBr(fg->builder, found);
            }
            gen_enter(fg, next);
        }
    }
    LLVMBuildBr(fg->builder, clauses->otherwise);
}

void gen_type_switch(FuncGen *fg, Stmt *stmt) {
    if (stmt->type_switch.init) {
        gen_stmt(fg, stmt->type_switch.init);
    }
    Value iface = gen_expr(fg, stmt->type_switch.x);
    Clauses clauses = open_clauses(fg, &stmt->type_switch.cases);
    build_type_tests(&clauses, iface);
    for (int i = 0; i < clauses.cases->len; i++) {
        const CaseClause *clause = clauses.cases->items[i];
        gen_enter(fg, clauses.bodies[i]);
        if (clause->exprs.len != 1) { // several types, or default
            declare_clause_variable(fg, clause, iface, NULL);
        }
        build_clause(&clauses, stmt, i);
    }
    gen_enter(fg, clauses.done);
}
