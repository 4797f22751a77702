// Types as Go's compiler spells them in its messages.
#include "sema/type_text.h"
#include "sema/sema.h"
#include "sema/text.h"

// Invariant: aliases and named types print as their name, so the recursion ends.
typedef struct {
    Text text;
    const Package *relative_to;
    bool hide_names; // of parameters
} Writer;

static void write_type(Writer *w, const Type *type);

static void write_object(Writer *w, const Object *object) {
    if (object->package && object->package != w->relative_to) {
        text_add(&w->text, "%s.", object->package->name->text);
    }
    text_add(&w->text, "%s", object->name->text);
}

static void write_param(Writer *w, const Type *func, int index, bool variadic) {
    const Name *name = func->func.names && !w->hide_names ? func->func.names[index] : NULL;
    bool is_result = index >= func->func.param_count;
    const Type *type =
        is_result ? func->func.results[index - func->func.param_count] : func->func.params[index];
    if (name) {
        text_add(&w->text, "%s ", name->text);
    }
    if (variadic) {
        text_add(&w->text, "...");
        type = type->slice.elem;
    }
    write_type(w, type);
}

static void write_params(Writer *w, const Type *func, int first, int count, bool variadic) {
    text_add_char(&w->text, '(');
    for (int i = 0; i < count; i++) {
        if (i > 0) {
            text_add(&w->text, ", ");
        }
        write_param(w, func, first + i, variadic && i == count - 1);
    }
    text_add_char(&w->text, ')');
}

static void write_signature(Writer *w, const Type *func) {
    int params = func->func.param_count;
    int results = func->func.result_count;
    write_params(w, func, 0, params, func->func.variadic);
    if (results == 0) {
        return;
    }
    text_add_char(&w->text, ' ');
    bool named = func->func.names && func->func.names[params] && !w->hide_names;
    if (results == 1 && !named) {
        write_type(w, func->func.results[0]);
    } else {
        write_params(w, func, params, results, false);
    }
}

static void write_struct(Writer *w, const Type *type) {
    text_add(&w->text, "struct{");
    for (int i = 0; i < type->struct_.count; i++) {
        const Field *field = &type->struct_.fields[i];
        if (i > 0) {
            text_add(&w->text, "; ");
        }
        if (!field->embedded) {
            text_add(&w->text, "%s ", field->name->text);
        }
        write_type(w, field->type);
        if (field->tag && *field->tag) {
            text_add_char(&w->text, ' ');
            text_add_quoted(&w->text, field->tag, (int64_t)strlen(field->tag));
        }
    }
    text_add_char(&w->text, '}');
}

static void write_interface(Writer *w, const Type *type) {
    text_add(&w->text, "interface{");
    for (int i = 0; i < type->interface.count; i++) {
        text_add(&w->text, "%s%s", i > 0 ? "; " : "", type->interface.methods[i].name->text);
        write_signature(w, type->interface.methods[i].type);
    }
    text_add_char(&w->text, '}');
}

static void write_chan(Writer *w, const Type *type) {
    static const char *const prefixes[] = {"chan ", "chan<- ", "<-chan "};
    const Type *elem = type->chan.elem;
    bool parens = type->chan.dir == CHAN_BOTH && elem->kind == TYPE_CHAN && !elem->alias &&
                  elem->chan.dir == CHAN_RECEIVE_ONLY; // chan (<-chan T) is not chan<- (chan T)
    text_add(&w->text, "%s%s", prefixes[type->chan.dir], parens ? "(" : "");
    write_type(w, elem);
    text_add(&w->text, "%s", parens ? ")" : "");
}

static void write_tuple(Writer *w, const Type *type) {
    text_add_char(&w->text, '(');
    for (int i = 0; i < type->tuple.count; i++) {
        text_add(&w->text, "%s", i > 0 ? ", " : "");
        write_type(w, type->tuple.items[i]);
    }
    text_add_char(&w->text, ')');
}

static void write_type(Writer *w, const Type *type) {
    if (type->alias) {
        write_object(w, type->alias);
        return;
    }
    switch (type->kind) {
    case TYPE_INVALID: text_add(&w->text, "invalid type"); break;
#define X(kind, name)                                                                                        \
    case TYPE_##kind: text_add(&w->text, name); break;
        BASIC_TYPES(X)
#undef X
    case TYPE_ARRAY:
        text_add(&w->text, "[%lld]", (long long)type->array.len);
        write_type(w, type->array.elem);
        break;
    case TYPE_SLICE:
        text_add(&w->text, "[]");
        write_type(w, type->slice.elem);
        break;
    case TYPE_POINTER:
        text_add_char(&w->text, '*');
        write_type(w, type->pointer.elem);
        break;
    case TYPE_MAP:
        text_add(&w->text, "map[");
        write_type(w, type->map.key);
        text_add_char(&w->text, ']');
        write_type(w, type->map.value);
        break;
    case TYPE_FUNC:
        text_add(&w->text, "func");
        write_signature(w, type);
        break;
    case TYPE_STRUCT: write_struct(w, type); break;
    case TYPE_INTERFACE: write_interface(w, type); break;
    case TYPE_CHAN: write_chan(w, type); break;
    case TYPE_NAMED: write_object(w, type->named.object); break;
    case TYPE_TUPLE: write_tuple(w, type); break;
    }
}

const char *type_text(Arena *arena, const Type *type, const Package *relative_to) {
    Writer w = {.text = {.arena = arena}, .relative_to = relative_to};
    write_type(&w, type);
    return text_finish(&w.text);
}

const char *type_method_text(Arena *arena, const Name *name, const Type *func, const Package *relative_to) {
    Writer w = {.text = {.arena = arena}, .relative_to = relative_to, .hide_names = true};
    text_add(&w.text, "%s", name->text);
    write_signature(&w, func);
    return text_finish(&w.text);
}

const char *type_results_text(Arena *arena, const Type *func, const Package *relative_to) {
    Writer w = {.text = {.arena = arena}, .relative_to = relative_to};
    write_params(&w, func, func->func.param_count, func->func.result_count, false);
    return text_finish(&w.text);
}

const char *type_kind_word(const Type *type) {
    switch (type_underlying(type)->kind) {
    case TYPE_ARRAY: return "array";
    case TYPE_SLICE: return "slice";
    case TYPE_STRUCT: return "struct";
    case TYPE_POINTER: return "pointer";
    case TYPE_FUNC: return "func";
    case TYPE_INTERFACE: return "interface";
    case TYPE_MAP: return "map";
    case TYPE_CHAN: return "chan";
    case TYPE_TUPLE: return "tuple";
    default: return "";
    }
}
