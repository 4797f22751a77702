// Values that are data rather than code: literals of constants wherever they stand, and most of what package
// variables begin with.
//
// The initial value of a package variable is evaluated once. So an object that it makes (of &T{}, a slice's
// array, the copy in an interface) may be a global, too: it takes no time at start, no heap, and no code,
// which matters for the tables of thousands of entries that generators write. A part that is not known is
// left zero, to be stored when the program starts. What is laid out is what Go's compiler lays out
// (cmd/compile/internal/staticinit); escape/static.c says so to the reports.
#include "codegen/static.h"
#include "base/unicode.h"
#include "codegen/values.h"

typedef struct {
    Gen *gen;
    LateParts *late; // NULL: the value may be evaluated often, so it must be complete and make no objects
} Layout;

static const Spot nowhere = {NULL, 0};

LLVMValueRef static_address(Gen *gen, Spot spot) {
    LLVMValueRef offset = gen_i64(gen, spot.offset);
    return spot.offset ? LLVMConstInBoundsGEP2(gen->i8, spot.object, &offset, 1) : spot.object;
}

// The functions from here to lay_out return the constant of what will lie at `spot`. NULL: code must compute
// all of it; nothing has been added to the late parts then.
static LLVMValueRef lay_out(const Layout *layout, Expr *expr, Spot spot);

static Spot spot_part(Spot whole, int64_t offset) {
    return (Spot){whole.object, whole.offset + offset};
}

// A part of something larger: what is not known is added to the late parts, and begins as zero.
static LLVMValueRef lay_out_part(const Layout *layout, Expr *elem, LLVMTypeRef llvm, Spot spot,
                                 bool dropped) {
    Expr *expr = elem->kind == EXPR_KEY_VALUE ? elem->key_value.value : elem;
    LLVMValueRef value = lay_out(layout, expr, spot);
    if (value || !layout->late) {
        return value && dropped ? LLVMConstNull(llvm) : value;
    }
    VEC_PUSH(layout->gen->arena, layout->late, (LatePart){dropped ? nowhere : spot, expr});
    return LLVMConstNull(llvm);
}

static LLVMValueRef lay_out_struct(const Layout *layout, Expr *literal, Type *type, Spot spot) {
    Gen *gen = layout->gen;
    Type *shape = type_underlying(type);
    LLVMTypeRef llvm = llvm_type(gen, type);
    unsigned slots = LLVMCountStructElementTypes(llvm); // one more than fields when the end is padded
    LLVMValueRef *fields = ARENA_NEW_N(gen->arena, LLVMValueRef, slots + 1);
    for (unsigned i = 0; i < slots; i++) {
        fields[i] = LLVMConstNull(LLVMStructGetTypeAtIndex(llvm, i));
    }
    for (int i = 0; i < literal->composite.elems.len; i++) {
        int64_t index = literal->composite.indices[i];
        Field *field = &shape->struct_.fields[index];
        fields[index] = lay_out_part(layout, literal->composite.elems.items[i], LLVMTypeOf(fields[index]),
                                     spot_part(spot, field->offset), gen_is_blank_field(field));
        if (!fields[index]) {
            return NULL;
        }
    }
    return LLVMConstStructInContext(gen->context, fields, slots, false);
}

// Is the literal better zeroed and filled by code? One that is evaluated once becomes data, as in Go, unless
// it is huge.
static bool is_sparse(const Layout *layout, const Expr *literal, const Type *elem) {
    enum { SPARSE = 64, HUGE_DATA = 1 << 22 }; // elements per written one; bytes
    int64_t length = literal->composite.length;
    return length / SPARSE > literal->composite.elems.len &&
           (!layout->late || length * type_size(elem) > HUGE_DATA);
}

static LLVMValueRef lay_out_elements(const Layout *layout, Expr *literal, Type *elem_type, Spot spot) {
    Gen *gen = layout->gen;
    int64_t length = literal->composite.length;
    LLVMTypeRef elem = llvm_type(gen, elem_type);
    LLVMValueRef zero = LLVMConstNull(elem);
    LLVMValueRef *items = ARENA_NEW_N(gen->arena, LLVMValueRef, length + 1);
    for (int64_t i = 0; i < length; i++) {
        items[i] = zero;
    }
    for (int i = 0; i < literal->composite.elems.len; i++) {
        int64_t index = literal->composite.indices[i];
        Spot place = spot_part(spot, index * type_size(elem_type));
        items[index] = lay_out_part(layout, literal->composite.elems.items[i], elem, place, false);
        if (!items[index]) {
            return NULL;
        }
    }
    return LLVMConstArray2(elem, items, (uint64_t)length);
}

