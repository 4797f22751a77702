// Package fmt's entry points: the functions that lib/fmt/fmt.mini declares without a body. Results are
// written through the first parameter.
#include "fmt.h"

#include "buffer.h"
#include "entry.h"
#include "output.h"
#include "state.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    int64_t count;
    RtIface error;
} WriteResult;

typedef struct {
    RtString text;
    int64_t wrap_verbs;
} ErrorText;

typedef struct {
    int64_t printer;
    RtSlice text;
} Rendering;

typedef struct {
    int64_t number;
    bool is_set;
} OptionalNumber;

// ---- the pool --------------------------------------------------------------------------------

enum { BUFFER_KEPT = 64 * 1024 }; // a larger buffer is not kept in the pool

static Printer *pool;

static Printer *take_printer(void) {
    Printer *p = pool;
    if (p) {
        pool = p->next;
        *p = (Printer){.out = p->out, .scratch = p->scratch};
        p->out.length = 0;
        return p;
    }
    p = calloc(1, sizeof *p);
    if (!p)
        rt_throw("out of memory");
    buffer_reserve(&p->out, 1);
    return p;
}

static void limit_buffer(Buffer *buffer) {
    if (buffer->capacity > BUFFER_KEPT) {
        free(buffer->data);
        *buffer = (Buffer){0};
        buffer_reserve(buffer, 1);
    }
}

static void release_printer(Printer *p) {
    limit_buffer(&p->out);
    limit_buffer(&p->scratch);
    p->next = pool;
    pool = p;
}

// ---- the three styles of printing, and what becomes of the text ------------------------------

typedef enum { STYLE_PRINT, STYLE_PRINTLN, STYLE_PRINTF } Style;

static Printer *render(Style style, RtString format, const RtEface *operands, int64_t count) {
    Printer *p = take_printer();
    switch (style) {
    case STYLE_PRINT: fmt_print(p, operands, count); break;
    case STYLE_PRINTLN: fmt_println(p, operands, count); break;
    case STYLE_PRINTF: fmt_printf(p, format, operands, count); break;
    }
    return p;
}

static void write_out(WriteResult *result, Printer *p) {
    output_write(p->out.data, p->out.length);
    *result = (WriteResult){.count = (int64_t)p->out.length};
    release_printer(p);
}

static RtString to_string(Printer *p) {
    RtString string = rt_string_from_bytes(NULL, 0, p->out.data, (int64_t)p->out.length);
    release_printer(p);
    return string;
}

#define OPERANDS const RtEface *operands, int64_t count, int64_t capacity
#define FORMAT   const uint8_t *format, int64_t format_length
#define NONE     ((RtString){NULL, 0})
#define GIVEN    ((RtString){format, format_length})

void rt_fmt_Print(WriteResult *result, OPERANDS);
void rt_fmt_Print(WriteResult *result, OPERANDS) {
    write_out(result, render(STYLE_PRINT, NONE, operands, count));
}

void rt_fmt_Println(WriteResult *result, OPERANDS);
void rt_fmt_Println(WriteResult *result, OPERANDS) {
    write_out(result, render(STYLE_PRINTLN, NONE, operands, count));
}

void rt_fmt_Printf(WriteResult *result, FORMAT, OPERANDS);
void rt_fmt_Printf(WriteResult *result, FORMAT, OPERANDS) {
    write_out(result, render(STYLE_PRINTF, GIVEN, operands, count));
}

void rt_fmt_Sprint(RtString *result, OPERANDS);
void rt_fmt_Sprint(RtString *result, OPERANDS) {
    *result = to_string(render(STYLE_PRINT, NONE, operands, count));
}

void rt_fmt_Sprintln(RtString *result, OPERANDS);
void rt_fmt_Sprintln(RtString *result, OPERANDS) {
    *result = to_string(render(STYLE_PRINTLN, NONE, operands, count));
}

