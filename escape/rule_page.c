// The pages of `minic explain`: the files of rules/, embedded when the compiler is built.
#include "escape/escape.h"
#include "escape/rule_pages.h"
#include <string.h>

const char *escape_rule_page(const char *name, size_t *len) {
    for (size_t i = 0; i < sizeof embedded / sizeof embedded[0]; i++) {
        if (strcmp(embedded[i].name, name) == 0) {
            *len = embedded[i].len;
            return embedded[i].text;
        }
    }
    return NULL;
}
