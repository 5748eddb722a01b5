#include "view/flow_ledger.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "num/decimal.h"
#include "num/elem.h"

bool flow_ledger_has(const struct flow_settings *flow, enum flow_share share)
{
    if (share == FLOW_BY_SKIP)
        return flow->residual;
    return share != FLOW_BY_NORM || flow->norm != STACK_NORM_NONE;
}

int flow_ledger_count(const struct flow_settings *flow)
{
    int n = 0;
    for (int k = 0; k < FLOW_SHARES; k++)
        n += flow_ledger_has(flow, (enum flow_share)k);
    return n;
}

/* One row a factor. The name of phi' is made of signs. */
static const struct factor {
    const char *name, *letter;
    int hue;
    size_t share; /* its place in struct stack_layer */
} factors[FLOW_SHARES] = {
    [FLOW_BY_WEIGHT] = {"W", "W", 4, offsetof(struct stack_layer, share_weight)},
    [FLOW_BY_SKIP] = {"residual", "r", 2, offsetof(struct stack_layer, share_skip)},
    [FLOW_BY_SLOPE] = {NULL, NULL, 3, offsetof(struct stack_layer, share_slope)},
    [FLOW_BY_NORM] = {"norm", "n", 5, offsetof(struct stack_layer, share_norm)},
};

const enum flow_share flow_ledger_spoken[FLOW_SHARES] = {FLOW_BY_SLOPE, FLOW_BY_WEIGHT,
                                                         FLOW_BY_NORM, FLOW_BY_SKIP};

double flow_ledger_of(const struct stack_layer *layer, enum flow_share share)
{
    return *(const double *)((const char *)layer + factors[share].share);
}

/* On the way to the input there is neither phi' nor a norm, above the last layer neither weight nor
 * residual. */
void flow_ledger_shares(const struct flow_settings *flow, const struct stack_result *r, int l,
                        double out[FLOW_SHARES])
{
    const double none = (double)NAN;
    const struct stack_layer input = {.share_weight = r->share_weight,
                                      .share_skip = r->share_skip,
                                      .share_slope = none,
                                      .share_norm = none};
    const struct stack_layer *layer = l > 0 ? &r->layer[l - 1] : &input;
    for (int k = 0; k < FLOW_SHARES; k++) {
        const bool above = k == FLOW_BY_WEIGHT || k == FLOW_BY_SKIP;
        const bool has = flow_ledger_has(flow, (enum flow_share)k) && !(above && l == r->layers);
        out[k] = has ? flow_ledger_of(layer, (enum flow_share)k) : none;
    }
}

const char *flow_ledger_sign(const struct pen *p, const char *name)
{
    static const struct {
        const char *name, *ascii;
    } signs[] = {{"phi", "f"},   {"prime", "'"},      {"times", "*"},
                 {"odot", ".*"}, {"transpose", "^T"}, {"partial", "d"}};
    if (p && pen_is_unicode(p))
        return pen_symbol(p, name);
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (strcmp(signs[i].name, name) == 0)
            return signs[i].ascii;
    return name;
}

const char *flow_ledger_name(const struct pen *p, enum flow_share share, char out[16])
{
    if (factors[share].name)
        (void)snprintf(out, 16, "%s", factors[share].name);
    else
        (void)snprintf(out, 16, "%s%s", flow_ledger_sign(p, "phi"), flow_ledger_sign(p, "prime"));
    return out;
}

const char *flow_ledger_letter(const struct pen *p, enum flow_share share)
{
    return factors[share].letter ? factors[share].letter : flow_ledger_sign(p, "phi");
}

enum role flow_ledger_role(enum flow_share share)
{
    return (enum role)(ROLE_SERIES + factors[share].hue);
}

static void widen(struct flow_scale *scale, const double share[FLOW_SHARES])
{
    double loss = 0, gain = 0;
    for (int k = 0; k < FLOW_SHARES; k++) {
        const double v = share[k];
        loss += isfinite(v) && v < 0 ? -v : 0;
        gain += isfinite(v) && v > 0 ? v : 0;
    }
    scale->loss = fmax(scale->loss, loss);
    scale->gain = fmax(scale->gain, gain);
}

struct flow_scale flow_ledger_scale(const struct app *app)
{
    struct flow_scale scale = {0, 0};
    const struct flow_settings *flow = &app_settings(app)->flow;
    const bool chain = flow->mode == STACK_CHAIN; /* in which the input has a bar, too */
    for (int i = 0; i < flow->acts.n; i++) {
        const struct stack_result *r = app_flow(app, i);
        double share[FLOW_SHARES];
        for (int l = chain ? 0 : 1; r && l <= r->layers; l++) {
            flow_ledger_shares(flow, r, l, share);
            widen(&scale, share);
        }
    }
    return scale;
}

/* ---- bars ---- */

/* Cells on the side of losses; then one of the zero line, then gains. A side that has anything has
 * a cell at least. */
