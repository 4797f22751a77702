// Maps: element access, literals and make. The table itself is the runtime's; keys and elements pass by
// address.
//
// A map whose site stays in the frame starts as a header and RT_MAP_SMALL entries there; the runtime moves
// the entries to the heap when more come. The header stays.
#include "codegen/values.h"

enum {
    FRAME_LIMIT = 1 << 16, // bytes of a map in the frame
    MANY_ENTRIES = 26      // of a literal, as in Go
};

// The address of the element, NULL when there is none.
static LLVMValueRef find(FuncGen *fg, Type *type, LLVMValueRef map, Value key) {
    return RT_CALL(fg, rt_map_find, gen_type_descriptor(fg->gen, type), map, gen_spill(fg, key));
}

// The element where it is, or a zero value; *found is an i1.
static Value element_or_zero(FuncGen *fg, Type *elem, LLVMValueRef address, LLVMValueRef *found) {
    Gen *gen = fg->gen;
    *found = LLVMBuildIsNotNull(fg->builder, address, "found");
    LLVMValueRef zero =
        gen_constant_global(gen, LLVMConstNull(llvm_type(gen, elem)), type_align(elem), "zero");
    LLVMValueRef from = LLVMBuildSelect(fg->builder, *found, address, zero, "");
    return gen_load(fg, (Place){from, elem, false});
}

static LLVMValueRef operands_of(FuncGen *fg, Expr *index, Value *key) {
    Expr *operands[] = {index->index.x, index->index.indices.items[0]};
    int mark = gen_order_begin(fg, operands, 2);
    LLVMValueRef map = gen_expr(fg, operands[0]).llvm;
    *key = gen_expr(fg, operands[1]);
    gen_order_end(fg, mark);
    return map;
}

static Value lookup(FuncGen *fg, Expr *index, LLVMValueRef *found) {
    Type *type = index->index.x->type;
    Value key;
    LLVMValueRef map = operands_of(fg, index, &key);
    LLVMValueRef address = find(fg, type, map, key);
    return element_or_zero(fg, type_underlying(type)->map.value, address, found);
}

Value gen_map_index(FuncGen *fg, Expr *index) {
    LLVMValueRef found;
    return lookup(fg, index, &found);
}

void gen_map_index_ok(FuncGen *fg, Expr *index, Value *items) {
    LLVMValueRef found;
    Value element = lookup(fg, index, &found);
    items[0] = element;
    if (gen_is_big(element.type)) {
        items[0] = gen_load_stable(fg, (Place){element.llvm, element.type, false});
    }
    items[1] = gen_value(found, index->type->tuple.items[1]);
}

Place gen_map_assign(FuncGen *fg, Type *map_type, LLVMValueRef map, Value key) {
    LLVMValueRef descriptor = gen_type_descriptor(fg->gen, map_type);
    LLVMValueRef address = RT_CALL(fg, rt_map_assign, descriptor, map, gen_spill(fg, key));
    return (Place){address, type_underlying(map_type)->map.value, false};
}

// ---- New maps

// Header and RT_MAP_SMALL entries.
static int64_t frame_bytes(Gen *gen, const Type *map) {
    return RT_MAP_HEADER_SIZE + RT_MAP_SMALL * type_size(gen_map_entry(gen, map));
}

// Where a small map may lie: in this frame, or where the caller says.
static SiteBuffer map_memory(FuncGen *fg, const Type *map, int site) {
    const Decision *decision = gen_decision(fg, site);
    SiteBuffer none = {gen_null(fg->gen), gen_i64(fg->gen, 0), NULL};
    int64_t bytes = frame_bytes(fg->gen, map);
    if (!decision || fg->gen->options->checked) {
        return none;
    }
    if (decision->slot) {
        bool given = decision->func == fg->func && bytes <= decision->object_size;
        return given ? gen_slot_part(fg, site, bytes) : none;
    }
    if (decision->placement != PLACE_STACK || bytes > FRAME_LIMIT) {
        return none;
    }
    if (decision->pieces) {
        return gen_pieces_part(fg, site, bytes);
    }
    return (SiteBuffer){gen_alloca_bytes(fg, bytes, "map"), gen_i64(fg->gen, bytes), NULL};
}

static LLVMValueRef alloc_map(FuncGen *fg, Type *type, int site, LLVMValueRef hint) {
    Gen *gen = fg->gen;
    LLVMValueRef descriptor = gen_type_descriptor(gen, type);
    bool large = LLVMIsAConstantInt(hint) && LLVMConstIntGetSExtValue(hint) > RT_MAP_SMALL;
    SiteBuffer buffer = {gen_null(gen), gen_i64(gen, 0), NULL};
    if (!large) {
        buffer = map_memory(fg, type_underlying(type), site);
    }
    LLVMValueRef is_small = LLVMBuildICmp(fg->builder, LLVMIntSLE, hint, gen_i64(gen, RT_MAP_SMALL), "");
    LLVMValueRef is_there = LLVMBuildIsNotNull(fg->builder, buffer.room, "");
    LLVMValueRef fits = LLVMBuildAnd(fg->builder, is_small, is_there, "");
    if (LLVMIsAConstantInt(fits)) {
        return LLVMIsNull(fits) ? RT_CALL(fg, rt_map_new, descriptor, hint)
                                : RT_CALL(fg, rt_map_init, buffer.memory, descriptor);
    }
    LLVMBasicBlockRef frame = gen_block(fg, "map.frame"), heap = gen_block(fg, "map.heap"),
                      done = gen_block(fg, "map");
    LLVMBuildCondBr(fg->builder, fits, frame, heap);
    gen_enter(fg, frame);
    LLVMValueRef in_frame = RT_CALL(fg, rt_map_init, buffer.memory, descriptor);
    LLVMBuildBr(fg->builder, done);
    gen_enter(fg, heap);
    LLVMValueRef on_heap = RT_CALL(fg, rt_map_new, descriptor, hint);
    LLVMBuildBr(fg->builder, done);
    return gen_join(fg, done, in_frame, frame, on_heap, heap);
}

