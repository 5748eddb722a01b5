/* Writes the stored exact values: for each function one file DIR/NAME.txt, for each use a line
 * "act COUNT" and then for each place, which tests/num/points.c knows, exact f and exact f'. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../points.h"
#include "../truth.h"
#include "reference.h"

static bool write_use(FILE *out, struct calc *c, const struct points_use *use)
{
    const struct reference *r;
    double p[REFERENCE_PARAMS];
    if (!reference_parse(use->act, &r, p)) {
        (void)fprintf(stderr, "maker: there is no definition of %s\n", use->act);
        return false;
    }
    (void)fprintf(out, "%s %d\n", use->act, POINTS_STORED);
    for (int i = 0; i < POINTS_STORED; i++) {
        struct truth t[3];
        reference_eval(c, r, p, points_at(use, (uint64_t)i), t);
        truth_write(out, t[0]);
        (void)fputc(' ', out);
        truth_write(out, t[1]);
        (void)fputc('\n', out);
    }
    return true;
}

/* Are these two uses of one function? */
static bool same_function(const struct points_use *a, const struct points_use *b)
{
    size_t n = strcspn(a->act, ":");
    return n == strcspn(b->act, ":") && memcmp(a->act, b->act, n) == 0;
}

/* All uses of one function, which stand beside each other, from the i-th on: how many, 0 if that
 * failed. */
static int write_function(const char *folder, struct calc *c, int i)
{
    char path[512];
    const struct points_use *use = &points_uses[i];
    (void)snprintf(path, sizeof path, "%s/%.*s.txt", folder, (int)strcspn(use->act, ":"), use->act);
    FILE *out = fopen(path, "w");
    bool good = out;
    int n = 0;
    for (; good && i + n < points_count && same_function(use, &points_uses[i + n]); n++)
        good = write_use(out, c, &points_uses[i + n]);
    if (!out || fclose(out) != 0) {
        (void)fprintf(stderr, "maker: %s: %s\n", path, strerror(errno));
        return 0;
    }
    return good ? n : 0;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        (void)fprintf(stderr, "usage: maker FOLDER\n");
        return EXIT_FAILURE;
    }
    struct calc c;
    big_init(&c);
    int done = 0, n = 1;
    for (; n > 0 && done < points_count; done += n)
        n = write_function(argv[1], &c, done);
    big_done(&c);
    return done == points_count ? EXIT_SUCCESS : EXIT_FAILURE;
}
