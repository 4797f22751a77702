// Types that are too large for gc, reported at the variables that have them once nothing else is wrong.
#include "sema/declare.h"

enum { CHANNEL_ELEMENT_LIMIT = 1 << 16 };       // bytes; larger elements do not fit gc's channels
static const int64_t address_space = 1LL << 50; // bytes

static bool is_too_large(const Type *type) {
    return !type_layout(type) || type_size(type) >= address_space;
}

static void check_size(Checker *c, const Object *var) {
    const Type *type = type_underlying(var->type);
    if (type->kind == TYPE_INVALID || type->kind == TYPE_TUPLE) {
        return;
    }
    if (is_too_large(type)) {
        check_error(c, var->span, "type %s larger than address space", type_string(c, type));
    } else if (type->kind == TYPE_CHAN &&
               (is_too_large(type->chan.elem) || type_size(type->chan.elem) >= CHANNEL_ELEMENT_LIMIT)) {
        check_error(c, var->span, "channel element type too large (>64kB)");
    } else if (type->kind == TYPE_POINTER && type->pointer.elem->kind != TYPE_NAMED &&
               is_too_large(type->pointer.elem)) {
        check_error(c, var->span, "type %s larger than address space", type_string(c, type->pointer.elem));
    } else if (type->kind == TYPE_SLICE && is_too_large(type->slice.elem)) {
        check_error(c, var->span, "type %s larger than address space", type_string(c, type->slice.elem));
    }
}

static void check_declared_types(Checker *c, const Package *package) {
    for (int i = 0; i < package->scope->objects.len; i++) {
        const Object *object = package->scope->objects.items[i];
        if (object->kind == OBJECT_TYPE && object->type && !package->library) {
            check_size(c, object);
        }
    }
}

void check_sizes(Checker *c) {
    for (int i = 0; i < c->program->packages.len; i++) {
        check_declared_types(c, c->program->packages.items[i]);
    }
    for (int i = 0; i < c->program->globals.len; i++) {
        check_size(c, c->program->globals.items[i]);
    }
    for (int i = 0; i < c->program->funcs.len; i++) {
        const Func *func = c->program->funcs.items[i];
        for (int j = 0; j < func->params.len; j++) {
            check_size(c, func->params.items[j]);
        }
        for (int j = 0; j < func->results.len; j++) {
            check_size(c, func->results.items[j]);
        }
        for (int j = 0; j < func->locals.len; j++) {
            check_size(c, func->locals.items[j]);
        }
    }
}
