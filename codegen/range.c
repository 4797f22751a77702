// The range statement over integers, arrays, slices, strings, maps and channels. The range expression is
// evaluated once; a `:=` form declares fresh variables in every iteration.
#include "codegen/gen.h"

typedef struct {
    FuncGen *fg;
    Stmt *stmt;
    LLVMBasicBlockRef cond, body, post, done;
} RangeLoop;

static bool is_used(const Expr *target) {
    return target && !(target->kind == EXPR_IDENT && strcmp(target->ident.name->text, "_") == 0);
}

static void open_loop(RangeLoop *loop) {
    FuncGen *fg = loop->fg;
    loop->cond = gen_block(fg, "range.cond");
    loop->body = gen_block(fg, "range.body");
    loop->post = gen_block(fg, "range.next");
    loop->done = gen_block(fg, "range.done");
    LLVMBuildBr(fg->builder, loop->cond);
    gen_enter(fg, loop->cond);
}

// Builds the body, and leaves the builder in the block that advances.
static void build_body(RangeLoop *loop) {
    FuncGen *fg = loop->fg;
    BranchTarget target = {loop->stmt, loop->done, loop->post, fg->targets};
    fg->targets = &target;
    gen_pieces_restart(fg, loop->stmt);
    gen_stmt(fg, loop->stmt->range.body);
    fg->targets = target.outer;
    gen_branch(fg, loop->post);
    gen_enter(fg, loop->post);
}

static void close_loop(RangeLoop *loop) {
    LLVMBuildBr(loop->fg->builder, loop->cond);
    gen_enter(loop->fg, loop->done);
}

// Gives the iteration variable, or the assigned operand, this iteration's value.
static void bind_target(RangeLoop *loop, Expr *target, Expr *convert, Value value) {
    FuncGen *fg = loop->fg;
    if (!is_used(target)) {
        return;
    }
    if (loop->stmt->range.define) {
        gen_declare(fg, ast_unparen(target)->ident.object, value);
    } else {
        gen_store_to(fg, target, convert ? gen_convert_value(fg, convert, value) : value);
    }
}

// Both at once: as in any assignment, the operands on the left come first.
static void bind_targets(RangeLoop *loop, Value key, Value value) {
    FuncGen *fg = loop->fg;
    Stmt *stmt = loop->stmt;
    int memos = fg->memos.len;
    if (!stmt->range.define && is_used(stmt->range.key) && is_used(stmt->range.value)) {
        gen_freeze_operands(fg, stmt->range.key);
        gen_freeze_operands(fg, stmt->range.value);
    }
    bind_target(loop, stmt->range.key, stmt->range.key_convert, key);
    bind_target(loop, stmt->range.value, stmt->range.value_convert, value);
    fg->memos.len = memos;
}

static Type *int_type(FuncGen *fg) {
    return type_basic(fg->gen->program->types, TYPE_INT);
}

// The hidden index: a slot that promotion to registers removes.
static LLVMValueRef new_index(FuncGen *fg, LLVMTypeRef type) {
    LLVMValueRef slot = gen_alloca_llvm(fg, type, "index");
    LLVMBuildStore(fg->builder, LLVMConstNull(type), slot);
    return slot;
}

// index < limit held, so the sum does not wrap.
static void advance(FuncGen *fg, LLVMValueRef slot, LLVMTypeRef type) {
    LLVMValueRef index = LLVMBuildLoad2(fg->builder, type, slot, "");
    LLVMValueRef next = LLVMBuildAdd(fg->builder, index, LLVMConstInt(type, 1, false), "");
    LLVMBuildStore(fg->builder, next, slot);
}

static LLVMValueRef test_index(RangeLoop *loop, LLVMValueRef slot, LLVMTypeRef type, LLVMValueRef limit,
                               bool is_unsigned) {
    FuncGen *fg = loop->fg;
    LLVMValueRef index = LLVMBuildLoad2(fg->builder, type, slot, "");
    LLVMValueRef more = LLVMBuildICmp(fg->builder, is_unsigned ? LLVMIntULT : LLVMIntSLT, index, limit, "");
    LLVMBuildCondBr(fg->builder, more, loop->body, loop->done);
    gen_enter(fg, loop->body);
    return index;
}

