// Package strconv's entry points: the functions that lib/strconv declares without a body.
#include "abi.h"
#include "buffer.h"
#include "fmt.h"
#include "state.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void rt_strconv_IsPrint(bool *result, int64_t rune);
void rt_strconv_IsPrint(bool *result, int64_t rune) {
    *result = rune_is_printable(rune);
}

// The text of the last number formatted; it stays, as memory to use again.
static Buffer formatted;

void rt_strconv_formatFloat(int64_t *result, uint8_t *out, int64_t room, int64_t capacity, double value,
                            uint64_t verb, int64_t precision, int64_t bits);
void rt_strconv_formatFloat(int64_t *result, uint8_t *out, int64_t room, int64_t capacity, double value,
                            uint64_t verb, int64_t precision, int64_t bits) {
    formatted.length = 0;
    buffer_add_float(&formatted, value, (char)verb, precision < 0 ? -1 : (int)precision, (int)bits);
    size_t count = formatted.length < (size_t)room ? formatted.length : (size_t)room;
    memcpy(out, formatted.data, count);
    *result = (int64_t)formatted.length;
}

// The C library rounds correctly, however many digits there are. It needs a NUL at the end and knows no
// underscores.
void rt_strconv_convertFloat(double *result, const uint8_t *text, int64_t length, int64_t bits);
void rt_strconv_convertFloat(double *result, const uint8_t *text, int64_t length, int64_t bits) {
    char small[128], *copy = length < (int64_t)sizeof small ? small : malloc((size_t)length + 1), *end = copy;
    if (!copy)
        rt_throw("out of memory");
    for (int64_t i = 0; i < length; i++)
        if (text[i] != '_')
            *end++ = (char)text[i];
    *end = '\0';
    *result = bits == 32 ? (double)strtof(copy, NULL) : strtod(copy, NULL);
    if (copy != small)
        free(copy);
}
