// Expressions as Go's compiler prints its typed tree in -m: parentheses only where precedence asks for them,
// constants folded, conversions spelled out, literals as T{...}.
#include "escape/text.h"

void text_put(TextBuilder *t, const char *s) {
    for (; *s; s++) {
        VEC_PUSH(t->result->arena, &t->text, *s);
    }
}

static void put_expr(TextBuilder *t, const Expr *expr, int prec);

static int binary_prec(Operator op) {
    switch (op) {
    case OP_MUL:
    case OP_DIV:
    case OP_REM:
    case OP_SHL:
    case OP_SHR:
    case OP_AND:
    case OP_AND_NOT: return PREC_MUL;
    case OP_ADD:
    case OP_SUB:
    case OP_OR:
    case OP_XOR: return PREC_ADD;
    case OP_EQ:
    case OP_NE:
    case OP_LT:
    case OP_LE:
    case OP_GT:
    case OP_GE: return PREC_COMPARE;
    case OP_LOGICAL_AND: return PREC_LOGICAL_AND;
    case OP_LOGICAL_OR: return PREC_LOGICAL_OR;
    case OP_NONE:
    case OP_NOT:
    case OP_RECEIVE:
    case OP_TILDE:
    case OP_COUNT: break;
    }
    return PREC_UNARY;
}

static int precedence(const Expr *expr) {
    if (expr->constant) {
        return PREC_PRIMARY;
    }
    switch (expr->kind) {
    case EXPR_UNARY:
    case EXPR_STAR: return PREC_UNARY;
    // Go's printer has no precedence for these, and puts them in parentheses wherever any is asked for.
    case EXPR_FUNC_LIT: return PREC_NONE;
    case EXPR_COMPOSITE_LIT: return expr->composite.address ? PREC_NONE : PREC_PRIMARY;
    case EXPR_CONVERT:
        return expr->convert.kind == CONVERT_STRING_TO_BYTES || expr->convert.kind == CONVERT_STRING_TO_RUNES
                   ? PREC_NONE
                   : PREC_PRIMARY;
    case EXPR_ADDRESS:
        return ast_unparen(expr->address.x)->kind == EXPR_COMPOSITE_LIT ? PREC_NONE : PREC_UNARY;
    case EXPR_BINARY: return query_is_string_concat(expr) ? PREC_NONE : binary_prec(expr->binary.op);
    default: return PREC_PRIMARY;
    }
}

// Implicit steps have no text of their own; embedded fields do. NULL: it is none.
static const Expr *implicit_operand(const Expr *expr) {
    if (expr->kind == EXPR_PAREN) {
        return expr->paren.x;
    }
    if (!expr->implicit) {
        return NULL;
    }
    switch ((ExprKind)expr->kind) {
    case EXPR_CONVERT: return expr->constant ? NULL : expr->convert.x;
    case EXPR_STAR: return expr->star.x;
    case EXPR_ADDRESS: return expr->address.x;
    default: return NULL;
    }
}

const Expr *text_skip_implicit(const Expr *expr) {
    for (const Expr *x = implicit_operand(expr); x; x = implicit_operand(x)) {
        expr = x;
    }
    return expr;
}

static void put_list(TextBuilder *t, const ExprList *list, int from) {
    for (int i = from; i < list->len; i++) {
        text_put(t, i > from ? ", " : "");
        put_expr(t, list->items[i], PREC_NONE);
    }
}

static void put_prefix(TextBuilder *t, const char *op, const Expr *x) {
    text_put(t, op);
    put_expr(t, x, PREC_UNARY + 1);
}

static void put_builtin_call(TextBuilder *t, const Expr *call) {
    if (call->call.builtin == BUILTIN_NEW && !call->call.args.items[0]->is_type) {
        put_prefix(t, "&", call->call.args.items[0]); // the address of the variable that keeps the value
        return;
    }
    const Expr *fun = ast_unparen(call->call.fun);
    text_put(t, fun->ident.name->text);
    text_put(t, "(");
    put_list(t, &call->call.args, 0);
    text_put(t, call->call.has_dots ? "...)" : ")");
}

static bool is_variadic_call(const Expr *call) {
    return call->call.args.len > 0 && call->call.kind != CALL_BUILTIN &&
           VEC_LAST(&call->call.args)->implicit &&
           ast_unparen(VEC_LAST(&call->call.args))->kind == EXPR_COMPOSITE_LIT;
}

// A call of a declared method prints as T.Method(x, args).
static void put_call(TextBuilder *t, const Expr *call) {
    if (call->call.kind == CALL_BUILTIN) {
        put_builtin_call(t, call);
        return;
    }
    const Expr *fun = ast_unparen(call->call.fun);
    if (call->call.kind == CALL_METHOD) {
        bool pointer = fun->selector.x->type->kind == TYPE_POINTER;
        text_put(t, pointer ? "(" : "");
        text_put_type(t, fun->selector.x->type);
        text_put(t, pointer ? ")." : ".");
        text_put(t, fun->selector.sel->text);
        text_put(t, "(");
        put_expr(t, fun->selector.x, PREC_NONE);
        text_put(t, call->call.args.len ? ", " : "");
    } else {
        put_expr(t, fun, PREC_PRIMARY);
        text_put(t, "(");
    }
    put_list(t, &call->call.args, 0);
    text_put(t, call->call.has_dots || is_variadic_call(call) ? "...)" : ")");
}

