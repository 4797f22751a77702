// Result slots: a function may be given memory of its caller's frame for an object that it hands out (escape
// decides, graph_slot.c). Each slot is a hidden parameter after the others: an address, or nil for the heap.
// A function value or an itab has the code of a function without slots: `plain` passes nil for them. A call
// that knows the callee all the same (known_call.c) calls the function itself.
//
// A slot that is needed in a loop is for several objects (escape_slot_in_pieces): then it is the address of
// an RtPieces, of which each takes a piece; nil is as good as one that is used up. A caller that has such a
// buffer for a callee with a slot for one object gives it a piece.
//
// In the checked mode a slot is not the memory but a record of the caller's frame, {frame, cell}: the owner,
// and the cell that was made last, which dies with the frame or when the next one is made.
#include "codegen/gen.h"
#include "escape/mutant.h"

enum { CHECKED_SLOT_SIZE = 16, CHECKED_CELL = 8 };

static int slot_count(const FuncGen *fg, const Func *func) {
    return escape_slot_count(fg->gen->escape, func);
}

static LLVMValueRef slot_param(const FuncGen *fg, int index) {
    unsigned first = LLVMCountParams(fg->function) - (unsigned)slot_count(fg, fg->func);
    return LLVMGetParam(fg->function, first + (unsigned)index);
}

static LLVMTypeRef signature_with_slots(Gen *gen, LLVMTypeRef plain, int slots) {
    unsigned count = LLVMCountParamTypes(plain);
    LLVMTypeRef *params = ARENA_NEW_N(gen->arena, LLVMTypeRef, count + (unsigned)slots + 1);
    LLVMGetParamTypes(plain, params);
    for (int i = 0; i < slots; i++) {
        params[count++] = gen->ptr;
    }
    return LLVMFunctionType(LLVMGetReturnType(plain), params, count, false);
}

LLVMTypeRef gen_slot_signature(Gen *gen, Func *func, LLVMTypeRef plain) {
    int slots = escape_slot_count(gen->escape, func);
    return slots ? signature_with_slots(gen, plain, slots) : plain;
}

static LLVMValueRef build_plain(Gen *gen, Func *func, LLVMValueRef function) {
    const char *name = arena_printf(gen->arena, "%s.plain", func->name);
    FuncGen *fg = gen_function_begin(gen, name, gen_func_signature(gen, func));
    unsigned given = LLVMCountParams(fg->function), count = LLVMCountParams(function);
    LLVMValueRef *args = ARENA_NEW_N(gen->arena, LLVMValueRef, count + 1);
    LLVMGetParams(fg->function, args);
    for (unsigned i = given; i < count; i++) {
        args[i] = gen_null(gen);
    }
    gen_recover_forward(fg, function);
    LLVMTypeRef type = LLVMGlobalGetValueType(function);
    LLVMValueRef result = LLVMBuildCall2(fg->builder, type, function, args, count, "");
    if (LLVMGetReturnType(type) == gen->void_type) {
        LLVMBuildRetVoid(fg->builder);
    } else {
        LLVMBuildRet(fg->builder, result);
    }
    gen_function_end(fg);
    return fg->function;
}

LLVMValueRef gen_func_plain(Gen *gen, Func *func) {
    FuncInfo *info = gen_func_info(gen, func);
    if (!info->plain) {
        bool slots = escape_slot_count(gen->escape, func) > 0;
        info->plain = slots ? build_plain(gen, func, info->function) : info->function;
    }
    return info->plain;
}

// ---- In the callee

static bool in_pieces(const FuncGen *fg, const Func *func, int slot) {
    return escape_slot_in_pieces(fg->gen->escape, func, slot);
}

static LLVMValueRef checked_object(FuncGen *fg, LLVMValueRef slot, int site, Type *elem, int64_t count) {
    LLVMValueRef last = gen_offset(fg, slot, CHECKED_CELL);
    LLVMValueRef frame = LLVMBuildLoad2(fg->builder, fg->gen->ptr, slot, "");
    if (in_pieces(fg, fg->func, gen_decision(fg, site)->slot - 1)) {
        return gen_checked_cell(fg, site, elem, count, frame, gen_null(fg->gen));
    }
    LLVMValueRef old = LLVMBuildLoad2(fg->builder, fg->gen->ptr, last, "");
    LLVMValueRef cell = gen_checked_cell(fg, site, elem, count, frame, old);
    LLVMBuildStore(fg->builder, cell, last);
    return cell;
}

