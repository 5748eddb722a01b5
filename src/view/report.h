/* report: state to rows of text, for the shell. */
#ifndef VIEW_REPORT_H
#define VIEW_REPORT_H

#include "app/app.h"
#include "base/str.h"

enum report_format { REPORT_TABLE, REPORT_TSV, REPORT_CSV, REPORT_JSON };

/* In what follows, `width` is of a table for people: what does not fit into so many columns is left
 * out, and that is said. 0: it is as wide as it is. */

/* The columns of `actviz flow`: one row per function and layer. All stacks must be finished. */
void report_flow(const struct app *app, enum report_format format, int width, struct str *out);

/* The columns of `actviz units`: a row for each layer of function `act` of the flow screen
 * (negative: of all of them), or for each unit of the chosen layer. All stacks must be finished. */
void report_units(const struct app *app, int act, enum report_format format, int width,
                  struct str *out);

/* The map: a row for each point, gains from the least, depths from the least in each; a table for
 * people has only the coarse ones. All it shows must have run. */
void report_map(const struct app *app, enum report_format format, struct str *out);

/* The functions of the plot over its range: x, f, f' (and f'' while it is shown) at 241 places,
 * evenly along the axis as it is scaled, and at the kinks. JSON has a list for each. */
void report_plot(const struct app *app, enum report_format format, struct str *out);

/* Header (or opening), one row (x, f, f'), and end of `actviz eval`. Streams. */
void report_eval_start(enum report_format format, struct str *out);
void report_eval_row(enum report_format format, const double v[3], bool first, struct str *out);
void report_eval_end(enum report_format format, struct str *out);

/* All functions, a line each; own may be NULL. */
void report_list(const struct act_names *own, enum report_format format, int width,
                 struct str *out);

/* The functions of the table screen as its options filter and sort them, with all that was measured
 * of them. All must be measured. A table for people is cut into blocks of `width` columns, unless
 * that is 0. */
void report_table(const struct app *app, enum report_format format, int width, struct str *out);

/* One function's card: its row, and everything that is measured of it, which is done here. */
void report_describe(const struct kernel *kernel, const struct act_use *use,
                     enum report_format format, struct str *out);

#endif
