#include "view/units_marks.h"

#include <math.h>
#include <stdio.h>

#include "draw/text.h"

/* What is known of zeros elsewhere: from lo to hi of the units are silent. */
static const struct mark_row {
    const char *name;
    double lo, hi;
    const char *range, *source;
} marks[] = {
    {"ReLU, new", 0.5, 0.5, "50 %",
     "New ReLU nets: with symmetric weights and no bias half of z is below 0, in every layer."},
    {"trained", 0.7, 0.85, "70-85 %",
     "Trained rectifiers: on MNIST zeros up to about 85 % did no harm (Glorot, Bordes and Bengio "
     "2011); no optimum."},
    {"cortex", 0.96, 0.99, "96-99 %",
     "Cortex: 1-4 % of neurons active at once, as Glorot and others quote Lennie 2003, whose own "
     "words are: possibly fewer than 1 %."},
};
enum { MARKS = sizeof marks / sizeof marks[0], NAME = 10, RANGE = 8 };

/* A row of the scale: a name, a stretch of it, and that in numbers. */
static void draw_mark(const struct mark_row *m, struct pen *p, struct rect r, int y)
{
    int w = r.w - NAME - RANGE;
    (void)pen_text(p, r.x, y, NAME - 1, ROLE_DIM, 0, m->name);
    (void)pen_text_right(p, r.x + r.w, y, ROLE_DIM, 0, m->range);
    if (w < 4)
        return;
    int from = (int)(m->lo * w), to = (int)ceil(m->hi * w) - 1;
    for (int i = 0; i < w; i++) {
        bool in = i >= from && i <= (to > from ? to : from);
        const char *sign = !in ? pen_symbol(p, "dot") : m->lo < m->hi ? "=" : "|";
        (void)pen_text(p, r.x + NAME + i, y, 1, in ? ROLE_ACCENT : ROLE_FRAME, 0, sign);
    }
}

void units_marks_draw(const struct units_view *v, struct pen *p, struct rect r)
{
    char number[FMT_SIZE];
    double zero = v->zero;
    int w = r.w - NAME - RANGE, end = r.y + r.h;
    if (r.h < 1 || w < 4)
        return;
    (void)pen_text(p, r.x, r.y, NAME - 1, ROLE_TEXT, 0, "zeros");
    pen_bar(p, r.x + NAME, r.y, w, zero, (enum role)(ROLE_SERIES + v->act % ROLE_SERIES_MAX), 0);
    (void)pen_text_right(p, r.x + r.w, r.y, ROLE_TEXT, 0, units_scale_percent_text(number, zero));
    int y = r.y + 1;
    for (int i = 0; i < MARKS && y < end; i++)
        draw_mark(&marks[i], p, r, y++);
    y += end - y > 10; /* some air */
    for (int i = 0; i < MARKS; i++) {
        const struct run run = {marks[i].source, ROLE_DIM, 0};
        struct rect rest = {r.x, y, r.w, end - y}, nowhere = {0, 0, r.w, 0};
        int need = text_paragraph(p, nowhere, 0, 0, &run, 1);
        if (need > rest.h) /* what is said is whole */
            return;
        y += text_paragraph(p, rest, 0, 0, &run, 1);
    }
}