static LLVMValueRef object_in_slot(FuncGen *fg, LLVMValueRef slot, int site, Type *elem, int64_t count) {
    if (fg->gen->options->checked) {
        return checked_object(fg, slot, site, elem, count);
    }
    LLVMValueRef size = gen_i64(fg->gen, type_size(elem) * count);
    if (!escape_mutant("slot-zero")) {
        LLVMBuildMemSet(fg->builder, slot, LLVMConstInt(fg->gen->i8, 0, false), size,
                        (unsigned)type_align(elem));
    }
    return slot;
}

// The pieces that slot parameter `index` has: none when it is nil.
static LLVMValueRef param_pieces(FuncGen *fg, int index) {
    LLVMValueRef slot = slot_param(fg, index);
    LLVMValueRef none = gen_alloca_bytes(fg, sizeof(RtPieces), "none");
    BuildPoint point = gen_enter_entry(fg);
    LLVMBuildMemSet(fg->builder, none, LLVMConstInt(fg->gen->i8, 0, false),
                    gen_i64(fg->gen, sizeof(RtPieces)), 8);
    LLVMValueRef is_nil = LLVMBuildIsNull(fg->builder, slot, "");
    LLVMValueRef pieces = LLVMBuildSelect(fg->builder, is_nil, none, slot, "pieces");
    gen_leave_entry(fg, point);
    return pieces;
}

LLVMValueRef gen_slot_pieces(FuncGen *fg, int site) {
    int slot = gen_decision(fg, site)->slot - 1;
    return in_pieces(fg, fg->func, slot) ? slot_param(fg, slot) : NULL;
}

SiteBuffer gen_slot_part(FuncGen *fg, int site, int64_t bytes) {
    int slot = gen_decision(fg, site)->slot - 1;
    return in_pieces(fg, fg->func, slot) ? gen_take_piece(fg, param_pieces(fg, slot), bytes)
                                         : gen_slot_buffer(fg, site);
}

// if (slot) { object in the slot } else { object on the heap }
LLVMValueRef gen_alloc_slot(FuncGen *fg, int site, Type *elem, int64_t count) {
    int index = gen_decision(fg, site)->slot - 1;
    if (in_pieces(fg, fg->func, index) && !fg->gen->options->checked) {
        return gen_new_piece(fg, slot_param(fg, index), elem, count);
    }
    LLVMValueRef slot = slot_param(fg, index);
    LLVMBasicBlockRef given = gen_block(fg, "slot.given"), nil = gen_block(fg, "slot.nil"),
                      done = gen_block(fg, "slot.done");
    LLVMBuildCondBr(fg->builder, LLVMBuildIsNull(fg->builder, slot, ""), nil, given);
    gen_enter(fg, given);
    LLVMValueRef in_slot = object_in_slot(fg, slot, site, elem, count);
    LLVMBuildBr(fg->builder, done);
    gen_enter(fg, nil);
    LLVMValueRef on_heap = gen_alloc_heap_array(fg, elem, count);
    LLVMBasicBlockRef heap_end = LLVMGetInsertBlock(fg->builder);
    LLVMBuildBr(fg->builder, done);
    return gen_join(fg, done, in_slot, given, on_heap, heap_end);
}

SiteBuffer gen_slot_buffer(FuncGen *fg, int site) {
    const Decision *decision = gen_decision(fg, site);
    if (in_pieces(fg, fg->func, decision->slot - 1)) {
        return gen_pieces_left(fg, param_pieces(fg, decision->slot - 1));
    }
    LLVMValueRef slot = slot_param(fg, decision->slot - 1), zero = gen_i64(fg->gen, 0);
    LLVMValueRef size = gen_i64(fg->gen, decision->object_size);
    BuildPoint point = gen_enter_entry(fg);
    LLVMValueRef is_nil = LLVMBuildIsNull(fg->builder, slot, "");
    LLVMValueRef room = LLVMBuildSelect(fg->builder, is_nil, zero, size, "room");
    gen_leave_entry(fg, point);
    return (SiteBuffer){slot, room, NULL};
}

// ---- In the caller

