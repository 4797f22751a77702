// Parses the command line: a command word (build when a file comes first), then flags in Go's single-dash
// spelling (a double dash is accepted too), then files.
#include "driver/options.h"

#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
    const char *name;
    Command command;
} commands[] = {
    {"build", COMMAND_BUILD},   {"run", COMMAND_RUN},         {"check", COMMAND_CHECK},
    {"escape", COMMAND_ESCAPE}, {"explain", COMMAND_EXPLAIN}, {"version", COMMAND_VERSION},
    {"help", COMMAND_HELP},
};

enum {
    FLAG_ESCAPE = 256,
    FLAG_DETAIL,
    FLAG_CHECKED,
    FLAG_DUMP,
    FLAG_FORMAT,
    FLAG_WHY,
    FLAG_ALLOCS,
    FLAG_ASAN,
    FLAG_HELP,
    FLAG_VERSION
};

static const struct option long_flags[] = {
    {"escape", required_argument, NULL, FLAG_ESCAPE},
    {"d", required_argument, NULL, FLAG_DETAIL},
    {"checked", no_argument, NULL, FLAG_CHECKED},
    {"dump", required_argument, NULL, FLAG_DUMP},
    {"format", required_argument, NULL, FLAG_FORMAT},
    {"allocs", no_argument, NULL, FLAG_ALLOCS},
    {"why", required_argument, NULL, FLAG_WHY},
    {"asan", no_argument, NULL, FLAG_ASAN},
    {"help", no_argument, NULL, FLAG_HELP},
    {"version", no_argument, NULL, FLAG_VERSION},
    {"m", optional_argument, NULL, 'm'},
    {"g", no_argument, NULL, 'g'},
    {"e", no_argument, NULL, 'e'},
    {"o", required_argument, NULL, 'o'},
    {"O0", no_argument, NULL, '0'},
    {"O1", no_argument, NULL, '1'},
    {"O2", no_argument, NULL, '2'},
    {NULL, 0, NULL, 0},
};

void options_print_help(void) {
    fputs(
        "usage:\n"
        "  minic [build] [FLAG...] FILE...                  an executable, named after the first file\n"
        "  minic run [FLAG...] FILE... [ARGUMENT...]        build it and run it\n"
        "  minic check [-e] FILE...                         errors, and expectations that do not hold\n"
        "  minic escape [-m=2] [--format=text|sites|json|dot|html] FILE...   where each value lives\n"
        "  minic escape --why LINE[:COLUMN] FILE            why what a line allocates lives where it does\n"
        "  minic explain [RULE...]                          a rule of these reports, with an example\n"
        "  minic --dump=tokens|ast|typed|escape|llvm|asm [--format=text|json] FILE...\n"
        "  minic version | help\n"
        "\n"
        "flags of build and run:\n"
        "  -O0 -O1 -O2  how much LLVM optimises; -O1 is the default\n"
        "  -g           debug information\n"
        "  -m           say where each value lives, as go build -gcflags='-m -l' does\n"
        "  -m=2         ... and by which flows it gets there, as -m=2 does\n"
        "  -escape=off  put every value on the heap\n"
        "  -checked     check every stack decision at run time\n"
        "  -asan        build with AddressSanitizer\n"
        "  -e           report all errors, not only the first ten\n"
        "\n"
        "others:\n"
        "  -o OUT       build, --dump=llvm|asm: the name of the output\n"
        "  --allocs     run: when the program ends, what each site has allocated, beside the analysis\n"
        "  -d=escapemutationscalls   -m: what may be written or called through each parameter, as in Go\n"
        "\n"
        "exit status: 0 fine, 1 the program is wrong, 2 the command line is wrong, 3 something else failed\n"
        "             (run: the program's own)\n",
        stdout);
}

static OptionsStatus usage_error(const char *what, const char *argument) {
    fprintf(stderr, "minic: %s%s%s (see minic help)\n", what, argument ? " " : "", argument ? argument : "");
    return OPTIONS_ERROR;
}

