// Questions about one type, asked of its underlying type, and about two.
#include "sema/sema.h"

Type *type_underlying(const Type *type) {
    if (type->kind == TYPE_NAMED && type->named.underlying) {
        return type->named.underlying;
    }
    return (Type *)type;
}

bool type_is_identical(const Type *a, const Type *b) {
    return a->canonical == b->canonical;
}

static TypeKind underlying_kind(const Type *type) {
    return type_underlying(type)->kind;
}

bool type_is_named(const Type *type) {
    return type->kind == TYPE_NAMED || type->kind < TYPE_ARRAY;
}

bool type_is_boolean(const Type *type) {
    TypeKind kind = underlying_kind(type);
    return kind == TYPE_BOOL || kind == TYPE_UNTYPED_BOOL;
}

bool type_is_integer(const Type *type) {
    TypeKind kind = underlying_kind(type);
    return (kind >= TYPE_INT && kind <= TYPE_UINTPTR) || kind == TYPE_UNTYPED_INT ||
           kind == TYPE_UNTYPED_RUNE;
}

bool type_is_unsigned(const Type *type) {
    TypeKind kind = underlying_kind(type);
    return kind >= TYPE_UINT && kind <= TYPE_UINTPTR;
}

bool type_is_float(const Type *type) {
    TypeKind kind = underlying_kind(type);
    return kind == TYPE_FLOAT32 || kind == TYPE_FLOAT64 || kind == TYPE_UNTYPED_FLOAT;
}

bool type_is_complex(const Type *type) {
    TypeKind kind = underlying_kind(type);
    return kind == TYPE_COMPLEX64 || kind == TYPE_COMPLEX128 || kind == TYPE_UNTYPED_COMPLEX;
}

bool type_is_numeric(const Type *type) {
    return type_is_integer(type) || type_is_float(type) || type_is_complex(type);
}

bool type_is_string(const Type *type) {
    TypeKind kind = underlying_kind(type);
    return kind == TYPE_STRING || kind == TYPE_UNTYPED_STRING;
}

bool type_is_untyped(const Type *type) {
    return type->kind >= TYPE_UNTYPED_BOOL && type->kind <= TYPE_UNTYPED_NIL;
}

bool type_is_interface(const Type *type) {
    return underlying_kind(type) == TYPE_INTERFACE;
}

bool type_is_comparable(const Type *type) {
    const Type *under = type_underlying(type);
    switch (under->kind) {
    case TYPE_SLICE:
    case TYPE_FUNC:
    case TYPE_MAP:
    case TYPE_TUPLE:
    case TYPE_UNTYPED_NIL: return false;
    case TYPE_ARRAY: return type_is_comparable(under->array.elem);
    case TYPE_STRUCT:
        for (int i = 0; i < under->struct_.count; i++) {
            if (!type_is_comparable(under->struct_.fields[i].type)) {
                return false;
            }
        }
        return true;
    default: return true; // the other basic types, pointers, channels, interfaces
    }
}

bool type_is_ordered(const Type *type) {
    return type_is_integer(type) || type_is_float(type) || type_is_string(type);
}

bool type_is_pointer_shaped(const Type *type) {
    const Type *under = type_underlying(type);
    switch (under->kind) {
    case TYPE_POINTER:
    case TYPE_MAP:
    case TYPE_CHAN:
    case TYPE_FUNC: return true;
    case TYPE_STRUCT:
        return under->struct_.count == 1 && type_is_pointer_shaped(under->struct_.fields[0].type);
    case TYPE_ARRAY: return under->array.len == 1 && type_is_pointer_shaped(under->array.elem);
    default: return false;
    }
}

bool type_has_nil(const Type *type) {
    switch (underlying_kind(type)) {
    case TYPE_SLICE:
    case TYPE_POINTER:
    case TYPE_FUNC:
    case TYPE_MAP:
    case TYPE_CHAN:
    case TYPE_INTERFACE: return true;
    default: return false;
    }
}

static bool is_slice_of(const Type *type, TypeKind elem) {
    const Type *under = type_underlying(type);
    return under->kind == TYPE_SLICE && underlying_kind(under->slice.elem) == elem;
}

bool type_is_byte_slice(const Type *type) {
    return is_slice_of(type, TYPE_UINT8);
}

bool type_is_rune_slice(const Type *type) {
    return is_slice_of(type, TYPE_INT32);
}
