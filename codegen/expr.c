// Expressions: the dispatcher, identifiers, selectors, indirection, and the places of addressable
// expressions.
//
// Three ways to evaluate: gen_expr gives a value that stays what it is; gen_expr_view may give the address of
// a big variable; gen_place gives the address of whatever can be assigned to, with the nil and bounds checks
// that reaching it needs.
#include "codegen/values.h"

bool gen_expr_is_nil(Expr *expr) {
    expr = ast_unparen(expr);
    return expr->kind == EXPR_IDENT && expr->ident.object && expr->ident.object->kind == OBJECT_NIL;
}

// Does viewing the (big) expression give memory that later evaluation may change?
static bool is_location(FuncGen *fg, const Expr *expr) {
    if (expr->constant || gen_memo_find(fg, expr)) {
        return false;
    }
    switch (expr->kind) {
    case EXPR_PAREN: return is_location(fg, expr->paren.x);
    case EXPR_CONVERT: return expr->convert.kind == CONVERT_NOOP && is_location(fg, expr->convert.x);
    case EXPR_IDENT:
    case EXPR_SELECTOR:
    case EXPR_INDEX:
    case EXPR_STAR: return true;
    default: return false;
    }
}

Value gen_expr(FuncGen *fg, Expr *expr) {
    Value value = gen_expr_view(fg, expr);
    if (value.llvm && gen_is_big(value.type) && is_location(fg, expr)) {
        return gen_load_stable(fg, (Place){value.llvm, value.type, false});
    }
    return value;
}

void gen_expr_into(FuncGen *fg, Expr *expr, LLVMValueRef address) {
    Expr *inner = ast_unparen(expr);
    bool in_place = inner->kind == EXPR_COMPOSITE_LIT && gen_is_big(inner->type) &&
                    !inner->composite.address && !gen_memo_find(fg, inner);
    if (in_place) {
        gen_composite_into(fg, inner, address);
    } else {
        gen_init(fg, address, gen_expr_view(fg, expr));
    }
}

// A declared function as a value, or a variable.
static Value object_value(FuncGen *fg, Object *object, Type *type) {
    switch (object->kind) {
    case OBJECT_NIL: return gen_zero(fg, type);
    case OBJECT_FUNC: return gen_value(gen_function_closure(fg->gen, object->func.func), type);
    case OBJECT_VAR: return gen_load(fg, gen_variable(fg, object));
    case OBJECT_PACKAGE_NAME:
    case OBJECT_CONST:
    case OBJECT_TYPE:
    case OBJECT_LABEL:
    case OBJECT_BUILTIN: break;
    }
    return gen_zero(fg, type);
}

Value gen_part(FuncGen *fg, Value whole, int index, Type *type, int64_t offset) {
    if (gen_is_big(whole.type)) {
        return gen_load(fg, (Place){gen_offset(fg, whole.llvm, offset), type, false});
    }
    return gen_value(gen_extract(fg, whole.llvm, (unsigned)index), type);
}

// x.f of a struct that is a value, or in a variable.
static Value field_value(FuncGen *fg, Expr *expr) {
    Expr *x = ast_unparen(expr->selector.x);
    if (expr->selector.through_pointer || x->addressable) {
        return gen_load(fg, gen_place(fg, expr));
    }
    Value whole = gen_expr_view(fg, x);
    Field *field = &type_underlying(x->type)->struct_.fields[expr->selector.field];
    return gen_part(fg, whole, expr->selector.field, expr->type, field->offset);
}

static Value selector_value(FuncGen *fg, Expr *expr) {
    switch (expr->selector.kind) {
    case SELECT_QUALIFIED: return object_value(fg, expr->selector.object, expr->type);
    case SELECT_FIELD: return field_value(fg, expr);
    case SELECT_METHOD:
    case SELECT_INTERFACE_METHOD: return gen_method_value(fg, expr);
    case SELECT_METHOD_EXPR: return gen_value(gen_method_expr(fg->gen, expr), expr->type);
    case SELECT_UNRESOLVED: break;
    }
    return gen_zero(fg, expr->type);
}

