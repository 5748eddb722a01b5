#include "front/cli/host.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "front/cli/file.h"

#ifndef ACTVIZ_DATADIR
#define ACTVIZ_DATADIR "/usr/local/share"
#endif

enum { HISTORY_BYTES = 1 << 20, LOG_BYTES = 1 << 22, PATH_BYTES = 4096 };

/* ---- places ---- */

static const char *absolute(const char *variable)
{
    const char *value = getenv(variable);
    return value && value[0] == '/' ? value : NULL;
}

/* $VARIABLE/actviz, or $HOME/OTHERWISE/actviz, or NULL. */
static char *place(const char *variable, const char *otherwise)
{
    const char *base = absolute(variable), *home = absolute("HOME");
    struct str path;
    if (!base && !home)
        return NULL;
    str_init(&path);
    str_add(&path, base ? base : home);
    if (!base)
        str_add(&path, otherwise);
    str_add(&path, "/actviz");
    char *taken = str_take(&path);
    str_done(&path);
    return taken;
}

/* lessons/ in the program's folder or the one above it, as in the source tree. */
static char *tree_lessons(void)
{
    char self[PATH_BYTES];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - sizeof "/lessons");
    if (n <= 0)
        return NULL;
    self[n] = '\0';
    for (int up = 0; up < 2; up++) {
        char *slash = strrchr(self, '/');
        if (!slash)
            return NULL;
        struct stat st;
        (void)memcpy(slash, "/lessons", sizeof "/lessons");
        if (stat(self, &st) == 0 && S_ISDIR(st.st_mode))
            return mem_copy(self);
        *slash = '\0';
    }
    return NULL;
}

/* The language of messages, without codeset and modifier. */
static void find_language(char out[16])
{
    const char *name = setlocale(LC_MESSAGES, NULL);
    size_t n = name ? strcspn(name, ".@") : 0;
    bool sane = n > 0 && n < 16 &&
                strspn(name, "abcdefghijklmnopqrstuvwxyz_"
                             "ABCDEFGHIJKLMNOPQRSTUVWXYZ") >= n;
    if (!sane || str_starts(name, "C") || str_starts(name, "POSIX"))
        n = 0;
    if (n)
        memcpy(out, name, n);
    out[n] = '\0';
}

void host_init(struct host *h)
{
    *h = (struct host){.config = place("XDG_CONFIG_HOME", "/.config"),
                       .state = place("XDG_STATE_HOME", "/.local/state"),
                       .data = place("XDG_DATA_HOME", "/.local/share"),
                       .tree = tree_lessons()};
    find_language(h->language);
}

void host_done(struct host *h)
{
    mem_free(h->config);
    mem_free(h->state);
    mem_free(h->data);
    mem_free(h->tree);
}

/* ---- what the app asks ---- */

static double now(void *ctx)
{
    (void)ctx;
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

void host_path(const char *path, struct str *out)
{
    const char *home = str_starts(path, "~/") ? absolute("HOME") : NULL;
    str_addf(out, "%s%s", home ? home : "", home ? path + 1 : path);
}

bool host_read(void *ctx, const char *path, size_t max, struct str *out, struct err *e)
{
    (void)ctx;
    struct str real;
    str_init(&real);
    host_path(path, &real);
    bool fine = file_read(AT_FDCWD, real.data, max, true, out, e);
    str_done(&real);
    return fine;
}

/* Lesson files of a folder for the language: zh_CN, then zh, then en, then the folder itself. */
static void each_language(const struct host *h, const char *folder, struct file_names *seen,
                          void (*each)(void *arg, const char *path), void *arg)
{
    char language[sizeof h->language];
    struct str path;
    str_init(&path);
    memcpy(language, h->language, sizeof language);
    for (int i = 0; i < 4; i++) {
        const char *sub = i < 2 ? language : i == 2 ? "en" : "";
        str_clear(&path);
        str_add(&path, folder);
        if (sub[0])
            str_addf(&path, "/%s", sub);
        if (sub[0] || i == 3)
            file_each(path.data, ".md", seen, each, arg);
        if (i == 0) {
            size_t n = strcspn(language, "_");
            language[n] = '\0';
        }
    }
    str_done(&path);
}

static void lessons(void *ctx, void (*each)(void *arg, const char *path), void *arg)
{
    const struct host *h = ctx;
    struct file_names seen = {0};
    if (h->data) {
        struct str folder;
        str_init(&folder);
        str_addf(&folder, "%s/lessons", h->data);
        each_language(h, folder.data, &seen, each, arg);
        str_done(&folder);
    }
    each_language(h, ACTVIZ_DATADIR "/actviz/lessons", &seen, each, arg);
    if (h->tree)
        each_language(h, h->tree, &seen, each, arg);
    file_names_done(&seen);
}

/* The state folder, made if `make`; negative with a message if it cannot be had. */
static int open_state(const struct host *h, bool make, struct err *e)
{
    if (!h->state) {
        (void)err_set(e, "there is no place to keep it: neither HOME nor XDG_STATE_HOME is set");
        return -1;
    }
    return file_open_folder(h->state, make, e);
}

/* The file of a log: its name is a lesson's id, which is no path. */
static bool log_file(const char *name, struct str *out, struct err *e)
{
    if (!*name || name[0] == '.' || strchr(name, '/'))
        return err_set(e, "%s is no name for a log", name);
    str_addf(out, "%s.log", name);
    return true;
}

static bool log_append(void *ctx, const char *name, const char *line, struct err *e)
{
    struct str file;
    str_init(&file);
    int folder = log_file(name, &file, e) ? open_state(ctx, true, e) : -1;
    bool fine = folder >= 0 && file_append(folder, file.data, line, e);
    if (folder >= 0)
        (void)close(folder);
    str_done(&file);
    return fine;
}

static bool log_read(void *ctx, const char *name, struct str *out)
{
    struct str file;
    str_init(&file);
    int folder = log_file(name, &file, NULL) ? open_state(ctx, false, NULL) : -1;
    bool fine = folder >= 0 && file_read(folder, file.data, LOG_BYTES, false, out, NULL);
    if (folder >= 0)
        (void)close(folder);
    str_done(&file);
    return fine;
}

struct app_host host_table(struct host *h, bool live)
{
    return (struct app_host){.ctx = h,
                             .live = live,
                             .now = now,
                             .read = host_read,
                             .lessons = lessons,
                             .log_append = live ? log_append : NULL,
                             .log_read = log_read};
}

/* ---- files of the front end ---- */

bool host_rc(const struct host *h, struct str *out)
{
    if (!h->config)
        return false;
    str_addf(out, "%s/actvizrc", h->config);
    return access(out->data, F_OK) == 0;
}

void host_history_read(const struct host *h, struct str *out)
{
    int folder = open_state(h, false, NULL);
    if (folder < 0)
        return;
    (void)file_read(folder, "history", HISTORY_BYTES, false, out, NULL);
    (void)close(folder);
}

bool host_history_write(const struct host *h, const char *text, struct err *e)
{
    int folder = open_state(h, true, e);
    if (folder < 0)
        return false;
    bool fine = file_replace(folder, "history", text, strlen(text), e);
    (void)close(folder);
    return fine;
}
