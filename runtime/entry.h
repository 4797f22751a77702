// C prototypes of every runtime entry point, generated from abi.def. A source file that defines
// entry points includes this header, so that a definition which differs from what codegen
// declares does not compile.
#ifndef MINIC_RUNTIME_ENTRY_H
#define MINIC_RUNTIME_ENTRY_H

#include "abi.h" // IWYU pragma: export

// The types of abi.def.
#define VOID    void
#define PTR     void *
#define I64     int64_t
#define I32     int32_t
#define BOOL    bool
#define F64     double
#define F32     float
#define STR     RtString
#define EFACE   RtEface
#define COMPLEX RtComplex

// The attributes of abi.def.
#define ATTRIBUTE_NONE
#define ATTRIBUTE_ALLOC         __attribute__((returns_nonnull))
#define ATTRIBUTE_PURE          __attribute__((pure))
#define ATTRIBUTE_COLD_NORETURN __attribute__((cold, noreturn))
#define ATTRIBUTE_RETURNS_TWICE __attribute__((returns_twice))

// RT(result, name, attribute, parameters...): `(void)` when there are no parameters, which C17 cannot
// say with __VA_ARGS__ alone. Counts the arguments from `name` on: 2 means no parameters.
#define RT(result, ...)                                                                                      \
    RT_NINTH(__VA_ARGS__, RT_SOME, RT_SOME, RT_SOME, RT_SOME, RT_SOME, RT_SOME, RT_NONE, RT_NONE, )          \
    (result, __VA_ARGS__)
#define RT_NINTH(a, b, c, d, e, f, g, h, ninth, ...) ninth
#define RT_SOME(result, name, attribute, ...)        ATTRIBUTE_##attribute result name(__VA_ARGS__);
#define RT_NONE(result, name, attribute)             ATTRIBUTE_##attribute result name(void);

#include "abi.def"

#undef RT
#undef RT_NINTH
#undef RT_SOME
#undef RT_NONE
#undef ATTRIBUTE_NONE
#undef ATTRIBUTE_ALLOC
#undef ATTRIBUTE_PURE
#undef ATTRIBUTE_COLD_NORETURN
#undef ATTRIBUTE_RETURNS_TWICE
#undef VOID
#undef PTR
#undef I64
#undef I32
#undef BOOL
#undef F64
#undef F32
#undef STR
#undef EFACE
#undef COMPLEX

// What the compiled program defines.
void minic_main_init(void);
void minic_main_main(void);

extern RtGcState rt_gc; // read inline by generated code

#endif
