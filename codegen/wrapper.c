// Code that adapts one calling convention to another:
//   thunks: a declared function as a function value (drops the context);
//   method wrappers: a method called with an interface's data word, promoted methods included.
#include "codegen/gen.h"

static void forward_params(FuncGen *fg, Type *func, int first, Value *args) {
    func = type_underlying(func);
    for (int i = 0; i < func->func.param_count; i++) {
        args[i] = gen_value(gen_function_param(fg, first + i), func->func.params[i]);
    }
}

// Calls `code` with this function's own parameters after the first, and returns what it returns.
static void forward_call(FuncGen *fg, Type *func, LLVMValueRef code, LLVMValueRef context) {
    Type *shape = type_underlying(func);
    Value *args = ARENA_NEW_N(fg->gen->arena, Value, shape->func.param_count);
    Value *results = ARENA_NEW_N(fg->gen->arena, Value, shape->func.result_count);
    forward_params(fg, func, 1, args);
    gen_call_code(fg, func, code, context, args, results);
    gen_return_values(fg, results);
}

static FuncGen *begin_with_context(Gen *gen, const char *name, Type *func) {
    FuncGen *fg = gen_function_begin(gen, name, gen_signature(gen, func, true));
    gen_function_results(fg, func);
    return fg;
}

static LLVMValueRef function_thunk(Gen *gen, Func *func) {
    FuncGen *fg = begin_with_context(gen, arena_printf(gen->arena, "%s.thunk", func->name), func->type);
    forward_call(fg, func->type, gen_func_plain(gen, func), NULL);
    gen_function_end(fg);
    return fg->function;
}

LLVMValueRef gen_value_code(Gen *gen, Func *func) {
    FuncInfo *info = gen_func_info(gen, func);
    if (!info->thunk) {
        info->thunk = func->literal ? gen_func_plain(gen, func) : function_thunk(gen, func);
    }
    return info->thunk;
}

LLVMValueRef gen_function_closure(Gen *gen, Func *func) {
    FuncInfo *info = gen_func_info(gen, func);
    if (!info->closure) {
        LLVMValueRef code = gen_value_code(gen, func);
        LLVMValueRef record = LLVMConstStructInContext(gen->context, &code, 1, false);
        info->closure = LLVMAddGlobal(gen->module, LLVMTypeOf(record),
                                      arena_printf(gen->arena, "%s.closure", func->name));
        LLVMSetInitializer(info->closure, record);
        LLVMSetGlobalConstant(info->closure, true);
        LLVMSetLinkage(info->closure, LLVMPrivateLinkage);
    }
    return info->closure;
}

// ---- Methods

// "value method main.T.M called using nil *T pointer"
static void check_nil_receiver(FuncGen *fg, Type *receiver, const char *method, LLVMValueRef pointer) {
    Gen *gen = fg->gen;
    Type *named = type_underlying(receiver)->pointer.elem;
    const char *type = type_text(gen->arena, named, NULL);
    const char *dot = strrchr(type, '.');
    const char *text = arena_printf(gen->arena, "value method %s.%s called using nil *%s pointer", type,
                                    method, dot ? dot + 1 : type);
    int64_t len = (int64_t)strlen(text);
    LLVMValueRef args[] = {gen_string_data(gen, text, len), gen_i64(gen, len)};
    LLVMValueRef is_nil = LLVMBuildIsNull(fg->builder, pointer, "");
    gen_panic_if(fg, is_nil, ENTRY_rt_panic_value_method, args, 2);
}

// The place of the receiver proper: follows the embedded fields of a promoted method.
static Place follow_path(FuncGen *fg, Place place, const MethodEntry *entry) {
    for (int i = 0; i < entry->path_len; i++) {
        Type *shape = type_underlying(place.type);
        if (shape->kind == TYPE_POINTER) {
            LLVMValueRef pointer = gen_load(fg, place).llvm;
            gen_nil_check(fg, pointer);
            place = (Place){pointer, shape->pointer.elem, false};
            shape = type_underlying(place.type);
        }
        Field *field = &shape->struct_.fields[entry->path[i]];
        place = (Place){gen_offset(fg, place.address, field->offset), field->type, place.on_stack};
    }
    return place;
}

