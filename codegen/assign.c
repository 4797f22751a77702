// Assignments, in Go's two phases: first the operands of index expressions and pointer indirections on the
// left and the values on the right, then the stores from left to right (where the checks of the left sides
// fail, too).
#include "codegen/values.h"

static bool is_blank(const Expr *lhs) {
    const Expr *expr = ast_unparen((Expr *)lhs);
    return expr->kind == EXPR_IDENT && strcmp(expr->ident.name->text, "_") == 0;
}

static bool is_map_element(const Expr *lhs) {
    return lhs->kind == EXPR_INDEX && type_underlying(lhs->index.x->type)->kind == TYPE_MAP;
}

// Remembers an operand's value: gen_place finds it there.
static void freeze(FuncGen *fg, Expr *expr) {
    if (expr->constant || gen_memo_find(fg, expr)) {
        return;
    }
    Value *value = ARENA_NEW(fg->gen->arena, Value);
    *value = gen_expr(fg, expr);
    gen_memo_bind(fg, expr, value);
}

// Phase one of a left side.
void gen_freeze_operands(FuncGen *fg, Expr *lhs) {
    lhs = ast_unparen(lhs);
    if (lhs->kind == EXPR_STAR) {
        freeze(fg, lhs->star.x);
    } else if (lhs->kind == EXPR_SELECTOR && lhs->selector.kind == SELECT_FIELD) {
        if (lhs->selector.through_pointer) {
            freeze(fg, lhs->selector.x);
        } else {
            gen_freeze_operands(fg, lhs->selector.x);
        }
    } else if (lhs->kind == EXPR_INDEX) {
        if (type_underlying(lhs->index.x->type)->kind == TYPE_ARRAY) {
            gen_freeze_operands(fg, lhs->index.x);
        } else {
            freeze(fg, lhs->index.x);
        }
        freeze(fg, lhs->index.indices.items[0]);
    }
}

static Place map_element(FuncGen *fg, Expr *lhs) {
    Value map = gen_expr(fg, lhs->index.x);
    Value key = gen_expr(fg, lhs->index.indices.items[0]);
    return gen_map_assign(fg, lhs->index.x->type, map.llvm, key);
}

// Phase two.
void gen_store_to(FuncGen *fg, Expr *lhs, Value value) {
    lhs = ast_unparen(lhs);
    gen_store(fg, is_map_element(lhs) ? map_element(fg, lhs) : gen_place(fg, lhs), value);
}

// Makes the calls in all operands first. The leading NULL stands for "before the first".
static void order_operands(FuncGen *fg, const ExprList *lhs, const ExprList *rhs) {
    int count = 1;
    Expr **operands = ARENA_NEW_N(fg->gen->arena, Expr *, 2 * lhs->len + rhs->len + 1);
    for (int i = 0; i < lhs->len; i++) {
        Expr *expr = ast_unparen(lhs->items[i]);
        if (is_blank(expr)) {
            continue;
        }
        if (is_map_element(expr)) { // the element itself must not be read
            operands[count++] = expr->index.x;
            operands[count++] = expr->index.indices.items[0];
        } else {
            operands[count++] = expr;
        }
    }
    for (int i = 0; i < rhs->len && rhs->len > 1; i++) {
        operands[count++] = rhs->items[i];
    }
    gen_order_begin(fg, operands, count);
}

static void declare(FuncGen *fg, Expr *lhs, Value value) {
    gen_declare(fg, ast_unparen(lhs)->ident.object, value);
}

// x := value, straight into the new variable's memory when the value is big.
static void define_one(FuncGen *fg, Object *var, Expr *value) {
    if (gen_is_big(var->type) && var->var.site == 0) {
        gen_expr_into(fg, value, gen_declare_memory(fg, var).address);
    } else {
        gen_declare(fg, var, gen_expr(fg, value));
    }
}

static void assign_one(FuncGen *fg, Stmt *stmt, Expr *lhs, Expr *rhs) {
    if (is_blank(lhs)) {
        gen_expr(fg, rhs);
    } else if (stmt->assign.is_new && stmt->assign.is_new[0]) {
        define_one(fg, ast_unparen(lhs)->ident.object, rhs);
    } else {
        Expr *target = ast_unparen(lhs);
        order_operands(fg, &stmt->assign.lhs, &stmt->assign.rhs);
        if (is_map_element(target)) {
            gen_freeze_operands(fg, target);
        }
        gen_store_to(fg, target, gen_expr_view(fg, rhs));
    }
}

