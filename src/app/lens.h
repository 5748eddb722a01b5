/* lens: the x axis of the plot as it is shown, for what moves the cursor along it. The app knows no
 * screen: whoever shows the plot says how fine it is. */
#ifndef APP_LENS_H
#define APP_LENS_H

#include <stdbool.h>

struct app;

enum { LENS_DOTS = 2048, LENS_TICKS = 64 };

struct lens {
    int dots;                   /* columns of dots, 1..LENS_DOTS */
    double edge[LENS_DOTS + 1]; /* ascending: column i shows edge[i] .. edge[i + 1] */
    int ticks;                  /* 0..LENS_TICKS */
    double tick[LENS_TICKS];    /* labelled places, ascending */
};

/* Fills a lens whose dots and ticks are 0; leaves it so where no plot is to be seen. */
typedef void app_lens_fn(void *ctx, struct lens *out);

/* fn NULL, as at first: an even axis of 241 dots with a dozen round ticks. */
void app_put_lens(struct app *app, app_lens_fn *fn, void *ctx);

void lens_look(const struct app *app, struct lens *out);

/* In the column of dots n to the right of that which shows x, the number with the fewest digits:
 * going along an axis from -6 to 6 comes by 0.1 and 0.2. Not beyond the ends. */
double lens_dot(const struct lens *lens, double x, int n);

/* The n-th tick right of x (n < 0: left of it); false, and the last that way, if there are fewer;
 * x if there is none. */
bool lens_tick(const struct lens *lens, double x, int n, double *out);

#endif