static LLVMValueRef new_map(FuncGen *fg, Type *type, int site, LLVMValueRef hint) {
    gen_allocs_enter(fg, site, 0);
    LLVMValueRef map = alloc_map(fg, type, site, hint);
    gen_allocs_leave(fg, site);
    return map;
}

// The hint's range is not checked: a negative or huge one means none, as in Go.
Value gen_make_map(FuncGen *fg, Expr *call) {
    LLVMValueRef hint = gen_i64(fg->gen, 0);
    if (call->call.args.len > 1) {
        hint = gen_to_i64(fg, gen_expr(fg, call->call.args.items[1]));
    }
    return gen_value(new_map(fg, call->type, call->site, hint), call->type);
}

// ---- Literals

static void assign_entry(FuncGen *fg, Type *type, LLVMValueRef map, const Expr *entry) {
    Expr *operands[] = {entry->key_value.key, entry->key_value.value};
    int mark = gen_order_begin(fg, operands, 2);
    Value key = gen_expr(fg, operands[0]), value = gen_expr(fg, operands[1]);
    gen_order_end(fg, mark);
    gen_store(fg, gen_map_assign(fg, type, map, key), value);
}

LLVMTypeRef gen_map_pair(Gen *gen, const Type *type) {
    LLVMTypeRef parts[] = {llvm_type(gen, type->map.key), llvm_type(gen, type->map.value)};
    return LLVMStructTypeInContext(gen->context, parts, 2, false);
}

// map[data[i].key] = data[i].value for all i
static void assign_all(FuncGen *fg, Type *type, LLVMValueRef map, LLVMValueRef data, int count) {
    Gen *gen = fg->gen;
    const Type *shape = type_underlying(type);
    LLVMTypeRef entry = gen_map_pair(gen, shape);
    LLVMBasicBlockRef from = LLVMGetInsertBlock(fg->builder), loop = gen_block(fg, "entries"),
                      done = gen_block(fg, "entries.done");
    LLVMBuildBr(fg->builder, loop);
    gen_enter(fg, loop);
    LLVMValueRef i = LLVMBuildPhi(fg->builder, gen->i64, "i");
    LLVMValueRef at = LLVMBuildInBoundsGEP2(fg->builder, entry, data, &i, 1, "");
    Place key = {LLVMBuildStructGEP2(fg->builder, entry, at, 0, ""), shape->map.key, false};
    Place value = {LLVMBuildStructGEP2(fg->builder, entry, at, 1, ""), shape->map.value, false};
    gen_store(fg, gen_map_assign(fg, type, map, gen_load(fg, key)), gen_load(fg, value));
    LLVMValueRef next = LLVMBuildAdd(fg->builder, i, gen_i64(gen, 1), "");
    LLVMAddIncoming(i, (LLVMValueRef[]){gen_i64(gen, 0), next},
                    (LLVMBasicBlockRef[]){from, LLVMGetInsertBlock(fg->builder)}, 2);
    LLVMBuildCondBr(fg->builder, LLVMBuildICmp(fg->builder, LLVMIntSLT, next, gen_i64(gen, count), ""), loop,
                    done);
    gen_enter(fg, done);
}

// Many entries of constants are data, assigned in a loop before the others, as in Go. Returns those that are
// left.
static ExprList assign_constants(FuncGen *fg, Type *type, LLVMValueRef map, const ExprList *entries) {
    Gen *gen = fg->gen;
    LLVMValueRef *items = ARENA_NEW_N(gen->arena, LLVMValueRef, entries->len + 1);
    ExprList others = {0};
    int count = 0;
    for (int i = 0; i < entries->len; i++) {
        Expr *entry = entries->items[i];
        LLVMValueRef parts[] = {gen_static(gen, entry->key_value.key),
                                gen_static(gen, entry->key_value.value)};
        if (parts[0] && parts[1]) {
            items[count++] = LLVMConstStructInContext(gen->context, parts, 2, false);
        } else {
            VEC_PUSH(gen->arena, &others, entry);
        }
    }
    if (count < MANY_ENTRIES) {
        return *entries;
    }
    LLVMValueRef array = LLVMConstArray2(LLVMTypeOf(items[0]), items, (uint64_t)count);
    assign_all(fg, type, map, gen_constant_global(gen, array, 16, "entries"), count);
    return others;
}

Value gen_map_literal(FuncGen *fg, Expr *literal, Type *type, int site) {
    ExprList entries = literal->composite.elems;
    LLVMValueRef map = new_map(fg, type, site, gen_i64(fg->gen, entries.len));
    if (entries.len >= MANY_ENTRIES) {
        entries = assign_constants(fg, type, map, &entries);
    }
    for (int i = 0; i < entries.len; i++) {
        assign_entry(fg, type, map, entries.items[i]);
    }
    return gen_value(map, type);
}

Value gen_map_of(FuncGen *fg, const Expr *literal, LLVMValueRef entries) {
    int count = literal->composite.elems.len;
    LLVMValueRef map = new_map(fg, literal->type, literal->site, gen_i64(fg->gen, count));
    if (count > 0) {
        assign_all(fg, literal->type, map, entries, count);
    }
    return gen_value(map, literal->type);
}
