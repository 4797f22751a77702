// The private header of codegen: what its files share. One Gen per module, one FuncGen per LLVM function
// being built.
//
// Representation of Go's values in LLVM (llvm_type):
//   bool i1 (one byte in memory), intN/uintN iN, floats, pointer/map/chan/func ptr, string {ptr,i64},
//   slice {ptr,i64,i64}, interfaces {ptr,ptr}, complex {T,T}, struct {...}, array [n x T]. Offsets are Go's.
// A value whose type is "small" is an LLVM first-class value. One whose type is "big" (gen_is_big: more than
// 32 bytes, or an array of more than one element somewhere inside) is never loaded whole: its Value is the
// address of memory that nobody else will write while the Value is in use ("stable").
//
// Calling convention of compiled code: ([results], [context], params..., slots...). `results` is present when
// the result tuple is big (gen_is_big of it): a pointer to the results laid out as a struct; the function
// then returns void. Otherwise it returns void, the one value, or an LLVM struct of them. `context` is the
// receiver of a method, the closure record of a function value, or the data word of an interface call. Big
// parameters are addresses of a copy that now belongs to the callee. `slots` are memory of the caller's
// frame, or nil, for objects that the callee hands out (slot.c); only a direct call passes them: the code
// that a function value or an itab has is without (gen_func_plain).
//
// Rules for every function here: evaluation appends to the builder's current block and may open new ones; a
// function that ends the block (a panic, a branch) says so. Instructions in entry allocas are only made by
// gen_alloca.
#ifndef MINIC_CODEGEN_GEN_H
#define MINIC_CODEGEN_GEN_H

#include "codegen/codegen.h"
#include "runtime/abi.h"
#include <llvm-c/Core.h>
#include <llvm-c/DebugInfo.h>
#include <llvm-c/Target.h>
#include <llvm-c/TargetMachine.h>

// Runtime entry points: ENTRY_rt_new_slow, ...
#define RT(result, name, ...) ENTRY_##name,
typedef enum {
#include "runtime/abi.def"
    ENTRY_COUNT
} Entry;
#undef RT

// A value: an LLVM value of llvm_type(type) or, when the type is big, the address of stable memory that holds
// it. llvm == NULL: no value (a call without results).
typedef struct {
    LLVMValueRef llvm;
    Type *type;
} Value;

// Where a variable, field or element is.
typedef struct {
    LLVMValueRef address;
    Type *type;
    bool on_stack; // certainly in this function's frame: stores need no write barrier
} Place;

// Scalar access types for alias analysis (types.c).
typedef enum {
    TBAA_LENGTH, // length and capacity words of strings and slices
    TBAA_DATA,   // their data pointers
    TBAA_POINTER,
    TBAA_BOOL,
    TBAA_INT8,
    TBAA_INT16,
    TBAA_INT32,
    TBAA_INT64,
    TBAA_FLOAT32,
    TBAA_FLOAT64,
    TBAA_RUNTIME, // the runtime's state: allocation cursors, the collector's flag
    TBAA_COUNT
} Tbaa;

// The values of a multi-valued expression that was evaluated (EXPR_TUPLE_ITEM), or, in the body of a deferred
// call's thunk, the saved values that stand for argument expressions.
typedef struct {
    const Expr *expr;
    Value *items; // of a tuple; a substituted expression has one
} Memo;

// A statement that break and continue may leave.
typedef struct BranchTarget {
    const Stmt *stmt;
    LLVMBasicBlockRef on_break;
    LLVMBasicBlockRef on_continue; // NULL: not a loop
    struct BranchTarget *outer;
} BranchTarget;

// Where a goto to this labelled statement goes.
typedef struct {
    const Stmt *stmt;
    LLVMBasicBlockRef block;
} LabelBlock;

// A slot for the address in the frame of the object that a sunk site made last (sink.c).
typedef struct {
    int site;
    int64_t size; // of the object, in bytes
    LLVMValueRef slot;
} SinkHome;

