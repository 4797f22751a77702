// Parameter lists: which names belong to which types, and what is wrong with the list.
//
// A list either names all its parameters or none, and `a, b int` and `int, string` begin alike: so the
// grammar reads a lone name as a type, and the whole list decides. The rules and messages are those of
// Go's parser.
#include "parser/build.h"

#include <stdbool.h>
#include <stddef.h>

// A lone name: `a` in (a, b int), or a type's name. In type parameter lists it has no type at all.
static bool is_bare(const FieldDecl *param) {
    return param->type == NULL || (param->name == NULL && param->type->kind == EXPR_IDENT);
}

static Span start_of(const FieldDecl *param) {
    return param->name != NULL ? param->name_span : param->type->span;
}

typedef struct {
    int named; // with name and type
    int typed; // with a type
} ParamCount;

static ParamCount count_params(const Fields *params) {
    ParamCount count = {0};
    for (int i = 0; i < params->len; i++) {
        bool bare = is_bare(&params->items[i]);
        count.typed += !bare;
        count.named += !bare && params->items[i].name != NULL;
    }
    return count;
}

// From right to left, each lone name takes the type at its right. Returns the leftmost entry that lacks
// something, or -1.
static int distribute_types(Parser *p, Fields *params) {
    int wrong = -1;
    Expr *type = NULL;
    for (int i = params->len - 1; i >= 0; i--) {
        FieldDecl *param = &params->items[i];
        if (!is_bare(param)) {
            type = param->type;
            if (param->name == NULL) {
                wrong = i;
            }
            continue;
        }
        if (param->name == NULL) {
            param->name = param->type->ident.name;
            param->name_span = param->type->span;
        }
        param->type = type != NULL ? type : build_bad_expr(p, param->name_span);
        if (type == NULL) {
            wrong = i;
        }
    }
    return wrong;
}

static void resolve_params(Parser *p, Fields *params, const Token *end, bool names_required) {
    ParamCount count = count_params(params);
    if (count.named == params->len || (count.named == 0 && !names_required)) {
        return;
    }
    int wrong = distribute_types(p, params);
    if (wrong < 0) {
        return;
    }
    if (count.named == count.typed) {
        report_syntax_error(p, end->span, "%s",
                            names_required ? "missing type constraint" : "missing parameter type");
    } else if (names_required) {
        report_syntax_error(p, start_of(&params->items[wrong]), "missing type parameter name%s",
                            params->len == 1 ? " or invalid array length" : "");
    } else {
        report_syntax_error(p, start_of(&params->items[wrong]), "missing parameter name");
    }
}

static void check_dots(Parser *p, const Fields *params, bool allowed) {
    for (int i = 0; i < params->len; i++) {
        const Expr *type = params->items[i].type;
        if (type->kind == EXPR_ELLIPSIS && (!allowed || i + 1 < params->len)) {
            report_error(p, type->span, "%s",
                         allowed ? "can only use ... with final parameter" : "invalid use of ...");
            return;
        }
    }
}

Fields build_params(Parser *p, Fields params, const Token *end, bool dots_allowed) {
    resolve_params(p, &params, end, false);
    check_dots(p, &params, dots_allowed);
    return params;
}

Fields build_type_params(Parser *p, Fields params, const Token *end) {
    resolve_params(p, &params, end, true);
    return params;
}

Fields build_no_type_params(Parser *p, const Token *end) {
    report_syntax_error(p, end->span, "empty type parameter list");
    return (Fields){0};
}

Fields build_split_param(Parser *p, Expr *expr) {
    Expr *constraint = NULL;
    const Expr *name = build_extract_param(p, expr, true, &constraint);
    if (name == NULL) {
        report_syntax_error(p, (Span){expr->span.end, expr->span.end}, "unexpected comma; expected ]");
        return (Fields){0};
    }
    Fields fields = {0};
    VEC_PUSH(p->arena, &fields,
             (FieldDecl){.name = name->ident.name, .name_span = name->span, .type = constraint});
    return fields;
}

// Can the expression be nothing but a type, or a union of them?
static bool is_type_element(const Expr *expr) {
    switch (expr->kind) {
    case EXPR_ARRAY_TYPE:
    case EXPR_STRUCT_TYPE:
    case EXPR_FUNC_TYPE:
    case EXPR_INTERFACE_TYPE:
    case EXPR_MAP_TYPE:
    case EXPR_CHAN_TYPE: return true;
    case EXPR_BINARY: return is_type_element(expr->binary.x) || is_type_element(expr->binary.y);
    case EXPR_UNARY: return expr->unary.op == OP_TILDE || is_type_element(expr->unary.x);
    case EXPR_STAR: return is_type_element(expr->star.x);
    case EXPR_PAREN: return is_type_element(expr->paren.x);
    case EXPR_BAD:
    case EXPR_IDENT:
    case EXPR_BASIC_LIT:
    case EXPR_COMPOSITE_LIT:
    case EXPR_FUNC_LIT:
    case EXPR_SELECTOR:
    case EXPR_INDEX:
    case EXPR_SLICE:
    case EXPR_TYPE_ASSERT:
    case EXPR_CALL:
    case EXPR_ADDRESS:
    case EXPR_KEY_VALUE:
    case EXPR_ELLIPSIS:
    case EXPR_CONVERT:
    case EXPR_TUPLE_ITEM:
    case EXPR_KIND_COUNT: return false;
    }
    return false;
}

const Expr *build_extract_param(Parser *p, Expr *expr, bool force, Expr **constraint) {
    if (expr->kind == EXPR_IDENT) {
        return expr;
    }
    if (expr->kind == EXPR_CALL && expr->call.fun->kind == EXPR_IDENT && expr->call.args.len == 1 &&
        !expr->call.has_dots && (force || is_type_element(expr->call.args.items[0]))) {
        *constraint = expr->call.args.items[0];
        return expr->call.fun;
    }
    if (expr->kind != EXPR_BINARY) {
        return NULL;
    }
    Expr *x = expr->binary.x, *y = expr->binary.y;
    if (expr->binary.op == OP_MUL && x->kind == EXPR_IDENT && (force || is_type_element(y))) {
        *constraint = build_star(p, (Span){expr->op_pos, expr->span.end}, y);
        return x;
    }
    if (expr->binary.op == OP_OR) {
        const Expr *name = build_extract_param(p, x, force || is_type_element(y), constraint);
        return *constraint != NULL ? name : NULL; // the other terms of the union are of no use to minic
    }
    return NULL;
}