static Value index_value(FuncGen *fg, Expr *expr) {
    Type *container = type_underlying(expr->index.x->type);
    if (container->kind == TYPE_MAP) {
        return gen_map_index(fg, expr);
    }
    if (type_is_string(container)) {
        return gen_string_index(fg, expr);
    }
    return gen_load(fg, gen_index_place(fg, expr));
}

static Value convert_value(FuncGen *fg, Expr *expr) {
    if (gen_expr_is_nil(expr->convert.x)) {
        return gen_zero(fg, expr->type);
    }
    if (expr->convert.kind == CONVERT_TO_INTERFACE) {
        return gen_box(fg, expr);
    }
    return gen_convert_value(fg, expr, gen_expr_view(fg, expr->convert.x));
}

Value gen_convert_value(FuncGen *fg, Expr *convert, Value x) {
    switch (convert->convert.kind) {
    case CONVERT_NOOP: return gen_value(x.llvm, convert->type);
    case CONVERT_NUMERIC: return gen_convert_numeric(fg, x, convert->type);
    case CONVERT_INT_TO_STRING:
    case CONVERT_BYTES_TO_STRING:
    case CONVERT_RUNES_TO_STRING:
    case CONVERT_STRING_TO_BYTES:
    case CONVERT_STRING_TO_RUNES: return gen_convert_string(fg, convert, x);
    case CONVERT_SLICE_TO_ARRAY:
    case CONVERT_SLICE_TO_ARRAY_POINTER: return gen_convert_slice(fg, convert, x);
    case CONVERT_TO_INTERFACE: return gen_box_value(fg, convert, x);
    case CONVERT_INTERFACE: return gen_convert_interface(fg, x, convert->type);
    }
    return x;
}

// The value of a condition that needs branches: && and ||.
static Value logical_value(FuncGen *fg, Expr *expr) {
    LLVMBasicBlockRef is_true = gen_block(fg, "true"), is_false = gen_block(fg, "false"),
                      done = gen_block(fg, "bool");
    gen_cond(fg, expr, is_true, is_false);
    gen_enter(fg, is_true);
    gen_branch(fg, done);
    gen_enter(fg, is_false);
    gen_branch(fg, done);
    gen_enter(fg, done);
    LLVMValueRef phi = LLVMBuildPhi(fg->builder, fg->gen->i1, "");
    LLVMValueRef values[] = {gen_bool(fg->gen, true), gen_bool(fg->gen, false)};
    LLVMAddIncoming(phi, values, (LLVMBasicBlockRef[]){is_true, is_false}, 2);
    return gen_value(phi, expr->type);
}

static Value arithmetic_value(FuncGen *fg, Expr *expr) {
    Expr *operands[] = {expr->binary.x, expr->binary.y};
    int mark = gen_order_begin(fg, operands, 2);
    Value x = gen_expr(fg, operands[0]);
    Value y = gen_expr(fg, operands[1]);
    gen_order_end(fg, mark);
    return gen_binary_op(fg, expr->binary.op, expr->type, x, y, expr->site);
}

static Value binary_value(FuncGen *fg, Expr *expr) {
    switch (expr->binary.op) {
    case OP_LOGICAL_AND:
    case OP_LOGICAL_OR: return logical_value(fg, expr);
    case OP_EQ:
    case OP_NE:
    case OP_LT:
    case OP_LE:
    case OP_GT:
    case OP_GE: return gen_comparison(fg, expr);
    case OP_ADD: return type_is_string(expr->type) ? gen_concat(fg, expr) : arithmetic_value(fg, expr);
    case OP_SUB:
    case OP_MUL:
    case OP_DIV:
    case OP_REM:
    case OP_AND:
    case OP_OR:
    case OP_XOR:
    case OP_SHL:
    case OP_SHR:
    case OP_AND_NOT: return arithmetic_value(fg, expr);
    case OP_NONE:
    case OP_NOT:
    case OP_RECEIVE:
    case OP_TILDE:
    case OP_COUNT: break;
    }
    return gen_zero(fg, expr->type);
}