// A buffer of the frame that is given in pieces (pieces.c).
typedef struct {
    const void *owner; // as in a PiecesBuffer
    int64_t bytes;
    LLVMValueRef record, memory; // an RtPieces; the buffer
} FramePieces;

// The RtBacking of a slice (backing.c).
typedef struct {
    const Backing *backing;
    LLVMValueRef record;
} FrameBacking;

// Where a variable lives while its function is built (Object.var.codegen).
typedef struct {
    Place place;
    bool indirect; // place.address is a slot with the present address: loop variables with a fresh copy per
                   // iteration, variables that move to the heap
} Storage;

// What codegen knows of a type, by Type.id; each member is made on first use.
typedef struct {
    LLVMTypeRef llvm;
    LLVMValueRef descriptor; // RtType global
    LLVMValueRef layout;     // RtLayout global
    LLVMMetadataRef debug;
    LLVMTypeRef signatures[2]; // of func types: without and with context
} TypeInfo;

// What codegen knows of a function (Func.codegen).
typedef struct {
    LLVMValueRef function; // the code; a literal's takes its closure record as context
    LLVMValueRef plain;    // the same without slot parameters; made on first use (slot.c)
    LLVMValueRef thunk;    // the code for use as a function value, when `function` takes no context
    LLVMValueRef
        closure;  // static closure record {code}, for declared functions and literals without captures
    Type *record; // literals: the struct type of the closure record
} FuncInfo;

// Private constants (strings, layouts, itabs, wrappers) are found again by their names in the module.
typedef struct Gen {
    Program *program;
    const EscapeResult *escape;
    const CodegenOptions *options;
    Arena *arena;
    LLVMContextRef context;
    LLVMModuleRef module;
    LLVMTargetMachineRef machine;
    LLVMTargetDataRef data;
    LLVMTypeRef void_type, ptr, i1, i8, i16, i32, i64, f32, f64;
    LLVMTypeRef string, slice, iface; // {ptr,i64}, {ptr,i64,i64}, {ptr,ptr}
    TypeInfo **types;                 // by Type.id
    int type_cap;
    VEC(Type *) described; // types that have a descriptor, in order of demand
    LLVMValueRef entries[ENTRY_COUNT];
    LLVMTypeRef entry_types[ENTRY_COUNT];
    LLVMValueRef tbaa_tags[TBAA_COUNT];
    LLVMValueRef range_length; // !range [0, 2^63)
    LLVMValueRef unlikely;     // !prof weights of a branch whose first target is cold
    unsigned md_tbaa, md_range, md_prof;
    LLVMValueRef gc_state;    // rt_gc
    LLVMValueRef poll;        // the assembly of poll.c, or NULL
    bool has_goroutines;      // the program may start one
    LLVMValueRef running;     // rt_g
    LLVMValueRef zero_base;   // address of every zero-size heap value
    LLVMValueRef small_boxes; // abi.h: rt_small_boxes
    LLVMDIBuilderRef debug;
    LLVMMetadataRef *debug_files; // by source index
    LLVMMetadataRef debug_unit;
} Gen;

// The one deferred call of a function with one defer statement, when that has been generated and its record
// is in the frame. Its closure, if that is a constant, and its code, if that is certain; else NULL.
typedef struct {
    LLVMValueRef record, closure, code;
} OnlyDefer;

