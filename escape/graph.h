// Private to escape: the connection graph (Choi et al., OOPSLA 1999), one per function.
//
// Nodes hold references; each has the set of nodes that its value may point to. An object is a run of nodes,
// one for each place in it that can be pointed to or hold a pointer (its "leaves"), in the order of its type,
// so that a pointer to a field or element is a pointer to the leaf where it starts. Large types, and what is
// not known, collapse to one leaf that stands for all.
//
// Phantom objects stand for what parameters point to when the function is called; they are made when
// something is loaded from them. Node 0 is everything that outlives all frames (package variables,
// goroutines, panics, unknown code); it points to itself.
//
// Constraints hang on a node and are applied to each node that it comes to point to (Andersen's inclusion
// constraints, with a worklist of pairs). The result of a function is a summary: what a caller must add to
// its own graph to have the effect of a call.
#ifndef MINIC_ESCAPE_GRAPH_H
#define MINIC_ESCAPE_GRAPH_H

#include "escape/analysis.h"

enum {
    NO_NODE = -1, // the value of an expression that points to nothing
    NO_PAIR = -1,
    NO_OBJECT = -1,
    GLOBAL_NODE = 0,
    GLOBAL_OBJECT = 0,
    MAX_LEAVES = 32, // a type with more collapses to one
    MAX_DEPTH = 4,   // of nested structs before they collapse
    MAX_SPLIT = 8,   // leaves of an array whose elements are kept apart
    MAX_PHANTOM_DEPTH = 6,
    MANY_OBJECTS = 24, // in a summary: further ones are merged, and it is not multiplied by call sites
    // Of work on a function, that costs more than it is worth to look further: Go's rules decide alone, and
    // callers expect the worst.
    MAX_STEPS = 300000,
    MAX_STEPS_PER_NODE = 50, // ... and this for each node
};

// How a type is laid out in leaves.
typedef struct Layout {
    int count;
    int depth;            // of nested structs
    bool collapsed;       // one leaf for all
    const Type **types;   // of each leaf: a type of one leaf
    bool *collapsed_leaf; // the leaf stands for a collapsed struct or array
    int *fields;          // struct: first leaf of each field; split array: of each element
} Layout;

typedef enum {
    OBJECT_OTHER, // variables, allocations, temporaries
    OBJECT_PHANTOM,
    OBJECT_BOX,      // the content of an interface, of type `type`
    OBJECT_CLOSURE,  // the record of a literal, `func`
    OBJECT_BOUND,    // a method value: `func` (or interface method `name`), with its receiver of type `type`
    OBJECT_FUNCTION, // a declared function as a value, `func`
} GraphObjectKind;

typedef struct GraphObject {
    GraphObjectKind kind;
    int first, count; // its nodes
    const Type *type; // of its content, where known
    Func *func;
    const Name *name;       // OBJECT_BOUND to an interface method
    int site;               // 0: none of this function
    const void *origin;     // identity of the allocation, for objects that come from callees
    int loop;               // innermost loop that makes it anew; 0: none
    int holder_loop;        // loop whose iteration its content does not outlive
    bool opaque;            // stands for all that is reachable from it
    bool foreign;           // allocated by a callee: on the heap
    bool global;            // reachable from node 0
    bool arg_escaped;       // reachable from a phantom
    int escape_pair;        // number of the pair that made it global or arg_escaped; NO_PAIR
    bool leaves;            // it cannot be in the function's frame (verdict)
    bool loops_only;        // ... but only because it outlives an iteration of a loop
    const Stmt *restart;    // loops_only: it dies in an iteration of this loop; NULL: of none
    int slot;               // the function's slot parameter that its memory comes from, from 1; 0: none
    bool slot_use;          // a call makes it, in a slot that it may be given
    const EscapePath *path; // slot_use: how it leaves; NULL: it does not
    int phantom_parent;     // object through which a phantom was found; -1
    int phantom_depth;
    const char *label; // for reports
} GraphObject;

