#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

void err_clear(struct err *e)
{
    if (e)
        *e = (struct err){0};
}

/* A message that did not fit may end in half a character: that goes too. */
static void cut_half(char *text, size_t len)
{
    size_t start = len;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    start -= start > 0;
    if (utf8_check(text + start, len - start) < len - start)
        text[start] = '\0';
}

ERR_PRINTF(3, 0)
static void print(struct err *e, size_t from, const char *fmt, va_list args)
{
    if (from >= sizeof e->text)
        return;
    int n = vsnprintf(e->text + from, sizeof e->text - from, fmt, args);
    if (n >= 0 && (size_t)n >= sizeof e->text - from)
        cut_half(e->text, sizeof e->text - 1);
}

bool err_set(struct err *e, const char *fmt, ...)
{
    if (!e)
        return false;
    err_clear(e);
    va_list args;
    va_start(args, fmt);
    print(e, 0, fmt, args);
    va_end(args);
    return false;
}

bool err_at(struct err *e, int line, int col, const char *fmt, ...)
{
    if (!e)
        return false;
    e->line = line;
    e->col = col;
    va_list args;
    va_start(args, fmt);
    print(e, 0, fmt, args);
    va_end(args);
    return false;
}

bool err_add(struct err *e, const char *fmt, ...)
{
    if (!e)
        return false;
    va_list args;
    va_start(args, fmt);
    print(e, strlen(e->text), fmt, args);
    va_end(args);
    return false;
}
