// Machine-bound code for x86-64, System V: changing stacks and spilling registers. The C prototypes are in
// switch.h and gc.h.

        .macro  FUNCTION name
        .globl  \name
        .hidden \name
        .type   \name, @function
\name:
        .cfi_startproc
        endbr64
        .endm

        .macro  END name
        .cfi_endproc
        .size   \name, . - \name
        .endm

        .macro  PUSH register
        pushq   %\register
        .cfi_adjust_cfa_offset 8
        .cfi_rel_offset \register, 0
        .endm

        .macro  POP register
        popq    %\register
        .cfi_adjust_cfa_offset -8
        .cfi_restore \register
        .endm

// What a function must preserve.
        .macro  PUSH_PRESERVED
        PUSH    rbp
        PUSH    rbx
        PUSH    r12
        PUSH    r13
        PUSH    r14
        PUSH    r15
        .endm

        .macro  POP_PRESERVED
        POP     r15
        POP     r14
        POP     r13
        POP     r12
        POP     rbx
        POP     rbp
        .endm

        .text

// void switch_stacks(char **saved, char *pointer)
FUNCTION switch_stacks
        PUSH_PRESERVED
        movq    %rsp, (%rdi)
        movq    %rsi, %rsp
        POP_PRESERVED
        ret
END switch_stacks

// char *switch_prepare(char *top, void (*function)(void))
// For switch_stacks: six registers, all 0, and the address to return to. Above it a return address of 0,
// where backtraces end, and which leaves the stack as a call does.
FUNCTION switch_prepare
        leaq    -64(%rdi), %rax
        movq    $0, 56(%rax)
        movq    %rsi, 48(%rax)
        movq    $0, 40(%rax)
        movq    $0, 32(%rax)
        movq    $0, 24(%rax)
        movq    $0, 16(%rax)
        movq    $0, 8(%rax)
        movq    $0, (%rax)
        ret
END switch_prepare

// void switch_call(char *top, void (*function)(void *argument), void *argument)
FUNCTION switch_call
        PUSH    rbp
        movq    %rsp, %rbp
        .cfi_def_cfa_register rbp
        movq    %rdi, %rsp
        movq    %rdx, %rdi
        call    *%rsi
        leave
        .cfi_def_cfa rsp, 8
        ret
END switch_call

// _Noreturn void switch_enter(char *top, void (*function)(void))
FUNCTION switch_enter
        .cfi_undefined rip              // a backtrace ends here
        movq    %rsp, collector_stack(%rip)
        movq    %rdi, %rsp
        xorl    %ebp, %ebp
        call    *%rsi
        ud2
END switch_enter

// void stack_spill(void (*function)(char *stack_pointer))
// Stores the callee-saved registers on the stack and calls function with the stack pointer, so that a
// scan from there on sees every pointer of the callers. Caller-saved registers hold nothing: this is a call.
// function runs on the stack the program started on, if that is free; a goroutine's may be small.
FUNCTION stack_spill
        PUSH_PRESERVED
        movq    %rdi, %rax
        movq    %rsp, %rdi
        movq    %rsp, %rbx
        movq    collector_stack(%rip), %rcx
        testq   %rcx, %rcx
        cmovneq %rcx, %rsp
        andq    $-16, %rsp              // a call wants the stack at a multiple of 16
        call    *%rax
        movq    %rbx, %rsp
        POP_PRESERVED
        ret
END stack_spill

// Called by loops in compiled code, which keep all registers in use, when the stack pointer is below the limit.
FUNCTION rt_poll
        PUSH    rbp
        movq    %rsp, %rbp
        .cfi_def_cfa_register rbp
        pushq   %rax
        pushq   %rcx
        pushq   %rdx
        pushq   %rsi
        pushq   %rdi
        pushq   %r8
        pushq   %r9
        pushq   %r10
        pushq   %r11
        subq    $256, %rsp
        .irp    number, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
        movups  %xmm\number, \number * 16(%rsp)
        .endr
        andq    $-16, %rsp
        call    stack_poll
        leaq    -328(%rbp), %rsp
        .irp    number, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
        movups  \number * 16(%rsp), %xmm\number
        .endr
        addq    $256, %rsp
        popq    %r11
        popq    %r10
        popq    %r9
        popq    %r8
        popq    %rdi
        popq    %rsi
        popq    %rdx
        popq    %rcx
        popq    %rax
        leave
        .cfi_def_cfa rsp, 8
        ret
END rt_poll

// Compiled functions call __morestack first thing when the stack is short, with the size of their frame in r10 and
// of their arguments on the stack in r11. The return address is that of a `ret` of one byte; the function's
// body follows it. All registers for arguments are in use.
        .globl  __morestack, morestack_switched, morestack_end
        .hidden morestack_switched, morestack_end
        .hidden __morestack
        .type   __morestack, @function