static Value constant_value(FuncGen *fg, Expr *expr) {
    return gen_value(gen_constant(fg->gen, expr->type, expr->constant), expr->type);
}

static Value evaluate(FuncGen *fg, Expr *expr) {
    switch (expr->kind) {
    case EXPR_PAREN: return gen_expr_view(fg, expr->paren.x);
    case EXPR_IDENT: return object_value(fg, expr->ident.object, expr->type);
    case EXPR_COMPOSITE_LIT: return gen_composite(fg, expr);
    case EXPR_FUNC_LIT: return gen_func_literal(fg, expr);
    case EXPR_SELECTOR: return selector_value(fg, expr);
    case EXPR_INDEX: return index_value(fg, expr);
    case EXPR_SLICE: return gen_slice_expr(fg, expr);
    case EXPR_TYPE_ASSERT: return gen_type_assert(fg, expr);
    case EXPR_CALL: return expr->call.kind == CALL_BUILTIN ? gen_builtin(fg, expr) : gen_call(fg, expr);
    case EXPR_STAR: return gen_load(fg, gen_place(fg, expr));
    case EXPR_ADDRESS: return gen_address_of(fg, expr);
    case EXPR_UNARY: return expr->unary.op == OP_RECEIVE ? gen_receive(fg, expr) : gen_unary(fg, expr);
    case EXPR_BINARY: return binary_value(fg, expr);
    case EXPR_CONVERT: return convert_value(fg, expr);
    case EXPR_TUPLE_ITEM: return gen_tuple_item(fg, expr);
    case EXPR_KEY_VALUE: return gen_expr_view(fg, expr->key_value.value);
    case EXPR_BAD:
    case EXPR_BASIC_LIT: // always constant
    case EXPR_ELLIPSIS:
    case EXPR_ARRAY_TYPE:
    case EXPR_STRUCT_TYPE:
    case EXPR_FUNC_TYPE:
    case EXPR_INTERFACE_TYPE:
    case EXPR_MAP_TYPE:
    case EXPR_CHAN_TYPE:
    case EXPR_KIND_COUNT: break;
    }
    return gen_value(NULL, expr->type);
}

Value gen_expr_view(FuncGen *fg, Expr *expr) {
    const Value *memo = gen_memo_find(fg, expr);
    if (memo) {
        return memo[0];
    }
    if (expr->constant) {
        return constant_value(fg, expr);
    }
    Pos outer = fg->position;
    gen_debug_position(fg, expr->op_pos);
    Value value = evaluate(fg, expr);
    gen_debug_position(fg, outer);
    return value;
}

// ---- Places

static Place pointed_place(FuncGen *fg, Expr *pointer) {
    Value value = gen_expr(fg, pointer);
    gen_nil_check(fg, value.llvm);
    return (Place){value.llvm, type_underlying(pointer->type)->pointer.elem, false};
}

static Place field_place(FuncGen *fg, Expr *expr) {
    Expr *x = expr->selector.x;
    Place whole = expr->selector.through_pointer ? pointed_place(fg, x) : gen_place(fg, x);
    Field *field = &type_underlying(whole.type)->struct_.fields[expr->selector.field];
    return (Place){gen_offset(fg, whole.address, field->offset), expr->type, whole.on_stack};
}

// A value that has no place of its own: a temporary.
static Place temporary_place(FuncGen *fg, Expr *expr) {
    return (Place){gen_spill(fg, gen_expr(fg, expr)), expr->type, true};
}

// Go reports an index at its '[', in an assignment as well.
static Place index_place(FuncGen *fg, Expr *expr) {
    Pos outer = fg->position;
    gen_debug_position(fg, expr->op_pos);
    Place place = gen_index_place(fg, expr);
    gen_debug_position(fg, outer);
    return place;
}

