// The select statement: first the channels and the values to send, in source order; then one case happens;
// then its received value is assigned, the left side's operands only now; then its body.
//
// A record per case tells the runtime the operation (RtChanCase). A single case without default is the
// operation itself.
#include "codegen/gen.h"

enum { RECORD_CHAN = 0, RECORD_ELEMENT = 8, RECORD_IS_SEND = 16, RECORD_OK = 17 };

_Static_assert(sizeof(RtChanCase) == RT_CHAN_CASE_SIZE && offsetof(RtChanCase, chan) == RECORD_CHAN &&
                   offsetof(RtChanCase, element) == RECORD_ELEMENT &&
                   offsetof(RtChanCase, is_send) == RECORD_IS_SEND && offsetof(RtChanCase, ok) == RECORD_OK,
               "as the runtime has it");

typedef struct {
    CaseClause *clause; // NULL: of the default
    LLVMValueRef chan;
    Place element; // address NULL: nothing is sent, and what is received is dropped
    LLVMValueRef ok;
} Operation;

typedef struct {
    FuncGen *fg;
    Stmt *stmt;
    Operation *operations; // of the cases but the default
    int count;
    const CaseClause *otherwise; // the default, or NULL
    LLVMBasicBlockRef done;
} Select;

// `<-c` of a receive statement, below the conversion and the parentheses around it.
static Expr *find_receive(const Stmt *comm) {
    Expr *expr = comm->kind == STMT_EXPR ? comm->expr.x
                 : comm->assign.tuple    ? comm->assign.tuple
                                         : comm->assign.rhs.items[0];
    while (expr->kind != EXPR_UNARY) {
        expr = expr->kind == EXPR_CONVERT ? expr->convert.x : expr->paren.x;
    }
    return expr;
}

static Operation evaluate_operands(FuncGen *fg, CaseClause *clause) {
    Stmt *comm = clause->comm;
    Operation operation = {.clause = clause};
    gen_debug_position(fg, comm->span.start);
    if (comm->kind == STMT_SEND) {
        operation.chan = gen_expr(fg, comm->send.chan).llvm;
        Value value = gen_expr(fg, comm->send.value);
        operation.element = (Place){gen_spill(fg, value), value.type, true};
        return operation;
    }
    Expr *chan = find_receive(comm)->unary.x;
    operation.chan = gen_expr(fg, chan).llvm;
    if (comm->kind != STMT_EXPR) {
        operation.element = gen_element_slot(fg, chan);
    }
    return operation;
}

static Select evaluate_cases(FuncGen *fg, Stmt *stmt) {
    const CaseList *cases = &stmt->select.cases;
    Select select = {.fg = fg, .stmt = stmt};
    select.operations = ARENA_NEW_N(fg->gen->arena, Operation, cases->len + 1);
    for (int i = 0; i < cases->len; i++) {
        if (cases->items[i]->is_default) {
            select.otherwise = cases->items[i];
        } else {
            select.operations[select.count++] = evaluate_operands(fg, cases->items[i]);
        }
    }
    return select;
}

static LLVMValueRef element_or_null(FuncGen *fg, const Operation *operation) {
    return operation->element.address ? operation->element.address : gen_null(fg->gen);
}

static void perform(FuncGen *fg, Operation *operation) {
    LLVMValueRef element = element_or_null(fg, operation);
    if (operation->clause->comm->kind == STMT_SEND) {
        RT_CALL(fg, rt_chan_send, operation->chan, element);
    } else {
        operation->ok = RT_CALL(fg, rt_chan_recv, operation->chan, element);
    }
}

static LLVMValueRef record_member(FuncGen *fg, LLVMValueRef records, int index, int64_t offset) {
    return gen_offset(fg, records, (int64_t)index * RT_CHAN_CASE_SIZE + offset);
}

