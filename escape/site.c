// The table of allocation sites: one Decision and one SiteVerdict each, created by the model of Go's rules in
// the order in which Go's compiler meets them. Sizes, and what follows from the kind of site alone, are
// settled here.
#include "escape/analysis.h"
#include "escape/text.h"

enum {
    // Frame buffers, in bytes. Go's:
    BUFFER_BYTES = 32,      // make, append, concatenation and conversion
    BUFFER_RUNES = 32 * 4,  // []rune(s)
    BUFFER_MAP_ENTRIES = 8, // entries of a map that start in the frame
    // Ours, outside of recursion:
    LARGE_BUFFER = 128,        // make
    LARGE_BUFFER_LIMIT = 2048, // make, where the length seems to be bounded
    LARGE_STRING = 256,        // strings and conversions
    LARGE_GROWTH = 1024,       // all arrays of an append together
    MAP_HEADER = 64,           // bytes before them
};

Decision *site_decision(EscapeResult *r, int site) {
    return &r->sites.items[site - 1];
}

SiteVerdict *site_verdict(EscapeResult *r, int site) {
    return &r->verdicts.items[site - 1];
}

void site_must_heap(EscapeResult *r, int site, EscapeRule rule) {
    SiteVerdict *verdict = site_verdict(r, site);
    verdict->must_heap = true;
    verdict->must_rule = rule;
}

static int add_site(EscapeResult *r, Func *func, SiteKind kind, Pos pos, bool in_loop, const char *text) {
    Decision decision = {.kind = kind, .pos = pos, .in_loop = in_loop, .func = func, .text = text};
    VEC_PUSH(r->arena, &r->sites, decision);
    VEC_PUSH(r->arena, &r->verdicts, (SiteVerdict){0});
    return r->sites.len;
}

// A conversion that the source spells out prints whole; else the operand, or the constant that it certainly
// is.
static const char *box_text(const EscapeResult *r, const Expr *convert) {
    if (!convert->implicit) {
        return text_of_expr(r, convert);
    }
    const Expr *value = static_value(r, convert->convert.x);
    TextBuilder text = {.result = r};
    bool part = convert->convert.x->kind == EXPR_TUPLE_ITEM;
    text_put_operand(&text, value->constant ? value : part ? convert : convert->convert.x, 0);
    return text_built(&text);
}

static const char *site_text(const EscapeResult *r, const Expr *expr, SiteKind kind) {
    switch (kind) {
    case SITE_CLOSURE: return "func literal";
    case SITE_VARIADIC: return "... argument";
    case SITE_APPEND: return "append";
    case SITE_MAKECHAN: return "make(chan)";
    case SITE_BOX: return box_text(r, expr);
    case SITE_VAR: return ""; // new(x): the name follows (flow_builtin.c)
    case SITE_COMPLIT:
    case SITE_NEW:
    case SITE_MAKE:
    case SITE_MAKEMAP:
    case SITE_METHODVAL:
    case SITE_STRCAT:
    case SITE_CONV:
    case SITE_DEFER:
    case SITE_GO: return text_of_expr(r, expr);
    case SITE_KIND_COUNT: break;
    }
    return "";
}

void site_name(EscapeResult *r, int site, const Expr *expr) {
    Decision *decision = site_decision(r, site);
    if (decision->kind != SITE_COMPLIT) { // the literal of &T{} has no text of its own
        decision->text = site_text(r, expr, decision->kind);
    }
}

static void set_hybrid(EscapeResult *r, int site, int64_t bytes) {
    Decision *decision = site_decision(r, site);
    decision->hybrid = true;
    decision->buffer_size = bytes;
}

static int64_t map_buffer(const Type *type) {
    const Type *map = type_underlying(type);
    return BUFFER_MAP_ENTRIES * (type_size(map->map.key) + type_size(map->map.value) + 1);
}

// Of a map with so many entries as ours is laid out, each entry rounded up. A struct does not end in nothing.
static int64_t map_size(const Type *type) {
    const Type *map = type_underlying(type);
    int64_t value = type_size(map->map.value) ? type_size(map->map.value) : 1;
    int64_t entry = (type_size(map->map.key) + 7) / 8 * 8 + (value + 7) / 8 * 8;
    return MAP_HEADER + BUFFER_MAP_ENTRIES * entry;
}

