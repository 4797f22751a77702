// Constants: exact values to LLVM constants, strings as shared read-only bytes, and expressions that are data
// rather than code.
#include "codegen/values.h"

// FNV-1a: only a name for the bytes; equality is settled by LLVM, which keeps one object per constant.
static uint64_t hash_text(const char *text, int64_t len) {
    uint64_t hash = UINT64_C(14695981039346656037);
    for (int64_t i = 0; i < len; i++) {
        hash = (hash ^ (unsigned char)text[i]) * UINT64_C(1099511628211);
    }
    return hash;
}

// The private read-only global of this name stem that holds `constant`; made when there is none.
static LLVMValueRef shared_global(Gen *gen, const char *stem, LLVMValueRef constant, int64_t align) {
    const char *name = stem;
    for (int i = 1;; i++) {
        LLVMValueRef global = LLVMGetNamedGlobal(gen->module, name);
        if (!global) {
            global = LLVMAddGlobal(gen->module, LLVMTypeOf(constant), name);
            LLVMSetInitializer(global, constant);
            LLVMSetGlobalConstant(global, true);
            LLVMSetLinkage(global, LLVMPrivateLinkage);
            LLVMSetUnnamedAddress(global, LLVMGlobalUnnamedAddr);
            LLVMSetAlignment(global, (unsigned)align);
            return global;
        }
        if (LLVMGetInitializer(global) == constant && LLVMGetAlignment(global) >= align) {
            return global;
        }
        name = arena_printf(gen->arena, "%s.%d", stem, i);
    }
}

LLVMValueRef gen_string_data(Gen *gen, const char *text, int64_t len) {
    if (len == 0) {
        return gen_null(gen);
    }
    LLVMValueRef bytes = LLVMConstStringInContext2(gen->context, text, (size_t)len, true);
    const char *stem =
        arena_printf(gen->arena, "str.%lld.%llx", (long long)len, (unsigned long long)hash_text(text, len));
    return shared_global(gen, stem, bytes, 1);
}

LLVMValueRef gen_string_constant(Gen *gen, const char *text, int64_t len) {
    LLVMValueRef parts[] = {gen_string_data(gen, text, len), gen_i64(gen, len)};
    return LLVMConstStructInContext(gen->context, parts, 2, false);
}

LLVMValueRef gen_constant_global(Gen *gen, LLVMValueRef constant, int64_t align, const char *prefix) {
    char *text = LLVMPrintValueToString(constant);
    uint64_t hash = hash_text(text, (int64_t)strlen(text));
    LLVMDisposeMessage(text);
    return shared_global(gen, arena_printf(gen->arena, "%s.%llx", prefix, (unsigned long long)hash), constant,
                         align);
}

static LLVMValueRef complex_constant(Gen *gen, Type *type, const Constant *constant) {
    LLVMTypeRef part = type_size(type) == 8 ? gen->f32 : gen->f64;
    LLVMValueRef parts[] = {LLVMConstReal(part, constant_real(constant)),
                            LLVMConstReal(part, constant_imag(constant))};
    return LLVMConstStructInContext(gen->context, parts, 2, false);
}

LLVMValueRef gen_constant(Gen *gen, Type *type, const Constant *constant) {
    if (type_is_string(type)) {
        int64_t len;
        const char *text = constant_string(constant, &len);
        return gen_string_constant(gen, text, len);
    }
    if (type_is_boolean(type)) {
        return gen_bool(gen, constant_bool(constant));
    }
    if (type_is_float(type)) {
        bool single = type_size(type) == 4;
        return LLVMConstReal(llvm_type(gen, type),
                             single ? (double)constant_float32(constant) : constant_float64(constant));
    }
    if (type_is_complex(type)) {
        return complex_constant(gen, type, constant);
    }
    return LLVMConstInt(llvm_type(gen, type), constant_bits(constant), false);
}

// ---- Expressions that are data

