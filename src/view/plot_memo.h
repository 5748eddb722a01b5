/* plot_memo: what the last frame worked out of the plot, for the frames that differ from it by the
 * cursor alone: ranges, ticks, and the points of curves. Pictures are the same with and without. */
#ifndef VIEW_PLOT_MEMO_H
#define VIEW_PLOT_MEMO_H

#include "view/plot_curve.h"
#include "view/plot_panel.h"
#include "view/view.h"

/* Belongs to whoever draws frame after frame, who puts it into the model; all zero at first. */
struct plot_memo {
    bool known;
    struct settings settings; /* without what moves nothing */
    struct layout layout;
    int across, down; /* dots in a cell */
    struct plot_panel panel[ACTS_MAX];
    struct plot_curve curve[ACTS_MAX][3]; /* [function][order]; no points: not needed yet */
};

void plot_memo_done(struct plot_memo *memo);

/* plot_panels_init, kept. */
void plot_memo_panels(const struct model *m, const struct layout *l, const struct pen *p,
                      struct plot_panel out[ACTS_MAX]);

/* Draws the curve of the i-th function, one of the panel's, against the panel that
 * plot_memo_panels gave last. */
void plot_memo_path(const struct model *m, struct pen *p, const struct plot_panel *panel, int i,
                    int order, const struct stroke *stroke);

#endif