typedef struct FuncGen {
    Gen *gen;
    Func *func; // NULL in wrappers, thunks and the package initialiser
    LLVMValueRef function;
    LLVMBuilderRef builder;
    LLVMBasicBlockRef entry;     // allocas, then a branch to the body
    LLVMValueRef context;        // closure record, or NULL
    LLVMValueRef result_address; // hidden result parameter, or NULL
    Type **result_types;
    int result_count;
    Place *results;     // the result variables of `func`
    LLVMValueRef frame; // identifies the activation (defer, checked mode); made by gen_frame
    bool has_defer;
    OnlyDefer only_defer;
    LLVMValueRef permit; // the panic that this activation may recover, or null; NULL: it never calls recover
    BranchTarget *targets;
    VEC(Memo) memos;
    LLVMBasicBlockRef nil_panic; // cold block shared by the checks of a line, or NULL
    unsigned nil_panic_line;     // whose it is
    LLVMMetadataRef scope;       // debug; NULL: the code is not of the source
    Pos position;                // debug: the present one
    unsigned line;               // and its line
    const char *file_name;       // ... in this file
    VEC(LabelBlock) labels;
    VEC(SinkHome) homes;
    VEC(FramePieces) pieces;
    VEC(FrameBacking) backings;
} FuncGen;

// ---- Both halves: small helpers (gen.c)

LLVMValueRef gen_i64(Gen *gen, int64_t value);
LLVMValueRef gen_i32(Gen *gen, int32_t value);
LLVMValueRef gen_bool(Gen *gen, bool value);
LLVMValueRef gen_null(Gen *gen);
Value gen_value(LLVMValueRef llvm, Type *type);
// A new block at the end of the function; the builder does not move.
LLVMBasicBlockRef gen_block(FuncGen *fg, const char *name);
void gen_enter(FuncGen *fg, LLVMBasicBlockRef block); // moves the builder
// Moves the builder to the end of the entry block, where slots get their first value, and back.
typedef struct {
    LLVMBasicBlockRef block;
    LLVMMetadataRef location; // debug
} BuildPoint;
BuildPoint gen_enter_entry(FuncGen *fg);
void gen_leave_entry(FuncGen *fg, BuildPoint point);
void gen_branch(FuncGen *fg, LLVMBasicBlockRef block); // unless the current block is already terminated
bool gen_is_terminated(const FuncGen *fg);
// Continues in a new block when `cond`, else in `otherwise`.
void gen_continue_if(FuncGen *fg, LLVMValueRef cond, LLVMBasicBlockRef otherwise);
// Enters the block where two ways meet: x where control comes from `from_x`, y where it comes from `from_y`.
LLVMValueRef gen_join(FuncGen *fg, LLVMBasicBlockRef block, LLVMValueRef x, LLVMBasicBlockRef from_x,
                      LLVMValueRef y, LLVMBasicBlockRef from_y);
// Continues in a new block unless `cond`, which is unlikely and goes to `cold`.
void gen_leave_if(FuncGen *fg, LLVMValueRef cond, LLVMBasicBlockRef cold);
LLVMValueRef gen_extract(FuncGen *fg, LLVMValueRef aggregate, unsigned index);
LLVMValueRef gen_insert(FuncGen *fg, LLVMValueRef aggregate, LLVMValueRef value, unsigned index);
// {a, b} and {a, b, c} of the string, interface and slice types.
LLVMValueRef gen_string_value(FuncGen *fg, LLVMValueRef ptr, LLVMValueRef len);
LLVMValueRef gen_slice_value(FuncGen *fg, LLVMValueRef ptr, LLVMValueRef len, LLVMValueRef cap);
LLVMValueRef gen_iface_value(FuncGen *fg, LLVMValueRef type_or_itab, LLVMValueRef data);
// Address arithmetic: p + bytes, &p[index] for elements of `elem` (inbounds).
LLVMValueRef gen_offset(FuncGen *fg, LLVMValueRef address, int64_t bytes);
LLVMValueRef gen_element(FuncGen *fg, LLVMValueRef base, Type *elem, LLVMValueRef index);
// A slot in the entry block, not initialised. `count` elements for the array form.
LLVMValueRef gen_alloca(FuncGen *fg, Type *type, const char *name);
LLVMValueRef gen_alloca_llvm(FuncGen *fg, LLVMTypeRef type, const char *name);
LLVMValueRef gen_alloca_bytes(FuncGen *fg, int64_t bytes, const char *name); // aligned to 16

