/* act: the table of activation functions.
 *
 * One row says everything about one function: names, parameters, formulas as text (ASCII, parsed by
 * formula.h and compared with the code by the tests, so that what is shown cannot lie), f, f', f'',
 * derivative with respect to each parameter, kinks, conventions, sources, what frameworks do under
 * that name. Whatever lists, completes, describes, plots, stacks or tests functions walks this
 * table; adding one touches act_table.c only. Accurate formulas: one function each, in act_fn.c,
 * with domain, range, kinks and method in its comment. */
#ifndef NUM_ACT_H
#define NUM_ACT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/near.h"

enum { ACT_PARAMS = 4, ACT_KINKS = 4, ACT_DIALECTS = 4, ACT_NAME = 64 };

struct act_param {
    const char *name;    /* "alpha"; NULL ends the list */
    const char *aliases; /* other names in the literature, blank-separated, or NULL */
    double value;        /* default */
    double min, max;     /* allowed, both ends included */
    double step;         /* one turn of the knob */
    const char *help;    /* a sentence */
};

/* What a framework means by this name where it differs from the row. */
struct act_dialect {
    const char *where; /* "PyTorch"; NULL ends the list */
    const char *says;  /* "slope 0.01; f'(0) = slope" */
};

/* Which array loop of the kernel computes f and f' (kernel.h). */
enum act_loop {
    ACT_LOOP_IDENTITY,
    ACT_LOOP_STEP,
    ACT_LOOP_SIGNUM,
    ACT_LOOP_SIGMOID,
    ACT_LOOP_TANH,
    ACT_LOOP_LEAKY, /* relu (slope 0), leaky_relu, prelu */
    ACT_LOOP_ELU,
    ACT_LOOP_SOFTPLUS,
    ACT_LOOP_COUNT
};

struct act {
    const char *name;
    const char *aliases;    /* blank-separated, or NULL */
    const char *title;      /* "exponential linear unit" */
    const char *formula;    /* ASCII, in x and the parameters */
    const char *derivative; /* likewise */
    struct act_param param[ACT_PARAMS];
    double (*f)(double x, const double *p); /* p: the parameters in order */
    double (*df)(double x, const double *p);
    double (*d2f)(double x, const double *p);
    double (*dparam)(double x, const double *p, int k); /* df/dp_k; NULL without parameters */
    enum act_loop loop;
    double kink[ACT_KINKS]; /* places where f or f' jumps or f' does not exist */
    int kinks;
    bool jumps;                       /* f itself jumps there (step, signum) */
    const char *convention;           /* what f' (and f) are at the kinks, or NULL */
    double at_minus_inf, at_plus_inf; /* limits of f at default parameters */
    const char *source;               /* author and year */
    struct act_dialect dialect[ACT_DIALECTS];
    const char *what, *pro, *con, *when; /* the course's comparison, a sentence each */
    double ulp_f, ulp_df;                /* claimed worst errors */
};

extern const struct act act_table[];
extern const int act_count;

/* A function with its parameters' values: what screens and stacks hold. A plain value. */
struct act_use {
    const struct act *act;
    double param[ACT_PARAMS];
};

/* The row of a name or alias, or NULL. */
const struct act *act_find(const char *name);
void act_offer(struct near *near);

/* How many parameters, and which one a name or alias means (-1: none; e says which exist). */
int act_params(const struct act *act);
int act_param_find(const struct act *act, const char *name, struct err *e);

/* With default parameters. */
struct act_use act_use_of(const struct act *act);

/* Sets parameter k if v is allowed. Message names function, parameter and range. */
bool act_set(struct act_use *use, int k, double v, struct err *e);

/* Parses NAME or NAME:PARAM=VALUE,... */
bool act_parse(const char *text, struct act_use *out, struct err *e);

/* The shortest text that act_parse reads back to the same use: "relu", "elu:alpha=0.5". */
char *act_print(const struct act_use *use, char out[ACT_NAME]);

/* The kinks that are left with these parameters: where f or f' really jumps (an elu with alpha 1
 * has none). Measured on both sides. Returns how many are written to out. */
int act_kinks(const struct act_use *use, double out[ACT_KINKS]);

bool act_same(const struct act_use *a, const struct act_use *b);

/* f, f', f'' at x. nan gives nan. */
double act_f(const struct act_use *use, double x);
double act_df(const struct act_use *use, double x);
double act_d2f(const struct act_use *use, double x);

#endif
