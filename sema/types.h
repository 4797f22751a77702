// Types. Hash-consed by spelling: `byte` and `uint8`, an alias and what it stands for, and function types
// that differ in the names of their parameters are identical in the sense of the Go specification but print
// differently, so each has a Type of its own; all of them share `canonical`. type_is_identical compares that.
// When sema_check returns, every type that the Program refers to is canonical, so the later stages may
// compare pointers. Recursion passes only through TYPE_NAMED, which is unique to its declaration.
#ifndef MINIC_SEMA_TYPES_H
#define MINIC_SEMA_TYPES_H

#include "base/session.h"
#include "parser/ast.h"

// clang-format off
// In the order of Go's basic kinds; X(KIND, "name").
#define BASIC_TYPES(X) \
    X(BOOL, "bool") X(INT, "int") X(INT8, "int8") X(INT16, "int16") X(INT32, "int32") X(INT64, "int64") \
    X(UINT, "uint") X(UINT8, "uint8") X(UINT16, "uint16") X(UINT32, "uint32") X(UINT64, "uint64") X(UINTPTR, "uintptr") \
    X(FLOAT32, "float32") X(FLOAT64, "float64") X(COMPLEX64, "complex64") X(COMPLEX128, "complex128") X(STRING, "string") \
    X(UNTYPED_BOOL, "untyped bool") X(UNTYPED_INT, "untyped int") X(UNTYPED_RUNE, "untyped rune") \
    X(UNTYPED_FLOAT, "untyped float") X(UNTYPED_COMPLEX, "untyped complex") X(UNTYPED_STRING, "untyped string") \
    X(UNTYPED_NIL, "untyped nil")
// clang-format on

typedef enum {
    TYPE_INVALID, // after an error; silences further ones
#define X(kind, name) TYPE_##kind,
    BASIC_TYPES(X)
#undef X
        TYPE_ARRAY,
    TYPE_SLICE,
    TYPE_STRUCT,
    TYPE_POINTER,
    TYPE_FUNC,
    TYPE_INTERFACE,
    TYPE_MAP,
    TYPE_CHAN,
    TYPE_NAMED,
    TYPE_TUPLE, // of several results; the empty tuple is "no value"
} TypeKind;

typedef struct Package Package;

typedef struct Field {
    const Name *name; // of an embedded field: the type's name
    Type *type;
    bool embedded;
    const char *tag;        // NULL if none
    const Package *package; // declaring package: tells unexported names apart
    int64_t offset;         // bytes; set by type_layout
    Span span;
} Field;

// A method of an interface type.
typedef struct Method {
    const Name *name;
    const Package *package;
    Type *type; // TYPE_FUNC without receiver
    Span span;
} Method;

struct Type {
    TypeKind kind;
    // Set by type_layout (types.c) on first use; in bytes.
    int64_t size;
    int64_t align;
    bool laid_out;
    bool has_pointers;
    int id; // dense, in order of creation; for tables of later stages. Spellings of one type share it
    Type *canonical; // the one that stands for all spellings of this type; itself for a canonical type
    struct MethodSet *method_set; // cache of methods.c
    const Object *alias;          // prints as this alias; NULL otherwise, and in canonical types
    union {
        struct {
            Type *elem;
            int64_t len;
        } array;
        struct {
            Type *elem;
        } slice, pointer;
        struct {
            Field *fields;
            int count;
        } struct_;
        struct {
            Type **params; // the last of a variadic function has type []T
            int param_count;
            Type **results;
            int result_count;
            bool variadic;
            const Name **names; // of parameters, then results, for messages; NULL when all are unnamed, and
                                // in canonical types
        } func;
        struct {
            Method
                *methods; // all of the method set, embedded ones included, sorted by name, then package path
            int count;
        } interface;
        struct {
            Type *key, *value;
        } map;
        struct {
            Type *elem;
            ChanDir dir;
        } chan;
        struct {
            Object *object;        // the type name
            Type *underlying;      // never TYPE_NAMED once resolved; NULL while being resolved
            VEC(Object *) methods; // declared methods (OBJECT_FUNC), in source order
            bool is_finite;        // sema: does not contain itself
        } named;
        struct {
            Type **items;
            int count;
        } tuple;
    };
};