// Calls a runtime entry point. After one that does not return it adds `unreachable`: the block is then
// terminated.
LLVMValueRef gen_runtime_call(FuncGen *fg, Entry entry, LLVMValueRef *args, int count);
// The call is not merged with one of another line: tracebacks tell them apart.
void gen_keep_apart(Gen *gen, LLVMValueRef call);
#define RT_CALL(fg, name, ...)                                                                               \
    gen_runtime_call((fg), ENTRY_##name, (LLVMValueRef[]){__VA_ARGS__},                                      \
                     (int)(sizeof((LLVMValueRef[]){__VA_ARGS__}) / sizeof(LLVMValueRef)))
#define RT_CALL0(fg, name) gen_runtime_call((fg), ENTRY_##name, NULL, 0)

// ---- Types and tables

LLVMTypeRef llvm_type(Gen *gen, Type *type); // types.c
bool gen_is_big(const Type *type);
// == is memory equality: no padding, blank fields, floats, strings or interfaces inside.
bool gen_is_memory_equal(const Type *type);
bool gen_tuple_is_big(Type *const *types, int count);
TypeInfo *gen_type_info(Gen *gen, Type *type);
Tbaa gen_tbaa_of(const Type *scalar);
LLVMTypeRef gen_signature(Gen *gen, Type *func, bool context);    // func.c; caches
LLVMValueRef gen_type_descriptor(Gen *gen, Type *type);           // descriptor.c: the RtType's address
LLVMValueRef gen_itab(Gen *gen, Type *interface, Type *concrete); // descriptor.c: the RtItab's address
LLVMValueRef gen_layout(Gen *gen, Type *type);  // layout.c: the RtLayout's address; null pointer for size 0
Type *gen_map_entry(Gen *gen, const Type *map); // descriptor.c: struct {key, value}
// Of `count` consecutive elements.
LLVMValueRef gen_layout_array(Gen *gen, Type *elem, int64_t count);
// With any type of context (receivers), or NULL.
LLVMTypeRef gen_signature_with(Gen *gen, Type *func, LLVMTypeRef context);
LLVMTypeRef gen_func_signature(Gen *gen, Func *func);
// Static closure record {code} for a declared function or a literal without captures (func.c).
LLVMValueRef gen_function_closure(Gen *gen, Func *func);
LLVMValueRef gen_value_code(Gen *gen, Func *func); // the code in the record of such a function value
bool gen_func_is_compiled(const Func *func);       // false: a library function that the program cannot reach
void gen_external_body(Gen *gen, Func *func);      // external.c
FuncInfo *gen_func_info(Gen *gen, Func *func);     // declares it on first use
// Code of a method with the data-word convention (context = interface data word), promoted ones included.
LLVMValueRef gen_method_code(Gen *gen, Type *receiver, const MethodEntry *entry);
// What the declared method of the entry takes as its receiver, from the data word of an interface that holds
// a `receiver`.
LLVMValueRef gen_method_receiver(FuncGen *fg, LLVMValueRef data, Type *receiver, const MethodEntry *entry);
// Code of a method value, and the receiver in its record.
LLVMValueRef gen_bound_code(Gen *gen, Func *method);
LLVMValueRef gen_bound_receiver(FuncGen *fg, LLVMValueRef record, Type *receiver);

// ---- Memory (memory.c, alloc.c)

// Loads a small value leaf by leaf (with alias tags); for a big type the Value is `place.address` itself: not
// stable.
Value gen_load(FuncGen *fg, Place place);
// A stable Value of what is at `place`: big ones are copied to a temporary.
Value gen_load_stable(FuncGen *fg, Place place);
LLVMValueRef gen_load_scalar(FuncGen *fg, LLVMTypeRef type, LLVMValueRef address, Tbaa tag);
void gen_store_scalar(FuncGen *fg, LLVMValueRef value, LLVMValueRef address, Tbaa tag);
// Assigns, with the write barrier unless on_stack. Big values may overlap the destination.
void gen_store(FuncGen *fg, Place place, Value value);
// Writes memory that holds no live pointers yet (new or zeroed): no barrier.
void gen_init(FuncGen *fg, LLVMValueRef address, Value value);
void gen_zero_memory(FuncGen *fg, LLVMValueRef address, Type *type); // init's counterpart: no barrier
LLVMValueRef gen_zero_constant(Gen *gen, Type *type);                // LLVM's zero of a small type
Value gen_zero(FuncGen *fg, Type *type);                             // big: a zeroed temporary
// The address of stable memory holding the value (a big Value's own address, else a temporary).
LLVMValueRef gen_spill(FuncGen *fg, Value value);
// No barrier. The addresses may be equal; the values must not overlap otherwise.
void gen_copy(FuncGen *fg, LLVMValueRef to, LLVMValueRef from, Type *type);

