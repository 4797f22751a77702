// The binary interface between compiled programs and the runtime: the layouts of Go's
// composite values and of the tables that codegen emits. Included by the runtime (C) and
// by codegen, which mirrors these structures as LLVM types. Entry points: abi.def.
//
// All sizes are in bytes. Everything here is for a 64-bit little-endian machine.
#ifndef MINIC_RUNTIME_ABI_H
#define MINIC_RUNTIME_ABI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct RtType RtType;
typedef struct RtLayout RtLayout;
typedef struct RtItab RtItab;

// string: immutable bytes, not NUL-terminated.
typedef struct {
    const uint8_t *ptr;
    int64_t len;
} RtString;

// []T
typedef struct {
    void *ptr;
    int64_t len;
    int64_t cap;
} RtSlice;

// What a frame has for the objects of one site that may live at the same time, such as the slices that grow
// at an `append`: memory of which each takes a piece. `room`: how many bytes are left, `memory`: where they
// are. `first`, of an append: the capacity of the first growth from nothing where Go has a buffer, which
// cap() shows; 0: none, or given.
typedef struct {
    int64_t first;
    int64_t room;
    char *memory;
} RtPieces;

// Where a local slice that append grows may begin: memory of the frame, which it leaves before it escapes.
typedef struct {
    char *memory;     // in the checked mode the cell that stands for it, NULL before there is one
    int64_t room;     // bytes
    int64_t held;     // the slice may have something to leave there
    void *go_array;   // the array that Go has in its buffer and cuts off where the slice escapes, or NULL
    bool go_used;     // there was one
    RtPieces *pieces; // where the array goes that leaves, before the heap, or NULL
    void *frame;      // checked mode
    void *site;
} RtBacking;

enum {
    RT_BACKING_FRAME = 1, // the append may use the memory
    RT_BACKING_STEPS = 2, // Go uses its buffer step by step
};

// complex128
typedef struct {
    double real, imag;
} RtComplex;

// any (and every interface without methods). `data` is the value itself for pointer-shaped types
// (RT_FLAG_DIRECT), else a pointer to an immutable copy of the value. type == NULL: nil interface.
typedef struct {
    const RtType *type;
    void *data;
} RtEface;

// An interface with methods. itab == NULL: nil interface.
typedef struct {
    const RtItab *itab;
    void *data;
} RtIface;

// func value: pointer to a closure record whose first word is the code; captures follow.
// The code takes the record itself as its first argument (the context).
typedef struct {
    void *code;
} RtClosure;

// Allocator state and pointer map of one (size, pointer mask) pair. Codegen emits one mutable global
// per distinct pair (internal linkage, name layout.SIZE.MASK) with the first five fields set and the rest
// zero; the inline fast path is
//     p = cursor; if (limit - p >= size) { cursor = p + size; return p; } return rt_new_slow(layout);
// [cursor, limit) is always zeroed memory.
struct RtLayout {
    char *cursor;
    char *limit;
    int64_t size;       // of one cell, a multiple of 8, > 0
    int64_t mask_words; // of the leading 8-byte words of a cell, how many the mask describes; 0: no pointers
    const uint64_t *mask; // bit i of word i/64: the i-th 8-byte word of a cell holds a pointer
    int64_t single;       // not 0: one value without arrays; so no code keeps it by the address of its end
    // The runtime's own, zero at start.
    int64_t cells;       // of one block; 0: not used yet
    int64_t reciprocal;  // ceil(2^32 / size)
    int64_t block;       // where the next run is searched for: the block's index, 0 none,
    int64_t cell;        // and the first cell not looked at
    int64_t first_block; // list of the blocks that had free cells when the last cycle ended
    RtLayout *next;      // list of all layouts in use
    RtLayout **arrays;   // derived layouts of small arrays of this
};

// The kinds are those of package reflect, with its numbers.
typedef enum {
    RT_INVALID,
    RT_BOOL,
    RT_INT,
    RT_INT8,
    RT_INT16,
    RT_INT32,
    RT_INT64,
    RT_UINT,
    RT_UINT8,
    RT_UINT16,
    RT_UINT32,
    RT_UINT64,
    RT_UINTPTR,
    RT_FLOAT32,
    RT_FLOAT64,
    RT_COMPLEX64,
    RT_COMPLEX128,
    RT_ARRAY,
    RT_CHAN,
    RT_FUNC,
    RT_INTERFACE,
    RT_MAP,
    RT_POINTER,
    RT_SLICE,
    RT_STRING,
    RT_STRUCT,
    RT_UNSAFE_POINTER,
} RtKind;

enum {
    RT_FLAG_DIRECT = 1,     // pointer-shaped: stored directly in an interface's data word
    RT_FLAG_COMPARABLE = 2, // == is defined (an interface inside may still panic)
    RT_FLAG_MEMEQ = 4,      // == is memory equality (no padding, floats, strings or interfaces inside)
    RT_FLAG_NAMED = 8,      // a defined type (or predeclared)
};

typedef struct {
    RtString name;
    const RtType *type;
    int64_t offset;
    const char *pkg; // declaring package of an unexported name, else NULL
    int64_t embedded;
} RtField;

// One method of a concrete type's method set, or of an interface type (code == NULL there).
// Methods are sorted by name, then pkg.
typedef struct {
    RtString name;
    const char *pkg;    // declaring package of an unexported name, else NULL
    const RtType *type; // the func type without receiver
    void *code;         // takes the interface's data word as its first argument
} RtMethod;