static int zero_of(int cells, const struct flow_scale *scale)
{
    double all = scale->loss + scale->gain;
    int sides = cells - 1;
    if (!(all > 0) || sides < 2)
        return sides / 2;
    int zero = (int)lrint(sides * scale->loss / all);
    int least = scale->loss > 0, most = sides - (scale->gain > 0);
    return zero < least ? least : zero > most ? most : zero;
}

/* How a bar is put onto cells: by its own direction. */
struct place {
    struct pen *p;
    int x, y;
    bool upright;
    int cells, zero;
};

static void put(const struct place *at, int cell, enum role role, unsigned attr, const char *text)
{
    int x = at->upright ? at->x : at->x + cell, y = at->upright ? at->y - cell : at->y;
    (void)pen_text(at->p, x, y, 1, role, attr, text);
}

/* Cells for a sum, on both sides of 0 by the same measure: what is a quarter of a cell is seen. */
static int cells_of(const struct place *at, double sum, const struct flow_scale *scale)
{
    double cells = sum / (scale->loss + scale->gain) * (at->cells - 1);
    return cells >= 0.25 && cells < 1 ? 1 : (int)lrint(cells);
}

/* Shares of one sign, from the zero line on. */
static void put_side(const struct place *at, const double *share, bool gains,
                     const struct flow_scale *scale)
{
    int cells = gains ? at->cells - 1 - at->zero : at->zero, step = gains ? 1 : -1, used = 0;
    double all = scale->loss + scale->gain, sum = 0;
    for (int k = 0; k < FLOW_SHARES; k++) {
        double v = gains ? share[k] : -share[k];
        if (!(v > 0))
            continue;
        enum flow_share which = (enum flow_share)k;
        sum += v;
        int end = isinf(v) || !(all > 0) ? cells : cells_of(at, fmin(sum, all), scale);
        for (; used < end && used < cells; used++)
            put(at, at->zero + step * (used + 1), flow_ledger_role(which), ATTR_REVERSE,
                flow_ledger_letter(at->p, which));
        if (isinf(v) && cells > 0) {
            const char *sign = at->upright ? gains ? "^" : "v" : gains ? ">" : "<";
            put(at, at->zero + step * cells, flow_ledger_role(which), ATTR_BOLD, sign);
            return;
        }
    }
}

static void put_bar(const struct place *at, const double *share, const struct flow_scale *scale)
{
    const char *line = at->upright             ? pen_is_unicode(at->p) ? "─" : "-"
                       : pen_is_unicode(at->p) ? "│"
                                               : "|";
    put(at, at->zero, ROLE_AXIS, 0, line);
    put_side(at, share, false, scale);
    put_side(at, share, true, scale);
}

void flow_ledger_row(struct pen *p, int x, int y, int w, const double *share,
                     const struct flow_scale *scale)
{
    const struct place at = {p, x, y, false, w, zero_of(w, scale)};
    if (w > 0)
        put_bar(&at, share, scale);
}

void flow_ledger_column(struct pen *p, int x, int y, int h, const double *share,
                        const struct flow_scale *scale)
{
    const struct place at = {p, x, y + h - 1, true, h, zero_of(h, scale)};
    if (h > 0)
        put_bar(&at, share, scale);
}

void flow_ledger_ends(struct pen *p, int x, int y, int w, const struct flow_scale *scale)
{
    enum { ROOM = 13 };
    int zero = zero_of(w, scale);
    if (w < ROOM)
        return;
    if (scale->loss > 0 && zero >= 5)
        (void)pen_textf(p, x, y, zero, ROLE_AXIS, 0, "-%.2g", scale->loss);
    (void)pen_text(p, x + zero, y, 1, ROLE_AXIS, 0, "0");
    if (scale->gain > 0 && w - 1 - zero >= 5) {
        char text[32];
        (void)snprintf(text, sizeof text, "+%.2g", scale->gain);
        (void)pen_text_right(p, x + w, y, ROLE_AXIS, 0, text);
    }
}

/* ---- words ---- */

int flow_ledger_blocked(const struct stack_result *r, enum flow_share *by)
{
    for (int l = r->layers; l >= 1; l--) {
        for (int k = 0; k < FLOW_SHARES; k++) {
            double v = flow_ledger_of(&r->layer[l - 1], (enum flow_share)k);
            *by = (enum flow_share)k;
            if (isinf(v) && v < 0)
                return l;
        }
    }
    return 0;
}

void flow_ledger_legend(const struct app *app, const struct pen *p, bool brief, struct str *out)
{
    const struct flow_settings *flow = &app_settings(app)->flow;
    const struct flow_scale scale = flow_ledger_scale(app);
    size_t start = out->len;
    char name[16];
    for (int i = 0; i < FLOW_SHARES; i++) {
        const enum flow_share k = flow_ledger_spoken[i];
        const char *spelt = factors[k].name;
        bool letter = spelt && strcmp(spelt, factors[k].letter) != 0;
        if (!flow_ledger_has(flow, k))
            continue;
        str_addf(out, "%s%s%s%s", out->len > start ? ", " : "", letter ? factors[k].letter : "",
                 letter ? " " : "", flow_ledger_name(p, k, name));
    }
    str_add(out, brief ? ": decades each" : ": log10 of the rms after each over before");
    if (!brief)
        str_addf(out, ", scale -%.2g to +%.2g", scale.loss, scale.gain);
}