// Memory for one zeroed value of the type where the site's decision says. Every execution gives fresh zeroed
// memory. site == 0: the heap. *on_stack (optional) tells which.
LLVMValueRef gen_alloc_site(FuncGen *fg, int site, Type *type, bool *on_stack);
// Likewise for `count` (constant) elements.
LLVMValueRef gen_alloc_site_array(FuncGen *fg, int site, Type *elem, int64_t count, bool *on_stack);
// The frame buffer of a STACK site that has one, or the one that the caller gave, not zeroed; room is 0 where
// there is none (heap, checked mode), and memory then null.
typedef struct SiteBuffer {
    LLVMValueRef memory, room; // an address; bytes, an i64
    LLVMValueRef pieces;       // NULL: the whole buffer is for this execution
} SiteBuffer;
SiteBuffer gen_site_buffer(FuncGen *fg, int site);
// After the allocation: what became of it lies at `data`, and took `bytes` of the buffer if it is there.
void gen_buffer_used(FuncGen *fg, SiteBuffer buffer, LLVMValueRef data, LLVMValueRef bytes);
// Pieces (pieces.c), of the site's buffer or of an RtPieces: what is left; a part that is taken, room 0 when
// there is none; a new object.
SiteBuffer gen_pieces_buffer(FuncGen *fg, int site);
SiteBuffer gen_pieces_left(FuncGen *fg, LLVMValueRef pieces);
SiteBuffer gen_pieces_part(FuncGen *fg, int site, int64_t bytes);
SiteBuffer gen_take_piece(FuncGen *fg, LLVMValueRef pieces, int64_t bytes);
LLVMValueRef gen_alloc_piece(FuncGen *fg, int site, Type *elem, int64_t count);
LLVMValueRef gen_new_piece(FuncGen *fg, LLVMValueRef pieces, Type *elem, int64_t count);
// The buffer that the frame has for what a callee makes: an RtPieces.
LLVMValueRef gen_argument_pieces(FuncGen *fg, const SlotArgument *arg);
// The pieces that nothing uses any more when an iteration of the loop begins are free again.
void gen_pieces_restart(FuncGen *fg, const Stmt *loop);
// The heap, whatever was decided.
LLVMValueRef gen_alloc_heap_array(FuncGen *fg, Type *elem, int64_t count);
// What an array of `count` elements is allocated as so many of: an array even when it has but one, as
// RtLayout.single tells arrays from other values.
Type *gen_array_part(FuncGen *fg, Type *elem, int64_t count);
// Result slots (slot.c): memory for a site that has one; the function's type with slots; the code without;
// the slots that a call passes.
LLVMValueRef gen_alloc_slot(FuncGen *fg, int site, Type *elem, int64_t count);
SiteBuffer gen_slot_buffer(FuncGen *fg, int site);              // for what has no fixed size
SiteBuffer gen_slot_part(FuncGen *fg, int site, int64_t bytes); // room 0 when there is none
LLVMValueRef gen_slot_pieces(FuncGen *fg, int site); // an RtPieces or nil; NULL: the slot is for one object
LLVMTypeRef gen_slot_signature(Gen *gen, Func *func, LLVMTypeRef plain);
LLVMValueRef gen_func_plain(Gen *gen, Func *func);
void gen_call_slots(FuncGen *fg, const Func *callee, const SlotArgument *args, LLVMValueRef *slots);
// Sinking (sink.c): the site has made the object in the frame; what moves before the statement moves now.
void gen_sink_home(FuncGen *fg, int site, LLVMValueRef object, int64_t size);
void gen_sinks(FuncGen *fg, const Stmt *stmt);
// The slice in memory grows at the site of an append to a variable with a backing store (backing.c);
// `pieces`: the site's, or nil. What is in the backing store leaves it.
void gen_backed_growth(FuncGen *fg, int site, LLVMValueRef slice, Type *elem, LLVMValueRef extra,
                       LLVMValueRef pieces);
