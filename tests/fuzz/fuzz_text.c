/* Any bytes as text: what reaches the canvas is printable, what the canvas prints is UTF-8 without
 * controls, and taking it once more changes nothing. */
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "draw/pen.h"
#include "draw/sink.h"
#include "draw/text.h"
#include "world.h"

enum { COLUMNS = 24, ROWS = 8, TEXT_BYTES = 4096 };

/* Puts characters one after the other, from left to right, then on the next row. */
static void put_all(struct canvas *c, const char *p, const char *end)
{
    int x = 0, y = 0;
    while (p < end) {
        int columns = canvas_put(c, x, y, utf8_next(&p, end), (enum role)0, 0);
        world_must(columns >= 0 && columns <= 2, "a character takes 0, 1 or 2 columns");
        x += columns;
        if (x >= c->w)
            x = 0, y++;
    }
}

static void check_print(const struct canvas *c)
{
    struct str out;
    str_init(&out);
    sink_text(c, &out);
    world_must(utf8_check(out.data, out.len) == out.len, "printed text is UTF-8");
    for (const char *p = out.data, *end = out.data + out.len; p < end;) {
        uint32_t ch = utf8_next(&p, end);
        world_must(ch == '\n' || utf8_printable(ch) == ch, "printed text is printable");
    }
    str_clear(&out);
    sink_ansi(c, THEME_DARK, DEPTH_256, &out);
    world_must(utf8_check(out.data, out.len) == out.len, "coloured text is UTF-8");
    str_done(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    const char *text = (const char *)data;
    struct canvas canvas;
    canvas_init(&canvas, COLUMNS, ROWS);
    put_all(&canvas, text, text + n);
    world_check(&canvas);
    check_print(&canvas);

    char *string = world_text(data, n, TEXT_BYTES);
    struct run run = {.text = string};
    for (int unicode = 0; unicode < 2; unicode++) {
        struct pen *pen = pen_new(&canvas, RASTER_ASCII, unicode);
        pen_start(pen);
        int lines = text_paragraph(pen, (struct rect){1, 0, COLUMNS - 2, ROWS}, 0, 2, &run, 1);
        world_must(lines == text_paragraph(pen, (struct rect){1, 0, COLUMNS - 2, 0}, 0, 2, &run, 1),
                   "measuring is drawing without a pen");
        (void)pen_text(pen, -3, 2, -1, (enum role)0, 0, string);
        pen_finish(pen);
        world_check(&canvas);
        check_print(&canvas);
        pen_free(pen);
    }
    mem_free(string);
    canvas_done(&canvas);
    return 0;
}