static LLVMValueRef lay_out_array(const Layout *layout, Expr *literal, Type *type, Spot spot) {
    Type *elem = type_underlying(type)->array.elem;
    if (literal->composite.elems.len == 0) {
        return LLVMConstNull(llvm_type(layout->gen, type));
    }
    return is_sparse(layout, literal, elem) ? NULL : lay_out_elements(layout, literal, elem, spot);
}

// ---- Objects

LLVMValueRef static_variable(Gen *gen, LLVMTypeRef llvm, const Type *type, const char *name) {
    LLVMValueRef global = LLVMAddGlobal(gen->module, llvm, name);
    LLVMSetInitializer(global, LLVMConstNull(llvm));
    LLVMSetLinkage(global, LLVMInternalLinkage);
    LLVMSetAlignment(global, type_align(type) < 8 ? 8 : (unsigned)type_align(type));
    if (type_has_pointers(type)) {
        LLVMSetSection(global, "minic_roots");
    }
    return global;
}

static LLVMValueRef new_object(const Layout *layout, LLVMTypeRef llvm, const Type *type) {
    LLVMValueRef object = static_variable(layout->gen, llvm, type, "data");
    LLVMSetLinkage(object, LLVMPrivateLinkage);
    return object;
}

// The object with its content, or NULL.
static LLVMValueRef filled(LLVMValueRef object, LLVMValueRef content) {
    if (content) {
        LLVMSetInitializer(object, content);
        return object;
    }
    LLVMDeleteGlobal(object);
    return NULL;
}

static LLVMValueRef slice_constant(Gen *gen, LLVMValueRef array, int64_t length) {
    LLVMValueRef parts[] = {array, gen_i64(gen, length), gen_i64(gen, length)};
    return LLVMConstStructInContext(gen->context, parts, 3, false);
}

static LLVMValueRef lay_out_slice(const Layout *layout, Expr *literal, Type *type) {
    Gen *gen = layout->gen;
    Type *elem = type_underlying(type)->slice.elem;
    int64_t length = literal->composite.length;
    if (literal->composite.elems.len == 0) {
        return slice_constant(gen, gen->zero_base, 0);
    }
    if (!layout->late || type_size(elem) == 0 || is_sparse(layout, literal, elem)) {
        return NULL;
    }
    LLVMTypeRef llvm = LLVMArrayType2(llvm_type(gen, elem), (uint64_t)length);
    LLVMValueRef array = new_object(layout, llvm, elem);
    array = filled(array, lay_out_elements(layout, literal, elem, (Spot){array, 0}));
    return slice_constant(gen, array, length);
}

static LLVMValueRef rune_array(Gen *gen, const char *text, int64_t length) {
    VEC(LLVMValueRef) runes = {0};
    for (int64_t i = 0; i < length;) {
        uint32_t rune;
        i += unicode_decode(text + i, (size_t)(length - i), &rune);
        VEC_PUSH(gen->arena, &runes, LLVMConstInt(gen->i32, rune, false));
    }
    return LLVMConstArray2(gen->i32, runes.items, (uint64_t)runes.len);
}

// []byte("text"), []rune("text")
static LLVMValueRef lay_out_text(const Layout *layout, const Expr *convert) {
    const Constant *constant = convert->convert.x->constant;
    if (!layout->late || !constant) {
        return NULL;
    }
    Gen *gen = layout->gen;
    int64_t length;
    const char *text = constant_string(constant, &length);
    if (length == 0) {
        return slice_constant(gen, gen->zero_base, 0);
    }
    LLVMValueRef array = convert->convert.kind == CONVERT_STRING_TO_RUNES
                             ? rune_array(gen, text, length)
                             : LLVMConstStringInContext2(gen->context, text, (size_t)length, true);
    const Type *elem = type_underlying(convert->type)->slice.elem;
    LLVMValueRef object = filled(new_object(layout, LLVMTypeOf(array), elem), array);
    return slice_constant(gen, object, (int64_t)LLVMGetArrayLength2(LLVMTypeOf(array)));
}

// The literal as a value of `type`: its own type, or for an elided &T the T.
static LLVMValueRef lay_out_literal(const Layout *layout, Expr *literal, Type *type, Spot spot) {
    switch (type_underlying(type)->kind) {
    case TYPE_STRUCT: return lay_out_struct(layout, literal, type, spot);
    case TYPE_ARRAY: return lay_out_array(layout, literal, type, spot);
    case TYPE_SLICE: return lay_out_slice(layout, literal, type);
    default: return NULL;
    }
}

// &T{...}
static LLVMValueRef lay_out_object(const Layout *layout, Expr *literal, Type *type) {
    if (!layout->late) {
        return NULL;
    }
    if (type_size(type) == 0) {
        return literal->composite.elems.len == 0 ? layout->gen->zero_base : NULL;
    }
    LLVMValueRef object = new_object(layout, llvm_type(layout->gen, type), type);
    return filled(object, lay_out_literal(layout, literal, type, (Spot){object, 0}));
}

