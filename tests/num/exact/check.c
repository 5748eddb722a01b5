/* Compares the functions of the program with GNU MPFR at many places: check POINTS [ACT...], all
 * functions unless some are named. First every use that has stored values, then every function that
 * has parameters with random ones. Prints the worst error of f, f' and f'' in units of the last
 * place with the place, and below it what is above the row's claim or the contract. For f'' nothing
 * is claimed; near its zeros 1e-15 of f' is not counted. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../points.h"
#include "../truth.h"
#include "base/rng.h"
#include "num/act.h"
#include "reference.h"

enum { BLOCK = 250 }; /* points with the same random parameters */

static const double contract[2] = {2, 4};
static const char *const order[3] = {"f", "f'", "f''"};

/* What a comparison found about one of f, f', f''. */
struct finding {
    double error, x, got;
    struct truth exact;
    char act[128]; /* where parameters vary */
    unsigned long above;
};

static double limit_of(const struct act *act, int i)
{
    double claim[2] = {act->ulp_f, act->ulp_df};
    return i < 2 ? fmin(claim[i], contract[i]) : (double)INFINITY;
}

/* Every fourth place lies in the intervals that the row itself wants looked at. */
static double place_at(const struct act *act, const struct points_use *place, unsigned long i)
{
    int n = 0;
    while (n < ACT_INTERVALS && act->interval[n].lo < act->interval[n].hi)
        n++;
    if (n == 0 || i % 4 != 3)
        return points_at(place, i);
    double u[2];
    const struct act_interval *at = &act->interval[i / 4 % (unsigned long)n];
    rng_uniform(&(struct rng){3, RNG_TEST, 0, 0}, i, u);
    return at->lo + u[0] * (at->hi - at->lo);
}

/* Compares one use at its first points; false if the use is not known. */
static bool compare(struct calc *c, const struct points_use *place, unsigned long points,
                    struct finding worst[3])
{
    const struct reference *r;
    double p[REFERENCE_PARAMS];
    struct act_use use;
    struct err e;
    if (!reference_parse(place->act, &r, p) || !act_parse(NULL, place->act, &use, &e))
        return false;
    for (unsigned long i = 0; i < points; i++) {
        struct truth exact[3];
        double x = place_at(use.act, place, i);
        reference_eval(c, r, p, x, exact);
        double got[3] = {act_f(&use, x), act_df(&use, x), act_d2f(&use, x)};
        bool small = fabs(got[2] - exact[2].value) <= 1e-15 * fabs(exact[1].value);
        for (int k = 0; k < 3; k++) {
            double error = k == 2 && small ? 0 : truth_error(exact[k], got[k]);
            struct finding *w = &worst[k];
            w->above += error > limit_of(use.act, k);
            if (error <= w->error)
                continue;
            w->error = error, w->x = x, w->got = got[k], w->exact = exact[k];
            (void)snprintf(w->act, sizeof w->act, "%s", place->act);
        }
    }
    return true;
}

/* Returns whether all errors are within their limits. */
static bool print(const char *title, const struct act *act, const struct finding worst[3])
{
    printf("%-38s", title);
    for (int k = 0; k < 3; k++)
        printf(" %s %.3f at %.17g%s", order[k], worst[k].error, worst[k].x, k < 2 ? "," : "\n");
    bool good = true;
    for (int k = 0; k < 3; k++) {
        const struct finding *w = &worst[k];
        if (w->above == 0)
            continue;
        printf("  %s %s: above %g at %lu points; at %.17g (%a) it is %.17g (%a), exactly %.17g "
               "%+.4f units\n",
               w->act, order[k], limit_of(act, k), w->above, w->x, w->x, w->got, w->got,
               w->exact.value, w->exact.rest);
        good = false;
    }
    (void)fflush(stdout);
    return good;
}

static bool check_use(struct calc *c, const struct points_use *place, unsigned long points)
{
    struct act_use use;
    struct err e;
    struct finding worst[3] = {0};
    if (!act_parse(NULL, place->act, &use, &e)) {
        printf("%s: %s\n", place->act, e.text);
        return false;
    }
    if (!compare(c, place, points, worst)) {
        printf("%s: there is no definition\n", place->act);
        return false;
    }
    return print(place->act, use.act, worst);
}

/* Somewhere in the range allowed, half of the time within a factor of 256 of the default. */
static double random_value(const struct act_param *p, const double u[2])
{
    double v = u[0] < 0.5 ? p->min + u[1] * (p->max - p->min)
                          : (p->value != 0 ? p->value : 1) * ldexp(1 + u[1], (int)(u[0] * 32) - 24);
    return fmin(fmax(v, p->min), p->max);
}

static struct act_use random_use(const struct act *act, unsigned long block)
{
    struct act_use use = act_use_of(act);
    for (int k = 0; k < act_params(act); k++) {
        double u[2];
        rng_uniform(&(struct rng){2, RNG_TEST, (uint32_t)k, (uint32_t)block}, 0, u);
        (void)act_set(&use, k, random_value(&act->param[k], u), NULL);
    }
    return use;
}

static bool check_random(struct calc *c, const struct act *act, unsigned long points)
{
    struct finding worst[3] = {0};
    for (unsigned long first = 0; first < points; first += BLOCK) {
        struct act_use use = random_use(act, first / BLOCK);
        struct str text;
        str_init(&text);
        act_print(&use, &text);
        struct points_use place = {text.data, {0}, 0};
        for (int64_t k = 0, n = 0; k < use.kinks && n < POINTS_PLACES; k++)
            if (use.kink[k] != 0)
                place.place[n++] = use.kink[k];
        bool known = compare(c, &place, BLOCK, worst);
        if (!known)
            printf("%s: there is no definition\n", text.data);
        str_done(&text);
        if (!known)
            return false;
    }
    char title[64];
    (void)snprintf(title, sizeof title, "%s, random parameters", act->name);
    return print(title, act, worst);
}

/* Is the use, or its function, among the names? No names: all are. */
static bool wanted(const char *act, char **names)
{
    if (!*names)
        return true;
    size_t n = strcspn(act, ":");
    for (; *names; names++)
        if (strcmp(act, *names) == 0 || (strlen(*names) == n && memcmp(act, *names, n) == 0))
            return true;
    return false;
}

int main(int argc, char **argv)
{
    char *end = NULL;
    errno = 0;
    unsigned long points = argc > 1 ? strtoul(argv[1], &end, 10) : 0;
    if (points == 0 || *end || errno) {
        (void)fprintf(stderr, "usage: check POINTS [ACT...]\n");
        return EXIT_FAILURE;
    }
    struct calc c;
    big_init(&c);
    bool good = true;
    for (int i = 0; i < points_count; i++)
        if (wanted(points_uses[i].act, argv + 2))
            good = check_use(&c, &points_uses[i], points) && good;
    for (int i = 0; i < act_count; i++)
        if (act_params(act_table[i]) > 0 && wanted(act_table[i]->name, argv + 2))
            good = check_random(&c, act_table[i], points) && good;
    big_done(&c);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
