// Type descriptors for unit tests of maps, strings and package fmt, as codegen would emit them.
#ifndef MINIC_TESTS_UNIT_VALUE_TYPES_H
#define MINIC_TESTS_UNIT_VALUE_TYPES_H

#include "runtime_test.h"

#define TEXT(literal) {(const uint8_t *)(literal), sizeof(literal) - 1}

static __attribute__((unused)) const uint64_t first_word_mask[1] = {1};
static __attribute__((unused)) const uint64_t second_word_mask[1] = {2};
static __attribute__((unused)) const uint64_t two_words_mask[1] = {3};
static __attribute__((unused)) RtLayout leaf8_layout = {.size = 8};
static __attribute__((unused)) RtLayout leaf16_layout = {.size = 16};
static
    __attribute__((unused)) RtLayout string_layout = {.size = 16, .mask_words = 1, .mask = first_word_mask};
static __attribute__((unused)) RtLayout eface_layout = {.size = 16, .mask_words = 2, .mask = two_words_mask};
static __attribute__((unused)) RtLayout slice_layout = {.size = 24, .mask_words = 1, .mask = first_word_mask};
static
    __attribute__((unused)) RtLayout pointer_layout = {.size = 8, .mask_words = 1, .mask = first_word_mask};

enum { SIMPLE = RT_FLAG_COMPARABLE | RT_FLAG_MEMEQ | RT_FLAG_NAMED };

#define BASIC(label, bytes, kind_, flags_, layout_)                                                          \
    {.size = (bytes),                                                                                        \
     .hash = (kind_),                                                                                        \
     .kind = (kind_),                                                                                        \
     .align = (bytes) < 8 ? (bytes) : 8,                                                                     \
     .flags = (flags_),                                                                                      \
     .name = TEXT(label),                                                                                    \
     .layout = (layout_)}

static __attribute__((unused)) const RtType int_type = BASIC("int", 8, RT_INT, SIMPLE, &leaf8_layout);
static __attribute__((unused)) const RtType int32_type = BASIC("int32", 4, RT_INT32, SIMPLE, &leaf8_layout);
static __attribute__((unused)) const RtType byte_type = BASIC("uint8", 1, RT_UINT8, SIMPLE, &leaf8_layout);
static __attribute__((unused)) const RtType float_type =
    BASIC("float64", 8, RT_FLOAT64, RT_FLAG_COMPARABLE | RT_FLAG_NAMED, &leaf8_layout);
static __attribute__((unused)) const RtType string_type =
    BASIC("string", 16, RT_STRING, RT_FLAG_COMPARABLE | RT_FLAG_NAMED, &string_layout);
static __attribute__((unused)) const RtType any_type =
    BASIC("interface {}", 16, RT_INTERFACE, RT_FLAG_COMPARABLE, &eface_layout);
static __attribute__((unused)) const RtType ints_type = {.size = 24,
                                                         .kind = RT_SLICE,
                                                         .align = 8,
                                                         .name = TEXT("[]int"),
                                                         .layout = &slice_layout,
                                                         .elem = &int_type};

static inline RtString to_string(const char *text) {
    return (RtString){(const uint8_t *)text, (int64_t)strlen(text)};
}

#endif
