// The calls of defer and go statements. What the statement evaluates (function value or receiver, arguments)
// is saved in a closure record {code, values...}; its code, a thunk, makes the call with the saved values
// standing for the expressions. A function value without parameters and results is its own record; where
// nothing is saved, the record is data of the program.
#include "codegen/values.h"

typedef VEC(Expr *) SavedList;

static bool is_new_zero(const Expr *expr) {
    return expr->kind == EXPR_CALL && expr->call.kind == CALL_BUILTIN && expr->call.builtin == BUILTIN_NEW &&
           expr->call.args.items[0]->is_type;
}

// Constants are not saved: the thunk has them. Nor are slice literals, whose elements are, and new(T): the
// thunk makes these, so that they may live in its frame (as in Go; escape counts on it).
static void save(FuncGen *fg, SavedList *saved, Expr *expr) {
    Expr *x = ast_unparen(expr);
    if (expr->constant || expr->is_type || is_new_zero(x)) {
        return;
    }
    if (x->kind == EXPR_COMPOSITE_LIT && !x->composite.address &&
        type_underlying(x->type)->kind == TYPE_SLICE) {
        for (int i = 0; i < x->composite.elems.len; i++) {
            Expr *elem = x->composite.elems.items[i];
            save(fg, saved, elem->kind == EXPR_KEY_VALUE ? elem->key_value.value : elem);
        }
        return;
    }
    VEC_PUSH(fg->gen->arena, saved, expr);
}

// The implicit slice of a variadic call is built by the thunk, from its saved elements.
static void save_argument(FuncGen *fg, SavedList *saved, Expr *arg) {
    if (arg->kind == EXPR_COMPOSITE_LIT && arg->implicit) {
        for (int i = 0; i < arg->composite.elems.len; i++) {
            save(fg, saved, arg->composite.elems.items[i]);
        }
    } else {
        save(fg, saved, arg);
    }
}

static SavedList saved_expressions(FuncGen *fg, Expr *call) {
    SavedList saved = {0};
    Expr *fun = ast_unparen(call->call.fun);
    switch (call->call.kind) {
    case CALL_METHOD:
    case CALL_INTERFACE: save(fg, &saved, fun->selector.x); break;
    case CALL_VALUE: save(fg, &saved, fun); break;
    case CALL_FUNCTION:
    case CALL_BUILTIN:
    case CALL_UNRESOLVED: break;
    }
    for (int i = 0; i < call->call.args.len; i++) {
        save_argument(fg, &saved, call->call.args.items[i]);
    }
    return saved;
}

static Type *saved_record_type(Gen *gen, const SavedList *saved) {
    NameTable *names = gen->program->session->names;
    Field *fields = ARENA_NEW_N(gen->arena, Field, saved->len + 1);
    fields[0] = (Field){.name = name_intern_cstr(names, "code"),
                        .type = type_basic(gen->program->types, TYPE_UINTPTR)};
    for (int i = 0; i < saved->len; i++) {
        const char *name = arena_printf(gen->arena, "value%d", i);
        fields[i + 1] = (Field){.name = name_intern_cstr(names, name), .type = saved->items[i]->type};
    }
    Type *record = type_struct(gen->program->types, fields, saved->len + 1);
    type_layout(record);
    return record;
}

static LLVMValueRef saved_thunk(FuncGen *outer, Expr *call, const SavedList *saved, Type *record,
                                const char *suffix) {
    Gen *gen = outer->gen;
    LLVMTypeRef signature = LLVMFunctionType(gen->void_type, &gen->ptr, 1, false);
    const char *name = arena_printf(gen->arena, "%s.%s", outer->func ? outer->func->name : "init", suffix);
    FuncGen *fg = gen_function_begin(gen, name, signature);
    LLVMValueRef context = LLVMGetParam(fg->function, 0);
    for (int i = 0; i < saved->len; i++) {
        Value *value = ARENA_NEW(gen->arena, Value);
        LLVMValueRef at = gen_offset(fg, context, record->struct_.fields[i + 1].offset);
        *value = gen_load(fg, (Place){at, saved->items[i]->type, false});
        gen_memo_bind(fg, saved->items[i], value);
    }
    if (call->call.kind == CALL_BUILTIN) {
        gen_builtin(fg, call);
    } else {
        gen_call_results(fg, call, ARENA_NEW_N(gen->arena, Value, 16));
    }
    if (!gen_is_terminated(fg)) {
        LLVMBuildRetVoid(fg->builder);
    }
    gen_function_end(fg);
    return fg->function;
}

// A nil interface fails where the statement is; a nil function value when the call is made.
static void check_interface(FuncGen *fg, const Expr *call, const Value *operand) {
    if (call->call.kind == CALL_INTERFACE) {
        LLVMValueRef is_nil = LLVMBuildIsNull(fg->builder, gen_extract(fg, operand->llvm, 0), "");
        gen_panic_if(fg, is_nil, ENTRY_rt_panic_nil, NULL, 0);
    }
}

static LLVMValueRef saved_closure(FuncGen *fg, int site, Expr *call, const char *suffix, LLVMValueRef *code) {
    SavedList saved = saved_expressions(fg, call);
    Type *record = saved_record_type(fg->gen, &saved);
    int memos = fg->memos.len;
    if (call->call.spread) {
        gen_tuple(fg, call->call.spread);
    }
    gen_order_begin(fg, saved.items, saved.len);
    Value *values = ARENA_NEW_N(fg->gen->arena, Value, saved.len);
    for (int i = 0; i < saved.len; i++) {
        values[i] = gen_argument(fg, saved.items[i]);
    }
    gen_order_end(fg, memos);
    check_interface(fg, call, values);
    LLVMValueRef thunk = saved_thunk(fg, call, &saved, record, suffix);
    *code = thunk;
    if (saved.len == 0) {
        return gen_constant_global(fg->gen, thunk, 8, suffix);
    }
    LLVMValueRef address = gen_alloc_site(fg, site, record, NULL);
    gen_store_scalar(fg, thunk, address, TBAA_POINTER);
    for (int i = 0; i < saved.len; i++) {
        gen_init(fg, gen_offset(fg, address, record->struct_.fields[i + 1].offset), values[i]);
    }
    return address;
}

// A call of a function value, when nothing has to be saved with it and no results be dropped.
static bool is_plain(const Expr *call) {
    if (call->call.kind != CALL_FUNCTION && call->call.kind != CALL_VALUE) {
        return false;
    }
    return call->call.args.len == 0 &&
           type_underlying(ast_unparen(call->call.fun)->type)->func.result_count == 0;
}

// A literal that has hidden parameters is called through another function.
static LLVMValueRef certain_code(FuncGen *fg, const Expr *fun) {
    LLVMValueRef code =
        fun->kind == EXPR_FUNC_LIT ? gen_func_info(fg->gen, fun->func_lit.func)->function : NULL;
    return code && LLVMCountParams(code) == 1 ? code : NULL;
}

LLVMValueRef gen_saved_call(FuncGen *fg, const Stmt *stmt, const char *suffix, LLVMValueRef *code) {
    Expr *call = ast_unparen(stmt->go_defer.call), *fun = ast_unparen(call->call.fun);
    if (!is_plain(call)) {
        return saved_closure(fg, stmt->site, call, suffix, code);
    }
    *code = certain_code(fg, fun);
    return gen_expr(fg, fun).llvm;
}
