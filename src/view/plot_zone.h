/* plot_zone: where a unit hardly learns: stretches of the x axis on which the slope is small
 * (saturated) or exactly 0 (dead). Found from f' itself, for any function. */
#ifndef VIEW_PLOT_ZONE_H
#define VIEW_PLOT_ZONE_H

#include "view/plot_panel.h"

enum { PLOT_ZONES = 64 };

struct plot_zone {
    double from, to;        /* from < to, within what the axis shows */
    bool dead;              /* f' is 0 all along, else 0 < |f'| < below but for single points */
    bool on_left, on_right; /* ends where the axis does, and seems to go on beyond it for ever */
};

struct plot_zones {
    int n; /* in order of x; those beyond PLOT_ZONES are left out */
    struct plot_zone zone[PLOT_ZONES];
};

/* The zones over s->x0 .. s->x1, looked for at `dots` >= 2 places along the axis and at 0 and
 * powers of 2: none as long as the distance between two is missed, nor a shorter one where f'
 * changes its sign; so is no gap that holds such a place. An end is where f' says, or at a kink
 * exactly. */
void plot_zone_find(const struct act_use *use, double below, const struct space *s, int dots,
                    struct plot_zones *out);

/* Shades those of the panel's own function, in a panel of several of the focused one. After the
 * axes, before the curves. */
void plot_zone_draw(const struct settings *s, struct pen *p, const struct plot_panel *panel);

/* "|f'| < 0.05: x < -3, x > 3; f' = 0: x < -745", of the focused function, with that sign for the
 * prime. */
void plot_zone_words(const struct settings *s, const struct space *space, int dots,
                     const char *prime, struct str *out);

#endif