// Descriptor of a type. Exactly one per identical type in a program: identity is pointer equality.
struct RtType {
    int64_t size;
    uint32_t hash; // of the type's identity, stable within a build
    uint8_t kind;  // RtKind
    uint8_t align;
    uint8_t flags;
    uint8_t variadic;      // func: last parameter is ...T
    RtString name;         // as %T prints it: "main.T", "[]int", "map[string]*main.T"
    RtString base;         // of a defined type: its bare name ("T"), else empty
    RtLayout *layout;      // for allocating one value; NULL when size is 0
    const RtType *elem;    // pointer, slice, array, chan, map value
    const RtType *key;     // map key
    int64_t len;           // array length; chan: direction bits 1 receive, 2 send
    const RtField *fields; // struct; func: parameters (nin of them), then results
    int64_t nfields;
    int64_t nin;
    const RtMethod *methods;
    int64_t nmethods;
    // map: one entry is {key, padding, value, padding}
    int64_t entry_size;
    int64_t value_offset;
    RtLayout *entry_layout;
    const RtType *pointer_to; // *T when the program has a descriptor for it, else NULL
};

// Method table for one (interface, concrete type) pair; code[i] is for the interface's i-th method.
struct RtItab {
    const RtType *iface;
    const RtType *type;
    void *code[];
};

// Boxes that need no allocation, in rt_small_boxes: of the empty string, then of the numbers below 256.
enum { RT_SMALL_STRING = 0, RT_SMALL_NUMBERS = 2, RT_SMALL_BOXES = RT_SMALL_NUMBERS + 256 };

// A map value is a pointer to this header; nil is NULL. Up to RT_MAP_SMALL entries are kept linear, in
// `entries`, without control bytes; that form can live on the stack: header, then RT_MAP_SMALL entries.
enum { RT_MAP_SMALL = 8, RT_MAP_HEADER_SIZE = 64, RT_MAP_ITER_SIZE = 128 };

// Iterator state, in the frame of the range statement. key == NULL: at the end.
typedef struct {
    void *key;
    void *value;
    uint64_t opaque[(RT_MAP_ITER_SIZE - 16) / 8];
} RtMapIter;

// An activation that defers calls, in its frame: its address identifies the activation. When a panic that
// one of its calls recovers may resume it there, rt_frame_save has filled it.
enum { RT_FRAME_WORDS = 9 }; // rbx rbp r12 r13 r14 r15 rsp, return address, stack limit
typedef struct {
    void *registers[RT_FRAME_WORDS];
} RtFrame;

// A deferred call, in the frame of the function (or on the heap when the defer is in a loop).
// Newest first in the goroutine's list.
typedef struct RtDefer {
    struct RtDefer *next;
    RtFrame *frame;     // whose it is
    RtClosure *closure; // func(): arguments were evaluated and captured
} RtDefer;

// Where generated code finds fields of the running goroutine, *rt_g. A function that calls recover compares
// `callee` with its own address when it is entered: see codegen/recover.c. `defers` is the newest RtDefer.
enum { RT_G_CALLEE = 0, RT_G_PANICS = 8, RT_G_DEFERS = 16 };

// One operation on a channel: a case of a select statement, or a send or receive that has to wait. It lies on
// the stack of its goroutine. Of a select's cases, generated code writes the first three members.
typedef struct RtChanCase {
    void *chan;    // nil: never ready
    void *element; // on the stack: the one to send, or where to receive one; NULL: drop it
    bool is_send;
    bool ok; // after a receive: false: the channel is closed. After a send: true
    // The runtime's own, while it waits.
    struct RtG *g;
    struct RtChanCase *next, *previous; // in the channel's queue
    struct RtChanCase *group;           // the cases of one select, of which one will happen
    int64_t group_size;
} RtChanCase;

enum { RT_CHAN_CASE_SIZE = 64 };

// Site table of the checked mode: where a stack site is, for its message.
typedef struct {
    const char *position; // "file.mini:12:5"
    const char *text;     // "&T{...}"
} RtSite;

// What --allocs counts of a site.
typedef struct {
    const char *position;             // "" when it is not to be printed
    const char *text;                 // "&T{...}"
    const char *said;                 // by the analysis
    int64_t never_on_heap;            // 1: an object of it on the heap is a bug
    int64_t objects, bytes;           // the site ran so often; bytes of objects in the frame
    int64_t heap_objects, heap_bytes; // what it took from the heap
} RtAllocSite;

// Go's name for the kinds of bounds failure, for rt_panic_bounds.
typedef enum {
    RT_BOUNDS_INDEX,       // index out of range [x] with length y
    RT_BOUNDS_SLICE_ALEN,  // slice bounds out of range [:x] with length y      s[?:x], string and array
    RT_BOUNDS_SLICE_ACAP,  // slice bounds out of range [:x] with capacity y    s[?:x], slice
    RT_BOUNDS_SLICE_B,     // slice bounds out of range [x:y]                   s[x:y]
    RT_BOUNDS_SLICE3_ALEN, // slice bounds out of range [::x] with length y
    RT_BOUNDS_SLICE3_ACAP, // slice bounds out of range [::x] with capacity y
    RT_BOUNDS_SLICE3_B,    // slice bounds out of range [:x:y]
    RT_BOUNDS_SLICE3_C,    // slice bounds out of range [x:y:]
    RT_BOUNDS_CONVERT,     // cannot convert slice with length x to array or pointer to array with length y
} RtBounds;

// The part of the runtime's state that generated code reads inline.
typedef struct {
    uint8_t marking; // the write barrier is on
} RtGcState;

#endif
