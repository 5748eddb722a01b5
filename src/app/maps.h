/* maps: the map of the map screen: real stacks of its function over depth and scale of the weights,
 * otherwise as the flow screen's settings say, and where mean-field theory sees the edge between
 * vanishing and exploding. Computed in slices by app_tick while the screen is shown. */
#ifndef APP_MAPS_H
#define APP_MAPS_H

#include "num/map.h"
#include "num/theory.h"

struct app;
struct settings;

/* Theory's edges: gains at which chi = s2 E[f'(sqrt(q*) z)^2] passes through 1, or jumps over it,
 * where q* is the variance at which pre-activations settle. Looked for at the gains of the map and
 * between neighbours. */
struct map_edge {
    double gain;
    double below, above; /* chi on both sides; equal but for rounding where it is steady */
};

enum { MAP_EDGES = 4 };
struct map_edges {
    bool known; /* there is a theory of a fixed point for these settings */
    int n;      /* found so far, in order of gain */
    struct map_edge edge[MAP_EDGES];
    int k;                  /* next gain of the map to be looked at; MAP_GAINS: all are */
    int unknown;            /* of these, how many have no chi: q* settles nowhere */
    double lowest, highest; /* chi of the others: inf, -inf before the first */
    double chi;             /* of the last one */
    double lo, hi;          /* an edge lies between; lo 0: none is being narrowed down */
    double chi_lo, chi_hi;
};

/* Part of struct app. Zeroed: nothing is computed. */
struct maps {
    struct map *map;
    struct map_edges edges; /* of `map` */
    char problem[160];      /* why there is no map, "" */
};

void maps_done(struct maps *m);

/* Works for `budget` seconds (negative: to the end) if the map is shown. True while work is left.
 */
bool maps_work(struct app *app, double budget);

/* What the settings describe, of the flow screen's function that has the focus; its stack is the
 * deepest. */
struct map_spec maps_spec(const struct settings *s);

/* Would that map be allowed (a chain has none) and fit into memory? */
bool maps_check(const struct settings *s, struct err *e);

/* Lets all that is known of it go, as if nothing had run (for timing). */
void app_map_forget(struct app *app);

/* The column and the row (from 0) whose depth and gain are nearest. */
int maps_column(const struct map_spec *spec, double layers);
int maps_row(const struct map_spec *spec, double gain);

/* The map of the present settings, with what is known of it so far; NULL before the first slice,
 * and where there can be none. */
const struct map *app_map(const struct app *app);
const struct map_edges *app_map_edges(const struct app *app); /* likewise */
const char *app_map_problem(const struct app *app);           /* "" for none */

#endif
