// Private to escape: building the texts of messages.
#ifndef MINIC_ESCAPE_TEXT_H
#define MINIC_ESCAPE_TEXT_H

#include "escape/analysis.h"

// A string that grows in the result's arena.
typedef struct {
    const EscapeResult *result;
    VEC(char) text;
} TextBuilder;

void text_put(TextBuilder *t, const char *s);

// text_type.c: types as Go's compiler prints them in -m.
void text_put_type(TextBuilder *t, const Type *type);
// As the source spells it, where it does (byte is not uint8 then); `written` may be NULL.
void text_put_written_type(TextBuilder *t, const Expr *written, const Type *type);

#endif
