// Package os's entry points for the process: output and input, arguments, environment. Those for files are in
// os_file.c.
#include "output.h"
#include "state.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/types.h>
#include <unistd.h>

typedef struct {
    int64_t count;
    int64_t error; // an errno, or 0
} Transfer;

typedef struct {
    RtString value;
    bool is_set;
} OptionalString;

// Strings of the C library that last as long as the program.
static RtString c_string(const char *text) {
    return (RtString){(const uint8_t *)text, text ? (int64_t)strlen(text) : 0};
}

void rt_os_write(Transfer *result, int64_t descriptor, const void *bytes, int64_t length, int64_t capacity);
void rt_os_write(Transfer *result, int64_t descriptor, const void *bytes, int64_t length, int64_t capacity) {
    *result = (Transfer){.count = length};
    if (descriptor == STDOUT_FILENO) {
        output_write(bytes, (size_t)length);
        return;
    }
    rt_output_flush();
    result->error = output_write_all((int)descriptor, bytes, (size_t)length);
    if (result->error)
        result->count = 0;
}

void rt_os_read(Transfer *result, int64_t descriptor, void *bytes, int64_t length, int64_t capacity);
void rt_os_read(Transfer *result, int64_t descriptor, void *bytes, int64_t length, int64_t capacity) {
    int64_t count = input_read((int)descriptor, bytes, length);
    *result = count < 0 ? (Transfer){.error = -count} : (Transfer){.count = count};
}

void rt_os_errorText(RtString *result, int64_t error);
void rt_os_errorText(RtString *result, int64_t error) {
    const char *text = strerror((int)error);
    size_t length = strlen(text);
    char *copy = heap_new_bytes((int64_t)length);
    for (size_t i = 0; i < length; i++)
        copy[i] = text[i];
    bool is_acronym = length > 1 && isupper((unsigned char)text[1]);
    if (!is_acronym) // Go's texts are the C library's, but begin in lower case
        copy[0] = (char)tolower((unsigned char)text[0]);
    *result = (RtString){(const uint8_t *)copy, (int64_t)length};
}

void rt_os_Exit(int64_t status);
void rt_os_Exit(int64_t status) {
    rt_exit((int)status);
}

void rt_os_argumentCount(int64_t *result);
void rt_os_argumentCount(int64_t *result) {
    *result = rt_argc;
}

void rt_os_argument(RtString *result, int64_t index);
void rt_os_argument(RtString *result, int64_t index) {
    *result = c_string(rt_argv[index]);
}

void rt_os_LookupEnv(OptionalString *result, const uint8_t *name, int64_t length);
void rt_os_LookupEnv(OptionalString *result, const uint8_t *name, int64_t length) {
    *result = (OptionalString){0};
    extern char **environ;
    for (char **variable = environ; variable && *variable; variable++) {
        bool is_it =
            strncmp(*variable, (const char *)name, (size_t)length) == 0 && (*variable)[length] == '=';
        if (is_it && length > 0) {
            *result = (OptionalString){c_string(*variable + length + 1), true};
            return;
        }
    }
}

void rt_os_identity(int64_t *result, int64_t which);
void rt_os_identity(int64_t *result, int64_t which) {
    const int64_t identities[] = {getpid(), getppid(), getuid(), geteuid(), getgid(), getegid()};
    *result = identities[which];
}

typedef struct {
    RtString value;
    int64_t error;
} Text;

void rt_os_hostname(Text *result);
void rt_os_hostname(Text *result) {
    static char name[HOST_NAME_MAX + 1];
    *result = gethostname(name, sizeof name) == 0 ? (Text){.value = c_string(name)} : (Text){.error = errno};
}

// The C library's environment, which keeps its own copies. The two texts become C strings on the way.
static int64_t change_environment(const uint8_t *key, int64_t key_length, const uint8_t *value,
                                  int64_t value_length) {
    bool valid =
        key_length > 0 && !memchr(key, '=', (size_t)key_length) && !memchr(key, 0, (size_t)key_length);
    if (!valid || (value && memchr(value, 0, (size_t)value_length)))
        return EINVAL;
    char *name = strndup((const char *)key, (size_t)key_length);
    char *text = value ? strndup((const char *)value, (size_t)value_length) : NULL;
    int failed = value ? setenv(name, text, 1) : unsetenv(name);
    int64_t error = failed ? errno : 0;
    free(name);
    free(text);
    return error;
}

void rt_os_setenv(int64_t *result, const uint8_t *key, int64_t key_length, const uint8_t *value,
                  int64_t value_length);
void rt_os_setenv(int64_t *result, const uint8_t *key, int64_t key_length, const uint8_t *value,
                  int64_t value_length) {
    static const uint8_t empty;
    *result = change_environment(key, key_length, value_length > 0 ? value : &empty, value_length);
}

void rt_os_unsetenv(int64_t *result, const uint8_t *key, int64_t length);
void rt_os_unsetenv(int64_t *result, const uint8_t *key, int64_t length) {
    *result = change_environment(key, length, NULL, 0);
}

extern char **environ;

void rt_os_environCount(int64_t *result);
void rt_os_environCount(int64_t *result) {
    *result = 0;
    for (char **variable = environ; variable && *variable; variable++)
        ++*result;
}

void rt_os_environAt(RtString *result, int64_t index);
void rt_os_environAt(RtString *result, int64_t index) {
    *result = c_string(environ[index]);
}

void rt_os_random(uint32_t *result);
void rt_os_random(uint32_t *result) {
    *result = 0;
    if (getrandom(result, 4, 0) != 4)
        *result = (uint32_t)getpid();
}
