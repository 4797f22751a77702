// The dump's nodes for expressions and types.
#include "parser/dump_private.h"

#include <stddef.h>

static void add_literal(cJSON *node, const Expr *expr) {
    static const char *const kinds[] = {[LIT_INT] = "int",
                                        [LIT_FLOAT] = "float",
                                        [LIT_IMAGINARY] = "imaginary",
                                        [LIT_RUNE] = "rune",
                                        [LIT_STRING] = "string"};
    cJSON_AddStringToObject(node, "literal", kinds[expr->basic.kind]);
    dump_text(node, "text", expr->basic.text, expr->basic.len);
}

static void add_slice(const Dump *dump, cJSON *node, const Expr *expr) {
    dump_child(node, "x", dump_expr(dump, expr->slice.x));
    dump_child(node, "low", dump_expr(dump, expr->slice.lo));
    dump_child(node, "high", dump_expr(dump, expr->slice.hi));
    dump_child(node, "max", dump_expr(dump, expr->slice.max));
}

static void add_call(const Dump *dump, cJSON *node, const Expr *expr) {
    dump_flag(node, "dots", expr->call.has_dots);
    dump_child(node, "fun", dump_expr(dump, expr->call.fun));
    dump_child(node, "spread", dump_expr(dump, expr->call.spread));
    dump_exprs(dump, node, "args", &expr->call.args);
}

static void add_composite(const Dump *dump, cJSON *node, const Expr *expr) {
    dump_child(node, "type", dump_expr(dump, expr->composite.type));
    dump_exprs(dump, node, "elements", &expr->composite.elems);
}

static void add_func_lit(const Dump *dump, cJSON *node, const Expr *expr) {
    dump_child(node, "type", dump_expr(dump, expr->func_lit.type));
    dump_stmts(dump, node, "body", &expr->func_lit.body->stmts);
}

static void add_func_type(const Dump *dump, cJSON *node, const Expr *expr) {
    dump_flag(node, "type_params", expr->func_type.has_type_params);
    dump_fields(dump, node, "params", expr->func_type.params, expr->func_type.param_count);
    dump_fields(dump, node, "results", expr->func_type.results, expr->func_type.result_count);
}

static void add_chan_type(const Dump *dump, cJSON *node, const Expr *expr) {
    static const char *const directions[] = {
        [CHAN_BOTH] = "both", [CHAN_SEND_ONLY] = "send", [CHAN_RECEIVE_ONLY] = "receive"};
    cJSON_AddStringToObject(node, "direction", directions[expr->chan_type.dir]);
    dump_child(node, "elem", dump_expr(dump, expr->chan_type.elem));
}

static void add_operation(const Dump *dump, cJSON *node, Operator op, const Expr *x, const Expr *y) {
    cJSON_AddStringToObject(node, "op", ast_operator_text(op));
    dump_child(node, "x", dump_expr(dump, x));
    dump_child(node, "y", dump_expr(dump, y));
}

static void add_two(const Dump *dump, cJSON *node, const char *first, const Expr *a, const char *second,
                    const Expr *b) {
    dump_child(node, first, dump_expr(dump, a));
    dump_child(node, second, dump_expr(dump, b));
}

static void add_selector(const Dump *dump, cJSON *node, const Expr *expr) {
    dump_name(node, "name", expr->selector.sel);
    dump_child(node, "x", dump_expr(dump, expr->selector.x));
}

static void add_index(const Dump *dump, cJSON *node, const Expr *expr) {
    dump_child(node, "x", dump_expr(dump, expr->index.x));
    dump_exprs(dump, node, "indices", &expr->index.indices);
}

static void add_interface_type(const Dump *dump, cJSON *node, const Expr *expr) {
    dump_fields(dump, node, "elements", expr->interface_type.methods, expr->interface_type.method_count);
}

static void add_members(const Dump *dump, cJSON *node, const Expr *expr) {
    switch (expr->kind) {
    case EXPR_BAD: break;
    case EXPR_IDENT: dump_name(node, "name", expr->ident.name); break;
    case EXPR_BASIC_LIT: add_literal(node, expr); break;
    case EXPR_COMPOSITE_LIT: add_composite(dump, node, expr); break;
    case EXPR_FUNC_LIT: add_func_lit(dump, node, expr); break;
    case EXPR_PAREN: dump_child(node, "x", dump_expr(dump, expr->paren.x)); break;
    case EXPR_SELECTOR: add_selector(dump, node, expr); break;
    case EXPR_INDEX: add_index(dump, node, expr); break;
    case EXPR_SLICE: add_slice(dump, node, expr); break;
    case EXPR_TYPE_ASSERT:
        add_two(dump, node, "x", expr->type_assert.x, "type", expr->type_assert.type);
        break;
    case EXPR_CALL: add_call(dump, node, expr); break;
    case EXPR_STAR: dump_child(node, "x", dump_expr(dump, expr->star.x)); break;
    case EXPR_ADDRESS: dump_child(node, "x", dump_expr(dump, expr->address.x)); break;
    case EXPR_UNARY: add_operation(dump, node, expr->unary.op, expr->unary.x, NULL); break;
    case EXPR_BINARY: add_operation(dump, node, expr->binary.op, expr->binary.x, expr->binary.y); break;
    case EXPR_KEY_VALUE:
        add_two(dump, node, "key", expr->key_value.key, "value", expr->key_value.value);
        break;
    case EXPR_ELLIPSIS: dump_child(node, "elem", dump_expr(dump, expr->ellipsis.elem)); break;
    case EXPR_ARRAY_TYPE:
        add_two(dump, node, "len", expr->array_type.len, "elem", expr->array_type.elem);
        break;
    case EXPR_STRUCT_TYPE:
        dump_fields(dump, node, "fields", expr->struct_type.fields, expr->struct_type.field_count);
        break;
    case EXPR_FUNC_TYPE: add_func_type(dump, node, expr); break;
    case EXPR_INTERFACE_TYPE: add_interface_type(dump, node, expr); break;
    case EXPR_MAP_TYPE: add_two(dump, node, "key", expr->map_type.key, "value", expr->map_type.value); break;
    case EXPR_CHAN_TYPE: add_chan_type(dump, node, expr); break;
    case EXPR_CONVERT: add_two(dump, node, "type", expr->convert.type_expr, "x", expr->convert.x); break;
    case EXPR_TUPLE_ITEM: cJSON_AddNumberToObject(node, "index", expr->tuple_item.index); break;
    case EXPR_KIND_COUNT: break;
    }
}

cJSON *dump_expr(const Dump *dump, const Expr *expr) {
    if (expr == NULL) {
        return NULL;
    }
    cJSON *node = dump_node(dump, ast_expr_kind_name(expr->kind), expr->op_pos);
    dump_flag(node, "implicit", expr->implicit);
    const char *described = dump->describe != NULL ? dump->describe(dump->context, expr) : NULL;
    if (described != NULL && *described != '\0') {
        cJSON_AddStringToObject(node, "typed", described);
    }
    add_members(dump, node, expr);
    return node;
}
