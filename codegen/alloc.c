// Memory for allocation sites: what escape decided becomes an entry-block slot or an inlined heap allocation.
//
// A slot is made once per site and function, outside every loop, and zeroed where the site executes. In the
// checked mode a stack site takes a heap cell that dies with the frame or when the site runs again.
#include "codegen/gen.h"

enum { INLINE_LIMIT = 2048 }; // bytes; larger cells are never taken from a run at the cursor

const Decision *gen_decision(const FuncGen *fg, int site) {
    return escape_decision(fg->gen->escape, site);
}

LLVMValueRef gen_frame(FuncGen *fg) {
    if (!fg->frame) {
        fg->frame = fg->has_defer ? gen_alloca_bytes(fg, sizeof(RtFrame), "frame")
                                  : gen_alloca_llvm(fg, fg->gen->i64, "frame");
    }
    return fg->frame;
}

// p = cursor; if (limit - p >= size) { cursor = p + size; } else { p = rt_new_slow(layout); }
static LLVMValueRef allocate_cell(FuncGen *fg, LLVMValueRef layout, int64_t size) {
    Gen *gen = fg->gen;
    size = (size + 7) / 8 * 8;
    if (size > INLINE_LIMIT) {
        return RT_CALL(fg, rt_new_slow, layout);
    }
    LLVMBasicBlockRef fast = gen_block(fg, "new.fast"), slow = gen_block(fg, "new.slow"),
                      done = gen_block(fg, "new.done");
    LLVMValueRef cursor = gen_load_scalar(fg, gen->ptr, layout, TBAA_RUNTIME);
    LLVMValueRef limit = gen_load_scalar(fg, gen->ptr, gen_offset(fg, layout, 8), TBAA_RUNTIME);
    LLVMValueRef room = LLVMBuildSub(fg->builder, LLVMBuildPtrToInt(fg->builder, limit, gen->i64, ""),
                                     LLVMBuildPtrToInt(fg->builder, cursor, gen->i64, ""), "room");
    LLVMValueRef full = LLVMBuildICmp(fg->builder, LLVMIntULT, room, gen_i64(gen, size), "");
    LLVMValueRef branch = LLVMBuildCondBr(fg->builder, full, slow, fast);
    LLVMSetMetadata(branch, gen->md_prof, gen->unlikely);
    gen_enter(fg, fast);
    gen_store_scalar(fg, gen_offset(fg, cursor, size), layout, TBAA_RUNTIME);
    LLVMBuildBr(fg->builder, done);
    gen_enter(fg, slow);
    LLVMValueRef cell = RT_CALL(fg, rt_new_slow, layout);
    LLVMBuildBr(fg->builder, done);
    return gen_join(fg, done, cursor, fast, cell, slow);
}

LLVMValueRef gen_new(FuncGen *fg, Type *type) {
    if (type_size(type) == 0) {
        return fg->gen->zero_base;
    }
    return allocate_cell(fg, gen_layout(fg->gen, type), type_size(type));
}

LLVMValueRef gen_new_array(FuncGen *fg, Type *elem, LLVMValueRef count) {
    if (type_size(elem) == 0) {
        return fg->gen->zero_base;
    }
    return RT_CALL(fg, rt_new_array, gen_type_descriptor(fg->gen, elem), count);
}

LLVMValueRef gen_alloc_heap_array(FuncGen *fg, Type *elem, int64_t count) {
    if (count == 0 || type_size(elem) == 0) {
        return fg->gen->zero_base;
    }
    if (count > INLINE_LIMIT || type_size(elem) * count > INLINE_LIMIT) {
        return gen_new_array(fg, elem, gen_i64(fg->gen, count));
    }
    LLVMValueRef layout = count == 1 ? gen_layout(fg->gen, elem) : gen_layout_array(fg->gen, elem, count);
    return allocate_cell(fg, layout, type_size(elem) * count);
}

// RtSite of runtime/abi.h: where a stack site is, for the checked mode's message.
LLVMValueRef gen_site_record(FuncGen *fg, int site) {
    Gen *gen = fg->gen;
    const Decision *decision = gen_decision(fg, site);
    const char *position = source_place_text(gen->program->session->sources, decision->pos);
    const char *text = decision->text ? decision->text : "";
    LLVMValueRef fields[] = {gen_string_data(gen, position, (int64_t)strlen(position) + 1),
                             gen_string_data(gen, text, (int64_t)strlen(text) + 1)};
    LLVMValueRef value = LLVMConstStructInContext(gen->context, fields, 2, false);
    LLVMValueRef global = LLVMAddGlobal(gen->module, LLVMTypeOf(value), "site");
    LLVMSetInitializer(global, value);
    LLVMSetGlobalConstant(global, true);
    LLVMSetLinkage(global, LLVMPrivateLinkage);
    return global;
}

LLVMValueRef gen_checked_cell(FuncGen *fg, int site, Type *elem, int64_t count, LLVMValueRef frame,
                              LLVMValueRef previous) {
    return RT_CALL(fg, rt_checked_new, gen_type_descriptor(fg->gen, elem), gen_i64(fg->gen, count),
                   gen_site_record(fg, site), frame, previous);
}

