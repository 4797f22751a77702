// Backing stores (escape decides, escape/sink_backing.c): a local slice that append grows begins in a buffer
// of the frame, and leaves it before the statements where it escapes. The runtime keeps the books in an
// RtBacking. A function that escapes decides nothing of may have one as well, without a buffer: for the
// capacities that Go's shows.
#include "codegen/gen.h"
#include "escape/mutant.h"

static void store_field(FuncGen *fg, LLVMValueRef record, size_t field, LLVMValueRef value) {
    LLVMBuildStore(fg->builder, value, gen_offset(fg, record, (int64_t)field));
}

static LLVMValueRef new_record(FuncGen *fg, const Backing *backing, int site) {
    Gen *gen = fg->gen;
    bool checked = gen->options->checked && backing->bytes > 0;
    LLVMValueRef frame = checked ? gen_frame(fg) : NULL;
    LLVMValueRef record = gen_alloca_bytes(fg, sizeof(RtBacking), "backing");
    LLVMValueRef memory =
        checked || backing->bytes == 0 ? gen_null(gen) : gen_alloca_bytes(fg, backing->bytes, "store");
    BuildPoint point = gen_enter_entry(fg);
    LLVMBuildMemSet(fg->builder, record, LLVMConstInt(gen->i8, 0, false), gen_i64(gen, sizeof(RtBacking)), 8);
    store_field(fg, record, offsetof(RtBacking, memory), memory);
    store_field(fg, record, offsetof(RtBacking, room), gen_i64(gen, backing->bytes));
    if (checked) {
        store_field(fg, record, offsetof(RtBacking, frame), frame);
        store_field(fg, record, offsetof(RtBacking, site), gen_site_record(fg, site));
    }
    gen_leave_entry(fg, point);
    return record;
}

static LLVMValueRef record_of(FuncGen *fg, const Backing *backing, int site) {
    for (int i = 0; i < fg->backings.len; i++) {
        if (fg->backings.items[i].backing == backing) {
            return fg->backings.items[i].record;
        }
    }
    FrameBacking made = {backing, new_record(fg, backing, site)};
    VEC_PUSH(fg->gen->arena, &fg->backings, made);
    return made.record;
}

void gen_backed_growth(FuncGen *fg, int site, LLVMValueRef slice, Type *elem, LLVMValueRef extra,
                       LLVMValueRef pieces) {
    const Decision *decision = gen_decision(fg, site);
    const Backing *backing = decision->backing;
    int64_t size = type_size(elem);
    int how = (decision->grows_in_frame ? RT_BACKING_FRAME : 0) | (backing->go_steps ? RT_BACKING_STEPS : 0);
    LLVMValueRef go_room = gen_i64(fg->gen, size ? decision->go_buffer / size : 0);
    LLVMValueRef record = record_of(fg, backing, site);
    store_field(fg, record, offsetof(RtBacking, pieces), pieces);
    RT_CALL(fg, rt_slice_grow_backed, slice, gen_type_descriptor(fg->gen, elem), extra, record, go_room,
            gen_i32(fg->gen, how));
}

// if (record.held) { the slice leaves; }
void gen_backed_leave(FuncGen *fg, const Sink *sink, const Stmt *stmt) {
    Gen *gen = fg->gen;
    const Backing *backing = gen_decision(fg, sink->site)->backing;
    LLVMValueRef record = record_of(fg, backing, sink->site);
    LLVMValueRef held =
        gen_load_scalar(fg, gen->i64, gen_offset(fg, record, offsetof(RtBacking, held)), TBAA_INT64);
    LLVMBasicBlockRef leaves = gen_block(fg, "backing.leave"), done = gen_block(fg, "backing.left");
    LLVMBuildCondBr(fg->builder, LLVMBuildIsNull(fg->builder, held, ""), done, leaves);
    gen_enter(fg, leaves);
    Place variable = gen_variable(fg, sink->var);
    LLVMValueRef slice = gen_alloca_llvm(fg, gen->slice, "leaving");
    gen_init(fg, slice, gen_load(fg, variable));
    gen_allocs_move(fg, sink->site, 0);
    bool cuts = stmt == backing->go_move && !backing->go_steps;
    RT_CALL(fg, rt_slice_leave, slice, gen_type_descriptor(gen, type_underlying(sink->var->type)->slice.elem),
            record, gen_bool(gen, cuts));
    gen_allocs_leave(fg, sink->site);
    if (!escape_mutant("back-forward")) {
        gen_store(fg, variable, gen_load(fg, (Place){slice, sink->var->type, true}));
    }
    LLVMBuildBr(fg->builder, done);
    gen_enter(fg, done);
}
