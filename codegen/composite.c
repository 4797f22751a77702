// Composite literals: built straight into their memory. Large ones of constants are copied from read-only
// data.
#include "codegen/values.h"

enum {
    COPY_FROM_DATA = 32, // bytes from which constant elements are copied rather than stored one by one
    SPARSE = 64,         // elements per written one, beyond which zeroing and storing is smaller than data
};

static Expr *element_value(Expr *elem) {
    return elem->kind == EXPR_KEY_VALUE ? elem->key_value.value : elem;
}

static void struct_into(FuncGen *fg, Expr *literal, Type *type, LLVMValueRef address, bool zeroed) {
    Type *shape = type_underlying(type);
    ExprList *elems = &literal->composite.elems;
    if (!zeroed && elems->len < shape->struct_.count) {
        gen_zero_memory(fg, address, type);
    }
    for (int i = 0; i < elems->len; i++) {
        Field *field = &shape->struct_.fields[literal->composite.indices[i]];
        LLVMValueRef place = gen_offset(fg, address, field->offset);
        gen_expr_into(fg, element_value(elems->items[i]), place);
        if (gen_is_blank_field(field)) {
            gen_zero_memory(fg, place, field->type);
        }
    }
}

// Copies the elements from data when they are all constant; false when they are not, or data does not pay.
static bool elements_from_data(FuncGen *fg, Expr *literal, Type *elem, LLVMValueRef address) {
    Gen *gen = fg->gen;
    int64_t length = literal->composite.length, bytes = length * type_size(elem);
    if (bytes < COPY_FROM_DATA || length / SPARSE > literal->composite.elems.len) {
        return false;
    }
    LLVMValueRef data = gen_static_elements(gen, literal, elem);
    if (!data) {
        return false;
    }
    unsigned align = (unsigned)type_align(elem);
    LLVMValueRef global = gen_constant_global(gen, data, align, "elements");
    LLVMBuildMemCpy(fg->builder, address, align, global, align, gen_i64(gen, bytes));
    return true;
}

static void elements_into(FuncGen *fg, Expr *literal, Type *elem, LLVMValueRef address) {
    ExprList *elems = &literal->composite.elems;
    for (int i = 0; i < elems->len; i++) {
        LLVMValueRef index = gen_i64(fg->gen, literal->composite.indices[i]);
        gen_expr_into(fg, element_value(elems->items[i]), gen_element(fg, address, elem, index));
    }
}

static void array_into(FuncGen *fg, Expr *literal, Type *type, LLVMValueRef address, bool zeroed) {
    Type *elem = type_underlying(type)->array.elem;
    if (elements_from_data(fg, literal, elem, address)) {
        return;
    }
    if (!zeroed && literal->composite.elems.len < literal->composite.length) {
        gen_zero_memory(fg, address, type);
    }
    elements_into(fg, literal, elem, address);
}

static Value slice_literal(FuncGen *fg, Expr *literal, Type *type, int site) {
    Type *elem = type_underlying(type)->slice.elem;
    LLVMValueRef address = gen_alloc_site_array(fg, site, elem, literal->composite.length, NULL);
    if (!elements_from_data(fg, literal, elem, address)) {
        elements_into(fg, literal, elem, address);
    }
    LLVMValueRef len = gen_i64(fg->gen, literal->composite.length);
    return gen_value(gen_slice_value(fg, address, len, len), type);
}

// A literal of a struct or array type that is a small value. A blank field's value is computed and dropped.
static Value small_literal(FuncGen *fg, Expr *literal, Type *type) {
    Type *shape = type_underlying(type);
    ExprList *elems = &literal->composite.elems;
    LLVMValueRef value = gen_zero_constant(fg->gen, type);
    for (int i = 0; i < elems->len; i++) {
        int64_t index = literal->composite.indices[i];
        LLVMValueRef part = gen_expr(fg, element_value(elems->items[i])).llvm;
        if (shape->kind == TYPE_ARRAY || !gen_is_blank_field(&shape->struct_.fields[index])) {
            value = gen_insert(fg, value, part, (unsigned)index);
        }
    }
    return gen_value(value, type);
}

// The literal as a value of `type`: its own type, or for an elided &T the T.
static Value literal_value(FuncGen *fg, Expr *literal, Type *type, int site) {
    switch (type_underlying(type)->kind) {
    case TYPE_SLICE: return slice_literal(fg, literal, type, site);
    case TYPE_MAP: return gen_map_literal(fg, literal, type, site);
    default: break;
    }
    if (!gen_is_big(type)) {
        return small_literal(fg, literal, type);
    }
    LLVMValueRef memory = gen_alloca(fg, type, "literal");
    if (type_underlying(type)->kind == TYPE_STRUCT) {
        struct_into(fg, literal, type, memory, false);
    } else {
        array_into(fg, literal, type, memory, false);
    }
    return gen_value(memory, type);
}

// New zeroed memory by `site`, filled from the literal, whose own site is that of a slice's or map's content.
static LLVMValueRef pointer_literal(FuncGen *fg, Expr *literal, Type *type, int site, int content_site) {
    Type *shape = type_underlying(type);
    if (!gen_is_big(type)) {
        Value value = literal_value(fg, literal, type, content_site);
        LLVMValueRef address = gen_alloc_site(fg, site, type, NULL);
        gen_init(fg, address, value);
        return address;
    }
    LLVMValueRef address = gen_alloc_site(fg, site, type, NULL);
    if (shape->kind == TYPE_STRUCT) {
        struct_into(fg, literal, type, address, true);
    } else {
        array_into(fg, literal, type, address, true);
    }
    return address;
}

Value gen_composite(FuncGen *fg, Expr *literal) {
    ExprList *elems = &literal->composite.elems;
    int mark = gen_order_begin(fg, elems->items, elems->len);
    Value value;
    if (literal->composite.address) {
        Type *type = type_underlying(literal->type)->pointer.elem;
        value = gen_value(pointer_literal(fg, literal, type, literal->site, 0), literal->type);
    } else {
        value = literal_value(fg, literal, literal->type, literal->site);
    }
    gen_order_end(fg, mark);
    return value;
}

void gen_composite_into(FuncGen *fg, Expr *literal, LLVMValueRef address) {
    ExprList *elems = &literal->composite.elems;
    int mark = gen_order_begin(fg, elems->items, elems->len);
    if (type_underlying(literal->type)->kind == TYPE_STRUCT) {
        struct_into(fg, literal, literal->type, address, false);
    } else {
        array_into(fg, literal, literal->type, address, false);
    }
    gen_order_end(fg, mark);
}

Value gen_address_of(FuncGen *fg, Expr *address) {
    Expr *x = ast_unparen(address->address.x);
    if (x->kind != EXPR_COMPOSITE_LIT) {
        return gen_value(gen_place(fg, x).address, address->type);
    }
    ExprList *elems = &x->composite.elems;
    int mark = gen_order_begin(fg, elems->items, elems->len);
    Value value = gen_value(pointer_literal(fg, x, x->type, address->site, x->site), address->type);
    gen_order_end(fg, mark);
    return value;
}
