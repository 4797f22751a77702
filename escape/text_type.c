// Types as Go's compiler prints them in -m: `struct { a int; b string }`, `interface {}`. Where the source
// spells the type, its spelling is followed, since byte and uint8 are one type.
#include "escape/text.h"

static void put_params(TextBuilder *t, Type *const *types, int count, bool variadic) {
    for (int i = 0; i < count; i++) {
        text_put(t, i ? ", " : "");
        if (variadic && i == count - 1) {
            text_put(t, "...");
            text_put_type(t, types[i]->slice.elem);
        } else {
            text_put_type(t, types[i]);
        }
    }
}

static void put_signature(TextBuilder *t, const Type *type) {
    text_put(t, "(");
    put_params(t, type->func.params, type->func.param_count, type->func.variadic);
    text_put(t, ")");
    if (type->func.result_count == 1) {
        text_put(t, " ");
        text_put_type(t, type->func.results[0]);
    } else if (type->func.result_count > 1) {
        text_put(t, " (");
        put_params(t, type->func.results, type->func.result_count, false);
        text_put(t, ")");
    }
}

static void put_struct(TextBuilder *t, const Type *type) {
    text_put(t, "struct {");
    for (int i = 0; i < type->struct_.count; i++) {
        const Field *field = &type->struct_.fields[i];
        text_put(t, i ? "; " : " ");
        if (!field->embedded) {
            text_put(t, field->name->text);
            text_put(t, " ");
        }
        text_put_type(t, field->type);
    }
    text_put(t, type->struct_.count ? " }" : "}");
}

static void put_interface(TextBuilder *t, const Type *type) {
    text_put(t, "interface {");
    for (int i = 0; i < type->interface.count; i++) {
        const Method *method = &type->interface.methods[i];
        text_put(t, i ? "; " : " ");
        if (!method->name->exported && method->package) { // the name belongs to a package
            text_put(t, method->package->name->text);
            text_put(t, ".");
        }
        text_put(t, method->name->text);
        put_signature(t, method->type);
    }
    text_put(t, type->interface.count ? " }" : "}");
}

static const char *chan_prefix(ChanDir dir) {
    switch (dir) {
    case CHAN_BOTH: return "chan ";
    case CHAN_SEND_ONLY: return "chan<- ";
    case CHAN_RECEIVE_ONLY: return "<-chan ";
    }
    return "";
}

static void put_number(TextBuilder *t, int64_t value) {
    text_put(t, arena_printf(t->result->arena, "%lld", (long long)value));
}

void text_put_type(TextBuilder *t, const Type *type) {
    bool paren;
    switch (type->kind) {
    case TYPE_ARRAY:
        text_put(t, "[");
        put_number(t, type->array.len);
        text_put(t, "]");
        text_put_type(t, type->array.elem);
        break;
    case TYPE_SLICE:
        text_put(t, "[]");
        text_put_type(t, type->slice.elem);
        break;
    case TYPE_POINTER:
        text_put(t, "*");
        text_put_type(t, type->pointer.elem);
        break;
    case TYPE_MAP:
        text_put(t, "map[");
        text_put_type(t, type->map.key);
        text_put(t, "]");
        text_put_type(t, type->map.value);
        break;
    case TYPE_CHAN:
        text_put(t, chan_prefix(type->chan.dir));
        paren = type->chan.dir != CHAN_RECEIVE_ONLY && type->chan.elem->kind == TYPE_CHAN &&
                type->chan.elem->chan.dir == CHAN_RECEIVE_ONLY;
        text_put(t, paren ? "(" : "");
        text_put_type(t, type->chan.elem);
        text_put(t, paren ? ")" : "");
        break;
    case TYPE_STRUCT: put_struct(t, type); break;
    case TYPE_INTERFACE: put_interface(t, type); break;
    case TYPE_FUNC:
        text_put(t, "func");
        put_signature(t, type);
        break;
    default: text_put(t, type_text(t->result->arena, type, t->result->program->main)); break;
    }
}

void text_put_written_type(TextBuilder *t, const Expr *written, const Type *type) {
    const Expr *expr = written && written->kind == EXPR_PAREN ? written->paren.x : written;
    switch (expr ? expr->kind : EXPR_BAD) {
    case EXPR_IDENT: {
        // An alias of the program's own is what it stands for.
        bool spelled = type->kind < TYPE_ARRAY || strcmp(expr->ident.name->text, "any") == 0;
        if (spelled && expr->ident.object && !expr->ident.object->package) {
            text_put(t, expr->ident.name->text);
        } else {
            text_put_type(t, type);
        }
        break;
    }
    case EXPR_ARRAY_TYPE:
        if (type->kind == TYPE_SLICE) {
            text_put(t, "[]");
            text_put_written_type(t, expr->array_type.elem, type->slice.elem);
        } else {
            text_put(t, "[");
            put_number(t, type->array.len);
            text_put(t, "]");
            text_put_written_type(t, expr->array_type.elem, type->array.elem);
        }
        break;
    case EXPR_STAR:
        text_put(t, "*");
        text_put_written_type(t, expr->star.x, type->pointer.elem);
        break;
    case EXPR_MAP_TYPE:
        text_put(t, "map[");
        text_put_written_type(t, expr->map_type.key, type->map.key);
        text_put(t, "]");
        text_put_written_type(t, expr->map_type.value, type->map.value);
        break;
    default: text_put_type(t, type); break;
    }
}
