// The rewrite that names a concrete type: a method is called through a parameter of interface type, so that
// nothing is known of it, but one type alone of the package has the methods.
#include "escape/rewrite.h"
#include "escape/text.h"

typedef struct {
    Pos at; // of its parenthesis
    const Expr *call;
} CallAt;

static bool visit_call(AstVisitor *visitor, Expr *expr) {
    CallAt *wanted = visitor->data;
    if (expr->kind == EXPR_CALL && expr->op_pos == wanted->at && expr->call.kind == CALL_INTERFACE) {
        wanted->call = expr;
    }
    return true;
}

static const Expr *interface_call_at(const Func *func, Pos at) {
    CallAt wanted = {.at = at};
    AstVisitor visitor = {.expr = visit_call, .data = &wanted};
    ast_walk_body(&visitor, func->body);
    return wanted.call;
}

// The only receiver type of the program's own methods that implements the interface, or NULL.
static Type *only_implementation(const EscapeResult *r, Type *interface) {
    const Program *program = r->program;
    Type *only = NULL;
    for (int i = 0; i < program->funcs.len; i++) {
        const Func *func = program->funcs.items[i];
        if (func->receiver && !func->package->library && func->receiver->type != only &&
            type_implements(program->types, func->receiver->type, interface, NULL)) {
            if (only) {
                return NULL;
            }
            only = func->receiver->type;
        }
    }
    return only;
}

// func f(s shape) { s.draw(&x) } becomes func f(s circle) { s.draw(&x) }.
void rewrite_concrete_type(const EscapeResult *r, const Decision *decision, RewriteList *out) {
    if (decision->rule != RULE_UNKNOWN_CALL || !decision->path || decision->path->steps.len == 0) {
        return;
    }
    const Func *func = decision->func;
    const Expr *call = interface_call_at(func, VEC_LAST(&decision->path->steps).at);
    const Expr *receiver = call ? ast_unparen(call->call.fun->selector.x) : NULL;
    if (!receiver || receiver->kind != EXPR_IDENT) {
        return;
    }
    const Expr *func_type = func->decl->func.type;
    for (int i = 0; i < func->params.len && i < func_type->func_type.param_count; i++) {
        Type *only =
            func->params.items[i] == receiver->ident.object ? only_implementation(r, receiver->type) : NULL;
        if (only) {
            TextBuilder type = {.result = r};
            text_put_type(&type, only);
            Rewrite rewrite = {
                .advice = arena_printf(r->arena, "give the parameter %s the type %s, the only one that fits",
                                       receiver->ident.name->text, text_built(&type))};
            Edit edit = {.span = func_type->func_type.params[i].type->span, .text = text_built(&type)};
            VEC_PUSH(r->arena, &rewrite.edits, edit);
            VEC_PUSH(r->arena, out, rewrite);
        }
    }
}
