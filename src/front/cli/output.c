#include "front/cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "base/utf8.h"
#include "front/tui/term.h"

void output_start(void)
{
    /* Opened the wrong way round: using a stream that was closed stays an error. */
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
            (void)open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
    (void)signal(SIGXFSZ, SIG_IGN); /* a write beyond the limit of size fails like on a full disk */
    /* Which characters there are; numbers, order and messages are the same everywhere. */
    (void)setlocale(LC_CTYPE, "");
}

static bool is_plain(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((text[i] < ' ' && text[i] != '\n' && text[i] != '\t') || text[i] == 0x7F)
            return false; /* bytes past ASCII are negative, or caught by the next test */
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)text[i] >= 0x80)
            return false;
    return true;
}

static void make_printable(const char *text, size_t n, struct str *out)
{
    bool unicode = term_is_unicode();
    for (const char *p = text, *end = text + n; p < end;) {
        uint32_t c = utf8_next(&p, end);
        char bytes[4];
        if (c != '\n' && c != '\t')
            c = utf8_printable(c);
        if (c >= 0x80 && !unicode)
            c = '?';
        str_add_n(out, bytes, utf8_put(bytes, c));
    }
}

bool output_ansi(const char *text, size_t n)
{
    return fwrite(text, 1, n, stdout) == n;
}

bool output_text(const char *text, size_t n)
{
    if (is_plain(text, n))
        return output_ansi(text, n);
    struct str safe;
    str_init(&safe);
    make_printable(text, n, &safe);
    bool fine = output_ansi(safe.data, safe.len);
    str_done(&safe);
    return fine;
}

bool output_flush(void)
{
    return fflush(stdout) == 0 && !ferror(stdout);
}

void output_error(const char *fmt, ...)
{
    char text[1024];
    struct str safe;
    va_list args;
    va_start(args, fmt);
    (void)vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    for (char *p = text; *p; p++)
        if (*p == '\n' || *p == '\t')
            *p = ' ';
    str_init(&safe);
    make_printable(text, strlen(text), &safe);
    (void)fprintf(stderr, "actviz: %s\n", safe.data);
    str_done(&safe);
}

int output_end(int status)
{
    errno = 0;
    if (output_flush())
        return status;
    output_error("standard output: %s", errno ? strerror(errno) : "a write failed");
    return STATUS_FAILED;
}