static void assign_many(FuncGen *fg, Stmt *stmt) {
    const ExprList *lhs = &stmt->assign.lhs, *rhs = &stmt->assign.rhs;
    const bool *is_new = stmt->assign.is_new;
    order_operands(fg, lhs, rhs);
    for (int i = 0; i < lhs->len; i++) {
        if (!(is_new && is_new[i]) && !is_blank(lhs->items[i])) {
            gen_freeze_operands(fg, lhs->items[i]);
        }
    }
    if (stmt->assign.tuple) {
        gen_tuple(fg, stmt->assign.tuple);
    }
    Value *values = ARENA_NEW_N(fg->gen->arena, Value, rhs->len);
    for (int i = 0; i < rhs->len; i++) {
        values[i] = gen_expr(fg, rhs->items[i]);
    }
    for (int i = 0; i < lhs->len; i++) {
        if (is_blank(lhs->items[i])) {
            continue;
        }
        if (is_new && is_new[i]) {
            declare(fg, lhs->items[i], values[i]);
        } else {
            gen_store_to(fg, lhs->items[i], values[i]);
        }
    }
}

// What `op` makes of old and y. Of strings, y are the operands of a whole chain of +.
static Value combine(FuncGen *fg, Operator op, Value old, const ValueList *y, int site) {
    if (!type_is_string(old.type)) {
        return gen_binary_op(fg, op, old.type, old, y->items[0], 0);
    }
    ValueList all = {0};
    VEC_PUSH(fg->gen->arena, &all, old);
    for (int i = 0; i < y->len; i++) {
        VEC_PUSH(fg->gen->arena, &all, y->items[i]);
    }
    return gen_concat_values(fg, old.type, all.items, all.len, site);
}

// lhs = lhs op y, lhs evaluated once. `y` has a value already.
static void assign_op(FuncGen *fg, Expr *lhs, Operator op, const ValueList *y, int site) {
    lhs = ast_unparen(lhs);
    if (is_map_element(lhs)) {
        gen_freeze_operands(fg, lhs);
        Value old = gen_expr(fg, lhs);
        Value result = combine(fg, op, old, y, site);
        gen_store(fg, map_element(fg, lhs), result);
    } else {
        Place place = gen_place(fg, lhs);
        gen_store(fg, place, combine(fg, op, gen_load(fg, place), y, site));
    }
}

void gen_assign_stmt(FuncGen *fg, Stmt *stmt) {
    const ExprList *lhs = &stmt->assign.lhs, *rhs = &stmt->assign.rhs;
    if (stmt->assign.op != OP_NONE) {
        order_operands(fg, lhs, rhs);
        gen_order_begin(fg, (Expr *[]){NULL, rhs->items[0]}, 2);
        ValueList y = {0};
        if (type_is_string(lhs->items[0]->type)) {
            y = gen_concat_operands(fg, rhs->items[0]);
        } else {
            VEC_PUSH(fg->gen->arena, &y, gen_expr(fg, rhs->items[0]));
        }
        assign_op(fg, lhs->items[0], stmt->assign.op, &y, stmt->site);
    } else if (lhs->len == 1 && !stmt->assign.tuple) {
        assign_one(fg, stmt, lhs->items[0], rhs->items[0]);
    } else {
        assign_many(fg, stmt);
    }
}

static Value one(Gen *gen, Type *type) {
    LLVMTypeRef llvm = llvm_type(gen, type);
    if (type_is_integer(type)) {
        return gen_value(LLVMConstInt(llvm, 1, false), type);
    }
    if (type_is_float(type)) {
        return gen_value(LLVMConstReal(llvm, 1), type);
    }
    LLVMTypeRef part = LLVMStructGetTypeAtIndex(llvm, 0);
    LLVMValueRef parts[] = {LLVMConstReal(part, 1), LLVMConstReal(part, 0)};
    return gen_value(LLVMConstStructInContext(gen->context, parts, 2, false), type);
}

void gen_inc_dec(FuncGen *fg, Stmt *stmt) {
    Expr *x = stmt->inc_dec.x;
    ExprList lhs = {&x, 1, 1}, none = {0};
    order_operands(fg, &lhs, &none);
    Value number = one(fg->gen, x->type);
    assign_op(fg, x, stmt->inc_dec.decrement ? OP_SUB : OP_ADD, &(ValueList){&number, 1, 1}, 0);
}

void gen_var_decl(FuncGen *fg, const Decl *decl) {
    int count = decl->var.name_count;
    if (decl->var.values.len == 0) {
        for (int i = 0; i < count; i++) {
            gen_declare(fg, decl->var.names[i].object, (Value){0});
        }
        return;
    }
    if (count == 1 && !decl->var.tuple) {
        define_one(fg, decl->var.names[0].object, decl->var.values.items[0]);
        return;
    }
    if (decl->var.tuple) {
        gen_tuple(fg, decl->var.tuple);
    }
    Value *values = ARENA_NEW_N(fg->gen->arena, Value, count);
    for (int i = 0; i < count; i++) {
        values[i] = gen_expr(fg, decl->var.values.items[i]);
    }
    for (int i = 0; i < count; i++) {
        gen_declare(fg, decl->var.names[i].object, values[i]);
    }
}
