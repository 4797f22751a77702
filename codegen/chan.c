// Channels: make, send, receive, close. Elements pass by the address of a slot in the frame, because the
// goroutine on the other side may copy them (runtime/chan.c).
#include "codegen/values.h"

// A negative capacity, or one that takes too much memory, is the runtime's to refuse.
Value gen_make_chan(FuncGen *fg, Expr *call) {
    Gen *gen = fg->gen;
    LLVMValueRef capacity = gen_i64(gen, 0);
    if (call->call.args.len > 1) {
        capacity = gen_to_i64(fg, gen_expr(fg, call->call.args.items[1]));
    }
    gen_allocs_enter(fg, call->site, 0);
    LLVMValueRef chan = RT_CALL(fg, rt_chan_make, gen_type_descriptor(gen, call->type), capacity);
    gen_allocs_leave(fg, call->site);
    return gen_value(chan, call->type);
}

void gen_send(FuncGen *fg, Stmt *stmt) {
    Expr *operands[] = {stmt->send.chan, stmt->send.value};
    int mark = gen_order_begin(fg, operands, 2);
    LLVMValueRef chan = gen_expr(fg, operands[0]).llvm;
    LLVMValueRef element = gen_spill(fg, gen_expr(fg, operands[1]));
    gen_order_end(fg, mark);
    RT_CALL(fg, rt_chan_send, chan, element);
}

Place gen_element_slot(FuncGen *fg, const Expr *chan) {
    Type *elem = type_underlying(chan->type)->chan.elem;
    return (Place){gen_alloca(fg, elem, "element"), elem, true};
}

// The element; *ok is false when the channel is closed.
static Value receive(FuncGen *fg, const Expr *expr, LLVMValueRef *ok) {
    LLVMValueRef chan = gen_expr(fg, expr->unary.x).llvm;
    Place slot = gen_element_slot(fg, expr->unary.x);
    *ok = RT_CALL(fg, rt_chan_recv, chan, slot.address);
    return gen_load(fg, slot);
}

Value gen_receive(FuncGen *fg, Expr *expr) {
    LLVMValueRef ok;
    return receive(fg, expr, &ok);
}

void gen_receive_ok(FuncGen *fg, Expr *expr, Value *items) {
    LLVMValueRef ok;
    items[0] = receive(fg, expr, &ok);
    items[1] = gen_value(ok, expr->type->tuple.items[1]);
}

Value gen_close(FuncGen *fg, Expr *call) {
    RT_CALL(fg, rt_chan_close, gen_expr(fg, call->call.args.items[0]).llvm);
    return gen_value(NULL, call->type);
}