static void put_slice(TextBuilder *t, const Expr *expr) {
    put_expr(t, expr->slice.x, PREC_PRIMARY);
    text_put(t, "[");
    if (expr->slice.lo) {
        put_expr(t, expr->slice.lo, PREC_NONE);
    }
    text_put(t, ":");
    if (expr->slice.hi) {
        put_expr(t, expr->slice.hi, PREC_NONE);
    }
    if (expr->slice.three) {
        text_put(t, ":");
        put_expr(t, expr->slice.max, PREC_NONE);
    }
    text_put(t, "]");
}

static void put_composite(TextBuilder *t, const Expr *expr) {
    if (expr->implicit) {
        text_put(t, "... argument");
        return;
    }
    const Type *type = expr->type;
    if (expr->composite.address) {
        text_put(t, "&");
        type = type_underlying(type)->pointer.elem;
    }
    text_put_written_type(t, expr->composite.type, type);
    text_put(t, expr->composite.elems.len ? "{...}" : "{}");
}

// Go converts an operand of another slice type first.
static const char *implied_slice(const Expr *convert) {
    const Type *from = type_underlying(convert->convert.x->type);
    if (convert->convert.kind == CONVERT_BYTES_TO_STRING) {
        return from->slice.elem->kind == TYPE_UINT8 ? NULL : "([]byte)(";
    }
    if (convert->convert.kind == CONVERT_RUNES_TO_STRING) {
        return from->slice.elem->kind == TYPE_INT32 ? NULL : "([]rune)(";
    }
    return NULL;
}

static void put_convert(TextBuilder *t, const Expr *expr) {
    const Expr *written = expr->convert.type_expr;
    bool any = written && written->kind == EXPR_IDENT && strcmp(written->ident.name->text, "any") == 0;
    bool named = expr->type->kind == TYPE_NAMED || expr->type->kind < TYPE_ARRAY || any;
    if (query_is_rune_literal(expr)) {
        int64_t len = 0;
        constant_string(expr->convert.x->constant, &len);
        text_put_written_type(t, expr->convert.type_expr, expr->type);
        text_put(t, len ? "{...}" : "{}");
        return;
    }
    text_put(t, named ? "" : "(");
    text_put_written_type(t, expr->convert.type_expr, expr->type);
    text_put(t, named ? "(" : ")(");
    const char *implied = implied_slice(expr);
    text_put(t, implied ? implied : "");
    put_expr(t, expr->convert.x, PREC_NONE);
    text_put(t, implied ? "))" : ")");
}

static void put_binary(TextBuilder *t, const Expr *expr) {
    if (query_is_string_concat(expr)) {
        ExprList operands = {0};
        query_concat_operands(t->result->arena, (Expr *)expr, &operands);
        for (int i = 0; i < operands.len; i++) {
            text_put(t, i ? " + " : "");
            put_expr(t, operands.items[i], PREC_ADD);
        }
        return;
    }
    int prec = binary_prec(expr->binary.op);
    put_expr(t, expr->binary.x, prec);
    text_put(t, " ");
    text_put(t, ast_operator_text(expr->binary.op));
    text_put(t, " ");
    put_expr(t, expr->binary.y, prec + 1);
}

static void put_make_or_call(TextBuilder *t, const Expr *call) {
    bool make = call->call.kind == CALL_BUILTIN && call->call.builtin == BUILTIN_MAKE;
    if (!make) {
        put_call(t, call);
        return;
    }
    text_put(t, "make(");
    text_put_written_type(t, call->call.args.items[0], call->type);
    for (int i = 1; i < call->call.args.len; i++) {
        text_put(t, ", ");
        Expr *size = call->call.args.items[i];
        bool last = i == call->call.args.len - 1;
        int64_t value = last ? static_make_size(t->result, size) : -1;
        if (value >= 0 && type_underlying(call->type)->kind == TYPE_SLICE) {
            text_put(t, arena_printf(t->result->arena, "%lld", (long long)value));
        } else {
            put_expr(t, size, PREC_NONE);
        }
    }
    text_put(t, ")");
}

static void put_selector(TextBuilder *t, const Expr *expr) {
    if (expr->selector.kind == SELECT_METHOD_EXPR) {
        put_expr(t, expr->selector.x, PREC_UNARY);
    } else {
        put_expr(t, expr->selector.x, PREC_PRIMARY);
    }
    text_put(t, ".");
    text_put(t, expr->selector.sel->text);
}