// Basic types and the universe's named types live in the Universe (universe.h of sema); these build the
// others.
typedef struct TypeTable TypeTable;
TypeTable *type_table_create(Session *session);
Type *type_basic(TypeTable *types, TypeKind kind);
Type *type_array(TypeTable *types, Type *elem, int64_t len);
Type *type_slice(TypeTable *types, Type *elem);
Type *type_pointer(TypeTable *types, Type *elem);
Type *type_map(TypeTable *types, Type *key, Type *value);
Type *type_chan(TypeTable *types, Type *elem, ChanDir dir);
Type *type_func(TypeTable *types, Type **params, int param_count, Type **results, int result_count,
                bool variadic);
// The spelling of a function type that shows these names (params, then results; entries may be NULL).
Type *type_func_with_names(TypeTable *types, Type *func, const Name **names);
// The spelling of `type` that prints as the alias (a TYPE_NAMED is returned as it is).
Type *type_alias(TypeTable *types, Type *type, const Object *alias);
Type *type_unalias(TypeTable *types, Type *type); // the spelling without the alias's name
Type *type_tuple(TypeTable *types, Type **items, int count);
Type *type_struct(TypeTable *types, const Field *fields, int count);
Type *type_interface(TypeTable *types, const Method *methods, int count); // sorts
Type *type_named(TypeTable *types, Object *object);

// The type itself unless named.
Type *type_underlying(const Type *type);
bool type_is_identical(const Type *a, const Type *b);

// Predicates look at the underlying type.
bool type_is_named(const Type *type); // defined or predeclared
bool type_is_boolean(const Type *type);
bool type_is_integer(const Type *type);
bool type_is_unsigned(const Type *type);
bool type_is_float(const Type *type);
bool type_is_complex(const Type *type);
bool type_is_numeric(const Type *type);
bool type_is_string(const Type *type);
bool type_is_untyped(const Type *type);
bool type_is_interface(const Type *type);
bool type_is_comparable(const Type *type); // == compiles (interfaces inside may still panic)
bool type_is_ordered(const Type *type);
bool type_is_pointer_shaped(const Type *type); // stored directly in an interface: pointer, map, chan, func,
                                               // and struct or array of one of these
bool type_has_nil(const Type *type);
bool type_is_byte_slice(const Type *type);
bool type_is_rune_slice(const Type *type);

// Sizes as Go's on amd64. Fails (returns false) on a size of 2^63 or more.
bool type_layout(const Type *type);
int64_t type_size(const Type *type);
int64_t type_align(const Type *type);
bool type_has_pointers(const Type *type);

// One entry of a method set, promoted methods included.
typedef struct {
    const Name *name;
    Object *method;      // the declared method; NULL when it comes from an embedded interface
    Type *interface;     // that interface, else NULL
    int interface_index; // index of the method in it
    const int *path;     // fields to follow from the value, embedded pointers are dereferenced on the way
    int path_len;
    Type *type; // func type without receiver
} MethodEntry;

// The method set of T, sorted by name then package path. For a pointer type that of *T. Cached. `types` may
// be the Program's.
const MethodEntry *type_method_set(TypeTable *types, Type *type, int *count);
// Entry for the name or NULL. `package` matters for unexported names.
const MethodEntry *type_find_method(TypeTable *types, Type *type, const Name *name, const Package *package);
// Does `type` (interface or not) have all methods of `interface`? `missing` (optional) gets the first one it
// lacks.
bool type_implements(TypeTable *types, Type *type, Type *interface, const Method **missing);

// Text as the compiler's messages show it: types of `relative_to` unqualified, others by package name.
// relative_to == NULL qualifies all: "main.T".
const char *type_text(Arena *arena, const Type *type, const Package *relative_to);

#endif
