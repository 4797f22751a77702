// The little of Unicode that Go's lexical rules need: UTF-8, letters and digits.
#ifndef MINIC_BASE_UNICODE_H
#define MINIC_BASE_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UNICODE_MAX = 0x10ffff, UNICODE_REPLACEMENT = 0xfffd, UNICODE_BOM = 0xfeff };

// Decodes one rune of text[0..len), len > 0, and returns its length in bytes. Invalid UTF-8 (overlong forms
// and surrogates included) is UNICODE_REPLACEMENT of length 1, as in Go.
int unicode_decode(const char *text, size_t len, uint32_t *rune);
// Writes up to 4 bytes; returns how many. What is no code point is written as UNICODE_REPLACEMENT.
int unicode_encode(uint32_t rune, char *out);

bool unicode_is_letter(uint32_t rune); // category L, without '_'
bool unicode_is_digit(uint32_t rune);  // category Nd
bool unicode_is_upper(uint32_t rune);  // category Lu
bool unicode_is_print(uint32_t rune);

#endif
