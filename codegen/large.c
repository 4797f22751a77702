// Large functions. Many of LLVM's passes take time in proportion to the square of a function's size. So
// functions must not become large by inlining, and huge ones are compiled in the simplest way.
//
// A function's weight is the number of its instructions and of those that inlining may add: the weights of
// its callees, which are weighed before it.
#include "codegen/large.h"
#include <stdlib.h>

enum {                  // instructions, before optimisation
    TINY_WEIGHT = 40,   // about what a call costs: inlined everywhere
    SMALL_WEIGHT = 150, // beyond this LLVM inlines only what is called once
    LARGE_SIZE = 300,   // beyond this we do not inline; LLVM would inline any size when it is called once
    LARGE_WEIGHT = 600,
    GROWN_WEIGHT = 8000 // a function that would become larger takes in only tiny ones
};
enum { HUGE_SIZE = 20000, HUGE_BLOCKS = 5000, HUGE_BLOCK = 4000 };

typedef struct Weight Weight;

typedef struct {
    LLVMValueRef call;
    Weight *callee;
} Call;

struct Weight {
    LLVMValueRef function;
    int size, weight;
    VEC(Call) calls; // of functions defined here
    int uses;
    bool begun;
    int next; // the call whose callee is to be weighed next
};

typedef struct {
    Gen *gen;
    Weight *items; // sorted by function
    int len;
} Weights;

static int compare_functions(const void *a, const void *b) {
    LLVMValueRef x = ((const Weight *)a)->function, y = ((const Weight *)b)->function;
    return (x > y) - (x < y);
}

static Weight *find(const Weights *weights, LLVMValueRef function) {
    return bsearch(&(Weight){.function = function}, weights->items, (size_t)weights->len, sizeof(Weight),
                   compare_functions);
}

static void collect_calls(const Weights *weights, Weight *of) {
    for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(of->function); b; b = LLVMGetNextBasicBlock(b)) {
        for (LLVMValueRef at = LLVMGetFirstInstruction(b); at; at = LLVMGetNextInstruction(at)) {
            of->size++;
            Weight *callee = LLVMIsACallInst(at) ? find(weights, LLVMGetCalledValue(at)) : NULL;
            if (callee) {
                callee->uses++;
                VEC_PUSH(weights->gen->arena, &of->calls, (Call){at, callee});
            }
        }
    }
}

static Weights collect(Gen *gen) {
    int len = 0;
    for (LLVMValueRef f = LLVMGetFirstFunction(gen->module); f; f = LLVMGetNextFunction(f)) {
        len += !LLVMIsDeclaration(f);
    }
    Weights weights = {gen, ARENA_NEW_N(gen->arena, Weight, len), 0};
    for (LLVMValueRef f = LLVMGetFirstFunction(gen->module); f; f = LLVMGetNextFunction(f)) {
        if (!LLVMIsDeclaration(f)) {
            weights.items[weights.len++].function = f;
        }
    }
    qsort(weights.items, (size_t)len, sizeof(Weight), compare_functions);
    for (int i = 0; i < len; i++) {
        collect_calls(&weights, &weights.items[i]);
    }
    return weights;
}

// What inlining may add for a call; 0 when the callee is in a cycle with the caller and not weighed yet.
static int added_by(const Call *call) {
    int weight = call->callee->weight;
    return weight <= (call->callee->uses == 1 ? LARGE_WEIGHT : SMALL_WEIGHT) ? weight : 0;
}

static LLVMAttributeRef attribute_of(Gen *gen, const char *name) {
    return LLVMCreateEnumAttribute(gen->context, LLVMGetEnumAttributeKindForName(name, strlen(name)), 0);
}

static void add_to_function(Gen *gen, LLVMValueRef function, const char *name) {
    LLVMAddAttributeAtIndex(function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                            attribute_of(gen, name));
}

static void weigh(Gen *gen, Weight *function) {
    int64_t weight = function->size;
    for (int i = 0; i < function->calls.len; i++) {
        weight += added_by(&function->calls.items[i]);
    }
    bool grown = weight > GROWN_WEIGHT;
    for (int i = 0; grown && i < function->calls.len; i++) {
        if (function->calls.items[i].callee->weight > TINY_WEIGHT) {
            LLVMAddCallSiteAttribute(function->calls.items[i].call,
                                     (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                                     attribute_of(gen, "noinline"));
        }
    }
    function->weight = grown ? GROWN_WEIGHT : (int)weight;
    if (function->size > LARGE_SIZE || function->weight > LARGE_WEIGHT) {
        add_to_function(gen, function->function, "noinline");
    }
}

// Callees first. The path down is kept in a list, for it may be as long as the program.
static void weigh_from(Gen *gen, Weight *first) {
    VEC(Weight *) path = {0};
    first->begun = true;
    VEC_PUSH(gen->arena, &path, first);
    while (path.len > 0) {
        Weight *last = VEC_LAST(&path);
        if (last->next == last->calls.len) {
            weigh(gen, last);
            path.len--;
            continue;
        }
        Weight *callee = last->calls.items[last->next++].callee;
        if (!callee->begun) {
            callee->begun = true;
            VEC_PUSH(gen->arena, &path, callee);
        }
    }
}

void large_limit_inlining(Gen *gen) {
    Weights weights = collect(gen);
    for (int i = 0; i < weights.len; i++) {
        if (!weights.items[i].begun) {
            weigh_from(gen, &weights.items[i]);
        }
    }
}

static bool is_huge(LLVMValueRef function) {
    int size = 0, blocks = 0, largest = 0;
    for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(function); b; b = LLVMGetNextBasicBlock(b)) {
        int block = 0;
        for (LLVMValueRef at = LLVMGetFirstInstruction(b); at; at = LLVMGetNextInstruction(at)) {
            block++;
        }
        blocks++;
        size += block;
        largest = block > largest ? block : largest;
    }
    return size > HUGE_SIZE || blocks > HUGE_BLOCKS || largest > HUGE_BLOCK;
}

bool large_has_huge(Gen *gen) {
    for (LLVMValueRef f = LLVMGetFirstFunction(gen->module); f; f = LLVMGetNextFunction(f)) {
        if (is_huge(f)) {
            return true;
        }
    }
    return false;
}

void large_set_apart(Gen *gen) {
    for (LLVMValueRef f = LLVMGetFirstFunction(gen->module); f; f = LLVMGetNextFunction(f)) {
        if (is_huge(f)) {
            add_to_function(gen, f, "noinline");
            add_to_function(gen, f, "optnone");
            add_to_function(gen, f, "noimplicitfloat"); // shared zero registers would be spilled everywhere
        }
    }
}
