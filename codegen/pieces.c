// Pieces (escape decides, escape/pieces.c): the objects of a site that may be many at a time lie side by side
// in a buffer of the frame. An RtPieces says what is left of it; when that is too small, the heap serves.
#include "codegen/gen.h"

enum { PIECE_ALIGN = 8, BUFFER_ALIGN = 16 };

static int64_t round_up(int64_t size, int64_t align) {
    return (size + align - 1) / align * align;
}

static LLVMValueRef room_of(FuncGen *fg, LLVMValueRef pieces) {
    return gen_offset(fg, pieces, offsetof(RtPieces, room));
}

static LLVMValueRef memory_of(FuncGen *fg, LLVMValueRef pieces) {
    return gen_offset(fg, pieces, offsetof(RtPieces, memory));
}

static void all_free(FuncGen *fg, const FramePieces *pieces) {
    gen_store_scalar(fg, gen_i64(fg->gen, pieces->bytes), room_of(fg, pieces->record), TBAA_INT64);
    gen_store_scalar(fg, pieces->memory, memory_of(fg, pieces->record), TBAA_POINTER);
}

static const FramePieces *frame_pieces(FuncGen *fg, const void *owner, int64_t bytes) {
    for (int i = 0; i < fg->pieces.len; i++) {
        if (fg->pieces.items[i].owner == owner) {
            return &fg->pieces.items[i];
        }
    }
    FramePieces pieces = {owner, bytes, gen_alloca_bytes(fg, sizeof(RtPieces), "pieces"),
                          gen_alloca_bytes(fg, bytes, "buffer")};
    BuildPoint point = gen_enter_entry(fg);
    gen_store_scalar(fg, gen_i64(fg->gen, 0), gen_offset(fg, pieces.record, offsetof(RtPieces, first)),
                     TBAA_INT64);
    all_free(fg, &pieces);
    gen_leave_entry(fg, point);
    VEC_PUSH(fg->gen->arena, &fg->pieces, pieces);
    return &VEC_LAST(&fg->pieces);
}

static LLVMValueRef site_pieces(FuncGen *fg, int site) {
    const Decision *decision = gen_decision(fg, site);
    return frame_pieces(fg, decision, decision->buffer_size)->record;
}

LLVMValueRef gen_argument_pieces(FuncGen *fg, const SlotArgument *arg) {
    const FramePieces *pieces = frame_pieces(fg, arg->owner, arg->bytes);
    if (arg->source == SLOT_FRAME) {
        all_free(fg, pieces);
    }
    return pieces->record;
}

void gen_pieces_restart(FuncGen *fg, const Stmt *loop) {
    const PiecesList *list = escape_restarts(fg->gen->escape, loop);
    for (int i = 0; list && i < list->len && !fg->gen->options->checked; i++) {
        all_free(fg, frame_pieces(fg, list->items[i].owner, list->items[i].bytes));
    }
}

// Gives `bytes` of the memory away.
static void take(FuncGen *fg, LLVMValueRef pieces, LLVMValueRef memory, LLVMValueRef room,
                 LLVMValueRef bytes) {
    LLVMValueRef next = LLVMBuildInBoundsGEP2(fg->builder, fg->gen->i8, memory, &bytes, 1, "");
    gen_store_scalar(fg, LLVMBuildSub(fg->builder, room, bytes, ""), room_of(fg, pieces), TBAA_INT64);
    gen_store_scalar(fg, next, memory_of(fg, pieces), TBAA_POINTER);
}

SiteBuffer gen_pieces_left(FuncGen *fg, LLVMValueRef pieces) {
    return (SiteBuffer){gen_load_scalar(fg, fg->gen->ptr, memory_of(fg, pieces), TBAA_POINTER),
                        gen_load_scalar(fg, fg->gen->i64, room_of(fg, pieces), TBAA_INT64), pieces};
}

