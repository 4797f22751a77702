// Loads and stores of Go values: leaf by leaf for small ones, memcpy for big ones, and the write barrier.
//
// A leaf is one LLVM scalar. Going leaf by leaf keeps every access tagged, and lets LLVM take aggregates
// apart. The barrier (snapshot at the beginning): while the collector marks, the pointer about to be
// overwritten is shaded.
#include "codegen/gen.h"

// The loads and stores of packages sync and sync/atomic order those of the program. One thread runs all
// goroutines, so the machine does nothing special; but a goroutine may yield in between, and LLVM must not
// move others across them.
static void set_ordering(FuncGen *fg, LLVMValueRef access, LLVMTypeRef type, LLVMAtomicOrdering ordering) {
    bool whole = type == fg->gen->ptr ||
                 (LLVMGetTypeKind(type) == LLVMIntegerTypeKind && LLVMGetIntTypeWidth(type) >= 8);
    if (whole && fg->func && fg->func->package->library && strncmp(fg->func->package->path, "sync", 4) == 0) {
        LLVMSetOrdering(access, ordering);
    }
}

LLVMValueRef gen_load_scalar(FuncGen *fg, LLVMTypeRef type, LLVMValueRef address, Tbaa tag) {
    LLVMValueRef load = LLVMBuildLoad2(fg->builder, type, address, "");
    LLVMSetMetadata(load, fg->gen->md_tbaa, fg->gen->tbaa_tags[tag]);
    if (tag == TBAA_LENGTH) {
        LLVMSetMetadata(load, fg->gen->md_range, fg->gen->range_length);
    }
    set_ordering(fg, load, type, LLVMAtomicOrderingAcquire);
    return load;
}

void gen_store_scalar(FuncGen *fg, LLVMValueRef value, LLVMValueRef address, Tbaa tag) {
    LLVMValueRef store = LLVMBuildStore(fg->builder, value, address);
    LLVMSetMetadata(store, fg->gen->md_tbaa, fg->gen->tbaa_tags[tag]);
    set_ordering(fg, store, LLVMTypeOf(value), LLVMAtomicOrderingRelease);
}

// The scalars of a type that is not itself one scalar: strings, slices, interfaces, complex numbers.
typedef struct {
    int count; // 0: one scalar
    Tbaa tags[3];
    LLVMTypeRef types[3];
} Parts;

static Parts parts_of(Gen *gen, const Type *type) {
    if (type_is_string(type)) {
        return (Parts){2, {TBAA_DATA, TBAA_LENGTH}, {gen->ptr, gen->i64}};
    }
    if (type->kind == TYPE_SLICE) {
        return (Parts){3, {TBAA_DATA, TBAA_LENGTH, TBAA_LENGTH}, {gen->ptr, gen->i64, gen->i64}};
    }
    if (type->kind == TYPE_INTERFACE) {
        return (Parts){2, {TBAA_POINTER, TBAA_POINTER}, {gen->ptr, gen->ptr}};
    }
    if (type->kind == TYPE_COMPLEX64) {
        return (Parts){2, {TBAA_FLOAT32, TBAA_FLOAT32}, {gen->f32, gen->f32}};
    }
    if (type->kind == TYPE_COMPLEX128) {
        return (Parts){2, {TBAA_FLOAT64, TBAA_FLOAT64}, {gen->f64, gen->f64}};
    }
    return (Parts){0};
}

static int64_t part_size(Type *type, const Parts *parts) {
    return type_size(type) / parts->count;
}

static LLVMValueRef load_leaves(FuncGen *fg, Type *type, LLVMValueRef address) {
    Gen *gen = fg->gen;
    Type *shape = type_underlying(type);
    LLVMValueRef value = LLVMGetPoison(llvm_type(gen, type));
    if (shape->kind == TYPE_STRUCT) {
        for (int i = 0; i < shape->struct_.count; i++) {
            Field *field = &shape->struct_.fields[i];
            LLVMValueRef leaf = load_leaves(fg, field->type, gen_offset(fg, address, field->offset));
            value = gen_insert(fg, value, leaf, (unsigned)i);
        }
        return value;
    }
    if (shape->kind == TYPE_ARRAY) {
        return shape->array.len == 0 ? value
                                     : gen_insert(fg, value, load_leaves(fg, shape->array.elem, address), 0);
    }
    Parts parts = parts_of(gen, shape);
    if (parts.count == 0) {
        return gen_load_scalar(fg, llvm_type(gen, type), address, gen_tbaa_of(type));
    }
    for (int i = 0; i < parts.count; i++) {
        LLVMValueRef at = gen_offset(fg, address, i * part_size(shape, &parts));
        LLVMValueRef leaf = gen_load_scalar(fg, parts.types[i], at, parts.tags[i]);
        value = gen_insert(fg, value, leaf, (unsigned)i);
    }
    return value;
}

static void store_leaves(FuncGen *fg, Type *type, LLVMValueRef value, LLVMValueRef address) {
    Type *shape = type_underlying(type);
    if (shape->kind == TYPE_STRUCT) {
        for (int i = 0; i < shape->struct_.count; i++) {
            Field *field = &shape->struct_.fields[i];
            store_leaves(fg, field->type, gen_extract(fg, value, (unsigned)i),
                         gen_offset(fg, address, field->offset));
        }
        return;
    }
    if (shape->kind == TYPE_ARRAY) {
        if (shape->array.len > 0) {
            store_leaves(fg, shape->array.elem, gen_extract(fg, value, 0), address);
        }
        return;
    }
    Parts parts = parts_of(fg->gen, shape);
    if (parts.count == 0) {
        gen_store_scalar(fg, value, address, gen_tbaa_of(type));
    }
    for (int i = 0; i < parts.count; i++) {
        LLVMValueRef at = gen_offset(fg, address, i * part_size(shape, &parts));
        gen_store_scalar(fg, gen_extract(fg, value, (unsigned)i), at, parts.tags[i]);
    }
}

