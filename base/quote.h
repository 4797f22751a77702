// Text between quotes, as Go's strconv.Quote and QuoteRune have it: printable characters stay, the others are
// escapes, as are bytes that are no UTF-8.
#ifndef MINIC_BASE_QUOTE_H
#define MINIC_BASE_QUOTE_H

#include "base/arena.h"
#include <stdint.h>

const char *quote_string(Arena *arena, const char *text, int64_t len);
const char *quote_rune(Arena *arena, uint32_t rune);

#endif
