// The order of evaluation among the operands of one expression, as Go's compiler chooses it where the
// specification leaves it open: function calls happen first, from left to right; variables are read
// afterwards. So `i + f()` sees the `i` that f left.
//
// This is what Go's cmd/compile/internal/walk/order.go does; when a later operand contains a call, the calls
// of all operands are made up front and their values remembered by fg->memos; evaluating the operands then
// finds them there. Operands without calls cost nothing.
#include "codegen/gen.h"

// Builtins that only compute.
static bool is_quiet_builtin(const Expr *call) {
    if (call->call.kind != CALL_BUILTIN) {
        return false;
    }
    switch ((BuiltinId)call->call.builtin) {
    case BUILTIN_LEN:
    case BUILTIN_CAP:
    case BUILTIN_MIN:
    case BUILTIN_MAX:
    case BUILTIN_NEW:
    case BUILTIN_MAKE:
    case BUILTIN_COMPLEX:
    case BUILTIN_REAL:
    case BUILTIN_IMAG: return true;
    case BUILTIN_APPEND:
    case BUILTIN_CLEAR:
    case BUILTIN_CLOSE:
    case BUILTIN_COPY:
    case BUILTIN_DELETE:
    case BUILTIN_PANIC:
    case BUILTIN_PRINT:
    case BUILTIN_PRINTLN:
    case BUILTIN_RECOVER:
    case BUILTIN_RANGE_DEFERS:
    case BUILTIN_RANGE_PANIC:
    case BUILTIN_COUNT: return false;
    }
    return false;
}

static bool find_call(AstVisitor *visitor, Expr *expr) {
    bool *found = visitor->data;
    if (*found || expr->constant || expr->is_type || expr->kind == EXPR_FUNC_LIT) {
        return false;
    }
    *found = (expr->kind == EXPR_CALL && !is_quiet_builtin(expr)) ||
             (expr->kind == EXPR_UNARY && expr->unary.op == OP_RECEIVE);
    return !*found;
}

bool gen_has_call(Expr *expr) {
    bool found = false;
    AstVisitor visitor = {.expr = find_call, .data = &found};
    ast_walk_expr(&visitor, expr);
    return found;
}

static void make_calls(FuncGen *fg, Expr *expr);

static void make_calls_of(FuncGen *fg, const ExprList *list) {
    for (int i = 0; i < list->len; i++) {
        make_calls(fg, list->items[i]);
    }
}

static void remember(FuncGen *fg, Expr *expr) {
    Value *value = ARENA_NEW(fg->gen->arena, Value);
    *value = gen_expr(fg, expr);
    gen_memo_bind(fg, expr, value);
}

static bool is_map(const Expr *expr) {
    return type_underlying(expr->type)->kind == TYPE_MAP;
}

// Is the operand of this boxing read only when the box is made? The compiler passes words, strings and slices
// to the routine that makes it; other values it copies first.
static bool is_boxed_late(const Type *type) {
    bool is_word = !type_has_pointers(type) && type_size(type) >= 2 && type_size(type) <= 8 &&
                   type_size(type) == type_align(type);
    return is_word || type_is_string(type) || type_underlying(type)->kind == TYPE_SLICE ||
           type_is_interface(type);
}

static void make_calls_of_conversion(FuncGen *fg, Expr *expr) {
    switch (expr->convert.kind) {
    case CONVERT_STRING_TO_BYTES:
    case CONVERT_STRING_TO_RUNES: remember(fg, expr); break;
    case CONVERT_TO_INTERFACE:
        if (is_boxed_late(expr->convert.x->type)) {
            make_calls(fg, expr->convert.x);
        } else if (!expr->convert.x->constant) {
            remember(fg, expr->convert.x);
        }
        break;
    case CONVERT_NOOP:
    case CONVERT_NUMERIC:
    case CONVERT_INT_TO_STRING:
    case CONVERT_BYTES_TO_STRING:
    case CONVERT_RUNES_TO_STRING:
    case CONVERT_SLICE_TO_ARRAY:
    case CONVERT_SLICE_TO_ARRAY_POINTER:
    case CONVERT_INTERFACE: make_calls(fg, expr->convert.x); break;
    }
}

// Evaluates the parts that happen in sequence, innermost operands left to right; leaves plain reads for
// later.
static void make_calls(FuncGen *fg, Expr *expr) {
    if (!expr || expr->constant || expr->is_type || gen_memo_find(fg, expr)) {
        return;
    }
    switch (expr->kind) {
    case EXPR_CALL: remember(fg, expr); break;
    case EXPR_PAREN: make_calls(fg, expr->paren.x); break;
    case EXPR_SELECTOR:
        if (expr->selector.kind != SELECT_QUALIFIED && expr->selector.kind != SELECT_METHOD_EXPR) {
            make_calls(fg, expr->selector.x);
        }
        break;
    case EXPR_INDEX:
        make_calls(fg, expr->index.x);
        if (is_map(expr->index.x) && !expr->index.indices.items[0]->constant) {
            remember(fg, expr->index.indices.items[0]);
        } else {
            make_calls_of(fg, &expr->index.indices);
        }
        break;
    case EXPR_SLICE:
    case EXPR_TYPE_ASSERT: remember(fg, expr); break;
    case EXPR_STAR: make_calls(fg, expr->star.x); break;
    case EXPR_ADDRESS: make_calls(fg, expr->address.x); break;
    case EXPR_UNARY:
        if (expr->unary.op == OP_RECEIVE) {
            remember(fg, expr);
        } else {
            make_calls(fg, expr->unary.x);
        }
        break;
    case EXPR_BINARY:
        if (expr->binary.op == OP_LOGICAL_AND || expr->binary.op == OP_LOGICAL_OR) {
            remember(fg, expr);
        } else {
            make_calls(fg, expr->binary.x);
            make_calls(fg, expr->binary.y);
        }
        break;
    case EXPR_KEY_VALUE:
        make_calls(fg, expr->key_value.key);
        make_calls(fg, expr->key_value.value);
        break;
    case EXPR_CONVERT: make_calls_of_conversion(fg, expr); break;
    case EXPR_COMPOSITE_LIT:
        if (is_map(expr)) {
            remember(fg, expr);
        } else {
            make_calls_of(fg, &expr->composite.elems);
        }
        break;
    case EXPR_BAD:
    case EXPR_IDENT:
    case EXPR_BASIC_LIT:
    case EXPR_FUNC_LIT:
    case EXPR_ELLIPSIS:
    case EXPR_ARRAY_TYPE:
    case EXPR_STRUCT_TYPE:
    case EXPR_FUNC_TYPE:
    case EXPR_INTERFACE_TYPE:
    case EXPR_MAP_TYPE:
    case EXPR_CHAN_TYPE:
    case EXPR_TUPLE_ITEM:
    case EXPR_KIND_COUNT: break;
    }
}

int gen_order_begin(FuncGen *fg, Expr *const *operands, int count) {
    int mark = fg->memos.len;
    int last = 0;
    for (int i = 1; i < count; i++) {
        if (operands[i] && gen_has_call(operands[i])) {
            last = i;
        }
    }
    for (int i = 0; last > 0 && i <= last; i++) {
        make_calls(fg, operands[i]);
    }
    return mark;
}

void gen_order_end(FuncGen *fg, int mark) {
    fg->memos.len = mark;
}
