// minic run --allocs: a record for each site, which the program counts in (runtime/allocs.c).
#include "codegen/values.h"

static const char *said_of(Gen *gen, const Decision *decision) {
    if (decision->is_static) {
        return "nothing";
    }
    if (decision->sunk) {
        return "stack, heap where it escapes";
    }
    if (decision->slot) {
        return decision->placement == PLACE_STACK && decision->hybrid ? "buffer (the caller's)"
               : decision->placement == PLACE_STACK                   ? "stack (the caller's)"
                                                    : "stack of callers that have a place, else heap";
    }
    if (decision->placement == PLACE_HEAP) {
        return arena_printf(gen->arena, "heap (%s)", escape_rule_name(decision->rule));
    }
    return decision->hybrid ? "buffer" : decision->zerocopy ? "shared" : "stack";
}

static LLVMValueRef text_data(Gen *gen, const char *text) {
    return gen_string_data(gen, text, (int64_t)strlen(text) + 1);
}

// RtAllocSite of runtime/abi.h. Sites of the library have no position, and are not printed.
static LLVMValueRef record(Gen *gen, int site) {
    const Decision *decision = escape_site(gen->escape, site);
    Location at = source_locate(gen->program->session->sources, decision->pos);
    bool shown = at.file && !at.file->library && decision->kind != SITE_GO && decision->kind != SITE_DEFER;
    const char *position = shown ? source_place_text(gen->program->session->sources, decision->pos) : "";
    bool in_frame =
        decision->placement == PLACE_STACK && !decision->hybrid && !decision->zerocopy && !decision->sunk;
    LLVMValueRef zero = gen_i64(gen, 0);
    LLVMValueRef fields[] = {text_data(gen, position),
                             text_data(gen, decision->text),
                             text_data(gen, said_of(gen, decision)),
                             gen_i64(gen, in_frame),
                             zero,
                             zero,
                             zero,
                             zero};
    return LLVMConstStructInContext(gen->context, fields, sizeof fields / sizeof fields[0], false);
}

static LLVMValueRef table(Gen *gen) {
    LLVMValueRef found = LLVMGetNamedGlobal(gen->module, "minic_allocs");
    if (found) {
        return found;
    }
    int count = escape_site_count(gen->escape);
    LLVMValueRef *records = ARENA_NEW_N(gen->arena, LLVMValueRef, count + 1);
    for (int i = 0; i < count; i++) {
        records[i] = record(gen, i + 1);
    }
    if (count == 0) {
        return gen_null(gen);
    }
    LLVMValueRef value = LLVMConstArray2(LLVMTypeOf(records[0]), records, (uint64_t)count);
    LLVMValueRef global = LLVMAddGlobal(gen->module, LLVMTypeOf(value), "minic_allocs");
    LLVMSetInitializer(global, value);
    LLVMSetLinkage(global, LLVMInternalLinkage);
    return global;
}

static LLVMValueRef record_address(FuncGen *fg, int site) {
    return gen_offset(fg, table(fg->gen), (int64_t)(site - 1) * (int64_t)sizeof(RtAllocSite));
}

void gen_allocs_enter(FuncGen *fg, int site, int64_t bytes) {
    if (fg->gen->options->count_allocs && site > 0) {
        RT_CALL(fg, rt_allocs_enter, record_address(fg, site), gen_i64(fg->gen, bytes));
    }
}

void gen_allocs_move(FuncGen *fg, int site, int64_t bytes) {
    if (fg->gen->options->count_allocs) {
        RT_CALL(fg, rt_allocs_move, record_address(fg, site), gen_i64(fg->gen, bytes));
    }
}

void gen_allocs_leave(FuncGen *fg, int site) {
    if (fg->gen->options->count_allocs && site > 0) {
        gen_runtime_call(fg, ENTRY_rt_allocs_leave, NULL, 0);
    }
}

void gen_allocs_start(FuncGen *fg) {
    if (fg->gen->options->count_allocs) {
        RT_CALL(fg, rt_allocs_start, table(fg->gen), gen_i64(fg->gen, escape_site_count(fg->gen->escape)));
    }
}
