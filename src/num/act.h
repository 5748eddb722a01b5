/* act: the table of activation functions, and functions of one's own beside it.
 *
 * One row says everything about one function: names, parameters, formulas as text (ASCII, parsed by
 * formula.h and compared with the code by the tests, so that what is shown cannot lie), f, f', f'',
 * derivative with respect to each parameter, kinks, conventions, known values, sources, what
 * frameworks do under that name, and the worst errors it claims. Whatever lists, completes,
 * describes, plots, stacks, measures or tests functions walks this table. A row and the accurate
 * code of its function stand together in act_FAMILY.c; act_table.c is the list of the rows.
 *
 * A function that somebody defined is a struct act too, made by act_book.h from its formula: it may
 * stand wherever a built-in may. */
#ifndef NUM_ACT_H
#define NUM_ACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/near.h"
#include "base/str.h"

enum {
    ACT_PARAMS = 6,
    ACT_KINKS = 8,
    ACT_DIALECTS = 6,
    ACT_VALUES = 6,
    ACT_INTERVALS = 6,
    ACT_NAME = 96, /* bytes of a label, its end included */
    ACT_OWN = 64   /* functions of one's own in force at a time */
};

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

/* A value known exactly at default parameters, rounded once; the tests compare all bits. */
struct act_value {
    double x, f, df;
};

/* Where the tests look more closely: a zero of f', a threshold, the end of a series. */
struct act_interval {
    double lo, hi; /* lo = hi = 0 ends the list */
};

/* Which array loop of the kernel computes f and f' (kernel_act.inc). relu, leaky_relu and prelu
 * share one, as do others whose formula is the same. */
enum act_loop {
    ACT_LOOP_IDENTITY,
    ACT_LOOP_STEP,
    ACT_LOOP_SIGNUM,
    ACT_LOOP_ABSOLUTE,
    ACT_LOOP_LEAKY, /* relu (slope 0), leaky_relu, prelu: param[0] is the slope below 0 */
    ACT_LOOP_RRELU,
    ACT_LOOP_RELU6,
    ACT_LOOP_SRELU,
    ACT_LOOP_THRESHOLD,
    ACT_LOOP_THRESHOLDED_RELU,
    ACT_LOOP_RELU2,
    ACT_LOOP_MAXOUT,
    ACT_LOOP_HARDTANH,
    ACT_LOOP_HARDSIGMOID,
    ACT_LOOP_HARDSWISH,
    ACT_LOOP_SOFTSHRINK,
    ACT_LOOP_HARDSHRINK,
    ACT_LOOP_SPARSE_PLUS,
    ACT_LOOP_SIGMOID,
    ACT_LOOP_TANH,
    ACT_LOOP_SYMMETRICAL_SIGMOID,
    ACT_LOOP_LECUN_TANH,
    ACT_LOOP_TANHSHRINK,
    ACT_LOOP_LOGLOG,
    ACT_LOOP_GAUSSIAN,
    ACT_LOOP_SOFTPLUS,
    ACT_LOOP_LOGSIGMOID,
    ACT_LOOP_ELU,
    ACT_LOOP_SELU,
    ACT_LOOP_CELU,
    ACT_LOOP_ELISH,
    ACT_LOOP_SILU,
    ACT_LOOP_SWISH,
    ACT_LOOP_GELU,
    ACT_LOOP_GELU_TANH,
    ACT_LOOP_MISH,
    ACT_LOOP_SOFTSIGN,
    ACT_LOOP_ARCTAN,
    ACT_LOOP_ISRU,
    ACT_LOOP_BENT_IDENTITY,
    ACT_LOOP_SQUAREPLUS,
    ACT_LOOP_SIN,
    ACT_LOOP_COS,
    ACT_LOOP_SINC,
    ACT_LOOP_SNAKE,
    ACT_LOOP_LIF,
    ACT_LOOP_FORMULA, /* a function of one's own: no kernel loop, act_array */
    ACT_LOOP_COUNT
};

struct act_body; /* of a function of one's own: its compiled formula (act_book.c) */

