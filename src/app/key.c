#include "app/key.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "base/utf8.h"

static const struct {
    const char *name;
    uint32_t code;
} named[] = {
    {"Enter", KEY_CODE_ENTER},
    {"Tab", KEY_CODE_TAB},
    {"Esc", KEY_CODE_ESC},
    {"Space", KEY_CODE_SPACE},
    {"Backspace", KEY_CODE_BACKSPACE},
    {"Up", KEY_CODE_UP},
    {"Down", KEY_CODE_DOWN},
    {"Left", KEY_CODE_LEFT},
    {"Right", KEY_CODE_RIGHT},
    {"Home", KEY_CODE_HOME},
    {"End", KEY_CODE_END},
    {"PageUp", KEY_CODE_PAGE_UP},
    {"PageDown", KEY_CODE_PAGE_DOWN},
    {"Insert", KEY_CODE_INSERT},
    {"Delete", KEY_CODE_DELETE},
    {"F1", KEY_CODE_F1},
    {"F2", KEY_CODE_F1 + 1},
    {"F3", KEY_CODE_F1 + 2},
    {"F4", KEY_CODE_F1 + 3},
    {"F5", KEY_CODE_F1 + 4},
    {"F6", KEY_CODE_F1 + 5},
    {"F7", KEY_CODE_F1 + 6},
    {"F8", KEY_CODE_F1 + 7},
    {"F9", KEY_CODE_F1 + 8},
    {"F10", KEY_CODE_F1 + 9},
    {"F11", KEY_CODE_F1 + 10},
    {"F12", KEY_CODE_F12},
    {"Click", KEY_CODE_CLICK},
    {"Drag", KEY_CODE_DRAG},
    {"Release", KEY_CODE_RELEASE},
    {"WheelUp", KEY_CODE_WHEEL_UP},
    {"WheelDown", KEY_CODE_WHEEL_DOWN},
};
enum { NAMED = sizeof named / sizeof named[0] };

static const struct {
    const char *prefix;
    unsigned mod;
} prefixes[] = {{"C-", KEY_CTRL}, {"M-", KEY_ALT}, {"S-", KEY_SHIFT}};
enum { PREFIXES = sizeof prefixes / sizeof prefixes[0] };

const char *key_named(int i)
{
    return i >= 0 && i < NAMED ? named[i].name : NULL;
}

char *key_name(const struct key *key, char out[KEY_NAME])
{
    size_t n = 0;
    for (int i = 0; i < PREFIXES; i++) {
        if (key->mods & prefixes[i].mod) {
            memcpy(out + n, prefixes[i].prefix, 2);
            n += 2;
        }
    }
    for (int i = 0; i < NAMED; i++) {
        if (named[i].code == key->code) {
            (void)str_copy(out + n, KEY_NAME - n, named[i].name);
            return out;
        }
    }
    n += utf8_put(out + n, utf8_printable(key->code));
    out[n] = '\0';
    return out;
}

bool key_parse(const char *name, struct key *out)
{
    *out = (struct key){0};
    for (int i = 0; i < PREFIXES; i++) {
        /* "C-" is a prefix only with something behind it: "-" itself is a key. */
        if (str_starts(name, prefixes[i].prefix) && name[2]) {
            out->mods |= prefixes[i].mod;
            name += 2;
        }
    }
    for (int i = 0; i < NAMED && name[0] && name[1]; i++) { /* no name has one letter */
        if (strcasecmp(named[i].name, name) == 0) {
            out->code = named[i].code;
            return true;
        }
    }
    const char *p = name, *end = name + strlen(name);
    if (p == end)
        return false;
    out->code = utf8_next(&p, end);
    return p == end && out->code != UTF8_BAD && out->code > ' ' && !(out->mods & KEY_SHIFT);
}

bool key_same(const struct key *a, const struct key *b)
{
    return a->code == b->code && a->mods == b->mods;
}
