/* Files of the front end: what is appended, whatever was there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "front/cli/file.h"

static int open_new_folder(char path[64])
{
    (void)snprintf(path, 64, "/tmp/actviz-file-XXXXXX");
    assert_non_null(mkdtemp(path));
    int folder = file_open_folder(path, false, NULL);
    assert_true(folder >= 0);
    return folder;
}

static void remove_folder(int folder, const char *path)
{
    (void)unlinkat(folder, "log", 0);
    (void)close(folder);
    assert_int_equal(rmdir(path), 0);
}

static void put(int folder, const char *bytes, mode_t mode)
{
    int fd = openat(folder, "log", O_WRONLY | O_CREAT | O_TRUNC, 0600);
    size_t n = strlen(bytes);
    assert_true(fd >= 0 && write(fd, bytes, n) == (ssize_t)n && fchmod(fd, mode) == 0);
    assert_int_equal(close(fd), 0);
}

/* A line without its newline was never finished: it is gone, not joined and not ended. */
static void torn_lines(void **state)
{
    (void)state;
    static char torn[2000];
    memset(torn, 't', sizeof torn - 1);
    static const char *const before[] = {"", "a\n", "a\nb\n", "\n"};
    static const size_t lengths[] = {0, 1, 511, 512, 513, 1024, sizeof torn - 1};
    char path[64];
    int folder = open_new_folder(path);
    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
        for (size_t k = 0; k < sizeof lengths / sizeof lengths[0]; k++) {
            struct str text, wanted;
            str_init(&text);
            str_init(&wanted);
            str_add(&text, before[i]);
            str_add_n(&text, torn, lengths[k]);
            put(folder, text.data, 0600);
            assert_true(file_append(folder, "log", "new", NULL));
            str_clear(&text);
            assert_true(file_read(folder, "log", 1 << 20, false, &text, NULL));
            str_addf(&wanted, "%snew\n", before[i]);
            assert_string_equal(text.data, wanted.data);
            str_done(&text);
            str_done(&wanted);
        }
    }
    remove_folder(folder, path);
}

/* What a person answered is nobody else's to read or to write. */
static void private_again(void **state)
{
    (void)state;
    char path[64];
    struct stat st;
    int folder = open_new_folder(path);
    put(folder, "a\n", 0666);
    assert_true(file_append(folder, "log", "b", NULL));
    assert_int_equal(fstatat(folder, "log", &st, 0), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    remove_folder(folder, path);
}

/* Neither links nor what is no file. */
static void refused(void **state)
{
    (void)state;
    char path[64];
    int folder = open_new_folder(path);
    struct err e = {0};
    assert_int_equal(symlinkat("/dev/null", folder, "log"), 0);
    assert_false(file_append(folder, "log", "x", &e));
    assert_non_null(strstr(e.text, "log"));
    assert_int_equal(unlinkat(folder, "log", 0), 0);
    assert_int_equal(mkfifoat(folder, "log", 0600), 0);
    assert_false(file_append(folder, "log", "x", &e));
    assert_non_null(strstr(e.text, "no regular file"));
    remove_folder(folder, path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(torn_lines),
        cmocka_unit_test(private_again),
        cmocka_unit_test(refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
