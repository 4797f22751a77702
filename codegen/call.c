// Calls of declared functions, methods, interface methods and function values, and multi-valued expressions.
#include "codegen/gen.h"

Value gen_argument(FuncGen *fg, Expr *expr) {
    if (!gen_is_big(expr->type)) {
        return gen_expr(fg, expr);
    }
    LLVMValueRef copy = gen_alloca(fg, expr->type, "argument");
    gen_expr_into(fg, expr, copy);
    return gen_value(copy, expr->type);
}

// The callee's func type, without receiver.
static Type *callee_type(const Expr *call) {
    if (call->call.kind == CALL_METHOD) {
        return ast_unparen(call->call.fun)->selector.object->func.func->type;
    }
    return type_underlying(call->call.fun->type);
}

Func *gen_declared_function(const Expr *fun) {
    return fun->kind == EXPR_IDENT ? fun->ident.object->func.func : fun->selector.object->func.func;
}

// What of the callee is evaluated before the arguments: the receiver or the function value. NULL for a
// declared function.
static Expr *callee_operand(Expr *fun, CallKind kind) {
    switch (kind) {
    case CALL_METHOD:
    case CALL_INTERFACE: return fun->selector.x;
    case CALL_VALUE: return fun;
    case CALL_FUNCTION:
    case CALL_BUILTIN:
    case CALL_UNRESOLVED: return NULL;
    }
    return NULL;
}

static void order_arguments(FuncGen *fg, Expr *call, Expr *operand) {
    int count = call->call.args.len;
    Expr **exprs = ARENA_NEW_N(fg->gen->arena, Expr *, count + 1);
    exprs[0] = operand;
    for (int i = 0; i < count; i++) {
        exprs[i + 1] = call->call.args.items[i];
    }
    gen_order_begin(fg, exprs, count + 1);
}

// The function that is certainly called: by its name, as a method, by a method expression, or because a
// variable only ever holds it (LLVM can then inline it). NULL: through an interface or a function value.
static Func *direct_callee(const FuncGen *fg, const Expr *call) {
    const Expr *fun = ast_unparen(call->call.fun);
    switch (call->call.kind) {
    case CALL_FUNCTION: return gen_declared_function(fun);
    case CALL_METHOD: return fun->selector.object->func.func;
    case CALL_VALUE: return escape_static_callee(fg->gen->escape, call);
    case CALL_INTERFACE:
    case CALL_BUILTIN:
    case CALL_UNRESOLVED: return NULL;
    }
    return NULL;
}

// Makes the call, once everything is evaluated. `operand`: the receiver or the function value.
static void make_call(FuncGen *fg, const Expr *call, Value operand, const Value *args, Value *results) {
    Func *callee = direct_callee(fg, call);
    LLVMValueRef code, context = operand.llvm;
    if (call->call.kind == CALL_VALUE) {
        gen_nil_check(fg, operand.llvm);
    }
    if (callee) {
        const SlotCallee *slots = escape_slot_callee(fg->gen->escape, call, fg->func, 0);
        bool takes_context = callee->literal || callee->receiver;
        if (call->call.kind == CALL_VALUE && callee->receiver) { // the first argument of a method expression
            context = (args++)->llvm;
        }
        gen_call_direct(fg, callee, slots ? slots->args : NULL, takes_context ? context : NULL, args,
                        results);
        return;
    }
    if (call->call.kind == CALL_INTERFACE) {
        int index = ast_unparen(call->call.fun)->selector.method_index;
        gen_interface_method(fg, operand.llvm, index, &code, &context);
    } else {
        code = gen_load_scalar(fg, fg->gen->ptr, operand.llvm, TBAA_POINTER);
    }
    gen_call_known(fg, call, callee_type(call), code, context, args, results);
}

static bool spread_is_pending(const FuncGen *fg, const Expr *call) {
    return call->call.spread && !(call->call.args.len > 0 && gen_memo_find(fg, call->call.args.items[0]));
}

void gen_call_results(FuncGen *fg, Expr *call, Value *results) {
    Expr *fun = ast_unparen(call->call.fun);
    CallKind kind = call->call.kind;
    int memos = fg->memos.len;
    gen_debug_position(fg, call->op_pos);
    if (spread_is_pending(fg, call)) {
        gen_tuple(fg, call->call.spread);
    }
    Expr *operand_expr = callee_operand(fun, kind);
    order_arguments(fg, call, operand_expr);
    Value operand = {0};
    if (operand_expr) {
        operand = gen_argument(fg, operand_expr);
    }
    Value *args = ARENA_NEW_N(fg->gen->arena, Value, call->call.args.len);
    for (int i = 0; i < call->call.args.len; i++) {
        args[i] = gen_argument(fg, call->call.args.items[i]);
    }
    gen_debug_position(fg, call->op_pos);
    make_call(fg, call, operand, args, results);
    fg->memos.len = memos;
}

Value gen_call(FuncGen *fg, Expr *call) {
    if (call->call.kind == CALL_BUILTIN) {
        return gen_builtin(fg, call);
    }
    Type *func = callee_type(call);
    int count = type_underlying(func)->func.result_count;
    Value *results = ARENA_NEW_N(fg->gen->arena, Value, count + 1);
    gen_call_results(fg, call, results);
    return count == 1 ? results[0] : (Value){0};
}

const Value *gen_tuple(FuncGen *fg, Expr *tuple) {
    const Value *memo = gen_memo_find(fg, tuple);
    if (memo) { // received by a select
        return memo;
    }
    Expr *expr = ast_unparen(tuple);
    int count = tuple->type->kind == TYPE_TUPLE ? tuple->type->tuple.count : 2;
    Value *items = ARENA_NEW_N(fg->gen->arena, Value, count);
    if (expr->kind == EXPR_CALL) {
        gen_call_results(fg, expr, items);
    } else if (expr->kind == EXPR_INDEX) {
        gen_map_index_ok(fg, expr, items);
    } else if (expr->kind == EXPR_UNARY) {
        gen_receive_ok(fg, expr, items);
    } else {
        gen_type_assert_ok(fg, expr, items);
    }
    gen_memo_bind(fg, tuple, items);
    return items;
}

Value gen_tuple_item(FuncGen *fg, const Expr *item) {
    const Value *items = gen_memo_find(fg, item->tuple_item.tuple);
    return items[item->tuple_item.index];
}