typedef enum {
    CONSTRAINT_COPY,      // other includes this
    CONSTRAINT_LOAD,      // other includes *(this + offset)
    CONSTRAINT_STORE,     // *(this + offset) includes other
    CONSTRAINT_SHIFT,     // other includes this + offset
    CONSTRAINT_LOAD_ALL,  // other includes all leaves of the objects this points to
    CONSTRAINT_STORE_ALL, // all leaves of the objects this points to include other
    CONSTRAINT_ASSERT,    // other.. includes the content of boxes of type `type`
    CONSTRAINT_CALL,      // this is called: call `other`
    CONSTRAINT_METHODS,   // methods of what this points to are called: call `other`
} ConstraintKind;

// Where a fact comes from, for the explanations: nothing is decided by it.
typedef struct Origin {
    int pair;                    // number of the pair that it follows from; NO_PAIR: none
    Pos at;                      // the expression or statement that makes it
    EscapeRule rule;             // that says that it escapes there
    const struct Effect *effect; // of the callee that makes it, or NULL
} Origin;

typedef struct Constraint {
    ConstraintKind kind;
    int other;
    int offset;
    const Type *type;
    Origin origin; // set by graph_constrain
} Constraint;

typedef struct GraphNode {
    int object;
    const Type *type; // of the leaf; NULL in opaque objects
    bool collapsed;
    bool to_heap; // node 0 is a target
    bool stored;  // of a phantom: the function stores in it what may be the same as it points to at first
    bool shared;  // it belongs to a phantom, or to an object that the caller can reach
    int joined;   // a node that has its targets and constraints (graph_cycle.c); 0: it has its own
    int phantom;  // object that a phantom's leaf points to at first; 0: not made yet
    VEC(int) targets;
    VEC(int) pairs; // of each target: its number in Graph.work
    VEC(Constraint) constraints;
} GraphNode;

// The node may point to the target.
typedef struct NodePair {
    int node, target;
    int root; // the node, or what it was joined to
    Origin origin;
} NodePair;

// A set of 64-bit keys.
typedef struct KeySet {
    uint64_t *keys;
    size_t cap, count;
} KeySet;

// A call whose callees are found while the graph is solved.
typedef struct GraphCall {
    const Expr *call;
    int *args; // regions
    int arg_count;
    int *results;
    int result_count;
    const Type *type;       // of the function, without receiver
    const Name *method;     // of an interface
    const Package *package; // of the method's name
    const char *directive;  // CONSTRAINT_METHODS: names of methods
    bool gives_slots;       // what it finds is called by the expression itself, not by a thunk or a wrapper
    int loop;
    int depth;   // number of embedded interfaces passed on the way
    int targets; // number of callees so far
    Table done;  // what has been dealt with: targets, types, and the call itself for unknown ones
} GraphCall;

typedef struct GraphInput {
    int first; // region
    const Layout *layout;
} GraphInput;

typedef struct GraphLoop {
    int parent;
    const Stmt *stmt;
} GraphLoop;

// What a phantom's leaf points to when the function starts.
typedef struct PhantomLink {
    int node; // leaf
    int object;
    bool input; // the leaf is one of an input's region
} PhantomLink;

typedef struct GraphProgram GraphProgram;
typedef struct CallSlots CallSlots; // graph_slot.c
typedef struct Webs Webs;           // graph_web.c

// An object that a callee makes in the slot `index` of a call; NO_OBJECT: one that stands for several.
typedef struct GraphSlotUse {
    CallSlots *call;
    int index;
    int object;
} GraphSlotUse;