static LLVMValueRef checked_slot(FuncGen *fg) {
    Gen *gen = fg->gen;
    LLVMValueRef frame = gen_frame(fg);
    LLVMValueRef slot = gen_alloca_bytes(fg, CHECKED_SLOT_SIZE, "slot");
    BuildPoint point = gen_enter_entry(fg);
    LLVMBuildStore(fg->builder, frame, slot);
    LLVMBuildStore(fg->builder, gen_null(gen), gen_offset(fg, slot, CHECKED_CELL));
    gen_leave_entry(fg, point);
    return slot;
}

// For one object of the callee's, a piece of the buffer; nil when there is none, or it is used up.
static LLVMValueRef one_piece(FuncGen *fg, LLVMValueRef pieces, int64_t bytes) {
    LLVMValueRef nil = gen_null(fg->gen);
    LLVMBasicBlockRef before = LLVMGetInsertBlock(fg->builder), given = gen_block(fg, "piece.given"),
                      done = gen_block(fg, "piece.done");
    LLVMBuildCondBr(fg->builder, LLVMBuildIsNull(fg->builder, pieces, ""), done, given);
    gen_enter(fg, given);
    SiteBuffer part = gen_take_piece(fg, pieces, bytes);
    LLVMValueRef is_none = LLVMBuildIsNull(fg->builder, part.room, "");
    LLVMValueRef piece = LLVMBuildSelect(fg->builder, is_none, nil, part.memory, "");
    LLVMBuildBr(fg->builder, done);
    gen_enter(fg, done);
    LLVMValueRef phi = LLVMBuildPhi(fg->builder, fg->gen->ptr, "slot");
    LLVMAddIncoming(phi, (LLVMValueRef[]){nil, piece}, (LLVMBasicBlockRef[]){before, given}, 2);
    return phi;
}

// In the checked mode the record serves for several objects when it forgets the cell that was made last.
static LLVMValueRef forgetful(FuncGen *fg, LLVMValueRef slot) {
    LLVMValueRef unused = gen_alloca_bytes(fg, CHECKED_SLOT_SIZE, "unused");
    LLVMValueRef is_nil = LLVMBuildIsNull(fg->builder, slot, "");
    LLVMValueRef record = LLVMBuildSelect(fg->builder, is_nil, unused, slot, "");
    LLVMBuildStore(fg->builder, gen_null(fg->gen), gen_offset(fg, record, CHECKED_CELL));
    return slot;
}

static LLVMValueRef checked_argument(FuncGen *fg, const SlotArgument *arg) {
    switch (arg->source) {
    case SLOT_HEAP: break;
    case SLOT_FRAME: return checked_slot(fg);
    case SLOT_PIECES: return forgetful(fg, checked_slot(fg));
    case SLOT_PARAM: {
        LLVMValueRef slot = slot_param(fg, arg->param);
        return in_pieces(fg, fg->func, arg->param) ? forgetful(fg, slot) : slot;
    }
    }
    return gen_null(fg->gen);
}

// `several`: the callee takes pieces. `bytes`: of one object.
static LLVMValueRef argument(FuncGen *fg, const SlotArgument *arg, bool several, int64_t bytes) {
    if (fg->gen->options->checked) {
        return checked_argument(fg, arg);
    }
    switch (arg->source) {
    case SLOT_HEAP: break;
    case SLOT_FRAME:
        return several ? gen_argument_pieces(fg, arg) : gen_alloca_bytes(fg, (bytes + 7) / 8 * 8, "slot");
    case SLOT_PIECES: {
        LLVMValueRef pieces = gen_argument_pieces(fg, arg);
        return several ? pieces : one_piece(fg, pieces, bytes);
    }
    case SLOT_PARAM:
        return several || !in_pieces(fg, fg->func, arg->param)
                   ? slot_param(fg, arg->param)
                   : one_piece(fg, slot_param(fg, arg->param), bytes);
    }
    return gen_null(fg->gen);
}

void gen_call_slots(FuncGen *fg, const Func *callee, const SlotArgument *args, LLVMValueRef *slots) {
    int count = slot_count(fg, callee);
    for (int i = 0; i < count; i++) {
        int64_t bytes = gen_decision(fg, escape_slot_site(fg->gen->escape, callee, i))->object_size;
        slots[i] = args ? argument(fg, &args[i], in_pieces(fg, callee, i), bytes) : gen_null(fg->gen);
    }
}