static LLVMValueRef unwrap_pointer(Gen *gen, LLVMValueRef constant) {
    while (LLVMTypeOf(constant) != gen->ptr) {
        constant = LLVMGetAggregateElement(constant, 0);
    }
    return constant;
}

// A value without late parts, or NULL.
static LLVMValueRef lay_out_whole(const Layout *layout, Expr *x) {
    int parts = layout->late ? layout->late->len : 0;
    LLVMValueRef value = lay_out(layout, x, nowhere);
    if (layout->late && layout->late->len > parts) {
        layout->late->len = parts;
        return NULL;
    }
    return value;
}

// The second word of an interface that holds the value of x. Nobody writes to a box, but the late parts do.
static LLVMValueRef lay_out_box(const Layout *layout, Expr *x) {
    Gen *gen = layout->gen;
    if (type_is_pointer_shaped(x->type)) {
        LLVMValueRef pointer = lay_out_whole(layout, x);
        return pointer ? unwrap_pointer(gen, pointer) : NULL;
    }
    if (!layout->late || x->constant || type_size(x->type) == 0) {
        LLVMValueRef value = gen_static(gen, x);
        return !value                   ? NULL
               : type_size(x->type) > 0 ? gen_constant_box(gen, value, x->type)
                                        : gen->zero_base;
    }
    int parts = layout->late->len;
    LLVMValueRef box = new_object(layout, llvm_type(gen, x->type), x->type);
    LLVMValueRef value = lay_out(layout, x, (Spot){box, 0});
    if (value && layout->late->len == parts) {
        LLVMDeleteGlobal(box);
        return gen_constant_box(gen, value, x->type);
    }
    return filled(box, value);
}

// ---- Expressions

// Where a package variable, or a part of one, lies; false when that must be computed.
static bool find_spot(Gen *gen, Expr *place, Spot *spot) {
    Expr *x = ast_unparen(place);
    const Object *object = x->kind == EXPR_IDENT ? x->ident.object : NULL;
    if (x->kind == EXPR_SELECTOR && x->selector.kind == SELECT_QUALIFIED) {
        object = x->selector.object;
    }
    if (object) {
        bool global = object->kind == OBJECT_VAR && !object->var.func && !object->var.is_field;
        *spot = global ? (Spot){gen_global(gen, (Object *)object), 0} : nowhere;
        return global;
    }
    if (x->kind == EXPR_SELECTOR && x->selector.kind == SELECT_FIELD && !x->selector.through_pointer &&
        find_spot(gen, x->selector.x, spot)) {
        spot->offset += type_underlying(x->selector.x->type)->struct_.fields[x->selector.field].offset;
        return true;
    }
    if (x->kind == EXPR_INDEX && type_underlying(x->index.x->type)->kind == TYPE_ARRAY &&
        x->index.indices.items[0]->constant && find_spot(gen, x->index.x, spot)) {
        spot->offset += (int64_t)constant_bits(x->index.indices.items[0]->constant) * type_size(x->type);
        return true;
    }
    return false;
}

// The value of a name: a function, or a variable that always has its first value.
static LLVMValueRef lay_out_name(const Layout *layout, Object *object) {
    if (object->kind == OBJECT_FUNC) {
        return gen_function_closure(layout->gen, object->func.func);
    }
    if (!layout->late || object->kind != OBJECT_VAR || object->var.func || type_size(object->type) == 0) {
        return NULL;
    }
    LLVMValueRef global = gen_global(layout->gen, object);
    return LLVMIsGlobalConstant(global) ? LLVMGetInitializer(global) : NULL;
}

static LLVMValueRef lay_out_selector(const Layout *layout, Expr *expr) {
    switch (expr->selector.kind) {
    case SELECT_QUALIFIED: return lay_out_name(layout, expr->selector.object);
    case SELECT_METHOD_EXPR: return gen_method_expr(layout->gen, expr);
    case SELECT_FIELD:
    case SELECT_METHOD:
    case SELECT_INTERFACE_METHOD:
    case SELECT_UNRESOLVED: break;
    }
    return NULL;
}

static LLVMValueRef lay_out_address(const Layout *layout, Expr *place) {
    Expr *x = ast_unparen(place);
    if (x->kind == EXPR_COMPOSITE_LIT && layout->late && type_underlying(x->type)->kind == TYPE_MAP) {
        LLVMValueRef object = new_object(layout, layout->gen->ptr, x->type);
        VEC_PUSH(layout->gen->arena, layout->late, (LatePart){{object, 0}, x});
        return object;
    }
    if (x->kind == EXPR_COMPOSITE_LIT) {
        return lay_out_object(layout, x, x->type);
    }
    Spot spot;
    return find_spot(layout->gen, x, &spot) ? static_address(layout->gen, spot) : NULL;
}

