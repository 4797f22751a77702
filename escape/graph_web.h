// Private to escape: definitions of local variables and the webs that they make up (graph_web.c).
#ifndef MINIC_ESCAPE_GRAPH_WEB_H
#define MINIC_ESCAPE_GRAPH_WEB_H

#include "escape/graph.h"

// A definition; after union, a web.
typedef struct Definition {
    int parent;    // in the union-find forest; its own number at a root
    int next;      // of the same variable; 0: none
    int loop;      // root: innermost loop around all of the web
    bool declares; // root: the declaration is one of them: the web is the variable's own object
    const Object *var;
    Place *place; // root: NULL until it is asked for
} Definition;

typedef struct WebLoop {
    int parent, depth;
    const Stmt *stmt;
} WebLoop;

typedef struct Leaving {
    const Stmt *stmt; // a switch or select that `break` leaves
    uint64_t *state;  // with these definitions
} Leaving;

struct Webs {
    Graph *g;
    VEC(Definition) items; // 0: none
    Table declarations;    // Object -> number of its declaration
    Table idents;          // Expr -> number of a definition of its web
    VEC(WebLoop) loops;    // 0: none
    int loop;
    int words;
    uint64_t *state; // the definitions that may reach this place
    VEC(Leaving) leaving;
    bool given_up;
    uint64_t *inside; // while a loop's own definitions are collected
};

// Sets of definitions.
uint64_t *web_new_set(Webs *w);
uint64_t *web_copy_set(Webs *w, const uint64_t *set);
void web_include(const Webs *w, uint64_t *set, const uint64_t *other);
void web_include_inside(Webs *w, Stmt *stmt); // to the state: the definitions in a statement

int web_declaration(const Webs *w, const Object *var); // 0: the variable is left whole
int web_definition(const Webs *w, const Expr *lhs);    // 0: it defines none
void web_define(Webs *w, int number);                  // here the variable gets this value
void web_declare(Webs *w, const Object *var);
void web_use(Webs *w, Expr *ident); // all definitions that reach a use are one web
int web_unite(Webs *w, int a, int b);

// graph_web_walk.c
void web_walk(Webs *w, const StmtList *body);

#endif
