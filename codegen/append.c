// append, copy and make of slices.
//
// append tests the capacity inline; only growing calls the runtime. A site whose result stays in the frame
// brings memory of the frame, of which each growth takes a piece: pieces are not used again, since an earlier
// slice may still be using them.
#include "codegen/values.h"
#include "escape/mutant.h"

enum {
    MAX_ALLOCATION_BITS = 48, // of a make, as in Go
    MAX_GROWTH_ELEMENT = 128, // larger elements go to the heap
};

static LLVMValueRef element_size(FuncGen *fg, Type *elem) {
    return gen_i64(fg->gen, type_size(elem));
}

// What the frame has for the slices that grow at a site: its capacity for the first growth is the one of Go's
// buffer, wherever ours is.
static LLVMValueRef growth_memory(FuncGen *fg, int site, Type *elem) {
    Gen *gen = fg->gen;
    const Decision *decision = gen_decision(fg, site);
    int64_t size = type_size(elem);
    if (!decision || size == 0) {
        return gen_null(gen);
    }
    bool given = decision->slot && decision->func == fg->func && !gen->options->checked;
    if (given && size <= MAX_GROWTH_ELEMENT && gen_slot_pieces(fg, site)) {
        return gen_slot_pieces(fg, site);
    }
    int64_t first = decision->go_buffer / size;
    SiteBuffer buffer = {gen_null(gen), gen_i64(gen, 0), NULL};
    if (size <= MAX_GROWTH_ELEMENT) {
        buffer = gen_site_buffer(fg, site);
    }
    if (first == 0 && LLVMIsNull(buffer.room)) {
        return gen_null(gen);
    }
    LLVMValueRef growth = gen_alloca_bytes(fg, sizeof(RtPieces), "growth");
    BuildPoint point = gen_enter_entry(fg);
    LLVMBuildStore(fg->builder, gen_i64(gen, first), gen_offset(fg, growth, offsetof(RtPieces, first)));
    LLVMBuildStore(fg->builder, buffer.room, gen_offset(fg, growth, offsetof(RtPieces, room)));
    LLVMBuildStore(fg->builder, buffer.memory, gen_offset(fg, growth, offsetof(RtPieces, memory)));
    gen_leave_entry(fg, point);
    if (escape_mutant("append-pieces")) {
        LLVMBuildStore(fg->builder, buffer.memory, gen_offset(fg, growth, offsetof(RtPieces, memory)));
        LLVMBuildStore(fg->builder, buffer.room, gen_offset(fg, growth, offsetof(RtPieces, room)));
    }
    return growth;
}

// The slice with `extra` more elements, not yet written.
static Value extended(FuncGen *fg, Value slice, LLVMValueRef extra, int site) {
    Gen *gen = fg->gen;
    LLVMValueRef data = gen_extract(fg, slice.llvm, 0), cap = gen_extract(fg, slice.llvm, 2);
    LLVMValueRef len = LLVMBuildAdd(fg->builder, gen_extract(fg, slice.llvm, 1), extra, "");
    LLVMValueRef slot = gen_alloca_llvm(fg, gen->slice, "grown");
    LLVMBasicBlockRef full = gen_block(fg, "append.grow"), room = gen_block(fg, "append.room");
    LLVMValueRef is_full = LLVMBuildICmp(fg->builder, LLVMIntUGT, len, cap, "");
    LLVMValueRef branch = LLVMBuildCondBr(fg->builder, is_full, full, room);
    LLVMSetMetadata(branch, gen->md_prof, gen->unlikely);
    LLVMBasicBlockRef before = LLVMGetInsertBlock(fg->builder);
    gen_enter(fg, full);
    gen_init(fg, slot, slice);
    gen_allocs_enter(fg, site, 0);
    Type *elem = type_underlying(slice.type)->slice.elem;
    LLVMValueRef memory = growth_memory(fg, site, elem);
    if (site && gen_decision(fg, site)->backing) {
        gen_backed_growth(fg, site, slot, elem, extra, memory);
    } else {
        RT_CALL(fg, rt_slice_grow, slot, gen_type_descriptor(gen, elem), extra, memory);
    }
    gen_allocs_leave(fg, site);
    Value grown = gen_load(fg, (Place){slot, slice.type, true});
    LLVMValueRef grown_parts[] = {gen_extract(fg, grown.llvm, 0), gen_extract(fg, grown.llvm, 1),
                                  gen_extract(fg, grown.llvm, 2)};
    LLVMBasicBlockRef after = LLVMGetInsertBlock(fg->builder);
    LLVMBuildBr(fg->builder, room);
    gen_enter(fg, room);
    LLVMValueRef kept_parts[] = {data, len, cap}, parts[3];
    for (int i = 0; i < 3; i++) {
        parts[i] = LLVMBuildPhi(fg->builder, LLVMTypeOf(kept_parts[i]), "");
        LLVMAddIncoming(parts[i], (LLVMValueRef[]){kept_parts[i], grown_parts[i]},
                        (LLVMBasicBlockRef[]){before, after}, 2);
    }
    return gen_value(gen_slice_value(fg, parts[0], parts[1], parts[2]), slice.type);
}

