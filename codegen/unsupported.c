// What is valid Go but not compiled: reported with its position before any code is generated.
#include "codegen/codegen.h"

static void refuse(AstVisitor *visitor, Span span, const char *feature) {
    Program *program = visitor->data;
    diag_error(program->session->diags, span, "not supported by minic: %s", feature);
}

static bool visit_stmt(AstVisitor *visitor, Stmt *stmt) {
    switch (stmt->kind) {
    case STMT_RANGE:
        if (stmt->range.kind == RANGE_FUNC) {
            refuse(visitor, stmt->range.x->span, "range over functions");
        }
        return true;
    default: return true;
    }
}

bool codegen_check_supported(Program *program) {
    AstVisitor visitor = {.stmt = visit_stmt, .data = program};
    for (int i = 0; i < program->packages.len; i++) {
        Package *package = program->packages.items[i];
        for (int j = 0; j < package->files.len && !package->library; j++) {
            File *file = package->files.items[j];
            for (int k = 0; k < file->decls.len; k++) {
                ast_walk_decl(&visitor, file->decls.items[k]);
            }
        }
    }
    return diag_error_count(program->session->diags) == 0;
}
