#include "front/tui/termname.h"

#include <stddef.h>
#include <string.h>

#include "base/str.h"

enum { NAME_MAX_BYTES = 64 };

bool termname_is_sane(const char *name)
{
    size_t n = strlen(name);
    return n > 0 && n <= NAME_MAX_BYTES && name[0] != '.' &&
           strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-+._") == n;
}

/* Is it one of these, with a variant behind a '-' or not? */
static bool is_among(const char *name, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t length = strlen(names[i]);
        if (str_starts(name, names[i]) && (name[length] == '\0' || name[length] == '-'))
            return true;
    }
    return false;
}

const char *termname_fallback(const char *name)
{
    /* All of these understand what xterm-256color says. */
    static const char *const modern[] = {
        "xterm-kitty", "xterm-ghostty",  "ghostty",     "foot",  "wezterm",
        "alacritty",   "contour",        "rio",         "kitty", "konsole",
        "vte",         "xterm-256color", "xterm-direct"};
    return is_among(name, modern, sizeof modern / sizeof modern[0]) ? "xterm-256color" : NULL;
}

bool termname_has_braille(const char *name)
{
    static const char *const consoles[] = {"linux", "cons25", "wsvt25", "hurd"};
    return !is_among(name, consoles, sizeof consoles / sizeof consoles[0]);
}
