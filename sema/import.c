// Imports: a package is a folder of .mini files in the library. It is parsed and its declarations are entered
// when the program imports it. What only library packages import is deferred until a function that the
// program reaches uses one of its names: so a program pays for what it uses. Packages are listed in the order
// in which Go initialises them, imported ones first.
#include "base/unicode.h"
#include "parser/parser.h"
#include "sema/declare.h"
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

Package *package_create(Checker *c, const char *path, const Name *name, bool library) {
    Package *package = ARENA_NEW(c->session->arena, Package);
    package->path = path;
    package->name = name;
    package->library = library;
    package->scope = scope_create(c, c->universe, "package");
    return package;
}

// Go's own packages, so that "not in minic's library" and "does not exist" can be told apart.
static const char *const standard_packages[] = {
    "archive/tar",
    "archive/zip",
    "bufio",
    "bytes",
    "cmp",
    "compress/bzip2",
    "compress/flate",
    "compress/gzip",
    "compress/lzw",
    "compress/zlib",
    "container/heap",
    "container/list",
    "container/ring",
    "context",
    "crypto",
    "crypto/aes",
    "crypto/cipher",
    "crypto/hmac",
    "crypto/md5",
    "crypto/rand",
    "crypto/rsa",
    "crypto/sha1",
    "crypto/sha256",
    "crypto/sha512",
    "crypto/tls",
    "database/sql",
    "debug/elf",
    "embed",
    "encoding",
    "encoding/base32",
    "encoding/base64",
    "encoding/binary",
    "encoding/csv",
    "encoding/gob",
    "encoding/hex",
    "encoding/json",
    "encoding/pem",
    "encoding/xml",
    "errors",
    "expvar",
    "flag",
    "fmt",
    "go/ast",
    "go/build",
    "go/constant",
    "go/format",
    "go/importer",
    "go/parser",
    "go/printer",
    "go/scanner",
    "go/token",
    "go/types",
    "hash",
    "hash/adler32",
    "hash/crc32",
    "hash/crc64",
    "hash/fnv",
    "hash/maphash",
    "html",
    "html/template",
    "image",
    "image/color",
    "image/draw",
    "image/gif",
    "image/jpeg",
    "image/png",
    "index/suffixarray",
    "io",
    "io/fs",
    "io/ioutil",
    "iter",
    "log",
    "log/slog",
    "log/syslog",
    "maps",
    "math",
    "math/big",
    "math/bits",
    "math/cmplx",
    "math/rand",
    "math/rand/v2",
    "mime",
    "mime/multipart",
    "net",
    "net/http",
    "net/mail",
    "net/netip",
    "net/rpc",
    "net/smtp",
    "net/textproto",
    "net/url",
    "os",
    "os/exec",
    "os/signal",
    "os/user",
    "path",
    "path/filepath",
    "plugin",
    "reflect",
    "regexp",
    "regexp/syntax",
    "runtime",
    "runtime/debug",
    "runtime/metrics",
    "runtime/pprof",
    "runtime/trace",
    "slices",
    "sort",
    "strconv",
    "strings",
    "structs",
    "sync",
    "sync/atomic",
    "syscall",
    "testing",
    "testing/fstest",
    "testing/iotest",
    "testing/quick",
    "text/scanner",
    "text/tabwriter",
    "text/template",
    "text/template/parse",
    "time",
    "unicode",
    "unicode/utf16",
    "unicode/utf8",
    "unique",
    "unsafe",
    "weak",
};

static bool is_standard_package(const char *path) {
    for (size_t i = 0; i < sizeof standard_packages / sizeof *standard_packages; i++) {
        if (strcmp(path, standard_packages[i]) == 0) {
            return true;
        }
    }
    return strcmp(path, "C") == 0;
}

static const char *invalid_path_reason(Checker *c, const char *path, int len) {
    if (len == 0) {
        return "empty string";
    }
    for (int i = 0; i < len;) {
        uint32_t rune = 0;
        int size = unicode_decode(path + i, (size_t)(len - i), &rune);
        bool excluded = rune < 0x80 && strchr("!\"#$%&'()*,:;<=>?[\\]^{|}`", (int)rune);
        if (rune <= ' ' || rune == 0x7f || rune == UNICODE_REPLACEMENT || excluded) {
            char text[8] = {0};
            unicode_encode(rune, text);
            return arena_printf(c->session->arena,
                                rune < ' ' || rune == 0x7f ? "invalid character U+%04X"
                                                           : "invalid character U+%04X '%s'",
                                rune, text);
        }
        i += size;
    }
    return NULL;
}

// The path without empty elements, ones that are a dot, and a slash at the end.
static const char *canonical_path(Arena *arena, const char *path) {
    char *clean = arena_strndup(arena, path, strlen(path)), *to = clean;
    for (const char *from = path; *from;) {
        size_t len = strcspn(from, "/");
        if (len > 0 && !(len == 1 && *from == '.')) {
            if (to > clean) {
                *to++ = '/';
            }
            memcpy(to, from, len);
            to += len;
        }
        from += len + (from[len] == '/');
    }
    *to = '\0';
    return clean;
}

