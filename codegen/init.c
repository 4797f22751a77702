// Package variables and program start. What is known of a variable's first value is data (static.c); the rest
// is assigned by minic_main_init, package by package in dependency order, each package's init functions after
// its variables. A variable that is data and that nobody writes is read-only.
//
// Variables that hold pointers are in the section "minic_roots", which the collector scans.
#include "codegen/init.h"
#include "codegen/debuginfo.h"
#include "codegen/static.h"
#include "codegen/values.h"

LLVMValueRef gen_global(Gen *gen, Object *var) {
    if (type_size(var->type) == 0) {
        return gen->zero_base; // as for a variable on the heap: pointers to them are equal in Go
    }
    if (!var->var.codegen) {
        const char *name = arena_printf(gen->arena, "%s.%s", var->package->path, var->name->text);
        LLVMValueRef global = static_variable(gen, llvm_type(gen, var->type), var->type, name);
        var->var.codegen = global;
        debug_declare_global(gen, var, global);
    }
    return var->var.codegen;
}

static bool is_blank(const Object *var) {
    return !var || strcmp(var->name->text, "_") == 0;
}

// A map literal with constant keys: they are all different, so it does not matter when each is entered.
static bool is_constant_map(const Expr *expr) {
    if (expr->kind != EXPR_COMPOSITE_LIT || expr->composite.address || expr->composite.elems.len == 0 ||
        type_underlying(expr->type)->kind != TYPE_MAP) {
        return false;
    }
    for (int i = 0; i < expr->composite.elems.len; i++) {
        if (!expr->composite.elems.items[i]->key_value.key->constant) {
            return false;
        }
    }
    return true;
}

static void init_parts(FuncGen *fg, const LateParts *parts);

// A map is filled from data, too. What the data gets late is the map's afterwards, and no root any more.
static Value initial_map(FuncGen *fg, const Expr *literal) {
    Gen *gen = fg->gen;
    LLVMTypeRef entry = gen_map_pair(gen, type_underlying(literal->type));
    LateParts late = {0};
    LLVMValueRef entries = static_entries(gen, literal, entry, &late);
    init_parts(fg, &late);
    Value map = gen_map_of(fg, literal, entries);
    if (late.len > 0) {
        int64_t size = literal->composite.elems.len * (int64_t)LLVMABISizeOfType(gen->data, entry);
        LLVMBuildMemSet(fg->builder, entries, LLVMConstInt(gen->i8, 0, false), gen_i64(gen, size), 8);
    }
    return map;
}

static void init_part(FuncGen *fg, const LatePart *part) {
    fg->memos.len = 0;
    Expr *expr = ast_unparen(part->value);
    Value value = is_constant_map(expr) ? initial_map(fg, expr) : gen_expr(fg, expr);
    if (part->spot.object) {
        gen_store(fg, (Place){static_address(fg->gen, part->spot), part->value->type, false}, value);
    }
}

static void init_parts(FuncGen *fg, const LateParts *parts) {
    for (int i = 0; i < parts->len; i++) {
        init_part(fg, &parts->items[i]);
    }
}

static void init_one(FuncGen *fg, const VarInit *init) {
    Object *var = init->decl->var.names[init->index].object;
    Expr *value = init->decl->var.values.items[init->index];
    if (is_blank(var)) {
        gen_expr(fg, value);
        return;
    }
    LLVMValueRef global = gen_global(fg->gen, var);
    LateParts late = {0};
    Spot home = {global, 0};
    LLVMValueRef data = static_initial_value(fg->gen, value, home, &late);
    if (!data || type_size(var->type) == 0) {
        init_part(fg, &(LatePart){home, value});
        return;
    }
    LLVMSetInitializer(global, data);
    bool written = var->var.reassigned || var->var.address_taken;
    init_parts(fg, &late);
    for (int i = 0; i < late.len; i++) {
        written |= late.items[i].spot.object == global;
    }
    if (!written) {
        LLVMSetGlobalConstant(global, true);
        LLVMSetSection(global, "");
    }
}

static void init_all(FuncGen *fg, const VarInit *init) {
    gen_tuple(fg, init->decl->var.tuple);
    for (int i = 0; i < init->decl->var.name_count; i++) {
        Object *var = init->decl->var.names[i].object;
        Value value = gen_expr(fg, init->decl->var.values.items[i]);
        if (!is_blank(var)) {
            gen_store(fg, (Place){gen_global(fg->gen, var), var->type, false}, value);
        }
    }
}

static void init_package(FuncGen *fg, const Package *package) {
    Program *program = fg->gen->program;
    for (int i = 0; i < program->var_inits.len; i++) {
        const VarInit *init = &program->var_inits.items[i];
        if (init->package == package) {
            fg->memos.len = 0;
            gen_debug_position(fg, package->library ? 0 : init->decl->span.start);
            if (init->index < 0) {
                init_all(fg, init);
            } else {
                init_one(fg, init);
            }
        }
    }
    debug_hide(fg);
    for (int i = 0; i < program->inits.len; i++) {
        Func *func = program->inits.items[i];
        if (func->package == package) {
            gen_call_code(fg, func->type, gen_func_plain(fg->gen, func), NULL, NULL, NULL);
        }
    }
}

static FuncGen *begin_entry_point(Gen *gen, const char *name) {
    FuncGen *fg = gen_function_begin(gen, name, LLVMFunctionType(gen->void_type, NULL, 0, false));
    LLVMSetLinkage(fg->function, LLVMExternalLinkage);
    return fg;
}

static void end_entry_point(FuncGen *fg) {
    if (!gen_is_terminated(fg)) {
        LLVMBuildRetVoid(fg->builder);
    }
    gen_function_end(fg);
}

void init_build_entry_points(Gen *gen) {
    FuncGen *fg = begin_entry_point(gen, "minic_main_init");
    debug_begin_init(fg);
    gen_allocs_start(fg);
    for (int i = 0; i < gen->program->packages.len; i++) {
        init_package(fg, gen->program->packages.items[i]);
    }
    end_entry_point(fg);
    fg = begin_entry_point(gen, "minic_main_main");
    Func *main_func = gen->program->main_func;
    if (main_func) {
        gen_call_code(fg, main_func->type, gen_func_plain(gen, main_func), NULL, NULL, NULL);
    }
    end_entry_point(fg);
}