Place gen_place(FuncGen *fg, Expr *expr) {
    if (gen_memo_find(fg, expr) || expr->constant) {
        return temporary_place(fg, expr);
    }
    switch (expr->kind) {
    case EXPR_PAREN: return gen_place(fg, expr->paren.x);
    case EXPR_IDENT:
        if (expr->ident.object->kind == OBJECT_VAR) {
            return gen_variable(fg, expr->ident.object);
        }
        break;
    case EXPR_SELECTOR:
        if (expr->selector.kind == SELECT_FIELD) {
            return field_place(fg, expr);
        }
        if (expr->selector.kind == SELECT_QUALIFIED && expr->selector.object->kind == OBJECT_VAR) {
            return gen_variable(fg, expr->selector.object);
        }
        break;
    case EXPR_INDEX: {
        Type *container = type_underlying(expr->index.x->type);
        if (container->kind != TYPE_MAP && !type_is_string(container)) {
            return index_place(fg, expr);
        }
        break;
    }
    case EXPR_STAR: return pointed_place(fg, expr->star.x);
    default: break; // not addressable
    }
    return temporary_place(fg, expr);
}

// ---- Conditions

void gen_cond(FuncGen *fg, Expr *expr, LLVMBasicBlockRef then, LLVMBasicBlockRef otherwise) {
    Expr *cond = ast_unparen(expr);
    bool plain = cond->constant || gen_memo_find(fg, cond) || gen_memo_find(fg, expr);
    if (!plain && cond->kind == EXPR_UNARY && cond->unary.op == OP_NOT) {
        gen_cond(fg, cond->unary.x, otherwise, then);
        return;
    }
    if (!plain && cond->kind == EXPR_CONVERT && cond->convert.kind == CONVERT_NOOP) {
        gen_cond(fg, cond->convert.x, then, otherwise);
        return;
    }
    if (!plain && cond->kind == EXPR_BINARY) {
        bool is_and = cond->binary.op == OP_LOGICAL_AND, is_or = cond->binary.op == OP_LOGICAL_OR;
        if (is_and || is_or) {
            LLVMBasicBlockRef second = gen_block(fg, is_and ? "and" : "or");
            gen_cond(fg, cond->binary.x, is_and ? second : then, is_and ? otherwise : second);
            gen_enter(fg, second);
            gen_cond(fg, cond->binary.y, then, otherwise);
            return;
        }
    }
    LLVMBuildCondBr(fg->builder, gen_expr(fg, expr).llvm, then, otherwise);
}

// ---- Shared small things

LLVMValueRef gen_to_i64(FuncGen *fg, Value value) {
    if (type_is_unsigned(value.type)) {
        return LLVMBuildZExtOrBitCast(fg->builder, value.llvm, fg->gen->i64, "");
    }
    return LLVMBuildSExtOrBitCast(fg->builder, value.llvm, fg->gen->i64, "");
}

LLVMValueRef gen_intrinsic(FuncGen *fg, const char *name, LLVMTypeRef *overload, int overload_count,
                           LLVMValueRef *args, int count) {
    Gen *gen = fg->gen;
    unsigned id = LLVMLookupIntrinsicID(name, strlen(name));
    LLVMValueRef function = LLVMGetIntrinsicDeclaration(gen->module, id, overload, (size_t)overload_count);
    LLVMTypeRef type = LLVMGlobalGetValueType(function);
    return LLVMBuildCall2(fg->builder, type, function, args, (unsigned)count, "");
}

LLVMValueRef gen_memory_equal(FuncGen *fg, LLVMValueRef a, LLVMValueRef b, LLVMValueRef size) {
    Gen *gen = fg->gen;
    LLVMTypeRef params[] = {gen->ptr, gen->ptr, gen->i64};
    LLVMTypeRef type = LLVMFunctionType(gen->i32, params, 3, false);
    LLVMValueRef function = LLVMGetNamedFunction(gen->module, "memcmp");
    if (!function) {
        function = LLVMAddFunction(gen->module, "memcmp", type);
    }
    LLVMValueRef args[] = {a, b, size};
    LLVMValueRef order = LLVMBuildCall2(fg->builder, type, function, args, 3, "");
    return LLVMBuildIsNull(fg->builder, order, "");
}