// The runtime's choice: the index of an operation, -1 for the default.
static LLVMValueRef choose(Select *select, LLVMValueRef records) {
    FuncGen *fg = select->fg;
    Gen *gen = fg->gen;
    for (int i = 0; i < select->count; i++) {
        const Operation *operation = &select->operations[i];
        bool is_send = operation->clause->comm->kind == STMT_SEND;
        LLVMBuildStore(fg->builder, operation->chan, record_member(fg, records, i, RECORD_CHAN));
        LLVMBuildStore(fg->builder, element_or_null(fg, operation),
                       record_member(fg, records, i, RECORD_ELEMENT));
        LLVMBuildStore(fg->builder, LLVMConstInt(gen->i8, is_send, false),
                       record_member(fg, records, i, RECORD_IS_SEND));
    }
    return RT_CALL(fg, rt_select, records, gen_i64(gen, select->count), gen_bool(gen, select->otherwise));
}

// What was received takes the place of the expression `<-c` in the statement that assigns it.
static void assign_received(FuncGen *fg, const Operation *operation) {
    Stmt *comm = operation->clause->comm;
    if (comm->kind == STMT_SEND || comm->kind == STMT_EXPR) {
        return;
    }
    int memos = fg->memos.len;
    Expr *receive = find_receive(comm);
    Value *items = ARENA_NEW_N(fg->gen->arena, Value, 2);
    items[0] = gen_load(fg, operation->element);
    if (comm->assign.tuple) {
        items[1] = gen_value(operation->ok, receive->type->tuple.items[1]);
        receive = comm->assign.tuple;
    }
    gen_memo_bind(fg, receive, items);
    gen_stmt(fg, comm);
    fg->memos.len = memos;
}

static void build_body(const Select *select, const CaseClause *clause) {
    FuncGen *fg = select->fg;
    BranchTarget target = {select->stmt, select->done, NULL, fg->targets};
    fg->targets = &target;
    gen_block_stmts(fg, &clause->body);
    fg->targets = target.outer;
    gen_branch(fg, select->done);
}

static void build_cases(Select *select, LLVMValueRef records, LLVMValueRef choice) {
    FuncGen *fg = select->fg;
    Gen *gen = fg->gen;
    LLVMBasicBlockRef otherwise = gen_block(fg, "select.default");
    LLVMValueRef jump = LLVMBuildSwitch(fg->builder, choice, otherwise, (unsigned)select->count);
    for (int i = 0; i < select->count; i++) {
        Operation *operation = &select->operations[i];
        LLVMBasicBlockRef block = gen_block(fg, "select.case");
        LLVMAddCase(jump, gen_i64(gen, i), block);
        gen_enter(fg, block);
        LLVMValueRef ok = LLVMBuildLoad2(fg->builder, gen->i8, record_member(fg, records, i, RECORD_OK), "");
        operation->ok = LLVMBuildTrunc(fg->builder, ok, gen->i1, "");
        assign_received(fg, operation);
        build_body(select, operation->clause);
    }
    gen_enter(fg, otherwise);
    if (select->otherwise) {
        build_body(select, select->otherwise);
    } else {
        LLVMBuildUnreachable(fg->builder);
    }
}

void gen_select(FuncGen *fg, Stmt *stmt) {
    Select select = evaluate_cases(fg, stmt);
    select.done = gen_block(fg, "select.done");
    if (select.count == 1 && !select.otherwise) {
        perform(fg, &select.operations[0]);
        assign_received(fg, &select.operations[0]);
        build_body(&select, select.operations[0].clause);
    } else if (select.count == 0 && select.otherwise) {
        build_body(&select, select.otherwise);
    } else {
        LLVMValueRef records = gen_alloca_bytes(fg, (int64_t)select.count * RT_CHAN_CASE_SIZE, "select");
        gen_debug_position(fg, stmt->span.start);
        build_cases(&select, records, choose(&select, records));
    }
    gen_enter(fg, select.done);
}
