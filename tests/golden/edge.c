/* edge WIDTH: copies a picture from standard input, each line padded to WIDTH columns and closed by
 * a '|', so that a stored picture shows where the screen ends. A line that is too wide is closed
 * where it ends, which the comparison then shows. */
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"
#include "base/utf8.h"

static void put(const struct str *line, int width)
{
    int columns = utf8_columns(line->data);
    (void)fputs(line->data, stdout);
    for (; columns < width; columns++)
        (void)putchar(' ');
    (void)puts("|");
}

int main(int argc, char **argv)
{
    int width = argc > 1 ? atoi(argv[1]) : 80;
    struct str line;
    str_init(&line);
    for (int c; (c = getchar()) != EOF;) {
        if (c != '\n') {
            str_add_char(&line, (char)c);
            continue;
        }
        put(&line, width);
        str_clear(&line);
    }
    if (line.len)
        put(&line, width);
    str_done(&line);
    return fflush(stdout) ? 1 : 0;
}