static void settle_make(EscapeResult *r, int site, const Expr *expr) {
    const ExprList *args = &expr->call.args;
    int64_t elem = type_size(type_underlying(expr->type)->slice.elem);
    int64_t size = static_make_size(r, VEC_LAST(args));
    if (elem == 0) {
        site_must_heap(r, site, RULE_ZERO_SIZE);
    } else if (size < 0) {
        set_hybrid(r, site, BUFFER_BYTES);
        int64_t bound = bounds_of(r, VEC_LAST(args));
        bool fits = bound >= 0 && bound <= LARGE_BUFFER_LIMIT / elem;
        site_decision(r, site)->large_buffer = fits ? bound * elem : LARGE_BUFFER;
    } else if (size > MAX_IMPLICIT / elem) {
        site_must_heap(r, site, RULE_TOO_LARGE);
    } else {
        // The size may be known though it is no constant expression.
        site_decision(r, site)->buffer_size = size * elem;
    }
}

static int64_t closure_size(const Func *func) {
    int64_t size = 8;
    for (int i = 0; i < func->captures.len; i++) {
        const Capture *capture = &func->captures.items[i];
        size += capture->by_value ? (type_size(capture->var->type) + 7) / 8 * 8 : 8;
    }
    return size;
}

static int64_t array_size(const Expr *literal) {
    return type_size(type_underlying(literal->type)->slice.elem) * literal->composite.length;
}

// Bytes of what one execution of the site allocates; 0 when they are not fixed.
static int64_t object_size(const Decision *decision, const Expr *expr) {
    bool is_slice = expr->kind == EXPR_COMPOSITE_LIT && type_underlying(expr->type)->kind == TYPE_SLICE;
    bool is_map = expr->kind == EXPR_COMPOSITE_LIT && type_underlying(expr->type)->kind == TYPE_MAP;
    switch (decision->kind) {
    case SITE_COMPLIT:
    case SITE_VARIADIC: return is_slice ? array_size(expr) : is_map ? map_size(expr->type) : 0;
    case SITE_MAKE: return decision->hybrid ? 0 : decision->buffer_size;
    case SITE_NEW:
    case SITE_VAR: return type_size(type_underlying(expr->type)->pointer.elem);
    case SITE_CLOSURE: return expr->func_lit.func->captures.len ? closure_size(expr->func_lit.func) : 0;
    case SITE_METHODVAL: return 8 + type_size(expr->selector.x->type);
    case SITE_BOX: return type_size(expr->convert.x->type);
    case SITE_MAKEMAP: return map_size(expr->type);
    case SITE_MAKECHAN:
    case SITE_STRCAT:
    case SITE_CONV:
    case SITE_APPEND:
    case SITE_DEFER:
    case SITE_GO:
    case SITE_KIND_COUNT: break;
    }
    return 0;
}

