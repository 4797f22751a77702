// A growing text in the arena, for the messages that are put together from many pieces.
#ifndef MINIC_SEMA_TEXT_H
#define MINIC_SEMA_TEXT_H

#include "base/vec.h"
#include <stdint.h>

typedef struct {
    Arena *arena;
    VEC(char) chars;
} Text;

__attribute__((format(printf, 2, 3))) void text_add(Text *text, const char *format, ...);
void text_add_char(Text *text, char c);
// As Go's strconv.Quote: double quotes, escapes, printable UTF-8 kept.
void text_add_quoted(Text *text, const char *bytes, int64_t len);
// NUL-terminated.
const char *text_finish(Text *text);

#endif
