#include "num/jet.h"

#include <math.h>
#include <string.h>

int jet_terms(const struct jet_ring *ring)
{
    return (ring->s + 1) * (ring->t + 1);
}

int jet_degree(const struct jet_ring *ring, int k)
{
    return k % (ring->s + 1) + k / (ring->s + 1);
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

struct jet jet_copy(const struct jet_ring *ring, struct jet a, double *out)
{
    int terms = a.degree ? jet_terms(ring) : 1, n = ring->lanes;
    for (int k = 0; k < terms; k++)
        if (jet_degree(ring, k) <= a.degree)
            memmove(out + k * n, a.c + k * n, (size_t)n * sizeof *out);
    return (struct jet){out, a.degree};
}

struct jet jet_negate(const struct jet_ring *ring, struct jet a, double *out)
{
    int terms = a.degree ? jet_terms(ring) : 1;
    for (int k = 0; k < terms; k++) {
        if (jet_degree(ring, k) > a.degree)
            continue;
        for (int at = k * ring->lanes, end = at + ring->lanes; at < end; at++)
            out[at] = -a.c[at];
    }
    return (struct jet){out, a.degree};
}

/* a + sign b. A coefficient that only one of them has is taken over. */
static struct jet sum(const struct jet_ring *ring, struct jet a, struct jet b, double sign,
                      double *out)
{
    int degree = larger(a.degree, b.degree), n = ring->lanes;
    int terms = degree ? jet_terms(ring) : 1;
    for (int k = 0; k < terms; k++) {
        int at = k * n, of = jet_degree(ring, k);
        if (of > degree)
            continue;
        if (of > b.degree)
            memmove(out + at, a.c + at, (size_t)n * sizeof *out);
        else if (of > a.degree)
            for (int i = 0; i < n; i++)
                out[at + i] = sign * b.c[at + i];
        else
            for (int i = 0; i < n; i++)
                out[at + i] = a.c[at + i] + sign * b.c[at + i];
    }
    return (struct jet){out, degree};
}

struct jet jet_add(const struct jet_ring *ring, struct jet a, struct jet b, double *out)
{
    return sum(ring, a, b, 1, out);
}

struct jet jet_subtract(const struct jet_ring *ring, struct jet a, struct jet b, double *out)
{
    return sum(ring, a, b, -1, out);
}

/* Adds to sum[] the products a_i b_j with i + j = k, where i >= `from`. */
static void convolve(const struct jet_ring *ring, struct jet a, struct jet b, int k, int from,
                     double *sum)
{
    int width = ring->s + 1, n = ring->lanes;
    for (int t = 0; t <= k / width; t++) {
        for (int s = 0; s <= k % width; s++) {
            int i = t * width + s, j = k - i;
            if (i < from || s + t > a.degree || jet_degree(ring, j) > b.degree)
                continue;
            const double *x = a.c + i * n, *y = b.c + j * n;
            for (int lane = 0; lane < n; lane++)
                sum[lane] += x[lane] * y[lane];
        }
    }
}

/* From the highest coefficient down, since each needs a's up to its own, which lie in `out`. */
struct jet jet_multiply(const struct jet_ring *ring, struct jet a, struct jet b, double *out)
{
    int n = ring->lanes, degree = smaller(a.degree + b.degree, ring->s + ring->t);
    double sum[JET_LANES];
    for (int k = degree ? jet_terms(ring) - 1 : 0; k > 0; k--) {
        if (jet_degree(ring, k) > degree)
            continue;
        memset(sum, 0, sizeof sum);
        convolve(ring, a, b, k, 0, sum);
        memcpy(out + k * n, sum, (size_t)n * sizeof *out);
    }
    for (int i = 0; i < n; i++)
        out[i] = a.c[i] * b.c[i];
    return (struct jet){out, degree};
}

/* From a = b q: q_k = (a_k - sum over i >= 1 of b_i q_(k-i)) / b_0, upwards. Written so and not as
 * a times 1 / b, 1 / (1 + e^-x) keeps its slope until e^-x overflows. */
struct jet jet_divide(const struct jet_ring *ring, struct jet a, struct jet b, double *out)
{
    int n = ring->lanes, degree = b.degree ? ring->s + ring->t : a.degree;
    int terms = degree ? jet_terms(ring) : 1;
    double rest[JET_LANES];
    struct jet q = {out, degree};
    for (int k = 0; k < terms; k++) {
        if (jet_degree(ring, k) > degree)
            continue;
        bool has = jet_degree(ring, k) <= a.degree;
        memset(rest, 0, sizeof rest);
        convolve(ring, b, q, k, 1, rest);
        for (int i = 0; i < n; i++) {
            double a_k = has ? a.c[k * n + i] : 0;
            out[k * n + i] = (k == 0 || isinf(b.c[i]) ? a_k : a_k - rest[i]) / b.c[i];
        }
    }
    return q;
}

/* p v + d / k!, where v is u without its value. */
static struct jet horner(const struct jet_ring *ring, struct jet p, struct jet u, const double *d,
                         double factorial, double *out)
{
    int n = ring->lanes, degree = smaller(p.degree + u.degree, ring->s + ring->t);
    double sum[JET_LANES];
    for (int k = jet_terms(ring) - 1; k > 0; k--) {
        if (jet_degree(ring, k) > degree)
            continue;
        memset(sum, 0, sizeof sum);
        convolve(ring, u, p, k, 1, sum);
        memcpy(out + k * n, sum, (size_t)n * sizeof *out);
    }
    for (int i = 0; i < n; i++)
        out[i] = d[i] / factorial;
    return (struct jet){out, degree};
}

struct jet jet_compose(const struct jet_ring *ring, struct jet u, const double *d, double *work,
                       double *out)
{
    static const double factorial[] = {1, 1, 2, 6, 24};
    int n = ring->lanes, top = u.degree ? ring->s + ring->t : 0;
    struct jet p = {work, 0};
    for (int i = 0; i < n; i++)
        work[i] = d[top * n + i] / factorial[top];
    for (int k = top - 1; k >= 0; k--)
        p = horner(ring, p, u, d + k * n, factorial[k], work);
    return jet_copy(ring, p, out);
}

struct jet jet_pick(const struct jet_ring *ring, struct jet a, struct jet b,
                    const unsigned char *pick, double *out)
{
    int n = ring->lanes, degree = larger(a.degree, b.degree);
    int terms = degree ? jet_terms(ring) : 1;
    for (int k = 0; k < terms; k++) {
        int at = k * n, of = jet_degree(ring, k);
        for (int i = 0; i < n && of <= degree; i++) {
            double from_a = of <= a.degree ? a.c[at + i] : 0;
            double from_b = of <= b.degree ? b.c[at + i] : 0;
            out[at + i] = pick[i] == 0 ? from_a : pick[i] == 1 ? from_b : (double)NAN;
        }
    }
    return (struct jet){out, degree};
}

struct jet jet_widen(const struct jet_ring *from, const struct jet_ring *to, struct jet a,
                     double grow, double *out)
{
    int n = to->lanes, width = to->s + 1;
    memset(out, 0, (size_t)(jet_terms(to) * n) * sizeof *out);
    (void)jet_copy(from, a, out);
    for (int i = 0; i < n && grow != 0; i++)
        out[width * n + i] = grow;
    return (struct jet){out, larger(a.degree, grow != 0)};
}
