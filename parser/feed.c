// The token feed: lexer tokens to grammar tokens, with what the grammar cannot know by itself.
//
// 1. Whether a { opens a statement's body: the header of if, for, switch and select lasts, at its bracket
//    level, until that {, which is then LBODY.
// 2. Where to go on after a syntax error: the tokens up to one of a set that depends on what went wrong
//    (Go's sets) are skipped, RECOVERED is emitted, a closing token that the grammar waits for is made up
//    if it is not there, and the feed goes on with the token it stopped at.
#include "parser/build.h"

#include "grammar.h"
#include <stdbool.h>

static const int grammar_tokens[] = {
#define X(name, text) [TOKEN_##name] = T_##name,
    TOKENS(X)
#undef X
};

static TokenKind opener_of(TokenKind close) {
    return close == TOKEN_RPAREN ? TOKEN_LPAREN : close == TOKEN_RBRACKET ? TOKEN_LBRACKET : TOKEN_LBRACE;
}

static void open_level(Parser *p, TokenKind open) {
    VEC_PUSH(p->arena, &p->levels, (FeedLevel){.open = open});
}

// The number of levels up to and with the innermost bracket of this kind; 0 if there is none.
static int find_level(const Parser *p, TokenKind open) {
    int count = p->levels.len;
    while (count > 1 && p->levels.items[count - 1].open != open) {
        count--;
    }
    return count > 1 ? count : 0;
}

// Also forgets brackets inside that were never closed.
static void close_level(Parser *p, TokenKind close) {
    int count = find_level(p, opener_of(close));
    if (count > 0) {
        p->levels.len = count - 1;
    }
}

// { after struct or interface belongs to the type, wherever it stands.
static int open_brace(Parser *p) {
    FeedLevel *level = &VEC_LAST(&p->levels);
    bool body = level->header && p->previous != TOKEN_STRUCT && p->previous != TOKEN_INTERFACE;
    if (body) {
        level->header = false;
    }
    open_level(p, TOKEN_LBRACE);
    return body ? T_LBODY : T_LBRACE;
}

void feed_resume_header(Parser *p) {
    if (p->levels.len > 1) {
        p->levels.items[p->levels.len - 2].header = true;
    }
}

static void keep_directives(Parser *p) {
    const char *const *lines;
    int count = lexer_directives(p->lexer, &lines);
    p->directives.len = 0;
    for (int i = 0; i < count; i++) {
        VEC_PUSH(p->arena, &p->directives, lines[i]);
    }
}

// The grammar's token for one of the lexer; keeps the levels.
static int enter_token(Parser *p, TokenKind kind) {
    p->undo_count = p->levels.len;
    p->undo_level = VEC_LAST(&p->levels);
    switch ((int)kind) {
    case TOKEN_IF:
    case TOKEN_FOR:
    case TOKEN_SWITCH:
    case TOKEN_SELECT: VEC_LAST(&p->levels).header = true; break;
    case TOKEN_LPAREN:
    case TOKEN_LBRACKET: open_level(p, kind); break;
    case TOKEN_RPAREN:
    case TOKEN_RBRACKET:
    case TOKEN_RBRACE: close_level(p, kind); break;
    case TOKEN_LBRACE: return open_brace(p);
    case TOKEN_CONST:
    case TOKEN_TYPE:
    case TOKEN_VAR: p->seen_declaration |= p->levels.len == 1; break;
    case TOKEN_FUNC:
        if (p->levels.len == 1) {
            p->seen_declaration = true;
            keep_directives(p);
        }
        break;
    default: break;
    }
    return grammar_tokens[kind];
}

static void read_token(Parser *p) {
    p->previous = p->token.kind;
    p->previous_span = p->token.span;
    p->token = lexer_next(p->lexer);
    directive_check(p);
}

static bool begins_statement(TokenKind kind) {
    switch ((int)kind) {
    case TOKEN_BREAK:
    case TOKEN_CONST:
    case TOKEN_CONTINUE:
    case TOKEN_DEFER:
    case TOKEN_FALLTHROUGH:
    case TOKEN_FOR:
    case TOKEN_GO:
    case TOKEN_GOTO:
    case TOKEN_IF:
    case TOKEN_RETURN:
    case TOKEN_SELECT:
    case TOKEN_SWITCH:
    case TOKEN_TYPE:
    case TOKEN_VAR: return true;
    default: return false;
    }
}

