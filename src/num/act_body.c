/* Values, derivatives and kinks of functions made from formulas. */
#include "num/act_body.h"

#include <math.h>
#include <string.h>

#include "num/formula_jet.h"

enum { BLOCK = 64 };

double act_body_value(const struct act *act, const double *p, double x, int order)
{
    double out[3];
    if (isnan(x))
        return x;
    formula_jet(act->body->formula, act_params(act), p, 1, &x, 0, order, out);
    return out[order];
}

double act_body_dparam(const struct act *act, const double *p, double x, int k)
{
    double out[2];
    if (isnan(x))
        return x;
    formula_jet(act->body->formula, act_params(act), p, 1, &x, k + 1, 1, out);
    return out[1];
}

void act_body_array(const struct act *act, const double *p, int n, const double *x, double *f,
                    double *df)
{
    double in[BLOCK], out[2 * BLOCK]; /* x may lie where f or df does */
    for (int i = 0; i < n; i += BLOCK) {
        int count = n - i < BLOCK ? n - i : BLOCK;
        memcpy(in, x + i, (size_t)count * sizeof *in);
        formula_jet(act->body->formula, act_params(act), p, count, in, 0, df ? 1 : 0, out);
        for (int k = 0; k < count; k++) {
            if (f)
                f[i + k] = isnan(in[k]) ? in[k] : out[k];
            if (df)
                df[i + k] = isnan(in[k]) ? in[k] : out[count + k];
        }
    }
}

/* ---- kinks: where a comparison, min, max, abs or a built-in changes its branch ---- */

/* Places looked at: every hundredth up to 10, then 40 to a decade up to a million. */
enum { NEAR = 1000, FAR = 200, GRID = 2 * (NEAR + FAR) + 1 };

static double grid(int i)
{
    int k = i - (NEAR + FAR), size = k < 0 ? -k : k;
    double x = size <= NEAR ? 0.01 * size : 10;
    for (int j = NEAR; j < size; j++)
        x *= 1.0592537251772889; /* 10^(1/40) */
    return k < 0 ? -x : x;
}

struct search {
    const struct act *act;
    const double *p;
    double *out;
    int n;
};

static uint64_t branches_at(const struct search *s, double x)
{
    uint64_t b;
    formula_branches(s->act->body->formula, act_params(s->act), s->p, 1, &x, &b);
    return b;
}

static size_t digits(double x)
{
    char text[FMT_SIZE];
    return strlen(formula_number(text, x));
}

/* Of neighbours the one that is written shorter is the place meant. Those nearest 0 are kept. */
static void keep(struct search *s, double x)
{
    for (int i = 0; i < s->n; i++) {
        double apart = fabs(s->out[i] - x);
        if (apart <= 4 * fabs(nextafter(x, 1e300) - x) || apart <= 1e-300) {
            if (digits(x) < digits(s->out[i]))
                s->out[i] = x;
            return;
        }
    }
    if (s->n < ACT_KINKS) {
        s->out[s->n++] = x;
        return;
    }
    int far = 0;
    for (int i = 1; i < s->n; i++)
        if (fabs(s->out[i]) > fabs(s->out[far]))
            far = i;
    if (fabs(x) < fabs(s->out[far]))
        s->out[far] = x;
}

/* All changes between lo and hi that bisection meets, from the left. */
static void bisect(struct search *s, double lo, uint64_t from, double hi, uint64_t to)
{
    for (int found = 0; from != to && found < ACT_KINKS; found++) {
        double a = lo, b = hi;
        uint64_t at_b = to;
        for (;;) {
            double mid = a + (b - a) / 2;
            if (mid == a || mid == b)
                break;
            uint64_t at_mid = branches_at(s, mid);
            if (at_mid == from) {
                a = mid;
            } else {
                b = mid;
                at_b = at_mid;
            }
        }
        keep(s, digits(a) < digits(b) ? a : b);
        lo = b;
        from = at_b;
    }
}

int act_body_kinks(const struct act *act, const double *p, double out[ACT_KINKS])
{
    struct search s = {act, p, out, 0};
    double last = grid(0);
    uint64_t from = branches_at(&s, last);
    for (int i = 1; i < GRID; i++) {
        double x = grid(i);
        uint64_t to = branches_at(&s, x);
        bisect(&s, last, from, x, to);
        last = x;
        from = to;
    }
    return s.n;
}
