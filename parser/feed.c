// The token feed: lexer tokens to grammar tokens, with the one thing that the grammar cannot know by itself, whether a {
// opens a statement's body. The header of if, for, switch and select lasts, at its bracket level, until that {.
#include "parser/build.h"

#include "grammar.h"

static const int grammar_tokens[] = {
#define X(name, text) [TOKEN_##name] = T_##name,
    TOKENS(X)
#undef X
};

static void open_level(Parser *p) {
    VEC_PUSH(p->arena, &p->levels, (FeedLevel){0});
}

static void close_level(Parser *p) {
    if (p->levels.len > 1) {
        p->levels.len--;
    }
}

// { after struct or interface belongs to the type, wherever it stands.
static int open_brace(Parser *p) {
    FeedLevel *level = &VEC_LAST(&p->levels);
    bool body = level->header && p->previous != TOKEN_STRUCT && p->previous != TOKEN_INTERFACE;
    if (body) {
        level->header = false;
    }
    open_level(p);
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

static int grammar_token(Parser *p) {
    switch ((int)p->token.kind) {
    case TOKEN_IF:
    case TOKEN_FOR:
    case TOKEN_SWITCH:
    case TOKEN_SELECT: VEC_LAST(&p->levels).header = true; break;
    case TOKEN_LPAREN:
    case TOKEN_LBRACKET: open_level(p); break;
    case TOKEN_RPAREN:
    case TOKEN_RBRACKET:
    case TOKEN_RBRACE: close_level(p); break;
    case TOKEN_LBRACE: return open_brace(p);
    case TOKEN_FUNC:
        if (p->levels.len == 1) {
            keep_directives(p);
        }
        break;
    default: break;
    }
    return grammar_tokens[p->token.kind];
}

int feed_next(Parser *p, Token *token, Span *location) {
    p->previous = p->token.kind;
    p->token = lexer_next(p->lexer);
    int kind = grammar_token(p);
    *token = p->token;
    *location = p->token.span;
    return kind;
}