typedef struct Graph {
    GraphProgram *program;
    EscapeResult *result;
    Arena *arena; // of this graph alone
    Func *func;
    VEC(GraphNode) nodes;
    VEC(GraphObject) objects;
    VEC(NodePair) work;
    int work_done;
    int64_t steps, steps_to_join; // work done; when cycles are to be looked for again
    bool given_up;                // there was too much work
    Origin origin;                // of what is added now
    KeySet pairs, edges;
    VEC(GraphCall *) calls;
    VEC(GraphInput) inputs; // environment of a literal first, then receiver, then parameters
    VEC(PhantomLink) links;
    int args_object;      // stands for all that inputs reach; 0: not needed yet
    Table vars;           // Object -> Place
    Webs *webs;           // NULL: every variable is one object
    VEC(GraphLoop) loops; // loop 0 is none
    int loop;             // around the present statement
    int left; // the statement is not part of this loop, but of `next`; 0: of `loop` (graph_once.c)
    int next;
    VEC(struct GraphTuple) tuples;
    StmtList loop_labels;
    Table foreign; // origin -> object, for recursive calls and while merging
    bool merging;  // what callees allocate is one object per origin
    VEC(GraphSlotUse) slot_uses;
    VEC(CallSlots *) slot_calls; // the records of the calls
} Graph;

typedef struct GraphTuple {
    const Expr *tuple;
    int *items; // regions
} GraphTuple;

// Where a value is read from or stored to.
typedef struct Place {
    bool indirect; // through `node`, at `offset`; else the region at `node`
    int node;
    int offset;
    int key; // map element: the region of the key to store, else NO_NODE
    const Type *key_type;
} Place;

// One effect of a call; a and b are numbers of the summary's objects and values.
typedef enum {
    EFFECT_INPUT,        // object a is what leaf `offset` of input b points to
    EFFECT_LOAD,         // object b is what a's leaf `offset` points to
    EFFECT_LOAD_ALL,     // object a stands for all that it reaches
    EFFECT_ALLOCATE,     // object a is new
    EFFECT_VALUE,        // value a may be a pointer to b's leaf `to`
    EFFECT_STORE,        // a's leaf `offset` points to b's leaf `to`, or holds value b
    EFFECT_STORE_GLOBAL, // a's leaf `offset` points to node 0
    EFFECT_RESULT,       // leaf `offset` of result a points to b's leaf `to`, or holds value b
    EFFECT_RESULT_GLOBAL,
    EFFECT_ESCAPE, // a is reachable from node 0
} EffectKind;

typedef struct Effect {
    EffectKind kind;
    int a, b, offset, to;
    Func *func; // EFFECT_ESCAPE, EFFECT_STORE_GLOBAL: where, and by which rule
    Pos at;
    EscapeRule rule;
    const struct Effect *inner; // of the callee by whose call it is so, or NULL
    GraphObject *object;        // EFFECT_ALLOCATE
    const Layout *layout;       // EFFECT_ALLOCATE: of its nodes; NULL: opaque
} Effect;

typedef struct Summary {
    VEC(Effect) effects;
    int object_count;
    int value_count; // sets of pointers, numbered after the objects
    bool unknown;    // everything escapes
} Summary;

typedef VEC(Func *) FuncList;
typedef VEC(Expr *) BoundList;
typedef VEC(Type *) TypeList;

// What the graphs of a program share.
struct GraphProgram {
    EscapeResult *result;
    Arena *arena;    // of the graph that is being built; cleared for the next
    Table layouts;   // Type -> Layout
    Table groups;    // Func -> number of its group
    Table named;     // Expr -> itself: literals that are what a variable always holds
    Table members;   // Func -> Member, of recursive groups (graph_analyze.c)
    FuncList values; // functions used as values: literals that are not just called, declared ones
    BoundList bound; // method values
    TypeList boxed;  // types converted to interfaces
    Table is_value, is_boxed;
    Table values_by_type;     // Type -> FuncList
    Table values_by_receiver; // Type of the receiver -> FuncList
    Table bound_by_type;      // Type -> BoundList
    Table boxed_by_method;    // Name -> TypeList
    Table many;               // Type or Name -> itself: too many candidates to look at one by one
    Table candidates;         // Type -> FuncList
    bool open;                // there is code that we do not see: no main
    bool panics;              // ... so the runtime may print a value, by its Error or String
    bool calls_unseen;        // there are calls whose callees were not found: functions given up
    int current_group;
    int group_size;
    bool recursive;               // the current group is
    struct SlotGroup *slot_group; // of the current group, when it is recursive (graph_slot_group.c)
};

