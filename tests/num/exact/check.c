/* Compares the functions of the program with GNU MPFR at many places: check POINTS [ACT...], all
 * functions unless some are named. Prints for each use the worst error of f, f' and f'' in units of
 * the last place with the place; below, what is above the row's claim or the contract. For f''
 * nothing is claimed: an absolute error of 1e-15 is not counted there. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../points.h"
#include "../truth.h"
#include "num/act.h"
#include "reference.h"

static const double contract[2] = {2, 4};
static const char *const order[3] = {"f", "f'", "f''"};

/* What one use's comparison found about one of f, f', f''. */
struct finding {
    double error, x, got;
    struct truth exact;
    unsigned long above; /* points with an error above the limit */
};

static void compare(struct finding *worst, struct truth exact, double got, double x, double limit,
                    double floor)
{
    double error = fabs(got - exact.value) <= floor ? 0 : truth_error(exact, got);
    worst->above += error > limit;
    if (error > worst->error) {
        unsigned long above = worst->above;
        *worst = (struct finding){error, x, got, exact, above};
    }
}

static double limit_of(const struct act_use *use, int i)
{
    double claim[2] = {use->act->ulp_f, use->act->ulp_df};
    return i < 2 ? fmin(claim[i], contract[i]) : (double)INFINITY;
}

/* Returns whether all errors are within their limits. */
static bool print(const struct act_use *use, const char *name, const struct finding worst[3])
{
    printf("%-38s", name);
    for (int i = 0; i < 3; i++)
        printf(" %s %.3f at %.17g%s", order[i], worst[i].error, worst[i].x, i < 2 ? "," : "\n");
    bool good = true;
    for (int i = 0; i < 3; i++) {
        const struct finding *w = &worst[i];
        if (w->above == 0)
            continue;
        printf("  %s %s: above %g at %lu points; at %.17g (%a) it is %.17g, exactly %.17g and %g "
               "units\n",
               name, order[i], limit_of(use, i), w->above, w->x, w->x, w->got, w->exact.value,
               w->exact.rest);
        good = false;
    }
    (void)fflush(stdout);
    return good;
}

static bool check_use(struct calc *c, const struct points_use *place, unsigned long points)
{
    const struct reference *r;
    double p[REFERENCE_PARAMS];
    struct act_use use;
    struct err e;
    if (!reference_parse(place->act, &r, p) || !act_parse(NULL, place->act, &use, &e)) {
        printf("%s: unknown\n", place->act);
        return false;
    }
    struct finding worst[3] = {{0}, {0}, {0}};
    for (unsigned long i = 0; i < points; i++) {
        struct truth exact[3];
        double x = points_at(place, i);
        reference_eval(c, r, p, x, exact);
        compare(&worst[0], exact[0], act_f(&use, x), x, limit_of(&use, 0), 0);
        compare(&worst[1], exact[1], act_df(&use, x), x, limit_of(&use, 1), 0);
        compare(&worst[2], exact[2], act_d2f(&use, x), x, limit_of(&use, 2), 1e-15);
    }
    return print(&use, place->act, worst);
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
    char *end = "";
    errno = 0;
    unsigned long points = argc > 1 ? strtoul(argv[1], &end, 10) : 0;
    if (points == 0 || *end || errno) {
        (void)fprintf(stderr, "usage: check POINTS [ACT...]\n");
        return EXIT_FAILURE;
    }
    struct calc c;
    jet_init(&c);
    bool good = true;
    for (int i = 0; i < points_count; i++)
        if (wanted(points_uses[i].act, argv + 2))
            good = check_use(&c, &points_uses[i], points) && good;
    jet_done(&c);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
