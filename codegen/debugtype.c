// Types for the debugger. A struct named "string" with members str and len is what gdb prints as text for
// DW_LANG_Go; uint8 must be a base type, not a typedef of one.
#include "codegen/debuginfo.h"

enum {
    ENCODING_BOOL = 2,
    ENCODING_COMPLEX = 3,
    ENCODING_FLOAT = 4,
    ENCODING_SIGNED = 5,
    ENCODING_UNSIGNED = 7,
    BITS = 8
};

typedef struct {
    const char *name;
    LLVMMetadataRef type;
    int64_t offset; // bytes
    int64_t size;
} Member;

static LLVMMetadataRef struct_debug_type(Gen *gen, const char *name, int64_t size, const Member *members,
                                         int count) {
    LLVMMetadataRef *elements = ARENA_NEW_N(gen->arena, LLVMMetadataRef, count);
    for (int i = 0; i < count; i++) {
        elements[i] = LLVMDIBuilderCreateMemberType(
            gen->debug, gen->debug_unit, members[i].name, strlen(members[i].name), NULL, 0,
            (uint64_t)members[i].size * BITS, 0, (uint64_t)members[i].offset * BITS, LLVMDIFlagZero,
            members[i].type);
    }
    return LLVMDIBuilderCreateStructType(gen->debug, gen->debug_unit, name, strlen(name), NULL, 0,
                                         (uint64_t)size * BITS, 64, LLVMDIFlagZero, NULL, elements,
                                         (unsigned)count, 0, NULL, "", 0);
}

static LLVMMetadataRef basic_debug_type(Gen *gen, const char *name, int64_t size, unsigned encoding) {
    return LLVMDIBuilderCreateBasicType(gen->debug, name, strlen(name), (uint64_t)size * BITS, encoding,
                                        LLVMDIFlagZero);
}

static LLVMMetadataRef pointer_debug_type(Gen *gen, LLVMMetadataRef to, const char *name) {
    return LLVMDIBuilderCreatePointerType(gen->debug, to, 64, 64, 0, name, strlen(name));
}

static LLVMMetadataRef int_debug_type(Gen *gen) {
    return debug_type(gen, type_basic(gen->program->types, TYPE_INT));
}

static LLVMMetadataRef scalar_type(Gen *gen, Type *type, const char *name) {
    if (type_is_boolean(type)) {
        return basic_debug_type(gen, name, 1, ENCODING_BOOL);
    }
    if (type_is_float(type)) {
        return basic_debug_type(gen, name, type_size(type), ENCODING_FLOAT);
    }
    if (type_is_integer(type)) {
        return basic_debug_type(gen, name, type_size(type),
                                type_is_unsigned(type) ? ENCODING_UNSIGNED : ENCODING_SIGNED);
    }
    return pointer_debug_type(gen, NULL, name);
}

static LLVMMetadataRef string_type(Gen *gen) {
    LLVMMetadataRef byte = debug_type(gen, type_basic(gen->program->types, TYPE_UINT8));
    Member members[] = {{"str", pointer_debug_type(gen, byte, "*uint8"), 0, 8},
                        {"len", int_debug_type(gen), 8, 8}};
    return struct_debug_type(gen, "string", 16, members, 2);
}

static LLVMMetadataRef slice_type(Gen *gen, Type *elem, const char *name) {
    LLVMMetadataRef array = pointer_debug_type(gen, debug_type(gen, elem), "");
    Member members[] = {
        {"array", array, 0, 8}, {"len", int_debug_type(gen), 8, 8}, {"cap", int_debug_type(gen), 16, 8}};
    return struct_debug_type(gen, name, 24, members, 3);
}

static LLVMMetadataRef interface_type(Gen *gen, const char *name) {
    LLVMMetadataRef word = pointer_debug_type(gen, NULL, "");
    Member members[] = {{"type", word, 0, 8}, {"data", word, 8, 8}};
    return struct_debug_type(gen, name, 16, members, 2);
}

static LLVMMetadataRef fields_type(Gen *gen, const Type *shape, int64_t size, const char *name) {
    Member *members = ARENA_NEW_N(gen->arena, Member, shape->struct_.count);
    for (int i = 0; i < shape->struct_.count; i++) {
        const Field *field = &shape->struct_.fields[i];
        members[i] =
            (Member){field->name->text, debug_type(gen, field->type), field->offset, type_size(field->type)};
    }
    return struct_debug_type(gen, name, size, members, shape->struct_.count);
}

static LLVMMetadataRef array_type(Gen *gen, const Type *shape, int64_t size) {
    LLVMMetadataRef range = LLVMDIBuilderGetOrCreateSubrange(gen->debug, 0, shape->array.len);
    return LLVMDIBuilderCreateArrayType(gen->debug, (uint64_t)size * BITS, 64,
                                        debug_type(gen, shape->array.elem), &range, 1);
}

static LLVMMetadataRef make_type(Gen *gen, Type *type) {
    const char *name = type_text(gen->arena, type, NULL);
    Type *shape = type_underlying(type);
    if (type_is_string(shape)) {
        return string_type(gen);
    }
    switch (shape->kind) {
    case TYPE_SLICE: return slice_type(gen, shape->slice.elem, name);
    case TYPE_INTERFACE: return interface_type(gen, name);
    case TYPE_STRUCT: return fields_type(gen, shape, type_size(type), name);
    case TYPE_ARRAY: return array_type(gen, shape, type_size(type));
    case TYPE_POINTER: return pointer_debug_type(gen, debug_type(gen, shape->pointer.elem), name);
    case TYPE_COMPLEX64:
    case TYPE_COMPLEX128: return basic_debug_type(gen, name, type_size(type), ENCODING_COMPLEX);
    default: return scalar_type(gen, shape, name);
    }
}

// A type that contains itself (through a pointer) sees a forward declaration, replaced at the end.
LLVMMetadataRef debug_type(Gen *gen, Type *type) {
    TypeInfo *info = gen_type_info(gen, type);
    if (!info->debug) {
        enum { DWARF_STRUCTURE = 0x13 };
        type_layout(type);
        const char *name = type_text(gen->arena, type, NULL);
        info->debug = LLVMDIBuilderCreateReplaceableCompositeType(gen->debug, DWARF_STRUCTURE, name,
                                                                  strlen(name), gen->debug_unit, NULL, 0, 0,
                                                                  0, 0, LLVMDIFlagZero, "", 0);
        LLVMMetadataRef forward = info->debug, made = make_type(gen, type);
        info->debug = made;
        LLVMMetadataReplaceAllUsesWith(forward, made);
    }
    return info->debug;
}
