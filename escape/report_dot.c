// --format=dot: the connection graph of each function for graphviz. Boxes are allocations: on the heap with a
// double frame, in the frame with a rounded one; the rest are variables.
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

// An object of the graph is known by its number; a site has but one object.
static void print_node(FILE *out, const Func *func, const GraphEnd *end) {
    if (end->site) {
        fprintf(out, "site%d", end->site);
    } else {
        fprintf(out, "object%d_%d", func->id, end->object);
    }
}

static void print_sites(FILE *out, const EscapeResult *r, const Func *func) {
    for (int site = 1; site <= r->sites.len; site++) {
        const Decision *decision = escape_site(r, site);
        if (decision->func != func || decision->is_static) {
            continue;
        }
        bool heap = decision->placement == PLACE_HEAP;
        fprintf(out, "site%d [label=", site);
        print_quoted(out, decision->text);
        fprintf(out, ", tooltip=\"line %d\", ",
                source_locate(r->program->session->sources, decision->pos).line);
        fputs(heap ? "shape=box, peripheries=2, style=filled, fillcolor=\"#f6c9a8\"];\n"
                   : "shape=box, style=\"rounded,filled\", fillcolor=\"#c5dff0\"];\n",
              out);
    }
}

static void print_end(FILE *out, const Func *func, const GraphEnd *end) {
    if (!end->site) {
        print_node(out, func, end);
        fputs(" [label=", out);
        print_quoted(out, end->label);
        fputs("];\n", out);
    }
}

static void print_edges(FILE *out, const EscapeResult *r, const Func *func) {
    for (int i = 0; i < r->notes.len; i++) {
        const GraphNote *note = &r->notes.items[i];
        bool nothing = note->to.site && escape_site(r, note->to.site)->is_static;
        if (note->func == func && !nothing) {
            print_end(out, func, &note->from);
            print_end(out, func, &note->to);
            print_node(out, func, &note->from);
            fputs(" -> ", out);
            print_node(out, func, &note->to);
            fputs(";\n", out);
        }
    }
}

void escape_print_dot(FILE *out, const EscapeResult *result) {
    fputs("strict digraph escape {\nrankdir=LR;\nnode [shape=plaintext, fontname=\"sans-serif\"];\n", out);
    for (int i = 0; i < result->program->funcs.len; i++) {
        const Func *func = result->program->funcs.items[i];
        if (func->package->library || !func->body) {
            continue;
        }
        fprintf(out, "subgraph cluster_%d {\nlabel=", i);
        print_quoted(out, func->name ? func->name : "");
        fputs(";\n", out);
        print_sites(out, result, func);
        print_edges(out, result, func);
        fputs("}\n", out);
    }
    fputs("}\n", out);
}