static LLVMValueRef static_struct(Gen *gen, Expr *expr) {
    Type *shape = type_underlying(expr->type);
    LLVMTypeRef llvm = llvm_type(gen, expr->type);
    unsigned slots = LLVMCountStructElementTypes(llvm); // one more than fields when the end is padded
    LLVMValueRef *fields = ARENA_NEW_N(gen->arena, LLVMValueRef, slots + 1);
    for (unsigned i = 0; i < slots; i++) {
        fields[i] = LLVMConstNull(LLVMStructGetTypeAtIndex(llvm, i));
    }
    for (int i = 0; i < expr->composite.elems.len; i++) {
        Expr *elem = expr->composite.elems.items[i];
        LLVMValueRef value = gen_static(gen, elem->kind == EXPR_KEY_VALUE ? elem->key_value.value : elem);
        if (!value) {
            return NULL;
        }
        int64_t index = expr->composite.indices[i];
        if (!gen_is_blank_field(&shape->struct_.fields[index])) {
            fields[index] = value;
        }
    }
    return LLVMConstStructInContext(gen->context, fields, slots, false);
}

LLVMValueRef gen_static_elements(Gen *gen, Expr *literal, Type *elem_type) {
    int64_t length = literal->composite.length;
    LLVMTypeRef elem = llvm_type(gen, elem_type);
    LLVMValueRef zero = LLVMConstNull(elem);
    LLVMValueRef *items = ARENA_NEW_N(gen->arena, LLVMValueRef, length + 1);
    for (int64_t i = 0; i < length; i++) {
        items[i] = zero;
    }
    for (int i = 0; i < literal->composite.elems.len; i++) {
        Expr *value = literal->composite.elems.items[i];
        value = value->kind == EXPR_KEY_VALUE ? value->key_value.value : value;
        LLVMValueRef item = gen_static(gen, value);
        if (!item) {
            return NULL;
        }
        items[literal->composite.indices[i]] = item;
    }
    return LLVMConstArray2(elem, items, (uint64_t)length);
}

static LLVMValueRef static_composite(Gen *gen, Expr *expr) {
    enum { SPARSE = 64 }; // elements per written one, beyond which a literal is better built by code
    if (expr->composite.address) {
        return NULL;
    }
    Type *shape = type_underlying(expr->type);
    if (expr->composite.elems.len == 0 && (shape->kind == TYPE_STRUCT || shape->kind == TYPE_ARRAY)) {
        return LLVMConstNull(llvm_type(gen, expr->type));
    }
    if (shape->kind == TYPE_STRUCT) {
        return static_struct(gen, expr);
    }
    if (shape->kind == TYPE_ARRAY && expr->composite.length / expr->composite.elems.len <= SPARSE) {
        return gen_static_elements(gen, expr, shape->array.elem);
    }
    return NULL;
}

static LLVMValueRef static_convert(Gen *gen, Expr *expr) {
    if (gen_expr_is_nil(expr->convert.x)) {
        return LLVMConstNull(llvm_type(gen, expr->type));
    }
    switch (expr->convert.kind) {
    case CONVERT_NOOP: return gen_static(gen, expr->convert.x);
    case CONVERT_TO_INTERFACE: return gen_static_box(gen, expr);
    case CONVERT_NUMERIC:
    case CONVERT_INT_TO_STRING:
    case CONVERT_BYTES_TO_STRING:
    case CONVERT_RUNES_TO_STRING:
    case CONVERT_STRING_TO_BYTES:
    case CONVERT_STRING_TO_RUNES:
    case CONVERT_SLICE_TO_ARRAY:
    case CONVERT_SLICE_TO_ARRAY_POINTER:
    case CONVERT_INTERFACE: break;
    }
    return NULL;
}

LLVMValueRef gen_static(Gen *gen, Expr *expr) {
    expr = ast_unparen(expr);
    if (expr->constant) {
        return gen_constant(gen, expr->type, expr->constant);
    }
    if (gen_expr_is_nil(expr)) {
        return LLVMConstNull(llvm_type(gen, expr->type));
    }
    if (expr->kind == EXPR_IDENT && expr->ident.object->kind == OBJECT_FUNC) {
        return gen_function_closure(gen, expr->ident.object->func.func);
    }
    if (expr->kind == EXPR_FUNC_LIT && expr->func_lit.func->captures.len == 0) {
        return gen_function_closure(gen, expr->func_lit.func);
    }
    if (expr->kind == EXPR_COMPOSITE_LIT) {
        return static_composite(gen, expr);
    }
    return expr->kind == EXPR_CONVERT ? static_convert(gen, expr) : NULL;
}