// Elements that hold pointers move with the write barrier.
static void move_elements(FuncGen *fg, Type *elem, LLVMValueRef to, LLVMValueRef from, LLVMValueRef count) {
    if (type_has_pointers(elem)) {
        RT_CALL(fg, rt_typed_move_n, gen_type_descriptor(fg->gen, elem), to, from, count);
        return;
    }
    unsigned align = (unsigned)type_align(elem);
    LLVMValueRef bytes = LLVMBuildMul(fg->builder, count, element_size(fg, elem), "");
    LLVMBuildMemMove(fg->builder, to, align, from, align, bytes);
}

// append(s, t...): t is a slice or, for bytes, a string.
static Value append_sequence(FuncGen *fg, Expr *call) {
    Expr **args = call->call.args.items;
    int mark = gen_order_begin(fg, args, 2);
    Value slice = gen_expr(fg, args[0]), tail = gen_expr(fg, args[1]);
    gen_order_end(fg, mark);
    slice.type = call->type;
    if (gen_expr_is_nil(args[1])) {
        return slice;
    }
    Type *elem = type_underlying(call->type)->slice.elem;
    LLVMValueRef old_len = gen_extract(fg, slice.llvm, 1), count = gen_extract(fg, tail.llvm, 1);
    LLVMValueRef source = gen_extract(fg, tail.llvm, 0);
    gen_checked_access(fg, source);
    Value result = extended(fg, slice, count, call->site);
    LLVMValueRef end = gen_element(fg, gen_extract(fg, result.llvm, 0), elem, old_len);
    move_elements(fg, elem, end, source, count);
    return result;
}

static Value append_values(FuncGen *fg, Expr *call) {
    Expr **args = call->call.args.items;
    int count = call->call.args.len - 1;
    int mark = gen_order_begin(fg, args, count + 1);
    Value slice = gen_expr(fg, args[0]);
    slice.type = call->type;
    Value *values = ARENA_NEW_N(fg->gen->arena, Value, count + 1);
    for (int i = 0; i < count; i++) {
        values[i] = gen_expr(fg, args[i + 1]);
    }
    gen_order_end(fg, mark);
    if (count == 0) {
        return slice;
    }
    Type *elem = type_underlying(call->type)->slice.elem;
    LLVMValueRef at = gen_extract(fg, slice.llvm, 1);
    Value result = extended(fg, slice, gen_i64(fg->gen, count), call->site);
    LLVMValueRef data = gen_extract(fg, result.llvm, 0);
    gen_checked_access(fg, data);
    for (int i = 0; i < count; i++) {
        LLVMValueRef index = LLVMBuildAdd(fg->builder, at, gen_i64(fg->gen, i), "");
        gen_store(fg, (Place){gen_element(fg, data, elem, index), elem, false}, values[i]);
    }
    return result;
}

Value gen_append(FuncGen *fg, Expr *call) {
    if (call->call.spread) {
        gen_tuple(fg, call->call.spread);
    }
    return call->call.has_dots ? append_sequence(fg, call) : append_values(fg, call);
}

Value gen_copy_builtin(FuncGen *fg, Expr *call) {
    Expr **args = call->call.args.items;
    int mark = gen_order_begin(fg, args, 2);
    Value to = gen_expr(fg, args[0]), from = gen_expr(fg, args[1]);
    gen_order_end(fg, mark);
    LLVMValueRef to_data = gen_extract(fg, to.llvm, 0), from_data = gen_extract(fg, from.llvm, 0);
    gen_checked_access(fg, to_data);
    gen_checked_access(fg, from_data);
    LLVMValueRef lens[] = {gen_extract(fg, to.llvm, 1), gen_extract(fg, from.llvm, 1)};
    LLVMValueRef count = gen_intrinsic(fg, "llvm.smin", &fg->gen->i64, 1, lens, 2);
    move_elements(fg, type_underlying(args[0]->type)->slice.elem, to_data, from_data, count);
    return gen_value(count, call->type);
}

