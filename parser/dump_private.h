// Private to the dump: the tree as cJSON objects, which dump.c prints.
//
// Every node is an object {"kind", "line", "column", ...}; the other members are texts, numbers, booleans,
// nodes, and arrays of nodes. Members that are absent in the source (no label, no else) are left out.
#ifndef MINIC_PARSER_DUMP_PRIVATE_H
#define MINIC_PARSER_DUMP_PRIVATE_H

#include "parser/dump.h" // IWYU pragma: export

#include <cjson/cJSON.h> // IWYU pragma: export

typedef struct {
    const SourceSet *sources;
    AstDescribe describe; // or NULL
    void *context;
} Dump;

// dump_node.c
cJSON *dump_node(const Dump *dump, const char *kind, Pos pos);
void dump_name(cJSON *node, const char *member, const Name *name); // nothing when NULL
void dump_text(cJSON *node, const char *member, const char *text, int len);
void dump_flag(cJSON *node, const char *member, bool value);    // nothing when false
void dump_child(cJSON *node, const char *member, cJSON *child); // nothing when NULL
void dump_exprs(const Dump *dump, cJSON *node, const char *member, const ExprList *list);
void dump_stmts(const Dump *dump, cJSON *node, const char *member, const StmtList *list);
void dump_fields(const Dump *dump, cJSON *node, const char *member, const FieldDecl *fields, int count);

// One file a sort of node; NULL for NULL.
cJSON *dump_expr(const Dump *dump, const Expr *expr);
cJSON *dump_stmt(const Dump *dump, const Stmt *stmt);
cJSON *dump_decl(const Dump *dump, const Decl *decl);

#endif
