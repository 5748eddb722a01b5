/* report: state to rows of text, for the shell. */
#ifndef VIEW_REPORT_H
#define VIEW_REPORT_H

#include "app/app.h"
#include "base/str.h"

enum report_format { REPORT_TABLE, REPORT_TSV, REPORT_CSV, REPORT_JSON };

/* The columns of `actviz flow`: one row per function and layer. All stacks must be finished. */
void report_flow(const struct app *app, enum report_format format, struct str *out);

/* Header (or opening), one row, and end of `actviz eval`: x f df. Streams. */
void report_eval_start(enum report_format format, struct str *out);
void report_eval_row(enum report_format format, const struct act_use *use, double x, bool first,
                     struct str *out);
void report_eval_end(enum report_format format, struct str *out);

/* All functions, a line each; one function's card. */
void report_list(enum report_format format, struct str *out);
void report_describe(const struct act_use *use, enum report_format format, struct str *out);

#endif
