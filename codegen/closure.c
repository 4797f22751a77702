// Function values made by expressions: literals, method values and method expressions.
//
// A function value points to a record whose first word is the code; the code gets the record as its context.
// A literal's record holds what it captures: the value, or the address of the variable. A method value's
// holds the receiver; its code is a thunk that loads it and calls the method.
#include "codegen/values.h"

Value gen_func_literal(FuncGen *fg, Expr *literal) {
    Gen *gen = fg->gen;
    Func *func = literal->func_lit.func;
    if (func->captures.len == 0) {
        return gen_value(gen_function_closure(gen, func), literal->type);
    }
    Type *record = gen_record_type(gen, func);
    LLVMValueRef address = gen_alloc_site(fg, literal->site, record, NULL);
    gen_store_scalar(fg, gen_func_plain(gen, func), address, TBAA_POINTER);
    for (int i = 0; i < func->captures.len; i++) {
        Capture *capture = &func->captures.items[i];
        Field *field = &record->struct_.fields[i + 1];
        Place var = gen_variable(fg, capture->var);
        Value value = capture->by_value ? gen_load(fg, var) : gen_value(var.address, field->type);
        gen_init(fg, gen_offset(fg, address, field->offset), value);
    }
    return gen_value(address, literal->type);
}

// ---- Method values

// {code uintptr; receiver T}
static Type *bound_record(Gen *gen, Type *receiver) {
    NameTable *names = gen->program->session->names;
    Field fields[] = {
        {.name = name_intern_cstr(names, "code"), .type = type_basic(gen->program->types, TYPE_UINTPTR)},
        {.name = name_intern_cstr(names, "receiver"), .type = receiver},
    };
    Type *record = type_struct(gen->program->types, fields, 2);
    type_layout(record);
    return record;
}

static FuncGen *thunk_begin(Gen *gen, const char *name, Type *func) {
    FuncGen *fg = gen_function_begin(gen, name, gen_signature(gen, func, true));
    gen_function_results(fg, func);
    return fg;
}

// Calls the method with the thunk's own parameters from `first` on, and returns its results. `method` is its
// type without receiver.
static void thunk_end(FuncGen *fg, Type *method, int first, LLVMValueRef code, LLVMValueRef context) {
    Type *shape = type_underlying(method);
    Value *args = ARENA_NEW_N(fg->gen->arena, Value, shape->func.param_count + 1);
    Value *results = ARENA_NEW_N(fg->gen->arena, Value, shape->func.result_count + 1);
    for (int i = 0; i < shape->func.param_count; i++) {
        args[i] = gen_value(gen_function_param(fg, first + i), shape->func.params[i]);
    }
    gen_call_code(fg, method, code, context, args, results);
    gen_return_values(fg, results);
    gen_function_end(fg);
}

LLVMValueRef gen_bound_receiver(FuncGen *fg, LLVMValueRef record, Type *receiver) {
    LLVMValueRef address = gen_offset(fg, record, bound_record(fg->gen, receiver)->struct_.fields[1].offset);
    return gen_load_stable(fg, (Place){address, receiver, false}).llvm;
}

LLVMValueRef gen_bound_code(Gen *gen, Func *method) {
    const char *name = arena_printf(gen->arena, "%s-fm", method->name);
    LLVMValueRef thunk = LLVMGetNamedFunction(gen->module, name);
    if (!thunk) {
        FuncGen *fg = thunk_begin(gen, name, method->type);
        thunk = fg->function;
        LLVMValueRef receiver = gen_bound_receiver(fg, gen_function_param(fg, 0), method->receiver->type);
        thunk_end(fg, method->type, 1, gen_func_plain(gen, method), receiver);
    }
    return thunk;
}

static LLVMValueRef interface_method_thunk(Gen *gen, const Expr *selector) {
    Type *interface = selector->selector.x->type;
    int index = selector->selector.method_index;
    const char *name = arena_printf(gen->arena, "interface.%d.%d-fm", interface->id, index);
    LLVMValueRef thunk = LLVMGetNamedFunction(gen->module, name);
    if (!thunk) {
        FuncGen *fg = thunk_begin(gen, name, selector->type);
        thunk = fg->function;
        LLVMValueRef code, data;
        LLVMValueRef receiver = gen_bound_receiver(fg, gen_function_param(fg, 0), interface);
        gen_interface_method(fg, receiver, index, &code, &data);
        thunk_end(fg, selector->type, 1, code, data);
    }
    return thunk;
}

Value gen_method_value(FuncGen *fg, Expr *selector) {
    bool is_interface = selector->selector.kind == SELECT_INTERFACE_METHOD;
    Value receiver = gen_expr(fg, selector->selector.x);
    if (is_interface) {
        LLVMValueRef is_nil = LLVMBuildIsNull(fg->builder, gen_extract(fg, receiver.llvm, 0), "");
        gen_panic_if(fg, is_nil, ENTRY_rt_panic_nil, NULL, 0);
    }
    Type *record = bound_record(fg->gen, receiver.type);
    LLVMValueRef thunk = is_interface ? interface_method_thunk(fg->gen, selector)
                                      : gen_bound_code(fg->gen, selector->selector.object->func.func);
    LLVMValueRef address = gen_alloc_site(fg, selector->site, record, NULL);
    gen_store_scalar(fg, thunk, address, TBAA_POINTER);
    gen_init(fg, gen_offset(fg, address, record->struct_.fields[1].offset), receiver);
    return gen_value(address, selector->type);
}

// ---- Method expressions

// The word that a method's code takes for its receiver (see gen_method_code).
static LLVMValueRef data_word(FuncGen *fg, Value receiver) {
    if (!type_is_pointer_shaped(receiver.type)) {
        return gen_spill(fg, receiver);
    }
    LLVMValueRef word = receiver.llvm;
    while (LLVMTypeOf(word) != fg->gen->ptr) {
        word = gen_extract(fg, word, 0);
    }
    return word;
}

static void method_expr_body(FuncGen *fg, Expr *selector, Type *receiver_type) {
    Gen *gen = fg->gen;
    Value receiver = gen_value(gen_function_param(fg, 1), receiver_type);
    if (type_is_interface(receiver_type)) {
        int index = selector->selector.method_index;
        LLVMValueRef code, data;
        gen_interface_method(fg, receiver.llvm, index, &code, &data);
        thunk_end(fg, type_underlying(receiver_type)->interface.methods[index].type, 2, code, data);
        return;
    }
    const Object *object = selector->selector.object;
    const Package *package = object ? object->package : gen->program->main;
    const MethodEntry *entry =
        type_find_method(gen->program->types, receiver_type, selector->selector.sel, package);
    thunk_end(fg, entry->type, 2, gen_method_code(gen, receiver_type, entry), data_word(fg, receiver));
}

LLVMValueRef gen_method_expr(Gen *gen, Expr *selector) {
    Type *receiver = selector->selector.x->type;
    const char *name = arena_printf(gen->arena, "expr.%d.%s", receiver->id, selector->selector.sel->text);
    LLVMValueRef thunk = LLVMGetNamedFunction(gen->module, name);
    if (!thunk) {
        FuncGen *fg = thunk_begin(gen, name, selector->type);
        thunk = fg->function;
        method_expr_body(fg, selector, receiver);
    }
    return gen_constant_global(gen, LLVMConstStructInContext(gen->context, &thunk, 1, false), 8, name);
}
