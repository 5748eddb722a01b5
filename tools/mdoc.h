/* mdoc: text in the language of manual pages. */
#ifndef TOOLS_MDOC_H
#define TOOLS_MDOC_H

#include <stdio.h>

/* Text, each sentence on a line of its own: a leading dot or quote would be a request, a backslash
 * an escape. */
static inline void mdoc_line(const char *text)
{
    const char *start = text;
    if (*text == '.' || *text == '\'')
        printf("\\&");
    for (; *text; text++) {
        if (*text == ' ' && text > start && (text[-1] == '.' || text[-1] == '?')) {
            putchar('\n');
            continue;
        }
        if (*text == '\\')
            printf("\\e");
        else if (*text == '-')
            printf("\\-");
        else
            putchar(*text);
    }
    putchar('\n');
}

#endif