/* Over the N - 1 steps of the way back. */
static void add_up(const struct stack_result *r, double sum[FLOW_SHARES])
{
    for (int k = 0; k < FLOW_SHARES; k++)
        sum[k] = 0;
    for (int i = 0; i < r->layers - 1; i++)
        for (int k = 0; k < FLOW_SHARES; k++)
            sum[k] += flow_ledger_of(&r->layer[i], (enum flow_share)k);
}

bool flow_ledger_means(const struct stack_result *r, double mean[FLOW_SHARES])
{
    bool finite = r->layers > 1;
    add_up(r, mean);
    for (int k = 0; k < FLOW_SHARES && finite; k++) {
        mean[k] /= r->layers - 1;
        finite = isfinite(mean[k]);
    }
    return finite;
}

/* Is the product of the factors, as they are written with `digits`, written like the whole? */
static bool multiplies(const double *mean, int digits, const char *whole, int whole_digits)
{
    char number[FMT_SIZE];
    double product = 1;
    for (int k = 0; k < FLOW_SHARES; k++)
        product *= strtod(decimal_of_log10(number, mean[k], digits), NULL);
    return strcmp(decimal_of_log10(number, elem_log10(product), whole_digits), whole) == 0;
}

void flow_ledger_product(const struct flow_settings *flow, const struct stack_result *r,
                         const struct pen *p, int digits, struct str *out)
{
    enum { DIGITS_MOST = 6 };
    const char *tie = p ? "\xc2\xa0" : " ";
    size_t start = out->len;
    double mean[FLOW_SHARES], all = 0;
    char whole[FMT_SIZE], number[FMT_SIZE], name[16];
    if (!flow_ledger_means(r, mean))
        return;
    for (int k = 0; k < FLOW_SHARES; k++)
        all += mean[k];
    decimal_of_log10(whole, all, digits);
    int enough = digits;
    while (enough < DIGITS_MOST && !multiplies(mean, enough, whole, digits))
        enough++;
    for (int i = 0; i < FLOW_SHARES; i++) {
        const enum flow_share k = flow_ledger_spoken[i];
        if (!flow_ledger_has(flow, k))
            continue;
        if (out->len > start)
            str_addf(out, " %s%s", flow_ledger_sign(p, "times"), tie);
        str_addf(out, "%s%s%s", flow_ledger_name(p, k, name), tie,
                 decimal_of_log10(number, mean[k], enough));
    }
}

/* In hundredths, so that what is said adds up: the greatest takes what rounding leaves. Returns
 * their sum; false where they are not finite. */
static bool sums(const struct stack_result *r, double hundredths[FLOW_SHARES], double *total)
{
    double sum[FLOW_SHARES], all = 0, named = 0;
    int greatest = 0;
    add_up(r, sum);
    for (int k = 0; k < FLOW_SHARES; k++) {
        all += sum[k];
        hundredths[k] = rint(100 * sum[k]);
        named += hundredths[k];
        greatest = fabs(sum[k]) > fabs(sum[greatest]) ? k : greatest;
    }
    *total = rint(100 * all);
    hundredths[greatest] += *total - named;
    return isfinite(all);
}

void flow_ledger_words(const struct flow_settings *flow, const struct stack_result *r,
                       const struct pen *p, struct str *out)
{
    double part[FLOW_SHARES], total;
    char name[16];
    enum flow_share by = FLOW_BY_SLOPE;
    int blocked = flow_ledger_blocked(r, &by), said = 0;
    if (blocked > 0) {
        str_addf(out, "%s took all that was left at layer %d", flow_ledger_name(p, by, name),
                 blocked);
        return;
    }
    if (!sums(r, part, &total)) {
        str_add(out, "its shares are no numbers");
        return;
    }
    for (int i = 0; i < FLOW_SHARES; i++) {
        const enum flow_share k = flow_ledger_spoken[i];
        const double v = part[k];
        if (v == 0 || !flow_ledger_has(flow, k))
            continue;
        str_addf(out, "%s%s %s %.2f%s", said ? ", " : "", flow_ledger_name(p, k, name),
                 v < 0 ? "took" : "gave", fabs(v) / 100, said ? "" : " decades");
        said++;
    }
    if (said == 0)
        str_add(out, "no factor changed it by 0.01 decades");
    else if (said > 1 && total != 0)
        str_addf(out, ": %.2f %s", fabs(total) / 100, total < 0 ? "lost" : "gained");
    else if (said > 1)
        str_add(out, ": even");
}