// `place` holds the embedded value (or pointer) that declares the method.
static LLVMValueRef receiver_argument(FuncGen *fg, Place place, Type *wanted) {
    bool have_pointer =
        type_underlying(place.type)->kind == TYPE_POINTER && !type_is_identical(place.type, wanted);
    if (type_is_identical(place.type, wanted)) {
        return gen_load_stable(fg, place).llvm;
    }
    if (have_pointer) { // a value method through a pointer
        LLVMValueRef pointer = gen_load(fg, place).llvm;
        gen_nil_check(fg, pointer);
        return gen_load_stable(fg, (Place){pointer, wanted, false}).llvm;
    }
    return place.address; // a pointer method of an embedded value
}

// The receiver in memory: the data word points at it, or (pointer-shaped) is it.
static Place receiver_place(FuncGen *fg, LLVMValueRef data, Type *receiver) {
    if (!type_is_pointer_shaped(receiver)) {
        return (Place){data, receiver, false};
    }
    LLVMValueRef slot = gen_alloca(fg, receiver, "receiver");
    gen_store_scalar(fg, data, slot, TBAA_POINTER);
    return (Place){slot, receiver, true};
}

// The data word itself, when it is what the method takes.
static bool takes_data_word(Gen *gen, Type *receiver, const MethodEntry *entry) {
    return entry->path_len == 0 && llvm_type(gen, receiver) == gen->ptr &&
           type_is_identical(entry->method->func.func->receiver->type, receiver);
}

LLVMValueRef gen_method_receiver(FuncGen *fg, LLVMValueRef data, Type *receiver, const MethodEntry *entry) {
    if (takes_data_word(fg->gen, receiver, entry)) {
        return data;
    }
    if (type_underlying(receiver)->kind == TYPE_POINTER && entry->path_len == 0) {
        check_nil_receiver(fg, receiver, entry->name->text, data);
    }
    Place place = follow_path(fg, receiver_place(fg, data, receiver), entry);
    return receiver_argument(fg, place, entry->method->func.func->receiver->type);
}

static LLVMValueRef method_wrapper(Gen *gen, const char *name, Type *receiver, const MethodEntry *entry) {
    FuncGen *fg = begin_with_context(gen, name, entry->type);
    LLVMValueRef data = gen_function_param(fg, 0), code, context;
    if (entry->method) {
        code = gen_func_plain(gen, entry->method->func.func);
        context = gen_method_receiver(fg, data, receiver, entry);
    } else {
        Place embedded = follow_path(fg, receiver_place(fg, data, receiver), entry);
        gen_interface_method(fg, gen_load(fg, embedded).llvm, entry->interface_index, &code, &context);
    }
    forward_call(fg, entry->type, code, context);
    gen_function_end(fg);
    return fg->function;
}

bool gen_func_is_compiled(const Func *func) {
    return func->reachable || !func->package->library;
}

LLVMValueRef gen_method_code(Gen *gen, Type *receiver, const MethodEntry *entry) {
    if (entry->method) {
        Func *func = entry->method->func.func;
        if (!gen_func_is_compiled(func)) {
            return gen_null(gen);
        }
        if (takes_data_word(gen, receiver, entry)) {
            return gen_func_plain(gen, func);
        }
    }
    const char *package = entry->name->exported || !entry->method ? "" : entry->method->package->path;
    const char *name = arena_printf(gen->arena, "method.%d.%s.%s", receiver->id, package, entry->name->text);
    LLVMValueRef code = LLVMGetNamedFunction(gen->module, name);
    return code ? code : method_wrapper(gen, name, receiver, entry);
}

// Method `index` of an interface value: its code and the word to pass as context.
void gen_interface_method(FuncGen *fg, LLVMValueRef iface, int index, LLVMValueRef *code,
                          LLVMValueRef *data) {
    LLVMValueRef itab = gen_extract(fg, iface, 0);
    LLVMValueRef is_nil = LLVMBuildIsNull(fg->builder, itab, "");
    gen_panic_if(fg, is_nil, ENTRY_rt_panic_nil, NULL, 0);
    LLVMValueRef at = gen_offset(fg, itab, (int64_t)offsetof(RtItab, code) + 8 * (int64_t)index);
    *code = gen_load_scalar(fg, fg->gen->ptr, at, TBAA_POINTER);
    *data = gen_extract(fg, iface, 1);
}
