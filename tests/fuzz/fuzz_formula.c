/* An expression and a number for x: bounded depth and size, a place inside the text, the same value
 * twice, and a printed form that is text; as a function too, alone and defined: derivatives,
 * parameters, kinks, arrays that are the scalar function, a text that reads back. */
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "num/act_book.h"
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

static bool same(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0 || a == b || (a != a && b != b);
}

static void try_function(const struct act_use *use, double x)
{
    enum { N = 3 };
    double in[N] = {x, -x, 1}, f[N], df[N];
    act_array(use, N, in, f, df);
    for (int i = 0; i < N; i++) {
        world_must(same(f[i], act_f(use, in[i])), "f of an array is f");
        world_must(same(df[i], act_df(use, in[i])), "f' of an array is f'");
        (void)act_d2f(use, in[i]);
        for (int k = 0; k < act_params(use->act); k++)
            (void)act_dparam(use, in[i], k);
    }
    world_must(use->kinks >= 0 && use->kinks <= ACT_KINKS, "kinks have room");
}

/* The text where a function may stand, and as a definition. */
static void try_as_function(const char *text, double x)
{
    struct act_names names;
    struct act_use use, again;
    struct err e = {0};
    memset(&names, 0, sizeof names);
    names.book = act_book_new();
    if (act_parse(&names, text, &use, &e)) {
        struct str printed;
        str_init(&printed);
        try_function(&use, x);
        act_print(&use, &printed);
        world_must(act_parse(&names, printed.data, &again, NULL) && act_same(&use, &again),
                   "what is printed reads back");
        str_done(&printed);
    } else {
        world_must(e.text[0] != '\0', "a refused function says why");
    }
    e = (struct err){0};
    const struct act *own = act_book_define(&names, text, &e);
    if (own) {
        use = act_use_of(own);
        try_function(&use, x);
    } else {
        world_must(e.text[0] != '\0', "a refused definition says why");
        world_must(e.col >= 0 && (size_t)e.col <= strlen(text) + 1, "its place is in the text");
    }
    act_book_free(names.book);
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
    try_as_function(text, x);
    char shown[256];
    for (int unicode = 0; unicode < 2; unicode++)
        if (formula_print(text, unicode, shown, sizeof shown))
            world_must(utf8_check(shown, strlen(shown)) == strlen(shown), "what is shown is UTF-8");
    mem_free(text);
    return 0;
}
