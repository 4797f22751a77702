// Sizes, alignments and field offsets, as Go lays types out on 64-bit machines.
#include "sema/types.h"

static bool layout_basic(Type *type) {
    static const struct {
        unsigned char size, align;
    } layouts[] = {
        [TYPE_BOOL] = {1, 1},        [TYPE_INT] = {8, 8},     [TYPE_INT8] = {1, 1},
        [TYPE_INT16] = {2, 2},       [TYPE_INT32] = {4, 4},   [TYPE_INT64] = {8, 8},
        [TYPE_UINT] = {8, 8},        [TYPE_UINT8] = {1, 1},   [TYPE_UINT16] = {2, 2},
        [TYPE_UINT32] = {4, 4},      [TYPE_UINT64] = {8, 8},  [TYPE_UINTPTR] = {8, 8},
        [TYPE_FLOAT32] = {4, 4},     [TYPE_FLOAT64] = {8, 8}, [TYPE_COMPLEX64] = {8, 4},
        [TYPE_COMPLEX128] = {16, 8}, [TYPE_STRING] = {16, 8}, [TYPE_UNTYPED_NIL] = {8, 8},
    };
    type->size = layouts[type->kind].size;
    type->align = layouts[type->kind].align ? layouts[type->kind].align : 1;
    type->has_pointers = type->kind == TYPE_STRING || type->kind == TYPE_UNTYPED_NIL;
    return true;
}

static bool layout_words(Type *type, int words) {
    type->size = (int64_t)words * 8;
    type->align = 8;
    type->has_pointers = true;
    return true;
}

static bool layout_array(Type *type) {
    Type *elem = type->array.elem;
    if (!type_layout(elem) || __builtin_mul_overflow(elem->size, type->array.len, &type->size)) {
        return false;
    }
    type->align = elem->align;
    type->has_pointers = elem->has_pointers && type->array.len > 0;
    return true;
}

// Rounds up to a multiple of `align`; false on overflow.
static bool round_up(int64_t *offset, int64_t align) {
    if (__builtin_add_overflow(*offset, align - 1, offset)) {
        return false;
    }
    *offset -= *offset % align;
    return true;
}

static bool layout_struct(Type *type) {
    int64_t offset = 0;
    int64_t align = 1;
    for (int i = 0; i < type->struct_.count; i++) {
        Field *field = &type->struct_.fields[i];
        if (!type_layout(field->type) || !round_up(&offset, field->type->align)) {
            return false;
        }
        field->offset = offset;
        int64_t size = field->type->size;
        if (size == 0 && i == type->struct_.count - 1 && offset > 0) {
            size = 1; // the address of a last field of no size must not be that of what follows the struct
        }
        if (__builtin_add_overflow(offset, size, &offset)) {
            return false;
        }
        align = field->type->align > align ? field->type->align : align;
        type->has_pointers |= field->type->has_pointers;
    }
    type->align = align;
    type->size = offset;
    return round_up(&type->size, align);
}

// A type that contains itself has no layout; an alignment of -1 marks the types being laid out.
static bool layout_named(Type *type) {
    Type *underlying = type->named.underlying;
    if (!underlying || type->align < 0) {
        return false;
    }
    type->align = -1;
    bool ok = type_layout(underlying);
    type->align = 0;
    if (!ok) {
        return false;
    }
    type->size = underlying->size;
    type->align = underlying->align;
    type->has_pointers = underlying->has_pointers;
    return true;
}

static bool layout(Type *type) {
    switch (type->kind) {
    case TYPE_INVALID:
#define X(kind, name) case TYPE_##kind:
        BASIC_TYPES(X)
#undef X
        return layout_basic(type);
    case TYPE_ARRAY: return layout_array(type);
    case TYPE_STRUCT: return layout_struct(type);
    case TYPE_NAMED: return layout_named(type);
    case TYPE_SLICE: return layout_words(type, 3);
    case TYPE_INTERFACE: return layout_words(type, 2);
    case TYPE_POINTER:
    case TYPE_FUNC:
    case TYPE_MAP:
    case TYPE_CHAN: return layout_words(type, 1);
    case TYPE_TUPLE: type->align = 1; return true;
    }
    return false;
}

bool type_layout(const Type *type) {
    Type *writable = (Type *)type; // the layout is a cache, not a part of the type's value
    if (!type->laid_out) {
        writable->laid_out = layout(writable);
    }
    return type->laid_out;
}

int64_t type_size(const Type *type) {
    type_layout(type);
    return type->size;
}

int64_t type_align(const Type *type) {
    type_layout(type);
    return type->align;
}

bool type_has_pointers(const Type *type) {
    type_layout(type);
    return type->has_pointers;
}