Value gen_load(FuncGen *fg, Place place) {
    if (gen_is_big(place.type)) {
        return gen_value(place.address, place.type);
    }
    return gen_value(load_leaves(fg, place.type, place.address), place.type);
}

Value gen_load_stable(FuncGen *fg, Place place) {
    if (!gen_is_big(place.type)) {
        return gen_load(fg, place);
    }
    LLVMValueRef copy = gen_alloca(fg, place.type, "copy");
    gen_copy(fg, copy, place.address, place.type);
    return gen_value(copy, place.type);
}

static unsigned align_of(const Type *type) {
    return (unsigned)type_align(type);
}

void gen_copy(FuncGen *fg, LLVMValueRef to, LLVMValueRef from, Type *type) {
    LLVMValueRef size = gen_i64(fg->gen, type_size(type));
    LLVMBuildMemMove(fg->builder, to, align_of(type), from, align_of(type), size);
}

void gen_init(FuncGen *fg, LLVMValueRef address, Value value) {
    if (gen_is_big(value.type)) {
        gen_copy(fg, address, value.llvm, value.type);
    } else {
        store_leaves(fg, value.type, value.llvm, address);
    }
}

// Shades every pointer now stored in the memory of a small type.
static void shade_leaves(FuncGen *fg, Type *type, LLVMValueRef address) {
    Type *shape = type_underlying(type);
    if (!type_has_pointers(shape)) {
        return;
    }
    if (shape->kind == TYPE_STRUCT) {
        for (int i = 0; i < shape->struct_.count; i++) {
            Field *field = &shape->struct_.fields[i];
            shade_leaves(fg, field->type, gen_offset(fg, address, field->offset));
        }
    } else if (shape->kind == TYPE_ARRAY) {
        shade_leaves(fg, shape->array.elem, address);
    } else {
        bool is_interface = shape->kind == TYPE_INTERFACE; // its first word is a constant table
        bool is_header = type_is_string(shape) || shape->kind == TYPE_SLICE;
        LLVMValueRef at = is_interface ? gen_offset(fg, address, 8) : address;
        RT_CALL(fg, rt_shade, gen_load_scalar(fg, fg->gen->ptr, at, is_header ? TBAA_DATA : TBAA_POINTER));
    }
}

void gen_store(FuncGen *fg, Place place, Value value) {
    if (place.on_stack || !type_has_pointers(place.type)) {
        gen_init(fg, place.address, value);
        return;
    }
    Gen *gen = fg->gen;
    bool big = gen_is_big(place.type);
    LLVMBasicBlockRef marking = gen_block(fg, "marking"), store = gen_block(fg, "store");
    LLVMBasicBlockRef done = big ? gen_block(fg, "stored") : store;
    LLVMValueRef flag = gen_load_scalar(fg, gen->i8, gen->gc_state, TBAA_RUNTIME);
    LLVMValueRef is_marking =
        LLVMBuildICmp(fg->builder, LLVMIntNE, flag, LLVMConstInt(gen->i8, 0, false), "");
    LLVMValueRef branch = LLVMBuildCondBr(fg->builder, is_marking, marking, store);
    LLVMSetMetadata(branch, gen->md_prof, gen->unlikely);
    gen_enter(fg, marking);
    if (big) {
        RT_CALL(fg, rt_typed_move, gen_type_descriptor(gen, place.type), place.address, value.llvm);
    } else {
        shade_leaves(fg, place.type, place.address);
    }
    LLVMBuildBr(fg->builder, done);
    gen_enter(fg, store);
    gen_init(fg, place.address, value);
    if (big) {
        LLVMBuildBr(fg->builder, done);
        gen_enter(fg, done);
    }
}

void gen_zero_memory(FuncGen *fg, LLVMValueRef address, Type *type) {
    if (gen_is_big(type)) {
        LLVMValueRef zero = LLVMConstInt(fg->gen->i8, 0, false);
        LLVMBuildMemSet(fg->builder, address, zero, gen_i64(fg->gen, type_size(type)), align_of(type));
    } else {
        store_leaves(fg, type, gen_zero_constant(fg->gen, type), address);
    }
}

LLVMValueRef gen_zero_constant(Gen *gen, Type *type) {
    return LLVMConstNull(llvm_type(gen, type));
}

Value gen_zero(FuncGen *fg, Type *type) {
    if (!gen_is_big(type)) {
        return gen_value(gen_zero_constant(fg->gen, type), type);
    }
    LLVMValueRef memory = gen_alloca(fg, type, "zero");
    gen_zero_memory(fg, memory, type);
    return gen_value(memory, type);
}

LLVMValueRef gen_spill(FuncGen *fg, Value value) {
    if (gen_is_big(value.type)) {
        return value.llvm;
    }
    LLVMValueRef slot = gen_alloca(fg, value.type, "spill");
    gen_init(fg, slot, value);
    return slot;
}
