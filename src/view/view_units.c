#include "view/view_units.h"

#include <stdio.h>

#include "view/frame.h"
#include "view/knobs.h"
#include "view/units_card.h"
#include "view/units_grid.h"
#include "view/units_strip.h"
#include "view/units_words.h"

/* Whose units, and what their signs say; or how far the computing is, or why there is nothing. */
static void draw_title(const struct units_view *v, struct pen *p, int x, int y, int w)
{
    const struct settings *s = app_settings(v->app);
    const char *problem = app_unit_problem(v->app);
    char name[FRAME_NAME];
    struct str text;
    int used = pen_text_cut(p, x, y, w, (enum role)(ROLE_SERIES + v->act % ROLE_SERIES_MAX),
                            ATTR_BOLD, frame_act_name(&s->flow.acts, v->act, p, name));
    str_init(&text);
    if (problem[0])
        str_addf(&text, "  %s", problem);
    else if (!v->units)
        str_addf(&text, "  computing %.0f %%", 100 * app_unit_progress(v->app, v->act));
    else
        str_addf(&text, "  %s: ", units_words_show(v->show));
    if (v->units)
        units_words_meaning(s, &text);
    (void)pen_text_cut(p, x + used, y, w - used, v->units ? ROLE_TEXT : ROLE_WARN, 0, text.data);
    str_done(&text);
}

void view_units_draw(const struct model *m, struct pen *p, const struct layout *l)
{
    struct units_view v;
    units_view_init(&v, m, l);
    int x = l->body.x + 1;
    draw_title(&v, p, x, l->body.y, l->ruler.x + l->ruler.w - x);
    units_grid_draw(&v, p);
    units_strip_draw(&v, p);
    units_grid_key(&v, p);
    units_card_draw(&v, p);
    knobs_draw(m, p, l, option_chosen(app_settings(m->app), SCREEN_UNITS));
    units_view_done(&v);
}