void gen_backed_leave(FuncGen *fg, const Sink *sink, const Stmt *stmt);
// The RtSite of a stack site, for the checked mode.
LLVMValueRef gen_site_record(FuncGen *fg, int site);
// The checked mode's cell for a stack site of the frame; `previous` dies.
LLVMValueRef gen_checked_cell(FuncGen *fg, int site, Type *elem, int64_t count, LLVMValueRef frame,
                              LLVMValueRef previous);
LLVMValueRef gen_new(FuncGen *fg, Type *type);                           // heap, inline fast path
LLVMValueRef gen_new_array(FuncGen *fg, Type *elem, LLVMValueRef count); // heap, run-time count (checked)
const Decision *gen_decision(const FuncGen *fg, int site);               // NULL for 0
LLVMValueRef gen_frame(FuncGen *fg); // address that identifies this activation

// ---- Functions, calls, statements

// A new internal function of this LLVM type with its entry block; the builder stands in its body.
FuncGen *gen_function_begin(Gen *gen, const char *name, LLVMTypeRef signature);
void gen_function_end(FuncGen *fg);
FuncGen *gen_function_resume(Gen *gen, LLVMValueRef function); // the same for a function already declared
void gen_function_results(FuncGen *fg, Type *func); // sets fg's results for this func type (signature.c)
// Counted after the hidden results; 0 is the context, if there is one.
LLVMValueRef gen_function_param(FuncGen *fg, int index);
void gen_return(FuncGen *fg); // runs the deferred calls, returns the result variables; terminates
void gen_function_body(Gen *gen, Func *func);             // func.c: prologue, body, epilogue
void gen_return_values(FuncGen *fg, const Value *values); // by the convention of fg's results; terminates
// An argument's value: a big one is a copy that the callee may write.
Value gen_argument(FuncGen *fg, Expr *expr);
void gen_call_results(FuncGen *fg, Expr *call, Value *results); // as many as it has
void gen_defer(FuncGen *fg, Stmt *stmt);                        // defer.c
void gen_run_deferred(FuncGen *fg);                             // when the function returns
// An AstVisitor.expr that stays in the function: what the body of a range over a function defers is its own.
bool gen_skip_other_functions(AstVisitor *visitor, Expr *expr);
Func *gen_declared_function(const Expr *fun); // of CALL_FUNCTION and CALL_METHOD
// recover.c: a function's declaration, its entry, and the point where recovery resumes it; the builtin.
// Before a call that a thunk or wrapper makes for its caller: gen_recover_forward.
void gen_recover_declare(Gen *gen, const Func *func, LLVMValueRef function);
void gen_recover_permit(FuncGen *fg);
void gen_recovery_point(FuncGen *fg);
Value gen_recover(FuncGen *fg, Type *type);
void gen_recover_forward(FuncGen *fg, LLVMValueRef code);
void gen_go(FuncGen *fg, const Stmt *stmt); // go.c
// The closure, of the form func(), that makes the call of a defer or go statement later; `suffix` names its
// code, which is given where it is certain, else NULL.
LLVMValueRef gen_saved_call(FuncGen *fg, const Stmt *stmt, const char *suffix, LLVMValueRef *code);
void gen_assign_stmt(FuncGen *fg, Stmt *stmt); // assign.c
// The two phases of an assignment: the operands of a left side that is no variable; the store.
void gen_freeze_operands(FuncGen *fg, Expr *lhs);
void gen_store_to(FuncGen *fg, Expr *lhs, Value value);
void gen_inc_dec(FuncGen *fg, Stmt *stmt);
void gen_var_decl(FuncGen *fg, const Decl *decl);
void gen_for(FuncGen *fg, Stmt *stmt);    // loop.c
void gen_range(FuncGen *fg, Stmt *stmt);  // range.c
void gen_switch(FuncGen *fg, Stmt *stmt); // switch.c
void gen_type_switch(FuncGen *fg, Stmt *stmt);
void gen_select(FuncGen *fg, Stmt *stmt); // select.c
void gen_send(FuncGen *fg, Stmt *stmt);   // chan.c
// One result: that value. Several: use gen_tuple. None: llvm == NULL.
Value gen_call(FuncGen *fg, Expr *call);
// Evaluates a multi-valued expression (call, or comma_ok form) and remembers its items for EXPR_TUPLE_ITEM.
const Value *gen_tuple(FuncGen *fg, Expr *tuple);
Value gen_tuple_item(FuncGen *fg, const Expr *item);
const Value *gen_memo_find(const FuncGen *fg, const Expr *expr); // NULL if there is none
void gen_memo_bind(FuncGen *fg, const Expr *expr, Value *items);
// Calls code by the convention; `context` NULL when it takes none. Results in `results` (as many as the type
// has).
void gen_call_code(FuncGen *fg, Type *func, LLVMValueRef code, LLVMValueRef context, const Value *args,
                   Value *results);
