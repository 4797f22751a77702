// Allocation layouts: one mutable RtLayout global per distinct (cell size, pointer mask).
#include "codegen/gen.h"
#include <stdio.h>

enum { WORD = 8, MASK_BITS = 64, RUNTIME_WORDS = sizeof(RtLayout) / WORD - 6 };

typedef struct {
    uint64_t *bits;
    int64_t words; // up to the last pointer
} Mask;

static void mark_pointer(Mask *mask, int64_t offset) {
    int64_t word = offset / WORD;
    mask->bits[word / MASK_BITS] |= (uint64_t)1 << (word % MASK_BITS);
    if (word + 1 > mask->words) {
        mask->words = word + 1;
    }
}

static void mark_type(Mask *mask, const Type *type, int64_t offset) {
    type = type_underlying(type);
    if (!type_has_pointers(type)) {
        return;
    }
    switch (type->kind) {
    case TYPE_ARRAY:
        for (int64_t i = 0; i < type->array.len; i++) {
            mark_type(mask, type->array.elem, offset + i * type_size(type->array.elem));
        }
        break;
    case TYPE_STRUCT:
        for (int i = 0; i < type->struct_.count; i++) {
            mark_type(mask, type->struct_.fields[i].type, offset + type->struct_.fields[i].offset);
        }
        break;
    case TYPE_INTERFACE:
        // The first word is a constant table of the program, never collected memory.
        mark_pointer(mask, offset + WORD);
        break;
    default: mark_pointer(mask, offset); break; // one pointer, or the data pointer of a string or slice
    }
}

static const char *layout_name(Gen *gen, int64_t size, const Mask *mask) {
    char *text = arena_printf(gen->arena, "layout.%lld", (long long)size);
    size_t chunks = (size_t)((mask->words + MASK_BITS - 1) / MASK_BITS);
    char *name = arena_alloc(gen->arena, strlen(text) + chunks * 17 + 2);
    char *at = name + sprintf(name, "%s", text);
    for (size_t i = 0; i < chunks; i++) {
        at += sprintf(at, ".%llx", (unsigned long long)mask->bits[i]);
    }
    return name;
}

static LLVMValueRef mask_global(Gen *gen, const char *name, const Mask *mask) {
    int64_t chunks = (mask->words + MASK_BITS - 1) / MASK_BITS;
    if (chunks == 0) {
        return gen_null(gen);
    }
    LLVMValueRef *items = ARENA_NEW_N(gen->arena, LLVMValueRef, chunks);
    for (int64_t i = 0; i < chunks; i++) {
        items[i] = gen_i64(gen, (int64_t)mask->bits[i]);
    }
    LLVMValueRef data = LLVMConstArray2(gen->i64, items, (uint64_t)chunks);
    LLVMValueRef global =
        LLVMAddGlobal(gen->module, LLVMTypeOf(data), arena_printf(gen->arena, "mask.%s", name));
    LLVMSetInitializer(global, data);
    LLVMSetGlobalConstant(global, true);
    LLVMSetLinkage(global, LLVMPrivateLinkage);
    return global;
}

// RtLayout of runtime/abi.h.
static LLVMValueRef layout_global(Gen *gen, int64_t size, const Mask *mask, bool single) {
    const char *name = layout_name(gen, size, mask);
    name = single ? arena_printf(gen->arena, "%s.single", name) : name;
    LLVMValueRef global = LLVMGetNamedGlobal(gen->module, name);
    if (global) {
        return global;
    }
    LLVMValueRef fields[] = {
        gen_null(gen),
        gen_null(gen),
        gen_i64(gen, size),
        gen_i64(gen, mask->words),
        mask_global(gen, name, mask),
        gen_i64(gen, single),
        LLVMConstNull(LLVMArrayType2(gen->i64, RUNTIME_WORDS)),
    };
    LLVMValueRef value =
        LLVMConstStructInContext(gen->context, fields, sizeof fields / sizeof *fields, false);
    global = LLVMAddGlobal(gen->module, LLVMTypeOf(value), name);
    LLVMSetInitializer(global, value);
    LLVMSetLinkage(global, LLVMInternalLinkage);
    return global;
}

static LLVMValueRef layout_of(Gen *gen, Type *elem, int64_t count, bool single) {
    int64_t size = (type_size(elem) * count + WORD - 1) / WORD * WORD;
    if (size == 0) {
        return gen_null(gen);
    }
    Mask mask = {0};
    if (type_has_pointers(elem)) {
        mask.bits = ARENA_NEW_N(gen->arena, uint64_t, size / WORD / MASK_BITS + 1);
        for (int64_t i = 0; i < count; i++) {
            mark_type(&mask, elem, i * type_size(elem));
        }
    }
    return layout_global(gen, size, &mask, single);
}

LLVMValueRef gen_layout_array(Gen *gen, Type *elem, int64_t count) {
    return layout_of(gen, elem, count, false);
}

// A loop over an array may hold but the address of its end.
static bool has_array(const Type *type) {
    type = type_underlying(type);
    bool found = type->kind == TYPE_ARRAY;
    for (int i = 0; type->kind == TYPE_STRUCT && i < type->struct_.count && !found; i++) {
        found = has_array(type->struct_.fields[i].type);
    }
    return found;
}

LLVMValueRef gen_layout(Gen *gen, Type *type) {
    TypeInfo *info = gen_type_info(gen, type);
    if (!info->layout) {
        info->layout = layout_of(gen, type, 1, !has_array(type));
    }
    return info->layout;
}