// The previous cell of the site in this activation is kept in a slot that starts as nil.
static LLVMValueRef checked_cell(FuncGen *fg, int site, Type *elem, int64_t count) {
    Gen *gen = fg->gen;
    LLVMValueRef frame = gen_frame(fg);
    LLVMValueRef previous = gen_alloca_llvm(fg, gen->ptr, "previous");
    BuildPoint point = gen_enter_entry(fg);
    LLVMBuildStore(fg->builder, gen_null(gen), previous);
    gen_leave_entry(fg, point);
    LLVMValueRef old = LLVMBuildLoad2(fg->builder, gen->ptr, previous, "");
    LLVMValueRef cell = gen_checked_cell(fg, site, elem, count, frame, old);
    LLVMBuildStore(fg->builder, cell, previous);
    return cell;
}

static LLVMValueRef stack_slot(FuncGen *fg, Type *elem, int64_t count) {
    Gen *gen = fg->gen;
    LLVMValueRef slot = gen_alloca_llvm(fg, LLVMArrayType2(llvm_type(gen, elem), (uint64_t)count), "slot");
    LLVMSetAlignment(slot,
                     type_align(elem) < 8 && type_size(elem) * count >= 8 ? 8 : (unsigned)type_align(elem));
    if (count == 1) {
        gen_zero_memory(fg, slot, elem);
    } else {
        LLVMBuildMemSet(fg->builder, slot, LLVMConstInt(gen->i8, 0, false),
                        gen_i64(gen, type_size(elem) * count), (unsigned)type_align(elem));
    }
    return slot;
}

// Cells that die with the frame stand for the pieces in the checked mode.
static LLVMValueRef new_piece(FuncGen *fg, int site, Type *elem, int64_t count) {
    return fg->gen->options->checked
               ? gen_checked_cell(fg, site, elem, count, gen_frame(fg), gen_null(fg->gen))
               : gen_alloc_piece(fg, site, elem, count);
}

static LLVMValueRef alloc_site_array(FuncGen *fg, int site, Type *elem, int64_t count, bool *on_stack) {
    const Decision *decision = gen_decision(fg, site);
    bool has_slot = decision && decision->slot;
    bool pieces = decision && decision->pieces;
    bool stack = decision && decision->placement == PLACE_STACK && !has_slot && !decision->sunk && !pieces;
    bool checked = stack && fg->gen->options->checked;
    if (on_stack) {
        *on_stack = stack && !checked;
    }
    if (type_size(elem) == 0 || count == 0) {
        return fg->gen->zero_base;
    }
    if (decision && decision->sunk) {
        LLVMValueRef object =
            fg->gen->options->checked ? checked_cell(fg, site, elem, count) : stack_slot(fg, elem, count);
        gen_sink_home(fg, site, object, type_size(elem) * count);
        return object;
    }
    if (has_slot && decision->func == fg->func && type_size(elem) * count <= decision->object_size) {
        return gen_alloc_slot(fg, site, elem, count);
    }
    if (checked) {
        return checked_cell(fg, site, elem, count);
    }
    if (pieces) {
        return new_piece(fg, site, elem, count);
    }
    return stack ? stack_slot(fg, elem, count) : gen_alloc_heap_array(fg, elem, count);
}

static LLVMValueRef alloc_site_counted(FuncGen *fg, int site, Type *elem, int64_t count, bool *on_stack) {
    gen_allocs_enter(fg, site, type_size(elem) * count);
    LLVMValueRef result = alloc_site_array(fg, site, elem, count, on_stack);
    gen_allocs_leave(fg, site);
    return result;
}

Type *gen_array_part(FuncGen *fg, Type *elem, int64_t count) {
    return count == 1 ? type_array(fg->gen->program->types, elem, 1) : elem;
}

LLVMValueRef gen_alloc_site_array(FuncGen *fg, int site, Type *elem, int64_t count, bool *on_stack) {
    return alloc_site_counted(fg, site, gen_array_part(fg, elem, count), count, on_stack);
}

LLVMValueRef gen_alloc_site(FuncGen *fg, int site, Type *type, bool *on_stack) {
    return alloc_site_counted(fg, site, type, 1, on_stack);
}

SiteBuffer gen_site_buffer(FuncGen *fg, int site) {
    const Decision *decision = gen_decision(fg, site);
    bool given = decision && decision->slot && decision->func == fg->func;
    bool own = decision && decision->placement == PLACE_STACK && !decision->slot && decision->buffer_size > 0;
    if (fg->gen->options->checked || (!given && !own)) {
        return (SiteBuffer){gen_null(fg->gen), gen_i64(fg->gen, 0), NULL};
    }
    if (given) {
        return gen_slot_buffer(fg, site);
    }
    if (decision->pieces) {
        return gen_pieces_buffer(fg, site);
    }
    return (SiteBuffer){gen_alloca_bytes(fg, decision->buffer_size, "buffer"),
                        gen_i64(fg->gen, decision->buffer_size), NULL};
}