// graph_layout.c
extern const Layout layout_untyped; // one leaf of no type
const Layout *layout_of(GraphProgram *p, const Type *type);
bool layout_is_split(GraphProgram *p, const Type *array); // are its elements kept apart?
const Layout *layout_pair(GraphProgram *p, const Type *key, const Type *value); // a map's entry
// What a leaf of this type points to; NULL: opaque.
const Layout *layout_pointee(GraphProgram *p, const Type *type);
const Layout *layout_record(GraphProgram *p, const Func *literal); // of a closure; offsets in `fields`

// graph.c
Graph *graph_create(GraphProgram *p, Arena *arena, Func *func);
int graph_object(Graph *g, GraphObjectKind kind, const Layout *layout, const char *label);
int graph_opaque(Graph *g, const char *label);
GraphObject *graph_owner(Graph *g, int node);
int graph_leaf(const Graph *g, int node, int offset); // NO_NODE when out of the object
int graph_temp(Graph *g);                             // a node
int graph_region(Graph *g, const Type *type);         // of a temporary; NO_NODE if it can hold no pointer
void graph_point(Graph *g, int node, int target);
void graph_constrain(Graph *g, int node, Constraint constraint);
void graph_copy(Graph *g, int dst, int src);
void graph_copy_region(Graph *g, int dst, int src, const Type *type);
int graph_load(Graph *g, int pointer, int offset, const Type *type); // a region
void graph_store(Graph *g, int pointer, int offset, int region, const Type *type);
int graph_address(Graph *g, int target); // a node that points to it
void graph_escape(Graph *g, int region, const Type *type, EscapeRule rule);
void graph_solve(Graph *g);
void graph_share(Graph *g, int node); // what it points to is within the caller's reach
bool graph_is_shared(const Graph *g, int node);
bool key_set_add(Arena *arena, KeySet *set, uint64_t key); // false: it was there
// graph_cycle.c
int graph_find(Graph *g, int node); // the node that has this one's targets and constraints
void graph_join_cycles(Graph *g);   // where that pays
void graph_spread_joined(Graph *g); // when the graph is solved: every node has its targets again
// graph_once.c: sets `left` and `next` for the statements of a list.
void graph_enter_list(Graph *g, const StmtList *stmts);
// graph_phantom.c
int graph_phantom_target(Graph *g, int leaf);
void graph_add_inputs(Graph *g);
int graph_args_object(Graph *g);

// graph_place.c
Place graph_var_place(Graph *g, Object *var);
void graph_declare(Graph *g, Object *var);
Place graph_place(Graph *g, Expr *expr);
Place graph_part(Graph *g, Place whole, int offset);              // a field or element
Place graph_any_element(Graph *g, Place array, const Type *type); // of which the index is not known
int graph_read(Graph *g, Place place, const Type *type);
void graph_write(Graph *g, Place place, int region, const Type *type);
int graph_place_address(Graph *g, Place place);