// ---- make

static int64_t max_elements(Type *elem) {
    int64_t size = type_size(elem);
    return size == 0 ? INT64_MAX : ((int64_t)1 << MAX_ALLOCATION_BITS) / size;
}

// A negative or huge length comes first, as in Go; a signed number that is negative is huge as an unsigned
// one.
static void check_make(FuncGen *fg, Type *elem, LLVMValueRef len, LLVMValueRef cap) {
    LLVMValueRef max = gen_i64(fg->gen, max_elements(elem));
    LLVMValueRef bad_len = LLVMBuildICmp(fg->builder, LLVMIntUGT, len, max, "");
    if (!LLVMIsNull(bad_len)) {
        gen_panic_if(fg, bad_len, ENTRY_rt_panic_makeslice_len, NULL, 0);
    }
    if (len == cap) {
        return;
    }
    LLVMValueRef bad_cap = LLVMBuildOr(fg->builder, LLVMBuildICmp(fg->builder, LLVMIntUGT, cap, max, ""),
                                       LLVMBuildICmp(fg->builder, LLVMIntUGT, len, cap, ""), "");
    if (!LLVMIsNull(bad_cap)) {
        gen_panic_if(fg, bad_cap, ENTRY_rt_panic_makeslice_cap, NULL, 0);
    }
}

// The frame buffer (zeroed) when `cap` elements fit, else the heap.
static LLVMValueRef make_hybrid(FuncGen *fg, SiteBuffer buffer, Type *elem, LLVMValueRef cap) {
    Gen *gen = fg->gen;
    LLVMBasicBlockRef frame = gen_block(fg, "make.frame"), heap = gen_block(fg, "make.heap"),
                      done = gen_block(fg, "made");
    LLVMValueRef room = LLVMBuildUDiv(fg->builder, buffer.room, element_size(fg, elem), "");
    LLVMValueRef some = LLVMBuildIsNotNull(fg->builder, buffer.memory, "");
    LLVMValueRef enough = LLVMBuildICmp(fg->builder, LLVMIntULE, cap, room, "");
    LLVMValueRef fits = LLVMBuildAnd(fg->builder, some, enough, "");
    LLVMBuildCondBr(fg->builder, fits, frame, heap);
    gen_enter(fg, frame);
    LLVMValueRef size = LLVMBuildMul(fg->builder, cap, gen_i64(gen, type_size(elem)), "");
    LLVMBuildMemSet(fg->builder, buffer.memory, LLVMConstInt(gen->i8, 0, false), size,
                    (unsigned)type_align(elem));
    LLVMBuildBr(fg->builder, done);
    gen_enter(fg, heap);
    LLVMValueRef cells = gen_new_array(fg, elem, cap);
    LLVMBasicBlockRef from = LLVMGetInsertBlock(fg->builder);
    LLVMBuildBr(fg->builder, done);
    LLVMValueRef phi = gen_join(fg, done, buffer.memory, frame, cells, from);
    gen_buffer_used(fg, buffer, phi, LLVMBuildMul(fg->builder, cap, element_size(fg, elem), ""));
    return phi;
}

static LLVMValueRef make_cells(FuncGen *fg, int site, Type *elem, LLVMValueRef cap) {
    if (LLVMIsAConstantInt(cap)) {
        return gen_alloc_site_array(fg, site, elem, LLVMConstIntGetSExtValue(cap), NULL);
    }
    SiteBuffer buffer = gen_site_buffer(fg, site);
    gen_allocs_enter(fg, site, 0);
    LLVMValueRef cells = LLVMIsNull(buffer.room) || type_size(elem) == 0 ? gen_new_array(fg, elem, cap)
                                                                         : make_hybrid(fg, buffer, elem, cap);
    gen_allocs_leave(fg, site);
    return cells;
}

Value gen_make_slice(FuncGen *fg, Expr *call) {
    ExprList *args = &call->call.args;
    Type *elem = type_underlying(call->type)->slice.elem;
    int mark = gen_order_begin(fg, args->items + 1, args->len - 1);
    LLVMValueRef len = gen_to_i64(fg, gen_expr(fg, args->items[1]));
    LLVMValueRef cap = args->len > 2 ? gen_to_i64(fg, gen_expr(fg, args->items[2])) : len;
    gen_order_end(fg, mark);
    check_make(fg, elem, len, cap);
    return gen_value(gen_slice_value(fg, make_cells(fg, call->site, elem, cap), len, cap), call->type);
}
