// Package os's entry points for files. Each returns an errno, or 0, as its last result. A path comes as
// pointer and length and may hold any bytes.
#include "output.h"
#include "state.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    int64_t value;
    int64_t error;
} Number;

typedef struct {
    RtString value;
    int64_t error;
} Text;

typedef struct {
    char text[PATH_MAX];
} Path;

// False: no file can have that name; errno says why.
static bool path_set(Path *path, const uint8_t *bytes, int64_t length) {
    if (length >= PATH_MAX) {
        errno = ENAMETOOLONG;
        return false;
    }
    if (length > 0 && memchr(bytes, 0, (size_t)length)) {
        errno = EINVAL;
        return false;
    }
    snprintf(path->text, sizeof path->text, "%.*s", (int)length, (const char *)bytes);
    return true;
}

static int64_t error_of(int64_t result) {
    return result < 0 ? errno : 0;
}

static Number number_of(int64_t result) {
    return result < 0 ? (Number){.error = errno} : (Number){.value = result};
}

static RtString copy_text(const char *text, size_t length) {
    char *copy = heap_new_bytes((int64_t)length);
    memcpy(copy, text, length);
    return (RtString){(const uint8_t *)copy, (int64_t)length};
}

void rt_os_open(Number *result, const uint8_t *name, int64_t length, int64_t flags, int64_t mode);
void rt_os_open(Number *result, const uint8_t *name, int64_t length, int64_t flags, int64_t mode) {
    Path path;
    int descriptor = -1;
    if (path_set(&path, name, length))
        do
            descriptor = open(path.text, (int)flags | O_CLOEXEC, (mode_t)mode);
        while (descriptor < 0 && errno == EINTR);
    *result = number_of(descriptor);
}

void rt_os_closeFile(int64_t *result, int64_t descriptor);
void rt_os_closeFile(int64_t *result, int64_t descriptor) {
    rt_output_flush();
    *result = error_of(close((int)descriptor));
}

void rt_os_readAt(Number *result, int64_t descriptor, void *bytes, int64_t length, int64_t capacity,
                  int64_t offset);
void rt_os_readAt(Number *result, int64_t descriptor, void *bytes, int64_t length, int64_t capacity,
                  int64_t offset) {
    *result = number_of(pread((int)descriptor, bytes, (size_t)length, offset));
}

void rt_os_writeAt(Number *result, int64_t descriptor, const void *bytes, int64_t length, int64_t capacity,
                   int64_t offset);
void rt_os_writeAt(Number *result, int64_t descriptor, const void *bytes, int64_t length, int64_t capacity,
                   int64_t offset) {
    rt_output_flush();
    *result = number_of(pwrite((int)descriptor, bytes, (size_t)length, offset));
}

void rt_os_seek(Number *result, int64_t descriptor, int64_t offset, int64_t origin);
void rt_os_seek(Number *result, int64_t descriptor, int64_t offset, int64_t origin) {
    rt_output_flush();
    *result = number_of(lseek((int)descriptor, offset, (int)origin));
}

void rt_os_truncate(int64_t *result, int64_t descriptor, int64_t size);
void rt_os_truncate(int64_t *result, int64_t descriptor, int64_t size) {
    rt_output_flush();
    *result = error_of(ftruncate((int)descriptor, size));
}

void rt_os_sync(int64_t *result, int64_t descriptor);
void rt_os_sync(int64_t *result, int64_t descriptor) {
    rt_output_flush();
    *result = error_of(fsync((int)descriptor));
}

// Operations on one path, on two, and on a path and a number.
#define ON_PATH(name, call)                                                                                  \
    void rt_os_##name(int64_t *result, const uint8_t *bytes, int64_t length);                                \
    void rt_os_##name(int64_t *result, const uint8_t *bytes, int64_t length) {                               \
        Path path;                                                                                           \
        *result = error_of(path_set(&path, bytes, length) ? call(path.text) : -1);                           \
    }
#define ON_TWO_PATHS(name, call)                                                                             \
    void rt_os_##name(int64_t *result, const uint8_t *from, int64_t from_length, const uint8_t *to,          \
                      int64_t to_length);                                                                    \
    void rt_os_##name(int64_t *result, const uint8_t *from, int64_t from_length, const uint8_t *to,          \
                      int64_t to_length) {                                                                   \
        Path a, b;                                                                                           \
        bool valid = path_set(&a, from, from_length) && path_set(&b, to, to_length);                         \
        *result = error_of(valid ? call(a.text, b.text) : -1);                                               \
    }
