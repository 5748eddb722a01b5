/* An expression and a number for x: bounded depth and size, a place inside the text, the same value
 * twice, and a printed form that is text. */
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "num/formula.h"
#include "world.h"

enum { FORMULA_BYTES = 4096 };

static bool find(void *ctx, const struct formula_name *name, int *id, struct err *e)
{
    (void)ctx, (void)e;
    *id = name->primes;
    return strcmp(name->text, "x") == 0 && !name->args && !name->index;
}

static double get(void *ctx, int id, double arg)
{
    const double *x = ctx;
    (void)id, (void)arg;
    return *x;
}

static void offer(void *ctx, struct near *near)
{
    (void)ctx;
    near_offer(near, "x");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    double x;
    if (n < sizeof x)
        return 0;
    memcpy(&x, data, sizeof x);
    char *text = world_text(data + sizeof x, n - sizeof x, FORMULA_BYTES);
    struct formula_scope scope = {.ctx = &x, .find = find, .get = get, .offer = offer};
    struct err e = {0};
    struct formula *f = formula_new(text, &scope, &e);
    if (f) {
        double first = formula_eval(f, &scope), again = formula_eval(f, &scope);
        world_must(memcmp(&first, &again, sizeof first) == 0 || (first != first && again != again),
                   "the same value twice");
        (void)formula_truth(first);
        double left, right;
        const char *op;
        (void)formula_sides(f, &scope, &left, &op, &right);
        formula_free(f);
    } else {
        world_must(e.text[0] != '\0', "a refusal says why");
        world_must(e.col >= 0 && (size_t)e.col <= strlen(text) + 1, "the place is in the text");
    }
    char shown[256];
    for (int unicode = 0; unicode < 2; unicode++)
        if (formula_print(text, unicode, shown, sizeof shown))
            world_must(utf8_check(shown, strlen(shown)) == strlen(shown), "what is shown is UTF-8");
    mem_free(text);
    return 0;
}