// What the kind and the size of a site decide, whatever flows where.
static void settle(EscapeResult *r, int site, Expr *expr) {
    Decision *decision = site_decision(r, site);
    switch (decision->kind) {
    case SITE_COMPLIT:
        if (expr->kind == EXPR_CONVERT) {
            set_hybrid(r, site, BUFFER_RUNES);
        } else if (type_underlying(expr->type)->kind == TYPE_MAP) {
            set_hybrid(r, site, map_buffer(expr->type));
        }
        break;
    case SITE_MAKE: settle_make(r, site, expr); break;
    case SITE_MAKEMAP: set_hybrid(r, site, map_buffer(expr->type)); break;
    case SITE_MAKECHAN:
        decision->silent = true;
        site_must_heap(r, site, RULE_CHANNEL);
        break;
    case SITE_NEW:
        if (type_size(type_underlying(expr->type)->pointer.elem) > MAX_IMPLICIT) {
            site_must_heap(r, site, RULE_TOO_LARGE);
        }
        break;
    case SITE_CLOSURE:
        if (closure_size(expr->func_lit.func) > MAX_IMPLICIT) {
            site_must_heap(r, site, RULE_TOO_LARGE);
        }
        break;
    case SITE_METHODVAL:
        if (type_size(expr->selector.x->type) + 8 > MAX_IMPLICIT) {
            site_must_heap(r, site, RULE_TOO_LARGE);
        }
        break;
    case SITE_BOX: decision->is_static = query_box_is_static(r, expr->convert.x); break;
    case SITE_APPEND:
        set_hybrid(r, site, BUFFER_BYTES);
        decision->large_buffer = LARGE_GROWTH;
        break;
    case SITE_STRCAT:
        set_hybrid(r, site, BUFFER_BYTES);
        decision->large_buffer = LARGE_STRING;
        break;
    case SITE_CONV:
        set_hybrid(r, site, expr->convert.kind == CONVERT_STRING_TO_RUNES ? BUFFER_RUNES : BUFFER_BYTES);
        decision->large_buffer = LARGE_STRING;
        site_verdict(r, site)->zerocopy_allowed = expr->convert.kind == CONVERT_STRING_TO_BYTES;
        break;
    case SITE_VAR:
        if (type_size(type_underlying(expr->type)->pointer.elem) > MAX_VARIABLE) {
            site_must_heap(r, site, RULE_TOO_LARGE);
        }
        break;
    case SITE_VARIADIC:
    case SITE_DEFER:
    case SITE_GO:
    case SITE_KIND_COUNT: break;
    }
}

// The pointed-to object of `&T{}`, whose type is not that of the expression.
int site_of_pointer_literal(EscapeResult *r, Func *func, Expr *expr, const Expr *literal, Pos pos,
                            bool in_loop) {
    const char *text = arena_printf(r->arena, "&%s", text_of_expr(r, literal));
    int site = add_site(r, func, SITE_COMPLIT, pos, in_loop, text);
    if (literal->composite.address) {
        site_decision(r, site)->text = text_of_expr(r, literal);
    }
    expr->site = site;
    const Type *type = query_literal_type(literal);
    site_decision(r, site)->object_size = type_size(type);
    if (type_size(type) > MAX_IMPLICIT) {
        site_must_heap(r, site, RULE_TOO_LARGE);
    }
    return site;
}

int site_of_expr(EscapeResult *r, Func *func, Expr *expr, SiteKind kind, Pos pos, bool in_loop) {
    int site = add_site(r, func, kind, pos, in_loop, site_text(r, expr, kind));
    expr->site = site;
    settle(r, site, expr);
    site_decision(r, site)->object_size = object_size(site_decision(r, site), expr);
    return site;
}

int site_of_stmt(EscapeResult *r, Func *func, Stmt *stmt, SiteKind kind, Pos pos, bool in_loop) {
    const char *text = kind == SITE_STRCAT ? "+=" : kind == SITE_GO ? "go" : "defer";
    int site = add_site(r, func, kind, pos, in_loop, text);
    stmt->site = site;
    Decision *decision = site_decision(r, site);
    decision->silent = true;
    if (kind == SITE_STRCAT) {
        site_must_heap(r, site, RULE_GROWS);
    } else if (kind == SITE_GO) {
        site_must_heap(r, site, RULE_GOROUTINE);
    } else if (in_loop) {
        site_must_heap(r, site, RULE_DEFER_LOOP);
    }
    return site;
}

// A variable that Go's compiler makes up; here its value lies in the record of the go or defer statement.
int site_of_temp(EscapeResult *r, Func *func, const char *name, const Type *type, Pos pos) {
    int site = add_site(r, func, SITE_VAR, pos, false, name);
    site_decision(r, site)->object_size = type_size(type);
    return site;
}

int site_of_var(EscapeResult *r, Func *func, Object *var, bool in_loop) {
    int site = add_site(r, func, SITE_VAR, var->span.start, in_loop, var->name ? var->name->text : "_");
    var->var.site = site;
    site_decision(r, site)->object_size = type_size(var->type);
    if (!var->var.is_param && !var->var.is_result && type_size(var->type) > MAX_VARIABLE) {
        site_must_heap(r, site, RULE_TOO_LARGE);
    }
    return site;
}
