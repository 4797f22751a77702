// Sinking (escape decides, escape/sink.c): an object is made in the frame, and moves to the heap, or to the
// caller's slot, before the statements where it escapes. `home` has the address in the frame of the object
// that the site made last; the object has moved when its variable has another address.
#include "codegen/gen.h"
#include "escape/mutant.h"

static const SinkHome *find_home(const FuncGen *fg, int site) {
    for (int i = 0; i < fg->homes.len; i++) {
        if (fg->homes.items[i].site == site) {
            return &fg->homes.items[i];
        }
    }
    return NULL;
}

void gen_sink_home(FuncGen *fg, int site, LLVMValueRef object, int64_t size) {
    if (!find_home(fg, site)) {
        SinkHome home = {site, size, gen_alloca_llvm(fg, fg->gen->ptr, "home")};
        VEC_PUSH(fg->gen->arena, &fg->homes, home);
    }
    gen_store_scalar(fg, object, find_home(fg, site)->slot, TBAA_POINTER);
}

// Where the variable keeps the address of the object.
static LLVMValueRef address_slot(FuncGen *fg, const Sink *sink) {
    switch (sink->kind) {
    case SINK_VARIABLE: return ((Storage *)sink->var->var.codegen)->place.address;
    case SINK_POINTER:
    case SINK_SLICE: // a slice's first word
    case SINK_BACKING: break;
    }
    return gen_variable(fg, sink->var).address;
}

static Type *element_type(const Sink *sink) {
    Type *type = type_underlying(sink->var->type);
    switch (sink->kind) {
    case SINK_VARIABLE: break;
    case SINK_POINTER: return type->pointer.elem;
    case SINK_SLICE:
    case SINK_BACKING: return type->slice.elem;
    }
    return sink->var->type;
}

static LLVMValueRef new_object(FuncGen *fg, const Sink *sink, int64_t size) {
    Type *type = element_type(sink);
    bool slot = gen_decision(fg, sink->site)->slot != 0;
    int64_t count = size / type_size(type);
    bool is_array = sink->kind == SINK_SLICE || sink->kind == SINK_BACKING;
    type = is_array ? gen_array_part(fg, type, count) : type;
    gen_allocs_move(fg, sink->site, size);
    LLVMValueRef object =
        slot ? gen_alloc_slot(fg, sink->site, type, count) : gen_alloc_heap_array(fg, type, count);
    gen_allocs_leave(fg, sink->site);
    return object;
}

// A slice may begin anywhere in its array: `offset` bytes from its home.
static LLVMValueRef is_at_home(FuncGen *fg, const Sink *sink, LLVMValueRef offset, int64_t size) {
    int64_t room = sink->kind == SINK_SLICE && !escape_mutant("sink-offset") ? size : 1;
    return LLVMBuildICmp(fg->builder, LLVMIntULT, offset, gen_i64(fg->gen, room), "");
}

static void move(FuncGen *fg, const Sink *sink) {
    Gen *gen = fg->gen;
    const SinkHome *at = find_home(fg, sink->site);
    int64_t size = at->size;
    unsigned align = (unsigned)type_align(element_type(sink));
    Tbaa tag = sink->kind == SINK_SLICE ? TBAA_DATA : TBAA_POINTER;
    LLVMValueRef slot = address_slot(fg, sink);
    LLVMValueRef home = gen_load_scalar(fg, gen->ptr, at->slot, TBAA_POINTER);
    LLVMValueRef now = gen_load_scalar(fg, gen->ptr, slot, tag);
    LLVMBasicBlockRef moves = gen_block(fg, "sink.move"), done = gen_block(fg, "sink.done");
    LLVMValueRef offset = LLVMBuildSub(fg->builder, LLVMBuildPtrToInt(fg->builder, now, gen->i64, ""),
                                       LLVMBuildPtrToInt(fg->builder, home, gen->i64, ""), "");
    LLVMBuildCondBr(fg->builder, is_at_home(fg, sink, offset, size), moves, done);
    gen_enter(fg, moves);
    LLVMValueRef object = new_object(fg, sink, size);
    LLVMBuildMemCpy(fg->builder, object, align, home, align, gen_i64(gen, size));
    LLVMValueRef moved = LLVMBuildInBoundsGEP2(fg->builder, gen->i8, object, &offset, 1, "");
    if (!escape_mutant("sink-forward")) {
        gen_store_scalar(fg, moved, slot, tag);
    }
    if (gen->options->checked) {
        RT_CALL(fg, rt_checked_moved, home);
    }
    LLVMBuildBr(fg->builder, done);
    gen_enter(fg, done);
}

void gen_sinks(FuncGen *fg, const Stmt *stmt) {
    const SinkList *sinks = escape_sinks(fg->gen->escape, stmt);
    for (int i = 0; sinks && i < sinks->len; i++) {
        const Sink *sink = &sinks->items[i];
        if (sink->kind == SINK_BACKING) {
            gen_backed_leave(fg, sink, stmt);
        } else {
            move(fg, sink);
        }
    }
}
