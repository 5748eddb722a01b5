#include "app/lens.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/impl.h"

void app_put_lens(struct app *app, app_lens_fn *fn, void *ctx)
{
    app->lens = fn;
    app->lens_ctx = ctx;
}

/* mantissa x 10^exponent as if it were written. */
static double decimal(double mantissa, int exponent)
{
    char text[64];
    (void)snprintf(text, sizeof text, "%.0fe%d", mantissa, exponent);
    return strtod(text, NULL);
}

static void look_evenly(const double range[2], struct lens *out)
{
    enum { DOTS = 240, TICKS = 12 };
    static const int mantissas[] = {1, 2, 5, 10};
    double width = range[1] - range[0];
    out->dots = DOTS + 1; /* the first and the last are half outside */
    out->edge[0] = range[0];
    out->edge[DOTS + 1] = range[1];
    for (int i = 1; i <= DOTS; i++)
        out->edge[i] = range[0] + width * (i - 0.5) / DOTS;
    int exponent = (int)floor(log10(width / TICKS)), k = 0;
    while (k < 3 && decimal(mantissas[k], exponent) * TICKS < width)
        k++;
    double step = decimal(mantissas[k], exponent), first = ceil(range[0] / step);
    for (double i = first; i * step <= range[1] && out->ticks < LENS_TICKS; i++)
        out->tick[out->ticks++] = decimal(i * mantissas[k], exponent) + 0; /* no minus zero */
}

void lens_look(const struct app *app, struct lens *out)
{
    out->dots = out->ticks = 0;
    if (app->lens)
        app->lens(app->lens_ctx, out);
    if (out->dots < 1)
        look_evenly(app->settings.plot.range, out);
}

/* The number in [lo, hi] with the fewest digits; of several that nearest to the middle. */
static double roundest(double lo, double hi)
{
    double middle = lo + (hi - lo) / 2, most = fmax(fabs(lo), fabs(hi));
    if (!(lo < hi) || (lo <= 0 && hi >= 0))
        return lo < hi ? 0 : lo;
    int top = (int)ceil(log10(most)) + 1;
    for (int e = top; e > top - 20; e--) {
        for (int m = 10; m >= 5; m -= 5) {
            double n = rint(middle / decimal(m, e - 1)), x = decimal(n * m, e - 1);
            if (x >= lo && x <= hi)
                return x;
        }
    }
    return middle;
}

double lens_dot(const struct lens *lens, double x, int n)
{
    int i = 0, last = lens->dots - 1;
    while (i < last && x >= lens->edge[i + 1])
        i++;
    i = n > last - i ? last : n < -i ? 0 : i + n;
    double lo = lens->edge[i], hi = lens->edge[i + 1], rim = (hi - lo) / 32;
    return roundest(i > 0 ? lo + rim : lo, i < last ? hi - rim : hi);
}

bool lens_tick(const struct lens *lens, double x, int n, double *out)
{
    int left = abs(n);
    *out = x;
    for (int k = 0; k < lens->ticks && left > 0; k++) {
        double tick = lens->tick[n > 0 ? k : lens->ticks - 1 - k];
        if (n > 0 ? tick > x : tick < x) {
            *out = tick;
            left--;
        }
    }
    return left == 0;
}