static void put_tuple_item(TextBuilder *t, const Expr *item) {
    const char **parts = table_get(&t->result->temps, ast_unparen(item->tuple_item.tuple));
    text_put(t, parts ? parts[item->tuple_item.index] : "");
}

// Go's compiler hangs the call on the first of its values, in a conversion, unless one is there already.
static void put_first_item(TextBuilder *t, const Expr *item) {
    bool named = item->type->kind == TYPE_NAMED || item->type->kind < TYPE_ARRAY;
    text_put(t, named ? "" : "(");
    text_put_type(t, item->type);
    text_put(t, named ? "(" : ")(");
    put_tuple_item(t, item);
    text_put(t, ")");
}

static void put_kind(TextBuilder *t, const Expr *expr) {
    switch (expr->kind) {
    case EXPR_IDENT: text_put(t, expr->ident.name->text); break;
    case EXPR_COMPOSITE_LIT: put_composite(t, expr); break;
    case EXPR_FUNC_LIT: text_put(t, "func literal"); break;
    case EXPR_SELECTOR: put_selector(t, expr); break;
    case EXPR_INDEX:
        put_expr(t, expr->index.x, PREC_PRIMARY);
        text_put(t, "[");
        put_expr(t, expr->index.indices.items[0], PREC_NONE);
        text_put(t, "]");
        break;
    case EXPR_SLICE: put_slice(t, expr); break;
    case EXPR_TYPE_ASSERT:
        put_expr(t, expr->type_assert.x, PREC_PRIMARY);
        text_put(t, ".(");
        text_put_type(t, query_type(expr));
        text_put(t, ")");
        break;
    case EXPR_CALL: put_make_or_call(t, expr); break;
    case EXPR_STAR: put_prefix(t, "*", expr->star.x); break;
    case EXPR_ADDRESS: {
        const Expr *x = ast_unparen(expr->address.x);
        text_put(t, "&");
        put_expr(t, x, x->kind == EXPR_COMPOSITE_LIT ? PREC_NONE : PREC_UNARY + 1);
        break;
    }
    case EXPR_UNARY: put_prefix(t, ast_operator_text(expr->unary.op), expr->unary.x); break;
    case EXPR_BINARY: put_binary(t, expr); break;
    case EXPR_CONVERT: put_convert(t, expr); break;
    case EXPR_TUPLE_ITEM: put_tuple_item(t, expr); break;
    case EXPR_BASIC_LIT:
        text_put(t, arena_strndup(t->result->arena, expr->basic.text, (size_t)expr->basic.len));
        break;
    case EXPR_BAD:
    case EXPR_PAREN:
    case EXPR_KEY_VALUE:
    case EXPR_ELLIPSIS:
    case EXPR_ARRAY_TYPE:
    case EXPR_STRUCT_TYPE:
    case EXPR_FUNC_TYPE:
    case EXPR_INTERFACE_TYPE:
    case EXPR_MAP_TYPE:
    case EXPR_CHAN_TYPE:
    case EXPR_KIND_COUNT: break;
    }
}

static void put_whole(TextBuilder *t, const Expr *expr, int prec) {
    if (expr->kind == EXPR_TUPLE_ITEM && expr->tuple_item.index == 0) {
        put_first_item(t, expr);
        return;
    }
    expr = text_skip_implicit(expr);
    if (expr->constant) {
        text_put_constant(t, expr);
        return;
    }
    if (expr->is_type) {
        bool paren = prec > PREC_UNARY && expr->type->kind == TYPE_POINTER;
        text_put(t, paren ? "(" : "");
        text_put_written_type(t, expr, expr->type);
        text_put(t, paren ? ")" : "");
        return;
    }
    bool paren = prec > precedence(expr);
    text_put(t, paren ? "(" : "");
    put_kind(t, expr);
    text_put(t, paren ? ")" : "");
}

// What stands in an expression is printed as the variable that keeps its value, if there is one.
static void put_expr(TextBuilder *t, const Expr *expr, int prec) {
    const char **temp = table_get(&t->result->temps, expr);
    for (const Expr *x = implicit_operand(expr); x && !temp; x = implicit_operand(x)) {
        temp = table_get(&t->result->temps, x);
    }
    if (temp) {
        text_put(t, *temp);
    } else {
        put_whole(t, expr, prec);
    }
}

void text_put_expr(TextBuilder *t, const Expr *expr) {
    put_whole(t, expr, PREC_NONE);
}

void text_put_operand(TextBuilder *t, const Expr *expr, int prec) {
    put_expr(t, expr, prec);
}

const char *text_built(TextBuilder *t) {
    VEC_PUSH(t->result->arena, &t->text, '\0');
    return t->text.items;
}

const char *text_of_expr(const EscapeResult *r, const Expr *expr) {
    TextBuilder builder = {.result = r};
    put_whole(&builder, expr, PREC_NONE);
    return text_built(&builder);
}

Pos text_pos(const Expr *expr) {
    return text_skip_implicit(expr)->op_pos;
}