// Calls the code of `callee` with these slots; NULL: with none.
void gen_call_direct(FuncGen *fg, Func *callee, const SlotArgument *slots, LLVMValueRef context,
                     const Value *args, Value *results);
// A call of a function value or through an interface, as gen_call_code, that gives slots (known_call.c).
void gen_call_known(FuncGen *fg, const Expr *call, Type *func, LLVMValueRef code, LLVMValueRef context,
                    const Value *args, Value *results);
// Code and context of method `index` of an interface value (checked for nil).
void gen_interface_method(FuncGen *fg, LLVMValueRef iface, int index, LLVMValueRef *code, LLVMValueRef *data);
void gen_stmt(FuncGen *fg, Stmt *stmt);
void gen_block_stmts(FuncGen *fg, const StmtList *stmts);
// A new variable comes to life here, zeroed or with a value (llvm NULL: zero).
Place gen_declare(FuncGen *fg, Object *var, Value init);
// Memory for a new variable, not initialised (heap memory is zero).
Place gen_declare_memory(FuncGen *fg, Object *var);
// From here on the variable's memory is found through a slot with its address, which may change.
void gen_make_indirect(FuncGen *fg, Object *var);
Place gen_variable(FuncGen *fg, Object *var); // locals, captured variables, package variables
// {code uintptr; captures...}: of one by value the variable's type, else a pointer to it.
Type *gen_record_type(Gen *gen, Func *literal);
LLVMValueRef gen_global(Gen *gen, Object *var); // package variable
void gen_debug_position(FuncGen *fg, Pos pos);  // of what is built from here on

// Panics. gen_nil_check continues when the pointer is not nil (and in checked mode calls gen_checked_access).
void gen_nil_check(FuncGen *fg, LLVMValueRef pointer);
// Continues when index < length as unsigned; else rt_panic_bounds(index, length, kind). `is_signed`: of
// index's Go type.
void gen_bounds_check(FuncGen *fg, LLVMValueRef index, LLVMValueRef length, RtBounds kind, bool is_signed);
// Continues unless `failed`; else calls a panic entry point with these arguments.
void gen_panic_if(FuncGen *fg, LLVMValueRef failed, Entry entry, LLVMValueRef *args, int count);

// ---- Values

