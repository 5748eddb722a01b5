#include "view/units_strip.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/* A number without its unit, which stands before the row. */
static void bare(const struct units_view *v, int column, char out[FMT_SIZE])
{
    (void)units_scale_text(&v->bars, out, v->column[column].value);
    char *blank = strchr(out, ' ');
    if (blank)
        *blank = '\0';
}

/* From one number written to the next: so many columns that none touches another. */
static int stride(const struct units_view *v)
{
    int widest = 1;
    for (int i = 0; i < v->l->cells_across; i++) {
        char number[FMT_SIZE];
        bare(v, i, number);
        int w = utf8_columns(number);
        widest = w > widest ? w : widest;
    }
    return (widest + v->l->cell_w) / v->l->cell_w;
}

void units_strip_draw(const struct units_view *v, struct pen *p)
{
    const struct layout *l = v->l;
    struct rect r = l->strip;
    char number[FMT_SIZE];
    int bars = r.h - 1, bottom = r.y + bars - 1, each;
    if (!v->cell || r.h < 2)
        return;
    (void)pen_text_right(p, l->grid.x - 1, r.y, ROLE_AXIS, 0,
                         units_scale_text(&v->bars, number, v->bars.hi));
    if (bars > 1)
        (void)pen_text_right(p, l->grid.x - 1, bottom, ROLE_AXIS, 0,
                             units_scale_text(&v->bars, number, v->bars.lo));
    (void)pen_text_right(p, l->grid.x - 1, bottom + 1, ROLE_AXIS, 0,
                         v->bars.percent ? "in %" : "rms a");
    each = stride(v);
    for (int i = 0; i < l->cells_across; i++) {
        const struct rect cell = layout_cell(l, i, 0);
        int x = cell.x, wide = l->cell_w > 1 ? l->cell_w - 1 : 1;
        double fraction = units_scale_fraction(&v->bars, v->column[i].value);
        for (int k = 0; k < wide; k++)
            pen_column(p, x + k, bottom, bars, fraction,
                       (enum role)(ROLE_SERIES + v->act % ROLE_SERIES_MAX), 0);
        bare(v, i, number);
        if (i % each == 0)
            (void)pen_text(p, x, bottom + 1, l->ruler.x + l->ruler.w - x, ROLE_TEXT, 0, number);
    }
}