static bool is_one_of(const char *word, const char *const *words) {
    for (; *words; words++) {
        if (strcmp(word, *words) == 0) {
            return true;
        }
    }
    return false;
}

static OptionsStatus set_explain(Options *options, const char *level) {
    if (level == NULL || strcmp(level, "1") == 0) {
        options->explain = 1;
    } else if (strcmp(level, "2") == 0) {
        options->explain = 2;
    } else {
        return usage_error("-m takes 1 or 2, not", level);
    }
    return OPTIONS_OK;
}

static OptionsStatus set_dump(Options *options, const char *stage) {
    static const char *const stages[] = {"tokens", "ast", "typed", "escape", "llvm", "asm", NULL};
    if (!is_one_of(stage, stages)) {
        return usage_error("--dump takes tokens, ast, typed, escape, llvm or asm, not", stage);
    }
    options->command = COMMAND_DUMP;
    options->dump = stage;
    return OPTIONS_OK;
}

// LINE or LINE:COLUMN
static OptionsStatus set_why(Options *options, const char *place) {
    char *end = NULL;
    long line = strtol(place, &end, 10);
    long column = *end == ':' ? strtol(end + 1, &end, 10) : 0;
    if (*end != '\0' || line < 1 || line > INT_MAX || column < 0 || column > INT_MAX) {
        return usage_error("--why takes LINE or LINE:COLUMN, not", place);
    }
    options->why_line = (int)line;
    options->why_column = (int)column;
    return OPTIONS_OK;
}

static OptionsStatus set_flag(Options *options, int flag, const char *value, const char *written) {
    switch (flag) {
    case 'o': options->output = value; return OPTIONS_OK;
    case 'g': options->debug_info = true; return OPTIONS_OK;
    case 'e': options->all_errors = true; return OPTIONS_OK;
    case 'm': return set_explain(options, value);
    case '0':
    case '1':
    case '2': options->optimization = flag - '0'; return OPTIONS_OK;
    case FLAG_ESCAPE:
        if (strcmp(value, "off") != 0 && strcmp(value, "on") != 0) {
            return usage_error("-escape takes on or off, not", value);
        }
        options->escape_off = strcmp(value, "off") == 0;
        return OPTIONS_OK;
    case FLAG_DETAIL:
        if (strcmp(value, "escapemutationscalls") != 0) {
            return usage_error("-d takes escapemutationscalls, not", value);
        }
        options->mutations = true;
        return OPTIONS_OK;
    case FLAG_CHECKED: options->checked = true; return OPTIONS_OK;
    case FLAG_ASAN: options->sanitize = true; return OPTIONS_OK;
    case FLAG_DUMP: return set_dump(options, value);
    case FLAG_FORMAT: options->format = value; return OPTIONS_OK;
    case FLAG_ALLOCS: options->count_allocs = true; return OPTIONS_OK;
    case FLAG_WHY: return set_why(options, value);
    case FLAG_HELP: options->command = COMMAND_HELP; return OPTIONS_OK;
    case FLAG_VERSION: options->command = COMMAND_VERSION; return OPTIONS_OK;
    case ':': return usage_error("this flag needs a value:", written);
    default: return usage_error("unknown flag", written);
    }
}

static bool is_source_name(const char *name) {
    const char *dot = strrchr(name, '.');
    return strcmp(name, "-") == 0 || (dot != NULL && (strcmp(dot, ".mini") == 0 || strcmp(dot, ".go") == 0));
}

// run: the files end at the first argument that does not name one; what follows is the program's.
static void split_program_args(Options *options) {
    int n = 0;
    while (n < options->file_count && is_source_name(options->files[n])) {
        n++;
    }
    if (n == 0 && options->file_count > 0) {
        n = 1;
    }
    options->program_args = options->files + n;
    options->file_count = n;
}