#define ON_PATH_AND_NUMBER(name, call, type)                                                                 \
    void rt_os_##name(int64_t *result, const uint8_t *bytes, int64_t length, int64_t number);                \
    void rt_os_##name(int64_t *result, const uint8_t *bytes, int64_t length, int64_t number) {               \
        Path path;                                                                                           \
        *result = error_of(path_set(&path, bytes, length) ? call(path.text, (type)number) : -1);             \
    }

ON_PATH(unlink, unlink)
ON_PATH(rmdir, rmdir)
ON_PATH(chdir, chdir)
ON_TWO_PATHS(rename, rename)
ON_TWO_PATHS(symlink, symlink)
ON_TWO_PATHS(link, link)
ON_PATH_AND_NUMBER(mkdir, mkdir, mode_t)
ON_PATH_AND_NUMBER(chmod, chmod, mode_t)
ON_PATH_AND_NUMBER(truncateName, truncate, off_t)

void rt_os_readlink(Text *result, const uint8_t *name, int64_t length);
void rt_os_readlink(Text *result, const uint8_t *name, int64_t length) {
    Path path, target;
    ssize_t size = path_set(&path, name, length) ? readlink(path.text, target.text, sizeof target.text) : -1;
    *result = size < 0 ? (Text){.error = errno} : (Text){.value = copy_text(target.text, (size_t)size)};
}

void rt_os_getwd(Text *result);
void rt_os_getwd(Text *result) {
    Path path;
    const char *folder = getcwd(path.text, sizeof path.text);
    *result = folder ? (Text){.value = copy_text(folder, strlen(folder))} : (Text){.error = errno};
}

typedef struct {
    int64_t mode, size, seconds, nanoseconds, device, inode;
    int64_t error;
} Description;

void rt_os_stat(Description *result, const uint8_t *name, int64_t length, int64_t descriptor, int64_t follow);
void rt_os_stat(Description *result, const uint8_t *name, int64_t length, int64_t descriptor,
                int64_t follow) {
    struct stat status;
    Path path;
    int failed;
    if (descriptor >= 0)
        failed = fstat((int)descriptor, &status);
    else if (!path_set(&path, name, length))
        failed = -1;
    else
        failed = (follow ? stat : lstat)(path.text, &status);
    if (failed)
        *result = (Description){.error = errno};
    else
        *result = (Description){.mode = status.st_mode,
                                .size = status.st_size,
                                .seconds = status.st_mtim.tv_sec,
                                .nanoseconds = status.st_mtim.tv_nsec,
                                .device = (int64_t)status.st_dev,
                                .inode = (int64_t)status.st_ino};
}

typedef struct {
    RtString names; // each with a zero byte at its end
    RtString kinds; // the upper bits of the mode of each
    int64_t error;
} Folder;

static bool is_entry(const struct dirent *entry) {
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

// Reads the folder twice: to see how long the texts are, and to fill them.
void rt_os_readFolder(Folder *result, const uint8_t *name, int64_t length);
void rt_os_readFolder(Folder *result, const uint8_t *name, int64_t length) {
    Path path;
    DIR *folder = path_set(&path, name, length) ? opendir(path.text) : NULL;
    if (!folder) {
        *result = (Folder){.error = errno};
        return;
    }
    int64_t total = 0, count = 0;
    for (const struct dirent *entry; (entry = readdir(folder));)
        if (is_entry(entry)) {
            total += (int64_t)strlen(entry->d_name) + 1;
            count++;
        }
    char *names = heap_new_bytes(total), *kinds = heap_new_bytes(count);
    int64_t at = 0, number = 0;
    rewinddir(folder);
    for (const struct dirent *entry; (entry = readdir(folder));) {
        int64_t size = (int64_t)strlen(entry->d_name) + 1;
        if (!is_entry(entry) || at + size > total || number == count)
            continue;
        memcpy(names + at, entry->d_name, (size_t)size);
        at += size;
        kinds[number++] = (char)(DTTOIF(entry->d_type) >> 12);
    }
    closedir(folder);
    *result = (Folder){.names = {(const uint8_t *)names, at}, .kinds = {(const uint8_t *)kinds, number}};
}
