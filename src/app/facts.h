/* facts: what was measured of functions, kept by function and parameters, so that every view and
 * expression reads it at no cost. Private to app/.
 *
 * Two kinds of rows: the properties of a function, and where q settles for a variance s2 of the
 * weights. The oldest row gives way to a new one; app_tick keeps young what the screen shows. */
#ifndef APP_FACTS_H
#define APP_FACTS_H

#include "num/measure.h"

struct app;
struct settings;

/* Room for what the largest table shows, several times. */
enum { FACTS_MAX = 512, FACTS_BUCKETS = 1024 };

struct facts {
    struct facts_row *row; /* [FACTS_MAX], NULL until the first is measured */
    int n;
    long clock;                /* counts looks and measurings: what is oldest */
    int bucket[FACTS_BUCKETS]; /* 1 + the first row of a hash, 0 for none */
};

void facts_done(struct facts *f);

/* What is known already, or NULL. Stays where it is until something else is measured. */
const struct act_facts *facts_find(const struct facts *f, const struct act_use *use);
const struct act_fixed *facts_find_fixed(const struct facts *f, const struct act_use *use,
                                         double s2);

/* The same, measured now if it has to be. */
const struct act_facts *facts_get(struct app *app, const struct act_use *use);
const struct act_fixed *facts_get_fixed(struct app *app, const struct act_use *use, double s2);

/* Width times variance of the weights that the table screen's initialisation means; it needs a
 * width only for normal and uniform, and takes that of the flow screen. */
double facts_variance(const struct settings *s);

/* Measures what the screen shows, one function at a time, for about `budget` seconds (negative: to
 * the end). True while something is left. */
bool facts_work(struct app *app, double budget);

#endif
