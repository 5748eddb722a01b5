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

const char *termname_fallback(const char *name)
{
    /* All of these understand what xterm-256color says. */
    static const char *const modern[] = {
        "xterm-kitty", "xterm-ghostty",  "ghostty",     "foot",  "wezterm",
        "alacritty",   "contour",        "rio",         "kitty", "konsole",
        "vte",         "xterm-256color", "xterm-direct"};
    for (size_t i = 0; i < sizeof modern / sizeof modern[0]; i++) {
        size_t n = strlen(modern[i]);
        if (str_starts(name, modern[i]) && (name[n] == '\0' || name[n] == '-'))
            return "xterm-256color";
    }
    return NULL;
}
