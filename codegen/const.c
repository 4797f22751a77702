// Constants: exact values to LLVM constants, strings as shared read-only bytes.
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