// The expression's value; big ones are stable. Looks in the memos first. Emits the constant when
// expr->constant is set.
Value gen_expr(FuncGen *fg, Expr *expr);
// As gen_expr, but a big value may be the address of a variable: use it before anything else is evaluated.
Value gen_expr_view(FuncGen *fg, Expr *expr);
// Evaluates into new memory that the expression cannot refer to (no barrier): composite literals in place.
void gen_expr_into(FuncGen *fg, Expr *expr, LLVMValueRef address);
// The address of a variable, *p, x.f, a[i] (checks included); not of map elements.
Place gen_place(FuncGen *fg, Expr *expr);
void gen_cond(FuncGen *fg, Expr *expr, LLVMBasicBlockRef then, LLVMBasicBlockRef otherwise); // terminates
// const.c: the LLVM constant of a small type; the address of shared constant bytes; {ptr, len} of these.
LLVMValueRef gen_constant(Gen *gen, Type *type, const Constant *constant);
LLVMValueRef gen_string_data(Gen *gen, const char *text, int64_t len);
LLVMValueRef gen_string_constant(Gen *gen, const char *text, int64_t len);
// static.c: the LLVM constant of an expression whose value is known without running code and refers to no
// object that the expression makes, or NULL.
LLVMValueRef gen_static(Gen *gen, Expr *expr);
// For op=; `site`: of a string concatenation.
Value gen_binary_op(FuncGen *fg, Operator op, Type *type, Value x, Value y, int site);
LLVMValueRef gen_compare(FuncGen *fg, Operator op, Value x, Value y); // i1; == != < <= > >=
LLVMValueRef gen_equal(FuncGen *fg, Value x, Value y);                // i1
// The conversion's step alone, of a value at hand.
Value gen_convert_value(FuncGen *fg, Expr *convert, Value x);
Value gen_builtin(FuncGen *fg, Expr *call);         // every BuiltinId
Value gen_func_literal(FuncGen *fg, Expr *literal); // closure record address
// Map element access for assignments: the address to store into (inserts).
Place gen_map_assign(FuncGen *fg, Type *map_type, LLVMValueRef map, Value key);
void gen_map_index_ok(FuncGen *fg, Expr *index, Value *items);         // v, ok := m[k]
void gen_type_assert_ok(FuncGen *fg, Expr *type_assert, Value *items); // v, ok := x.(T)
void gen_receive_ok(FuncGen *fg, Expr *receive, Value *items);         // v, ok := <-c
Place gen_element_slot(FuncGen *fg, const Expr *chan); // in the frame, for one element of the channel
// Dynamic type test of an interface value, for type switches. `itab` gets the new first word when target is
// an interface.
LLVMValueRef gen_type_test(FuncGen *fg, Value iface, Type *target, LLVMValueRef *itab);
// The value of that type, in a block where the test succeeded.
Value gen_type_extract(FuncGen *fg, Value iface, Type *target, LLVMValueRef itab);
// allocs.c, no-ops unless --allocs: the site allocates between enter and leave, `bytes` where they are known.
void gen_allocs_start(FuncGen *fg);
void gen_allocs_enter(FuncGen *fg, int site, int64_t bytes);
void gen_allocs_move(FuncGen *fg, int site, int64_t bytes); // as enter, for an object that was counted before
void gen_allocs_leave(FuncGen *fg, int site);
void gen_checked_access(FuncGen *fg, LLVMValueRef address); // checked.c; no-op unless -checked
// Order of evaluation as gc's: when operands[i > 0] contains a call, all calls of the operands up to it are
// made now, left to right, and remembered, so that variables are read after them. Evaluate the operands, then
// call gen_order_end with the result. For calls: the callee and the arguments; for `a[i] = v` and `a[i] op=
// v`: the two sides. NULL operands are skipped.
int gen_order_begin(FuncGen *fg, Expr *const *operands, int count);
void gen_order_end(FuncGen *fg, int mark);
bool gen_has_call(Expr *expr); // or receive: does evaluating it run code that may change variables?

#endif
