// Sinking (escape decides, escape/sink.c): an object is made in the frame, and moves to the heap, or to the
// caller's slot, before the statements where it escapes. `home` has the address in the frame of the object
// that the site made last; the object has moved when its variable has another address.
#include "codegen/gen.h"

static LLVMValueRef find_home(const FuncGen *fg, int site) {
    for (int i = 0; i < fg->homes.len; i++) {
        if (fg->homes.items[i].site == site) {
            return fg->homes.items[i].slot;
        }
    }
    return NULL;
}

void gen_sink_home(FuncGen *fg, int site, LLVMValueRef object) {
    LLVMValueRef slot = find_home(fg, site);
    if (!slot) {
        slot = gen_alloca_llvm(fg, fg->gen->ptr, "home");
        SinkHome home = {site, slot};
        VEC_PUSH(fg->gen->arena, &fg->homes, home);
    }
    gen_store_scalar(fg, object, slot, TBAA_POINTER);
}

// Where the variable keeps the address of the object.
static LLVMValueRef address_slot(FuncGen *fg, const Sink *sink) {
    return sink->is_pointer ? gen_variable(fg, sink->var).address
                            : ((Storage *)sink->var->var.codegen)->place.address;
}

static LLVMValueRef new_object(FuncGen *fg, int site, Type *type) {
    gen_allocs_move(fg, site);
    LLVMValueRef object =
        gen_decision(fg, site)->slot ? gen_alloc_slot(fg, site, type, 1) : gen_new(fg, type);
    gen_allocs_leave(fg, site);
    return object;
}

static void move(FuncGen *fg, const Sink *sink) {
    Gen *gen = fg->gen;
    Type *type = sink->is_pointer ? type_underlying(sink->var->type)->pointer.elem : sink->var->type;
    LLVMValueRef slot = address_slot(fg, sink);
    LLVMValueRef home = gen_load_scalar(fg, gen->ptr, find_home(fg, sink->site), TBAA_POINTER);
    LLVMValueRef now = gen_load_scalar(fg, gen->ptr, slot, TBAA_POINTER);
    LLVMBasicBlockRef moves = gen_block(fg, "sink.move"), done = gen_block(fg, "sink.done");
    LLVMBuildCondBr(fg->builder, LLVMBuildICmp(fg->builder, LLVMIntEQ, now, home, ""), moves, done);
    gen_enter(fg, moves);
    LLVMValueRef object = new_object(fg, sink->site, type);
    gen_init(fg, object, gen_load(fg, (Place){home, type, true}));
    gen_store_scalar(fg, object, slot, TBAA_POINTER);
    if (gen->options->checked) {
        RT_CALL(fg, rt_checked_moved, home);
    }
    LLVMBuildBr(fg->builder, done);
    gen_enter(fg, done);
}

void gen_sinks(FuncGen *fg, const Stmt *stmt) {
    const SinkList *sinks = escape_sinks(fg->gen->escape, stmt);
    for (int i = 0; sinks && i < sinks->len; i++) {
        move(fg, &sinks->items[i]);
    }
}
