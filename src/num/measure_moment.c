/* Gaussian moments: E g(root z), z ~ N(0,1), for f, f^2, z f, f', f'^2.
 *
 * Gauss-Legendre with 64 nodes on pieces of 0 <= z <= 12, cut at the breaks and at lengths of f's
 * own, so that what is narrow against z is not missed. A piece is compared with its two halves, and
 * these with theirs, until the difference is below 1e-13 of E|g|, a depth, or a bound on the work.
 * Every node is taken with its mirror image, so that an odd function has mean 0 and not 1e-17.
 * Where the law's density at 12 is not yet small against what f makes of it (exp(4 x)), pieces up
 * to 24 and 37 follow; what is not small at 37 diverges: nan. */
#include "num/measure_impl.h"

#include <math.h>
#include <string.h>

#include "num/act_rows.h"
#include "num/elem.h"
#include "num/elem_dd.h"
#include "num/quad.h"

enum {
    DEPTH = 40,   /* halvings of a piece: a logarithm's pole at its end is left with 2^-40 */
    PANELS = 200, /* quadratures at most, twice as many with slopes: for what never settles */
    ROUGH = 40    /* breaks, both signs, and lengths */
};

static const double enough = 1e-13; /* of E|g| */
static const double lost = 1e-3;    /* an error above this: there is no such moment */

/* z where the pieces of the law end. */
static const double law_end[] = {12, 24, 37};

struct panel {
    double a, b;
    int depth;
    double sum[MEASURE_MOMENTS], size[MEASURE_MOMENTS]; /* integrals of g and |g| */
};

struct work {
    const struct kernel *kernel;
    const struct act_use *use;
    double root;
    bool slopes;
    int panels;                   /* made so far */
    double size[MEASURE_MOMENTS]; /* E|g| as far as known, for the tolerance */
    double sum[MEASURE_MOMENTS], error[MEASURE_MOMENTS];
};

/* g at n places; without slopes those of f' are left as they are. */
static void values(const struct work *w, int n, const double *x, double *g[MEASURE_MOMENTS])
{
    double *df = w->slopes ? g[MEASURE_DF] : NULL;
    if (w->kernel)
        kernel_activate(w->kernel, w->use, n, x, g[MEASURE_F], df);
    else
        act_array(w->use, n, x, g[MEASURE_F], df);
    for (int i = 0; i < n; i++) {
        g[MEASURE_F2][i] = g[MEASURE_F][i] * g[MEASURE_F][i];
        g[MEASURE_ZF][i] = g[MEASURE_F][i] * (x[i] / w->root);
    }
    for (int i = 0; df && i < n; i++)
        g[MEASURE_DF2][i] = df[i] * df[i];
}

double measure_density(double z)
{
    return 0.39894228040143268 * elem_exp(-0.5 * z * z); /* 1 / sqrt(2 pi) */
}

/* Shares of n places in an integral: their weights times the density, of which the kernel makes
 * many at a time, since e^(-z^2/2) is the function gaussian at z / sqrt(2). */
static void weigh(const struct work *w, int n, const double *z, const double *weight, double *share)
{
    static const struct act_use gaussian = {.act = &act_gaussian_row};
    const double half = 0.70710678118654752, peak = 0.39894228040143268; /* 1 / sqrt(2 pi) */
    for (int i = 0; i < n; i++)
        share[i] = w->kernel ? z[i] * half : weight[i] * measure_density(z[i]);
    if (!w->kernel)
        return;
    kernel_activate(w->kernel, &gaussian, n, share, share, NULL);
    for (int i = 0; i < n; i++)
        share[i] *= weight[i] * peak;
}

/* The integral of a moment over n places and their mirror images behind them. */
static void add_up(struct panel *p, int m, int n, const double *share, const double *g)
{
    bool square = m == MEASURE_F2 || m == MEASURE_DF2;
    double sum = 0, size = 0;
    for (int i = 0; i < n; i++)
        sum += share[i] * (g[i] + g[n + i]);
    for (int i = 0; !square && i < n; i++)
        size += share[i] * (fabs(g[i]) + fabs(g[n + i]));
    p->sum[m] = sum;
    p->size[m] = square ? sum : size;
}

static struct panel integrate(struct work *w, double a, double b, int depth)
{
    enum { N = QUAD_NODES };
    double z[N], weight[N], x[2 * N], share[N], y[MEASURE_MOMENTS][2 * N];
    double *g[MEASURE_MOMENTS] = {y[0], y[1], y[2], y[3], y[4]};
    struct panel p = {.a = a, .b = b, .depth = depth};
    for (int i = 0; i < N; i++) {
        z[i] = quad_node(a, b, i, &weight[i]);
        x[i] = w->root * z[i];
        x[N + i] = -x[i];
    }
    weigh(w, N, z, weight, share);
    values(w, 2 * N, x, g);
    for (int m = 0; m < MEASURE_MOMENTS; m++)
        if (w->slopes || (m != MEASURE_DF && m != MEASURE_DF2))
            add_up(&p, m, N, share, g[m]);
        else
            p.sum[m] = p.size[m] = NOT_A_NUMBER;
    w->panels++;
    return p;
}

