// What the files that generate values share among themselves (gen.h holds what the rest of codegen calls).
#ifndef MINIC_CODEGEN_VALUES_H
#define MINIC_CODEGEN_VALUES_H

#include "codegen/gen.h"

// expr.c
bool gen_expr_is_nil(Expr *expr); // the predeclared nil
// An integer value widened to 64 bits by the rules of its own type.
LLVMValueRef gen_to_i64(FuncGen *fg, Value value);
// A small value's field (struct) or element (array), a big one's address; likewise of a big struct or array.
Value gen_part(FuncGen *fg, Value whole, int index, Type *type, int64_t offset);
// The predicate of an LLVM intrinsic's declaration, and a call of it.
LLVMValueRef gen_intrinsic(FuncGen *fg, const char *name, LLVMTypeRef *overload, int overload_count,
                           LLVMValueRef *args, int count);
// memcmp(a, b, size) == 0
LLVMValueRef gen_memory_equal(FuncGen *fg, LLVMValueRef a, LLVMValueRef b, LLVMValueRef size);

// intrinsic.c: the body of a library function that is an intrinsic of LLVM; false: it is none.
bool gen_intrinsic_body(FuncGen *fg, const Func *func);

// const.c
// A private constant in memory, shared by equal constants.
LLVMValueRef gen_constant_global(Gen *gen, LLVMValueRef constant, int64_t align, const char *prefix);

// static.c: the constant array of a literal's elements (array or slice), or NULL when some are not constant.
LLVMValueRef gen_static_elements(Gen *gen, Expr *literal, Type *elem_type);

// arith.c, numeric.c
Value gen_unary(FuncGen *fg, Expr *expr);
Value gen_convert_numeric(FuncGen *fg, Value x, Type *to);

// complex.c
Value gen_complex_op(FuncGen *fg, Operator op, Type *type, Value x, Value y);
Value gen_complex_negate(FuncGen *fg, Value x);
LLVMValueRef gen_complex_equal(FuncGen *fg, Value x, Value y);
Value gen_complex_convert(FuncGen *fg, Value x, Type *to);
Value gen_complex_make(FuncGen *fg, Expr *call);
Value gen_complex_part(FuncGen *fg, Expr *call, unsigned part); // 0: real, 1: imag
void gen_complex_print(FuncGen *fg, Value x);

// string.c
typedef VEC(Value) ValueList;
ValueList gen_concat_operands(FuncGen *fg, Expr *sum); // of a chain of +, or the one of anything else
Value gen_concat(FuncGen *fg, Expr *sum);              // a whole chain of + at once
Value gen_concat_values(FuncGen *fg, Type *type, const Value *items, int count, int site);
Value gen_convert_string(FuncGen *fg, Expr *convert, Value x);
Value gen_string_index(FuncGen *fg, Expr *index);

// slice.c, append.c
Place gen_index_place(FuncGen *fg, Expr *index); // of slices, arrays, pointers to arrays
Value gen_slice_expr(FuncGen *fg, Expr *slice);
Value gen_convert_slice(FuncGen *fg, Expr *convert, Value x); // to an array or a pointer to one
Value gen_append(FuncGen *fg, Expr *call);
Value gen_copy_builtin(FuncGen *fg, Expr *call);
Value gen_make_slice(FuncGen *fg, Expr *call);

// map.c
Value gen_map_index(FuncGen *fg, Expr *index); // may be the address of the table's element
Value gen_make_map(FuncGen *fg, Expr *call);
Value gen_map_literal(FuncGen *fg, Expr *literal, Type *type, int site);
LLVMTypeRef gen_map_pair(Gen *gen, const Type *map); // {key, value}, of the data that a map is filled from
// The literal's map, of entries that are an array in memory.
Value gen_map_of(FuncGen *fg, const Expr *literal, LLVMValueRef entries);

// chan.c
Value gen_make_chan(FuncGen *fg, Expr *call);
Value gen_receive(FuncGen *fg, Expr *expr);
Value gen_close(FuncGen *fg, Expr *call);

// composite.c
Value gen_composite(FuncGen *fg, Expr *literal);
void gen_composite_into(FuncGen *fg, Expr *literal, LLVMValueRef address);
Value gen_address_of(FuncGen *fg, Expr *address);

// iface.c
Value gen_box(FuncGen *fg, Expr *convert);
Value gen_box_value(FuncGen *fg, Expr *convert, Value x);
Value gen_convert_interface(FuncGen *fg, Value x, Type *to);
Value gen_type_assert(FuncGen *fg, Expr *type_assert);
// The dynamic type's descriptor, NULL for a nil interface.
LLVMValueRef gen_dynamic_type(FuncGen *fg, Value iface);
bool gen_has_methods(const Type *interface);
// The first word of such an interface that holds a `concrete`; the shared read-only copy that its second
// points to.
LLVMValueRef gen_interface_word(Gen *gen, Type *interface, Type *concrete);
LLVMValueRef gen_constant_box(Gen *gen, LLVMValueRef constant, Type *type);

// closure.c
Value gen_method_value(FuncGen *fg, Expr *selector);
LLVMValueRef gen_method_expr(Gen *gen, Expr *selector); // a static closure record

// compare.c
Value gen_comparison(FuncGen *fg, Expr *binary);
bool gen_is_blank_field(const Field *field); // named _: never equal or unequal, always zero in a literal

// print.c
Value gen_print(FuncGen *fg, Expr *call, bool newline);

#endif