static void range_int(RangeLoop *loop) {
    FuncGen *fg = loop->fg;
    Value limit = gen_expr(fg, loop->stmt->range.x);
    LLVMTypeRef type = LLVMTypeOf(limit.llvm);
    LLVMValueRef slot = new_index(fg, type);
    open_loop(loop);
    LLVMValueRef index = test_index(loop, slot, type, limit.llvm, type_is_unsigned(limit.type));
    bind_targets(loop, gen_value(index, limit.type), (Value){0});
    build_body(loop);
    advance(fg, slot, type);
    close_loop(loop);
}

// Elements lie at `base` (not used when only the index is).
static void range_elements(RangeLoop *loop, LLVMValueRef base, LLVMValueRef len, Type *elem) {
    FuncGen *fg = loop->fg;
    LLVMTypeRef type = fg->gen->i64;
    LLVMValueRef slot = new_index(fg, type);
    open_loop(loop);
    LLVMValueRef index = test_index(loop, slot, type, len, false);
    Value value = {0};
    if (is_used(loop->stmt->range.value)) {
        gen_checked_access(fg, base);
        value = gen_load_stable(fg, (Place){gen_element(fg, base, elem, index), elem, false});
    }
    bind_targets(loop, gen_value(index, int_type(fg)), value);
    build_body(loop);
    advance(fg, slot, type);
    close_loop(loop);
}

static void range_array(RangeLoop *loop) {
    FuncGen *fg = loop->fg;
    Expr *x = loop->stmt->range.x;
    Type *array = type_underlying(x->type);
    LLVMValueRef len = gen_i64(fg->gen, array->array.len);
    if (!is_used(loop->stmt->range.value)) { // only the length matters, and what else happens
        if (gen_has_call(x)) {
            gen_expr_view(fg, x);
        }
        range_elements(loop, NULL, len, array->array.elem);
        return;
    }
    LLVMValueRef copy = gen_spill(fg, gen_expr(fg, x));
    range_elements(loop, copy, len, array->array.elem);
}

static void range_array_pointer(RangeLoop *loop) {
    FuncGen *fg = loop->fg;
    Value pointer = gen_expr(fg, loop->stmt->range.x);
    Type *array = type_underlying(type_underlying(pointer.type)->pointer.elem);
    if (is_used(loop->stmt->range.value) && array->array.len > 0) {
        gen_nil_check(fg, pointer.llvm);
    }
    range_elements(loop, pointer.llvm, gen_i64(fg->gen, array->array.len), array->array.elem);
}

static void range_slice(RangeLoop *loop) {
    FuncGen *fg = loop->fg;
    Value slice = gen_expr(fg, loop->stmt->range.x);
    LLVMValueRef base = gen_extract(fg, slice.llvm, 0), len = gen_extract(fg, slice.llvm, 1);
    range_elements(loop, base, len, type_underlying(slice.type)->slice.elem);
}

// An ASCII byte is its own rune; anything else is decoded by the runtime.
static LLVMValueRef decode_rune(FuncGen *fg, LLVMValueRef text, LLVMValueRef index, LLVMValueRef next) {
    Gen *gen = fg->gen;
    LLVMValueRef base = gen_extract(fg, text, 0), len = gen_extract(fg, text, 1);
    LLVMValueRef rune = gen_alloca_llvm(fg, gen->i32, "rune");
    LLVMBasicBlockRef ascii = gen_block(fg, "ascii"), wide = gen_block(fg, "wide"),
                      done = gen_block(fg, "decoded");
    LLVMValueRef at = LLVMBuildInBoundsGEP2(fg->builder, gen->i8, base, &index, 1, "");
    LLVMValueRef byte = gen_load_scalar(fg, gen->i8, at, TBAA_INT8);
    LLVMValueRef is_ascii =
        LLVMBuildICmp(fg->builder, LLVMIntULT, byte, LLVMConstInt(gen->i8, 0x80, false), "");
    LLVMBuildCondBr(fg->builder, is_ascii, ascii, wide);
    gen_enter(fg, ascii);
    LLVMBuildStore(fg->builder, LLVMBuildZExt(fg->builder, byte, gen->i32, ""), rune);
    LLVMBuildStore(fg->builder, LLVMBuildAdd(fg->builder, index, gen_i64(gen, 1), ""), next);
    LLVMBuildBr(fg->builder, done);
    gen_enter(fg, wide);
    LLVMBuildStore(fg->builder, RT_CALL(fg, rt_string_decode, rune, base, len, index), next);
    LLVMBuildBr(fg->builder, done);
    gen_enter(fg, done);
    return LLVMBuildLoad2(fg->builder, gen->i32, rune, "");
}

