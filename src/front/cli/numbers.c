#include "front/cli/numbers.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/fmt.h"

void numbers_init(struct numbers *s, int fd)
{
    s->fd = fd;
    s->ended = false;
    s->at = s->end = 0;
    s->line = s->col = 1;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Reads on behind what is left, which moves to the front. */
static bool refill(struct numbers *s, struct err *e)
{
    ssize_t n;
    memmove(s->bytes, s->bytes + s->at, s->end - s->at);
    s->end -= s->at;
    s->at = 0;
    do
        n = read(s->fd, s->bytes + s->end, NUMBERS_CHUNK - s->end);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return err_set(e, "standard input: %s", strerror(errno));
    s->ended = n == 0;
    s->end += (size_t)n;
    return true;
}

static void skip_space(struct numbers *s)
{
    for (; s->at < s->end && is_space(s->bytes[s->at]); s->at++) {
        s->col++;
        if (s->bytes[s->at] == '\n') {
            s->line++;
            s->col = 1;
        }
    }
}

static bool refuse(const struct numbers *s, size_t stop, struct err *e)
{
    return err_set(e, "standard input:%ld:%ld: %.*s is no number", s->line, s->col,
                   stop - s->at < 40 ? (int)(stop - s->at) : 40, s->bytes + s->at);
}

/* The number at bytes[at..stop). */
static bool take(struct numbers *s, size_t stop, double *out, struct err *e)
{
    char *text = s->bytes + s->at, after = s->bytes[stop];
    size_t n = stop - s->at;
    s->bytes[stop] = '\0';
    bool fine = n < NUMBERS_TOKEN && !memchr(text, '\0', n) && fmt_parse(text, out);
    s->bytes[stop] = after;
    if (!fine)
        return refuse(s, stop, e);
    s->col += (long)n; /* a number is ASCII */
    s->at = stop;
    return true;
}

int numbers_take(struct numbers *s, double *out, int n, struct err *e)
{
    int taken = 0;
    while (taken < n) {
        skip_space(s);
        size_t stop = s->at;
        while (stop < s->end && !is_space(s->bytes[stop]))
            stop++;
        if (stop < s->end || (s->ended && stop > s->at)) {
            struct err bad = {0};
            if (!take(s, stop, &out[taken], taken ? &bad : e))
                return taken ? taken : -1;
            taken++;
        } else if (s->ended || taken) {
            return taken;
        } else if (stop - s->at >= NUMBERS_TOKEN) {
            (void)refuse(s, stop, e);
            return -1;
        } else if (!refill(s, e)) {
            return -1;
        }
    }
    return taken;
}
