// The builtins print and println: all operands are evaluated, then printed one by one between begin and end.
#include "codegen/values.h"

static void print_integer(FuncGen *fg, Value value) {
    LLVMValueRef number = gen_to_i64(fg, value);
    if (type_is_unsigned(value.type)) {
        RT_CALL(fg, rt_print_uint, number);
    } else {
        RT_CALL(fg, rt_print_int, number);
    }
}

static void print_value(FuncGen *fg, Value value) {
    Gen *gen = fg->gen;
    Type *shape = type_underlying(value.type);
    LLVMValueRef x = value.llvm;
    if (type_is_string(shape)) {
        RT_CALL(fg, rt_print_string, gen_extract(fg, x, 0), gen_extract(fg, x, 1));
    } else if (type_is_boolean(shape)) {
        RT_CALL(fg, rt_print_bool, x);
    } else if (type_is_integer(shape)) {
        print_integer(fg, value);
    } else if (type_is_float(shape)) {
        if (LLVMTypeOf(x) == gen->f64) {
            RT_CALL(fg, rt_print_float, x);
        } else {
            RT_CALL(fg, rt_print_float32, x);
        }
    } else if (type_is_complex(shape)) {
        gen_complex_print(fg, value);
    } else if (shape->kind == TYPE_SLICE) {
        RT_CALL(fg, rt_print_slice, gen_extract(fg, x, 0), gen_extract(fg, x, 1), gen_extract(fg, x, 2));
    } else if (shape->kind == TYPE_INTERFACE) {
        RT_CALL(fg, rt_print_iface, gen_extract(fg, x, 0), gen_extract(fg, x, 1));
    } else {
        RT_CALL(fg, rt_print_pointer, x);
    }
}

Value gen_print(FuncGen *fg, Expr *call, bool newline) {
    ExprList *args = &call->call.args;
    int mark = gen_order_begin(fg, args->items, args->len);
    Value *values = ARENA_NEW_N(fg->gen->arena, Value, args->len + 1);
    for (int i = 0; i < args->len; i++) {
        values[i] = gen_expr(fg, args->items[i]);
    }
    gen_order_end(fg, mark);
    RT_CALL0(fg, rt_print_begin);
    for (int i = 0; i < args->len; i++) {
        if (newline && i > 0) {
            RT_CALL0(fg, rt_print_space);
        }
        print_value(fg, values[i]);
    }
    if (newline) {
        RT_CALL0(fg, rt_print_newline);
    }
    RT_CALL0(fg, rt_print_end);
    return gen_value(NULL, call->type);
}