// Is this the path of a package, as written? Reports it otherwise.
static bool check_path_form(Checker *c, Span span, const char *path) {
    if (*path == '/') {
        check_error(c, span, "could not import %s (import path cannot be absolute path)", path);
        return false;
    }
    const char *canonical = canonical_path(c->session->arena, path);
    if (*path == '.') { // relative
        check_error(c, span, "package %s is not in std", path);
        return false;
    }
    if (strcmp(canonical, path) != 0) {
        check_error(c, span, "could not import %s (non-canonical import path \"%s\" (should be \"%s\"))",
                    path, path, canonical);
        return false;
    }
    return true;
}

static int compare_paths(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// The .mini files of a folder, sorted. Empty when there is no such folder.
typedef VEC(const char *) PathList;
static PathList list_package_files(Checker *c, const char *path) {
    Arena *arena = c->session->arena;
    PathList files = {0};
    const char *folder = arena_printf(arena, "%s/%s", c->session->options.library_path, path);
    DIR *dir = opendir(folder);
    if (!dir) {
        return files;
    }
    for (struct dirent *entry; (entry = readdir(dir));) {
        size_t len = strlen(entry->d_name);
        if (len > 5 && strcmp(entry->d_name + len - 5, ".mini") == 0) {
            VEC_PUSH(arena, &files, arena_printf(arena, "%s/%s", folder, entry->d_name));
        }
    }
    closedir(dir);
    if (files.len > 0) {
        qsort(files.items, (size_t)files.len, sizeof *files.items, compare_paths);
    }
    return files;
}

typedef VEC(Package *) PackageTable;

static Package *find_package(Checker *c, const char *path) {
    PackageTable *table = c->packages;
    for (int i = 0; table && i < table->len; i++) {
        if (strcmp(table->items[i]->path, path) == 0) {
            return table->items[i];
        }
    }
    return NULL;
}

static Package *enter_package(Checker *c, const char *path) {
    const Name *name = name_intern_cstr(c->session->names, package_last_element(path));
    Package *package = package_create(c, path, name, true);
    if (!c->packages) {
        c->packages = ARENA_NEW(c->session->arena, PackageTable);
    }
    PackageTable *table = c->packages;
    VEC_PUSH(c->session->arena, table, package);
    return package;
}

static Package *load_package(Checker *c, Package *package, const PathList *files, Span span) {
    Session *session = c->session;
    package->deferred = false;
    for (int i = 0; i < files->len; i++) {
        SourceFile *source = source_add_file(session->sources, files->items[i]);
        if (!source) {
            check_error(c, span, "could not import %s (%s)", package->path, strerror(errno));
            return NULL;
        }
        source->library = true;
        File *file = parser_parse_file(session, source);
        if (file->package_name) {
            package->name = file->package_name;
        }
        VEC_PUSH(session->arena, &package->files, file);
    }
    Environment saved = environment_save(c);
    environment_restore(c, &(Environment){.package = package}); // it is no part of the function that uses it
    collect_package(c, package);
    environment_restore(c, &saved);
    package->checked = true;
    VEC_PUSH(session->arena, &c->program->packages, package);
    return package;
}

void import_load(Checker *c, Package *package, Span span) {
    if (!package->deferred) {
        return;
    }
    PathList files = list_package_files(c, package->path);
    if (load_package(c, package, &files, span)) {
        reach_init_functions(c, package);
    }
}

static void list_after_imports(Checker *c, Package *package) {
    if (package->deferred || !package->checked) {
        return; // nobody uses it, or it is listed
    }
    package->checked = false;
    for (int i = 0; i < package->imports.len; i++) {
        list_after_imports(c, package->imports.items[i]);
    }
    VEC_PUSH(c->session->arena, &c->program->packages, package);
}

void import_order_packages(Checker *c) {
    Program *program = c->program;
    program->packages.len = 0;
    for (int i = 0; i < program->main->imports.len; i++) {
        list_after_imports(c, program->main->imports.items[i]);
    }
    for (int i = 0; i < program->packages.len; i++) {
        program->packages.items[i]->checked = true;
    }
}

Package *import_package(Checker *c, Decl *import) {
    Expr *literal = import->import.path;
    Span span = literal->span;
    const char *path =
        arena_strndup(c->session->arena, literal->basic.value, (size_t)literal->basic.value_len);
    const char *invalid = invalid_path_reason(c, path, literal->basic.value_len);
    if (invalid) {
        check_error(c, span, "invalid import path (%s)", invalid);
        return NULL;
    }
    if (!check_path_form(c, span, path)) {
        return NULL;
    }
    Package *package = find_package(c, path);
    if (c->package->library) {
        if (!package) {
            package = enter_package(c, path);
            package->deferred = true;
        }
        return package;
    }
    if (package && !package->deferred) {
        if (!package->checked) {
            check_error(c, span, "import cycle not allowed: package %s imports itself", path);
            return NULL;
        }
        return package;
    }
    PathList files = {0};
    if (c->session->options.library_path) {
        files = list_package_files(c, path);
    }
    if (files.len > 0) {
        return load_package(c, package ? package : enter_package(c, path), &files, span);
    }
    if (is_standard_package(path)) {
        check_error(c, span, "not supported by minic: package %s", path);
    } else {
        check_error(c, span, "package %s is not in std", path);
    }
    return NULL;
}
