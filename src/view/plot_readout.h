/* plot_readout: what is read off a plot at its cursor, in words and numbers. */
#ifndef VIEW_PLOT_READOUT_H
#define VIEW_PLOT_READOUT_H

#include "app/settings.h"
#include "base/fmt.h"
#include "base/str.h"
#include "draw/pen.h"

/* Is there a mark to measure from? */
bool plot_readout_measures(const struct plot_settings *plot);

/* An x, with digits enough to tell neighbouring dots apart. Returns out. */
char *plot_readout_x(const struct plot_settings *plot, double x, char out[FMT_SIZE]);

/* The rows that measuring adds to a function's read-outs: label and number of row i, 0 up to
 * PLOT_READOUT_ROWS - 1: f at the mark, change from there, mean slope (nan at the mark itself). */
enum { PLOT_READOUT_ROWS = 3, PLOT_READOUT_LABEL = 32 };
double plot_readout_row(const struct plot_settings *plot, int act, int i,
                        char label[PLOT_READOUT_LABEL]);

/* "from x = -1 to 2: Δx 3, Δf 1.27, mean slope 0.42", of the focused function; in less room than
 * that takes without Δx, which can be told from the rest. */
void plot_readout_measure(const struct plot_settings *plot, const struct pen *p, int room,
                          struct str *out);

/* "tangent of gelu at 1: 0.8413 + 1.083 (x - 1)", of the focused function; at a kink the slopes on
 * both sides. */
void plot_readout_tangent(const struct plot_settings *plot, struct str *out);

/* ", 2.114 more than at x = -1 (mean slope 0.7046)", or nothing without a mark. */
void plot_readout_say(const struct plot_settings *plot, int act, struct str *out);

#endif
