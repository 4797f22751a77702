// Machine-bound code for x86-64, System V: changing stacks and spilling registers.

        .text

// void stack_spill(void (*function)(char *stack_pointer))
// Stores the callee-saved registers on the stack and calls function with the stack pointer, so that a
// scan from there on sees every pointer of the callers. Caller-saved registers hold nothing: this is a call.
        .globl  stack_spill
        .hidden stack_spill
        .type   stack_spill, @function
stack_spill:
        .cfi_startproc
        endbr64
        pushq   %rbp
        .cfi_adjust_cfa_offset 8
        .cfi_rel_offset rbp, 0
        pushq   %rbx
        .cfi_adjust_cfa_offset 8
        .cfi_rel_offset rbx, 0
        pushq   %r12
        .cfi_adjust_cfa_offset 8
        .cfi_rel_offset r12, 0
        pushq   %r13
        .cfi_adjust_cfa_offset 8
        .cfi_rel_offset r13, 0
        pushq   %r14
        .cfi_adjust_cfa_offset 8
        .cfi_rel_offset r14, 0
        pushq   %r15
        .cfi_adjust_cfa_offset 8
        .cfi_rel_offset r15, 0
        movq    %rdi, %rax
        movq    %rsp, %rdi
        subq    $8, %rsp                // a call wants the stack at a multiple of 16
        .cfi_adjust_cfa_offset 8
        call    *%rax
        addq    $56, %rsp               // the registers still hold what they held
        .cfi_adjust_cfa_offset -56
        ret
        .cfi_endproc
        .size   stack_spill, . - stack_spill

// _Noreturn void stack_switch(void *top, void (*function)(void))
// Runs function, which must not return, on the stack that ends at top (a multiple of 16).
        .globl  stack_switch
        .hidden stack_switch
        .type   stack_switch, @function
stack_switch:
        .cfi_startproc
        .cfi_undefined rip              // a backtrace ends here
        endbr64
        movq    %rdi, %rsp
        xorl    %ebp, %ebp
        call    *%rsi
        ud2
        .cfi_endproc
        .size   stack_switch, . - stack_switch

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
        .globl  frame_resume
        .hidden frame_resume
        .type   frame_resume, @function
frame_resume:
        .cfi_startproc
        endbr64
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
        .cfi_endproc
        .size   frame_resume, . - frame_resume

        .section .note.GNU-stack, "", @progbits
