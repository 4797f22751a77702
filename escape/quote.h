// Go's quoting of constants in messages.
#ifndef MINIC_ESCAPE_QUOTE_H
#define MINIC_ESCAPE_QUOTE_H

#include "base/arena.h"
#include <stdint.h>

// As strconv.Quote, cut to 72 characters.
const char *quote_string(Arena *arena, const char *text, int64_t len);
// As %q of a rune.
const char *quote_rune(Arena *arena, uint32_t rune);

#endif