struct act {
    const char *name;
    const char *aliases;    /* blank-separated, or NULL */
    const char *title;      /* "exponential linear unit" */
    const char *formula;    /* ASCII, in x and the parameters */
    const char *derivative; /* likewise; NULL for a function of one's own */
    struct act_param param[ACT_PARAMS];
    double (*f)(double x, const double *p); /* p: the parameters in order; NULL: `body` */
    double (*df)(double x, const double *p);
    double (*d2f)(double x, const double *p);
    double (*dparam)(double x, const double *p, int k); /* df/dp_k; NULL without parameters */
    enum act_loop loop;
    /* Places where f or f' may jump or f' may not exist with parameters p, in any order, at most
     * ACT_KINKS; returns how many. NULL: smooth. */
    int (*kinks)(const double *p, double out[ACT_KINKS]);
    const char *convention; /* what f' (and f) are at the kinks, or NULL */
    const char *source;     /* author and year */
    struct act_dialect dialect[ACT_DIALECTS];
    const char *what, *pro, *con, *when; /* the course's comparison, a sentence each */
    double ulp_f, ulp_df;                /* claimed worst errors, all parameters allowed */
    struct act_interval interval[ACT_INTERVALS];
    struct act_value value[ACT_VALUES]; /* [values] */
    int values;
    const struct act_body *body;
};

/* The built-in ones. */
extern const struct act *const act_table[];
extern const int act_count;

/* The functions of one's own that are in force: a plain value, part of the settings. `book` keeps
 * them (and what was overwritten) alive and makes new ones; NULL: neither these nor formulas. */
struct act_book;
struct act_names {
    struct act_book *book;
    const struct act *own[ACT_OWN]; /* [n] in the order of definition */
    int64_t n;
};

/* A function with its parameters' values: what screens and stacks hold. A plain value; changed by
 * act_set alone, which keeps `kink`: where f or f' really jumps with these parameters, ascending.
 */
struct act_use {
    const struct act *act;
    double param[ACT_PARAMS];
    double kink[ACT_KINKS];
    int64_t kinks;
};

/* The i-th function: those of the table, then one's own. NULL past the end. own may be NULL
 * everywhere. */
const struct act *act_at(const struct act_names *own, int i);

/* The function of a name or alias, or NULL. */
const struct act *act_find(const struct act_names *own, const char *name);
void act_offer(const struct act_names *own, struct near *near);

/* Is it a formula without a name (`plot 'x*x'`)? Its name is "formula". */
bool act_is_anonymous(const struct act *act);

/* What a person reads: the name; of a formula without one the formula itself, cut where it is
 * longer than ACT_NAME. */
char *act_label(const struct act *act, char out[ACT_NAME]);

/* How many parameters, and which one a name or alias means (-1: none; e says which exist). */
int act_params(const struct act *act);
int act_param_find(const struct act *act, const char *name, struct err *e);

/* With default parameters. */
struct act_use act_use_of(const struct act *act);

/* Sets parameter k if v is allowed. Message names function, parameter and range. */
bool act_set(struct act_use *use, int k, double v, struct err *e);

/* Parses NAME, NAME:PARAM=VALUE,... or, where `own` has a book, a formula in x, which may end in
 * :PARAM=VALUE,... too. Messages about a formula have line 1 and the column in text. */
bool act_parse(const struct act_names *own, const char *text, struct act_use *out, struct err *e);

/* The shortest text that act_parse reads back to the same use: "relu", "elu:alpha=0.5". */
void act_print(const struct act_use *use, struct str *out);

/* The same function with the same parameters? */
bool act_same(const struct act_use *a, const struct act_use *b);

/* Is x one of use->kink? */
bool act_is_kink(const struct act_use *use, double x);

/* f, f', f'' at x, by the exact tier: rounded once from more digits wherever the row's claim says
 * so. nan gives nan. At a kink f' is what the row's `convention` says, f'' the second derivative of
 * that same side; df/dparameter is continuous there. */
double act_f(const struct act_use *use, double x);
double act_df(const struct act_use *use, double x);
double act_d2f(const struct act_use *use, double x);
double act_dparam(const struct act_use *use, double x, int k);

/* f and f' (either may be NULL) of n numbers, the same values. */
void act_array(const struct act_use *use, int n, const double *x, double *f, double *df);

#endif
