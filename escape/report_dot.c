// --format=dot: the connection graph of each function for graphviz; what is on the heap is red.
#include "escape/report.h"

static void print_quoted(FILE *out, const char *text) {
    fputc('"', out);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') {
            fputc('\\', out);
        }
        fputc(*text, out);
    }
    fputc('"', out);
}

static void print_node(FILE *out, const Func *func, const char *text) {
    char prefix[32];
    snprintf(prefix, sizeof prefix, "%d:", func->id);
    fputc('"', out);
    fputs(prefix, out);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') {
            fputc('\\', out);
        }
        fputc(*text, out);
    }
    fputc('"', out);
}

static void print_site_nodes(FILE *out, const EscapeResult *r, const Func *func) {
    for (int site = 1; site <= r->sites.len; site++) {
        const Decision *decision = escape_site(r, site);
        if (decision->func == func) {
            print_node(out, func, decision->text);
            fputs(" [label=", out);
            print_quoted(out, decision->text);
            fprintf(out, ", shape=box, color=%s];\n", decision->placement == PLACE_HEAP ? "red" : "green");
        }
    }
}

void escape_print_dot(FILE *out, const EscapeResult *result) {
    fputs("digraph escape {\nrankdir=LR;\n", out);
    for (int i = 0; i < result->program->funcs.len; i++) {
        const Func *func = result->program->funcs.items[i];
        if (func->package->library || !func->body) {
            continue;
        }
        fprintf(out, "subgraph cluster_%d {\nlabel=", i);
        print_quoted(out, func->name ? func->name : "");
        fputs(";\n", out);
        print_site_nodes(out, result, func);
        for (int k = 0; k < result->notes.len; k++) {
            const GraphNote *note = &result->notes.items[k];
            if (note->func == func) {
                print_node(out, func, note->from);
                fputs(" -> ", out);
                print_node(out, func, note->to);
                fputs(";\n", out);
            }
        }
        fputs("}\n", out);
    }
    fputs("}\n", out);
}
