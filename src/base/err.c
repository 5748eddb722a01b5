#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void err_clear(struct err *e)
{
    if (e)
        *e = (struct err){0};
}

static void print(struct err *e, size_t from, const char *fmt, va_list args)
{
    if (from < sizeof e->text)
        (void)vsnprintf(e->text + from, sizeof e->text - from, fmt, args);
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
