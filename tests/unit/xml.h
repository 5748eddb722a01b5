/* xml: is a text well-formed XML of the plain kind that we write? Stricter than XML: double quotes
 * only, the five named entities only, no comments, no sections, no declarations but the first. */
#ifndef TESTS_UNIT_XML_H
#define TESTS_UNIT_XML_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/utf8.h"

enum { XML_DEPTH = 16, XML_ATTRIBUTES = 32 };

struct xml_name {
    const char *text;
    size_t n;
};

struct xml {
    const char *at;
    struct xml_name open[XML_DEPTH];
    int depth;
    bool done; /* the root was closed */
};

static inline bool xml_is_same(struct xml_name a, struct xml_name b)
{
    return a.n == b.n && memcmp(a.text, b.text, a.n) == 0;
}

static inline bool xml_take(struct xml *x, const char *text)
{
    size_t n = strlen(text);
    if (strncmp(x->at, text, n) != 0)
        return false;
    x->at += n;
    return true;
}

static inline struct xml_name xml_take_name(struct xml *x)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static const char more[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
    struct xml_name name = {x->at, 0};
    if (*x->at && strchr(letters, *x->at))
        name.n = strspn(x->at, more);
    x->at += name.n;
    return name;
}

/* Characters up to, not including, `end`; a '<' or a bare '&' is wrong. */
static inline bool xml_take_text(struct xml *x, char end)
{
    static const char *const entities[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
    while (*x->at && *x->at != end) {
        bool known = false;
        for (size_t i = 0; *x->at == '&' && !known && i < 5; i++)
            known = xml_take(x, entities[i]);
        if (known)
            continue;
        if (*x->at == '&' || *x->at == '<')
            return false;
        if ((unsigned char)*x->at < 0x20 && *x->at != '\n')
            return false;
        x->at++;
    }
    return *x->at == end;
}

/* name="text" name="text", each name once. */
static inline bool xml_take_attributes(struct xml *x)
{
    struct xml_name seen[XML_ATTRIBUTES];
    int n = 0;
    while (xml_take(x, " ")) {
        struct xml_name name = xml_take_name(x);
        if (name.n == 0 || n == XML_ATTRIBUTES || !xml_take(x, "=\"") || !xml_take_text(x, '"') ||
            !xml_take(x, "\""))
            return false;
        for (int i = 0; i < n; i++)
            if (xml_is_same(seen[i], name))
                return false;
        seen[n++] = name;
    }
    return true;
}

/* A tag, of which '<' was taken. */
static inline bool xml_take_tag(struct xml *x)
{
    if (xml_take(x, "/")) {
        struct xml_name name = xml_take_name(x);
        if (x->depth == 0 || !xml_is_same(x->open[x->depth - 1], name) || !xml_take(x, ">"))
            return false;
        x->done = --x->depth == 0;
        return true;
    }
    struct xml_name name = xml_take_name(x);
    if (name.n == 0 || x->done || x->depth == XML_DEPTH || !xml_take_attributes(x))
        return false;
    if (xml_take(x, "/>"))
        return x->depth > 0;
    x->open[x->depth++] = name;
    return xml_take(x, ">");
}

/* NULL, or where it is wrong. */
static inline const char *xml_check(const char *text)
{
    struct xml x = {.at = text};
    size_t n = strlen(text), valid = utf8_check(text, n);
    if (valid < n)
        return text + valid;
    if (!xml_take(&x, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"))
        return x.at;
    while (*x.at) {
        if (xml_take(&x, "<") ? !xml_take_tag(&x)
            : x.depth > 0     ? !xml_take_text(&x, '<')
                              : !xml_take(&x, "\n"))
            return x.at;
    }
    return x.done ? NULL : x.at;
}

/* How often `part` stands in a text. */
static inline int xml_count(const char *text, const char *part)
{
    int n = 0;
    for (const char *at = text; (at = strstr(at, part)); at += strlen(part))
        n++;
    return n;
}

#endif
