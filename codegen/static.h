#ifndef MINIC_CODEGEN_STATIC_H
#define MINIC_CODEGEN_STATIC_H

#include "codegen/gen.h"

// Where a value will lie: at a byte offset of a global.
typedef struct {
    LLVMValueRef object; // NULL: nowhere
    int64_t offset;
} Spot;

// A part of a package variable's first value that the program computes when it starts, and drops where it
// lies nowhere.
typedef struct {
    Spot spot;
    Expr *value;
} LatePart;

typedef VEC(LatePart) LateParts;

// The constant of an expression that is evaluated once, into `home`, or NULL when all of it is code. The
// objects that it makes are globals; `late` gets the parts that are zero as yet, in the order of the source.
LLVMValueRef static_initial_value(Gen *gen, Expr *expr, Spot home, LateParts *late);
// The entries of a map literal that is evaluated once: an array of `entry`, a struct of key and value.
LLVMValueRef static_entries(Gen *gen, const Expr *literal, LLVMTypeRef entry, LateParts *late);
LLVMValueRef static_address(Gen *gen, Spot spot);
// A new global in writable memory, scanned by the collector if it may hold pointers.
LLVMValueRef static_variable(Gen *gen, LLVMTypeRef llvm, const Type *type, const char *name);

#endif
