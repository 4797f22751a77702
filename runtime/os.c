// Package os's entry points: the functions that lib/os/os.mini declares without a body.
#include "output.h"
#include "state.h"

#include <ctype.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
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
    rt_output_flush();
    ssize_t count;
    do
        count = read((int)descriptor, bytes, (size_t)length);
    while (count < 0 && errno == EINTR);
    *result = count < 0 ? (Transfer){.error = errno} : (Transfer){.count = count};
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
