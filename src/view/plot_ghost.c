#include "view/plot_ghost.h"

#include "base/fmt.h"
#include "view/plot_curve.h"

const struct act_use *plot_ghost_of(const struct model *m, int i)
{
    const struct settings *before = app_before(m->app);
    const struct plot_settings *plot = &app_settings(m->app)->plot;
    if (!before || !plot->ghost || before->plot.acts.n != plot->acts.n)
        return NULL;
    const struct act_use *was = &before->plot.acts.use[i], *is = &plot->acts.use[i];
    return was->act == is->act && !act_same(was, is) ? was : NULL;
}

void plot_ghost_draw(const struct model *m, struct pen *p, const struct plot_panel *panel)
{
    const struct stroke stroke = {.role = ROLE_DIM, .dash = DASH_DOT, .letter = '.'};
    const struct space *s = &panel->space;
    for (int i = panel->first; i < panel->first + panel->n; i++) {
        const struct act_use *was = plot_ghost_of(m, i);
        struct plot_curve c;
        if (!was)
            continue;
        plot_curve_init(&c, was, 0, s, pen_dots_across(p), pen_dots_down(p));
        pen_path(p, s, c.x, c.y, c.n, &stroke);
        plot_curve_done(&c);
    }
}

void plot_ghost_words(const struct model *m, const struct pen *p, struct str *out)
{
    const struct acts *acts = &app_settings(m->app)->plot.acts;
    const char *before = "shadow: ";
    for (int i = 0; i < acts->n; i++) {
        const struct act_use *was = plot_ghost_of(m, i);
        for (int k = 0; was && k < act_params(was->act); k++) {
            char number[FMT_SIZE];
            if (was->param[k] == acts->use[i].param[k])
                continue;
            str_addf(out, "%s%s was %s", before, pen_symbol(p, was->act->param[k].name),
                     fmt_short(number, was->param[k], 4));
            before = ", ";
        }
    }
}
