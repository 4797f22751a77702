// Comments that say where the text after them comes from, for programs that other programs write:
//     //line [FILE]:LINE          //line [FILE]:LINE:COLUMN          (at the start of a line)
//     /*line [FILE]:LINE*/        /*line [FILE]:LINE:COLUMN*/
// Without a column none is shown, and an empty name stays empty; with one, it means the name that is in
// force.
#include "lexer/scan.h"

enum { MAX_NUMBER = 1 << 30 };

// Text before a last colon, and the number behind it.
typedef struct {
    uint32_t head; // length of the text before the colon
    bool found;    // there is a colon
    int number;    // -1: what follows is no number; 0: also one that is too large
} Split;

static Split split_number(const char *text, uint32_t len) {
    uint32_t at = len;
    while (at > 0 && text[at - 1] != ':') {
        at--;
    }
    if (at == 0) {
        return (Split){0};
    }
    Split split = {.head = at - 1, .found = true, .number = at == len ? -1 : 0};
    for (uint32_t i = at; i < len; i++) {
        if (text[i] < '0' || text[i] > '9') {
            split.number = -1;
            break;
        }
        int64_t value = split.number * (int64_t)10 + (text[i] - '0');
        split.number = value <= MAX_NUMBER ? (int)value : MAX_NUMBER + 1;
    }
    if (split.number > MAX_NUMBER) {
        split.number = 0;
    }
    return split;
}

static const char *name_in_force(const Lexer *lexer) {
    const SourceFile *file = lexer->source;
    return file->directives.len > 0 ? file->directives.items[file->directives.len - 1].name : file->shown;
}

// `text`: what follows the word line, at `offset`. `next`: the first byte that it is about.
static void add_directive(Lexer *lexer, uint32_t offset, uint32_t len, uint32_t next) {
    const char *text = lexer->source->text + offset;
    Split last = split_number(text, len);
    if (!last.found) {
        return; // just a comment
    }
    Split first = split_number(text, last.head);
    bool has_column = last.number >= 0 && first.found && first.number >= 0;
    Split line = has_column ? first : last;
    if (has_column && last.number == 0) {
        uint32_t column = last.head + 1;
        scan_error(lexer, offset + column, "invalid column number: %.*s", (int)(len - column), text + column);
    } else if (line.number <= 0) {
        uint32_t number = line.head + 1, end = has_column ? last.head : len;
        scan_error(lexer, offset + number, "invalid line number: %.*s", (int)(end - number), text + number);
    } else {
        const char *name = line.head == 0 && has_column
                               ? name_in_force(lexer)
                               : arena_strndup(lexer->session->arena, text, line.head);
        LineDirective directive = {next, name, line.number, has_column ? last.number : 0};
        source_add_directive(lexer->session->sources, lexer->source, directive);
    }
}

void scan_line_comment(Lexer *lexer, uint32_t offset, uint32_t len) {
    enum { WORD = sizeof "//line " - 1 };
    const char *text = lexer->source->text + offset;
    if (len < WORD || memcmp(text + 2, "line ", WORD - 2) != 0) {
        return;
    }
    if (text[1] == '*') {
        add_directive(lexer, offset + WORD, len - WORD - 2, offset + len);
    } else if (offset == 0 || text[-1] == '\n') {
        bool has_return = text[len - 1] == '\r';
        add_directive(lexer, offset + WORD, len - WORD - has_return, offset + len + 1);
    }
}
