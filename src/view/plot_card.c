#include "view/plot_card.h"

#include <math.h>
#include <stdio.h>

#include "base/fmt.h"
#include "draw/text.h"
#include "num/formula.h"

/* Writes one paragraph into the rectangle and takes its lines off the top. One that does not fit
 * as a whole ends the card: half a sentence says the wrong thing. */
static void paragraph(struct pen *p, struct rect *r, int hang, const struct run *runs, int n)
{
    const struct rect nothing = {r->x, r->y, r->w, 0};
    int lines = text_paragraph(p, nothing, 0, hang, runs, n);
    if (lines > r->h) {
        r->h = 0;
        return;
    }
    (void)text_paragraph(p, *r, 0, hang, runs, n);
    r->y += lines;
    r->h -= lines;
}

static void formula(struct pen *p, struct rect *r, const char *name, const char *text)
{
    char shown[256];
    if (!formula_print(text, pen_is_unicode(p), shown, (int)sizeof shown))
        (void)snprintf(shown, sizeof shown, "%s", text);
    const struct run runs[] = {{name, ROLE_DIM, 0}, {" = ", ROLE_DIM, 0}, {shown, ROLE_CODE, 0}};
    paragraph(p, r, 5, runs, 3);
}

/* A number in the signs of a text: minus, infinity. */
static void limit(const struct pen *p, double v, char *out, size_t size)
{
    char number[FMT_SIZE];
    (void)snprintf(out, size, "%s%s", v < 0 ? pen_symbol(p, "minus") : "",
                   isinf(v) ? pen_symbol(p, "infinity") : fmt_short(number, fabs(v), 4));
}

/* The ends of the curve, from the function itself: x -> -inf, x -> inf. */
static void limits(struct pen *p, struct rect *r, const struct act_use *use)
{
    char low[48], high[48], text[192];
    limit(p, act_f(use, -(double)INFINITY), low, sizeof low);
    limit(p, act_f(use, (double)INFINITY), high, sizeof high);
    const char *arrow = pen_symbol(p, "arrow"), *minus = pen_symbol(p, "minus");
    const char *infinity = pen_symbol(p, "infinity");
    (void)snprintf(text, sizeof text, "f %s %s at %s%s, %s %s at %s", arrow, low, minus, infinity,
                   arrow, high, infinity);
    const struct run run = {text, ROLE_TEXT, 0};
    paragraph(p, r, 2, &run, 1);
}

static void sentence(struct pen *p, struct rect *r, const char *before, const char *text,
                     enum role role)
{
    const struct run runs[] = {{before, ROLE_DIM, 0}, {text, role, 0}};
    if (text && r->h > 0)
        paragraph(p, r, before[0] ? 2 : 0, runs, 2);
}

void plot_card_draw(const struct plot_settings *plot, struct pen *p, struct rect r)
{
    int i = plot->acts.focus;
    const struct act_use *use = &plot->acts.use[i];
    const struct act *act = use->act;
    char slope[32];
    pen_hline(p, r.x, r.y - 1, r.w, ROLE_FRAME);
    const struct run title = {act->title, ROLE_SERIES + (unsigned)(i % ROLE_SERIES_MAX), ATTR_BOLD};
    paragraph(p, &r, 0, &title, 1);
    (void)snprintf(slope, sizeof slope, "f%s(x)", pen_symbol(p, "prime"));
    formula(p, &r, "f(x)", act->formula);
    formula(p, &r, slope, act->derivative);
    limits(p, &r, use);
    sentence(p, &r, "", act->convention, ROLE_TEXT);
    if (r.h > 2)
        r.y++, r.h--;
    sentence(p, &r, "", act->what, ROLE_TEXT);
    sentence(p, &r, "for: ", act->pro, ROLE_TEXT);
    sentence(p, &r, "against: ", act->con, ROLE_TEXT);
    sentence(p, &r, "use: ", act->when, ROLE_TEXT);
    sentence(p, &r, "from: ", act->source, ROLE_DIM);
}