static bool dumps_code(const Options *options) {
    return options->dump && (strcmp(options->dump, "llvm") == 0 || strcmp(options->dump, "asm") == 0);
}

// A flag that the command would not look at is an error: it must not seem to have worked.
static OptionsStatus check_flags(const Options *options) {
    bool build = options->command == COMMAND_BUILD, run = options->command == COMMAND_RUN;
    bool escape = options->command == COMMAND_ESCAPE, dump = options->command == COMMAND_DUMP;
    if (options->output && !build && !dumps_code(options)) {
        return usage_error("-o is for build, --dump=llvm and --dump=asm", NULL);
    }
    if (options->explain > 0 && !build && !run && !escape) {
        return usage_error("-m is for build, run and escape", NULL);
    }
    if (options->count_allocs && (!run || options->checked)) {
        return usage_error("--allocs is for run, without -checked", NULL);
    }
    if (options->why_line > 0 && (!escape || options->file_count != 1)) {
        return usage_error("--why is for escape, with one file", NULL);
    }
    if (options->format && !escape && !dump) {
        return usage_error("--format is for escape and --dump", NULL);
    }
    return OPTIONS_OK;
}

static OptionsStatus check_format(Options *options) {
    static const char *const escape_formats[] = {"text", "sites", "json", "dot", "html", NULL};
    static const char *const dump_formats[] = {"text", "json", NULL};
    if (!options->format) {
        options->format = "text";
    }
    if (dumps_code(options) && strcmp(options->format, "text") != 0) {
        return usage_error("LLVM's IR and assembly have no JSON form: --format is not for --dump",
                           options->dump);
    }
    if (!is_one_of(options->format, options->command == COMMAND_ESCAPE ? escape_formats : dump_formats)) {
        return usage_error("unknown format", options->format);
    }
    return OPTIONS_OK;
}

static OptionsStatus check_combination(Options *options) {
    if (options->command == COMMAND_HELP || options->command == COMMAND_VERSION ||
        options->command == COMMAND_EXPLAIN) {
        return OPTIONS_OK;
    }
    if (options->file_count == 0) {
        return usage_error("no source files", NULL);
    }
    return check_flags(options) == OPTIONS_OK ? check_format(options) : OPTIONS_ERROR;
}

// Takes a command word off the command line. A word that is neither one nor a file is a slip of the finger.
static OptionsStatus take_command(Options *options, int *argc, char ***argv) {
    const char *word = (*argv)[1];
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (strcmp(word, commands[i].name) == 0) {
            options->command = commands[i].command;
            ++*argv;
            --*argc;
            return OPTIONS_OK;
        }
    }
    bool name = word[0] != '-' && strpbrk(word, "./") == NULL;
    return name && access(word, F_OK) != 0 ? usage_error("no command or file is called", word) : OPTIONS_OK;
}

OptionsStatus options_parse(int argc, char **argv, Options *options) {
    *options = (Options){.command = COMMAND_BUILD, .optimization = 1};
    if (argc < 2) {
        options->command = COMMAND_HELP;
        return OPTIONS_OK;
    }
    if (take_command(options, &argc, &argv) != OPTIONS_OK) {
        return OPTIONS_ERROR;
    }
    opterr = 0;
    optind = 1;
    // '+': flags end at the first file; what follows a file under run belongs to the program.
    const char *short_flags = options->command == COMMAND_RUN ? "+:o:gem" : ":o:gem";
    int flag;
    while ((flag = getopt_long_only(argc, argv, short_flags, long_flags, NULL)) != -1) {
        if (set_flag(options, flag, optarg, argv[optind - 1]) != OPTIONS_OK) {
            return OPTIONS_ERROR;
        }
    }
    options->files = argv + optind;
    options->file_count = argc - optind;
    if (options->command == COMMAND_RUN) {
        split_program_args(options);
    }
    return check_combination(options);
}
