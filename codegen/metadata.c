// The metadata that loads, stores and branches carry: alias tags, the range of lengths, weights of cold
// branches.
//
// Alias tags are sound because Go without package unsafe never reads a word as another type than it was
// written as.
#include "codegen/metadata.h"

static LLVMMetadataRef text_node(Gen *gen, const char *text) {
    return LLVMMDStringInContext2(gen->context, text, strlen(text));
}

static LLVMMetadataRef int_node(Gen *gen, int64_t value) {
    return LLVMValueAsMetadata(gen_i64(gen, value));
}

static LLVMValueRef node(Gen *gen, LLVMMetadataRef *items, size_t count) {
    return LLVMMetadataAsValue(gen->context, LLVMMDNodeInContext2(gen->context, items, count));
}

static void make_tbaa(Gen *gen) {
    static const char *const names[TBAA_COUNT] = {
        [TBAA_LENGTH] = "length",   [TBAA_DATA] = "data",       [TBAA_POINTER] = "pointer",
        [TBAA_BOOL] = "bool",       [TBAA_INT8] = "int8",       [TBAA_INT16] = "int16",
        [TBAA_INT32] = "int32",     [TBAA_INT64] = "int64",     [TBAA_FLOAT32] = "float32",
        [TBAA_FLOAT64] = "float64", [TBAA_RUNTIME] = "runtime",
    };
    LLVMMetadataRef root_name = text_node(gen, "minic");
    LLVMMetadataRef root = LLVMMDNodeInContext2(gen->context, &root_name, 1);
    for (int i = 0; i < TBAA_COUNT; i++) {
        LLVMMetadataRef type_items[] = {text_node(gen, names[i]), root, int_node(gen, 0)};
        LLVMMetadataRef type = LLVMMDNodeInContext2(gen->context, type_items, 3);
        LLVMMetadataRef tag[] = {type, type, int_node(gen, 0)};
        gen->tbaa_tags[i] = node(gen, tag, 3);
    }
}

void metadata_init(Gen *gen) {
    gen->md_tbaa = LLVMGetMDKindIDInContext(gen->context, "tbaa", 4);
    gen->md_range = LLVMGetMDKindIDInContext(gen->context, "range", 5);
    gen->md_prof = LLVMGetMDKindIDInContext(gen->context, "prof", 4);
    make_tbaa(gen);
    LLVMMetadataRef range[] = {int_node(gen, 0), int_node(gen, INT64_MIN)};
    gen->range_length = node(gen, range, 2);
    LLVMMetadataRef weights[] = {text_node(gen, "branch_weights"), LLVMValueAsMetadata(gen_i32(gen, 1)),
                                 LLVMValueAsMetadata(gen_i32(gen, 1 << 20))};
    gen->unlikely = node(gen, weights, 3);
}
