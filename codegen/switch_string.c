// A switch over many constant strings: a search in a table says which case it is, and a switch over that
// number goes there. One comparison after the other would take time in proportion to the number of cases, and
// LLVM more than that to compile.
//
// The constants are all different (sema/constant_set.c), so their order does not matter.
#include "codegen/switch.h"
#include "codegen/values.h"
#include <stdlib.h>

enum { MIN_CASES = 16 }; // fewer are compared in turn

typedef struct {
    const char *text;
    int64_t len;
    LLVMBasicBlockRef body;
} Case;

// 0 when one is no constant.
static int count_cases(const CaseList *clauses) {
    int count = 0;
    for (int i = 0; i < clauses->len; i++) {
        const ExprList *exprs = &clauses->items[i]->exprs;
        for (int j = 0; j < exprs->len; j++, count++) {
            if (!exprs->items[j]->constant) {
                return 0;
            }
        }
    }
    return count;
}

bool switch_is_string_search(const Stmt *stmt) {
    const Expr *tag = stmt->switch_.tag;
    return tag && type_is_string(tag->type) && count_cases(&stmt->switch_.cases) >= MIN_CASES;
}

// The order of rt_string_search: by length, then by bytes.
static int compare_cases(const void *a, const void *b) {
    const Case *x = a, *y = b;
    return x->len != y->len ? (x->len > y->len) - (x->len < y->len)
                            : memcmp(x->text, y->text, (size_t)x->len);
}

static Case *sorted_cases(Arena *arena, const CaseList *clauses, const LLVMBasicBlockRef *bodies, int count) {
    Case *cases = ARENA_NEW_N(arena, Case, count);
    Case *next = cases;
    for (int i = 0; i < clauses->len; i++) {
        const ExprList *exprs = &clauses->items[i]->exprs;
        for (int j = 0; j < exprs->len; j++, next++) {
            next->text = constant_string(exprs->items[j]->constant, &next->len);
            next->body = bodies[i];
        }
    }
    qsort(cases, (size_t)count, sizeof *cases, compare_cases);
    return cases;
}

void switch_string_search(FuncGen *fg, const Stmt *stmt, Value tag, const LLVMBasicBlockRef *bodies,
                          LLVMBasicBlockRef otherwise) {
    Gen *gen = fg->gen;
    int count = count_cases(&stmt->switch_.cases);
    const Case *cases = sorted_cases(gen->arena, &stmt->switch_.cases, bodies, count);
    LLVMValueRef *texts = ARENA_NEW_N(gen->arena, LLVMValueRef, count);
    for (int i = 0; i < count; i++) {
        texts[i] = gen_string_constant(gen, cases[i].text, cases[i].len);
    }
    LLVMValueRef table =
        gen_constant_global(gen, LLVMConstArray2(gen->string, texts, (uint64_t)count), 8, "cases");
    LLVMValueRef data = gen_extract(fg, tag.llvm, 0);
    gen_checked_access(fg, data);
    LLVMValueRef found =
        RT_CALL(fg, rt_string_search, table, gen_i64(gen, count), data, gen_extract(fg, tag.llvm, 1));
    LLVMValueRef branch = LLVMBuildSwitch(fg->builder, found, otherwise, (unsigned)count);
    for (int i = 0; i < count; i++) {
        LLVMAddCase(branch, gen_i64(gen, i), cases[i].body);
    }
}
