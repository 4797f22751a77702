// LLVM types of Go's types, with Go's layout, and the tags that tell LLVM what cannot alias.
//
// LLVM's natural layout on this target is Go's, except that Go pads a struct whose last field has size zero
// (a pointer to it must not point past the object); that padding is an extra byte array.
#include "codegen/gen.h"

enum { SMALL_VALUE_BYTES = 32 };

TypeInfo *gen_type_info(Gen *gen, Type *type) {
    while (type->id >= gen->type_cap) {
        int old = gen->type_cap;
        gen->types = vec_grow(gen->arena, gen->types, &gen->type_cap, sizeof *gen->types);
        memset(gen->types + old, 0, sizeof *gen->types * (size_t)(gen->type_cap - old));
    }
    if (!gen->types[type->id]) {
        gen->types[type->id] = ARENA_NEW(gen->arena, TypeInfo);
    }
    return gen->types[type->id];
}

// Is there an array of more than one element in the value itself?
static bool holds_array(const Type *type) {
    type = type_underlying(type);
    if (type->kind == TYPE_ARRAY) {
        return type->array.len > 1 || holds_array(type->array.elem);
    }
    if (type->kind == TYPE_STRUCT) {
        for (int i = 0; i < type->struct_.count; i++) {
            if (holds_array(type->struct_.fields[i].type)) {
                return true;
            }
        }
    }
    return false;
}

bool gen_is_big(const Type *type) {
    return type_size(type) > SMALL_VALUE_BYTES || holds_array(type);
}

bool gen_tuple_is_big(Type *const *types, int count) {
    int64_t size = 0;
    for (int i = 0; i < count; i++) {
        if (gen_is_big(types[i])) {
            return true;
        }
        size += type_size(types[i]);
    }
    return size > SMALL_VALUE_BYTES;
}

static LLVMTypeRef struct_type(Gen *gen, Type *type) {
    int count = type->struct_.count;
    LLVMTypeRef *fields = ARENA_NEW_N(gen->arena, LLVMTypeRef, count + 1);
    int64_t end = 0;
    for (int i = 0; i < count; i++) {
        Field *field = &type->struct_.fields[i];
        fields[i] = llvm_type(gen, field->type);
        end = field->offset + type_size(field->type);
    }
    int64_t align = type_align(type);
    int64_t natural = (end + align - 1) / align * align;
    if (natural < type_size(type)) {
        fields[count++] = LLVMArrayType2(gen->i8, (uint64_t)(type_size(type) - end));
    }
    return LLVMStructTypeInContext(gen->context, fields, (unsigned)count, false);
}

static LLVMTypeRef tuple_type(Gen *gen, Type *type) {
    LLVMTypeRef *items = ARENA_NEW_N(gen->arena, LLVMTypeRef, type->tuple.count + 1);
    for (int i = 0; i < type->tuple.count; i++) {
        items[i] = llvm_type(gen, type->tuple.items[i]);
    }
    return LLVMStructTypeInContext(gen->context, items, (unsigned)type->tuple.count, false);
}

static LLVMTypeRef pair_type(Gen *gen, LLVMTypeRef part) {
    LLVMTypeRef parts[] = {part, part};
    return LLVMStructTypeInContext(gen->context, parts, 2, false);
}

static LLVMTypeRef make_type(Gen *gen, Type *type) {
    type_layout(type);
    switch (type->kind) {
    case TYPE_BOOL:
    case TYPE_UNTYPED_BOOL: return gen->i1;
    case TYPE_INT8:
    case TYPE_UINT8: return gen->i8;
    case TYPE_INT16:
    case TYPE_UINT16: return gen->i16;
    case TYPE_INT32:
    case TYPE_UINT32:
    case TYPE_UNTYPED_RUNE: return gen->i32;
    case TYPE_INT:
    case TYPE_INT64:
    case TYPE_UINT:
    case TYPE_UINT64:
    case TYPE_UINTPTR:
    case TYPE_UNTYPED_INT: return gen->i64;
    case TYPE_FLOAT32: return gen->f32;
    case TYPE_FLOAT64:
    case TYPE_UNTYPED_FLOAT: return gen->f64;
    case TYPE_COMPLEX64: return pair_type(gen, gen->f32);
    case TYPE_COMPLEX128:
    case TYPE_UNTYPED_COMPLEX: return pair_type(gen, gen->f64);
    case TYPE_STRING:
    case TYPE_UNTYPED_STRING: return gen->string;
    case TYPE_SLICE: return gen->slice;
    case TYPE_INTERFACE: return gen->iface;
    case TYPE_UNTYPED_NIL:
    case TYPE_POINTER:
    case TYPE_FUNC:
    case TYPE_MAP:
    case TYPE_CHAN: return gen->ptr;
    case TYPE_ARRAY: return LLVMArrayType2(llvm_type(gen, type->array.elem), (uint64_t)type->array.len);
    case TYPE_STRUCT: return struct_type(gen, type);
    case TYPE_NAMED: return llvm_type(gen, type_underlying(type));
    case TYPE_TUPLE: return tuple_type(gen, type);
    case TYPE_INVALID: break;
    }
    return gen->void_type;
}

LLVMTypeRef llvm_type(Gen *gen, Type *type) {
    TypeInfo *info = gen_type_info(gen, type);
    if (!info->llvm) {
        info->llvm = make_type(gen, type);
    }
    return info->llvm;
}

static bool struct_is_memory_equal(const Type *type) {
    int64_t end = 0;
    for (int i = 0; i < type->struct_.count; i++) {
        const Field *field = &type->struct_.fields[i];
        if (field->offset != end || strcmp(field->name->text, "_") == 0 ||
            !gen_is_memory_equal(field->type)) {
            return false;
        }
        end += type_size(field->type);
    }
    return end == type_size(type);
}

bool gen_is_memory_equal(const Type *type) {
    type = type_underlying(type);
    type_layout(type);
    if (type->kind == TYPE_STRUCT) {
        return struct_is_memory_equal(type);
    }
    if (type->kind == TYPE_ARRAY) {
        return gen_is_memory_equal(type->array.elem);
    }
    return type_is_boolean(type) || type_is_integer(type) || type->kind == TYPE_POINTER ||
           type->kind == TYPE_CHAN;
}

Tbaa gen_tbaa_of(const Type *scalar) {
    const Type *type = type_underlying(scalar);
    if (type_is_boolean(type)) {
        return TBAA_BOOL;
    }
    if (type_is_float(type)) {
        return type_size(type) == 4 ? TBAA_FLOAT32 : TBAA_FLOAT64;
    }
    if (type_is_integer(type)) {
        switch (type_size(type)) {
        case 1: return TBAA_INT8;
        case 2: return TBAA_INT16;
        case 4: return TBAA_INT32;
        default: return TBAA_INT64;
        }
    }
    return TBAA_POINTER;
}