// graph_expr.c: the region of the value
int graph_expr(Graph *g, Expr *expr);
int *graph_tuple(Graph *g, Expr *tuple);
// graph_alloc.c
int graph_site_object(Graph *g, GraphObjectKind kind, int site, const Layout *layout);
int graph_composite(Graph *g, Expr *expr);
int graph_pointer_literal(Graph *g, Expr *expr, Expr *literal);
int graph_func_lit(Graph *g, Expr *expr);
int graph_method_value(Graph *g, Expr *expr);
int graph_convert(Graph *g, Expr *expr);
int graph_bytes(Graph *g, int site); // a new string or byte slice
// graph_call.c
int *graph_call(Graph *g, Expr *call); // regions of the results
void graph_go_defer(Graph *g, Stmt *stmt);
// graph_builtin.c
int graph_builtin(Graph *g, Expr *call);
void graph_builtin_effect(Graph *g, const Expr *call, const int *args);
int graph_slice(Graph *g, int site, const Type *elem); // a new array, as a slice
// graph_dispatch.c
void graph_dispatch_call(Graph *g, GraphCall *call, int node, int target);
// Calls the method that a value of the type has.
void graph_call_method(Graph *g, GraphCall *call, int region, Type *type);
void graph_dispatch_methods(Graph *g, GraphCall *call, int node, int target);
bool graph_method_named(const char *names, const Name *name); // is it one of the words?
// graph_extract.c
Summary *summary_extract(Graph *g);
bool summary_equal(const Summary *a, const Summary *b);
// graph_summary.c
// Is there nothing that callers must know? Always so for a member of the group that has no result yet.
bool summary_is_empty(Graph *g, const Func *callee);
// `slots`: of the call, NULL when it gives none.
void summary_apply(Graph *g, Func *callee, const Expr *call, const int *inputs, int input_count,
                   const int *results, CallSlots *slots);
// graph_prune.c
void summary_prune(Summary *summary, Arena *arena); // `arena`: for its own use
// graph_slot.c
void graph_slots(Graph *g); // after the verdicts
// What the call gives to one of its callees, whose `args` are not looked at. NULL: nothing.
CallSlots *graph_slot_call(Graph *g, const Expr *call, SlotCallee callee);
// The call is looked at again: callees that are not found this time get nothing.
void graph_slot_forget(const Graph *g, const Expr *call);
// The object that the callee hands out through its slot `slot`, from 1; 0: through none.
void graph_slot_object(Graph *g, CallSlots *call, int slot, int object);
// graph_slot_given.c
void graph_slot_nil(EscapeResult *r, const Func *callee); // there is a call that gives it no slots
// ... that may reach any function value of the type, or any method of that name
void graph_slot_nil_any(GraphProgram *p, const Type *type, const Name *method);
void graph_slots_finish(GraphProgram *p);
// graph_web.c
void graph_webs(Graph *g);                      // before the body is walked
Place graph_ident_place(Graph *g, Expr *ident); // of a use of a variable
// graph_stmt.c
void graph_stmts(Graph *g, StmtList *stmts);
void graph_body(Graph *g);
// graph_verdict.c
void graph_verdicts(Graph *g);
void graph_verdicts_unproven(Graph *g); // of a graph that was given up
// graph_path.c: the way on which an object escapes. `by`: of each object the number of the pair through which
// a walk reached it, or NULL where escape_pair says so; a walk's way ends at an object with NO_PAIR.
const EscapePath *graph_path(Graph *g, int object, const int *by, EscapeRule rule);
EscapeRule graph_escape_rule(const Graph *g, int pair);
const struct Effect *graph_escape_effect(const Graph *g, int pair);
Pos graph_escape_pos(const Graph *g, int pair);
// graph_analyze.c
void graph_note_caller(Graph *g, const Func *callee); // whose summary is applied
// graph_candidates.c
void graph_collect(GraphProgram *p);
const FuncList *graph_values_of_type(GraphProgram *p, const Type *type); // a function type
const BoundList *graph_bound_of_type(GraphProgram *p, const Type *type);
const TypeList *graph_boxed_with(GraphProgram *p, const Name *method);
// graph_order.c
typedef struct GraphGroup {
    FuncList funcs;
    bool recursive;
} GraphGroup;
typedef VEC(GraphGroup *) GraphGroupList;
void graph_order(GraphProgram *p, GraphGroupList *groups);
// graph_slot_group.c: around the analysis of a recursive group
void graph_slot_group_begin(GraphProgram *p, const GraphGroup *group);
void graph_slot_group_end(GraphProgram *p, const GraphGroup *group);
void graph_slot_bar(const Graph *g, int object); // in the group it has no slot

#endif