SiteBuffer gen_pieces_buffer(FuncGen *fg, int site) {
    return gen_pieces_left(fg, site_pieces(fg, site));
}

void gen_buffer_used(FuncGen *fg, SiteBuffer buffer, LLVMValueRef data, LLVMValueRef bytes) {
    if (!buffer.pieces) {
        return;
    }
    LLVMValueRef mask = gen_i64(fg->gen, BUFFER_ALIGN - 1);
    LLVMValueRef size = LLVMBuildAnd(fg->builder, LLVMBuildAdd(fg->builder, bytes, mask, ""),
                                     LLVMBuildNot(fg->builder, mask, ""), "");
    LLVMValueRef is_here = LLVMBuildICmp(fg->builder, LLVMIntEQ, data, buffer.memory, "");
    LLVMValueRef rest = LLVMBuildICmp(fg->builder, LLVMIntULT, size, buffer.room, "");
    LLVMValueRef used = LLVMBuildSelect(fg->builder, rest, size, buffer.room, "");
    used = LLVMBuildSelect(fg->builder, is_here, used, gen_i64(fg->gen, 0), "used");
    take(fg, buffer.pieces, buffer.memory, buffer.room, used);
}

SiteBuffer gen_take_piece(FuncGen *fg, LLVMValueRef pieces, int64_t bytes) {
    SiteBuffer whole = gen_pieces_left(fg, pieces);
    LLVMValueRef zero = gen_i64(fg->gen, 0), size = gen_i64(fg->gen, round_up(bytes, PIECE_ALIGN));
    LLVMValueRef enough = LLVMBuildICmp(fg->builder, LLVMIntUGE, whole.room, size, "");
    LLVMValueRef used = LLVMBuildSelect(fg->builder, enough, size, zero, "used");
    take(fg, pieces, whole.memory, whole.room, used);
    return (SiteBuffer){whole.memory, used, NULL};
}

SiteBuffer gen_pieces_part(FuncGen *fg, int site, int64_t bytes) {
    return gen_take_piece(fg, site_pieces(fg, site), bytes);
}

// part = a piece; if (there is one) { part, zeroed } else { object on the heap }
LLVMValueRef gen_new_piece(FuncGen *fg, LLVMValueRef pieces, Type *elem, int64_t count) {
    int64_t bytes = type_size(elem) * count;
    LLVMBasicBlockRef given = gen_block(fg, "piece.given"), frame = gen_block(fg, "piece.frame"),
                      heap = gen_block(fg, "piece.heap"), done = gen_block(fg, "piece.done");
    LLVMBuildCondBr(fg->builder, LLVMBuildIsNull(fg->builder, pieces, ""), heap, given);
    gen_enter(fg, given);
    SiteBuffer left = gen_pieces_left(fg, pieces);
    LLVMValueRef size = gen_i64(fg->gen, round_up(bytes, PIECE_ALIGN));
    LLVMValueRef enough = LLVMBuildICmp(fg->builder, LLVMIntUGE, left.room, size, "");
    LLVMBuildCondBr(fg->builder, enough, frame, heap);
    gen_enter(fg, frame);
    take(fg, pieces, left.memory, left.room, size);
    LLVMBuildMemSet(fg->builder, left.memory, LLVMConstInt(fg->gen->i8, 0, false), gen_i64(fg->gen, bytes),
                    PIECE_ALIGN);
    LLVMBuildBr(fg->builder, done);
    gen_enter(fg, heap);
    LLVMValueRef on_heap = gen_alloc_heap_array(fg, elem, count);
    LLVMBasicBlockRef heap_end = LLVMGetInsertBlock(fg->builder);
    LLVMBuildBr(fg->builder, done);
    return gen_join(fg, done, left.memory, frame, on_heap, heap_end);
}

LLVMValueRef gen_alloc_piece(FuncGen *fg, int site, Type *elem, int64_t count) {
    return gen_new_piece(fg, site_pieces(fg, site), elem, count);
}