/* Are the halves as good as the whole for every moment that has a value? */
static bool agree(const struct work *w, const struct panel *whole, const struct panel half[2])
{
    for (int m = 0; m < MEASURE_MOMENTS; m++)
        if (fabs(whole->sum[m] - (half[0].sum[m] + half[1].sum[m])) > enough * w->size[m])
            return false;
    return true;
}

static void accept(struct work *w, const struct panel *whole, const struct panel half[2])
{
    for (int m = 0; m < MEASURE_MOMENTS; m++) {
        double sum = half[0].sum[m] + half[1].sum[m];
        w->sum[m] += sum;
        w->error[m] += fabs(whole->sum[m] - sum);
    }
}

/* Depth first, with the pieces not yet settled on a stack. */
static void refine(struct work *w, struct panel first)
{
    struct panel stack[DEPTH + 2];
    int n = 0, most = w->slopes ? 2 * PANELS : PANELS;
    stack[n++] = first;
    while (n > 0) {
        struct panel whole = stack[--n];
        double middle = 0.5 * (whole.a + whole.b);
        struct panel half[2] = {integrate(w, whole.a, middle, whole.depth + 1),
                                integrate(w, middle, whole.b, whole.depth + 1)};
        if (whole.depth == DEPTH || w->panels >= most || agree(w, &whole, half)) {
            accept(w, &whole, half);
        } else {
            stack[n++] = half[1];
            stack[n++] = half[0];
        }
    }
}

static void add_cut(double *cut, int *n, double z, double from, double to)
{
    if (!(z > fmax(from, MEASURE_NARROWEST) && z < to) || *n == ROUGH)
        return;
    int i = *n;
    while (i > 0 && cut[i - 1] > z)
        i--;
    if (i > 0 && cut[i - 1] == z)
        return;
    memmove(&cut[i + 1], &cut[i], (size_t)(*n - i) * sizeof cut[0]);
    cut[i] = z;
    (*n)++;
}

/* The pieces of from < z < to. */
static void add_part(struct work *w, const double *brk, int breaks, double from, double to)
{
    static const double length[] = {0x1p-24, 0x1p-8, 1, 4, 32}; /* in x; the first for slopes */
    double cut[ROUGH + 2];
    struct panel piece[ROUGH + 1];
    int n = 0;
    for (int i = 0; i < breaks; i++)
        add_cut(cut, &n, fabs(brk[i]) / w->root, from, to);
    for (int i = w->slopes ? 0 : 1; i < (int)(sizeof length / sizeof length[0]); i++)
        add_cut(cut, &n, length[i] / w->root, from, to);
    for (int i = 0; i <= n; i++) {
        piece[i] = integrate(w, i > 0 ? cut[i - 1] : from, i < n ? cut[i] : to, 0);
        for (int m = 0; m < MEASURE_MOMENTS; m++)
            w->size[m] += piece[i].size[m];
    }
    for (int i = 0; i <= n; i++)
        refine(w, piece[i]);
}

/* Which moments have more beyond z than their error? */
static bool goes_on(const struct work *w, double z, bool on[MEASURE_MOMENTS])
{
    double x[2] = {w->root * z, -w->root * z}, y[MEASURE_MOMENTS][2];
    double *g[MEASURE_MOMENTS] = {y[0], y[1], y[2], y[3], y[4]};
    bool any = false;
    values(w, 2, x, g);
    if (!w->slopes)
        y[MEASURE_DF][0] = y[MEASURE_DF][1] = y[MEASURE_DF2][0] = y[MEASURE_DF2][1] = NOT_A_NUMBER;
    for (int m = 0; m < MEASURE_MOMENTS; m++) {
        on[m] = measure_density(z) * (fabs(g[m][0]) + fabs(g[m][1])) > 0.1 * enough * w->size[m];
        any = any || on[m];
    }
    return any;
}

void measure_moments(const struct kernel *k, const struct act_use *use, const double *brk, int n,
                     double root, bool slopes, struct measure_moments *out)
{
    enum { PARTS = sizeof law_end / sizeof law_end[0] };
    struct work w = {.kernel = k, .use = use, .root = root, .slopes = slopes};
    bool on[MEASURE_MOMENTS];
    add_part(&w, brk, n, 0, law_end[0]);
    bool more = goes_on(&w, law_end[0], on);
    for (int part = 1; part < PARTS && more; part++) {
        struct work next = w;
        next.panels = 0;
        add_part(&next, brk, n, law_end[part - 1], law_end[part]);
        for (int m = 0; m < MEASURE_MOMENTS; m++)
            if (on[m]) { /* the others are done, and f^2 may overflow further out */
                w.size[m] = next.size[m];
                w.sum[m] = next.sum[m];
                w.error[m] = next.error[m];
            }
        more = goes_on(&w, law_end[part], on);
    }
    for (int m = 0; m < MEASURE_MOMENTS; m++) {
        double error = w.size[m] > 0 ? w.error[m] / w.size[m] : 0;
        bool exists = fabs(w.sum[m]) < INF && error <= lost && !(more && on[m]);
        out->value[m] = exists ? w.sum[m] : NOT_A_NUMBER;
        out->error[m] = exists ? error : NOT_A_NUMBER;
    }
}