void rt_fmt_Sprintf(RtString *result, FORMAT, OPERANDS);
void rt_fmt_Sprintf(RtString *result, FORMAT, OPERANDS) {
    *result = to_string(render(STYLE_PRINTF, GIVEN, operands, count));
}

// ---- for a Writer: the .mini side calls Write with the printer's buffer, then releases the printer
// -----------

static void lend(Rendering *result, Printer *p) {
    int64_t length = (int64_t)p->out.length;
    *result = (Rendering){(int64_t)(uintptr_t)p, {p->out.data, length, length}};
}

void rt_fmt_render(Rendering *result, OPERANDS);
void rt_fmt_render(Rendering *result, OPERANDS) {
    lend(result, render(STYLE_PRINT, NONE, operands, count));
}

void rt_fmt_renderln(Rendering *result, OPERANDS);
void rt_fmt_renderln(Rendering *result, OPERANDS) {
    lend(result, render(STYLE_PRINTLN, NONE, operands, count));
}

void rt_fmt_renderf(Rendering *result, FORMAT, OPERANDS);
void rt_fmt_renderf(Rendering *result, FORMAT, OPERANDS) {
    lend(result, render(STYLE_PRINTF, GIVEN, operands, count));
}

void rt_fmt_release(int64_t printer);
void rt_fmt_release(int64_t printer) {
    release_printer((Printer *)(uintptr_t)printer);
}

// ---- Errorf ----------------------------------------------------------------------------------

void rt_fmt_errorText(ErrorText *result, FORMAT, OPERANDS, bool *wrapped, int64_t wrapped_length,
                      int64_t wrapped_capacity);
void rt_fmt_errorText(ErrorText *result, FORMAT, OPERANDS, bool *wrapped, int64_t wrapped_length,
                      int64_t wrapped_capacity) {
    Printer *p = take_printer();
    p->wraps = true;
    p->wrapped = wrapped;
    fmt_printf(p, GIVEN, operands, count);
    result->wrap_verbs = p->wrap_verbs;
    result->text = to_string(p);
}

// ---- the methods of *pp: a printer as the State of a Format method ---------------------------

void rt_fmt_pp_Write(WriteResult *result, Printer *p, const void *bytes, int64_t length, int64_t capacity);
void rt_fmt_pp_Write(WriteResult *result, Printer *p, const void *bytes, int64_t length, int64_t capacity) {
    buffer_add(&p->out, bytes, (size_t)length);
    *result = (WriteResult){.count = length};
}

void rt_fmt_pp_WriteString(WriteResult *result, Printer *p, const void *bytes, int64_t length);
void rt_fmt_pp_WriteString(WriteResult *result, Printer *p, const void *bytes, int64_t length) {
    rt_fmt_pp_Write(result, p, bytes, length, length);
}

void rt_fmt_pp_Width(OptionalNumber *result, const Printer *p);
void rt_fmt_pp_Width(OptionalNumber *result, const Printer *p) {
    *result = (OptionalNumber){p->width, p->flags & FMT_WIDTH};
}

void rt_fmt_pp_Precision(OptionalNumber *result, const Printer *p);
void rt_fmt_pp_Precision(OptionalNumber *result, const Printer *p) {
    *result = (OptionalNumber){p->precision, p->flags & FMT_PRECISION};
}

void rt_fmt_pp_Flag(bool *result, const Printer *p, int64_t flag);
void rt_fmt_pp_Flag(bool *result, const Printer *p, int64_t flag) {
    unsigned wanted = 0;
    switch (flag) {
    case '-': wanted = FMT_MINUS; break;
    case '+': wanted = FMT_PLUS | FMT_PLUS_V; break;
    case '#': wanted = FMT_SHARP | FMT_SHARP_V; break;
    case ' ': wanted = FMT_SPACE; break;
    case '0': wanted = FMT_ZERO; break;
    default: break;
    }
    *result = (p->flags & wanted) != 0;
}