static LLVMValueRef lay_out_conversion(const Layout *layout, Expr *expr, Spot spot) {
    Gen *gen = layout->gen;
    if (gen_expr_is_nil(expr->convert.x)) {
        return LLVMConstNull(llvm_type(gen, expr->type));
    }
    switch (expr->convert.kind) {
    case CONVERT_NOOP: return lay_out(layout, expr->convert.x, spot);
    case CONVERT_STRING_TO_BYTES:
    case CONVERT_STRING_TO_RUNES: return lay_out_text(layout, expr);
    case CONVERT_TO_INTERFACE: {
        Expr *x = ast_unparen(expr->convert.x);
        LLVMValueRef words[] = {NULL, lay_out_box(layout, x)};
        words[0] = words[1] ? gen_interface_word(gen, expr->type, x->type) : NULL;
        return words[1] ? LLVMConstStructInContext(gen->context, words, 2, false) : NULL;
    }
    case CONVERT_NUMERIC:
    case CONVERT_INT_TO_STRING:
    case CONVERT_BYTES_TO_STRING:
    case CONVERT_RUNES_TO_STRING:
    case CONVERT_SLICE_TO_ARRAY:
    case CONVERT_SLICE_TO_ARRAY_POINTER:
    case CONVERT_INTERFACE: break;
    }
    return NULL;
}

static LLVMValueRef lay_out(const Layout *layout, Expr *expr, Spot spot) {
    Gen *gen = layout->gen;
    expr = ast_unparen(expr);
    if (expr->constant) {
        return gen_constant(gen, expr->type, expr->constant);
    }
    if (gen_expr_is_nil(expr)) {
        return LLVMConstNull(llvm_type(gen, expr->type));
    }
    switch (expr->kind) {
    case EXPR_IDENT: return lay_out_name(layout, expr->ident.object);
    case EXPR_SELECTOR: return lay_out_selector(layout, expr);
    case EXPR_ADDRESS: return lay_out_address(layout, expr->address.x);
    case EXPR_CONVERT: return lay_out_conversion(layout, expr, spot);
    case EXPR_FUNC_LIT:
        return expr->func_lit.func->captures.len == 0 ? gen_function_closure(gen, expr->func_lit.func) : NULL;
    case EXPR_COMPOSITE_LIT:
        return expr->composite.address
                   ? lay_out_object(layout, expr, type_underlying(expr->type)->pointer.elem)
                   : lay_out_literal(layout, expr, expr->type, spot);
    default: return NULL;
    }
}

LLVMValueRef static_entries(Gen *gen, const Expr *literal, LLVMTypeRef entry, LateParts *late) {
    const ExprList *elems = &literal->composite.elems;
    Layout layout = {gen, late};
    LLVMTypeRef types[2];
    LLVMGetStructElementTypes(entry, types);
    int64_t stride = (int64_t)LLVMABISizeOfType(gen->data, entry);
    int64_t value_offset = (int64_t)LLVMOffsetOfElement(gen->data, entry, 1);
    LLVMTypeRef array = LLVMArrayType2(entry, (uint64_t)elems->len);
    LLVMValueRef object = new_object(&layout, array, literal->type);
    LLVMValueRef *items = ARENA_NEW_N(gen->arena, LLVMValueRef, elems->len + 1);
    int parts = late->len;
    for (int i = 0; i < elems->len; i++) {
        const Expr *pair = elems->items[i];
        Spot spot = {object, i * stride};
        LLVMValueRef fields[2];
        fields[0] = lay_out_part(&layout, pair->key_value.key, types[0], spot, false);
        fields[1] =
            lay_out_part(&layout, pair->key_value.value, types[1], spot_part(spot, value_offset), false);
        items[i] = LLVMConstStructInContext(gen->context, fields, 2, false);
    }
    LLVMSetInitializer(object, LLVMConstArray2(entry, items, (uint64_t)elems->len));
    if (late->len == parts) {
        LLVMSetGlobalConstant(object, true);
        LLVMSetSection(object, "");
    }
    return object;
}

LLVMValueRef gen_static_elements(Gen *gen, Expr *literal, Type *elem_type) {
    return lay_out_elements(&(Layout){gen, NULL}, literal, elem_type, nowhere);
}

LLVMValueRef gen_static(Gen *gen, Expr *expr) {
    return lay_out(&(Layout){gen, NULL}, expr, nowhere);
}

LLVMValueRef static_initial_value(Gen *gen, Expr *expr, Spot home, LateParts *late) {
    return lay_out(&(Layout){gen, late}, expr, home);
}