static bool stops_skipping(const Parser *p, TokenKind kind) {
    bool statement = p->in_function && begins_statement(kind);
    bool clause = kind == TOKEN_CASE || kind == TOKEN_DEFAULT;
    switch (p->skip) {
    case SKIP_NONE: return true;
    case SKIP_DECL:
        return kind == TOKEN_IMPORT || kind == TOKEN_CONST || kind == TOKEN_TYPE || kind == TOKEN_VAR ||
               kind == TOKEN_FUNC;
    case SKIP_STMT:
    case SKIP_TAIL: return statement || clause || kind == TOKEN_SEMICOLON || kind == TOKEN_RBRACE;
    case SKIP_HEADER: return statement || clause || kind == TOKEN_LBRACE || kind == TOKEN_RBRACE;
    case SKIP_CASE: return clause || kind == TOKEN_COLON || kind == TOKEN_RBRACE;
    case SKIP_PAREN:
    case SKIP_BRACKET:
    case SKIP_BRACE:
        return statement || kind == TOKEN_RPAREN || kind == TOKEN_RBRACKET || kind == TOKEN_RBRACE;
    }
    return true;
}

// Brings the levels back to where the grammar goes on.
static void restore_levels(Parser *p) {
    int count = p->levels.len;
    switch (p->skip) {
    case SKIP_NONE: break;
    case SKIP_DECL: count = 1; break;
    case SKIP_STMT:
    case SKIP_TAIL:
    case SKIP_CASE:
    case SKIP_BRACE: count = find_level(p, TOKEN_LBRACE); break;
    case SKIP_PAREN: count = find_level(p, TOKEN_LPAREN); break;
    case SKIP_BRACKET: count = find_level(p, TOKEN_LBRACKET); break;
    case SKIP_HEADER:
        while (count > 1 && !p->levels.items[count - 1].header) {
            count--;
        }
        break;
    }
    p->levels.len = count > 0 ? count : 1;
    VEC_LAST(&p->levels).header = p->skip == SKIP_HEADER;
}

static void make_ready(Parser *p, TokenKind kind, bool recovered) {
    p->ready[p->ready_count++] = (FeedToken){.kind = kind, .recovered = recovered};
}

static TokenKind awaited_token(SkipKind skip) {
    switch (skip) {
    case SKIP_HEADER: return TOKEN_LBRACE;
    case SKIP_CASE: return TOKEN_COLON;
    case SKIP_TAIL: return TOKEN_SEMICOLON;
    case SKIP_PAREN: return TOKEN_RPAREN;
    case SKIP_BRACKET: return TOKEN_RBRACKET;
    case SKIP_BRACE: return TOKEN_RBRACE;
    case SKIP_NONE:
    case SKIP_DECL:
    case SKIP_STMT: return TOKEN_EOF;
    }
    return TOKEN_EOF;
}

void feed_skip(Parser *p, SkipKind kind) {
    p->skip = kind;
}

// From a { to the token after its }.
static void skip_block(Parser *p) {
    int depth = 0;
    do {
        depth += p->token.kind == TOKEN_LBRACE;
        depth -= p->token.kind == TOKEN_RBRACE;
        read_token(p);
    } while (depth > 0 && p->token.kind != TOKEN_EOF);
}

static void recover(Parser *p) {
    p->levels.len = p->undo_count; // the token of the error has not been entered
    VEC_LAST(&p->levels) = p->undo_level;
    p->ready_count = 0;
    if (p->token.span.start == p->recovered_at) { // nothing could go on here
        if (p->token.kind == TOKEN_EOF) {
            p->skip = SKIP_NONE;
            make_ready(p, TOKEN_EOF, false); // ends the parse
            return;
        }
        read_token(p);
    }
    if (p->skip == SKIP_TAIL && p->token.kind == TOKEN_LBRACE) {
        skip_block(p);
    }
    while (p->token.kind != TOKEN_EOF && !stops_skipping(p, p->token.kind)) {
        read_token(p);
    }
    p->recovered_at = p->token.span.start;
    p->previous = TOKEN_SEMICOLON;
    restore_levels(p);
    // Made up in reverse: the last one is emitted first.
    make_ready(p, p->token.kind, false);
    TokenKind awaited = awaited_token(p->skip);
    if (awaited != TOKEN_EOF && awaited != p->token.kind) {
        make_ready(p, awaited, false);
    }
    make_ready(p, TOKEN_EOF, true);
    p->skip = SKIP_NONE;
}

int feed_next(Parser *p, Token *token, Span *location) {
    if (p->skip != SKIP_NONE) {
        recover(p);
    } else if (p->ready_count == 0) {
        read_token(p);
        make_ready(p, p->token.kind, false);
    }
    FeedToken next = p->ready[--p->ready_count];
    *token = p->token;
    *location = p->token.span;
    if (p->ready_count > 0) { // made up: takes no room
        location->end = location->start;
        token->span = *location;
        token->kind = next.kind;
    }
    return next.recovered ? T_RECOVERED : enter_token(p, next.kind);
}
