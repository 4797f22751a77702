// Result slots: a function may be given memory of its caller's frame for an object that it hands out (escape
// decides, graph_slot.c). Each slot is a hidden parameter after the others: an address, or nil for the heap.
// A function value or an itab has the code of a function without slots: `plain` passes nil for them. A call
// that knows the callee all the same (known_call.c) calls the function itself.
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

static LLVMValueRef checked_object(FuncGen *fg, LLVMValueRef slot, int site, Type *elem, int64_t count) {
    LLVMValueRef last = gen_offset(fg, slot, CHECKED_CELL);
    LLVMValueRef frame = LLVMBuildLoad2(fg->builder, fg->gen->ptr, slot, "");
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

// if (slot) { object in the slot } else { object on the heap }
LLVMValueRef gen_alloc_slot(FuncGen *fg, int site, Type *elem, int64_t count) {
    LLVMValueRef slot = slot_param(fg, gen_decision(fg, site)->slot - 1);
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
    gen_enter(fg, done);
    LLVMValueRef phi = LLVMBuildPhi(fg->builder, fg->gen->ptr, "object");
    LLVMAddIncoming(phi, (LLVMValueRef[]){in_slot, on_heap}, (LLVMBasicBlockRef[]){given, heap_end}, 2);
    return phi;
}

SiteBuffer gen_slot_buffer(FuncGen *fg, int site) {
    const Decision *decision = gen_decision(fg, site);
    LLVMValueRef slot = slot_param(fg, decision->slot - 1), zero = gen_i64(fg->gen, 0);
    LLVMValueRef size = gen_i64(fg->gen, decision->object_size);
    BuildPoint point = gen_enter_entry(fg);
    LLVMValueRef is_nil = LLVMBuildIsNull(fg->builder, slot, "");
    LLVMValueRef room = LLVMBuildSelect(fg->builder, is_nil, zero, size, "room");
    gen_leave_entry(fg, point);
    return (SiteBuffer){slot, room, NULL};
}

// ---- In the caller

static LLVMValueRef frame_slot(FuncGen *fg, int site) {
    Gen *gen = fg->gen;
    if (!gen->options->checked) {
        return gen_alloca_bytes(fg, (gen_decision(fg, site)->object_size + 7) / 8 * 8, "slot");
    }
    LLVMValueRef frame = gen_frame(fg);
    LLVMValueRef slot = gen_alloca_bytes(fg, CHECKED_SLOT_SIZE, "slot");
    BuildPoint point = gen_enter_entry(fg);
    LLVMBuildStore(fg->builder, frame, slot);
    LLVMBuildStore(fg->builder, gen_null(gen), gen_offset(fg, slot, CHECKED_CELL));
    gen_leave_entry(fg, point);
    return slot;
}

void gen_call_slots(FuncGen *fg, const Func *callee, const SlotArgument *args, LLVMValueRef *slots) {
    int count = slot_count(fg, callee);
    for (int i = 0; i < count; i++) {
        SlotSource source = args ? args[i].source : SLOT_HEAP;
        switch (source) {
        case SLOT_HEAP: slots[i] = gen_null(fg->gen); break;
        case SLOT_FRAME: slots[i] = frame_slot(fg, escape_slot_site(fg->gen->escape, callee, i)); break;
        case SLOT_PARAM: slots[i] = slot_param(fg, args[i].param); break;
        }
    }
}
