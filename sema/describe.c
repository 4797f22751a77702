// What sema found out about an expression, for dumps of the typed tree.
#include "sema/check.h"
#include "sema/text.h"

static const char *selection_word(SelectKind kind) {
    switch (kind) {
    case SELECT_UNRESOLVED: return "unresolved";
    case SELECT_QUALIFIED: return "qualified";
    case SELECT_FIELD: return "field";
    case SELECT_METHOD: return "method";
    case SELECT_INTERFACE_METHOD: return "interface-method";
    case SELECT_METHOD_EXPR: return "method-expression";
    }
    return "";
}

static const char *call_word(CallKind kind) {
    switch (kind) {
    case CALL_UNRESOLVED: return "unresolved";
    case CALL_FUNCTION: return "function";
    case CALL_METHOD: return "method";
    case CALL_INTERFACE: return "interface";
    case CALL_VALUE: return "value";
    case CALL_BUILTIN: return "builtin";
    }
    return "";
}

static const char *convert_word(ConvertKind kind) {
    switch (kind) {
    case CONVERT_NOOP: return "noop";
    case CONVERT_NUMERIC: return "numeric";
    case CONVERT_INT_TO_STRING: return "int-to-string";
    case CONVERT_BYTES_TO_STRING: return "bytes-to-string";
    case CONVERT_RUNES_TO_STRING: return "runes-to-string";
    case CONVERT_STRING_TO_BYTES: return "string-to-bytes";
    case CONVERT_STRING_TO_RUNES: return "string-to-runes";
    case CONVERT_SLICE_TO_ARRAY: return "slice-to-array";
    case CONVERT_SLICE_TO_ARRAY_POINTER: return "slice-to-array-pointer";
    case CONVERT_TO_INTERFACE: return "to-interface";
    case CONVERT_INTERFACE: return "interface-to-interface";
    }
    return "";
}

const char *sema_describe_expr(void *program, const Expr *expr) {
    Program *p = program;
    if (!expr->type || expr->type->kind == TYPE_INVALID) { // the name of a builtin or a package has no type
        return NULL;
    }
    Text text = {.arena = p->session->arena};
    text_add(&text, "%s%s", expr->is_type ? "type " : "", type_text(text.arena, expr->type, p->main));
    if (expr->constant) {
        text_add(&text, " = %s", constant_text(text.arena, expr->constant));
    }
    switch (expr->kind) {
    case EXPR_SELECTOR: text_add(&text, ", %s", selection_word(expr->selector.kind)); break;
    case EXPR_CALL: text_add(&text, ", %s call", call_word(expr->call.kind)); break;
    case EXPR_CONVERT: text_add(&text, ", %s", convert_word(expr->convert.kind)); break;
    default: break; // the type says it all
    }
    return text_finish(&text);
}
