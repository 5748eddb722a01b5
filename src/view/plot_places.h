/* plot_places: where a function is looked at first: in every column of dots and between them, at
 * its kinks, and about 0 however wide the range is. */
#ifndef VIEW_PLOT_PLACES_H
#define VIEW_PLOT_PLACES_H

#include "draw/scale.h"
#include "num/act.h"

enum plot_place_kind {
    PLOT_PLACE_COLUMN, /* the middle of a column, or a place about 0 */
    PLOT_PLACE_BETWEEN,
    PLOT_PLACE_KINK /* of a jump there are three: its limits, and nan between them */
};

struct plot_place {
    double x, y;
    enum plot_place_kind kind;
};

/* In order of x. Between two of other kinds at different x lies one BETWEEN if any double does. */
struct plot_places {
    struct plot_place *place; /* [n] */
    int n;
};

/* Of f, f' or f'' (order 0, 1, 2) over [x0, x1], x0 < x1, the first and the last place, in
 * `columns` even steps along the axis. */
void plot_places_init(struct plot_places *p, const struct act_use *use, int order,
                      const struct scale *axis, double x0, double x1, int columns);
void plot_places_done(struct plot_places *p);

/* A number in [0, 1) for every i, spread evenly by any few that follow each other. */
double plot_places_spread(int i);

#endif