static void range_string(RangeLoop *loop) {
    FuncGen *fg = loop->fg;
    Gen *gen = fg->gen;
    Value text = gen_expr(fg, loop->stmt->range.x);
    LLVMValueRef slot = new_index(fg, gen->i64), next = gen_alloca_llvm(fg, gen->i64, "next");
    open_loop(loop);
    LLVMValueRef index = test_index(loop, slot, gen->i64, gen_extract(fg, text.llvm, 1), false);
    LLVMValueRef rune = decode_rune(fg, text.llvm, index, next);
    bind_targets(loop, gen_value(index, int_type(fg)),
                 gen_value(rune, type_basic(gen->program->types, TYPE_INT32)));
    build_body(loop);
    LLVMBuildStore(fg->builder, LLVMBuildLoad2(fg->builder, gen->i64, next, ""), slot);
    close_loop(loop);
}

static void range_map(RangeLoop *loop) {
    FuncGen *fg = loop->fg;
    Gen *gen = fg->gen;
    Value map = gen_expr(fg, loop->stmt->range.x);
    Type *type = type_underlying(map.type);
    LLVMValueRef iter = gen_alloca_bytes(fg, RT_MAP_ITER_SIZE, "iter");
    RT_CALL(fg, rt_map_iter_init, iter, gen_type_descriptor(gen, map.type), map.llvm);
    open_loop(loop);
    LLVMValueRef key = LLVMBuildLoad2(fg->builder, gen->ptr, iter, "");
    LLVMValueRef at_end = LLVMBuildIsNull(fg->builder, key, "");
    LLVMBuildCondBr(fg->builder, at_end, loop->done, loop->body);
    gen_enter(fg, loop->body);
    Value key_value = {0}, value = {0};
    if (is_used(loop->stmt->range.key)) {
        key_value = gen_load_stable(fg, (Place){key, type->map.key, false});
    }
    if (is_used(loop->stmt->range.value)) {
        LLVMValueRef at = LLVMBuildLoad2(fg->builder, gen->ptr, gen_offset(fg, iter, 8), "");
        value = gen_load_stable(fg, (Place){at, type->map.value, false});
    }
    bind_targets(loop, key_value, value);
    build_body(loop);
    RT_CALL(fg, rt_map_iter_next, iter);
    close_loop(loop);
}

static void range_chan(RangeLoop *loop) {
    FuncGen *fg = loop->fg;
    Expr *x = loop->stmt->range.x;
    LLVMValueRef chan = gen_expr(fg, x).llvm;
    bool wanted = is_used(loop->stmt->range.key);
    Place slot = gen_element_slot(fg, x);
    open_loop(loop);
    LLVMValueRef ok = RT_CALL(fg, rt_chan_recv, chan, wanted ? slot.address : gen_null(fg->gen));
    LLVMBuildCondBr(fg->builder, ok, loop->body, loop->done);
    gen_enter(fg, loop->body);
    bind_targets(loop, wanted ? gen_load(fg, slot) : (Value){0}, (Value){0});
    build_body(loop);
    close_loop(loop);
}

void gen_range(FuncGen *fg, Stmt *stmt) {
    RangeLoop loop = {.fg = fg, .stmt = stmt};
    switch (stmt->range.kind) {
    case RANGE_INT: range_int(&loop); break;
    case RANGE_ARRAY: range_array(&loop); break;
    case RANGE_ARRAY_POINTER: range_array_pointer(&loop); break;
    case RANGE_SLICE: range_slice(&loop); break;
    case RANGE_STRING: range_string(&loop); break;
    case RANGE_MAP: range_map(&loop); break;
    case RANGE_CHAN: range_chan(&loop); break;
    case RANGE_FUNC: // a call by now
    case RANGE_UNRESOLVED: break;
    }
}
