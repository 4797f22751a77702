// The optimisation pipelines of -O0, -O1 and -O2, and the target machine. The figures behind the choice are
// in docs.
#include "codegen/passes.h"
#include "codegen/keepalive.h"
#include "codegen/large.h"
#include "codegen/poll.h"
#include <llvm-c/Analysis.h>
#include <llvm-c/Error.h>
#include <llvm-c/Support.h>
#include <llvm-c/Transforms/PassBuilder.h>
#include <stdio.h>

#define SIMPLIFY "sroa,early-cse<memssa>,simplifycfg"
#define COMBINE  "instcombine<no-verify-fixpoint>"
#define CLEANUP  "sccp,simplifycfg," COMBINE ",dse,adce,simplifycfg"
// constraint-elimination, which removes bounds checks, comes before loops are rotated.
#define SCALAR "constraint-elimination,correlated-propagation," COMBINE ",gvn"
#define LOOPS  "loop-simplify,lcssa,loop-mssa(loop-rotate,licm),loop(indvars,loop-deletion)"

static const char *const pipelines[] = {
    "function(sroa,early-cse,simplifycfg),globaldce",
    "function(" SIMPLIFY "),cgscc(inline,function<eager-inv>(" SIMPLIFY ")),function(" SCALAR "," LOOPS
    "," CLEANUP "),globaldce",
    "default<O2>",
};

// Loop strength reduction makes pointers outside of their objects, which a conservative collector cannot
// follow. ASan is not to make its frames at run time: the check of the stack at a function's entry wants to
// know their size. The scheduler's time per instruction of a block grows up to the limit below, and the
// combiner's without one.
static void set_command_line(int level) {
    const char *const arguments[] = {"minic", "-disable-lsr", "-asan-stack-dynamic-alloca=0",
                                     "-dag-maps-huge-region=128", "-x86-machine-combiner=false"};
    LLVMParseCommandLineOptions(level < 2 ? 5 : 4, arguments, NULL);
}

bool passes_init_target(Gen *gen) {
    LLVMInitializeX86TargetInfo();
    LLVMInitializeX86Target();
    LLVMInitializeX86TargetMC();
    LLVMInitializeX86AsmPrinter();
    LLVMInitializeX86AsmParser();
    set_command_line(gen->options->level);
    char *triple = LLVMGetDefaultTargetTriple(), *error = NULL;
    LLVMTargetRef target;
    bool ok = !LLVMGetTargetFromTriple(triple, &target, &error);
    if (ok) {
        static const LLVMCodeGenOptLevel levels[] = {LLVMCodeGenLevelNone, LLVMCodeGenLevelLess,
                                                     LLVMCodeGenLevelDefault};
        gen->machine = LLVMCreateTargetMachine(target, triple, "x86-64", "", levels[gen->options->level],
                                               LLVMRelocPIC, LLVMCodeModelDefault);
        gen->data = LLVMCreateTargetDataLayout(gen->machine);
        LLVMSetTarget(gen->module, triple);
        LLVMSetModuleDataLayout(gen->module, gen->data);
    } else {
        fprintf(stderr, "minic: internal error: %s\n", error);
        LLVMDisposeMessage(error);
    }
    LLVMDisposeMessage(triple);
    return ok;
}

static bool verify(Gen *gen, const char *when) {
    char *message = NULL;
    bool broken = LLVMVerifyModule(gen->module, LLVMReturnStatusAction, &message) != 0;
    if (broken) {
        fprintf(stderr, "minic: internal error: invalid code %s:\n%s\n", when, message);
    }
    LLVMDisposeMessage(message);
    return !broken;
}

static bool run_pipeline(Gen *gen, const char *pipeline) {
    LLVMPassBuilderOptionsRef options = LLVMCreatePassBuilderOptions();
    LLVMErrorRef error = LLVMRunPasses(gen->module, pipeline, gen->machine, options);
    LLVMDisposePassBuilderOptions(options);
    if (error) {
        char *message = LLVMGetErrorMessage(error);
        fprintf(stderr, "minic: internal error: %s\n", message);
        LLVMDisposeErrorMessage(message);
    }
    return !error;
}

static void add_to_definitions(Gen *gen, const char *name, const char *value) {
    LLVMAttributeRef attribute =
        LLVMCreateStringAttribute(gen->context, name, (unsigned)strlen(name), value, (unsigned)strlen(value));
    for (LLVMValueRef f = LLVMGetFirstFunction(gen->module); f; f = LLVMGetNextFunction(f)) {
        if (!LLVMIsDeclaration(f)) {
            LLVMAddAttributeAtIndex(f, (LLVMAttributeIndex)LLVMAttributeFunctionIndex, attribute);
        }
    }
}

// With -O0 -g every variable keeps its place in memory, where a debugger finds it at every line.
static const char *pipeline_of(const CodegenOptions *options) {
    return options->level == 0 && options->debug_info ? "globaldce" : pipelines[options->level];
}

bool passes_run(Gen *gen) {
    // A traceback follows frame pointers; functions that call nothing are not in one. A recursion without end
    // must not become a loop.
    add_to_definitions(gen, "frame-pointer", "non-leaf");
    add_to_definitions(gen, "disable-tail-calls", "true");
    // Stacks of goroutines begin small (runtime/stack.c): every function checks, when it is entered, that its
    // frame fits.
    if (gen->has_goroutines) {
        add_to_definitions(gen, "split-stack", "");
    }
    if (gen->options->level > 0) {
        large_limit_inlining(gen);
    }
    if (gen->options->level > 0 && large_has_huge(gen)) {
        if (!run_pipeline(gen, "function(" SIMPLIFY ")")) {
            return false;
        }
        large_set_apart(gen);
    }
    if (!verify(gen, "before optimisation") || !run_pipeline(gen, pipeline_of(gen->options))) {
        return false;
    }
    if (gen->options->sanitize_address && !run_pipeline(gen, "asan")) {
        return false;
    }
    if (gen->has_goroutines) {
        poll_insert(gen);
    }
    if (gen->options->level > 0) {
        keepalive_run(gen);
    }
    return true;
}
