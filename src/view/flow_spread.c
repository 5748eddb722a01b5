#include "view/flow_spread.h"

#include <math.h>
#include <stdio.h>

#include "base/fmt.h"
#include "base/utf8.h"

enum { BINS_MAX = 128, STRIP_VALUES = 512, COLUMN_VALUES = 4096 };

static long common_factor(long a, long b)
{
    while (b > 0) {
        long rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

long flow_spread_step(int width, int batch, int most)
{
    long step = ((long)width * batch + most - 1) / most;
    while (common_factor(step, batch) > 1)
        step++;
    return step;
}

/* Counts at most `most` values of a layer in bins between -end and end; what lies beyond an end
 * counts there. */
static void count(const struct stack *s, int l, bool is_z, double end, int most, int bins,
                  int n[BINS_MAX])
{
    const struct stack_spec *spec = stack_spec(s);
    const long values = (long)spec->width * spec->batch;
    const long step = flow_spread_step(spec->width, spec->batch, most);
    for (int i = 0; i < bins; i++)
        n[i] = 0;
    for (long k = 0; k < values; k += step) {
        int unit = (int)(k / spec->batch), sample = (int)(k % spec->batch);
        double v = is_z ? stack_z(s, l, unit, sample) : stack_a(s, l, unit, sample);
        double at = (v / end + 1) / 2 * bins;
        if (isnan(at))
            continue;
        int bin = at <= 0 ? 0 : at >= bins ? bins - 1 : (int)at;
        n[bin]++;
    }
}

static int greatest(const int *n, int bins)
{
    int most = 1;
    for (int i = 0; i < bins; i++)
        most = n[i] > most ? n[i] : most;
    return most;
}

/* What is there at all is seen. */
static const char *level(const struct pen *p, int n, int most)
{
    static const char *const blocks[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static const char *const signs[] = {" ", ".", ":", "-", "=", "+", "*", "%", "#"};
    int i = n == 0 ? 0 : 1 + (int)((long)n * 7 / most);
    return pen_is_unicode(p) ? blocks[i] : signs[i];
}

void flow_spread_strip(struct pen *p, int x, int y, int w, const struct stack *s, int l,
                       enum role role)
{
    int n[BINS_MAX];
    double rms = stack_result(s)->layer[l - 1].a_rms;
    int half = w / 2 < BINS_MAX / 2 ? w / 2 : BINS_MAX / 2;
    if (!isfinite(rms))
        return;
    count(s, l, false, FLOW_SPREAD_RMS * (rms > 0 ? rms : 1), STRIP_VALUES, 2 * half, n);
    int most = greatest(n, 2 * half);
    for (int i = 0; i < 2 * half; i++)
        (void)pen_text(p, x + i + (i >= half), y, 1, role, 0, level(p, n[i], most));
    (void)pen_text(p, x + half, y, 1, ROLE_ZERO, 0, pen_symbol(p, "upright"));
}

/* A round number of at least v. */
static double round_up(double v)
{
    double power = 1;
    while (power < v && power < 1e300)
        power *= 10;
    while (power >= 10 * v && power > 1e-300)
        power /= 10;
    static const double steps[] = {0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (v <= steps[i] * power)
            return steps[i] * power;
    return power;
}

static void draw_head(struct pen *p, struct rect r, const struct stack_layer *layer, int l)
{
    char mean[FMT_SIZE], rms[FMT_SIZE], text[160];
    bool centred = fabs(layer->z_mean) < 5e-4 * layer->z_rms; /* nothing but rounding */
    fmt_short(mean, centred ? 0 : layer->z_mean, 2);
    fmt_short(rms, layer->z_rms, 3);
    (void)snprintf(text, sizeof text, "z of layer %d: mean %s, rms %s, %.0f %% saturated", l, mean,
                   rms, 100 * layer->saturated);
    if (utf8_columns(text) > r.w)
        (void)snprintf(text, sizeof text, "z of layer %d: mean %s, rms %s", l, mean, rms);
    if (utf8_columns(text) > r.w)
        (void)snprintf(text, sizeof text, "z%d: mean %s, rms %s", l, mean, rms);
    if (utf8_columns(text) > r.w)
        (void)snprintf(text, sizeof text, "z%d: rms %s", l, rms);
    (void)pen_text_cut(p, r.x, r.y, r.w, ROLE_DIM, 0, text);
}

static void draw_axis(struct pen *p, struct rect r, double end)
{
    char number[FMT_SIZE];
    int y = r.y + r.h - 1;
    (void)pen_textf(p, r.x, y, r.w, ROLE_AXIS, 0, "-%s", fmt_short(number, end, 2));
    (void)pen_text(p, r.x + r.w / 2, y, 1, ROLE_AXIS, 0, "0");
    (void)pen_text_right(p, r.x + r.w, y, ROLE_AXIS, 0, number);
}

void flow_spread_z(struct pen *p, struct rect r, const struct stack *s, int l, enum role role)
{
    enum { ROWS_LEAST = 5, COLUMNS_LEAST = 18, REACH = 4 };
    const struct stack_layer *layer = &stack_result(s)->layer[l - 1];
    int n[BINS_MAX];
    if (r.h < ROWS_LEAST || r.w < COLUMNS_LEAST || !isfinite(layer->z_rms))
        return;
    r.w = r.w < BINS_MAX ? r.w : BINS_MAX;
    r.w -= r.w % 2 == 0; /* 0 in the middle of a column */
    double end = round_up(REACH * (layer->z_rms > 0 ? layer->z_rms : 1));
    count(s, l, true, end, COLUMN_VALUES, r.w, n);
    int most = greatest(n, r.w), h = r.h - 2;
    draw_head(p, r, layer, l);
    for (int i = 0; i < r.w; i++) {
        if (n[i] > 0)
            pen_column(p, r.x + i, r.y + h, h, (double)n[i] / most, role, 0);
        else
            (void)pen_text(p, r.x + i, r.y + h, 1, ROLE_FRAME, 0, pen_symbol(p, "dot"));
    }
    draw_axis(p, r, end);
}
