// The predeclared functions. Slices, maps and printing have files of their own.
#include "codegen/values.h"

static Expr *argument(Expr *call, int index) {
    return call->call.args.items[index];
}

static Value no_value(Expr *call) {
    return gen_value(NULL, call->type);
}

// len and cap of arrays that are not constant still evaluate their operand (it calls or receives).
static Value length(FuncGen *fg, Expr *call, unsigned field) {
    Expr *x = argument(call, 0);
    Type *shape = type_underlying(x->type);
    if (shape->kind == TYPE_POINTER || shape->kind == TYPE_ARRAY) {
        gen_expr_view(fg, x);
        Type *array = shape->kind == TYPE_ARRAY ? shape : type_underlying(shape->pointer.elem);
        return gen_value(gen_i64(fg->gen, array->array.len), call->type);
    }
    Value value = gen_expr(fg, x);
    if (shape->kind == TYPE_MAP) {
        return gen_value(RT_CALL(fg, rt_map_len, value.llvm), call->type);
    }
    if (shape->kind == TYPE_CHAN) {
        bool is_len = call->call.builtin == BUILTIN_LEN;
        LLVMValueRef number =
            is_len ? RT_CALL(fg, rt_chan_len, value.llvm) : RT_CALL(fg, rt_chan_cap, value.llvm);
        return gen_value(number, call->type);
    }
    return gen_value(gen_extract(fg, value.llvm, field), call->type);
}

static Value make(FuncGen *fg, Expr *call) {
    switch (type_underlying(call->type)->kind) {
    case TYPE_MAP: return gen_make_map(fg, call);
    case TYPE_CHAN: return gen_make_chan(fg, call);
    default: return gen_make_slice(fg, call);
    }
}

// new(T), and new(x): a variable initialised with x.
static Value new_variable(FuncGen *fg, Expr *call) {
    Type *type = type_underlying(call->type)->pointer.elem;
    Expr *arg = argument(call, 0);
    if (arg->is_type) {
        return gen_value(gen_alloc_site(fg, call->site, type, NULL), call->type);
    }
    Value value = gen_expr(fg, arg);
    LLVMValueRef address = gen_alloc_site(fg, call->site, type, NULL);
    gen_init(fg, address, value);
    return gen_value(address, call->type);
}

// ---- min and max

// The intrinsics propagate NaN and order -0 before +0, as Go does.
static LLVMValueRef float_extreme(FuncGen *fg, bool is_min, Value x, Value y) {
    LLVMTypeRef type = LLVMTypeOf(x.llvm);
    LLVMValueRef args[] = {x.llvm, y.llvm};
    return gen_intrinsic(fg, is_min ? "llvm.minimum" : "llvm.maximum", &type, 1, args, 2);
}

static Value extreme(FuncGen *fg, Expr *call, bool is_min) {
    ExprList *args = &call->call.args;
    int mark = gen_order_begin(fg, args->items, args->len);
    Value best = gen_expr(fg, args->items[0]);
    for (int i = 1; i < args->len; i++) {
        Value next = gen_expr(fg, args->items[i]);
        if (type_is_float(call->type)) {
            best.llvm = float_extreme(fg, is_min, best, next);
        } else {
            LLVMValueRef better = gen_compare(fg, is_min ? OP_LT : OP_GT, next, best);
            best.llvm = LLVMBuildSelect(fg->builder, better, next.llvm, best.llvm, "");
        }
    }
    gen_order_end(fg, mark);
    return gen_value(best.llvm, call->type);
}

// ---- Statements

static Value clear(FuncGen *fg, Expr *call) {
    Expr *x = argument(call, 0);
    Type *shape = type_underlying(x->type);
    Value value = gen_expr(fg, x);
    if (shape->kind == TYPE_MAP) {
        RT_CALL(fg, rt_map_clear, gen_type_descriptor(fg->gen, x->type), value.llvm);
        return no_value(call);
    }
    LLVMValueRef data = gen_extract(fg, value.llvm, 0), len = gen_extract(fg, value.llvm, 1);
    Type *elem = shape->slice.elem;
    gen_checked_access(fg, data);
    if (type_has_pointers(elem)) {
        RT_CALL(fg, rt_typed_clear, gen_type_descriptor(fg->gen, elem), data, len);
    } else {
        LLVMValueRef bytes = LLVMBuildMul(fg->builder, len, gen_i64(fg->gen, type_size(elem)), "");
        LLVMValueRef zero = LLVMConstInt(fg->gen->i8, 0, false);
        LLVMBuildMemSet(fg->builder, data, zero, bytes, (unsigned)type_align(elem));
    }
    return no_value(call);
}

static Value delete_entry(FuncGen *fg, Expr *call) {
    Expr **args = call->call.args.items;
    int mark = gen_order_begin(fg, args, 2);
    LLVMValueRef map = gen_expr(fg, args[0]).llvm;
    Value key = gen_expr(fg, args[1]);
    gen_order_end(fg, mark);
    RT_CALL(fg, rt_map_delete, gen_type_descriptor(fg->gen, args[0]->type), map, gen_spill(fg, key));
    return no_value(call);
}

// Ends the block.
static Value panic_with(FuncGen *fg, Expr *call) {
    LLVMValueRef value = gen_expr(fg, argument(call, 0)).llvm;
    RT_CALL(fg, rt_panic, gen_extract(fg, value, 0), gen_extract(fg, value, 1));
    return no_value(call);
}

// The frame that the deferred calls in the body of a range over a function belong to. The mark is what they
// are found by while the iterator has deferred calls of its own.
static LLVMValueRef range_defers(FuncGen *fg) {
    RT_CALL(fg, rt_defer_mark, gen_frame(fg));
    return LLVMBuildPtrToInt(fg->builder, gen_frame(fg), fg->gen->i64, "");
}

Value gen_builtin(FuncGen *fg, Expr *call) {
    if (call->call.spread && call->call.builtin != BUILTIN_APPEND) {
        gen_tuple(fg, call->call.spread);
    }
    switch ((BuiltinId)call->call.builtin) {
    case BUILTIN_APPEND: return gen_append(fg, call);
    case BUILTIN_CAP: return length(fg, call, 2);
    case BUILTIN_CLEAR: return clear(fg, call);
    case BUILTIN_COMPLEX: return gen_complex_make(fg, call);
    case BUILTIN_COPY: return gen_copy_builtin(fg, call);
    case BUILTIN_DELETE: return delete_entry(fg, call);
    case BUILTIN_IMAG: return gen_complex_part(fg, call, 1);
    case BUILTIN_LEN: return length(fg, call, 1);
    case BUILTIN_MAKE: return make(fg, call);
    case BUILTIN_MAX: return extreme(fg, call, false);
    case BUILTIN_MIN: return extreme(fg, call, true);
    case BUILTIN_NEW: return new_variable(fg, call);
    case BUILTIN_PANIC: return panic_with(fg, call);
    case BUILTIN_PRINT: return gen_print(fg, call, false);
    case BUILTIN_PRINTLN: return gen_print(fg, call, true);
    case BUILTIN_REAL: return gen_complex_part(fg, call, 0);
    case BUILTIN_RECOVER: return gen_recover(fg, call->type);
    case BUILTIN_RANGE_DEFERS: return gen_value(range_defers(fg), call->type);
    case BUILTIN_RANGE_PANIC: RT_CALL(fg, rt_panic_range, gen_expr(fg, argument(call, 0)).llvm); break;
    case BUILTIN_CLOSE: return gen_close(fg, call);
    case BUILTIN_COUNT: break;
    }
    return no_value(call);
}