__morestack:
        .cfi_startproc
        PUSH    rbp
        movq    %rsp, %rbp
        .cfi_def_cfa_register rbp
        pushq   %rdi
        pushq   %rsi
        pushq   %rdx
        pushq   %rcx
        pushq   %r8
        pushq   %r9
        pushq   %rax
        subq    $136, %rsp              // with the seven, a multiple of 16
        movups  %xmm0, (%rsp)
        movups  %xmm1, 16(%rsp)
        movups  %xmm2, 32(%rsp)
        movups  %xmm3, 48(%rsp)
        movups  %xmm4, 64(%rsp)
        movups  %xmm5, 80(%rsp)
        movups  %xmm6, 96(%rsp)
        movups  %xmm7, 112(%rsp)
        andq    $-16, %rsp
        movq    %r10, %rdi
        movq    %r11, %rsi
        leaq    16(%rbp), %rdx          // the function's own return address
        call    stack_more
        movq    %rax, %r11
        leaq    -192(%rbp), %rsp
        movups  (%rsp), %xmm0
        movups  16(%rsp), %xmm1
        movups  32(%rsp), %xmm2
        movups  48(%rsp), %xmm3
        movups  64(%rsp), %xmm4
        movups  80(%rsp), %xmm5
        movups  96(%rsp), %xmm6
        movups  112(%rsp), %xmm7
        addq    $136, %rsp
        popq    %rax
        popq    %r9
        popq    %r8
        popq    %rcx
        popq    %rdx
        popq    %rsi
        popq    %rdi
        movq    8(%rbp), %r10
        incq    %r10                    // past the `ret`
        testq   %r11, %r11
        jz      1f
        movq    %r11, %rsp              // on the other stack, as if called from here
morestack_switched:
        call    *%r10
        movq    %rbp, %rsp              // what is left of the old stack is below what it was
        pushq   %rax                    // the results
        pushq   %rdx
        pushq   %rcx
        subq    $64, %rsp
        movups  %xmm0, (%rsp)
        movups  %xmm1, 16(%rsp)
        movups  %xmm2, 32(%rsp)
        movups  %xmm3, 48(%rsp)
        call    stack_return
        movups  (%rsp), %xmm0
        movups  16(%rsp), %xmm1
        movups  32(%rsp), %xmm2
        movups  48(%rsp), %xmm3
        addq    $64, %rsp
        popq    %rcx
        popq    %rdx
        popq    %rax
        popq    %rbp
        .cfi_remember_state
        .cfi_def_cfa rsp, 8
        ret                             // to the `ret`
1:      .cfi_restore_state
        movq    %rbp, %rsp
        popq    %rbp
        .cfi_def_cfa rsp, 8
        addq    $8, %rsp
        .cfi_adjust_cfa_offset -8
        jmp     *%r10
        .cfi_endproc
        .size   __morestack, . - __morestack
morestack_end:

// int32_t rt_frame_save(RtFrame *frame)
// Keeps what frame_resume needs to return from here a second time, with 1. Plain words: the collector must see
// the pointers among them.
        .globl  rt_frame_save
        .type   rt_frame_save, @function
rt_frame_save:
        .cfi_startproc
        endbr64
        movq    %rbx, 0(%rdi)
        movq    %rbp, 8(%rdi)
        movq    %r12, 16(%rdi)
        movq    %r13, 24(%rdi)
        movq    %r14, 32(%rdi)
        movq    %r15, 40(%rdi)
        leaq    8(%rsp), %rdx           // the stack pointer after the return
        movq    %rdx, 48(%rdi)
        movq    (%rsp), %rdx
        movq    %rdx, 56(%rdi)
        movq    %fs:0x70, %rdx          // the limit that split-stack prologues compare with
        movq    %rdx, 64(%rdi)
        xorl    %eax, %eax
        ret
        .cfi_endproc
        .size   rt_frame_save, . - rt_frame_save

// _Noreturn void frame_resume(RtFrame *frame)
FUNCTION frame_resume
        movq    0(%rdi), %rbx
        movq    8(%rdi), %rbp
        movq    16(%rdi), %r12
        movq    24(%rdi), %r13
        movq    32(%rdi), %r14
        movq    40(%rdi), %r15
        movq    48(%rdi), %rsp
        movq    64(%rdi), %rdx
        movq    %rdx, %fs:0x70
        movl    $1, %eax
        jmp     *56(%rdi)
END frame_resume

        .bss
        .balign 8
collector_stack:                        // 0: not known
        .zero   8

        .section .note.GNU-stack, "", @progbits
