#include "front/cli/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

enum { NAMES_MAX = 1000 };

static bool fail(const char *name, struct err *e)
{
    return err_set(e, "%s: %s", name, strerror(errno));
}

/* ---- reading ---- */

static bool read_all(int fd, const char *name, size_t max, struct str *out, struct err *e)
{
    char bytes[8192];
    ssize_t n;
    while ((n = read(fd, bytes, sizeof bytes)) != 0) {
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail(name, e);
        if (out->len + (size_t)n > max)
            return err_set(e, "%s is larger than %zu bytes", name, max);
        str_add_n(out, bytes, (size_t)n);
    }
    return true;
}

bool file_read(int folder, const char *name, size_t max, bool links, struct str *out, struct err *e)
{
    int fd = openat(folder, name,
                    O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | (links ? 0 : O_NOFOLLOW));
    if (fd < 0)
        return fail(name, e);
    struct stat st;
    bool fine = fstat(fd, &st) == 0 || fail(name, e);
    if (fine && !S_ISREG(st.st_mode))
        fine = err_set(e, "%s is no regular file", name);
    fine = fine && read_all(fd, name, max, out, e);
    (void)close(fd);
    return fine;
}

/* ---- writing ---- */

int file_open_folder(const char *path, bool make, struct err *e)
{
    struct str part;
    str_init(&part);
    for (const char *p = path + 1; make && *p; p++) {
        bool last = p[1] == '\0';
        if (*p != '/' && !last)
            continue;
        str_clear(&part);
        str_add_n(&part, path, (size_t)(p - path) + (last ? 1 : 0));
        /* What cannot be made shows when it is opened. */
        (void)mkdir(part.data, 0700);
    }
    str_done(&part);
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        (void)fail(path, e);
    return fd;
}

static bool write_all(int fd, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t done = write(fd, bytes, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return false;
        bytes += done;
        n -= (size_t)done;
    }
    return true;
}

/* Cuts off what stands behind the last newline: a line that was never written to its end must not
 * become one by what is appended. */
static bool cut_torn_line(int fd, off_t size)
{
    char bytes[512];
    off_t end = size;
    while (end > 0) {
        size_t n = end < (off_t)sizeof bytes ? (size_t)end : sizeof bytes;
        if (pread(fd, bytes, n, end - (off_t)n) != (ssize_t)n)
            return false;
        while (n > 0 && bytes[n - 1] != '\n') {
            n--;
            end--;
        }
        if (n > 0)
            break;
    }
    return end == size || ftruncate(fd, end) == 0;
}

static bool append_line(int fd, const char *line)
{
    struct str text;
    str_init(&text);
    str_addf(&text, "%s\n", line);
    bool fine = write_all(fd, text.data, text.len) && fsync(fd) == 0;
    str_done(&text);
    return fine;
}

bool file_append(int folder, const char *name, const char *line, struct err *e)
{
    int fd =
        openat(folder, name,
               O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0600);
    if (fd < 0)
        return fail(name, e);
    struct stat st;
    bool fine = fstat(fd, &st) == 0 || fail(name, e);
    if (fine && !S_ISREG(st.st_mode))
        fine = err_set(e, "%s is no regular file", name);
    if (fine && (st.st_mode & 0777) != 0600)
        fine = fchmod(fd, 0600) == 0 || fail(name, e);
    fine = fine && ((cut_torn_line(fd, st.st_size) && append_line(fd, line)) || fail(name, e));
    (void)close(fd);
    return fine;
}

/* Messages call the file `name` as the person did. */
static bool replace(int folder, const char *file, mode_t mode, const char *bytes, size_t n,
                    const char *name, struct err *e)
{
    char beside[64];
    (void)snprintf(beside, sizeof beside, ".new.%ld", (long)getpid());
    (void)unlinkat(folder, beside, 0); /* of a program with our number that died */
    int fd = openat(folder, beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
    if (fd < 0)
        return fail(name, e);
    bool fine = (write_all(fd, bytes, n) && fsync(fd) == 0) || fail(name, e);
    if (close(fd) != 0 && fine)
        fine = fail(name, e);
    if (fine && renameat(folder, beside, folder, file) != 0)
        fine = fail(name, e);
    if (fine)
        (void)fsync(folder);
    else
        (void)unlinkat(folder, beside, 0);
    return fine;
}

bool file_replace(int folder, const char *name, const char *bytes, size_t n, struct err *e)
{
    return replace(folder, name, 0600, bytes, n, name, e);
}

bool file_publish(const char *path, const char *bytes, size_t n, struct err *e)
{
    const char *slash = strrchr(path, '/'), *file = slash ? slash + 1 : path;
    struct str folder;
    struct stat st;
    mode_t mode = 0666;
    if (!*file)
        return err_set(e, "%s is a folder", path);
    str_init(&folder);
    str_add_n(&folder, path, (size_t)(file - path));
    int fd = open(folder.len ? folder.data : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    str_done(&folder);
    if (fd < 0)
        return fail(path, e);
    bool is = fstatat(fd, file, &st, AT_SYMLINK_NOFOLLOW) == 0, fine = true;
    if (is && !S_ISREG(st.st_mode))
        fine = err_set(e, "%s is no regular file, and is left alone", path);
    if (is)
        mode = st.st_mode & 0777;
    fine = fine && replace(fd, file, mode, bytes, n, path, e);
    (void)close(fd);
    return fine;
}

/* ---- folders ---- */

void file_names_done(struct file_names *names)
{
    for (int i = 0; i < names->n; i++)
        mem_free(names->name[i]);
    mem_free(names->name);
    *names = (struct file_names){0};
}

static bool has_name(const struct file_names *names, const char *name)
{
    for (int i = 0; i < names->n; i++)
        if (str_is(names->name[i], name))
            return true;
    return false;
}

static void add_name(struct file_names *names, const char *name)
{
    if (names->n == names->cap) {
        names->cap = names->cap ? 2 * names->cap : 16;
        names->name = mem_resize(names->name, (size_t)names->cap, sizeof *names->name);
    }
    names->name[names->n++] = mem_copy(name);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool ends_in(const char *name, const char *suffix)
{
    size_t n = strlen(name), m = strlen(suffix);
    return n > m && str_is(name + n - m, suffix);
}

void file_each(const char *folder, const char *suffix, struct file_names *seen,
               void (*each)(void *arg, const char *path), void *arg)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return;
    struct str path;
    int first = seen->n;
    for (struct dirent *entry; (entry = readdir(dir)) && seen->n < NAMES_MAX;)
        if (entry->d_name[0] != '.' && ends_in(entry->d_name, suffix) &&
            !has_name(seen, entry->d_name))
            add_name(seen, entry->d_name);
    (void)closedir(dir);
    if (seen->n > first)
        qsort(seen->name + first, (size_t)(seen->n - first), sizeof *seen->name, by_name);
    str_init(&path);
    for (int i = first; i < seen->n; i++) {
        str_clear(&path);
        str_addf(&path, "%s/%s", folder, seen->name[i]);
        each(arg, path.data);
    }
    str_done(&path);
}
