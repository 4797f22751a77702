// Polls: a goroutine yields when it enters a function, where the stack is checked. A loop with a way round on
// which no such function is called gets a poll, which makes the same comparison. Polls are put into the
// optimised code, so that they hinder no optimisation.
//
// A poll is inline assembly that changes no register and calls rt_poll out of line. That call writes below
// the stack pointer, where the function must not keep anything (noredzone). Of the functions called, LLVM
// lets only those check the stack that have a frame; one that calls another has.
#include "codegen/poll.h"
#include <stdlib.h>

static const char poll_text[] = "cmpq %fs:112, %rsp\n"
                                "\tjbe 2f\n"
                                "1:\n"
                                "\t.pushsection .text.unlikely,\"ax\",@progbits\n"
                                "2:\tcall rt_poll\n"
                                "\tjmp 1b\n"
                                "\t.popsection";

static const char checks_stack[] = "minic-checks-stack"; // attribute of functions

// A block, while a depth-first walk looks for the ways back. Blocks that call such a function are not
// entered.
typedef struct {
    LLVMBasicBlockRef block;
    enum { VISIT_NOT_YET, VISIT_ON_PATH, VISIT_DONE } visit;
    unsigned next; // successor to look at
    bool is_loop;  // a way leads back here
} Node;

typedef struct {
    Gen *gen;
    Node *nodes; // sorted by block
    int count;
    Node **path;
    int depth;
} Walk;

static LLVMValueRef called_code(LLVMValueRef instruction) {
    LLVMValueRef callee = LLVMIsACallInst(instruction) ? LLVMGetCalledValue(instruction) : NULL;
    bool is_code =
        callee && !LLVMIsAInlineAsm(callee) && !(LLVMIsAFunction(callee) && LLVMGetIntrinsicID(callee) != 0);
    return is_code ? callee : NULL;
}

static bool has_call(LLVMValueRef function) {
    for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(function); b; b = LLVMGetNextBasicBlock(b)) {
        for (LLVMValueRef at = LLVMGetFirstInstruction(b); at; at = LLVMGetNextInstruction(at)) {
            if (called_code(at)) {
                return true;
            }
        }
    }
    return false;
}

static bool yields(LLVMBasicBlockRef block) {
    for (LLVMValueRef at = LLVMGetFirstInstruction(block); at; at = LLVMGetNextInstruction(at)) {
        LLVMValueRef code = called_code(at);
        if (code && LLVMIsAFunction(code) &&
            LLVMGetStringAttributeAtIndex(code, (LLVMAttributeIndex)LLVMAttributeFunctionIndex, checks_stack,
                                          sizeof checks_stack - 1)) {
            return true;
        }
    }
    return false;
}

static int compare_nodes(const void *a, const void *b) {
    uintptr_t x = (uintptr_t)((const Node *)a)->block, y = (uintptr_t)((const Node *)b)->block;
    return (x > y) - (x < y);
}

static Node *find_node(const Walk *walk, LLVMBasicBlockRef block) {
    Node key = {.block = block};
    return bsearch(&key, walk->nodes, (size_t)walk->count, sizeof key, compare_nodes);
}

static void collect_blocks(Walk *walk, LLVMValueRef function) {
    walk->count = 0;
    walk->nodes = ARENA_NEW_N(walk->gen->arena, Node, (int)LLVMCountBasicBlocks(function));
    walk->path = ARENA_NEW_N(walk->gen->arena, Node *, (int)LLVMCountBasicBlocks(function));
    for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(function); b; b = LLVMGetNextBasicBlock(b)) {
        walk->nodes[walk->count++] = (Node){.block = b, .visit = yields(b) ? VISIT_DONE : VISIT_NOT_YET};
    }
    qsort(walk->nodes, (size_t)walk->count, sizeof *walk->nodes, compare_nodes);
}

static void enter(Walk *walk, Node *node) {
    if (node->visit == VISIT_ON_PATH) {
        node->is_loop = true;
    } else if (node->visit == VISIT_NOT_YET) {
        node->visit = VISIT_ON_PATH;
        walk->path[walk->depth++] = node;
    }
}

static void find_loops(Walk *walk, Node *from) {
    enter(walk, from);
    while (walk->depth > 0) {
        Node *node = walk->path[walk->depth - 1];
        LLVMValueRef terminator = LLVMGetBasicBlockTerminator(node->block);
        if (node->next < LLVMGetNumSuccessors(terminator)) {
            enter(walk, find_node(walk, LLVMGetSuccessor(terminator, node->next++)));
        } else {
            node->visit = VISIT_DONE;
            walk->depth--;
        }
    }
}

static void insert_poll(LLVMBuilderRef builder, LLVMValueRef poll, LLVMTypeRef type,
                        LLVMBasicBlockRef block) {
    LLVMValueRef at = LLVMGetFirstInstruction(block);
    while (LLVMIsAPHINode(at)) {
        at = LLVMGetNextInstruction(at);
    }
    LLVMPositionBuilderBefore(builder, at);
    LLVMSetCurrentDebugLocation2(builder, LLVMInstructionGetDebugLoc(at));
    LLVMBuildCall2(builder, type, poll, NULL, 0, "");
}

static void visit_function(Walk *walk, LLVMValueRef function, LLVMBuilderRef builder) {
    LLVMTypeRef type = LLVMFunctionType(walk->gen->void_type, NULL, 0, false);
    bool polls = false;
    collect_blocks(walk, function);
    for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(function); b; b = LLVMGetNextBasicBlock(b)) {
        find_loops(walk, find_node(walk, b));
    }
    for (LLVMBasicBlockRef b = LLVMGetFirstBasicBlock(function); b; b = LLVMGetNextBasicBlock(b)) {
        if (find_node(walk, b)->is_loop) {
            insert_poll(builder, walk->gen->poll, type, b);
            polls = true;
        }
    }
    if (polls) {
        unsigned kind = LLVMGetEnumAttributeKindForName("noredzone", 9);
        LLVMAddAttributeAtIndex(function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                                LLVMCreateEnumAttribute(walk->gen->context, kind, 0));
    }
}

static void mark_functions(Gen *gen) {
    LLVMAttributeRef mark =
        LLVMCreateStringAttribute(gen->context, checks_stack, sizeof checks_stack - 1, "", 0);
    for (LLVMValueRef f = LLVMGetFirstFunction(gen->module); f; f = LLVMGetNextFunction(f)) {
        if (has_call(f)) {
            LLVMAddAttributeAtIndex(f, (LLVMAttributeIndex)LLVMAttributeFunctionIndex, mark);
        }
    }
}

void poll_insert(Gen *gen) {
    Walk walk = {.gen = gen};
    LLVMBuilderRef builder = LLVMCreateBuilderInContext(gen->context);
    LLVMTypeRef type = LLVMFunctionType(gen->void_type, NULL, 0, false);
    static const char clobbers[] = "~{memory},~{dirflag},~{fpsr},~{flags}";
    gen->poll = LLVMGetInlineAsm(type, poll_text, sizeof poll_text - 1, clobbers, sizeof clobbers - 1, true,
                                 false, LLVMInlineAsmDialectATT, false);
    mark_functions(gen);
    for (LLVMValueRef f = LLVMGetFirstFunction(gen->module); f; f = LLVMGetNextFunction(f)) {
        if (!LLVMIsDeclaration(f)) {
            visit_function(&walk, f, builder);
        }
    }
    LLVMDisposeBuilder(builder);
}
