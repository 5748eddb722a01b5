#include "num/kernel_impl.h"

#include "base/str.h"

#include <string.h>

/* One version: can this machine run it? Best first; the last row of each kind always can. */
struct version {
    const struct kernel *kernel;
    bool (*runs)(void);
};

static bool always(void)
{
    return true;
}

#if defined(__x86_64__)

static bool has_avx2_and_fma(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}

/* Without fused multiply-add sse2 comes before scalar: other digits, but not fifty times slower. */
static const struct version versions[] = {
    {&kernel_avx2, has_avx2_and_fma}, {&kernel_sse2, always}, {&kernel_scalar, always}};

#elif defined(__aarch64__)

static const struct version versions[] = {{&kernel_neon, always}, {&kernel_scalar, always}};

#else

static const struct version versions[] = {{&kernel_scalar, always}};

#endif

enum { VERSIONS = sizeof versions / sizeof versions[0] };

static void refuse(const char *name, struct err *e)
{
    struct str names;
    str_init(&names);
    for (int i = 0; i < VERSIONS; i++)
        str_addf(&names, "%s%s", i > 0 ? ", " : "", versions[i].kernel->name);
    err_set(e, "unknown kernel '%s'; there are %s", name, names.data);
    str_done(&names);
}

const struct kernel *kernel_choose(const char *name, struct err *e)
{
    for (int i = 0; i < VERSIONS; i++) {
        const struct version *v = &versions[i];
        if (name && strcmp(name, v->kernel->name) != 0)
            continue;
        if (v->runs())
            return v->kernel;
        if (name) {
            err_set(e, "kernel '%s': this processor lacks the instructions it needs", name);
            return NULL;
        }
    }
    refuse(name, e);
    return NULL;
}

const char *kernel_name(const struct kernel *k)
{
    return k->name;
}

bool kernel_is_fused(const struct kernel *k)
{
    return k->fused;
}

/* With one of the two results unwanted: in pieces, which go into a place of their own. */
static void activate_half(const struct kernel *k, const struct act_use *use, int n, const double *x,
                          double *f, double *df)
{
    enum { PIECE = 64 };
    double unwanted[PIECE];
    for (int i = 0; i < n; i += PIECE)
        k->activate(use->act->loop, &(struct kernel_activate){.z = x + i,
                                                              .f = f ? f + i : unwanted,
                                                              .slope = df ? df + i : unwanted,
                                                              .n = n - i < PIECE ? n - i : PIECE,
                                                              .param = use->param});
}

void kernel_activate(const struct kernel *k, const struct act_use *use, int n, const double *x,
                     double *f, double *df)
{
    if (use->act->loop == ACT_LOOP_FORMULA)
        act_array(use, n, x, f, df);
    else if (f && df)
        k->activate(use->act->loop, &(struct kernel_activate){x, f, df, n, use->param});
    else if (f || df)
        activate_half(k, use, n, x, f, df);
}
