// The runtime's entry points as LLVM declarations, made from runtime/abi.def on first use.
#include "codegen/gen.h"

typedef enum {
    ABI_VOID,
    ABI_PTR,
    ABI_I64,
    ABI_I32,
    ABI_BOOL,
    ABI_F64,
    ABI_F32,
    ABI_STR,
    ABI_EFACE,
    ABI_COMPLEX
} AbiType;
typedef enum { ATTRS_NONE, ATTRS_ALLOC, ATTRS_COLD_NORETURN, ATTRS_PURE, ATTRS_RETURNS_TWICE } AttributeSet;

enum { ENTRY_PARAM_MAX = 8, MEMORY_READ_ALL = 0x15 };

typedef struct {
    const char *name;
    AbiType result;
    AttributeSet attributes;
    AbiType params[ENTRY_PARAM_MAX]; // up to the first ABI_VOID
} EntryShape;

#define VOID                                  ABI_VOID
#define PTR                                   ABI_PTR
#define I64                                   ABI_I64
#define I32                                   ABI_I32
#define BOOL                                  ABI_BOOL
#define F64                                   ABI_F64
#define F32                                   ABI_F32
#define STR                                   ABI_STR
#define EFACE                                 ABI_EFACE
#define COMPLEX                               ABI_COMPLEX
#define NONE                                  ATTRS_NONE
#define ALLOC                                 ATTRS_ALLOC
#define COLD_NORETURN                         ATTRS_COLD_NORETURN
#define PURE                                  ATTRS_PURE
#define RETURNS_TWICE                         ATTRS_RETURNS_TWICE
#define RT(result_type, entry, ...)           SHAPE(result_type, entry, __VA_ARGS__, VOID)
#define SHAPE(result_type, entry, attrs, ...) {#entry, result_type, attrs, {__VA_ARGS__}},
static const EntryShape shapes[] = {
#include "runtime/abi.def"
};
#undef RT

static LLVMTypeRef abi_type(Gen *gen, AbiType type) {
    switch (type) {
    case ABI_VOID: return gen->void_type;
    case ABI_PTR: return gen->ptr;
    case ABI_I64: return gen->i64;
    case ABI_I32: return gen->i32;
    case ABI_BOOL: return gen->i1;
    case ABI_F64: return gen->f64;
    case ABI_F32: return gen->f32;
    case ABI_STR: return gen->string;
    case ABI_EFACE: return gen->iface;
    case ABI_COMPLEX:
        return LLVMStructTypeInContext(gen->context, (LLVMTypeRef[]){gen->f64, gen->f64}, 2, false);
    }
    return NULL;
}

static void add_attribute(Gen *gen, LLVMValueRef function, unsigned at, const char *name, uint64_t value) {
    unsigned kind = LLVMGetEnumAttributeKindForName(name, strlen(name));
    LLVMAddAttributeAtIndex(function, at, LLVMCreateEnumAttribute(gen->context, kind, value));
}

static void add_function_attribute(Gen *gen, LLVMValueRef function, const char *name) {
    add_attribute(gen, function, (unsigned)LLVMAttributeFunctionIndex, name, 0);
}

// LLVM.md: these let LLVM delete dead allocations; memory(...) must not be among them, because generated code
// reads the allocator's state.
static void add_allocator_attributes(Gen *gen, LLVMValueRef function) {
    enum { ALLOC_KIND_ALLOC = 1, ALLOC_KIND_ZEROED = 16 };
    unsigned at = (unsigned)LLVMAttributeFunctionIndex;
    add_attribute(gen, function, LLVMAttributeReturnIndex, "noalias", 0);
    add_attribute(gen, function, LLVMAttributeReturnIndex, "nonnull", 0);
    add_attribute(gen, function, at, "willreturn", 0);
    add_attribute(gen, function, at, "allockind", ALLOC_KIND_ALLOC | ALLOC_KIND_ZEROED);
    LLVMAddAttributeAtIndex(function, at,
                            LLVMCreateStringAttribute(gen->context, "alloc-family", 12, "minic", 5));
}

static void add_attributes(Gen *gen, LLVMValueRef function, AttributeSet attributes) {
    add_function_attribute(gen, function, "nounwind");
    switch (attributes) {
    case ATTRS_NONE: break;
    case ATTRS_ALLOC: add_allocator_attributes(gen, function); break;
    case ATTRS_COLD_NORETURN:
        add_function_attribute(gen, function, "cold");
        add_function_attribute(gen, function, "noreturn");
        break;
    case ATTRS_RETURNS_TWICE: add_function_attribute(gen, function, "returns_twice"); break;
    case ATTRS_PURE:
        add_function_attribute(gen, function, "willreturn");
        add_attribute(gen, function, (unsigned)LLVMAttributeFunctionIndex, "memory", MEMORY_READ_ALL);
        break;
    }
}

static void declare_entry(Gen *gen, Entry entry) {
    const EntryShape *shape = &shapes[entry];
    LLVMTypeRef params[ENTRY_PARAM_MAX];
    unsigned count = 0;
    while (shape->params[count] != ABI_VOID) {
        params[count] = abi_type(gen, shape->params[count]);
        count++;
    }
    LLVMTypeRef type = LLVMFunctionType(abi_type(gen, shape->result), params, count, false);
    LLVMValueRef function = LLVMGetNamedFunction(gen->module, shape->name);
    if (!function) {
        function = LLVMAddFunction(gen->module, shape->name, type);
    }
    for (unsigned i = 0; i < count; i++) {
        if (shape->params[i] == ABI_BOOL) {
            add_attribute(gen, function, i + 1, "zeroext", 0);
        }
    }
    if (shape->result == ABI_BOOL) {
        add_attribute(gen, function, LLVMAttributeReturnIndex, "zeroext", 0);
    }
    add_attributes(gen, function, shape->attributes);
    gen->entries[entry] = function;
    gen->entry_types[entry] = type;
}

void gen_keep_apart(Gen *gen, LLVMValueRef call) {
    unsigned nomerge = LLVMGetEnumAttributeKindForName("nomerge", 7);
    LLVMAddCallSiteAttribute(call, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                             LLVMCreateEnumAttribute(gen->context, nomerge, 0));
}

LLVMValueRef gen_runtime_call(FuncGen *fg, Entry entry, LLVMValueRef *args, int count) {
    Gen *gen = fg->gen;
    if (!gen->entries[entry]) {
        declare_entry(gen, entry);
    }
    LLVMValueRef call =
        LLVMBuildCall2(fg->builder, gen->entry_types[entry], gen->entries[entry], args, (unsigned)count, "");
    if (shapes[entry].attributes == ATTRS_COLD_NORETURN) {
        gen_keep_apart(gen, call);
        LLVMBuildUnreachable(fg->builder);
    }
    return call;
}
