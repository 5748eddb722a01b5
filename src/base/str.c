#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"

static void reserve(struct str *s, size_t more)
{
    size_t need = s->len + 1;
    if (!mem_add(&need, more, 1) || need <= s->cap)
        return;
    s->cap = need < 64 ? 64 : need + need / 2;
    s->data = mem_resize(s->data, s->cap, 1);
}

void str_init(struct str *s)
{
    *s = (struct str){0};
    reserve(s, 63);
    s->data[0] = '\0';
}

void str_done(struct str *s)
{
    mem_free(s->data);
    *s = (struct str){0};
}

void str_clear(struct str *s)
{
    str_cut(s, 0);
}

void str_cut(struct str *s, size_t n)
{
    if (n < s->len)
        s->len = n;
    s->data[s->len] = '\0';
}

void str_add_n(struct str *s, const char *bytes, size_t n)
{
    reserve(s, n);
    memcpy(s->data + s->len, bytes, n);
    s->len += n;
    s->data[s->len] = '\0';
}

void str_add(struct str *s, const char *text)
{
    str_add_n(s, text, strlen(text));
}

void str_add_char(struct str *s, char c)
{
    str_add_n(s, &c, 1);
}

void str_addf(struct str *s, const char *fmt, ...)
{
    va_list args, again;
    va_start(args, fmt);
    va_copy(again, args);
    size_t room = s->cap - s->len; /* mostly it fits */
    int n = vsnprintf(s->data + s->len, room, fmt, args);
    va_end(args);
    if (n >= 0 && (size_t)n >= room) {
        reserve(s, (size_t)n);
        (void)vsnprintf(s->data + s->len, (size_t)n + 1, fmt, again);
    }
    va_end(again);
    s->len += n > 0 ? (size_t)n : 0;
    s->data[s->len] = '\0';
}

char *str_take(struct str *s)
{
    char *data = s->data;
    str_init(s);
    return data;
}

bool str_copy(char *out, size_t size, const char *text)
{
    size_t n = strlen(text);
    bool whole = n < size;
    if (!whole) {
        n = size - 1;
        while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
            n--; /* do not leave half a character */
    }
    memcpy(out, text, n);
    out[n] = '\0';
    return whole;
}

bool str_is(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

bool str_starts(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

bool str_has_word(const char *list, const char *word)
{
    size_t n = strlen(word);
    for (const char *p = list; p && *p && n;) {
        p += strspn(p, " ");
        size_t len = strcspn(p, " ");
        if (len == n && memcmp(p, word, n) == 0)
            return true;
        p += len;
    }
    return false;
}
